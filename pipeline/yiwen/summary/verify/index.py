"""A report made ready to be asked: which of its sentences say this, does it hold that figure, is that name in it?"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from yiwen.summary.dates import dateline
from yiwen.summary.verify.amounts import base_value, same_amount
from yiwen.summary.verify.reading import Name, Reading
from yiwen.text.normalize import normalize
from yiwen.text.segment import sentences
from yiwen.types import Document, Quantity, Span

_MOST_EVIDENCE = 3
_FRESH = 0.30
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_WORDS = re.compile(r"[\w&]+")


@dataclass(frozen=True)
class Passage:
    """A sentence (or heading, or line) of the report: where it stands and how it reads."""

    number: int
    segment: str
    span: Span
    reading: Reading


class ReportIndex:
    """The report's sentences by their words and figures; made once, asked for every sentence of a summary."""

    def __init__(self, document: Document) -> None:
        self.name = document.name
        self.passages = tuple(_passages(document))
        self.day: date | None = found.date if (found := dateline(document)) else None
        postings: dict[str, list[int]] = {}
        for passage in self.passages:
            for word in passage.reading.roots:
                postings.setdefault(word, []).append(passage.number)
        self._postings = postings
        size = max(1, len(self.passages))
        self._weights = {word: math.log1p(size / len(numbers)) for word, numbers in postings.items()}
        self._unknown = math.log1p(size)

    def weight(self, words: Iterable[str]) -> float:
        """Return the weight of the roots: rare ones weigh more, those that the report has not most."""
        return sum(self._weights.get(word, self._unknown) for word in words)

    def evidence(self, reading: Reading) -> tuple[tuple[Passage, float], ...]:
        """Return the sentences that together say most of this one, best first, with the share each says."""
        if exact := self.verbatim(reading):
            return ((exact, 1.0),)
        left = set(reading.roots)
        whole = self.weight(left)
        found: list[tuple[Passage, float]] = []
        while whole and left and len(found) < _MOST_EVIDENCE:
            best = self._best(left, reading)
            if best is None:
                break
            share = self.weight(left & best.reading.roots) / whole
            if found and (share < _FRESH or len(left & best.reading.roots) < 2):
                break
            found.append((best, self.weight(reading.roots & best.reading.roots) / whole))
            left -= best.reading.roots
        return tuple(found)

    def _best(self, left: set[str], reading: Reading) -> Passage | None:
        """Return the sentence that says most of the words; of equals the one with its figures, then the tersest."""
        scores: dict[int, float] = {}
        for word in left:
            weight = self._weights.get(word, 0.0)
            for number in self._postings.get(word, ()):
                scores[number] = scores.get(number, 0.0) + weight
        if not scores:
            return None
        top = sorted(scores, key=lambda number: (-scores[number], number))[:12]
        fits = {number: self._fit(self.passages[number], scores[number], left, reading) for number in top}
        return self.passages[max(top, key=lambda number: fits[number])]

    def _fit(self, passage: Passage, score: float, left: set[str], reading: Reading) -> float:
        said = score / max(1e-9, self.weight(left))
        terse = score / max(1e-9, self.weight(passage.reading.roots))
        figures = [q for q in reading.quantities if q.span.end - q.span.start > 1]
        same = sum(any(same_amount(q, own) for own in passage.reading.quantities) for q in figures)
        return said + 0.15 * terse + (0.25 * same / len(figures) if figures else 0.0)

    def with_amount(self, wanted: Quantity) -> list[Passage]:
        """Return the sentences that hold the amount."""
        rows = self._amounts.get(wanted.dimension, [])
        value = base_value(wanted)
        slack = max(0.02 * abs(value), 3 * wanted.step)
        start = bisect_left(rows, value - slack, key=lambda row: row[0])
        found: list[Passage] = []
        for at, number, quantity in rows[start:]:
            if at > value + slack:
                break
            if same_amount(wanted, quantity):
                found.append(self.passages[number])
        return found

    @cached_property
    def _amounts(self) -> dict[str, list[tuple[float, int, Quantity]]]:
        rows: dict[str, list[tuple[float, int, Quantity]]] = {}
        for passage in self.passages:
            for quantity in passage.reading.quantities:
                rows.setdefault(quantity.dimension, []).append((base_value(quantity), passage.number, quantity))
        return {dimension: sorted(found, key=lambda row: row[:2]) for dimension, found in rows.items()}

    def verbatim(self, reading: Reading) -> Passage | None:
        """Return the first sentence of the report that is this one, word for word."""
        number = self._verbatim.get(_typeset(reading.plain))
        return None if number is None else self.passages[number]

    @cached_property
    def _verbatim(self) -> dict[str, int]:
        return {_typeset(passage.reading.plain): passage.number for passage in reversed(self.passages)}

    @cached_property
    def _text(self) -> str:
        return " " + " ".join(_squeezed(passage.reading.plain) for passage in self.passages) + " "

    def holds(self, words: Sequence[str]) -> bool:
        """Return whether the words stand together somewhere in the report, whatever their case."""
        return f" {_squeezed(' '.join(words))} " in self._text

    @cached_property
    def proper(self) -> frozenset[str]:
        """The words that the report capitalises within a sentence and never writes small: they name something."""
        capital = {
            word
            for passage in self.passages
            for name in passage.reading.names
            for word in (name.words[1:] if name.opens else name.words)
        }
        small = {word.text for passage in self.passages for word in passage.reading.words if word.text[0].islower()}
        return frozenset(word for word in capital if word.lower() not in small)

    def before(self, passage: Passage, count: int = 4) -> tuple[Passage, ...]:
        """Return the sentences that lead up to one, and the report's first lines (title, date)."""
        start = max(0, passage.number - count)
        return (*self.passages[: min(3, start)], *self.passages[start : passage.number])

    def names_in(self, passages: Iterable[Passage]) -> list[tuple[Passage, Name]]:
        """Return the names of the sentences, each with its sentence."""
        return [(passage, name) for passage in passages for name in passage.reading.names]


def _passages(document: Document) -> Iterable[Passage]:
    number = 0
    for segment in document.segments:
        for span in sentences(segment.mt):
            yield Passage(number, segment.id, span, Reading(span.of(segment.mt)))
            number += 1


def _squeezed(text: str) -> str:
    """Return the text's words in lower case with single spaces: what is left when typography is put aside."""
    return " ".join(_WORDS.findall(_POSSESSIVE.sub("", normalize(text).lower())))


def _typeset(text: str) -> str:
    """Return the text without what a summary may change of a sentence it takes over: first capital, full stop."""
    words = " ".join(text.split()).rstrip(".;,: ")
    return words[:1].lower() + words[1:]
