"""The last amount of a list lends its unit, and its 万 or million, to those before it."""

import pytest

from yiwen.text.quantities import parse
from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.quantities.shared import lend_units


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("2亿、5亿和8亿元", [2e8, 5e8, 8e8], "yuan"),
        ("分别投资3、5、8万元", [3e4, 5e4, 8e4], "yuan"),
        ("分别为300、450和600亩", [300, 450, 600], "mu"),
        ("3.2, 5.8 and 7.1 percent", [3.2, 5.8, 7.1], "percent"),
        ("2, 5 and 8 billion yuan", [2e9, 5e9, 8e9], "yuan"),
        ("2 million, 500,000 and 8 million tons", [2e6, 5e5, 8e6], "ton"),
    ],
)
def test_the_amounts_of_a_list_share_its_unit(text: str, values: list[float], unit: str) -> None:
    chinese = not text.isascii()
    found = lend_units(text, parse_chinese(text) if chinese else parse(text), chinese=chinese)
    assert [one.value for one in found] == pytest.approx(values)
    assert {one.unit for one in found} == {unit}


@pytest.mark.parametrize(
    "text",
    [
        "It has 12 schools, 30 percent of them new.",
        "Of 25, 30 percent are new.",
        "It built 12 schools and 30 mu of ponds.",
        "In 2020 and 30 percent more",
    ],
)
def test_what_stands_in_no_list_keeps_what_it_has(text: str) -> None:
    assert lend_units(text, parse(text), chinese=False) == parse(text)


def test_the_number_of_an_item_borrows_nothing() -> None:
    text = "3、30万元以上的项目"
    assert [one.unit for one in lend_units(text, parse_chinese(text), chinese=True)] == ["", "yuan"]
