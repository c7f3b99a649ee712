"""An index names all that may be like a quantity, and of thousands of quantities only a few."""

from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.quantities.likeness import converts, renames, same, same_number
from yiwen.text.quantities.pairing import most_pairs, of_like_size, of_same_digits, of_same_figure
from yiwen.text.quantities.slips import power_apart
from yiwen.text.quantities.units import BY_NAME
from yiwen.types import Quantity, Span

UNITS = ["", "mu", "hectare", "acre", "yuan", "US dollar", "dollar", "percent", "time", "kilowatt", "megawatt", "ton"]


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    unit = draw(st.sampled_from(UNITS))
    digits, power = draw(st.integers(1, 999)), draw(st.integers(-2, 6))
    dimension = BY_NAME[unit].dimension if unit else draw(st.sampled_from(["count", "ratio"]))
    high = draw(st.sampled_from([None, None, 1.5, 10.0]))
    value = digits * 10.0**power
    return Quantity(Span(0, 1), value, unit, dimension, 0.5 * 10.0**power, "", high and high * value)


@given(st.lists(quantities(), max_size=8), st.lists(quantities(), max_size=8))
def test_what_is_alike_is_named(wanted: list[Quantity], given: list[Quantity]) -> None:
    kinds = (
        (of_like_size, (same, converts)),
        (of_same_figure, (renames, same_number)),
        (of_same_digits, (lambda one, other: power_apart(one, other) != 0,)),
    )
    for index, alikes in kinds:
        named = index(given)
        for one in wanted:
            found = set(named(one))
            for alike in alikes:
                assert {at for at, other in enumerate(given) if alike(one, other)} <= found


def test_of_thousands_only_a_few_are_named() -> None:
    many = [Quantity(Span(at, at + 1), 1000.0 + 7 * at, "ton", "mass", 0.5) for at in range(3000)]
    for index in (of_like_size, of_same_figure, of_same_digits):
        named = index(many)
        most = max(len(list(named(one))) for one in many)
        assert most <= (len(many) / 4 if index is of_like_size else 10)


def test_an_index_changes_nothing_but_the_time() -> None:
    ours = [Quantity(Span(at, at + 1), value, "ton", "mass", 0.5) for at, value in enumerate([100.0, 100.4, 250.0])]
    theirs = [Quantity(Span(at, at + 1), value, "ton", "mass", 0.5) for at, value in enumerate([250.0, 100.2, 99.9])]
    assert most_pairs(ours, theirs, same, of_like_size(theirs)) == most_pairs(ours, theirs, same)
