"""What English words a dictionary gives for Chinese words: `glossary/lexicon/`, whose README tells where it is from."""

from collections.abc import Mapping, Set
from functools import cache, lru_cache
from math import sqrt

from yiwen.glossary.words import stem
from yiwen.resources import data_folder

_LEAST, _OVER = 0.3, 0.4  # how far a word with many glosses is trusted, and how much further one with a single gloss


@lru_cache(maxsize=65536)
def glosses(zh: str) -> Mapping[str, float]:
    """Return the stems of a Chinese word's English words, and how strongly it speaks for each (0.3 to 0.7)."""
    words = _table().get(zh, "").split()
    return dict.fromkeys(map(stem, words), _LEAST + _OVER / sqrt(len(words))) if words else {}


def glossed(sequences: Set[str]) -> Set[str]:
    """Return the Chinese words of some sequences that the dictionary has."""
    return _table().keys() & sequences


def is_glossed(zh: str) -> bool:
    """Return whether the dictionary gives English words for a Chinese word."""
    return zh in _table()


@cache
def vocabulary() -> frozenset[str]:
    """Return the English words of the dictionary, in small letters."""
    return frozenset(word for words in _table().values() for word in words.split())


@cache
def _table() -> Mapping[str, str]:
    text = (data_folder("glossary") / "lexicon" / "words.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())
