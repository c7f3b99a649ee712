"""What the comments of tracked changes say, and whose text is left to a person."""

import io
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))

from office_samples import paragraph, run, word_file

from yiwen.formats import read
from yiwen.types import Document, Edit, Finding, Fix, Severity, Span
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings
from yiwen.workflow.track import hold_back, remarks


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def opened(*content: str) -> Document:
    (document,) = read(io.BytesIO(word_file(paragraph(*content))), "a.docx")
    return document


def test_an_edit_is_explained_with_words_reason_source_and_rule(finder: Finder) -> None:
    remark = remarks(finder)(Edit(Span(0, 5), "acres", "mu", "mu-not-acre+stray-space"))
    assert remark
    assert remark.words == "“acres” → “mu”"
    assert remark.lines[:2] == (finder.rules["mu-not-acre"].why, finder.rules["stray-space"].why)
    assert remark.lines[-1] == "Rule: mu-not-acre, stray-space"
    assert all(line.startswith("Source: ") for line in remark.lines[2:-1])
    assert len(remark.lines) > 3


def test_a_finding_asks_and_names_other_renderings(finder: Finder) -> None:
    doubt = Finding(
        "srdi", "term", Severity.WARNING, Span(0, 3), "new", "Why not.", "SRDI", Fix.REVIEW, candidates=("SRDI", "fine")
    )
    remark = remarks(finder)(doubt)
    assert remark
    assert remark.lines[:3] == ("To decide: “new” → “SRDI”?", "Why not.", "Other renderings: fine")


def test_notes_of_no_weight_are_not_comments(finder: Finder) -> None:
    note = Finding("srdi", "term", Severity.NOTE, Span(0, 3), "new", "Only so you know.")
    assert remarks(finder)(note) is None


def test_spaces_are_named(finder: Finder) -> None:
    remark = remarks(finder)(Edit(Span(0, 1), " ", "", "stray-space"))
    assert remark
    assert remark.words == "a space → nothing"


def test_text_that_another_has_inserted_is_left_with_a_finding(finder: Finder) -> None:
    document = opened(
        run("It has 5 acres and "), f'<w:ins w:id="1" w:author="Wu">{run("6 acres")}</w:ins>', run(" or 7 acres.")
    )
    revisions = fix_document(document, finder)
    assert revisions[0].after == "It has 5 mu and 6 mu or 7 mu."
    (held,) = hold_back(document, revisions)
    assert held.after == "It has 5 mu and 6 acres or 7 mu."
    (left,) = held.left
    assert (left.observed, left.suggestion, left.fix) == ("6 acres", "6 mu", Fix.REVIEW)
    assert "someone else" in left.message
    assert hold_back(document, (held,)) == (held,)


def test_a_term_half_of_which_is_inserted_is_left(finder: Finder) -> None:
    document = opened(
        run("9 specialized and "), f'<w:ins w:id="1" w:author="Wu">{run("special")}</w:ins>', run(" new firms.")
    )
    (held,) = hold_back(document, fix_document(document, finder))
    assert held.edits == ()
    assert held.before == held.after
