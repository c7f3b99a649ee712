"""Figures that changed places are told; clauses that were set in another order are not."""

import pytest

from yiwen.checks.crossed import crossed_figures

GRAIN = "全市小麦产量84万吨，大麦产量61万吨。"


def crossed(src: str, mt: str) -> list[tuple[str, str]]:
    return [(source.span.of(src), target.span.of(mt)) for source, target in crossed_figures(src, mt)]


def test_two_amounts_in_each_others_place_are_both_told() -> None:
    assert crossed(GRAIN, "The city grew 610,000 tons of wheat and 840,000 tons of barley.") == [
        ("84万吨", "610,000 tons"),
        ("61万吨", "840,000 tons"),
    ]


@pytest.mark.parametrize(
    "mt",
    [
        "The city grew 840,000 tons of wheat and 610,000 tons of barley.",
        "The city grew 610,000 tons of barley and 840,000 tons of wheat.",
        "Barley output was 610,000 tons, that of wheat 840,000 tons.",
        "Wheat output was 840,000 tons and barley output 610,000 tons.",
    ],
)
def test_the_order_of_clauses_is_free(mt: str) -> None:
    assert crossed(GRAIN, mt) == []


def test_words_before_both_figures_are_in_their_order() -> None:
    assert crossed(GRAIN, "Wheat and barley output was 610,000 and 840,000 tons.")
    assert not crossed(GRAIN, "Wheat and barley output was 840,000 and 610,000 tons.")


@pytest.mark.parametrize(
    ("src", "right", "turned", "wrong"),
    [
        (
            "工业和农业分别增长5%和3%。",
            "Industry and agriculture grew 5% and 3% respectively.",
            "Agriculture and industry grew 3% and 5% respectively.",
            "Industry and agriculture grew 3% and 5% respectively.",
        ),
        (
            "城镇和农村居民收入分别为5.1万元和2.2万元。",
            "Urban and rural incomes were 51,000 yuan and 22,000 yuan respectively.",
            "Rural and urban incomes were 22,000 yuan and 51,000 yuan respectively.",
            "Urban and rural incomes were 22,000 yuan and 51,000 yuan respectively.",
        ),
    ],
)
def test_names_and_figures_of_a_row_may_both_be_turned_round(src: str, right: str, turned: str, wrong: str) -> None:
    assert crossed(src, right) == []
    assert crossed(src, turned) == []
    assert len(crossed(src, wrong)) == 2


def test_what_a_change_began_and_ended_with_is_told_by_from_and_to() -> None:
    src = "失业率由3.9%降到3.2%。"
    assert crossed(src, "Unemployment fell from 3.2 percent to 3.9 percent.")
    assert not crossed(src, "Unemployment fell from 3.9 percent to 3.2 percent.")
    assert not crossed(src, "Unemployment fell to 3.2 percent from 3.9 percent.")


def test_years_tell_which_figure_is_which() -> None:
    src = "2019年新增床位320张，2022年新增床位450张。"
    assert crossed(src, "It added 450 beds in 2019 and 320 beds in 2022.")
    assert not crossed(src, "It added 320 beds in 2019 and 450 beds in 2022.")
    assert not crossed(src, "It added 450 beds in 2022, after 320 in 2019.")


def test_changes_over_a_year_and_over_a_month_are_not_mixed_up() -> None:
    src = "8月份价格环比上涨0.4%，同比上涨2.3%。"
    assert crossed(src, "Prices rose 0.4 percent year on year and 2.3 percent month on month in August.")
    assert not crossed(src, "Prices rose 0.4 percent month on month and 2.3 percent year on year in August.")
    assert not crossed(src, "In August prices rose 2.3 percent year on year and 0.4 percent month on month.")


def test_what_is_counted_may_stand_behind_its_figure() -> None:
    src = "来自28个国家的316名选手参加比赛。"
    assert crossed(src, "A total of 316 contestants from 28 countries took part.") == []


def test_figures_of_a_kind_with_nothing_to_tell_them_apart_are_left_alone() -> None:
    assert crossed("分别为18%和27%。", "They are 27 percent and 18 percent.") == []
