"""Whole documents cut into the reference's lines, so that segments can be compared where a system's lines are others.

A system's sentences are given to the reference's lines in order, such that the words they share are most (dynamic
programming over sentences and lines). Where too few words are shared the document is scored whole.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from yiwen.text.segment import sentences

How = Literal["lines", "aligned", "whole"]
_ENOUGH = 0.2  # of the reference's words found in the lines they were aligned to


@dataclass(frozen=True, slots=True)
class Resegmented:
    """A document's text as one text a line of the reference, and how it was cut; whole, all stands in the first."""

    lines: tuple[str, ...]
    how: How


def resegment(text: str, reference: Sequence[str]) -> Resegmented:
    """Return a document's text in as many lines as the reference's filled ones."""
    own = tuple(line.strip() for line in text.split("\n") if line.strip())
    if len(own) == len(reference):
        return Resegmented(own, "lines")
    pieces = [piece for line in own for piece in _sentences(line)]
    lines = _aligned(pieces, reference) if pieces else [""] * len(reference)
    if _shared(lines, reference) >= _ENOUGH:
        return Resegmented(tuple(lines), "aligned")
    return Resegmented((" ".join(own), *[""] * (len(reference) - 1)), "whole")


def _sentences(line: str) -> list[str]:
    return [found for span in sentences(line) if (found := span.of(line).strip())]


def _aligned(pieces: Sequence[str], reference: Sequence[str]) -> list[str]:
    """Return the pieces joined by line: the monotone assignment with the most words in common."""
    likeness = _likeness(pieces, reference)
    best = np.zeros((len(pieces) + 1, len(reference)))
    came = np.zeros((len(pieces), len(reference)), dtype=np.int64)
    for at in range(len(pieces)):
        reached = np.maximum.accumulate(best[at])
        # the earliest line from which the best was reached
        came[at] = np.maximum.accumulate(np.where(best[at] >= reached, np.arange(len(reference)), 0))
        best[at + 1] = reached + likeness[at]
    line = int(np.argmax(best[-1]))
    places = []
    for at in range(len(pieces) - 1, -1, -1):
        places.append(line)
        line = int(came[at][line])
    joined: list[list[str]] = [[] for _ in reference]
    for piece, place in zip(pieces, reversed(places), strict=True):
        joined[place].append(piece)
    return [" ".join(found) for found in joined]


def _likeness(pieces: Sequence[str], reference: Sequence[str]) -> np.ndarray:
    """Return the words that each piece shares with each line, rare words weighing more; a little for being in place."""
    bags = [Counter(text.lower().split()) for text in reference]
    spread = Counter(word for bag in bags for word in bag)
    likeness = np.zeros((len(pieces), len(reference)))
    holders: dict[str, list[int]] = {}
    for at, bag in enumerate(bags):
        for word in bag:
            holders.setdefault(word, []).append(at)
    for number, piece in enumerate(pieces):
        for word, times in Counter(piece.lower().split()).items():
            for at in holders.get(word, ()):
                likeness[number, at] += min(times, bags[at][word]) / spread[word]
    here = np.arange(len(pieces))[:, None] / max(1, len(pieces))
    there = np.arange(len(reference))[None, :] / max(1, len(reference))
    return likeness - 0.01 * np.abs(here - there)


def _shared(lines: Sequence[str], reference: Sequence[str]) -> float:
    """Return which share of the reference's words stands in the line beside it."""
    found = total = 0
    for line, other in zip(lines, reference, strict=True):
        bag = Counter(other.lower().split())
        total += bag.total()
        found += (bag & Counter(line.lower().split())).total()
    return found / total if total else 0.0
