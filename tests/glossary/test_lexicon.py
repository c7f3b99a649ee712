"""The dictionary's words: what the table holds, and how strongly a gloss speaks."""

import re

from yiwen.glossary.lexicon import glosses
from yiwen.glossary.words import stem
from yiwen.resources import data_folder


def test_a_gloss_speaks_the_more_strongly_the_fewer_there_are() -> None:
    one, several = glosses("利率"), glosses("监督")
    assert set(several) >= {stem("supervision"), stem("monitor")}
    assert all(0.3 < how <= 0.7 for how in (*one.values(), *several.values()))
    assert max(several.values()) == min(several.values()) < max(glosses("银行").values())


def test_what_the_dictionary_has_not_says_nothing() -> None:
    assert glosses("粮储局局") == {}
    assert glosses("") == {}


def test_the_table_is_sorted_and_says_nothing_twice() -> None:
    lines = (data_folder("glossary") / "lexicon" / "words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    words = [zh for zh, _ in pairs]
    assert words == sorted(set(words))
    assert all(re.fullmatch("[\u4e00-\u9fff]{2,4}", zh) for zh in words)
    for _, english in pairs:
        assert len(set(english.split(" "))) == len(english.split(" "))
        assert re.fullmatch("[a-z]+(?: [a-z]+)*", english)


def test_the_readme_counts_right() -> None:
    folder = data_folder("glossary") / "lexicon"
    lines = (folder / "words.tsv").read_text(encoding="utf-8").splitlines()
    pairs = sum(len(line.split("\t")[1].split()) for line in lines)
    told = (folder / "README.md").read_text(encoding="utf-8").replace("\n", " ")
    assert f"{len(lines):,} Chinese words" in told
    assert f"{pairs:,} pairs" in told
