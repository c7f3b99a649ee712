"""Quantities of the Chinese and the English are compared as values with units, whatever their scale words."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.quantities import english, likeness, parse, slips
from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.quantities.compare import Comparison, Kind, compare
from yiwen.text.quantities.likeness import worth
from yiwen.text.quantities.pairing import significant
from yiwen.text.quantities.written import figure_span, write_figure
from yiwen.types import Quantity


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
        ("不超过300家", "does not exceed 300 firms"),
        ("不低于500万元", "shall not be less than 5 million yuan"),
        ("两三百万人", "two to three million people"),
        ("半年", "six months"),
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
        ("装机50万千瓦", "a capacity of 50 MW", Kind.SCALE, -1),
        ("每户3—5万元", "3,000 to 5,000 yuan a household", Kind.SCALE, -1),
        ("下降0.3个百分点", "down 3 percentage points", Kind.SCALE, 1),
        ("报价70万", "a price of 7 million yuan", Kind.SCALE, 1),
        ("20个工作日内", "within 200 working days", Kind.SCALE, 1),
        ("不超过15天", "at least 15 days", Kind.BOUND, 0),
        ("不低于500万元", "no more than 5 million yuan", Kind.BOUND, 0),
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


def ends(text: str) -> tuple[Callable[[Quantity], Sequence[Quantity]], Callable[[Quantity], Sequence[Quantity]]]:
    def of_source(one: Quantity) -> tuple[Quantity, Quantity]:
        return replace(one, high=None), replace(one, value=one.high or one.value, high=None)

    return of_source, partial(english.ends, text)


@pytest.mark.parametrize(
    ("zh", "en", "kinds"),
    [
        ("2至5年", "by 2 to up to 5 years", []),
        ("百分之七八十", "70% or 80% of them", []),
        ("提高2.5个百分点，达到41%", "rose 2.5% to 41%", [Kind.POINTS]),
        ("3到5年", "three to eight years", [Kind.MISSING, Kind.ADDED]),
    ],
)
def test_the_ends_of_a_range_may_stand_apart(zh: str, en: str, kinds: list[Kind]) -> None:
    found = compare(parse_chinese(zh), parse(en), ends=ends(en))
    assert [one.kind for one in found.differences] == kinds


def test_amounts_that_are_all_the_same_are_mended_whichever_is_meant() -> None:
    found = compare(
        parse_chinese("工业投资86亿元；房地产投资86亿元"),
        parse("8.6 billion yuan in one, 86 billion yuan in the other"),
    )
    assert [one.certain for one in found.differences] == [True]


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


def test_steps_grow_with_the_number_of_amounts_and_not_of_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    def steps(amounts: int) -> int:
        values = [1037 + 53 * at for at in range(amounts)]
        zh = parse_chinese("，".join(f"第{at}项{value}亿元" for at, value in enumerate(values)))
        en = parse(
            ", ".join(f"item {at} {value / (1 if at % 9 else 10)} billion yuan" for at, value in enumerate(values))
        )
        made = 0

        def count(one: Quantity, other: Quantity) -> float | None:
            nonlocal made
            made += 1
            return worth(one, other)

        monkeypatch.setattr(likeness, "worth", count)
        monkeypatch.setattr(slips, "worth", count)
        found = compare(zh, en)
        assert sum(one.kind is Kind.SCALE for one in found.differences) >= amounts // 2
        return made

    assert steps(1200) <= 8 * steps(300)
