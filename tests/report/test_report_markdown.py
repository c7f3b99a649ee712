"""Markdown reads the same raw and rendered: no text of a report can end a cell, open a block or become markup."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from report_samples import document_of, doubt, hostile, ordinary, report_of, revise

from yiwen.report import to_html, to_markdown
from yiwen.types import DocumentReport, Edit, Fix, MadeWith, Report, Revision, Span, Summary, SummarySentence


def _tables(text: str) -> dict[str, list[list[str]]]:
    """Return the cells of each table's body by the heading over it, cut as GitHub's grammar cuts rows."""
    tables: dict[str, list[list[str]]] = {}
    heading = ""
    for line in text.splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("|"):
            cells = re.findall(r"((?:\\.|[^|\\])*)\|", line)[1:]
            tables.setdefault(heading, []).append([cell.strip() for cell in cells])
    return {name: rows[2:] for name, rows in tables.items()}


def _unescaped(cell: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>|~])", r"\1", cell).replace("&amp;", "&")


def test_a_report_reads_as_it_should() -> None:
    text = to_markdown(ordinary())
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Report", "## town.txt", "### Summary", "### Key figures", "### Scores", "### Counts by kind", "### Changes",
        "### Findings left", "## park.txt", "## Rules",
    ]  # fmt: skip
    tables = _tables(text)
    assert tables["Changes"] == [
        ["40 acres", "40 mu", "`mu-not-acre`", "1"],
        ["9 acres", "9 mu", "`mu-not-acre`", "1"],
        ["Dawan", "the Greater Bay Area", "`greater-bay-area`", "1"],
    ]
    assert tables["Findings left"][0] == [
        "segment 1 (s0), 43-47",
        "Baos",
        "“Baoshi” stands elsewhere.",
        "Baoshi / a better word",
        "`name-two-spellings`",
        "To review",
    ]
    assert tables["Scores"] == [["BLEU", "43.80", "40.00 to 47.50", "3", r"nrefs:1\|case:mixed"]]
    assert tables["Key figures"] == [["40 mu", "mu", "land taken", "1"]]
    assert tables["Counts by kind"][0] == ["name", "0", "1", "1", "2"]
    assert "- The town took 40 mu. (segment 1)" in text
    assert "<https://example.org/units?a=1&b=2>" in text


def test_equal_changes_are_counted_once() -> None:
    one = revise("5 acres", ("acres", "mu", "mu-not-acre"))
    rows = _tables(to_markdown(report_of(document_of("a.txt", one, one, one))))["Changes"]
    assert rows == [["acres", "mu", "`mu-not-acre`", "3"]]


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20))
@example("a|b")
@example("a\\|b")
@example("line\nbreak\r\nand | more")
@example("`code|code`")
def test_any_text_stays_in_its_cell(words: str) -> None:
    edit = Edit(Span(0, len(words)), words, words + "!", "r|`" + words)
    rows = _tables(to_markdown(report_of(document_of("a.txt", Revision(words, words + "!", (edit,))))))["Changes"]
    assert [len(row) for row in rows] == [4]
    if re.fullmatch(r"[\w|*`\\<>~\[\]&;]+", words):
        assert _unescaped(rows[0][0]) == words


def test_spaces_at_the_ends_and_empty_texts_are_shown() -> None:
    revision = revise("a , b  c", (" ,", ",", "r"), ("  c", "", "s"))
    rows = _tables(to_markdown(report_of(document_of("a.txt", revision))))["Changes"]
    assert [row[:2] for row in rows] == [["␣,", ","], ["␣␣c", "(nothing)"]]


def test_a_suggestion_to_delete_says_so() -> None:
    left = (doubt("a a b", "a", Fix.REVIEW, ""),)
    rows = _tables(to_markdown(report_of(document_of("a.txt", revise("a a b", left=left)))))["Findings left"]
    assert rows[0][3] == "(delete) / a better word"


def test_hostile_text_opens_no_tag_and_no_line() -> None:
    text = to_markdown(hostile())
    text.encode("utf-8")
    bare = re.sub(r"<https?://[^<>\s]*>", "", text)
    assert not re.search(r"(?<!\\)<", bare)
    assert "\x00" not in text
    starts = ("#", "|", "- ", "yiwen ", "Segments: ")
    assert all(line.startswith(starts) for line in text.splitlines() if line)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("# ten", r"- \# ten (segment 1)"),
        ("1. ten", r"- 1\. ten (segment 1)"),
        ("12) ten", r"- 12\) ten (segment 1)"),
        ("- ten", r"- \- ten (segment 1)"),
        ("    ten", "- ten (segment 1)"),
        ("1.5 percent", r"- 1\.5 percent (segment 1)"),
    ],
)
def test_a_sentence_of_the_summary_cannot_open_a_heading_a_list_or_code(words: str, shown: str) -> None:
    document = document_of("a.txt", revise(words))
    summary = Summary((SummarySentence(words, "s0", Span(0, len(words))),), ())
    text = to_markdown(report_of(DocumentReport(document.document, document.revisions, summary)))
    assert shown in text.splitlines()


def test_the_report_of_nothing_is_short() -> None:
    assert to_markdown(report_of()) == "# Report\n\nyiwen 0.1.0, glossary `0f0f`. Settings: assume: mt\n"


def test_settings_are_told_in_words() -> None:
    settings = {"glossaries": ["a.csv", "b.xlsx"], "builtin": True, "first_mention": False, "gloss": [], "n": {"x": 1}}
    report = Report((), (), MadeWith("1", "d", settings))
    told = "glossaries: a.csv, b.xlsx; builtin: yes; first mention: no; gloss: none; n: (x: 1)"
    assert f"Settings: {told}\n" in to_markdown(report)
    assert told in to_html(report)
