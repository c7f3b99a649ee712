"""Transliterated names held against the Chinese: "Baosi" where the Chinese reads Baoshi.

A name that some stretch of its Chinese can be read as is right. One that is read from none, but is a mistaken sound
away from a stretch, is told; so is one with its end lost, where the document has it whole elsewhere, and a person's
given name of which one character of two is read so behind the surname. Any other name (a foreign one, one in
Cantonese, a city for which the Chinese has one character) is left alone.
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import cache, lru_cache

from yiwen.checks import pinyin
from yiwen.checks.persons import Person, is_shown_as_name, mentions, persons, simplified
from yiwen.checks.reading import Reading
from yiwen.checks.spotted import Spotted
from yiwen.text.romanize import names_of, reading, readings, stands_for
from yiwen.text.surnames import pinyin_surnames, surnames
from yiwen.types import Fix, Segment, Span

_CAPITALISED = re.compile(r"(?<![\w'’-])[A-Z][a-z]+(?:['’-](?!s\b)[a-z]+)?(?![\w-])")
_LETTERS = re.compile(r"[^a-z]")
_SUREST, _SURE = 0.75, 0.7
_SHORTEST = 4  # letters of a name of two syllables
_INITIALS_ALIKE = {"l": "ln", "n": "nl"}  # what a mistaken sound may begin with; z and zh begin alike


def spot_misread_names(reading: Reading) -> Iterator[Spotted]:
    """Yield names that are spelled as no stretch of the Chinese beside them is read, but nearly so."""
    known: dict[tuple[str, str], bool] = {}
    whole = frozenset(_LETTERS.sub("", word.lower()) for word in _CAPITALISED.findall(reading.text))
    for index, segment in enumerate(reading.segments):
        if segment.src and any(map(str.isupper, segment.mt)):
            given = list(_misread_given_names(index, segment))
            yield from given
            for span, name in _names(segment.mt):
                if any(span.overlaps(one.span) for one in given) or known.get((name, segment.src), False):
                    continue
                known[name, segment.src] = stands_for(name, segment.src) is not None
                if not known[name, segment.src]:
                    yield from _nearly(index, segment, span, name, whole)


@lru_cache(maxsize=1 << 13)
def _names(mt: str) -> tuple[tuple[Span, str], ...]:
    """Return the words that may be transliterated names: where each stands, and its letters."""
    named = ((match, _name_of(match[0])) for match in _CAPITALISED.finditer(mt))
    return tuple((Span(*match.span()), name) for match, name in named if name)


@lru_cache(maxsize=1 << 14)
def _name_of(word: str) -> str:
    """Return the letters of a word that may be a transliterated name; "" for another."""
    name = _LETTERS.sub("", word.lower())
    return name if len(word) >= _SHORTEST and _may_be_name(name) else ""


def _misread_given_names(index: int, segment: Segment) -> Iterator[Spotted]:
    """Yield given names of two syllables, one of them right, behind the surname of a person of the Chinese."""
    src = segment.src or ""
    taken = persons(segment.mt, src)
    for mention in mentions(segment.mt):
        syllables = pinyin.split(mention.given_name)
        unknown = not any(mention.span.overlaps(person.mention.span) for person in taken)
        if unknown and mention.is_pinyin and not mention.turned_round and len(syllables) == 2:
            free = [one for one in _half_read(mention.spelled, syllables, simplified(src)) if not _overlap(one, taken)]
            for place in free[:1]:
                right = _read_as_person(simplified(src)[place.end - 2 : place.end], syllables)
                message = f"{place.of(src)} is read {mention.surname.of(segment.mt)} {right}"
                yield Spotted(index, mention.given[0], message, right, Fix.NEVER, _SURE, src_span=place)


def _overlap(place: Span, taken: Sequence[Person]) -> bool:
    return any(place.overlaps(person.place) for person in taken)


def _half_read(surname: str, syllables: Sequence[str], chinese: str) -> list[Span]:
    """Return the names of the Chinese with a surname so read, and of the two characters behind it one so read.

    Those that a post or a list shows to be a person's name come first.
    """
    found = []
    for match in _surname_pattern(surname).finditer(chinese) if surname in pinyin_surnames() else ():
        given = chinese[match.end() : match.end() + 2]
        read = [syllable in readings(letter) for syllable, letter in zip(syllables, given, strict=False)]
        if sum(read) == 1 and len(read) == 2 and all(map(readings, given)):
            found.append(Span(match.start(), match.end() + 2))
    return sorted(found, key=lambda place: not is_shown_as_name(place, chinese))


@lru_cache(maxsize=1 << 10)
def _surname_pattern(spelled: str) -> re.Pattern[str]:
    """Return what finds the characters of the surnames that are read so; none of them a common word."""
    chinese = [one.chinese for one in surnames().values() if spelled in one.pinyin and not one.is_word]
    return re.compile("|".join(sorted(chinese, key=len, reverse=True)) or r"(?!)")


def _read_as_person(given: str, written: Sequence[str]) -> str:
    """Return how a given name is read: as it is written where that is right, else by the commonest reading."""
    read = (w if w in readings(letter) else reading(letter) for letter, w in zip(given, written, strict=True))
    return "".join(read).capitalize()


@lru_cache(maxsize=1 << 14)
def _may_be_name(name: str) -> bool:
    """Return whether a word is pinyin of two syllables or more, or such a word with its end lost."""
    return pinyin.is_name(name) or (not pinyin.split(name) and _is_cut(name))


def _is_cut(name: str) -> bool:
    """Return whether a word is a syllable of pinyin and the beginning of another: Baos, Zhongsh."""
    return any(name[at:] in _beginnings() and pinyin.split(name[:at]) for at in range(2, len(name)))


@cache
def _beginnings() -> frozenset[str]:
    """Return what syllables begin with: b, ba, bao."""
    return frozenset(syllable[:size] for syllable in pinyin.SYLLABLES for size in range(1, len(syllable) + 1))


def _nearly(index: int, segment: Segment, span: Span, name: str, whole: Set[str]) -> Iterator[Spotted]:
    """Yield the name where a stretch of the Chinese is read nearly so; `whole` are the names of the document."""
    src = segment.src or ""
    count = max(2, len(pinyin.split(name)))
    written = segment.mt.lower()
    for start, read in names_of(src, count, _INITIALS_ALIKE.get(name[0], name[0])):
        cut = read in whole and pinyin.is_broken_form(name, read)
        if read in written or not (cut or pinyin.are_confusable(name, read)):
            continue
        place = Span(start, start + count)
        message = f"{place.of(src)} is read {read.capitalize()}"
        yield Spotted(index, span, message, read.capitalize(), Fix.REVIEW, _SUREST, src_span=place)
        return
