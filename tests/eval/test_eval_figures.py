import pytest

from yiwen.eval.figures import FigureCounter


def _rows(source: str, hypothesis: str) -> dict[str, list[float]]:
    return {key: rows[0].tolist() for key, rows in FigureCounter([source]).rows([hypothesis]).items()}


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("征地8505亩", "8,505 mu of land"),
        ("征地8505亩", "567 hectares of land"),
        ("总投资213亿元", "a total of 21.3 billion yuan"),
        ("约17万平方米", "about 170,000 square meters"),
        ("近九成", "nearly 90 percent"),
        ("三分之二", "two thirds"),
        ("增长2倍", "tripled"),
        ("数万家企业", "tens of thousands of firms"),
        ("提高1.5个百分点", "up 1.5 percentage points"),
        ("粮食1.3万亿斤", "650 million tons of grain"),
    ],
)
def test_an_amount_is_found_however_it_is_written(source: str, target: str) -> None:
    assert _rows(source, target)["figures"] == [1, 1, 1]


def test_scale_and_unit_errors_are_told_apart() -> None:
    scale = _rows("约17万平方米", "about 1.7 million square meters")
    assert (scale["figures"], scale["figure-scale"], scale["figure-unit"]) == ([0, 1, 1], [1, 1], [0, 1])
    unit = _rows("征地8505亩", "8,505 acres")
    assert (unit["figures"], unit["figure-scale"], unit["figure-unit"]) == ([0, 1, 1], [0, 1], [1, 1])
    points = _rows("提高2个百分点", "up 2 percent")
    assert (points["figures"][0], points["figure-unit"]) == (0, [1, 1])


def test_neighbouring_numbers_are_not_taken_for_roundings() -> None:
    assert _rows("3所学校", "4 schools")["figures"][0] == 0
    assert _rows("12,345人", "12,354 people")["figures"][0] == 0


def test_a_quantity_serves_once() -> None:
    assert _rows("5家企业和5所学校", "5 firms and schools")["figures"] == [1, 2, 1]


def test_years_and_ordinals_are_counted_apart() -> None:
    rows = _rows("2024年第三届会议有5家企业", "In 2024 the third meeting had 5 firms")
    assert rows["figures"] == [1, 1, 1]
    assert rows["ordinals"] == [2, 2, 2]


def test_the_year_of_a_day_need_not_be_repeated() -> None:
    assert _rows("3月16日", "On March 16, 2024")["ordinals"] == [1, 1, 1]
    assert _rows("3月16日", "On March 17")["ordinals"][0] == 0


def test_one_of_a_thing_is_no_figure() -> None:
    assert _rows("一年来建成一个园区", "One park was built in a year")["figures"] == [0, 0, 0]
