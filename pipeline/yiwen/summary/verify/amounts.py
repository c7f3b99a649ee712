"""When two figures state one amount: the same value with its unit, rounded or bounded as a careful writer may."""

import math

from yiwen.text.quantities import agrees
from yiwen.text.quantities.units import BY_NAME
from yiwen.types import Quantity

_ROUNDED = 0.05
_BOUNDED = 0.12
_UPPER = frozenset({"nearly", "at most"})
_LOWER = frozenset({"over", "at least"})
_EXACT = frozenset({"date", "year", "ordinal", "label"})


def base_value(quantity: Quantity) -> float:
    """Return the value in the base unit of its dimension, so that figures in several units can be sorted together."""
    unit = BY_NAME.get(quantity.unit)
    return quantity.value * unit.factor if unit else quantity.value


def same_amount(summary: Quantity, report: Quantity) -> bool:
    """Return whether the summary's figure may stand for the report's.

    They are equal within the rounding that the summary's figure shows ("31 billion" for "31.1 billion"), or the
    summary's is a round bound that the report's keeps ("over 30 billion").
    """
    if summary.dimension == "date" == report.dimension:
        return _same_day(summary, report)
    if summary.dimension == "year" == report.dimension:
        return summary.value == report.value and (summary.high is None or summary.high == report.high)
    if summary.dimension in _EXACT or report.dimension in _EXACT or not _comparable(summary, report):
        return agrees(summary, report, 0.0)
    if agrees(summary, report, 1e-9 if summary.unit == report.unit else 0.005) and _no_finer(summary, report):
        return True
    return (summary.high is None) == (report.high is None) and _rounded(summary, report)


def _comparable(one: Quantity, other: Quantity) -> bool:
    return one.dimension == other.dimension


def _no_finer(summary: Quantity, report: Quantity) -> bool:
    """Return whether the values are equal, or differ only by what the summary's coarser figure rounds off."""
    if summary.unit != report.unit:
        return True
    return math.isclose(summary.value, report.value, rel_tol=1e-9) or (
        summary.step > report.step and abs(summary.value - report.value) <= summary.step * 1.0001
    )


def _rounded(summary: Quantity, report: Quantity) -> bool:
    value, real = base_value(summary), base_value(report)
    if not real or not agrees(summary, report, _BOUNDED) or summary.high is not None:
        return False
    off = (real - value) / real
    if summary.bound in _LOWER and report.bound not in _UPPER:
        return 0 <= off <= _BOUNDED and summary.step > report.step
    if summary.bound in _UPPER and report.bound not in _LOWER:
        return 0 <= -off <= _BOUNDED and summary.step > report.step
    return summary.bound == "about" and abs(off) <= _ROUNDED and summary.step > report.step


def _same_day(one: Quantity, other: Quantity) -> bool:
    """Return whether two dates agree in what both say: "May 22" and "May 22, 2024", "May"."""
    (year, day), (other_year, other_day) = divmod(int(one.value), 10_000), divmod(int(other.value), 10_000)
    if year and other_year and year != other_year:
        return False
    same_day = day == other_day or (day % 100 == 0 and day // 100 == other_day // 100)
    return same_day and (one.high is None or other.high is None or one.high % 100 == other.high % 100)


def changed_bound(summary: Quantity, report: Quantity) -> bool:
    """Return whether the summary turns "nearly" into "over", leaves a bound out, or puts one where there is none."""
    mine, theirs = _side(summary.bound), _side(report.bound)
    if mine == theirs:
        return False
    if not math.isclose(base_value(summary), base_value(report), rel_tol=1e-6):
        return bool(mine and theirs)
    return not (mine == 0 and summary.bound == "about")


def _side(bound: str) -> int:
    return 1 if bound in _LOWER else -1 if bound in _UPPER else 0


def same_number(one: Quantity, other: Quantity) -> bool:
    """Return whether two figures have one number and different units: a unit was changed."""
    return one.unit != other.unit and math.isclose(one.value, other.value, rel_tol=1e-9)
