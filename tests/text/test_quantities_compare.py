"""Quantities of the Chinese and the English are compared as values with units, whatever their scale words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.quantities import parse
from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.quantities.compare import Comparison, Kind, compare, significant
from yiwen.text.quantities.written import figure_span, write_figure


def compared(zh: str, en: str, *, any_currency: bool = False) -> Comparison:
    return compare(parse_chinese(zh), parse(en), any_currency=any_currency)


def kinds(zh: str, en: str) -> list[Kind]:
    return [difference.kind for difference in compared(zh, en).differences]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("总投资104.6亿元", "a total investment of 10.46 billion yuan"),
        ("占地300亩", "covering 300 mu"),
        ("占地300亩", "covering 20 hectares"),
        ("占地300亩", "covering about 49.4 acres"),
        ("产粮4000斤", "produced 2 tons of grain"),
        ("近三成企业", "nearly 30 percent of the firms"),
        ("三分之二", "two-thirds"),
        ("提高2个百分点", "up 2 percentage points"),
        ("增长2倍", "tripled"),
        ("1.2万户", "12,000 households"),
        ("数万名游客", "tens of thousands of visitors"),
        ("600元", "600"),
        ("占地300亩，其中水田300亩", "covering 300 mu (20 hectares), all of it paddy"),
    ],
)
def test_one_amount_in_two_ways_is_no_difference(zh: str, en: str) -> None:
    assert kinds(zh, en) in ([], [Kind.MULTIPLE])


@pytest.mark.parametrize(
    ("zh", "en", "kind", "power"),
    [
        ("面积2.37万公顷", "an area of 237,000 hectares", Kind.SCALE, 1),
        ("面积2.37万公顷", "an area of 23.7 million hectares", Kind.SCALE, 3),
        ("受益群众46万人", "benefiting 46 people", Kind.SCALE, -4),
        ("投资8亿元", "an investment of 8 billion yuan", Kind.SCALE, 1),
        ("近三成企业", "nearly three percent of the firms", Kind.SCALE, -1),
        ("占地300亩", "covering 300 acres", Kind.UNIT, 0),
        ("投资600万元", "an investment of 6 million dollars", Kind.UNIT, 0),
        ("提高2个百分点", "up 2 percent", Kind.POINTS, 0),
        ("增长2倍", "increased two times", Kind.MULTIPLE, 0),
        ("超过300家", "nearly 300", Kind.BOUND, 0),
        ("新增岗位5400个", "new jobs were added", Kind.MISSING, 0),
        ("新增岗位", "5,400 new jobs were added", Kind.ADDED, 0),
    ],
)
def test_a_difference_is_named(zh: str, en: str, kind: Kind, power: int) -> None:
    (difference,) = compared(zh, en).differences
    assert (difference.kind, difference.power) == (kind, power)


def test_what_may_be_meant_twice_is_not_certain() -> None:
    differences = compared("甲地45亩，乙地4500亩", "450 mu here, the rest there").differences
    assert [d.certain for d in differences if d.kind is Kind.SCALE] == [False]
    (only,) = compared("甲地4500亩", "450 mu").differences
    assert only.certain


def test_where_the_local_currency_is_another_any_will_do() -> None:
    assert not compared("盈利50億元", "a profit of HK$5 billion", any_currency=True).differences
    assert [d.kind for d in compared("盈利50亿元", "a profit of HK$5 billion").differences] == [Kind.UNIT]


def test_years_and_dates_are_not_compared() -> None:
    assert kinds("2023年5月6日，第三次会议", "a meeting") == []


@given(st.integers(1, 99_999), st.integers(-4, 8))
def test_significant_digits_are_those_of_every_scale(digits: int, power: int) -> None:
    assert significant(digits * 10.0**power) == str(digits).rstrip("0")


@given(st.integers(11, 999_999), st.sampled_from(["万", "亿"]))
def test_a_figure_written_anew_is_read_as_what_it_was(mantissa: int, scale: str) -> None:
    value = mantissa * {"万": 1e4, "亿": 1e8}[scale]
    assert kinds(f"共{mantissa}{scale}人次", f"{write_figure(value)} visits") == []


@pytest.mark.parametrize(
    ("value", "like", "written"),
    [
        (19_200, "1.92 million", "19,200"),
        (1.2e9, "120", "1.2 billion"),
        (1.2e9, "12-billion", "1.2-billion"),
        (1e11, "thousand-billion", "100-billion"),
        (2.5e8, "twenty-five million", "250 million"),
        (417_612_345, "4", "417,612,345"),
        (30, "three", "thirty"),
        (30, "Three", "Thirty"),
        (35, "three", "35"),
        (4.5, "45", "4.5"),
    ],
)
def test_a_figure_is_written_as_the_text_writes_figures(value: float, like: str, written: str) -> None:
    assert write_figure(value, like) == written


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("an area of 19.2 million hectares", "19.2 million"),
        ("RMB 20 million", "20 million"),
        ("US$8.2m in sales", "8.2m"),
        ("three percent", "three"),
        ("a 1,200-mu plot", "1,200"),
        ("3 to 5 percent", None),
    ],
)
def test_a_figure_stands_without_its_unit_and_currency(text: str, figure: str | None) -> None:
    span = figure_span(text, parse(text)[0])
    assert (span and span.of(text)) == figure


def test_amounts_of_the_same_digits_that_all_slipped_are_told_in_order_and_none_is_sure() -> None:
    found = compare(
        parse_chinese("亿元以上项目54个、十亿元以上项目6个"),
        parse("54 worth over one billion yuan and 6 over 10 billion yuan"),
    )
    scales = [(one.source.value, one.target.value, one.certain) for one in found.differences if one.kind is Kind.SCALE]
    assert scales == [(1e8, 1e9, False), (1e9, 1e10, False)]


def test_a_slip_beside_a_right_amount_of_the_same_digits_is_not_sure() -> None:
    found = compare(
        parse_chinese("投资3亿元，产值30亿元"), parse("30 billion yuan of output and 300 million yuan invested")
    )
    assert [one.certain for one in found.differences if one.kind is Kind.SCALE] == [False]
    alone = compare(
        parse_chinese("投资3.2亿元，产值45亿元"), parse("45 billion yuan of output and 320 million yuan invested")
    )
    assert [one.certain for one in alone.differences if one.kind is Kind.SCALE] == [True]
