"""Persons by their full names: whom the English names in pinyin, and who of the Chinese beside it each of them is.

A person is found from both sides: the given name of the English is read from two characters (one, where a post or a
list shows a name) of the Chinese behind a surname.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from yiwen.checks import pinyin
from yiwen.text.romanize import letters, stands_for, stretches
from yiwen.text.script import comparable
from yiwen.text.surnames import Surname, pinyin_surnames, posts, spelled, surnames_before
from yiwen.types import Span

WORD = re.compile(r"(?<![\w-])[A-Z](?:[a-zü]+|[A-ZÜ]+)(?:['’-](?!s\b)[A-Za-z]?[a-zü]+)?(?!\w)")
BESIDE = (" ", "\u00a0")
_HAN = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A full name in the English: its surname and its given name, which may be two words, in either order."""

    surname: Span
    given: tuple[Span, ...]
    spelled: str  # the surname: letters in lower case
    given_name: str  # likewise

    @property
    def span(self) -> Span:
        """The whole name."""
        words = (self.surname, *self.given)
        return Span(min(word.start for word in words), max(word.end for word in words))

    @property
    def is_pinyin(self) -> bool:
        """Whether the given name is one word without a hyphen, as only pinyin writes it."""
        return len(self.given) == 1 and self.given[0].end - self.given[0].start == len(self.given_name)

    @property
    def turned_round(self) -> bool:
        """Whether the given name stands first."""
        return self.surname.start > self.given[0].start


@dataclass(frozen=True, slots=True)
class Person:
    """A person whom both sides name: where in the English, where in the Chinese, and the surname that stands there.

    `right` tells whether the English gives that surname, in any spelling.
    """

    mention: Mention
    place: Span
    surname: Surname
    right: bool

    @property
    def characters(self) -> int:
        """The characters of the given name."""
        return self.place.end - self.place.start - len(self.surname.chinese)


@lru_cache(maxsize=1 << 13)
def simplified(src: str) -> str:
    """Return the Chinese in one script, for all checks of names; the last few are remembered."""
    return comparable(src)


@lru_cache(maxsize=1 << 13)
def persons(mt: str, src: str) -> tuple[Person, ...]:
    """Return the persons whom both sides name by their full names, no word of the English serving two of them.

    A name of more characters is settled first, and one that is right before one that is not.
    """
    named = mentions(mt)
    chinese = simplified(src) if named else ""
    settled: list[Person] = []
    for person in sorted((one for mention in named for one in _persons(mention, chinese)), key=_rank):
        if not any(person.mention.span.overlaps(other.mention.span) for other in settled):
            settled.append(person)
    return tuple(sorted(settled, key=lambda one: one.mention.span))


@lru_cache(maxsize=1 << 13)
def mentions(mt: str) -> tuple[Mention, ...]:
    """Return what is spelled as a Chinese full name; one stretch of the text may be read as several."""
    return tuple(_mentions(mt))


def _mentions(mt: str) -> Iterator[Mention]:
    words = list(WORD.finditer(mt))
    beside = [mt[a.end() : b.start()] in BESIDE for a, b in pairwise(words)] + [False, False]
    for at in range(len(words) - 1):
        if beside[at] and beside[at + 1]:
            yield from _mention(words[at], words[at + 1 : at + 3])
        if beside[at]:
            yield from _mention(words[at], words[at + 1 : at + 2])
        in_row = at and beside[at - 1] and pinyin.split(letters(words[at - 1][0]))
        if beside[at] and not beside[at + 1] and not in_row:
            yield from _mention(words[at + 1], words[at : at + 1])


def _mention(surname: re.Match[str], given: Sequence[re.Match[str]]) -> Iterator[Mention]:
    """Yield the words as a full name, where they are spelled as one."""
    read = _read_name(surname[0], "".join([word[0] for word in given]))
    if read:
        yield Mention(Span(*surname.span()), tuple(Span(*word.span()) for word in given), *read)


@lru_cache(maxsize=1 << 14)
def _read_name(surname: str, given: str) -> tuple[str, str] | None:
    """Return the letters of a surname and a given name; None where the words are no such."""
    written, name = letters(surname), letters(given)
    return (written, name) if pinyin.split(name) and _may_be_surname(written) else None


@lru_cache(maxsize=1 << 14)
def _may_be_surname(written: str) -> bool:
    return written in pinyin_surnames() or 0 < len(pinyin.split(written)) <= 2


def _rank(person: Person) -> tuple[int, bool, bool, int]:
    mention = person.mention
    return -person.characters, not person.right, mention.turned_round, mention.surname.start


def _persons(mention: Mention, chinese: str) -> Iterator[Person]:
    """Yield whom of the Chinese a mention may mean: each place read as the given name behind a surname."""
    for place in stretches(mention.given_name, chinese):
        if place.end - place.start > 2 or place.of(chinese) in posts():
            continue
        candidates = [
            Person(mention, Span(place.start - len(one.chinese), place.end), one, _is_right(mention, place, one))
            for one in surnames_before(chinese, place.start)
        ]
        right = [person for person in candidates if person.right]
        yield from right[:1] or (person for person in candidates[:1] if _is_certain(person, chinese))


def _is_right(mention: Mention, given: Span, surname: Surname) -> bool:
    """Return whether a surname is spelled so; beside a given name in pinyin it is in pinyin, or in none at all.

    So Wang Dafa is no spelling of 黄大发, though there are Wangs who are 黄; but Lee Jianguo is one of 李建国.
    """
    if mention.is_pinyin and given.end - given.start == 2 and _is_reading(mention.spelled, surname):
        return mention.spelled in surname.pinyin
    return mention.spelled in surname.spellings


def _is_certain(person: Person, chinese: str) -> bool:
    """Return whether a place of the Chinese is a person's name, and the one that the English means.

    Only what is a surname in pinyin, or another reading of the character (Dan for 单), is held against the Chinese. One
    character alone, or behind a surname that is a common word, may be anything but beside a post or in a list.
    """
    mention, place = person.mention, person.place
    if not _is_reading(mention.spelled, person.surname):
        return False
    if person.characters == 2 and not person.surname.is_word:
        return True
    if mention.turned_round or not is_unread(mention.spelled, chinese):
        return False
    return is_shown_as_name(place, chinese)


def is_shown_as_name(place: Span, chinese: str) -> bool:
    """Return whether a post or form of address stands beside a place of the Simplified text, or no Chinese at all."""
    before, after = chinese[: place.start], chinese[place.end :]
    if before.endswith(posts()) or after.startswith(posts()):
        return True
    return not _HAN.match(before[-1:]) and not _HAN.match(after[:1])


def _is_reading(spelled: str, surname: Surname) -> bool:
    """Return whether letters are a surname in pinyin, or any reading of these characters."""
    return spelled in pinyin_surnames() or stands_for(spelled, surname.chinese) is not None


def is_unread(surname: str, chinese: str) -> bool:
    """Return whether a surname in pinyin is that of no character of the Simplified text."""
    return surname in pinyin_surnames() and not any(written in chinese for written in spelled(surname))
