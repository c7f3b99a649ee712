"""The changes of a paragraph shared out among the leaves of its text, so that each keeps its formatting and place."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from itertools import accumulate
from typing import NamedTuple

from yiwen.formats.office.content import Leaf
from yiwen.types import Span

_TOKEN = re.compile(r"\d[\d.,]*\d|\w+(?:[-\u2010\u2011'’]\w+)*|.", re.DOTALL)  # what a reader takes for one word


class Act(Enum):
    """What becomes of a piece of a leaf; a comment's range opens and closes at a point."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"
    OPEN = "open"
    CLOSE = "close"


class Piece(NamedTuple):
    """A piece of a leaf: its text, or the id of a comment."""

    act: Act
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What replaces a span of the paragraph's text (nothing where it is None), and the comment on it, if any."""

    span: Span
    after: str | None
    comment: str | None = None


def spread(leaves: Sequence[Leaf], changes: Sequence[Change]) -> dict[int, list[Piece]]:
    """Return the pieces of each leaf, by its index, that the changes touch; kept and gone ones make up its old text."""
    places = _Places(leaves)
    for order, change in enumerate(sorted(changes, key=lambda one: (one.span, one.after is None))):
        places.comment(change, order)
        if change.after is not None:
            places.change(change.span, change.after, order)
    touched = sorted({*places.points, *places.gone})
    return {index: list(places.pieces(index)) for index in touched}


def trimmed(old: str, new: str) -> tuple[int, int, str]:
    """Return where in the old text what differs begins and ends, in whole words, and what the new text has there."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    head = 0
    while head < min(len(before), len(after)) and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < min(len(before), len(after)) - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    start = sum(map(len, before[:head]))
    end = len(old) - sum(map(len, before[len(before) - tail :]))
    return start, end, "".join(after[head : len(after) - tail])


class _Places:
    """What happens in each leaf: points at which something comes in, and spans that go, in offsets of the leaf."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.points: dict[int, list[tuple[int, int, int, Piece]]] = {}
        self.gone: dict[int, list[Span]] = {}
        self._leaves = leaves
        self._text = "".join(leaf.text for leaf in leaves)
        self._starts = list(accumulate((len(leaf.text) for leaf in leaves), initial=0))[:-1]

    def comment(self, change: Change, order: int) -> None:
        """Open the comment of a change where its span begins and close it where that ends."""
        if change.comment is None:
            return
        start, end = change.span.start, change.span.end
        first = self._of(start) if start < end else self._beside(start)
        last = self._of(end - 1) if start < end else first
        self._put(first, start, (order, 0), Piece(Act.OPEN, change.comment))
        self._put(last, end, (order, 2), Piece(Act.CLOSE, change.comment))

    def change(self, span: Span, after: str, order: int) -> None:
        """Take out what differs from the new text, and put that in."""
        old = span.of(self._text)
        begin, end, new = trimmed(old, after)
        gone = Span(span.start + begin, span.start + end)
        for index in self._within(gone):
            leaf, start = self._leaves[index], self._starts[index]
            part = Span(max(gone.start - start, 0), min(gone.end - start, len(leaf.text)))
            self.gone.setdefault(index, []).append(part)
        for index, text in self._shares(gone, old[begin:end], new, span):
            self._put(index, gone.end, (order, 1), Piece(Act.NEW, text))

    def pieces(self, index: int) -> Iterator[Piece]:
        """Yield the pieces of a leaf in order."""
        text = self._leaves[index].text
        ends = {span.start: span.end for span in self.gone.get(index, [])}
        points: dict[int, list[Piece]] = {}
        for offset, _, _, piece in sorted(self.points.get(index, []), key=lambda point: point[:3]):
            points.setdefault(offset, []).append(piece)
        at = until = 0
        for border in sorted({0, len(text), *points, *ends, *ends.values()}):
            if border > at:
                yield Piece(Act.GONE if at < until else Act.KEPT, text[at:border])
            yield from points.get(border, ())
            until = ends.get(border, until)
            at = border

    def _put(self, index: int, place: int, order: tuple[int, int], piece: Piece) -> None:
        start, length = self._starts[index], len(self._leaves[index].text)
        offset = min(max(place - start, 0), length)
        self.points.setdefault(index, []).append((offset, *order, piece))

    def _of(self, place: int) -> int:
        """Return the leaf that holds the character at a place."""
        return bisect_right(self._starts, place) - 1

    def _within(self, span: Span) -> list[int]:
        """Return the leaves that hold characters of a span."""
        if span.start == span.end:
            return []
        found = range(self._of(span.start), self._of(span.end - 1) + 1)
        return [index for index in found if self._leaves[index].text]

    def _beside(self, place: int, within: Span | None = None) -> int:
        """Return the leaf that takes in what is put at a place: the one before, unless the other is the better host."""
        before, after = self._of(max(place - 1, 0)), self._of(place)
        if within is not None and place == within.start < within.end:
            before, after = after, before
        free = [index for index in (before, after) if not self._leaves[index].locked]
        return free[0] if free else before

    def _shares(self, gone: Span, old: str, new: str, span: Span) -> list[tuple[int, str]]:
        """Return which leaf takes which part of the new text: word by word that of the word it stands for."""
        if not new:
            return []
        hosts = self._within(gone)
        if len(hosts) < 2:
            return [(hosts[0] if hosts else self._beside(gone.start, span), new)]
        shares: dict[int, str] = {}
        for index, text in self._by_word(gone, old, new):
            shares[index] = shares.get(index, "") + text
        return list(shares.items())

    def _by_word(self, gone: Span, old: str, new: str) -> Iterator[tuple[int, str]]:
        before, after = _TOKEN.findall(old), _TOKEN.findall(new)
        starts = list(accumulate(map(len, before), initial=gone.start))
        last = self._of(gone.start)
        for what, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if what == "equal":
                for place, letter in enumerate("".join(before[i:j]), starts[i]):
                    last = self._of(place)
                    yield last, letter
                continue
            if i < j:
                last = self._host(Span(starts[i], starts[j]))
            if k < m:
                yield last, "".join(after[k:m])

    def _host(self, span: Span) -> int:
        """Return the leaf that takes what replaces a span: a link that would be left empty, else the largest part."""

        def weight(index: int) -> tuple[bool, int]:
            start, leaf = self._starts[index], self._leaves[index]
            held = min(span.end, start + len(leaf.text)) - max(span.start, start)
            return bool(leaf.link) and held == len(leaf.text), held

        return max(self._within(span), key=weight)
