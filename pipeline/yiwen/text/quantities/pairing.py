"""The most pairs that two lists of quantities make, each used once; and which of many are worth a closer look.

A table may hold thousands of amounts, so none is held against all: each index returns those of a list that may be like
a quantity, by what its kind of likeness needs at least.
"""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from yiwen.text.quantities.units import BY_NAME
from yiwen.types import Quantity

_CLOSE = 0.05  # of the logarithm of a value: what is rounded or converted is not further away
_ROUGH = 0.03  # half a unit of the last digit, in units of the value: "2 billion" may be any of many

Index = Callable[[Quantity], Iterable[int]]


def most_pairs(
    wanted: Sequence[Quantity],
    given: Sequence[Quantity],
    alike: Callable[[Quantity, Quantity], bool],
    index: Index | None = None,
) -> dict[int, int]:
    """Return the index in `wanted` by the index in `given`, for as many pairs as possible (augmenting paths).

    With an `index` of the given ones only those are asked that it names.
    """
    everything = range(len(given))
    edges = [[at for at in (index(one) if index else everything) if alike(one, given[at])] for one in wanted]
    owner: dict[int, int] = {}

    def place(one: int, tried: set[int]) -> bool:
        for other in edges[one]:
            if other not in tried:
                tried.add(other)
                if other not in owner or place(owner[other], tried):
                    owner[other] = one
                    return True
        return False

    for one in range(len(wanted)):
        place(one, set())
    return owner


def of_like_size(given: Sequence[Quantity]) -> Index:
    """Return an index by size, whatever the unit: what rounds or converts to a quantity is among what it names."""
    sizes: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    rough: list[int] = []
    for at, quantity in enumerate(given):
        if _is_rough(quantity):
            rough.append(at)
        else:
            base, size = _size(quantity)
            sizes[base].append((size, at))
    for ranked in sizes.values():
        ranked.sort()

    def near(one: Quantity) -> Iterable[int]:
        if _is_rough(one):
            return range(len(given))
        base, size = _size(one)
        ranked = sizes[base]
        first, last = bisect_left(ranked, (size - _CLOSE, -1)), bisect_right(ranked, (size + _CLOSE, len(given)))
        return sorted([*(at for _, at in ranked[first:last]), *rough])

    return near


def _is_rough(quantity: Quantity) -> bool:
    """Return whether a quantity may be like one of quite another size: few digits, "dozens", so many times."""
    vague = quantity.high is not None and math.isclose(quantity.high, 10 * quantity.value)
    return vague or quantity.value <= 0 or quantity.unit == "time" or quantity.step > _ROUGH * quantity.value


def _size(quantity: Quantity) -> tuple[str, float]:
    """Return what a quantity measures, and the logarithm of how much of it."""
    unit = BY_NAME.get(quantity.unit)
    if unit is None:
        return quantity.dimension, math.log(quantity.value)
    base = "dollar" if unit.base.endswith("dollar") else unit.base
    return base, math.log(quantity.value * unit.factor)


def of_same_figure(given: Sequence[Quantity]) -> Index:
    """Return an index by the number alone, whatever the unit."""
    return _by(given, lambda quantity: f"{quantity.value:.8g}")


def of_same_digits(given: Sequence[Quantity]) -> Index:
    """Return an index by the digits of the number: 1.92 beside 19,200."""
    return _by(given, lambda quantity: significant(quantity.value))


def _by(given: Sequence[Quantity], key: Callable[[Quantity], str]) -> Index:
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, quantity in enumerate(given):
        places[key(quantity)].append(at)
    return lambda one: places.get(key(one), ())


@lru_cache(maxsize=1 << 13)
def significant(value: float) -> str:
    """Return the digits of a number without point and outer zeros: "192" for 19,200 and for 1.92."""
    return f"{value:.12g}".split("e")[0].replace(".", "").replace("-", "").strip("0")
