"""The key figures of a report: value as written, unit, what it is of, and where it stands."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from yiwen.summary import cues
from yiwen.summary.blocks import Block, Kind, blocks, sections
from yiwen.summary.measured import measured
from yiwen.summary.sentences import topics_of, words_of
from yiwen.text.quantities import parse
from yiwen.text.segment import sentences
from yiwen.types import Document, Figure, Quantity, Span

_SKIPPED = frozenset({"year", "date", "ordinal", "label", "duration"})
_RANK = {
    "money": 1.0,
    "area": 0.8,
    "energy": 0.8,
    "power": 0.8,
    "length": 0.7,
    "mass": 0.7,
    "volume": 0.7,
    "count": 0.6,
    "ratio": 0.5,
}
_BEFORE = re.compile(
    r"(?:about|around|approximately|roughly|some|circa|over|more than|above|nearly|almost|close to|at least|"
    r"(?:no|not) (?:less|fewer|more|lower) than|less than|fewer than|up to|at most|below|under|exceed(?:ing|ed|s)?|"
    r"surpass(?:ing|ed|es)?|in excess of)\s+$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*\+|\s+(?:or|and)\s+(?:more|above|over|less|fewer|so|below)\b|\s+each\b|\s+(?:per|a|an) "
    r"(?:capita|person|household|head|mu|hectare|acre|square \w+|cubic \w+|tonne|ton|kilogram|kilowatt-hour|unit|day|"
    r"(?:month|year)(?! (?:earlier|ago|before|on)))\b",
    re.IGNORECASE,
)
# A unit that is read as what is counted: "21 micrograms per cubic meter".
_BARE_UNIT = re.compile(r"\s+(?:micro|milli)grams?(?: per [a-z]+(?: met(?:er|re)s?)?)?\b|\s+decibels?\b")
_REFERENCE = re.compile(
    r"\b(?:pages?|sections?|notes?|articles?|charts?|tables?|box|chapters?|items?|nos?\.?|phases?|stages?|level|class|grade|"
    r"version|schedule|part|paragraphs?|clause|rule)\s*(?:\d+\s*(?:to|and|-|–|,)\s*)?$",
    re.IGNORECASE,
)
# "from 66.9 billion last year": what a figure is compared with.
_FROM = re.compile(r"\b(?:from|than)\s+$", re.IGNORECASE)
_LARGEST_COUNT = 1e8
_TOTAL = frozenset(
    "total overall annual cumulative altogether gross planned gdp revenue output investment profit income".split()
)


@dataclass(frozen=True, slots=True)
class _Place:
    figure: Figure
    dimension: str
    order: int
    topics: tuple[str, ...]


def key_figures(document: Document, limit: int) -> tuple[Figure, ...]:
    """Return up to `limit` figures, the weightiest first, each value once; only figures that say what they are of.

    Money goes before areas, counts and shares, totals before parts, what the report often speaks of before what it
    names once, its front before its annexes.
    """
    places = list(_places(blocks(document)))
    common = Counter(topic for place in places for topic in set(place.topics))
    ranked = sorted(places, key=lambda place: (-_importance(place, common, len(places)), place.order))
    seen: set[tuple[float, str]] = set()
    result: list[Figure] = []
    for place in ranked:
        key = (place.figure.value, place.figure.unit)
        if key not in seen and len(result) < limit:
            result.append(place.figure)
            seen.add(key)
    return tuple(result)


def _places(found: tuple[Block, ...]) -> Iterator[_Place]:
    order = 0
    for part in sections(found):
        if cues.BACK_MATTER.search(f"{part.title}; {part.chapter_title}"):
            continue
        for block in part.blocks:
            for figure, dimension in _figures_of(block):
                yield _Place(figure, dimension, order, topics_of(words_of(figure.of)))
                order += 1


def _figures_of(block: Block) -> Iterator[tuple[Figure, str]]:
    if block.kind not in (Kind.PROSE, Kind.ITEM):
        return
    text = block.span.of(block.text)
    if not any(character.isdigit() for character in text):
        return
    bounds = sentences(text)
    number = 0
    for quantity in parse(text):
        while number + 1 < len(bounds) and bounds[number].end <= quantity.span.start:
            number += 1
        sentence = bounds[number]
        if figure := _figure(block, text, sentence, quantity):
            yield figure, quantity.dimension


def _figure(block: Block, text: str, sentence: Span, quantity: Quantity) -> Figure | None:
    if quantity.dimension in _SKIPPED or (quantity.unit == "" and not quantity.span.of(text)[:1].isdigit()):
        return None
    if quantity.unit == "time" and quantity.value == 1:
        return None  # "a one-time reward", "the first time": no measure
    words = sentence.of(text)
    start, end = quantity.span.start - sentence.start, quantity.span.end - sentence.start
    if _REFERENCE.search(words[max(0, start - 30) : start]) or _lost_its_unit(quantity):
        return None
    if quantity.unit == "" and (unit := _BARE_UNIT.match(words, end)):
        end = unit.end()
        quantity = replace(quantity, unit=unit[0].strip())
    bare = start
    start, end = _with_bound(words, start, end)
    if _FROM.search(words[max(0, start - 8) : start]):
        return None
    of = measured(words, quantity, start, end) or measured(words, quantity, bare, end)
    if not of:
        return None
    offset = block.span.start + sentence.start
    written = " ".join(words[start:end].split())
    return Figure(written, quantity.value, quantity.unit, of, block.segment, Span(offset + start, offset + end))


def _lost_its_unit(quantity: Quantity) -> bool:
    """Return whether a bare count is so large that it was an amount of money before it was translated."""
    return quantity.unit == "" and quantity.value >= _LARGEST_COUNT


def _with_bound(words: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of a quantity with its "nearly" or "or more": without it the figure would be another."""
    if before := _BEFORE.search(words[max(0, start - 24) : start]):
        start -= len(before[0])
    if after := _AFTER.match(words, end):
        end = after.end()
    return start, end


def _importance(place: _Place, common: Counter[str], size: int) -> float:
    total = 0.4 if _TOTAL.intersection(place.topics) or "total" in place.figure.of.lower() else 0.0
    often = (
        sum(math.log1p(common[topic]) for topic in set(place.topics)) / (1 + len(place.topics)) / (1 + math.log1p(size))
    )
    magnitude = min(0.3, 0.03 * math.log10(1 + abs(place.figure.value))) if place.dimension != "ratio" else 0.0
    front = 0.3 / (1 + 4 * place.order / max(1, size))
    return _RANK.get(place.dimension, 0.4) + total + often + magnitude + front
