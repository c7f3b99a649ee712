"""The programme finds the cheapest beads, as looking at every way to cut two short texts shows."""

import math
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.evidence import Sum
from yiwen.text.lengths import length_cost
from yiwen.text.programme import Programme, Sides

KINDS = ((1, 1, 0.2), (1, 2, 2.0), (2, 1, 2.5), (2, 2, 5.0), (1, 0, 4.5), (0, 1, 4.0))
MIXED = 3.0
Unit = tuple[float, bool, float]  # its length, whether it is a heading, its burden
NOTHING = Sum({}, ((0.0, 0.0), (0.0,)), (0.0, 0.0))
UNITS = st.lists(st.tuples(st.floats(0, 90), st.booleans(), st.sampled_from([0.0, 0.7, 1.4])), min_size=1, max_size=4)


def cheapest(source: list[Unit], target: list[Unit], evidence: dict[tuple[int, int], float]) -> float:
    """Return the least that beads cost, each way to cut the texts looked at."""

    def price(i: int, j: int, ours: int, theirs: int, prior: float) -> float:
        if not ours or not theirs:
            return prior
        left, right = source[i : i + ours], target[j : j + theirs]
        cost = prior + length_cost(sum(unit[0] for unit in left), sum(unit[0] for unit in right))
        cost += sum(unit[2] for unit in (*left, *right))
        cost += MIXED * (len({unit[1] for unit in (*left, *right)}) == 2)
        return cost - sum(how for (a, b), how in evidence.items() if i <= a < i + ours and j <= b < j + theirs)

    @cache
    def rest(i: int, j: int) -> float:
        if (i, j) == (len(source), len(target)):
            return 0.0
        steps = ((a, b, p) for a, b, p in KINDS if i + a <= len(source) and j + b <= len(target))
        return min((price(i, j, a, b, p) + rest(i + a, j + b) for a, b, p in steps), default=math.inf)

    return rest(0, 0)


@given(UNITS, UNITS, st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(0, 12), max_size=4))
def test_no_other_way_is_cheaper(source: list[Unit], target: list[Unit], pairs: dict[tuple[int, int], float]) -> None:
    within = {(i, j): how for (i, j), how in pairs.items() if i < len(source) and j < len(target)}
    columns = [tuple(zip(*side, strict=True)) for side in (source, target)]
    lengths, headings, burdens = ((columns[0][at], columns[1][at]) for at in range(3))
    evidence = Sum(within, burdens, [0.0] * len(source))
    path = list(Programme(Sides(lengths, headings), KINDS, MIXED, evidence).path())
    assert path[0][:2] == (len(source), len(target))
    # A length is told apart by twentieths of its deviation: where it lies between two, either is right.
    assert sum(cost for _, _, cost in path) == pytest.approx(cheapest(source, target, within), abs=0.5)


def test_of_two_ways_that_cost_the_same_that_is_taken_whose_last_bead_begins_first() -> None:
    sides = Sides(((20.0, 20.0), (20.0,)), ((False,) * 2, (False,)))
    kinds = ((1, 1, 0.2), (1, 0, 4.5), (0, 1, 4.0))
    ends = [(i, j) for i, j, _ in Programme(sides, kinds, MIXED, NOTHING).path()]
    assert ends == [(2, 1), (1, 0)]  # the first unit is left out, the second paired
