"""Chinese characters as they are read aloud: which stretch of a text a transliterated name can stand for.

Every reading of a character counts (pypinyin's table of them), without tones; ü is written v, or u.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from yiwen.types import Span

_MOST_READINGS = 64  # of a stretch: more are not told apart


@lru_cache(maxsize=1 << 14)
def readings(letter: str) -> frozenset[str]:
    """Return the readings of a character; none for what is no Chinese character."""
    if not "\u3400" <= letter <= "\u9fff":
        return frozenset()
    from pypinyin import Style, pinyin  # noqa: PLC0415  # its table takes a while to load, and few runs need it

    (found,) = pinyin(letter, style=Style.NORMAL, heteronym=True, v_to_u=False)
    plain = {reading.replace("ü", "v") for reading in found if reading.isascii() or "ü" in reading}
    return frozenset(plain | {reading.replace("v", "u") for reading in plain})


def stands_for(name: str, chinese: str) -> Span | None:
    """Return the first stretch of the Chinese that is read as the name: letters only, in lower case."""
    for start in range(len(chinese)):
        end = _read_from(name, chinese, start)
        if end is not None:
            return Span(start, end)
    return None


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


def names_of(chinese: str, syllables: int, initials: str) -> Iterator[tuple[Span, str]]:
    """Yield every stretch of so many characters whose reading has one of the initial letters, each way to read it."""
    for start in range(len(chinese) - syllables + 1):
        if not any(reading[0] in initials for reading in readings(chinese[start])):
            continue
        stretch = chinese[start : start + syllables]
        each = [sorted(readings(letter)) for letter in stretch]
        ways = 1
        for found in each:
            ways *= len(found)
        if 0 < ways <= _MOST_READINGS:
            for read in product(*each):
                yield Span(start, start + syllables), "".join(read)
