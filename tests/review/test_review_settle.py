"""What decisions make of a segment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.review.items import Item, Passage
from yiwen.review.settle import Decision, State, rewriting, settled, standings
from yiwen.text.edits import apply, undo
from yiwen.types import Edit, Finding, Fix, Revision, Segment, Severity, Span

TEXT = "one two three four"


def item(key: str, start: int, end: int, after: str | None, *, applied: bool = False) -> Item:
    before = TEXT[start:end]
    finding = Finding(key, "term", Severity.NOTE, Span(start, end), before, "why", after)
    return Item(
        key, "", 0, Span(start, end), before, after, (key,), "term", Severity.NOTE, Fix.REVIEW, "why", 1.0,
        applied, False, findings=() if applied else (finding,),
    )  # fmt: skip


def passage(*items: Item) -> Passage:
    edits = tuple(Edit(i.span, i.before, i.after, i.key) for i in items if i.applied)
    left = tuple(finding for i in items for finding in i.findings)
    return Passage("p", 1, Segment("1", TEXT), Revision(TEXT, apply(TEXT, edits), edits, left), items)


def test_nothing_decided_is_the_repair_itself() -> None:
    whole = passage(item("a", 0, 3, "1", applied=True), item("b", 4, 7, "2"))
    assert settled(whole, {}) is whole.revision
    assert [one.state for one in standings(whole, {})] == [State.ACCEPTED, State.PENDING]


def test_refused_accepted_and_edited() -> None:
    whole = passage(item("a", 0, 3, "1", applied=True), item("b", 4, 7, "2"), item("c", 8, 13, None))
    decisions = {
        "a": Decision(State.REFUSED, None, 1),
        "b": Decision(State.ACCEPTED, None, 2),
        "c": Decision(State.EDITED, "3", 3),
    }
    done = settled(whole, decisions)
    assert done.after == "one 2 3 four"
    assert [edit.rule for edit in done.edits] == ["b", "c+hand"]
    assert undo(done.after, done.edits) == TEXT
    assert done.left == ()


def test_the_latest_of_overlapping_decisions_stands() -> None:
    whole = passage(item("a", 0, 7, "12"), item("b", 4, 13, "23"))
    first, second = Decision(State.ACCEPTED, None, 1), Decision(State.ACCEPTED, None, 2)
    assert settled(whole, {"a": first, "b": second}).after == "one 23 four"
    assert settled(whole, {"a": second, "b": first}).after == "12 three four"
    assert [one.state for one in standings(whole, {"a": second, "b": first})] == [State.ACCEPTED, State.COVERED]
    assert [one.state for one in standings(whole, {"a": first})] == [State.ACCEPTED, State.COVERED]


def test_a_decision_beats_a_default_and_gives_way_again() -> None:
    whole = passage(item("a", 0, 7, "12", applied=True), item("b", 4, 13, "23"))
    assert settled(whole, {"b": Decision(State.EDITED, "x", 1)}).after == "one x four"
    assert settled(whole, {}).after == "12 three four"


def test_findings_left_are_those_not_decided() -> None:
    whole = passage(item("a", 0, 3, "1"), item("b", 4, 7, "2"), item("c", 8, 13, "3"))
    left = settled(whole, {"a": Decision(State.ACCEPTED, None, 1), "b": Decision(State.REFUSED, None, 2)}).left
    assert [finding.rule for finding in left] == ["c"]


def test_an_edit_to_what_stood_there_changes_nothing() -> None:
    whole = passage(item("a", 0, 3, "1", applied=True))
    done = settled(whole, {"a": Decision(State.EDITED, "one", 1)})
    assert (done.after, done.edits) == (TEXT, ())


def test_a_rewritten_paragraph_covers_its_findings() -> None:
    whole = passage(item("a", 0, 3, "1", applied=True), item("b", 4, 7, "2"))
    decisions = {"p": Decision(State.EDITED, "one or two, then four", 1), "b": Decision(State.ACCEPTED, None, 2)}
    done = settled(whole, decisions)
    assert done.after == "one or two, then four"
    assert apply(TEXT, done.edits) == done.after
    assert {one.state for one in standings(whole, decisions)} == {State.COVERED}


@given(
    st.lists(
        st.tuples(st.integers(0, 18), st.integers(0, 6), st.sampled_from(["", "x", "yy"]), st.booleans()), max_size=8
    ),
    st.data(),
)
def test_any_decisions_make_disjoint_edits_that_undo(drawn, data) -> None:
    items = [item(str(n), a, min(18, a + length), text) for n, (a, length, text, _) in enumerate(drawn)]
    items.sort(key=lambda one: one.span)
    states = st.sampled_from([State.ACCEPTED, State.REFUSED, State.EDITED, None])
    decisions = {}
    for n, one in enumerate(items):
        state = data.draw(states)
        if state is not None:
            decisions[one.key] = Decision(
                state, "hand" if state is State.EDITED else None, data.draw(st.integers(0, 9)) + n
            )
    done = settled(passage(*items), decisions)
    assert apply(TEXT, done.edits) == done.after
    assert undo(done.after, done.edits) == TEXT


@given(st.text(max_size=40), st.text(max_size=40))
def test_rewriting_leads_to_the_text(before: str, after: str) -> None:
    segment = Segment("1", before)
    edits = rewriting(segment, after)
    assert apply(before, edits) == after
    assert undo(after, edits) == before


def test_rewriting_touches_only_what_differs() -> None:
    (edit,) = rewriting(Segment("1", "The park has two gates."), "The park has three gates.")
    assert (edit.before, edit.after) == ("two", "three")


def test_locked_words_stay_in_a_rewriting() -> None:
    segment = Segment("1", "See {1} and {2} now.", locked=(Span(4, 7), Span(12, 15)))
    assert apply(segment.mt, rewriting(segment, "Now see {1}, then {2}.")) == "Now see {1}, then {2}."
    for broken in ("See {1} now.", "See {2} and {1} now.", "See it."):
        with pytest.raises(DocumentError, match="locked"):
            rewriting(segment, broken)
