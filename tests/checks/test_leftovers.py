"""Chinese in the English, text said twice, and the furniture of web pages."""

import pytest

from yiwen.checks import check_document
from yiwen.types import Document, Finding, Fix, Segment, Severity, Span


def check(*paragraphs: str, strip_web: bool = False) -> list[tuple[Finding, ...]]:
    segments = tuple(Segment(str(number), text) for number, text in enumerate(paragraphs))
    return list(check_document(Document("d", "txt", segments), strip_web=strip_web))


def rules(*paragraphs: str) -> list[list[str]]:
    return [[finding.rule for finding in found] for found in check(*paragraphs)]


def test_chinese_in_the_english_is_found_whole() -> None:
    ((finding,),) = check("The mill moved 搬工廠去四會----對話 last year")
    assert (finding.rule, finding.observed) == ("han-left", "搬工廠去四會----對話")
    assert finding.severity is Severity.WARNING


def test_a_gloss_in_brackets_is_only_a_note() -> None:
    ((finding,),) = check("The little giants (小巨人) grew")
    assert finding.severity is Severity.NOTE


def test_locked_chinese_gets_no_fix() -> None:
    segment = Segment("0", "See 小镇 there", locked=(Span(4, 6),))
    ((finding,),) = check_document(Document("d", "md", (segment,)))
    assert (finding.suggestion, finding.fix) == (None, Fix.NEVER)


def test_a_headline_twice_in_a_row_is_told_at_the_second() -> None:
    headline = "Town council opens the new river park"
    assert rules(headline, headline, "The park lies by the river.") == [[], ["repeated-text"], []]
    assert rules(f"{headline}\n{headline}\nThe park lies by the river.") == [["repeated-text"]]


def test_a_cut_off_teaser_repeats_its_headline() -> None:
    headline = "Town council opens the new river park"
    assert rules(headline, f"{headline} The mayor came and...") == [[], ["repeated-text"]]


def test_short_lines_and_lines_apart_may_repeat() -> None:
    assert (
        rules("The mayor said", "The mayor said", "It rained all day long", "Yes", "It rained all day long") == [[]] * 5
    )


@pytest.mark.parametrize(
    "line",
    [
        "No comments:",
        "Post a Comment",
        "Copyright © 2018-2021 River Daily. All rights reserved.",
        "Share to: WeChat Weibo",
        "Previous article: Bridge opens",
        "Home > News > Town",
        "Language: English | Chinese",
        "Home About News Business Services",
        "About us | News | Contact",
        "Older Posts",
    ],
)
def test_page_furniture_is_a_note_and_goes_on_request(line: str) -> None:
    ((note,),) = check(line)
    assert (note.rule, note.severity, note.fix) == ("page-furniture", Severity.NOTE, Fix.NEVER)
    ((gone,),) = check(line, strip_web=True)
    assert (gone.observed, gone.suggestion, gone.fix) == (line, "", Fix.SAFE)


@pytest.mark.parametrize(
    "line",
    [
        "River Daily 2024-01-02 18:45",
        "Invest in Rivertown 2024-05-29 23:53 Guangdong, China",
        "Wednesday, May 29, 2024",
        "Updated: 2023-04-04 Source: River Daily",
        "The council will share this view with the news business.",
        "Next: we must build the road.",
        "Education and culture services",
        "It is about the home news business of the town.",
        "(c) 2023 was a good year for the town.",
    ],
)
def test_what_belongs_to_the_report_is_no_furniture(line: str) -> None:
    assert rules(line) == [[]]


def test_a_dateline_loses_only_its_tail() -> None:
    ((finding,),) = check("Updated: 2023-04-04 Source: River Daily Large Medium Small Print", strip_web=True)
    assert (finding.observed, finding.suggestion) == (" Large Medium Small Print", "")


def test_a_line_among_others_goes_with_its_line_end() -> None:
    ((finding,),) = check("Home > News > Town\nBridge opens", strip_web=True)
    assert finding.observed == "Home > News > Town\n"
