"""Quantities of a Chinese text set beside those of its English: what both state, and where they differ.

Each quantity is paired at most once. Those that state one amount are paired first, as written or converted; then the
same number under another unit; then the same digits a power of ten apart. What is left is missing or added.

Amounts of the same digits that are all the same power of ten apart, in order, go first: of 亿元 and 十亿元 rendered as
one billion and ten billion none is right, though one of the English amounts stands in the Chinese.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yiwen.text.quantities.pairing import most_pairs
from yiwen.text.quantities.units import BY_NAME
from yiwen.types import Quantity

_ORDER = frozenset({"year", "date", "ordinal", "label"})
_SCALED = frozenset({"area", "length", "mass", "volume", "energy", "power", "money", "count"})
_TOLERANCE = 0.005
_CONVERTED = 0.015  # a conversion is often given in round figures
_VAGUE = 0.1  # dozens are tens
_MOST_POWERS = 8
_UPWARDS = frozenset({"over", "at least"})
_DOWNWARDS = frozenset({"nearly", "at most"})

Alike = Callable[[Quantity, Quantity], bool]


class Kind(StrEnum):
    """How two quantities differ."""

    SCALE = "scale"
    UNIT = "unit"
    POINTS = "points"
    MULTIPLE = "multiple"
    BOUND = "bound"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the two texts differ: `source` is None for what is added, `target` for what is missing.

    `power` is how many powers of ten the target is too large. `certain`: nothing else on either side could be meant.
    """

    kind: Kind
    source: Quantity | None
    target: Quantity | None
    power: int = 0
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Quantities that both texts state, as pairs of source and target, and where the texts differ."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    differences: tuple[Difference, ...]


def compare(source: Sequence[Quantity], target: Sequence[Quantity], *, any_currency: bool = False) -> Comparison:
    """Return what the quantities of a Chinese text and of its English share, and where they differ.

    Years, dates, ordinals and labels are not compared: the grammar of the two languages sets them too differently.
    With `any_currency` an amount of 元 may be of any currency (in Hong Kong 元 is the local dollar). What is said again
    on one side only is neither missing nor added.
    """
    wanted = all_wanted = [q for q in source if q.dimension not in _ORDER]
    given = all_given = [q for q in target if q.dimension not in _ORDER]
    pairs: list[tuple[Quantity, Quantity]] = []
    differences: list[Difference] = []
    shifted = _shifted(wanted, given)
    differences += shifted
    wanted = [q for q in wanted if all(q is not one.source for one in shifted)]
    given = [q for q in given if all(q is not one.target for one in shifted)]
    for alike in (_same_bound, same, converts):
        wanted, given = _pair(wanted, given, alike, pairs)
    differences += [Difference(Kind.BOUND, one, other) for one, other in pairs if _reversed(one, other)]
    differences += [Difference(Kind.MULTIPLE, one, other) for one, other in pairs if _is_multiple(one, other)]
    renamed: list[tuple[Quantity, Quantity]] = []
    wanted, given = _pair(wanted, given, renames, renamed)
    for one, other in renamed:
        if any_currency and one.unit == "yuan":
            pairs.append((one, other))
        else:
            differences.append(_renaming(one, other))
    wanted, given = _pair(wanted, given, same_number, pairs)
    scaled, wanted, given = _scales(wanted, given, all_wanted, all_given)
    differences += scaled
    differences += [
        Difference(Kind.MISSING, one, None) for one in wanted if not any(_states(one, other) for other in all_given)
    ]
    differences += [
        Difference(Kind.ADDED, None, other) for other in given if not any(_states(one, other) for one in all_wanted)
    ]
    return Comparison(tuple(pairs), tuple(differences))


def _pair(
    wanted: Sequence[Quantity], given: Sequence[Quantity], alike: Alike, pairs: list[tuple[Quantity, Quantity]]
) -> tuple[list[Quantity], list[Quantity]]:
    """Pair as many as possible (augmenting paths), add them to `pairs`, and return what is left of both sides."""
    if not (wanted and given):
        return list(wanted), list(given)
    owner = most_pairs(wanted, given, alike)
    paired = set(owner.values())
    pairs += sorted(((wanted[one], given[other]) for other, one in owner.items()), key=lambda pair: pair[0].span)
    return (
        [quantity for at, quantity in enumerate(wanted) if at not in paired],
        [quantity for at, quantity in enumerate(given) if at not in owner],
    )


def same(source: Quantity, target: Quantity) -> bool:
    """Return whether both state one amount, equal in one unit within the rounding of the coarser."""
    if source.unit == target.unit == "time":
        return target.value in (source.value, source.value + 1)
    if _is_vague(source) and _is_vague(target):
        return source.unit == target.unit and abs(math.log10(target.value / source.value)) < _VAGUE
    factor = _factor(source, target)
    return factor == 1.0 and _close(source, target, 1.0, 0.0)


def _same_bound(source: Quantity, target: Quantity) -> bool:
    return same(source, target) and not _reversed(source, target)


def converts(source: Quantity, target: Quantity) -> bool:
    """Return whether the target states the source's amount in another unit of its kind: mu in hectares or acres."""
    factor = _factor(source, target)
    if factor is None:
        return False
    coarse = _CONVERTED if source.unit and target.unit and source.dimension != "ratio" else _TOLERANCE
    return _close(source, target, factor, coarse)


def renames(source: Quantity, target: Quantity) -> bool:
    """Return whether the figure was kept and the unit changed: 8,505 acres for 8505亩, 2 percent for 2个百分点."""
    return (
        bool(source.unit and target.unit)
        and source.dimension == target.dimension
        and source.unit != target.unit
        and source.dimension not in ("duration", "count")
        and _same_figure(source, target)
    )


def same_number(source: Quantity, target: Quantity) -> bool:
    """Return whether both hold one number, whatever is counted: 600 for 600元, "5 years" for 5 with its unit apart."""
    return _same_figure(source, target) and (not source.unit or not target.unit or source.dimension == "duration")


def _states(source: Quantity, target: Quantity) -> bool:
    return same(source, target) or converts(source, target) or _same_figure(source, target)


def _same_figure(source: Quantity, target: Quantity) -> bool:
    return source.high == target.high and math.isclose(source.value, target.value, rel_tol=1e-9)


def power_apart(source: Quantity, target: Quantity) -> int:
    """Return by how many powers of ten the target is too large (0: by none), its digits being those of the source."""
    if source.high is not None or target.high is not None or source.value <= 0 or target.value <= 0:
        return 0
    if source.dimension != target.dimension or _factor(source, target) != 1.0 or not _may_slip(source, target):
        return 0
    power = round(math.log10(target.value / source.value))
    near = math.isclose(target.value, source.value * 10.0**power, rel_tol=1e-9)
    return power if near and abs(power) <= _MOST_POWERS else 0


def _may_slip(source: Quantity, target: Quantity) -> bool:
    """Return whether scale words are at home here; 三成 (no printed digit) is read as three percent too."""
    return source.dimension in _SCALED or (source.unit == target.unit == "percent" and source.step == 0.0)


def significant(value: float) -> str:
    """Return the digits of a number without point and outer zeros: "192" for 19,200 and for 1.92."""
    return f"{value:.12g}".split("e")[0].replace(".", "").replace("-", "").strip("0")


def _shifted(wanted: Sequence[Quantity], given: Sequence[Quantity]) -> list[Difference]:
    """Return the amounts of the same digits, two or more, that are all the same power of ten apart, in order."""
    found: list[Difference] = []
    for sources in _groups(wanted):
        targets = [other for other in given if _is_twin(sources[0], other)]
        if len(sources) < 2 or len({one.value for one in sources}) < 2 or len(targets) != len(sources):
            continue
        powers = {power_apart(one, other) for one, other in zip(sources, targets, strict=True)}
        if len(powers) == 1 and 0 not in powers:
            pairs = zip(sources, targets, strict=True)
            found += [Difference(Kind.SCALE, one, other, power_apart(one, other)) for one, other in pairs]
    return found


def _groups(quantities: Sequence[Quantity]) -> list[list[Quantity]]:
    """Return the quantities on which scale words are at home, those of one unit and the same digits together."""
    groups: dict[tuple[str, str, str], list[Quantity]] = {}
    for one in quantities:
        if one.dimension in _SCALED and one.high is None and one.value > 0:
            groups.setdefault((one.dimension, one.unit, significant(one.value)), []).append(one)
    return list(groups.values())


def _is_twin(source: Quantity, other: Quantity) -> bool:
    """Return whether two quantities of a kind have the same digits."""
    return (
        source.dimension == other.dimension
        and _factor(source, other) == 1.0
        and significant(source.value) == significant(other.value)
    )


def _scales(
    wanted: Sequence[Quantity],
    given: Sequence[Quantity],
    all_wanted: Sequence[Quantity],
    all_given: Sequence[Quantity],
) -> tuple[list[Difference], list[Quantity], list[Quantity]]:
    """Return the differences by powers of ten, and what is left of both sides."""
    pairs: list[tuple[Quantity, Quantity]] = []
    left, own_left = _pair(wanted, given, lambda one, other: power_apart(one, other) != 0, pairs)
    scaled = []
    for source, target in pairs:
        sure = _is_only(source, target, wanted, given) and not _has_twins(source, target, all_wanted, all_given)
        scaled.append(Difference(Kind.SCALE, source, target, power_apart(source, target), certain=sure))
    return scaled, left, own_left


def _is_only(source: Quantity, target: Quantity, wanted: Sequence[Quantity], given: Sequence[Quantity]) -> bool:
    """Return whether only one source quantity of the kind is open and only one target."""
    sources = [one for one in wanted if one.dimension == source.dimension and _factor(one, target) == 1.0]
    if len(sources) > 1:  # others may be open too, as long as their digits are others
        sources = [one for one in sources if significant(one.value) == significant(target.value)]
    return len(sources) == 1 == len([other for other in given if power_apart(source, other)])


def _has_twins(source: Quantity, target: Quantity, wanted: Sequence[Quantity], given: Sequence[Quantity]) -> bool:
    """Return whether another amount of the same digits stands on a side: the pairs may have been crossed."""
    others = [one for one in wanted if one is not source and _is_twin(one, target) and one.value != source.value]
    return bool(others) or any(
        other is not target and _is_twin(source, other) and other.value != target.value for other in given
    )


def _renaming(source: Quantity, target: Quantity) -> Difference:
    points = {source.unit, target.unit} == {"percentage point", "percent"}
    return Difference(Kind.POINTS if points else Kind.UNIT, source, target, certain=True)


def _is_vague(quantity: Quantity) -> bool:
    """Return whether the quantity is 数万 or "tens of thousands"."""
    return quantity.high is not None and quantity.value > 0 and math.isclose(quantity.high, 10 * quantity.value)


def _reversed(source: Quantity, target: Quantity) -> bool:
    """Return whether one says more than, the other less than."""
    if source.dimension == "duration":  # within three years is 3年, 3年内 and 3年以上 of what came before
        return False
    bounds = {source.bound, target.bound}
    return bool(bounds & _UPWARDS) and bool(bounds & _DOWNWARDS)


def _is_multiple(source: Quantity, target: Quantity) -> bool:
    return source.unit == target.unit == "time" and source.value == target.value


def _close(source: Quantity, target: Quantity, factor: float, tolerance: float) -> bool:
    """Return whether the target, in the source's unit by the factor, is the source's value as far as they tell."""
    slack = max(source.step, target.step * factor, 1e-9 * abs(source.value), tolerance * abs(source.value))
    high = source.value if source.high is None else source.high
    other_high = target.value if target.high is None else target.high
    return abs(source.value - target.value * factor) <= slack and abs(high - other_high * factor) <= slack


def _factor(source: Quantity, target: Quantity) -> float | None:
    """Return what one unit of the target is in units of the source; None where they do not compare."""
    if source.unit == target.unit:
        return 1.0 if source.dimension == target.dimension or not source.unit else None
    if source.dimension == target.dimension == "ratio" and not (source.unit and target.unit):
        worth = BY_NAME[source.unit or target.unit].factor
        return worth if target.unit else 1 / worth
    if {source.unit, target.unit} == {"", "time"} and "count" in (source.dimension, target.dimension):
        return 1.0  # 两次 is twice
    if "dollar" in (source.unit, target.unit) and source.unit.endswith("dollar") and target.unit.endswith("dollar"):
        return 1.0
    one, other = BY_NAME.get(source.unit), BY_NAME.get(target.unit)
    return other.factor / one.factor if one and other and one.base == other.base else None
