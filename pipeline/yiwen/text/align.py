"""Which units of a Chinese text (paragraphs, sentences) go with which of its English, in order.

A dynamic programme over beads (one to one, one to two, left out, added ...) after Gale and Church, "A Program for
Aligning Sentences in Bilingual Corpora" (1993): a bead costs what its kind and its two lengths make unlikely, less what
a scorer finds that the units share. The figures below were measured on Chinese reports and their human translations.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Protocol

from yiwen.text.anchors import shared_anchors, unshared

_ENGLISH_PER_HAN = 3.65  # letters of English for a Chinese character
_ENGLISH_PER_OTHER = 1.0  # for a digit or Latin letter in the Chinese
_VARIANCE = 6.5  # of the English length, for a letter of it
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_MARKS = re.compile(r"[\s，。、；：！？“”‘’（）《》,.;:!?'\"()|#*-]")
_STOPS = frozenset(".!?:;,。！？：；，…”\"'’")
_LONGEST_HEADING = 90
_LARGEST = 400  # pairs of units that are all looked at; of more only those near the best
_BEAM = 80.0
_NEVER = math.inf


class Scorer(Protocol):
    """Says what speaks for pairs of units: shared figures, terms, an embedder's likeness."""

    def __call__(self, source: Sequence[str], target: Sequence[str]) -> Mapping[tuple[int, int], float]:
        """Return the evidence, in nats, for pairs of a source and a target index; pairs not named have none."""
        ...


@dataclass(frozen=True, slots=True)
class Bead:
    """Units of the source and the units of the target that translate them; one of the two ranges may be empty.

    `cost` is in nats: how unlikely the bead is, less the evidence for it.
    """

    source: range
    target: range
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Priors:
    """How often each kind of bead occurs: (source units, target units) and their share.

    `mixed` is the cost, in nats, of a bead that holds headings and running text.
    """

    shares: tuple[tuple[int, int, float], ...]
    mixed: float = 0.0

    def cost(self, sources: int, targets: int) -> float:
        """Return what a kind of bead costs, in nats."""
        return next(-math.log(share) for ours, theirs, share in self.shares if (ours, theirs) == (sources, targets))


SENTENCES = Priors(
    (
        (1, 1, 0.76), (1, 2, 0.12), (2, 1, 0.05), (1, 3, 0.02), (3, 1, 0.01), (2, 2, 0.005),
        (1, 0, 0.008), (0, 1, 0.008), (1, 4, 0.004), (2, 3, 0.002), (3, 2, 0.002), (4, 1, 0.002),
        (1, 5, 0.002), (1, 6, 0.001), (1, 7, 0.001), (1, 8, 0.001),
    )
)  # fmt: skip
PARAGRAPHS = Priors(
    (
        (1, 1, 0.9), (1, 2, 0.015), (2, 1, 0.015), (1, 3, 0.004), (3, 1, 0.004),
        (1, 0, 0.015), (0, 1, 0.015), (1, 4, 0.002), (4, 1, 0.002),
    ),
    mixed=3.0,
)  # fmt: skip


def align(
    source: Sequence[str],
    target: Sequence[str],
    priors: Priors = SENTENCES,
    scorers: Iterable[Scorer] = (shared_anchors,),
) -> tuple[Bead, ...]:
    """Return the beads in order; together they hold every unit of both sides once.

    `scorers` add up. The time grows with the number of units times how many are as good as the best up to there.
    """
    if not source or not target:
        return _one_sided(len(source), len(target))
    evidence: dict[tuple[int, int], float] = {}
    scorers = tuple(scorers)
    burdens = unshared(source, target) if shared_anchors in scorers else ([0.0] * len(source), [0.0] * len(target))
    for scorer in scorers:
        for pair, score in scorer(source, target).items():
            evidence[pair] = evidence.get(pair, 0.0) + score
    return _Programme(source, target, priors, evidence, burdens).beads()


def expected_length(chinese: str) -> float:
    """Return how long the English of a Chinese text will be, in letters without spaces and marks."""
    han = len(_HAN.findall(chinese))
    return _ENGLISH_PER_HAN * han + _ENGLISH_PER_OTHER * (written_length(chinese) - han)


def is_heading(text: str) -> bool:
    """Return whether a paragraph is a heading: marked as one, or short and without a full stop."""
    text = text.strip()
    return text.startswith("#") or (len(text) <= _LONGEST_HEADING and text[-1:] not in _STOPS)


def written_length(text: str) -> int:
    """Return the length of a text in letters and digits."""
    return len(text) - len(_MARKS.findall(text))


def length_cost(expected: float, written: float) -> float:
    """Return the surprise, in nats, at a text of this length where another was expected."""
    deviation = abs(written - expected) / math.sqrt(_VARIANCE * max(1.0, (written + expected) / 2) + 30.0)
    return _tail_cost(min(400, round(deviation * 20)))


@cache
def _tail_cost(twentieths: int) -> float:
    """Return minus the log of the chance of a normal deviate beyond so many twentieths of its deviation."""
    deviation = twentieths / 20
    chance = math.erfc(deviation / math.sqrt(2))
    return -math.log(chance) if chance > 1e-30 else deviation * deviation / 2 + math.log(deviation) + 0.23


def _one_sided(sources: int, targets: int) -> tuple[Bead, ...]:
    left_out = tuple(Bead(range(at, at + 1), range(0)) for at in range(sources))
    return left_out + tuple(Bead(range(sources, sources), range(at, at + 1)) for at in range(targets))


class _Programme:
    """The search for the cheapest beads."""

    def __init__(
        self,
        source: Sequence[str],
        target: Sequence[str],
        priors: Priors,
        evidence: Mapping[tuple[int, int], float],
        burdens: tuple[Sequence[float], Sequence[float]],
    ) -> None:
        self._sources, self._targets = len(source), len(target)
        self._expected = [0.0, *accumulate(map(expected_length, source))]
        self._written = [0.0, *accumulate(float(written_length(text)) for text in target)]
        self._headings = [0, *accumulate(map(is_heading, source))], [0, *accumulate(map(is_heading, target))]
        self._burdens = [0.0, *accumulate(burdens[0])], [0.0, *accumulate(burdens[1])]
        self._mixed = priors.mixed
        self._kinds = [(ours, theirs, -math.log(share)) for ours, theirs, share in priors.shares]
        self._evidence = evidence

    def beads(self) -> tuple[Bead, ...]:
        """Return the cheapest beads, first to last."""
        best = self._search(_NEVER if self._sources * self._targets <= _LARGEST else _BEAM)
        beads: list[Bead] = []
        at = self._sources, self._targets
        while at != (0, 0):
            total, back = best[at]
            beads.append(Bead(range(back[0], at[0]), range(back[1], at[1]), total - best[back][0]))
            at = back
        return tuple(reversed(beads))

    def _search(self, beam: float) -> dict[tuple[int, int], tuple[float, tuple[int, int]]]:
        """Return for each place reached its cost and the place it is best reached from.

        Row by row; of a row only places within the beam of its cheapest go on. The last row is kept whole, so that the
        end is always reached.
        """
        best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
        rows: list[set[int]] = [set() for _ in range(self._sources + 1)]
        rows[0].add(0)
        for i in range(self._sources + 1):
            low, waiting = _NEVER, sorted(rows[i])
            at = 0
            while at < len(waiting):
                j = waiting[at]
                cost = best[i, j][0]
                low = min(low, cost)
                if cost <= low + beam or i == self._sources:
                    added = self._step(i, j, cost, best, rows)
                    if added and (at + 1 == len(waiting) or waiting[at + 1] != j + 1):
                        waiting.insert(at + 1, j + 1)
                at += 1
        return best

    def _step(
        self,
        i: int,
        j: int,
        cost: float,
        best: dict[tuple[int, int], tuple[float, tuple[int, int]]],
        rows: list[set[int]],
    ) -> bool:
        """Try every bead that begins at a place; return whether the next place of the row was reached."""
        reached = False
        expected, written, evidence = self._expected, self._written, self._evidence
        (ours_missed, theirs_missed) = self._burdens
        for ours, theirs, prior in self._kinds:
            to = i + ours, j + theirs
            if to[0] > self._sources or to[1] > self._targets:
                continue
            total = cost + prior
            if ours and theirs:
                total += length_cost(expected[to[0]] - expected[i], written[to[1]] - written[j])
                total += ours_missed[to[0]] - ours_missed[i] + theirs_missed[to[1]] - theirs_missed[j]
                if self._mixed and self._mixes(i, j, *to):
                    total += self._mixed
                for one in range(i, to[0]):
                    for other in range(j, to[1]):
                        total -= evidence.get((one, other), 0.0)
            if to not in best or total < best[to][0]:
                best[to] = total, (i, j)
                rows[to[0]].add(to[1])
            reached = reached or to == (i, j + 1)
        return reached

    def _mixes(self, i: int, j: int, to_i: int, to_j: int) -> bool:
        """Return whether the units of a bead are headings in part."""
        ours, theirs = self._headings
        return 0 < ours[to_i] - ours[i] + theirs[to_j] - theirs[j] < to_i - i + to_j - j
