"""Which places of the English serve which occurrences of the Chinese: as many as can be, each place once.

A term may be served as often as it stands in the source, and served places must not overlap. Terms whose places touch
no other term's (nearly all) are served in text order; where places touch, dynamic programming over the text chooses,
with the uses of scarce terms as its state. The states are bounded; where the bound is reached the result is still never
smaller than that of greedy choice, longest first.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from yiwen.eval.occurrences import Hit

_STATES = 256


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A choice of places: how many, and the last one with the choice before it."""

    count: int
    last: Hit | None = None
    before: "_Chosen | None" = None

    def hits(self) -> list[Hit]:
        found, chosen = [], self
        while chosen.last is not None and chosen.before is not None:
            found.append(chosen.last)
            chosen = chosen.before
        return found[::-1]


_State = tuple[int, ...]  # uses so far of the terms that may run out
_NOTHING = _Chosen(0)


def assign(wanted: Mapping[int, int], hits: Sequence[Hit]) -> list[Hit]:
    """Return as many disjoint hits as possible, in text order, with no term used more often than `wanted` says."""
    usable = [hit for hit in hits if wanted.get(hit.term, 0) > 0]
    served: list[Hit] = []
    for group in _groups(usable):
        served += _serve(wanted, group)
    return sorted(served, key=lambda hit: (hit.start, hit.end))


def assign_greedily(wanted: Mapping[int, int], hits: Sequence[Hit]) -> list[Hit]:
    """Return disjoint hits chosen longest first: what `assign` is never below."""
    left = dict(wanted)
    taken: list[tuple[int, int]] = []
    served = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if left.get(hit.term, 0) and all(hit.end <= start or end <= hit.start for start, end in taken):
            left[hit.term] -= 1
            taken.append((hit.start, hit.end))
            served.append(hit)
    return served


def _groups(hits: Sequence[Hit]) -> Iterable[list[Hit]]:
    """Return the hits in groups such that places of different groups belong to different terms and never overlap."""
    parent: dict[int, int] = {hit.term: hit.term for hit in hits}

    def root(term: int) -> int:
        while parent[term] != term:
            parent[term] = parent[parent[term]]
            term = parent[term]
        return term

    reach, owner = -1, -1
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        if hit.start < reach:
            parent[root(hit.term)] = root(owner)
        if hit.end > reach:
            reach, owner = hit.end, hit.term
    groups: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        groups[root(hit.term)].append(hit)
    return groups.values()


def _serve(wanted: Mapping[int, int], hits: list[Hit]) -> list[Hit]:
    hits.sort(key=lambda hit: (hit.end, -hit.start))
    if len({hit.term for hit in hits}) == 1:
        return _one_term(wanted[hits[0].term], hits)
    best = _by_states(wanted, hits)
    greedy = assign_greedily(wanted, hits)
    return best if len(best) >= len(greedy) else greedy


def _one_term(count: int, hits: Sequence[Hit]) -> list[Hit]:
    served: list[Hit] = []
    for hit in hits:
        if len(served) < count and (not served or served[-1].end <= hit.start):
            served.append(hit)
    return served


def _by_states(wanted: Mapping[int, int], hits: Sequence[Hit]) -> list[Hit]:
    """Return the best choice, going through the hits by their ends."""
    scarce = _scarce(wanted, hits)
    last_place = {hit.term: at for at, hit in enumerate(hits)}
    ends = [hit.end for hit in hits]
    tables: list[dict[_State, _Chosen]] = [{(0,) * len(scarce): _NOTHING}]
    for at, hit in enumerate(hits):
        table = dict(tables[at])
        place = scarce.get(hit.term)
        for used, chosen in tables[bisect_right(ends, hit.start, 0, at)].items():
            if place is not None and used[place] >= wanted[hit.term]:
                continue
            state = used if place is None else (*used[:place], used[place] + 1, *used[place + 1 :])
            if (known := table.get(state)) is None or known.count <= chosen.count:
                table[state] = _Chosen(chosen.count + 1, hit, chosen)
        if place is not None and last_place[hit.term] == at:
            table = _forget(table, place)
        tables.append(_bounded(table))
    return max(tables[-1].values(), key=lambda chosen: chosen.count).hits()


def _scarce(wanted: Mapping[int, int], hits: Sequence[Hit]) -> dict[int, int]:
    """Return the terms with more places than are wanted, numbered."""
    places: defaultdict[int, int] = defaultdict(int)
    for hit in hits:
        places[hit.term] += 1
    return {term: number for number, term in enumerate(t for t, count in places.items() if count > wanted[t])}


def _forget(table: Mapping[_State, _Chosen], place: int) -> dict[_State, _Chosen]:
    """Return the table without the uses of a term that has no further place."""
    merged: dict[_State, _Chosen] = {}
    for used, chosen in table.items():
        state = (*used[:place], 0, *used[place + 1 :])
        if state not in merged or merged[state].count < chosen.count:
            merged[state] = chosen
    return merged


def _bounded(table: dict[_State, _Chosen]) -> dict[_State, _Chosen]:
    if len(table) <= _STATES:
        return table
    best = sorted(table.items(), key=lambda item: (-item[1].count, sum(item[0])))
    return dict(best[:_STATES])
