"""Chinese characters as they are read aloud: which stretch of a text a transliterated name can stand for.

Every reading of a character counts (pypinyin's table of them), without tones; ü is written v, or u.
"""

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import product

from yiwen.types import Span

_MOST_READINGS = 64  # of a stretch: more are not told apart
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))  # grave, acute, macron, caron: the two dots of ü stay


@lru_cache(maxsize=1 << 14)
def readings(letter: str) -> frozenset[str]:
    """Return the readings of a character; none for what is no Chinese character."""
    if not "\u3400" <= letter <= "\u9fff":
        return frozenset()
    found = _toneless(_table().get(ord(letter), "")).replace("ü", "v").split(",")
    plain = {reading for reading in found if reading and reading.isascii()}
    return frozenset(plain | {reading.replace("v", "u") for reading in plain})


@cache
def _table() -> Mapping[int, str]:
    """Return the readings of each character by its code point: "háng,xíng"."""
    _without_phrases()
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415  # it takes a while to load, and few runs need it

    table: Mapping[int, str] = PINYIN_DICT
    return table


def _toneless(reading: str) -> str:
    decomposed = unicodedata.normalize("NFD", reading)
    return unicodedata.normalize("NFC", decomposed.translate(_TONES))


def _without_phrases() -> None:
    """Have pypinyin loaded without its table of phrases: of single characters it is no use, and it takes longest."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")


def reading(letter: str) -> str:
    """Return the commonest reading of a Chinese character, without its tone; ü is written v."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415  # as above

    (found,) = lazy_pinyin(letter, style=Style.NORMAL)
    return str(found)


def letters(spelling: str) -> str:
    """Return the letters of a spelling in lower case, without marks: Lü-liang is luliang."""
    if not spelling.isascii():
        spelling = unicodedata.normalize("NFKD", spelling)
    return spelling.lower() if spelling.isalpha() else "".join(filter(str.isalpha, spelling)).lower()


def wade_giles(syllable: str) -> str:
    """Return a syllable of pinyin as Wade and Giles spell it; what is no syllable, as it is."""
    _without_phrases()
    from pypinyin import Style  # noqa: PLC0415  # few runs need it
    from pypinyin.style import convert  # noqa: PLC0415

    spelled: str = convert(syllable.lower(), Style.WADEGILES, strict=True)
    return spelled


def stands_for(name: str, chinese: str) -> Span | None:
    """Return the first stretch of the Chinese that is read as the name: letters only, in lower case."""
    return next(stretches(name, chinese), None)


def stretches(name: str, chinese: str) -> Iterator[Span]:
    """Yield every stretch of the Chinese that is read as the name: letters only, in lower case."""
    for start in _places(chinese).get(name[:1], ()):
        end = _read_from(name, chinese, start)
        if end is not None:
            yield Span(start, end)


@lru_cache(maxsize=1 << 12)
def _places(chinese: str) -> Mapping[str, list[int]]:
    """Return the places of the characters that may be read with each first letter."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, letter in enumerate(chinese):
        for initial in _INITIALS[letter]:
            places[initial].append(at)
    return places


class _Initials(dict[str, tuple[str, ...]]):
    """The letters that the readings of a character begin with, worked out when it is first asked for."""

    def __missing__(self, letter: str) -> tuple[str, ...]:
        self[letter] = tuple({reading[0] for reading in readings(letter)})
        return self[letter]


_INITIALS = _Initials()


def _read_from(name: str, chinese: str, start: int) -> int | None:
    """Return where the stretch from a place ends that is read as the whole of the name."""
    if not name:
        return start
    if start >= len(chinese):
        return None
    for reading in readings(chinese[start]):
        if name.startswith(reading):
            end = _read_from(name[len(reading) :], chinese, start + 1)
            if end is not None:
                return end
    return None


def names_of(chinese: str, syllables: int, initials: str) -> Iterator[tuple[int, str]]:
    """Yield every stretch of so many characters whose reading has one of the initial letters, each way to read it.

    A stretch is given as the place where it begins.
    """
    places = _places(chinese)
    for start in sorted({start for initial in initials for start in places.get(initial, ())}):
        stretch = chinese[start : start + syllables]
        if len(stretch) < syllables:
            return
        each = [sorted(readings(letter)) for letter in stretch]
        ways = 1
        for found in each:
            ways *= len(found)
        if 0 < ways <= _MOST_READINGS:
            for read in product(*each):
                yield start, "".join(read)
