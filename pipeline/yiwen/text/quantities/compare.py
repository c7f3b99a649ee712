"""Quantities of a Chinese text set beside those of its English: what both state, and where they differ.

Each quantity is paired at most once. Those that state one amount are paired first, as written or converted; then the
same number under another unit; then the same digits a power of ten apart. What is left is missing or added.

Amounts of the same digits that are all the same power of ten apart, in order, go first: of 亿元 and 十亿元 rendered as
one billion and ten billion none is right, though one of the English amounts stands in the Chinese.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

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
from yiwen.text.quantities.pairing import Index, most_pairs, of_like_size, of_same_digits, of_same_figure
from yiwen.text.quantities.slips import Certainty, power_apart, shifted
from yiwen.types import Quantity, Span

_ORDER = frozenset({"year", "date", "ordinal", "label"})

_FEW_PAIRS = 64  # that are sooner looked at than indexed

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
    left = _pair_equal(left, pairs)
    for alike in (same_bound, same, converts):
        left = _pair(left, alike, of_like_size, pairs)
    if ends is not None and any(q.high is not None for side in left for q in side):
        left = _pair_ends(left, ends, pairs)
    differences += [Difference(Kind.MULTIPLE, one, other) for one, other in pairs if is_multiple(one, other)]
    left = _rename(left, any_currency, pairs, differences)
    left = _pair(left, same_number, of_same_figure, pairs)
    differences += [Difference(Kind.BOUND, one, other) for one, other in pairs if is_reversed(one, other)]
    left = _join(left, differences)
    opened, slipped = left, []
    left = _pair(left, lambda one, other: power_apart(one, other) != 0, of_same_digits, slipped)
    certainty = Certainty(opened, stated) if slipped else None
    differences += [_slip(pair, certainty is not None and certainty.holds(*pair)) for pair in slipped]
    differences += _one_sided(left, stated)
    return Comparison(tuple(pairs), tuple(differences))


def _pair_equal(left: Sides, pairs: Pairs) -> Sides:
    """Pair what is the same number of the same unit, first where the bounds agree, too, and return what is left."""
    for key in (_stated_with_bound, _stated):
        places: defaultdict[Hashable, deque[Quantity]] = defaultdict(deque)
        for other in left[1]:
            places[key(other)].append(other)
        found = [(one, places[key(one)].popleft()) for one in left[0] if places.get(key(one))]
        taken = {id(one) for pair in found for one in pair}
        pairs += found
        left = [one for one in left[0] if id(one) not in taken], [one for one in left[1] if id(one) not in taken]
    return left


def _stated(quantity: Quantity) -> Hashable:
    return quantity.dimension, quantity.unit, quantity.value, quantity.high


def _stated_with_bound(quantity: Quantity) -> Hashable:
    return _stated(quantity), quantity.bound


def _pair(left: Sides, alike: Alike, index: Callable[[Sequence[Quantity]], Index], pairs: Pairs) -> Sides:
    """Pair as many as possible (augmenting paths), add them to `pairs`, and return what is left of both sides."""
    wanted, given = left
    if not (wanted and given):
        return left
    owner = most_pairs(wanted, given, alike, index(given) if len(wanted) * len(given) > _FEW_PAIRS else None)
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
    for alike, index in ((same, of_like_size), (converts, of_like_size), (same_number, of_same_figure)):
        rest = _pair(rest, alike, index, found)
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
    left = _pair(left, renames, of_same_figure, renamed)
    for one, other in renamed:
        if any_currency and one.unit == "yuan":
            pairs.append((one, other))
        else:
            points = {one.unit, other.unit} == {"percentage point", "percent"}
            differences.append(Difference(Kind.POINTS if points else Kind.UNIT, one, other, certain=True))
    return left


def _join(left: Sides, differences: list[Difference]) -> Sides:
    """Find ranges of the English that two amounts of the Chinese became, a power of ten off or of another unit.

    "From 15 to 25 billion" stands for 从去年的1.5亿元到今年的2.5亿元. What is left of both sides is returned, and so is
    what can be read in more ways than one.
    """
    wanted, given = left
    taken: set[int] = set()
    for other in given:
        if other.high is None or is_vague(other):
            continue
        open_ = [one for one in wanted if id(one) not in taken and one.high is None]
        joined = [(low, high, _range_of(low, high)) for low, high in pairwise(open_) if low.value < high.value]
        meant = [found for found in joined if power_apart(found[2], other) or renames(found[2], other)]
        if len(meant) == 1:
            low, high, one = meant[0]
            taken |= {id(low), id(high), id(other)}
            power = power_apart(one, other)
            differences.append(Difference(Kind.SCALE if power else Kind.UNIT, one, other, power, certain=True))
    return [one for one in wanted if id(one) not in taken], [one for one in given if id(one) not in taken]


def _range_of(low: Quantity, high: Quantity) -> Quantity:
    """Return two amounts as one range; the lower may leave its unit to the other (从1.5亿增长到2.5亿元)."""
    step = max(low.step, high.step)
    return replace(high, span=Span(low.span.start, high.span.end), value=low.value, high=high.value, step=step)


def _slip(pair: tuple[Quantity, Quantity], certain: bool) -> Difference:
    return Difference(Kind.SCALE, *pair, power_apart(*pair), certain)


def _one_sided(left: Sides, stated: tuple[Sequence[Quantity], Sequence[Quantity]]) -> list[Difference]:
    """Return what is missing and what is added, each unless the other side has it somewhere."""
    (wanted, given), (ours, theirs) = left, stated
    missing = _unstated(wanted, theirs, states)
    added = _unstated(given, ours, lambda other, one: states(one, other))
    return [
        *(Difference(Kind.MISSING, one, None) for one in missing),
        *(Difference(Kind.ADDED, None, other) for other in added),
    ]


def _unstated(left: Sequence[Quantity], stated: Sequence[Quantity], stands_for: Alike) -> list[Quantity]:
    """Return what nothing of the other side stands for."""
    if not left:
        return []
    of_size, of_figure = of_like_size(stated), of_same_figure(stated)
    return [one for one in left if not any(stands_for(one, stated[at]) for at in {*of_size(one), *of_figure(one)})]
