from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from yiwen.eval.assignment import assign, assign_greedily
from yiwen.eval.occurrences import Hit

hits = st.lists(
    st.builds(
        lambda start, length, term: Hit(start, start + length, term),
        st.integers(0, 12),
        st.integers(1, 5),
        st.integers(0, 3),
    ),
    max_size=9,
    unique=True,
)
wanted = st.dictionaries(st.integers(0, 3), st.integers(0, 3))


def _fits(chosen: list[Hit] | tuple[Hit, ...], wanted: dict[int, int]) -> bool:
    used = Counter(hit.term for hit in chosen)
    apart = all(a.end <= b.start or b.end <= a.start for a, b in combinations(chosen, 2))
    return apart and all(count <= wanted.get(term, 0) for term, count in used.items())


@given(wanted, hits)
def test_as_many_are_served_as_can_be(wanted: dict[int, int], hits: list[Hit]) -> None:
    served = assign(wanted, hits)
    assert _fits(served, wanted)
    best = next(
        size for size in range(len(hits), -1, -1) if any(_fits(chosen, wanted) for chosen in combinations(hits, size))
    )
    assert len(served) == best
    assert len(served) >= len(assign_greedily(wanted, hits))


def test_longest_first_can_serve_fewer() -> None:
    hits = [Hit(0, 6, 1), Hit(4, 14, 2), Hit(12, 20, 3)]
    every = {1: 1, 2: 1, 3: 1}
    assert len(assign_greedily(every, hits)) == 1
    assert len(assign(every, hits)) == 2


def test_many_overlapping_terms_are_served_in_reasonable_time() -> None:
    hits = [Hit(at, at + 2 + at % 3, at % 7) for at in range(400)]
    every = dict.fromkeys(range(7), 9)
    served = assign(every, hits)
    assert _fits(served, every)
    assert len(served) == 63
