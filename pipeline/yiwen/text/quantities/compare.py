"""Quantities of a Chinese text set beside those of its English: what both state, and where they differ.

Each quantity is paired at most once. Those that state one amount are paired first, as written or converted; then the
same number under another unit; then the same digits a power of ten apart. What is left is missing or added.

Amounts of the same digits that are all the same power of ten apart, in order, go first: of 亿元 and 十亿元 rendered as
one billion and ten billion none is right, though one of the English amounts stands in the Chinese.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yiwen.text.quantities.likeness import (
    converts,
    is_multiple,
    is_reversed,
    is_vague,
    renames,
    same,
    same_bound,
    same_number,
    states,
)
from yiwen.text.quantities.pairing import most_pairs
from yiwen.text.quantities.slips import is_certain, power_apart, shifted
from yiwen.types import Quantity

_ORDER = frozenset({"year", "date", "ordinal", "label"})

Alike = Callable[[Quantity, Quantity], bool]
Ends = Callable[[Quantity], Sequence[Quantity]]
Pairs = list[tuple[Quantity, Quantity]]
Sides = tuple[list[Quantity], list[Quantity]]


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


def compare(
    source: Sequence[Quantity],
    target: Sequence[Quantity],
    *,
    any_currency: bool = False,
    ends: tuple[Ends, Ends] | None = None,
) -> Comparison:
    """Return what the quantities of a Chinese text and of its English share, and where they differ.

    Years, dates, ordinals and labels are not compared: the grammar of the two languages sets them too differently.
    With `any_currency` an amount of 元 may be of any currency (in Hong Kong 元 is the local dollar). `ends` take a
    range of the Chinese and of the English apart, for one that the other side gives as two amounts. What is said again
    on one side only is neither missing nor added.
    """
    stated = [q for q in source if q.dimension not in _ORDER], [q for q in target if q.dimension not in _ORDER]
    if not (stated[0] or stated[1]):
        return Comparison((), ())
    slipped = shifted(*stated)
    differences = [_slip(pair, certain=False) for pair in slipped]
    taken = {id(one) for pair in slipped for one in pair}
    left: Sides = [q for q in stated[0] if id(q) not in taken], [q for q in stated[1] if id(q) not in taken]
    pairs: Pairs = []
    for alike in (same_bound, same, converts):
        left = _pair(left, alike, pairs)
    if ends is not None and any(q.high is not None for side in left for q in side):
        left = _pair_ends(left, ends, pairs)
    differences += [Difference(Kind.BOUND, one, other) for one, other in pairs if is_reversed(one, other)]
    differences += [Difference(Kind.MULTIPLE, one, other) for one, other in pairs if is_multiple(one, other)]
    left = _rename(left, any_currency, pairs, differences)
    left = _pair(left, same_number, pairs)
    opened, slipped = left, []
    left = _pair(left, lambda one, other: power_apart(one, other) != 0, slipped)
    differences += [_slip(pair, is_certain(pair, opened, stated)) for pair in slipped]
    differences += _one_sided(left, stated)
    return Comparison(tuple(pairs), tuple(differences))


def _pair(left: Sides, alike: Alike, pairs: Pairs) -> Sides:
    """Pair as many as possible (augmenting paths), add them to `pairs`, and return what is left of both sides."""
    wanted, given = left
    if not (wanted and given):
        return left
    owner = most_pairs(wanted, given, alike)
    paired = set(owner.values())
    pairs += sorted(((wanted[one], given[other]) for other, one in owner.items()), key=lambda pair: pair[0].span)
    return (
        [quantity for at, quantity in enumerate(wanted) if at not in paired],
        [quantity for at, quantity in enumerate(given) if at not in owner],
    )


def _pair_ends(left: Sides, ends: tuple[Ends, Ends], pairs: Pairs) -> Sides:
    """Pair the ends of ranges one by one: "2 to up to 5 years" for 2至5年, "2.5% to 41%" that is no range.

    A range of which no end is paired stays whole.
    """
    parts: list[list[tuple[Quantity, Quantity]]] = []  # each side's amounts, with the range that each is of
    for side, apart in zip(left, ends, strict=True):
        parts.append([(end, q) for q in side for end in (apart(q) if q.high is not None and not is_vague(q) else (q,))])
    found: Pairs = []
    rest: Sides = [end for end, _ in parts[0]], [end for end, _ in parts[1]]
    for alike in (same, converts, same_number):
        rest = _pair(rest, alike, found)
    of = [{id(end): q for end, q in side} for side in parts]
    found = [pair for pair in found if any(of[at][id(one)] is not one for at, one in enumerate(pair))]
    pairs += found
    done = [{id(pair[at]) for pair in found} for at in (0, 1)]
    touched = [{id(of[at][end]) for end in done[at]} for at in (0, 1)]

    def remain(at: int) -> list[Quantity]:
        open_ = [end if id(q) in touched[at] else q for end, q in parts[at] if id(end) not in done[at]]
        return list({id(one): one for one in open_}.values())

    return remain(0), remain(1)


def _rename(left: Sides, any_currency: bool, pairs: Pairs, differences: list[Difference]) -> Sides:
    """Pair what kept its figure under another unit, and return what is left of both sides."""
    renamed: Pairs = []
    left = _pair(left, renames, renamed)
    for one, other in renamed:
        if any_currency and one.unit == "yuan":
            pairs.append((one, other))
        else:
            points = {one.unit, other.unit} == {"percentage point", "percent"}
            differences.append(Difference(Kind.POINTS if points else Kind.UNIT, one, other, certain=True))
    return left


def _slip(pair: tuple[Quantity, Quantity], certain: bool) -> Difference:
    return Difference(Kind.SCALE, *pair, power_apart(*pair), certain)


def _one_sided(left: Sides, stated: tuple[Sequence[Quantity], Sequence[Quantity]]) -> list[Difference]:
    """Return what is missing and what is added, each unless the other side has it somewhere."""
    (wanted, given), (ours, theirs) = left, stated
    missing = [one for one in wanted if not any(states(one, other) for other in theirs)]
    added = [other for other in given if not any(states(one, other) for one in ours)]
    return [
        *(Difference(Kind.MISSING, one, None) for one in missing),
        *(Difference(Kind.ADDED, None, other) for other in added),
    ]
