import os
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.segment import paragraphs, sentences
from yiwen.types import Span

PIECES = st.sampled_from(
    [
        "The park",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\n\n",
        ".",
        "!",
        "?",
        "…",
        "。",
        '"',
        "”",
        "(",
        ")",
        "Co., Ltd.",
        "U.S.",
        "1.",
        "- ",
        "etc.",
        "No. 1",
        "roads.Build",
        "亩",
        "\u00a0",
        "\u2028",
        "mu",
        "a word ",
        ", ",
        "\x0c",
        "\u200b",
    ]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


def blocks(text: str) -> list[str]:
    return [span.of(text) for span in paragraphs(text)]


def loses_nothing(text: str, spans: tuple[Span, ...]) -> bool:
    place = 0
    for span in spans:
        if span.start < place or text[place : span.start].strip() or not span.of(text).strip():
            return False
        place = span.end
    return not text[place:].strip()


@given(TEXTS)
def test_only_white_space_lies_outside_sentences_and_paragraphs(text: str) -> None:
    assert loses_nothing(text, sentences(text))
    assert loses_nothing(text, paragraphs(text))


@given(TEXTS)
def test_spans_begin_and_end_with_something(text: str) -> None:
    assert all(span.of(text) == span.of(text).strip() for span in (*sentences(text), *paragraphs(text)))


@given(TEXTS)
def test_no_sentence_crosses_a_paragraph(text: str) -> None:
    outer = paragraphs(text)
    assert all(any(p.start <= s.start and s.end <= p.end for p in outer) for s in sentences(text))


@pytest.mark.parametrize(
    "whole",
    [
        "Mr. Huang and Dr. Lin signed for Sunlight Motor Co., Ltd. on Jan. 8 at No. 1 Harbour Road.",
        "The U.S. Department of Commerce, e.g. its port office, cited Art. 3 and Fig. 12 of vol. 2.",
        "Prices rose 3.5 percent vs. 2.1 percent a year ago.",
        "Plants, schools, etc. were built, i.e. finished.",
        "J. K. Moore of St. Louis spoke.",
        "Lantian Telecom Co., Ltd. Foshan Branch hired forty people.",
        "1. Widen the harbour roads.",
        "We will widen roads; 2. Dredge the harbour.",
        "“Is it done?” asked the mayor.",
        "The mayor asked... and waited.",
        "See report.Pdf for it, or Harbour.Com for the rest.",
        "Read www.harbour.example.Cn before the meeting.",
        "The harbour (opened in 1998.) is deep.",
    ],
)
def test_a_full_stop_within_a_sentence_ends_nothing(whole: str) -> None:
    assert split(whole) == [whole]


@pytest.mark.parametrize(
    "parts",
    [
        ["The harbour grew.", "Its roads did not."],
        ["They joined Lantian Co., Ltd.", "The rest left."],
        ["They visited Lantian Co., Ltd.", "Strengthen the port."],
        ["It began at 5 p.m.", "They left."],
        ["They live in the U.S.", "However, they trade here."],
        ["Roads, ports, etc.", "Build them soon."],
        ["Roads and ports etc. .", "Build them soon."],
        ["It speeds up development .", "Ships call daily ."],
        ['He said, "Build it."', "They did."],
        ["“Build it.”", "(Reporter Lin Na.)", "They did…", "Ships came."],
        ["Is it deep?", "Yes!", "5 ships came.", "$5 was paid.", "eBay came."],
        ["It is modern art.", "The end."],
        ["1. Widen the roads.", "2. Dredge the harbour."],
        ["In Section 3.", "The rest follows."],
    ],
)
def test_sentences_end_where_they_end(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_missing_space_is_seen() -> None:
    assert split("They widen roads.Deepen the harbour.In 2019.The end") == [
        "They widen roads.", "Deepen the harbour.", "In 2019.", "The end"
    ]  # fmt: skip


def test_chinese_full_stops_end_sentences() -> None:
    assert split("港口扩建。“完成了吗？”他问。是！") == ["港口扩建。", "“完成了吗？”", "他问。", "是！"]


def test_headings_items_and_blank_lines_end_sentences() -> None:
    text = "Harbour plan\n\nThe aims are:\n- deeper water\n- wider roads\n\n1. Ships\n2. Trains\nThe end."
    assert split(text) == [
        "Harbour plan", "The aims are:", "- deeper water", "- wider roads", "1. Ships", "2. Trains", "The end."
    ]  # fmt: skip


LONG = (
    "The harbour office of the southern county will widen the road to the new terminal before the end of the year, "
    "and it will ask the neighbouring counties to share what that costs. Ships of every size have called here since "
    "the spring. Nobody expected so many of them, least of all the people who had drawn up the plans for the quay."
)


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_are_joined(width: int, end: str) -> None:
    wrapped = textwrap.fill(LONG, width).replace("\n", end)
    text = f"Harbour plan{end}{end}{wrapped}{end}{end}{wrapped}"
    assert blocks(text) == ["Harbour plan", wrapped, wrapped]
    assert [sentence.replace(end, " ") for sentence in split(wrapped)] == split(LONG)


def test_a_line_a_paragraph_is_kept_apart() -> None:
    lines = [LONG, "Trade", LONG[:150], "Updated: 3 June, by the harbour office", LONG]
    assert blocks("\n".join(lines)) == lines


def test_short_lines_of_a_page_head_are_kept_apart() -> None:
    lines = ["Home News Harbour Trade Ships Roads Services Contact", "Home > Trade > Harbour roads to be wider soon",
             "Harbour roads to be wider before the year is out"]  # fmt: skip
    assert blocks("\n".join(lines)) == lines


def test_an_item_after_a_full_line_begins_anew() -> None:
    wrapped = textwrap.fill(LONG, 72)
    assert blocks(f"{wrapped}\n(2) Roads to the harbour")[1:] == ["(2) Roads to the harbour"]


@pytest.mark.parametrize("unit", ["a. ", ". ", "A. ", ".", '."', "Co. ", "?!", "( ", "a\n", " .", "1. ", "x.Y"])
def test_time_grows_with_the_length_only(unit: str) -> None:
    def seconds(count: int) -> float:
        text = unit * count
        begin = time.process_time()
        sentences(text)
        return time.process_time() - begin

    assert seconds(40_000) < 40 * max(seconds(5_000), 0.004)  # 8 times the text; quadratic would be 64 times


def test_the_reports_have_sentences_of_a_readable_length() -> None:
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set")
    for path in sorted((Path(folder) / "seeds").glob("00*.txt")):
        text = path.read_text(encoding="utf-8")
        assert loses_nothing(text, sentences(text))
        assert all("\n\n" not in span.of(text) for span in sentences(text))
        assert len(sentences(text)) > len(paragraphs(text))
