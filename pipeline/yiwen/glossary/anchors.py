"""The strings that a pattern cannot match without, and how far from a match's start they stand.

Found as in RE2's prefilter (R. Cox, "Regular Expression Matching with a Trigram Index", 2012): an exact set of strings
while it is small, else the best set met on the way. The best is the rarest: few, long, and not the common words of the
genre. Texts come with single spaces, so a space of a pattern counts as one.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]  # the parser of `re` has no public name
from typing import Any, NamedTuple

from yiwen.text.normalize import fold

_MOST_EXACT = 24
SPACE = [(op.LITERAL, ord(" "))]


class Anchors(NamedTuple):
    """Strings one of which stands in every match, `nearest` to `farthest` characters after its start."""

    strings: frozenset[str] = frozenset()
    nearest: int = 0
    farthest: int = 0

    def moved(self, low: int, high: int) -> "Anchors":
        """Return the anchors of what stands after something `low` to `high` characters long."""
        return Anchors(self.strings, self.nearest + low, self.farthest + high)


@dataclass(frozen=True, slots=True)
class _Known:
    """What a stretch of a pattern requires: all the strings it may be (`exact`), or anchors; and its width."""

    exact: frozenset[str] | None
    anchors: Anchors
    low: int
    high: int


class AnchorFinder:
    """Finds the anchors of parsed patterns; `common` are the genre's most frequent words, which make poor anchors."""

    def __init__(self, common: Collection[str] = ()) -> None:
        self._common = frozenset(word[:size] for word in common for size in range(1, len(word) + 1))

    def find(self, parsed: Iterable[tuple[Any, Any]]) -> Anchors:
        """Return the rarest anchors of a pattern, as a folded text has them; none where it requires no string."""
        found = self._settled(self._sequence(parsed))
        single_spaced = {re.sub(" {2,}", " ", string) for string in found.strings}  # "[ -][ -]" may be two
        return Anchors(frozenset(map(fold, _without_longer(single_spaced))), found.nearest, found.farthest)

    def exact(self, item: tuple[Any, Any]) -> frozenset[str] | None:
        """Return all the strings that one item of a pattern may be, where they are few."""
        return self._item(*item).exact

    def _sequence(self, node: Iterable[tuple[Any, Any]]) -> _Known:
        best, run = Anchors(), _Known(frozenset({""}), Anchors(), 0, 0)
        low = high = 0  # how far after the start the current run of exact strings begins
        broken = False
        for kind, argument in node:
            if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
                continue
            item = self._item(kind, argument)
            joined = _product(run, item)
            if joined is not None:
                run = joined
                continue
            broken = True
            best = self._rarer(best, self._settled(run).moved(low, high))
            low, high = low + run.low, high + run.high
            if item.exact is not None:
                run = item
                continue
            best = self._rarer(best, item.anchors.moved(low, high))
            low, high, run = low + item.low, high + item.high, _Known(frozenset({""}), Anchors(), 0, 0)
        if not broken:
            return run
        best = self._rarer(best, self._settled(run).moved(low, high))
        return _Known(None, best, low + run.low, high + run.high)

    def _item(self, kind: Any, argument: Any) -> _Known:
        if kind is op.LITERAL:
            return _exactly({chr(argument)})
        if kind is op.IN and len(argument) <= 3 and all(k is op.LITERAL for k, _ in argument):
            return _exactly({chr(letter) for _, letter in argument})
        if kind is op.SUBPATTERN:
            return self._sequence(argument[3])
        if kind is op.ATOMIC_GROUP:
            return self._sequence(argument)
        if kind is op.BRANCH:
            return self._union([self._sequence(branch) for branch in argument[1]])
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            return self._repeat(*argument)
        return _Known(None, Anchors(), 1, 1)  # any one character; a back-reference is refused before

    def _union(self, branches: list[_Known]) -> _Known:
        low, high = min(b.low for b in branches), max(b.high for b in branches)
        exact = frozenset().union(*(b.exact or () for b in branches))
        if all(b.exact is not None for b in branches) and len(exact) <= _MOST_EXACT:
            return _Known(exact, Anchors(), low, high)
        parts = [self._settled(b) for b in branches]
        if not all(part.strings for part in parts):
            return _Known(None, Anchors(), low, high)
        strings = frozenset().union(*(part.strings for part in parts))
        nearest, farthest = min(part.nearest for part in parts), max(part.farthest for part in parts)
        return _Known(None, Anchors(strings, nearest, farthest), low, high)

    def _repeat(self, least: int, most: Any, inner: Any) -> _Known:
        if list(inner) == SPACE and least == 1:
            return _exactly({" "})
        once = self._sequence(inner)
        low, high = once.low * least, once.high * int(most)
        if (least, most) == (0, 1) and once.exact is not None and len(once.exact) < _MOST_EXACT:
            return _Known(once.exact | {""}, Anchors(), 0, once.high)
        if (least, most) == (1, 1):
            return once
        return _Known(None, self._settled(once) if least else Anchors(), low, high)

    def _settled(self, known: _Known) -> Anchors:
        """Return the anchors of a stretch: its exact strings where it has them."""
        if known.exact is None:
            return known.anchors
        return Anchors(known.exact) if all(known.exact) else Anchors()

    def _rarer(self, one: Anchors, other: Anchors) -> Anchors:
        """Return the anchors that occur less often, by a rough guess."""
        if not one.strings or not other.strings:
            return one if one.strings else other
        return min(one, other, key=lambda anchors: sum(map(self._frequency, anchors.strings)))

    def _frequency(self, string: str) -> float:
        """Return a guess at how frequent a string is: that of its words, each multiplied."""
        guess = 1.0
        for word in string.replace("-", " ").split():
            is_common = len(word) <= 3 or word in self._common  # or the beginning of a common word
            guess *= 0.5 if is_common else 0.5 ** min(len(word), 9)
        return guess


def _without_longer(strings: Collection[str]) -> frozenset[str]:
    """Return the strings that begin with none of the others: where a longer one stands, so does its beginning."""
    return frozenset(
        string for string in strings if not any(string != other and string.startswith(other) for other in strings)
    )


def opening(parsed: Iterable[tuple[Any, Any]]) -> str:
    """Return the characters with one of which every match of a parsed pattern begins; empty where any may."""
    letters = _opening(parsed)
    return "" if letters is None or "" in letters else "".join(sorted(letters))


def _opening(node: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the first characters, with "" where the whole may match nothing; None where they are not known."""
    found: frozenset[str] = frozenset()
    for kind, argument in node:
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        letters = _opening_of(kind, argument)
        if letters is None:
            return None
        found |= letters - {""}
        if "" not in letters:
            return found
    return found | {""}


def _opening_of(kind: Any, argument: Any) -> frozenset[str] | None:
    if kind is op.LITERAL:
        return frozenset(chr(argument))
    if kind is op.IN:
        return _letters_of(argument)
    if kind is op.SUBPATTERN:
        return _opening(argument[3])
    if kind is op.ATOMIC_GROUP:
        return _opening(argument)
    if kind is op.BRANCH:
        branches = [_opening(branch) for branch in argument[1]]
        known = [letters for letters in branches if letters is not None]
        return frozenset().union(*known) if len(known) == len(branches) else None
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        letters = _opening(argument[2])
        return letters if letters is None or argument[0] else letters | {""}
    return None


def _letters_of(members: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the characters of a class; None for one that is turned round or names a kind of character."""
    found: set[str] = set()
    for kind, argument in members:
        if kind is op.LITERAL:
            found.add(chr(argument))
        elif kind is op.RANGE:
            found.update(map(chr, range(argument[0], argument[1] + 1)))
        else:
            return None
    return frozenset(found)


def _exactly(strings: Iterable[str]) -> _Known:
    exact = frozenset(strings)
    return _Known(exact, Anchors(), min(map(len, exact)), max(map(len, exact)))


def _product(left: _Known, right: _Known) -> _Known | None:
    """Return the exact strings of two stretches in a row, None where they are not known or too many."""
    if left.exact is None or right.exact is None or len(left.exact) * len(right.exact) > _MOST_EXACT:
        return None
    return _exactly({a + b for a in left.exact for b in right.exact})
