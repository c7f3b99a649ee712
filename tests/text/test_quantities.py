"""What the English quantity parser reads, and what it leaves alone."""

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.quantities import agrees, convert, parse
from yiwen.text.quantities.units import UNITS, WORDS, Unit, spellings
from yiwen.types import Quantity, Span


def read(text: str) -> list[tuple[str, float, str, str]]:
    return [(text[q.span.start : q.span.end], q.value, q.unit, q.dimension) for q in parse(text)]


def only(text: str) -> Quantity:
    (quantity,) = parse(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("took over 8,505 acres", ("8,505 acres", 8505, "acre", "area")),
        ("a 10,000-mu park", ("10,000-mu", 10_000, "mu", "area")),
        ("a 1,000,000-square-meter depot", ("1,000,000-square-meter", 1e6, "square meter", "area")),
        ("4.3 million sq m of floors", ("4.3 million sq m", 4.3e6, "square meter", "area")),
        ("10,000m2 of roof", ("10,000m2", 10_000, "square meter", "area")),
        ("20 square kilometres", ("20 square kilometres", 20, "square kilometer", "area")),
        ("a 100-million-yuan project", ("100-million-yuan", 1e8, "yuan", "money")),
        ("several billion-yuan projects", ("billion-yuan", 1e9, "yuan", "money")),
        ("RMB 100 million was paid", ("RMB 100 million", 1e8, "yuan", "money")),
        ("¥3.5 billion", ("¥3.5 billion", 3.5e9, "yuan", "money")),
        ("US$1.5bn in loans", ("US$1.5bn", 1.5e9, "US dollar", "money")),
        ("HK$ 3 million", ("HK$ 3 million", 3e6, "HK dollar", "money")),
        ("5 million Hong Kong dollars", ("5 million Hong Kong dollars", 5e6, "HK dollar", "money")),
        ("$5m in seed money", ("$5m", 5e6, "dollar", "money")),
        ("700 patacas", ("700 patacas", 700, "pataca", "money")),
        ("1.3 trillion jin of grain", ("1.3 trillion jin", 1.3e12, "jin", "mass")),
        ("650 million metric tons", ("650 million metric tons", 650e6, "ton", "mass")),
        ("5km of road", ("5km", 5, "kilometer", "length")),
        ("300 kWh", ("300 kWh", 300, "kilowatt-hour", "energy")),
        ("370 GW", ("370 GW", 370, "gigawatt", "power")),
        ("accounting for 60.39%", ("60.39%", 60.39, "percent", "ratio")),
        ("up 1.5 percentage points", ("1.5 percentage points", 1.5, "percentage point", "ratio")),
        ("cut by 25 basis points", ("25 basis points", 25, "basis point", "ratio")),
        ("output doubled", ("doubled", 2, "time", "ratio")),
        ("a threefold gain", ("threefold", 3, "time", "ratio")),
        ("rose to 4 times the level", ("4 times", 4, "time", "ratio")),
        ("two-thirds of the plots", ("two-thirds", 2 / 3, "", "ratio")),
        ("a third of the plots", ("a third", 1 / 3, "", "ratio")),
        ("half of the plots", ("half", 0.5, "", "ratio")),
        ("half a million tons", ("half a million tons", 5e5, "ton", "mass")),
        ("a hundred and twenty firms", ("a hundred and twenty", 120, "", "count")),
        ("ninety-nine firms", ("ninety-nine", 99, "", "count")),
        ("two hundred million yuan", ("two hundred million yuan", 2e8, "yuan", "money")),
        ("one million two hundred thousand", ("one million two hundred thousand", 1.2e6, "", "count")),
        ("two dozen workshops", ("two dozen", 24, "", "count")),
        ("two and a half years", ("two and a half years", 2.5, "year", "duration")),
        ("one project every week", ("one", 1, "", "count")),
        ("the 13th session", ("13th", 13, "", "ordinal")),
        ("the twenty-first century", ("twenty-first", 21, "", "ordinal")),
        ("at the No. 1 Primary School", ("No. 1", 1, "", "ordinal")),
        ("in 2023,", ("2023", 2023, "", "year")),
        ("on December 30, 2023", ("December 30, 2023", 20231230, "", "date")),
        ("on 5 May 2023", ("5 May 2023", 20230505, "", "date")),
        ("in January 2024", ("January 2024", 20240100, "", "date")),
        ("posted 2024-01-02", ("2024-01-02", 20240102, "", "date")),
        ('the "1310" plan', ("1310", 1310, "", "label")),
        ("the “1+3+2” clusters", ("1+3+2", 132, "", "label")),
        ('the "five-one" scheme', ("five-one", 51, "", "label")),
    ],
)
def test_one_quantity_is_read_as_written(text: str, expected: tuple[str, float, str, str]) -> None:
    ((words, value, unit, dimension),) = read(text)
    assert (words, unit, dimension) == (expected[0], expected[2], expected[3])
    assert value == pytest.approx(expected[1])


@pytest.mark.parametrize(
    "text",
    [
        "the 5G and G20 talks on COVID-19 and PM2.5",
        "at 18:45 sharp",
        "section 3.2.1 applies",
        "call 0758-2266888",
        "one of the best, no one else",
        "737MAX and B2B",
        "account 12345678901234567890123",
        "the latter half is calm",
        "freight and weight of often",
    ],
)
def test_what_is_no_quantity_is_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3-5 percent", 3, 5, "percent"),
        ("3.5–4.2 per cent", 3.5, 4.2, "percent"),
        ("3 to 5 million yuan", 3e6, 5e6, "yuan"),
        ("between 3 and 5 million people", 3e6, 5e6, ""),
        ("$3 to $5 million", 3e6, 5e6, "dollar"),
        ("2021-2025", 2021, 2025, ""),
        ("2018/19", 2018, 2019, ""),
        ("the 1990s", 1990, 1999, ""),
        ("May 22nd to 24th", 522, 524, ""),
        ("tens of thousands of acres", 1e4, 1e5, "acre"),
    ],
)
def test_a_range_is_one_quantity(text: str, low: float, high: float, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.high, quantity.unit) == (low, high, unit)


def test_a_change_from_one_figure_to_another_is_two_quantities() -> None:
    assert [q.value for q in parse("rose from 3 percent to 5 percent")] == [3, 5]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("over 30 firms", "over"), ("more than 30 firms", "over"), ("nearly 30 firms", "nearly"),
        ("about 30 mu", "about"),
        ("at least 3,000 mu", "at least"), ("no less than 3 mu", "at least"), ("up to 700 firms", "at most"),
        ("no more than 5 days", "at most"), ("40 or more", "at least"), ("100+ firms", "over"), ("30 firms", ""),
        ("over the past 30 days", ""),
    ],
)  # fmt: skip
def test_a_bound_is_named_and_stands_outside_the_span(text: str, bound: str) -> None:
    quantity = only(text)
    assert quantity.bound == bound
    assert text[quantity.span.start].isdigit()


@pytest.mark.parametrize(
    ("text", "step"),
    [("60.39%", 0.005), ("8,505 mu", 0.5), ("1.2 billion yuan", 5e7), ("31.1 billion", 5e7), ("half of it", 0.0)],
)
def test_the_step_is_half_a_unit_of_the_last_printed_digit(text: str, step: float) -> None:
    assert only(text + " " if text.startswith("half") else text).step == pytest.approx(step)


@pytest.mark.parametrize("text", ["the 10,000-mu park", "a sum of 5 million yuan", "3-5 percent", "May 22 to 24"])
def test_no_break_spaces_and_typographic_hyphens_read_alike(text: str) -> None:
    fancy = text.replace(" ", "\u00a0").replace("-", "\u2011")
    assert parse(fancy) == parse(text)


def test_a_four_digit_number_with_a_unit_is_no_year() -> None:
    assert only("2023 mu").dimension == "area"
    assert only("2,023 plants").dimension == "count"


NUMBERS = st.sampled_from(
    ["3", "1,353", "2.5", "forty", "a hundred", "2021", "half", "¥", "$", "13th", "No.", "1+3", "May", "1990s"]
)
GLUE = st.sampled_from(
    [" ", "-", " to ", " and ", ", ", "\u00a0", " million ", " of ", " mu", " percent", '"', "s", "%", "."]
)


@given(st.lists(st.one_of(NUMBERS, GLUE, st.text(max_size=3)), max_size=14).map("".join))
def test_spans_are_sorted_disjoint_and_inside_the_text(text: str) -> None:
    end = 0
    for quantity in parse(text):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.high is None or quantity.high > quantity.value
        end = quantity.span.end


@given(st.integers(1, 10**12), st.sampled_from(["mu", "acre", "hectare", "yuan", "ton", "percent", "kilometer"]))
def test_digits_with_separators_read_back(number: int, unit: str) -> None:
    quantity = only(f"some word, then {number:,} {unit} more")
    assert (quantity.value, quantity.unit) == (number, unit)


@given(st.sampled_from(UNITS), st.sampled_from(UNITS), st.floats(0.001, 1e9))
def test_converting_there_and_back_changes_nothing(one: Unit, other: Unit, value: float) -> None:
    if one.base != other.base:
        with pytest.raises(ValueError, match="convert"):
            convert(value, one.name, other.name)
    else:
        assert convert(convert(value, one.name, other.name), other.name, one.name) == pytest.approx(value)


def test_conversions_are_exact() -> None:
    assert convert(15, "mu", "hectare") == pytest.approx(1)
    assert convert(1, "acre", "square meter") == pytest.approx(4046.8564224)
    assert convert(2000, "jin", "ton") == pytest.approx(1)
    assert convert(1, "percentage point", "basis point") == pytest.approx(100)
    with pytest.raises(ValueError, match="not in the table"):
        convert(1, "parsec", "meter")


def test_every_spelling_names_one_unit() -> None:
    assert sum(len(spellings(unit)) for unit in UNITS) == len(WORDS)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("150 mu", "100,000 square meters", True),
        ("20,000 mu", "1,333 hectares", True),
        ("8,505 acres", "567 hectares", False),
        ("8,505 mu", "567 hectares", True),
        ("700 million tons", "1.4 trillion jin", True),
        ("5 percent", "5 percentage points", False),
        ("100 million yuan", "1 billion yuan", False),
        ("$5 million", "US$5 million", True),
        ("5 million yuan", "US$5 million", False),
        ('the "1+3+2"', 'the "3+2+1"', False),
        ("3-5 percent", "3 to 5 percent", True),
        ("3-5 percent", "3 percent", False),
        ("104.659 billion yuan", "104.66 billion yuan", True),
    ],
)
def test_agreement_across_units(one: str, other: str, same: bool) -> None:
    a, b = only(one), only(other)
    assert agrees(a, b) is agrees(b, a) is same


@given(st.floats(0, 1e12), st.floats(0, 1e9), st.sampled_from(["mu", "acre", "", "yuan"]))
def test_a_quantity_agrees_with_itself(value: float, step: float, unit: str) -> None:
    dimension = {"": "count", "yuan": "money"}.get(unit, "area")
    quantity = Quantity(Span(0, 1), value, unit, dimension, step)
    assert agrees(quantity, quantity)


def test_the_human_seed_reads_without_a_stray_unit() -> None:
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set: the seeds are not here")
    seed = next(Path(folder, "seeds").glob("000_*.txt")).read_text(encoding="utf-8")
    found = {(q.value, q.unit) for q in parse(seed)}
    assert {(1353, "mu"), (3000, "mu"), (5e10, "yuan"), (5e7, "yuan"), (1e6, "square meter")} <= found


def test_reading_is_linear_in_the_length_of_the_text() -> None:
    line = json.dumps({"text": "1,353 mu, up to 3 to 5 percent of half a million in 2021-2025 and (1+3+2). "})
    times = []
    for copies in (300, 1200):
        start = time.process_time()
        parse(line * copies)
        times.append(time.process_time() - start)
    assert times[1] < 12 * times[0] + 0.05
