"""Chinese surnames: which characters are one, how each is read as one, and how else it is spelled in Latin letters.

The table is `glossary/surnames.yaml`; the Wade-Giles spelling is worked out from the reading.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from yiwen.resources import data_folder
from yiwen.text.romanize import letters, wade_giles


@dataclass(frozen=True, slots=True)
class Surname:
    """A surname of one or two characters, its reading in pinyin, and how it may be spelled: letters in lower case.

    `pinyin` are the spellings of its readings, `spellings` these and all others. `is_word` tells that the character is
    a word of its own more often than a surname.
    """

    chinese: str
    reading: str
    pinyin: frozenset[str]
    spellings: frozenset[str]
    is_word: bool


@cache
def surnames() -> Mapping[str, Surname]:
    """Return the surnames by their Simplified characters."""
    table = _table()
    words = frozenset(table["words"].split())
    found: dict[str, Surname] = {}
    for reading, all_chinese in table["readings"].items():
        for chinese in all_chinese.split():
            pinyin = _plain(reading) | _plain(table["second"].get(chinese, reading))
            others = [wade_giles(reading).replace("v", "u"), *table["spellings"].get(chinese, reading).split(", ")]
            found[chinese] = Surname(chinese, reading, pinyin, pinyin | set(map(letters, others)), chinese in words)
    return found


@cache
def posts() -> tuple[str, ...]:
    """Return the posts and forms of address that stand beside a person's name in Chinese, longest first."""
    return tuple(sorted(_table()["posts"].split(), key=len, reverse=True))


@cache
def pinyin_surnames() -> frozenset[str]:
    """Return every surname in pinyin: letters in lower case, ü as u, v and yu."""
    readings = {surname.reading for surname in surnames().values()}
    return frozenset(spelling for reading in readings for spelling in _plain(reading))


@cache
def spelled(spelling: str) -> frozenset[str]:
    """Return the surnames, in Simplified characters, that may be spelled so: letters in lower case."""
    return frozenset(surname.chinese for surname in surnames().values() if spelling in surname.spellings)


@cache
def double_surnames() -> re.Pattern[str]:
    """Return what finds a surname of two characters."""
    return re.compile("|".join(chinese for chinese in surnames() if len(chinese) > 1))


def surnames_before(chinese: str, place: int) -> Iterator[Surname]:
    """Yield the surnames that end at a place of a Simplified text, the likelier first: 欧阳 and 阳, 孙 behind 市长."""
    single = surnames().get(chinese[max(0, place - 1) : place])
    double = double_surname(chinese, place - 2) if place > 1 else None
    unlikely = None if double else surnames().get(chinese[max(0, place - 2) : place])
    yield from filter(None, (double, single, unlikely))


def double_surname(chinese: str, place: int) -> Surname | None:
    """Return the surname of two characters at a place; None where the first of them closes a word: 市长|孙建国."""
    double = surnames().get(chinese[place : place + 2]) if len(chinese) >= place + 2 else None
    return None if chinese.endswith(_closed(), 0, place + 1) else double


@cache
def _closed() -> tuple[str, ...]:
    """Return the words whose last character belongs to no surname."""
    return (*_table()["closed"].split(), *posts())


@cache
def _table() -> Mapping[str, Any]:
    import yaml  # noqa: PLC0415  # few runs need the table

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (data_folder("glossary") / "surnames.yaml").read_text(encoding="utf-8")
    table: Mapping[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506  # both are safe loaders
    return table


def _plain(reading: str) -> frozenset[str]:
    return frozenset(letters(reading.replace("ü", vowel)) for vowel in ("u", "v", "yu"))
