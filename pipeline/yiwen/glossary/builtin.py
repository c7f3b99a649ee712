"""The glossary that comes with yiwen."""

from collections.abc import Mapping
from functools import cache as once
from hashlib import sha256
from pathlib import Path

from yiwen.glossary import cache
from yiwen.glossary.entry import Glossary
from yiwen.glossary.load import check_unique, load_entries, load_words
from yiwen.glossary.pairs import load_pairs
from yiwen.resources import data_folder


@once
def builtin_words() -> Mapping[str, str]:
    """Return the named lists that patterns and conditions use."""
    return builtin_glossary().words


@once
def builtin_glossary() -> Glossary:
    """Return all entries of `glossary/zh-en/`, from the compiled cache where that is fresh."""
    folder = data_folder("glossary")
    sources = [folder / "words.yaml", *sorted(folder.glob("zh-en/*.yaml")), *sorted(folder.glob("zh-en/*.tsv"))]
    digest = sha256(b"\0".join(path.name.encode() + path.read_bytes() for path in sources)).hexdigest()
    cached = cache.load(digest)
    if cached is not None:
        return cached
    glossary = compile_glossary(sources, digest)
    cache.store(glossary)
    return glossary


def compile_glossary(sources: list[Path], digest: str) -> Glossary:
    """Return the glossary of a words file, YAML entries and tables of pairs, read and checked.

    Raises:
        GlossaryError: something in them is wrong; the message starts with `file:line:`.
    """
    words = load_words(sources[0])
    entries = [
        entry
        for path in sources[1:]
        for entry in (load_entries(path, words) if path.suffix == ".yaml" else load_pairs(path, user=False))
    ]
    check_unique(entries)
    return Glossary(tuple(entries), words, digest)
