"""Quarters stand for themselves or are summed up, and are told where one stands for the other."""

import pytest

from yiwen.checks.quarters import other_quarters


def told(src: str, mt: str) -> list[tuple[str, str]]:
    return [(ours.of(src), theirs.of(mt)) for ours, theirs in other_quarters(src, mt)]


@pytest.mark.parametrize(
    ("src", "mt", "found"),
    [
        ("前三季度增长6%。", "It grew 6 percent in the third quarter.", ("前三季度", "third")),
        ("三季度增长6%。", "It grew 6 percent in the first three quarters.", ("三季度", "first three quarters")),
        ("一季度增长6%。", "It grew 6 percent in the fourth quarter.", ("一季度", "fourth")),
        ("首3季上升3%。", "It rose 3 percent in Q3.", ("首3季", "Q3")),
        ("一至三季度增长6%。", "It grew 6 percent in the third quarter.", ("一至三季度", "third")),
        ("三季度增长6%。", "It grew 6 percent in Q1-3.", ("三季度", "Q1-3")),
    ],
)
def test_another_quarter_is_told(src: str, mt: str, found: tuple[str, str]) -> None:
    assert told(src, mt) == [found]


@pytest.mark.parametrize(
    ("src", "mt"),
    [
        ("前三季度增长6%。", "It grew 6 percent in the first nine months."),
        ("前三季度增长6%。", "It grew 6 percent from January to September."),
        ("首3季實質工資上升0.9%。", "Real wages rose by 0.9% in the first three quarters."),
        ("第1季及第4季上升。", "It rose in the first quarter and the final quarter."),
        ("二、三季度回升。", "It recovered in the second and third quarters."),
        ("前两季度增长5%，三季度增长4%。", "It grew 5 percent in the first half and 4 percent in the third quarter."),
        ("一至三季度增长6%。", "It grew 6 percent in the first three quarters."),
        ("1－3季度增长6%。", "It grew 6 percent in the first nine months."),
        ("第一至第三季度增长6%。", "It grew 6 percent from the first to the third quarter."),
        ("一至三季度增长6%。", "It grew 6 percent in the first through third quarters."),
        ("前三季度增长6%。", "It grew 6 percent in Q1-3."),
        ("前三季度增长6%。", "It grew 6 percent in Q1\u20133."),
        ("前三季度增长6%。", "It grew 6 percent in Q1-Q3."),
        ("二至四季度回升。", "It recovered in Q2-4."),
        ("二至四季度回升。", "It recovered in the second through fourth quarters."),
        ("一、二季度增长5%。", "It grew 5 percent in the first half of the year."),
        ("一季度增长6%。", "In Q1-2024 it grew 6 percent."),
        ("春城四季如春。", "The city is like spring the whole year; it was founded in the first quarter of 1920."),
        ("四季开花。", "It blossoms in every season, a quarter of it white."),
    ],
)
def test_the_same_quarter_in_other_words_is_not(src: str, mt: str) -> None:
    assert told(src, mt) == []
