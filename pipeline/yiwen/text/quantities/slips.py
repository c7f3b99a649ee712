"""Figures that are a power of ten off: of the Chinese digits, with another scale word or the point elsewhere."""

import math
from collections.abc import Sequence

from yiwen.text.quantities.likeness import is_vague, worth
from yiwen.text.quantities.pairing import of_same_digits, significant
from yiwen.types import Quantity

SCALED = frozenset({"area", "length", "mass", "volume", "energy", "power", "money", "count"})
_MOST_POWERS = 8
_FEW = 10

Pairs = list[tuple[Quantity, Quantity]]


def power_apart(source: Quantity, target: Quantity) -> int:
    """Return by how many powers of ten the target is too large (0: by none), its digits being those of the source.

    Both may be ranges; a unit may be another of the metric system (50 MW for 50万千瓦).
    """
    power = _power(source, target.value, target, source.value)
    if (source.high is None) != (target.high is None) or is_vague(source) != is_vague(target):
        return 0
    if source.high is None or target.high is None:
        return power
    return power if power == _power(source, target.high, target, source.high) else 0


def _power(source: Quantity, given: float, target: Quantity, wanted: float) -> int:
    factor = worth(source, target)
    if factor is None:
        factor = 1.0 if _is_unsaid(source, target) else 0.0
    if factor <= 0 or given <= 0 or wanted <= 0 or not (_is_power(factor) and _may_slip(source, target)):
        return 0
    power = round(math.log10(given * factor / wanted))
    near = math.isclose(given * factor, wanted * 10.0**power, rel_tol=1e-9)
    return power if near and abs(power) <= _MOST_POWERS else 0


def _is_power(factor: float) -> bool:
    return factor == 1.0 or math.isclose(math.log10(factor), round(math.log10(factor)), abs_tol=1e-9)


def _may_slip(source: Quantity, target: Quantity) -> bool:
    """Return whether scale words are at home here; 三成 is read as three percent too, and a point may get lost."""
    if source.dimension == target.dimension == "duration" and source.value < _FEW:
        return False  # 一年来 beside a 10-year bond
    if source.dimension == target.dimension:
        return source.dimension in SCALED or source.unit == target.unit != ""
    return _is_unsaid(source, target)


def _is_unsaid(source: Quantity, target: Quantity) -> bool:
    """Return whether one of the two leaves the unit to the reader: 7万 is 70,000 yuan, 27次 is 27 times."""
    units = {source.unit, target.unit}
    return units == {"", "time"} or (
        units in ({"", "yuan"}, {"", "day"}, {"", "year"}) and not _is_small(source, target)
    )


def _is_small(source: Quantity, target: Quantity) -> bool:
    return min(source.value, target.value) < _FEW


def shifted(wanted: Sequence[Quantity], given: Sequence[Quantity]) -> Pairs:
    """Return the amounts of the same digits, two or more, that are all the same power of ten apart, in order."""
    tiers = [group for group in _groups(wanted) if len({one.value for one in group}) > 1]
    if not tiers:
        return []
    found: Pairs = []
    like = of_same_digits(given)
    for sources in tiers:
        targets = [given[at] for at in like(sources[0]) if _is_twin(sources[0], given[at])]
        if len(targets) != len(sources):
            continue
        powers = {power_apart(one, other) for one, other in zip(sources, targets, strict=True)}
        if len(powers) == 1 and 0 not in powers:
            found += zip(sources, targets, strict=True)
    return found


def _groups(quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Return the quantities on which scale words are at home, those of one unit and the same digits together."""
    groups: dict[tuple[str, str, str], list[Quantity]] = {}
    for one in quantities:
        if one.dimension in SCALED and one.high is None and one.value > 0:
            groups.setdefault((one.dimension, one.unit, significant(one.value)), []).append(one)
    return list(groups.values())


def _is_twin(source: Quantity, other: Quantity) -> bool:
    """Return whether two quantities of a kind have the same digits."""
    return (
        source.dimension == other.dimension
        and worth(source, other) == 1.0
        and significant(source.value) == significant(other.value)
    )


class Certainty:
    """Tells of pairs that are a power of ten apart whether anything else could be meant.

    `opened` are the quantities of both sides that were not paired before, `stated` are all: one that is only the end
    of a range is not among them.
    """

    def __init__(
        self,
        opened: tuple[Sequence[Quantity], Sequence[Quantity]],
        stated: tuple[Sequence[Quantity], Sequence[Quantity]],
    ) -> None:
        self._opened, self._stated = opened, stated
        self._open_like = [of_same_digits(side) for side in opened]
        self._stated_like = [of_same_digits(side) for side in stated]

    def holds(self, source: Quantity, target: Quantity) -> bool:
        """Return whether a pair is certain."""
        ours, theirs = self._like(0, source), self._like(1, target)
        if source not in ours or target not in theirs:
            return False
        twins = [one for one in ours if _is_twin(source, one)]
        if len({one.value for one in twins}) == 1 and len([one for one in theirs if _is_twin(target, one)]) <= len(
            twins
        ):
            return True  # whichever of the amounts is meant, they are all the same
        return self._is_only(source, target) and not _has_twins(source, target, ours, theirs)

    def _like(self, side: int, quantity: Quantity) -> list[Quantity]:
        """Return all of a side with the digits of a quantity."""
        return [self._stated[side][at] for at in self._stated_like[side](quantity)]

    def _is_only(self, source: Quantity, target: Quantity) -> bool:
        """Return whether only one source quantity of the kind and digits is open and only one target."""
        sources = [self._opened[0][at] for at in self._open_like[0](target)]
        targets = [self._opened[1][at] for at in self._open_like[1](source)]
        of_kind = [one for one in sources if one.dimension == source.dimension and worth(one, target) is not None]
        return len(of_kind) == 1 == len([other for other in targets if power_apart(source, other)])


def _has_twins(source: Quantity, target: Quantity, wanted: Sequence[Quantity], given: Sequence[Quantity]) -> bool:
    """Return whether another amount of the same digits stands on a side: the pairs may have been crossed."""
    others = [one for one in wanted if one is not source and _is_twin(one, target) and one.value != source.value]
    return bool(others) or any(
        other is not target and _is_twin(source, other) and other.value != target.value for other in given
    )
