"""Revising applies what is allowed, looks again, and is done: a second revision changes nothing."""

import re
from collections.abc import Collection, Sequence

from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.edits import apply, undo
from yiwen.text.revise import revise
from yiwen.types import Document, Finding, Fix, Revision, Segment, Severity, Span

RULES = {
    "three olds": ("urban renewal", Fix.SAFE),
    "olds reform": ("renewal", Fix.SAFE),
    "three olds reform": ("urban renewal", Fix.SAFE),
    "renewal reform": ("renewal", Fix.SAFE),
    "urban urban": ("urban", Fix.SAFE),
    "acres": ("mu", Fix.REVIEW),
    "ten acres": ("ten mu", Fix.SAFE),
    "degrees": ("places", Fix.NEVER),
}
WORDS = [*RULES, "three", "olds", "reform", "urban", "renewal", "acres", "mu", "the", "and", "plots"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)


def find(document: Document, only: Collection[int] | None = None) -> Sequence[Sequence[Finding]]:
    """Find the wrong strings as whole words, outside locked spans, in the segments asked for."""
    return [
        list(_findings(segment)) if only is None or at in only else [] for at, segment in enumerate(document.segments)
    ]


def _findings(segment: Segment) -> list[Finding]:
    return [
        Finding(wrong, "term", Severity.WARNING, Span(*match.span()), wrong, "wrong", right, fix)
        for wrong, (right, fix) in RULES.items()
        for match in re.finditer(rf"\b{wrong}\b", segment.mt)
        if not any(Span(*match.span()).overlaps(lock) for lock in segment.locked)
    ]


def document(*texts: str, locked: tuple[Span, ...] = ()) -> Document:
    return Document("d", "txt", tuple(Segment(str(at), text, locked=locked) for at, text in enumerate(texts)))


def revised(text: str, allowed: Collection[Fix] = (Fix.SAFE,)) -> Revision:
    return revise(document(text), find, allowed)[0]


@given(st.lists(TEXTS, max_size=4), st.sampled_from([(Fix.SAFE,), (Fix.SAFE, Fix.REVIEW)]))
def test_revising_twice_changes_nothing(texts: list[str], allowed: tuple[Fix, ...]) -> None:
    first = revise(document(*texts), find, allowed)
    again = revise(document(*(revision.after for revision in first)), find, allowed)
    assert [revision.edits for revision in again] == [()] * len(texts)


@given(TEXTS)
def test_edits_lead_there_and_back_and_leave_no_finding_they_touch(text: str) -> None:
    revision = revised(text)
    assert revision.before == text
    assert apply(text, revision.edits) == revision.after
    assert undo(revision.after, revision.edits) == text
    for finding in revision.left:
        assert finding.span.of(text) == finding.observed
        assert not any(finding.span.overlaps(edit.span) for edit in revision.edits)


@given(TEXTS)
def test_all_that_may_be_applied_is(text: str) -> None:
    assert not any(finding.fix is Fix.SAFE for finding in find(document(revised(text).after))[0])


def test_only_allowed_levels_are_applied() -> None:
    assert revised("acres and degrees").after == "acres and degrees"
    assert [finding.rule for finding in revised("acres and degrees").left] == ["acres", "degrees"]
    unsafe = revised("acres and degrees", (Fix.SAFE, Fix.REVIEW))
    assert (unsafe.after, [finding.rule for finding in unsafe.left]) == ("mu and degrees", ["degrees"])


def test_the_longest_finding_wins() -> None:
    revision = revised("the three olds reform")
    assert [edit.before for edit in revision.edits] == ["three olds reform"]
    assert revision.left == ()


def test_what_a_change_brings_to_light_is_repaired_in_the_same_edit() -> None:
    revision = revised("urban three olds")
    assert revision.after == "urban renewal"
    (edit,) = revision.edits
    assert (edit.before, edit.after, edit.rule) == ("urban three olds", "urban renewal", "three olds+urban urban")


def test_segments_are_revised_each_for_itself() -> None:
    first, second, third = revise(document("ten acres", "plots", "three olds"), find)
    assert (first.after, second.after, third.after) == ("ten mu", "plots", "urban renewal")
    assert second.edits == ()


def test_locked_spans_move_with_the_text() -> None:
    text = "three olds, three olds reform, three olds"
    (revision,) = revise(document(text, locked=(Span(12, 29),)), find)
    assert revision.after == "urban renewal, three olds reform, urban renewal"


def test_a_finding_without_a_suggestion_is_left() -> None:
    bare = Finding("r", "term", Severity.NOTE, Span(0, 3), "the", "look", None, Fix.SAFE)
    same = Finding("s", "term", Severity.NOTE, Span(4, 7), "mu,", "look", "mu,", Fix.SAFE)

    def known(document: Document, only: Collection[int] | None = None) -> Sequence[Sequence[Finding]]:
        return [[bare, same]]

    (revision,) = revise(document("the mu, now"), known)
    assert (revision.after, revision.left) == ("the mu, now", (bare, same))


def test_rules_that_chase_one_another_come_to_an_end() -> None:
    def endless(document: Document, only: Collection[int] | None = None) -> Sequence[Sequence[Finding]]:
        text = document.segments[0].mt
        other = "b" if text == "a" else "a"
        return [[Finding("r", "term", Severity.NOTE, Span(0, 1), text, "turn", other, Fix.SAFE)]]

    (revision,) = revise(document("a"), endless)
    assert apply("a", revision.edits) == revision.after
