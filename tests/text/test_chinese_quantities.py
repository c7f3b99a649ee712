import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.quantities.chinese_numerals import numeral_value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("6,320亩", 6320, "mu"), ("1.4万亿元", 1.4e12, "yuan"), ("3亿5千万元", 3.5e8, "yuan"),
        ("两千三百亩", 2300, "mu"),
        ("一万二千人", 12000, ""), ("一百零五家", 105, ""), ("20 万吨", 2e5, "ton"),
        ("681億港元", 6.81e10, "HK dollar"),
        ("亿元以上项目", 1e8, "yuan"), ("千亿级产业集群", 1e11, "yuan"), ("3.7亿千瓦", 3.7e8, "kilowatt"),
        ("3,000万度", 3e7, "kilowatt-hour"), ("百分之三点五", 3.5, "percent"), ("千分之三", 3, "permille"),
        ("九成二", 92, "percent"), ("一成半", 15, "percent"), ("翻两番", 4, "time"), ("750英亩", 750, "acre"),
        ("1200多万元", 1.2e7, "yuan"), ("人民币5万元", 5e4, "yuan"), ("５个百分点", 5, "percentage point"),
        ("3万担", 3e4, "dan"), ("五十里", 50, "li"), ("20个工作日", 20, "day"), ("US$5.2亿", 5.2e8, "US dollar"),
        ("半年", 0.5, "year"), ("一年半", 1.5, "year"), ("两个半小时", 2.5, "hour"), ("一倍半", 1.5, "time"),
    ],
)  # fmt: skip
def test_amounts_have_their_value_and_unit(text: str, value: float, unit: str) -> None:
    (found,) = parse_chinese(text)
    assert found.value == pytest.approx(value)
    assert found.unit == unit


@pytest.mark.parametrize(
    ("text", "value", "dimension"),
    [
        ("2024年", 2024, "year"), ("二〇二四年", 2024, "year"), ("3月18日", 318, "date"),
        ("2024年3月", 20240300, "date"),
        ("第十三届", 13, "ordinal"), ("二十届", 20, "ordinal"), ("“十四五”规划", 14, "ordinal"),
        ("下半年", 2, "ordinal"),
        ("三季度", 3, "ordinal"), ("“1+3+2”", 132, "label"), ("40周年", 40, "ordinal"),
    ],
)  # fmt: skip
def test_years_dates_ordinals_and_labels_are_told(text: str, value: float, dimension: str) -> None:
    (found,) = parse_chinese(text)
    assert (found.value, found.dimension) == (value, dimension)


@pytest.mark.parametrize(
    "text",
    [
        "千方百计",
        "一把手",
        "三旧改造",
        "百姓万家",
        "十分重要",
        "近年来",
        "5G网络",
        "PM2.5浓度",
        "3月份",
        "一个园区",
        "80年代",
        "三年级",
        "大半年来",
        "担任",
        "里程",
        "一二线城市",
    ],
)
def test_numerals_in_words_are_no_quantities(text: str) -> None:
    assert parse_chinese(text) == ()


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("超50亿元", "over"),
        ("近7亿元", "nearly"),
        ("30余家", "over"),
        ("20%以上", "at least"),
        ("不超过3天", "at most"),
        ("5天左右", "about"),
    ],
)
def test_bounds_are_read_on_either_side(text: str, bound: str) -> None:
    assert parse_chinese(text)[0].bound == bound


def test_ranges_are_one_quantity() -> None:
    (percent,), (money,), (years,) = map(parse_chinese, ("3%至5%", "20万至30万元", "2021-2025年"))
    assert [(one.value, one.high) for one in parse_chinese("0到5万元")] == [(0, 5e4)]
    assert (percent.value, percent.high) == (3, 5)
    assert (money.value, money.high) == (2e5, 3e5)
    assert (years.value, years.high) == (2021, 2025)


@given(
    st.text(
        alphabet="0123456789.,一二十百千万亿年月日个亩元%第成分之至-上下 余多几数半里担翻番两三五U$“”Aa", max_size=40
    )
)
def test_spans_are_sorted_disjoint_and_within_the_text(text: str) -> None:
    end = 0
    for quantity in parse_chinese(text):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        end = quantity.span.end


@given(st.integers(2, 9999), st.sampled_from([("", 1), ("万", 10_000), ("亿", 100_000_000)]))
def test_digits_and_scales_multiply(number: int, scale: tuple[str, int]) -> None:
    (found,) = parse_chinese(f"共{number}{scale[0]}亩")
    assert found.value == pytest.approx(number * scale[1])


@pytest.mark.parametrize("text", ["第二产业增加值", "第一、二产业比重下降", "第一时间赶到现场"])
def test_names_of_sectors_and_set_phrases_are_no_ordinals(text: str) -> None:
    assert [q for q in parse_chinese(text) if q.dimension == "ordinal"] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("二三十名", 20, 30), ("十七八个", 17, 18), ("五六万元", 5e4, 6e4), ("百分之七八十", 70, 80), ("三五个", 3, 5),
        ("数十家", 10, 100), ("几个亿", 1e8, 1e9),
    ],
)  # fmt: skip
def test_numerals_that_name_two_ends_are_ranges(text: str, low: float, high: float) -> None:
    (found,) = parse_chinese(text)
    assert (found.value, found.high) == (pytest.approx(low), pytest.approx(high))


def test_a_year_is_none_before_what_it_counts_or_a_range() -> None:
    assert [q.dimension for text in ("2000以上", "2000-3000元", "2024") for q in parse_chinese(text)] == [
        "count",
        "money",
        "year",
    ]


@pytest.mark.parametrize(("text", "value"), [("十三", 13), ("13", 13), ("二十年", 20), ("届", 0), ("", 0)])
def test_a_numeral_is_worth_its_number_and_no_numeral_nothing(text: str, value: float) -> None:
    assert numeral_value(text) == value
