"""Transliterated names held against the Chinese: "Baosi" where the Chinese reads Baoshi.

A name that some stretch of its Chinese can be read as is right. One that is read from none, but is a mistaken sound
away from a stretch, is told; so is one with its end lost, where the document has it whole elsewhere. Any other name (a
foreign one, one in Cantonese, a city for which the Chinese has one character) is left alone.
"""

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from yiwen.checks import pinyin
from yiwen.checks.reading import Reading
from yiwen.checks.spotted import Spotted
from yiwen.text.romanize import names_of, stands_for
from yiwen.types import Fix, Segment, Span

_CAPITALISED = re.compile(r"(?<![\w'’-])[A-Z][a-z]+(?:['’-](?!s\b)[a-z]+)?(?![\w-])")
_LETTERS = re.compile(r"[^a-z]")
_SUREST = 0.75
_INITIALS_ALIKE = {"l": "ln", "n": "nl"}  # what a mistaken sound may begin with; z and zh begin alike


def spot_misread_names(reading: Reading) -> Iterator[Spotted]:
    """Yield names that are spelled as no stretch of the Chinese beside them is read, but nearly so."""
    known: dict[tuple[str, str], bool] = {}
    whole = frozenset(_LETTERS.sub("", word.lower()) for word in _CAPITALISED.findall(reading.text))
    for index, segment in enumerate(reading.segments):
        if segment.src and any(map(str.isupper, segment.mt)):
            for match in _CAPITALISED.finditer(segment.mt):
                name = _LETTERS.sub("", match[0].lower())
                if len(match[0]) >= 4 and _may_be_name(name) and not known.get((name, segment.src), False):
                    known[name, segment.src] = stands_for(name, segment.src) is not None
                    if not known[name, segment.src]:
                        yield from _nearly(index, segment, Span(*match.span()), name, whole)


@lru_cache(maxsize=1 << 14)
def _may_be_name(name: str) -> bool:
    """Return whether a word is pinyin of two syllables or more, or such a word with its end lost."""
    return pinyin.is_name(name) or (not pinyin.split(name) and _is_cut(name))


def _is_cut(name: str) -> bool:
    """Return whether a word is a syllable of pinyin and the beginning of another: Baos, Zhongsh."""
    heads = (name[:at] for at in range(2, len(name)))
    return any(
        pinyin.split(head) and any(syllable.startswith(name[len(head) :]) for syllable in pinyin.SYLLABLES)
        for head in heads
    )


def _nearly(index: int, segment: Segment, span: Span, name: str, whole: Set[str]) -> Iterator[Spotted]:
    """Yield the name where a stretch of the Chinese is read nearly so; `whole` are the names of the document."""
    src = segment.src or ""
    count = max(2, len(pinyin.split(name)))
    written = segment.mt.lower()
    for place, read in names_of(src, count, _INITIALS_ALIKE.get(name[0], name[0])):
        cut = read in whole and pinyin.is_broken_form(name, read)
        if read in written or not (cut or pinyin.are_confusable(name, read)):
            continue
        chinese = place.of(src)
        message = f"{chinese} is read {read.capitalize()}"
        yield Spotted(index, span, message, read.capitalize(), Fix.REVIEW, _SUREST, src_span=place)
        return
