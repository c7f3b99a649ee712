"""What the last amount of a list lends to those before it: 2亿、5亿和8亿元, "3, 5 and 8 percent", "2 and 5 billion"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from yiwen.types import Quantity

_CHINESE = re.compile(r"[、和及与至,，]|、?[和及与]")
_ENGLISH = re.compile(r", | and |, and ")
_LENT = frozenset({"area", "length", "mass", "volume", "energy", "power", "money", "ratio"})
_SCALE = re.compile(r"(?:thousand|million|billion|trillion)\b|万亿|亿|万|億|萬", re.IGNORECASE)
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "万": 1e4, "亿": 1e8, "万亿": 1e12}
_SCALES |= {"萬": 1e4, "億": 1e8}
_BEGINS = re.compile(r"(?:^|[\n。；;])\s*$")
_ITEMS = 100
_MANTISSA = 1000


def lend_units(text: str, quantities: Sequence[Quantity], *, chinese: bool) -> tuple[Quantity, ...]:
    """Return the quantities with the unit of the last on those of a list that have none; spans stay as they were.

    The last lends its 万 or million, too. In English the list must close with "and".
    """
    joint = _CHINESE if chinese else _ENGLISH
    lent: list[Quantity] = []  # last first
    lender: Quantity | None = None
    for one in reversed(quantities):
        between = text[one.span.end : lent[-1].span.start] if lent else ""
        closes = chinese or between.endswith("and ")
        lender = lender or (lent[-1] if lent and closes else None)
        if lender and _may_borrow(one, lender) and joint.fullmatch(between) and not _numbers_item(text, one, between):
            lent.append(_with_unit(text, one, lender))
        else:
            lender = None
            lent.append(one)
    return tuple(reversed(lent))


def _numbers_item(text: str, one: Quantity, between: str) -> bool:
    """Return whether a figure is the number of an item, as in 3、30万元以上的项目 at the beginning of a line."""
    return between == "、" and one.value < _ITEMS and bool(_BEGINS.search(text, 0, one.span.start))


def _may_borrow(one: Quantity, lender: Quantity) -> bool:
    return bool(lender.unit) and lender.dimension in _LENT and one.dimension == "count" and one.high is None


def _with_unit(text: str, one: Quantity, lender: Quantity) -> Quantity:
    """Return the quantity in the lender's unit, and in its millions where it has no scale word of its own."""
    word = _SCALE.search(lender.span.of(text))
    bare = one.value < _MANTISSA and not _SCALE.search(one.span.of(text))
    scale = _SCALES[word.group().lower()] if word and bare else 1.0
    return replace(one, value=one.value * scale, step=one.step * scale, unit=lender.unit, dimension=lender.dimension)
