from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.summary.dates import absolute, dateline, undated
from yiwen.types import Document, Segment

DAY = date(2024, 1, 2)


def _document(*lines: str) -> Document:
    return Document("report.txt", "txt", tuple(Segment(str(n), line) for n, line in enumerate(lines)))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("This year the town built a dam.", "This year (2024) the town built a dam."),
        ("Last year’s harvest was good.", "Last year’s (2023) harvest was good."),
        ("It opened yesterday.", "It opened yesterday (January 1, 2024)."),
        ("It opened last month.", "It opened last month (December 2023)."),
        ("Next year and the year before last differ.", "Next year (2025) and the year before last (2022) differ."),
        ("This year is busy; this year is long.", "This year (2024) is busy; this year is long."),
        ("In 2024, the work of this year began.", "In 2024, the work of this year began."),
        ("The dam opened this year (its fourth).", "The dam opened this year (its fourth)."),
        ("It grew over the previous year.", "It grew over the previous year."),
        ("In today's world water is dear.", "In today's world water is dear."),
        ("The dam was built in May.", "The dam was built in May."),
    ],
)
def test_relative_times_are_made_absolute_once_and_only_where_the_sentence_does_not_say(text: str, after: str) -> None:
    assert absolute(text, DAY)[0] == after


@given(st.lists(st.sampled_from(["this year", "last year", "yesterday", "the dam,", "(old)", "2023", "rose."])))
@settings(deadline=None)
def test_taking_the_marks_out_gives_the_sentence_back(words: list[str]) -> None:
    text = " ".join(words)
    after, marks = absolute(text, DAY)
    for mark in reversed(marks):
        after = after[: mark.start - 1] + after[mark.end :]
    assert after == text


def test_without_a_dateline_nothing_is_put_in_and_the_phrases_are_named() -> None:
    assert absolute("This year the town built a dam.", None) == ("This year the town built a dam.", ())
    assert undated("This year the town built a dam.", None) == ("this year",)
    assert undated("This year the town built a dam.", DAY) == ()


@pytest.mark.parametrize(
    "line",
    ["March 18, 2024 Source: Linwan Release", "Updated: 2024-03-18    Views: 12", "Monday, March 18, 2024"],
)
def test_the_dateline_is_the_line_of_the_page(line: str) -> None:
    document = _document("The town builds a dam", line, "On 3 May 2021 the town began to build a dam in the hills.")
    found = dateline(document)
    assert found is not None
    assert found.date == date(2024, 3, 18)
    text = next(segment.mt for segment in document.segments if segment.id == found.segment)
    assert "2024" in found.span.of(text)


def test_a_date_of_an_event_is_no_dateline() -> None:
    assert dateline(_document("The town builds a dam", "On 3 May 2021 the town began to build a dam.")) is None


def test_a_date_that_is_no_day_is_none() -> None:
    assert dateline(_document("February 31, 2024 Source: Linwan Release")) is None
