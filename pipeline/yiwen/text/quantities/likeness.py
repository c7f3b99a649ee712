"""When a quantity of the Chinese and one of the English state one amount, or the same figure of something else."""

import math

from yiwen.text.quantities.units import BY_NAME
from yiwen.types import Quantity

_TOLERANCE = 0.005
_CONVERTED = 0.015  # a conversion is often given in round figures
_VAGUE = 0.1  # dozens are tens
_UPWARDS = frozenset({"over", "at least"})
_DOWNWARDS = frozenset({"nearly", "at most"})


def same(source: Quantity, target: Quantity) -> bool:
    """Return whether both state one amount, equal in one unit within the rounding of the coarser."""
    if source.unit == target.unit == "time":
        return any(_is_so_many_times(times, target) for times in (source.value, source.value + 1))
    if is_vague(source) and is_vague(target):
        return source.unit == target.unit and abs(math.log10(target.value / source.value)) < _VAGUE
    return worth(source, target) == 1.0 and _close(source, target, 1.0, 0.0)


def _is_so_many_times(times: float, target: Quantity) -> bool:
    """Return whether 2.3 times are "more than doubled" or "nearly tripled", and twice "doubled"."""
    if times == int(times):
        return target.value == times
    nearest = (
        math.floor(times) if target.bound in _UPWARDS else math.ceil(times) if target.bound in _DOWNWARDS else times
    )
    return target.value in (times, nearest)


def same_bound(source: Quantity, target: Quantity) -> bool:
    """Return whether both state one amount, and none says more where the other says less."""
    return same(source, target) and not is_reversed(source, target)


def converts(source: Quantity, target: Quantity) -> bool:
    """Return whether the target states the source's amount in another unit of its kind: mu in hectares or acres."""
    factor = worth(source, target)
    if factor is None:
        return False
    converted = source.unit != target.unit and source.unit and target.unit and source.dimension != "ratio"
    return _close(source, target, factor, _CONVERTED if converted else _TOLERANCE)


def renames(source: Quantity, target: Quantity) -> bool:
    """Return whether the figure was kept and the unit changed: 8,505 acres for 8505亩, 2 percent for 2个百分点."""
    return (
        bool(source.unit and target.unit)
        and (source.dimension == target.dimension or {source.dimension, target.dimension} == {"energy", "power"})
        and source.unit != target.unit
        and source.dimension not in ("duration", "count")
        and same_figure(source, target)
    )


def same_number(source: Quantity, target: Quantity) -> bool:
    """Return whether both hold one number, whatever is counted: 600 for 600元, "5 years" for 5 with its unit apart."""
    return same_figure(source, target) and (not source.unit or not target.unit or source.dimension == "duration")


def same_figure(source: Quantity, target: Quantity) -> bool:
    """Return whether both hold one number, or one range, whatever the units."""
    return source.high == target.high and math.isclose(source.value, target.value, rel_tol=1e-9)


def states(source: Quantity, target: Quantity) -> bool:
    """Return whether the target may stand for the source in any of these ways."""
    return same(source, target) or converts(source, target) or same_figure(source, target)


def is_vague(quantity: Quantity) -> bool:
    """Return whether the quantity is 数万 or "tens of thousands"."""
    return quantity.high is not None and quantity.value > 0 and math.isclose(quantity.high, 10 * quantity.value)


def is_reversed(source: Quantity, target: Quantity) -> bool:
    """Return whether one says more than, the other less than."""
    bounds = {source.bound, target.bound}
    return bool(bounds & _UPWARDS) and bool(bounds & _DOWNWARDS)


def is_multiple(source: Quantity, target: Quantity) -> bool:
    """Return whether both are so many times, and the same number of them."""
    return source.unit == target.unit == "time" and source.value == target.value


def worth(source: Quantity, target: Quantity) -> float | None:
    """Return what one unit of the target is in units of the source; None where they do not compare."""
    if source.unit == target.unit:
        return 1.0 if source.dimension == target.dimension or not source.unit else None
    if source.dimension == target.dimension == "ratio" and not (source.unit and target.unit):
        factor = BY_NAME[source.unit or target.unit].factor
        return factor if target.unit else 1 / factor
    if {source.unit, target.unit} == {"", "time"} and "count" in (source.dimension, target.dimension):
        return 1.0  # 两次 is twice
    if "dollar" in (source.unit, target.unit) and source.unit.endswith("dollar") and target.unit.endswith("dollar"):
        return 1.0
    one, other = BY_NAME.get(source.unit), BY_NAME.get(target.unit)
    return other.factor / one.factor if one and other and one.base == other.base else None


def _close(source: Quantity, target: Quantity, factor: float, tolerance: float) -> bool:
    """Return whether the target, in the source's unit by the factor, is the source's value as far as they tell."""
    slack = max(source.step, target.step * factor, 1e-9 * abs(source.value), tolerance * abs(source.value))
    high = source.value if source.high is None else source.high
    other_high = target.value if target.high is None else target.high
    return abs(source.value - target.value * factor) <= slack and abs(high - other_high * factor) <= slack
