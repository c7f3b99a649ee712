"""Edits and findings are lit exactly where they are, in both texts."""

from hypothesis import given
from report_samples import doubt, revise, revisions

from yiwen.report.changes import changes_of
from yiwen.report.marks import Mark, place, runs
from yiwen.types import Edit, Finding, Revision, Severity, Span


def _placed(revision: Revision) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    return place(revision, changes_of(revision, {}))


def _rewritten(revision: Revision, span: Span) -> str:
    """Return the span's text with the edits inside it made; what is put in at its very edge is not inside."""
    text = span.of(revision.before)
    for edit in reversed(revision.edits):
        at_edge = edit.span.start == edit.span.end and edit.span.start in {span.start, span.end}
        if span.start <= edit.span.start and edit.span.end <= span.end and not at_edge:
            text = text[: edit.span.start - span.start] + edit.after + text[edit.span.end - span.start :]
    return text


@given(revisions())
def test_edits_mark_what_went_and_what_came(revision: Revision) -> None:
    before, after = _placed(revision)
    gone = [mark.span.of(revision.before) for mark in before if not mark.change.finding]
    come = [mark.span.of(revision.after) for mark in after if not mark.change.finding]
    assert gone == [edit.before for edit in revision.edits]
    assert come == [edit.after for edit in revision.edits]


@given(revisions())
def test_every_finding_is_lit_once(revision: Revision) -> None:
    before, after = _placed(revision)
    lit = [mark.change.number for mark in (*before, *after) if mark.change.finding]
    assert len(lit) == len(set(lit)) == len(revision.left)


@given(revisions())
def test_a_finding_in_the_text_after_stands_on_its_words_with_the_edits_in_them(revision: Revision) -> None:
    for mark in _placed(revision)[1]:
        if mark.change.finding:
            assert mark.span.of(revision.after) == _rewritten(revision, mark.change.span)


@given(revisions())
def test_a_finding_stays_in_the_text_before_only_where_an_edit_took_part_of_it(revision: Revision) -> None:
    for mark in _placed(revision)[0]:
        if mark.change.finding:
            assert mark.span.of(revision.before) == mark.change.before
            assert any(
                edit.span == mark.span or edit.span.start < mark.span.start < edit.span.end
                or edit.span.start < mark.span.end < edit.span.end
                for edit in revision.edits
            )  # fmt: skip


def test_a_finding_moves_with_the_edits_before_it() -> None:
    text = "9 acres by Baos."
    revision = revise(text, ("9 acres", "9 mu", "r"), left=(doubt(text, "Baos"),))
    (mark,) = (mark for mark in _placed(revision)[1] if mark.change.finding)
    assert mark.span == Span(8, 12)


def test_what_is_put_in_at_a_findings_edge_is_not_part_of_it() -> None:
    left = (Finding("r", "k", Severity.NOTE, Span(2, 4), "cd", "m"),)
    edits = (Edit(Span(2, 2), "", "<", "r"), Edit(Span(3, 3), "", "+", "r"), Edit(Span(4, 4), "", ">", "r"))
    (mark,) = (mark for mark in _placed(Revision("abcdef", "ab<c+d>ef", edits, left))[1] if mark.change.finding)
    assert mark.span.of("ab<c+d>ef") == "c+d"


def test_a_finding_whose_words_were_replaced_is_lit_where_they_stood() -> None:
    text = "9 acres of land"
    before, after = _placed(revise(text, ("acres", "mu", "r"), left=(doubt(text, "acres"),)))
    assert [mark.span for mark in before] == [Span(2, 7), Span(2, 7)]
    assert [bool(mark.change.finding) for mark in after] == [False]


def test_a_finding_whose_words_are_not_there_is_not_lit() -> None:
    revision = Revision("short", "short", (), (doubt("a longer text", "longer"),))
    assert _placed(revision) == ((), ())


@given(revisions())
def test_runs_make_up_the_text_and_their_marks_cover_them(revision: Revision) -> None:
    for text, marks in zip((revision.before, revision.after), _placed(revision), strict=True):
        cut = list(runs(len(text), marks))
        assert "".join(run.span.of(text) for run in cut) == text
        for run in cut:
            covering = {
                id(m)
                for m in marks
                if m.span.start <= run.span.start and run.span.end <= m.span.end and m.span.start < m.span.end
            }
            if run.span.start < run.span.end:
                assert {id(mark) for mark in run.marks} == covering
        empty = [run.marks[0] for run in cut if run.span.start == run.span.end]
        assert empty == [mark for mark in marks if mark.span.start == mark.span.end]
