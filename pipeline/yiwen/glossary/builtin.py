"""The glossary that comes with yiwen."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from yiwen.glossary.entry import Glossary
from yiwen.glossary.load import check_unique, load_entries, load_words
from yiwen.glossary.pairs import load_pairs
from yiwen.resources import data_folder


@cache
def builtin_words() -> Mapping[str, str]:
    """Return the named lists that patterns and conditions use."""
    return load_words(data_folder("glossary") / "words.yaml")


@cache
def builtin_glossary() -> Glossary:
    """Return all entries of `glossary/zh-en/`: repairing ones from YAML, plain pairs from TSV."""
    folder = data_folder("glossary")
    words = builtin_words()
    yaml_files, tables = sorted(folder.glob("zh-en/*.yaml")), sorted(folder.glob("zh-en/*.tsv"))
    entries = [entry for path in yaml_files for entry in load_entries(path, words)]
    entries += [entry for path in tables for entry in load_pairs(path, user=False)]
    check_unique(entries)
    sources = (folder / "words.yaml", *yaml_files, *tables)
    return Glossary(tuple(entries), words, sha256(b"".join(path.read_bytes() for path in sources)).hexdigest())
