"""N-grams counted for whole corpora at once: the statistics of BLEU and chrF as sorted integers, not dictionaries.

An n-gram of a segment is one integer: the segment's number and the n-gram's tokens, as digits to the base of the
references' alphabet. Two n-grams are equal exactly when their integers are; nothing is hashed. A token that no
reference holds cannot match, so n-grams with one are only counted by length.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Tokens = Sequence[str]
"""A segment's tokens: a list of words, or a string for its characters."""

_LARGEST = 2**62
_BLOCK = 512  # segments; larger blocks gain nothing and take memory


class _Codes(dict[str, int]):
    """The alphabet's tokens with their numbers; -1 for any other."""

    def __missing__(self, token: str) -> int:
        return -1


@dataclass(frozen=True, slots=True)
class _Level:
    """The n-grams of one order, sorted: their keys, and how often each stands in a reference of its segment."""

    keys: Integers
    counts: Integers
    base: int  # a key over this is the segment's number


@dataclass(frozen=True, slots=True)
class _Block:
    """Some successive segments of the references. `levels` is None for one segment with too large an alphabet."""

    start: int
    end: int
    codes: _Codes
    levels: tuple[_Level, ...] | None


class NgramMatcher:
    """Counts the n-grams that hypotheses share with references, up to an order.

    With several references an n-gram counts as often as in the one that has it most often. `keep` keeps the prepared
    references for the next system; without it memory stays flat in the number of segments.
    """

    def __init__(self, references: Sequence[Sequence[Tokens]], order: int, *, keep: bool) -> None:
        self._references = references
        self._order = order
        self._keep = keep

    def matches(self, hypotheses: Sequence[Tokens]) -> Integers:
        """Return a row a segment: for each order, how many n-grams stand in both the hypothesis and a reference."""
        shared = np.zeros((len(hypotheses), self._order), dtype=np.int64)
        for block in self._kept if self._keep else self._blocks():
            part = hypotheses[block.start : block.end]
            if block.levels is None:
                shared[block.start] = self._counted(block.start, part[0])
            else:
                _count_shared(part, block, block.levels, shared[block.start : block.end])
        return shared

    @cached_property
    def _kept(self) -> tuple[_Block, ...]:
        return tuple(self._blocks())

    def _blocks(self) -> Iterator[_Block]:
        """Yield the references in blocks, halved until every n-gram of one fits an integer."""
        total = len(self._references[0])
        waiting = [(at, min(at + _BLOCK, total)) for at in range(0, total, _BLOCK)][::-1]
        while waiting:
            start, end = waiting.pop()
            sides = [reference[start:end] for reference in self._references]
            alphabet = sorted(set(chain.from_iterable(chain.from_iterable(sides))))
            codes = _Codes({token: number for number, token in enumerate(alphabet)})
            if (end - start) * max(1, len(alphabet)) ** self._order <= _LARGEST:
                yield _Block(start, end, codes, tuple(_levels(sides, codes, self._order)))
            elif end - start == 1:
                yield _Block(start, end, codes, None)
            else:
                middle = (start + end) // 2
                waiting += [(middle, end), (start, middle)]

    def _counted(self, index: int, hypothesis: Tokens) -> list[int]:
        """Return what `matches` gives for one segment, by dictionaries."""
        shared = []
        for order in range(1, self._order + 1):
            sides = [_grams(reference[index], order) for reference in self._references]
            grams = _grams(hypothesis, order)
            shared.append(sum(min(count, max(side[gram] for side in sides)) for gram, count in grams.items()))
        return shared


def counts(lengths: Integers, order: int) -> Integers:
    """Return how many n-grams of each order texts of these lengths hold: a row a text, a column an order."""
    longer: Integers = lengths[:, None] - np.arange(order)[None, :]
    return np.maximum(longer, 0)


def _levels(sides: Sequence[Sequence[Tokens]], codes: _Codes, order: int) -> Iterator[_Level]:
    base = max(1, len(codes))
    for number, keys in enumerate(zip(*(_keys(side, codes, order) for side in sides), strict=True), 1):
        counted = [np.unique(side, return_counts=True) for side in keys]
        if len(counted) == 1:
            yield _Level(*counted[0], base**number)
        else:
            every = np.unique(np.concatenate([side for side, _ in counted]))
            most = np.zeros(len(every), dtype=np.int64)
            for side, times in counted:
                places = np.searchsorted(every, side)
                most[places] = np.maximum(most[places], times)
            yield _Level(every, most, base**number)


def _keys(texts: Sequence[Tokens], codes: _Codes, order: int) -> Iterator[Integers]:
    """Yield, order by order, the keys of all n-grams made of known tokens, in text order."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    total = int(lengths.sum())
    ids = np.fromiter(map(codes.__getitem__, chain.from_iterable(texts)), dtype=np.int64, count=total)
    reach = _reach(ids, lengths)
    base = max(1, len(codes))
    starts = np.flatnonzero(reach > 0)
    grown = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)[starts]
    for number in range(order):
        if number:
            longer = reach[starts] > number
            starts, grown = starts[longer], grown[longer]
        grown = grown * base + ids[starts + number]
        yield grown


def _reach(ids: Integers, lengths: Integers) -> Integers:
    """Return for each token how many known tokens stand from it on, to the next unknown one or its text's end."""
    places = np.arange(len(ids), dtype=np.int64)
    stop = np.full(len(ids) + 1, len(ids), dtype=np.int64)
    unknown = np.flatnonzero(ids < 0)
    stop[unknown] = unknown
    ends = np.cumsum(lengths)
    stop[ends] = ends
    next_stop = np.minimum.accumulate(stop[::-1])[::-1]
    # a text's end is a stop for the tokens before it, but no bar to the first token of the next text
    after = np.where(ids < 0, places, next_stop[1:])
    return after - places


def _count_shared(texts: Sequence[Tokens], block: _Block, levels: Sequence[_Level], shared: Integers) -> None:
    """Fill a row a text with the counts of n-grams it shares with the block's references."""
    for number, (level, keys) in enumerate(zip(levels, _keys(texts, block.codes, len(levels)), strict=True)):
        if not len(level.keys):
            continue
        own, times = np.unique(keys, return_counts=True)
        places = np.searchsorted(level.keys, own)
        places[places == len(level.keys)] = 0
        both = level.keys[places] == own
        matched = np.minimum(times[both], level.counts[places[both]])
        owners = own[both] // level.base
        shared[:, number] = np.bincount(owners, weights=matched, minlength=len(texts)).astype(np.int64)


def _grams(tokens: Tokens, order: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(tokens[at : at + order]) for at in range(len(tokens) - order + 1))
