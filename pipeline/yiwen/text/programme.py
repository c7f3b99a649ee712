"""The cheapest way to cut two texts into beads: a dynamic programme over whole rows of places at once.

A place (i, j) is where i units of the source and j of the target are done. What every bead costs is worked out for
many places together; then each row of places takes, of the beads that end in it, those that make the least in sum.
Only this module of `text` imports numpy, so that who repairs English alone never loads it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from yiwen.text.evidence import MOST_AGAINST, Sum
from yiwen.text.lengths import MOST_TWENTIETHS, VARIANCE_OF_ALL, VARIANCE_OF_LETTER, tail_cost

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
_TOGETHER = 1 << 18  # places whose beads are priced together, so that memory does not grow with their number
_PLACES = 1 << 20


@dataclass(frozen=True, slots=True)
class Sides:
    """What is known of the units of both sides, source first.

    `lengths` are those that the English of the source will have, and those that the target has; `headings` tells which
    are headings.
    """

    lengths: tuple[Sequence[float], Sequence[float]]
    headings: tuple[Sequence[bool], Sequence[bool]]


class Programme:
    """The search; `kinds` are numbers of source and target units that a bead may hold, and its prior cost in nats.

    `mixed` is what a bead of headings and running text costs; `evidence` speaks for pairs of units and against them.
    """

    def __init__(
        self,
        sides: Sides,
        kinds: Sequence[tuple[int, int, float]],
        mixed: float,
        evidence: Sum,
    ) -> None:
        self._sources, self._targets = (len(side) for side in sides.lengths)
        fitting = (kind for kind in kinds if 0 < kind[0] <= self._sources and kind[1] <= self._targets)
        # Where two ways cost the same, that is taken whose last bead begins first.
        self._kinds = sorted(fitting, key=lambda kind: (-kind[0], -kind[1]))
        self._ours, self._theirs = (np.array([kind[side] for kind in self._kinds])[:, None] for side in (0, 1))
        self._prior = np.array([kind[2] for kind in self._kinds])[:, None, None]
        self._added = float(_exact(next(cost for ours, _, cost in kinds if not ours)))
        self._mixed = mixed
        self._lengths, self._burdens, self._headings = (
            (_summed(ours), _summed(theirs)) for ours, theirs in (sides.lengths, evidence.burdens, sides.headings)
        )
        self._evidence = _table(evidence, sides.lengths) if evidence.pairs or any(evidence.against) else None

    def path(self) -> Iterator[tuple[int, int, float]]:
        """Yield the places where the cheapest beads end, last to first, and what each bead costs."""
        cost, kinds = self._search()
        i, j = self._sources, self._targets
        while (i, j) != (0, 0):
            ours, theirs = self._kinds[kinds[i, j]][:2] if kinds[i, j] >= 0 else (0, 1)
            yield i, j, float(cost[i, j] - cost[i - ours, j - theirs])
            i, j = i - ours, j - theirs

    def _search(self) -> tuple[Floats, npt.NDArray[np.int8]]:
        """Return what the cheapest way to each place costs, and the kind of its last bead: -1 for an added unit."""
        top, left = int(self._ours.max()), int(self._theirs.max())  # a margin, from which no bead begins
        cost = np.full((top + self._sources + 1, left + self._targets + 1), np.inf)
        kinds = np.full((self._sources + 1, self._targets + 1), -1, dtype=np.int8)
        places = np.arange(self._targets + 1)
        added = cost[top, left:] = places * self._added
        columns = left + places - self._theirs
        step = max(1, _TOGETHER // (len(self._kinds) * len(places)))
        for row in range(1, self._sources + 1):
            if (row - 1) % step == 0:
                prices = self._prices(np.arange(row, min(row + step, self._sources + 1)), places)
            ways = cost[top + row - self._ours, columns] + prices[:, (row - 1) % step]
            least = ways.min(axis=0)
            going_on = np.minimum.accumulate(least - added) + added
            kinds[row] = np.where(going_on < least, -1, ways.argmin(axis=0))
            cost[top + row, left:] = going_on
        return cost[top:, left:], kinds

    def _prices(self, rows: Places, places: Places) -> Floats:
        """Return what beads cost that end in these rows: an array of kinds by rows by places."""
        top, left = np.maximum(rows - self._ours, 0), np.maximum(places - self._theirs, 0)

        def held(sums: tuple[Floats, Floats]) -> tuple[Floats, Floats]:
            """Return what the units of both sides come to that each bead holds."""
            return (sums[0][rows] - sums[0][top])[:, :, None], (sums[1][places] - sums[1][left])[:, None]

        price = self._prior + _length_costs(*held(self._lengths)) + np.add(*held(self._burdens))
        if self._mixed:
            headings = np.add(*held(self._headings))
            price[(headings > 0) & (headings < (self._ours + self._theirs)[:, :, None])] += self._mixed
        if self._evidence is not None:
            table, low, high = self._evidence, rows[:, None], top[:, :, None]
            price -= table[low, places] - table[high, places] - table[low, left[:, None]] + table[high, left[:, None]]
        return _exact(np.where(self._theirs[:, :, None] > 0, price, self._prior))


def _exact(cost: npt.ArrayLike) -> Floats:
    """Return costs to so many binary places that their sums are exact: ways that cost the same are known as such."""
    exact: Floats = np.rint(np.asarray(cost) * _PLACES) / _PLACES
    return exact


def _table(evidence: Sum, lengths: tuple[Sequence[float], Sequence[float]]) -> Floats:
    """Return, for each place, the sum of the evidence for all pairs before it."""
    expected, written = (np.asarray(side, dtype=np.float64) for side in lengths)
    table = np.zeros((len(expected) + 1, len(written) + 1))
    if any(evidence.against):
        part = np.minimum(1.0, written / np.maximum(expected, 1.0)[:, None])
        table[1:, 1:] = -np.minimum(MOST_AGAINST, np.asarray(evidence.against)[:, None] * part)
    for (i, j), how in evidence.pairs.items():
        table[i + 1, j + 1] += how
    return table.cumsum(axis=0, out=table).cumsum(axis=1, out=table)


def _summed(values: Sequence[float]) -> Floats:
    return np.concatenate(([0.0], np.cumsum(np.asarray(values, dtype=np.float64))))


def _length_costs(expected: Floats, written: Floats) -> Floats:
    """Return the surprise, in nats, at texts of these lengths where others were expected: `lengths.length_cost`."""
    variance = VARIANCE_OF_LETTER * np.maximum(1.0, (written + expected) / 2) + VARIANCE_OF_ALL
    twentieths = np.rint(np.abs(written - expected) / np.sqrt(variance) * 20)
    return _tail_costs()[np.minimum(MOST_TWENTIETHS, twentieths).astype(np.intp)]


@cache
def _tail_costs() -> Floats:
    return np.array([tail_cost(twentieths) for twentieths in range(MOST_TWENTIETHS + 1)])
