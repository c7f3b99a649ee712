"""Amounts that carry the marks of a slip with 万 and 亿: too many digits, no unit, a bare "billion-yuan"."""

import re
from collections.abc import Iterator

from yiwen.checks.spotted import Spotted
from yiwen.types import Document, Span

_LONG_MILLIONS = re.compile(
    r"(?<![\w.,])(?P<figure>\d{2,3},?\d{3}(?:\.\d+)?)[ -](?P<scale>million|billion|trillion)[ -](?:yuan|RMB|renminbi)\b"
)
_NO_UNIT = re.compile(
    r"(?<![\w$¥€£.,])(?<!RMB)(?<!RMB )\d[\d,.]*[ \u00a0-](?:million|billion|trillion)(?:[ \u00a0-]level)?[ \u00a0]"
    r"(?:output|industrial (?:park|cluster|platform|base|zone)s?|industry clusters?|industries|parks?|clusters?|GDP)\b"
)
_BARE_BILLION = re.compile(
    r"\b(?:several|multiple|many|some|various|a (?:number|batch|group|series) of)[ \u00a0](?P<scale>billion|trillion)-"
    r"(?:yuan|RMB|level)\b",
    re.IGNORECASE,
)
IN_YUAN = tuple(f"illion{joint}{unit}" for joint in " -" for unit in ("yuan", "RMB", "renminbi"))
_WITHOUT_UNIT = ("output", "industr", "park", "cluster", "GDP")
WITHOUT_UNIT = tuple(
    f"{scale}{space}{thing}" for scale in ("illion", "level") for space in " \u00a0" for thing in _WITHOUT_UNIT
)
JOINED_SCALES = ("illion-", "ILLION-")
_SMALLER = {"billion": "100-million-yuan (亿元)", "trillion": "100-billion-yuan (千亿元)"}


def spot_long_millions(document: Document) -> Iterator[Spotted]:
    """Yield "26,508 million yuan": five or more digits before a scale word, as carried over from 万."""
    for index, match in _places(document, _LONG_MILLIONS):
        message = f"an unusual amount, {match['figure']} {match['scale']}: was it counted in 10,000s (万)?"
        yield Spotted(index, Span(*match.span()), message)


def spot_missing_units(document: Document) -> Iterator[Spotted]:
    """Yield "a 100 billion industrial park": an amount of money without its currency."""
    for index, match in _places(document, _NO_UNIT):
        message = f"'{match.group()}': of what? The currency is missing"
        yield Spotted(index, Span(*match.span()), message)


def spot_bare_billions(document: Document) -> Iterator[Spotted]:
    """Yield "several billion-yuan projects", which mostly stands for 亿元, 100 million yuan."""
    for index, match in _places(document, _BARE_BILLION):
        message = (
            f"'{match.group()}': if the Chinese has no figure, it is more likely {_SMALLER[match['scale'].lower()]}"
        )
        yield Spotted(index, Span(*match.span()), message)


def _places(document: Document, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    for index, segment in enumerate(document.segments):
        if "illion" in segment.mt:
            for match in pattern.finditer(segment.mt):
                yield index, match
