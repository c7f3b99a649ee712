"""Which units of a Chinese text (paragraphs, sentences) go with which of its English, in order.

A dynamic programme over beads (one to one, one to two, left out, added ...) after Gale and Church, "A Program for
Aligning Sentences in Bilingual Corpora" (1993): a bead costs what its kind and its two lengths make unlikely, less what
a scorer finds that the units share. The figures below were measured on Chinese reports and their human translations.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiwen.text.anchors import shared_anchors
from yiwen.text.evidence import Scorer, gather
from yiwen.text.lengths import english_length, expected_length

_STOPS = frozenset(".!?:;,。！？：；，…”\"'’")
_LONGEST_HEADING = 90


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

    `scorers` add up. Time and memory grow with the product of the numbers of units: half a second for a thousand on
    each side.
    """
    if not source or not target:
        return _one_sided(len(source), len(target))
    evidence = gather(scorers, source, target)
    from yiwen.text.programme import Programme, Sides  # noqa: PLC0415  numpy, which English alone never needs

    lengths = tuple(map(expected_length, source)), tuple(map(english_length, target))
    headings = tuple(map(is_heading, source)), tuple(map(is_heading, target))
    kinds = [(ours, theirs, -math.log(share)) for ours, theirs, share in priors.shares]
    path = Programme(Sides(lengths, headings), kinds, priors.mixed, evidence).path()
    return _beads(tuple(path)[::-1])


def _beads(ends: Iterable[tuple[int, int, float]]) -> tuple[Bead, ...]:
    """Return the beads that end at these places."""
    beads, i, j = [], 0, 0
    for to_i, to_j, cost in ends:
        beads.append(Bead(range(i, to_i), range(j, to_j), cost))
        i, j = to_i, to_j
    return tuple(beads)


def is_heading(text: str) -> bool:
    """Return whether a paragraph is a heading: marked as one, or short and without a full stop."""
    text = text.strip()
    return text.startswith("#") or (len(text) <= _LONGEST_HEADING and text[-1:] not in _STOPS)


def _one_sided(sources: int, targets: int) -> tuple[Bead, ...]:
    left_out = tuple(Bead(range(at, at + 1), range(0)) for at in range(sources))
    return left_out + tuple(Bead(range(sources, sources), range(at, at + 1)) for at in range(targets))
