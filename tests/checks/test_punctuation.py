"""Which marks and spaces are repaired, and which are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.checks import check_document
from yiwen.types import Document, Finding, Fix, Segment, Span


def check(*paragraphs: str, locked: tuple[Span, ...] = ()) -> list[Finding]:
    segments = tuple(Segment(str(number), text, locked=locked) for number, text in enumerate(paragraphs))
    return [finding for found in check_document(Document("d", "txt", segments)) for finding in found]


def repair(text: str) -> str:
    """Apply the safe findings, last first; where two overlap, the first in the text counts."""
    safe = [finding for finding in check(text) if finding.fix is Fix.SAFE]
    kept: list[Finding] = []
    for finding in safe:
        if not kept or finding.span.start >= kept[-1].span.end:
            kept.append(finding)
    for finding in reversed(kept):
        text = text[: finding.span.start] + (finding.suggestion or "") + text[finding.span.end :]
    return text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("The park grew . It sold plots.", "The park grew. It sold plots."),
        ("The park , the port and the road", "The park, the port and the road"),
        ("The park\u00a0, the port", "The park, the port"),
        ('It reached "top speed" .', 'It reached "top speed".'),
        ("It reached “top speed” .", "It reached “top speed”."),
        ("Shops, inns, etc. .", "Shops, inns, etc."),
        ("The road ( Lake Lane to Hill Lane) opened.", "The road (Lake Lane to Hill Lane) opened."),
        ("The road (Lake Lane to Hill Lane ) opened.", "The road (Lake Lane to Hill Lane) opened."),
        ("It rose 5% , then fell.", "It rose 5%, then fell."),
        ("The the town of of mills", "The town of mills"),
        ("It went to to to the fair", "It went to the fair"),
        ("They want “more shops, more trade“, he said.", "They want “more shops, more trade”, he said."),
        ("They want “more shops .“ He left.", "They want “more shops.” He left."),
        ("The shops ( ”small” ones) do well.", "The shops (“small” ones) do well."),
        ("He praised ”small shops” twice.", "He praised “small shops” twice."),
    ],
)
def test_a_sure_slip_is_repaired(wrong: str, right: str) -> None:
    assert repair(wrong) == right


@pytest.mark.parametrize(
    "text",
    [
        "It costs .5 yuan and ran on .NET from a .docx file",
        "Wait . . . and then ... go",
        "Well done :-) and :( too ;) fine",
        "It had had that that they knew; bye bye",
        "| a | , | b |",
        "    run --all .",
        "Zhang Zhang met Li Li in The The club",
        "He said to to-do lists: no",
        "The list (a) a plan, (b) b plan",
        "They call it “the old mill” and “the new mill”.",
        "A 6\" pipe and a 12\" pipe",
        "the firm's owners' 'plan'",
        "Item 1 ) is open",
    ],
)  # fmt: skip
def test_good_text_is_left_alone(text: str) -> None:
    assert repair(text) == text


def test_a_space_before_a_colon_is_only_doubted() -> None:
    (finding,) = check("Source : the paper")
    assert (finding.fix, finding.suggestion) == (Fix.REVIEW, ":")


def test_a_quotation_over_several_paragraphs_is_whole() -> None:
    assert check("“We began here in spring.", "“We shall go on,” he said.") == []


def test_a_quotation_mark_without_partner_is_told_without_a_fix() -> None:
    (finding,) = check("They built a “model street and left.", "Nothing more was said.")
    assert (finding.rule, finding.fix, finding.observed) == ("quotation-marks", Fix.NEVER, "“")


def test_an_uncertain_turn_is_not_safe() -> None:
    findings = check("They want “shops“ and “trade here.")
    assert all(finding.fix is not Fix.SAFE for finding in findings)


def test_full_width_marks_between_english_words_are_found() -> None:
    (finding,) = check("The mill，the port")
    assert (finding.observed, finding.suggestion) == ("，", ", ")


def test_doubled_marks_are_found() -> None:
    assert [f.rule for f in check("The mill,, the port")] == ["doubled-mark"]


def test_typography_of_locked_text_is_not_reported() -> None:
    text = "Run `cat a , b` now , please"
    locked = (Span(text.index("`"), text.rindex("`") + 1),)
    (finding,) = check(text, locked=locked)
    assert finding.span.start > locked[0].end


PIECES = st.sampled_from(
    [
        "the",
        "the ",
        "of ",
        "etc.",
        " .",
        " ,",
        ", ",
        "( ",
        " )",
        "(",
        ")",
        "“",
        "”",
        '"',
        " ",
        ".",
        "Mill",
        "5%",
        ":",
        "\n",
        "\u00a0",
    ]
)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_repairing_twice_changes_nothing(text: str) -> None:
    once = repair(text)
    assert repair(once) == once


@given(st.lists(PIECES, max_size=16).map("".join), st.lists(PIECES, max_size=16).map("".join))
def test_a_finding_stands_where_it_says(first: str, second: str) -> None:
    segments = (Segment("a", first), Segment("b", second))
    for segment, findings in zip(segments, check_document(Document("d", "txt", segments)), strict=True):
        assert list(findings) == sorted(findings, key=lambda f: (f.span, f.rule))
        for finding in findings:
            assert finding.span.of(segment.mt) == finding.observed
            assert finding.suggestion != finding.observed
