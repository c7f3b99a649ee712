"""Quantities as metrics: does the English state the quantities of the Chinese, and only those?

Each quantity of the source is paired with at most one of the hypothesis that states the same amount. What is left over
on both sides is looked at again: ten times too much is an error of scale, the same number with another unit one of
unit.
Years, dates and ordinals are counted apart. Counts and durations of one are left out on both
sides: one and a come and go.
"""

import math
from collections.abc import Callable, Sequence

import numpy as np

from yiwen.eval.formulas import Array
from yiwen.text.quantities import parse
from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.quantities.likeness import is_vague, worth
from yiwen.text.quantities.pairing import most_pairs
from yiwen.types import Quantity

FIGURE_KEYS = ("figures", "figure-scale", "figure-unit", "ordinals")
_ORDER = frozenset({"year", "date", "ordinal"})
_LEFT_OUT = frozenset({"label"})
_TOLERANCE = 0.005
_VAGUE = 0.1  # dozens are tens
_SCALES = frozenset({-4, -3, -2, -1, 1, 2, 3, 4})

Same = Callable[[Quantity, Quantity], bool]


class FigureCounter:
    """Counts how any number of systems state the quantities of the same sources."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = [split(parse_chinese(source)) for source in sources]

    def rows(self, hypotheses: Sequence[str]) -> dict[str, Array]:
        """Return for each metric its statistics, a row a segment.

        figures and ordinals: matched, in the source, in the hypothesis; figure-scale and figure-unit: errors, in the
        source.
        """
        rows = {key: np.zeros((len(hypotheses), 3 if key in ("figures", "ordinals") else 2)) for key in FIGURE_KEYS}
        for at, ((figures, ordinals), text) in enumerate(zip(self._sources, hypotheses, strict=True)):
            own_figures, own_ordinals = split(parse(text))
            left, own_left = unpaired(figures, own_figures, same)
            scaled, own_scaled = unpaired(left, own_left, misscaled)
            renamed, _ = unpaired(scaled, own_scaled, other_unit)
            rows["figures"][at] = len(figures) - len(left), len(figures), len(own_figures)
            rows["figure-scale"][at] = len(left) - len(scaled), len(figures)
            rows["figure-unit"][at] = len(scaled) - len(renamed), len(figures)
            missed, _ = unpaired(ordinals, own_ordinals, same_date)
            rows["ordinals"][at] = len(ordinals) - len(missed), len(ordinals), len(own_ordinals)
        return rows


def split(quantities: Sequence[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Return the amounts, and the years, dates and ordinals."""
    figures = [
        quantity for quantity in quantities if quantity.dimension not in _ORDER | _LEFT_OUT and not _is_one(quantity)
    ]
    return figures, [quantity for quantity in quantities if quantity.dimension in _ORDER]


def _is_one(quantity: Quantity) -> bool:
    return quantity.value == 1 and quantity.high is None and quantity.dimension in ("count", "duration")


def unpaired(
    wanted: Sequence[Quantity], given: Sequence[Quantity], are_same: Same
) -> tuple[list[Quantity], list[Quantity]]:
    """Return what is left of both sides when as many as possible are paired, each once (augmenting paths)."""
    owner = most_pairs(wanted, given, are_same)
    paired = set(owner.values())
    return [q for at, q in enumerate(wanted) if at not in paired], [q for at, q in enumerate(given) if at not in owner]


def same(source: Quantity, target: Quantity) -> bool:
    """Return whether both state one amount: equal in one unit, or after conversion, within the coarser's rounding."""
    if _is_change(source) and _is_change(target):
        return target.value in (source.value, source.value + 1) or _close(source, target, 1.0)
    if is_vague(source) and is_vague(target):
        return source.unit == target.unit and abs(math.log10(target.value / source.value)) < _VAGUE
    factor = worth(source, target)
    return factor is not None and _close(source, target, factor)


def misscaled(source: Quantity, target: Quantity) -> bool:
    """Return whether the target states the amount a power of ten too large or too small."""
    factor = worth(source, target)
    if factor is None or source.value <= 0 or target.value <= 0:
        return False
    power = math.log10(target.value * factor / source.value)
    return round(power) in _SCALES and abs(power - round(power)) < math.log10(1 + _TOLERANCE)


def other_unit(source: Quantity, target: Quantity) -> bool:
    """Return whether the number was kept and the unit changed: 8,505 acres for 8505亩, 2 percent for 2个百分点."""
    return source.unit != target.unit and math.isclose(source.value, target.value, rel_tol=1e-9)


def same_date(source: Quantity, target: Quantity) -> bool:
    """Return whether two years, dates or ordinals agree; what one does not say (the year of a day) is not compared."""
    if source.dimension != target.dimension:
        return False
    if source.dimension != "date":
        return (source.value, source.high) == (target.value, target.high)
    (year, day), (other_year, other_day) = divmod(int(source.value), 10_000), divmod(int(target.value), 10_000)
    return day == other_day and (year == other_year or not year or not other_year)


def _is_change(quantity: Quantity) -> bool:
    return quantity.unit == "time"


def _close(source: Quantity, target: Quantity, factor: float) -> bool:
    """Return whether the target, brought to the source's unit by the factor, is its value as precisely as they tell."""
    slack = max(source.step, target.step * factor, 1e-9 * source.value)
    if factor != 1.0:
        slack = max(slack, _TOLERANCE * source.value)
    high, other_high = source.high or source.value, target.high or target.value
    return abs(source.value - target.value * factor) <= slack and abs(high - other_high * factor) <= slack
