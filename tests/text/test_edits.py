"""Edits are undone exactly, win by length, and two passes make one list."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.text.edits import apply, compose, invert, resolve, undo
from yiwen.types import Edit, Finding, Severity, Span


@st.composite
def texts_with_edits(draw: st.DrawFn, text: str | None = None) -> tuple[str, list[Edit]]:
    text = draw(st.text("abc \n", max_size=30)) if text is None else text
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    edits = []
    for number, (start, end) in enumerate(zip(places[::2], places[1::2], strict=False)):
        after = draw(st.text("xyz", max_size=4))
        if (not edits or start > edits[-1].span.end) and after != text[start:end]:
            edits.append(Edit(Span(start, end), text[start:end], after, f"r{number}"))
    return text, edits


def claim(start: int, end: int, confidence: float = 1.0, rule: str = "r") -> Finding:
    return Finding(rule, "term", Severity.WARNING, Span(start, end), "x" * (end - start), "", confidence=confidence)


@given(texts_with_edits())
def test_undo_restores_what_apply_changed(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    assert undo(apply(text, edits), edits) == text


@given(st.data())
def test_two_passes_make_one_list(data: st.DataObject) -> None:
    text, first = data.draw(texts_with_edits())
    middle = apply(text, first)
    _, second = data.draw(texts_with_edits(text=middle))
    composed = compose(text, first, second)
    assert apply(text, composed) == apply(middle, second)
    assert undo(apply(middle, second), composed) == text
    for left, right in pairwise(composed):
        assert left.span.end <= right.span.start


def test_an_edit_of_another_text_is_refused() -> None:
    edits = [Edit(Span(0, 5), "acres", "mu", "mu-not-acre")]
    with pytest.raises(DocumentError, match="belong to another text"):
        apply("hectares", edits)


def test_an_edit_spans_what_it_replaces() -> None:
    with pytest.raises(ValueError, match="as long as"):
        Edit(Span(0, 3), "acres", "mu", "r")


def test_the_longest_claim_wins_then_the_surest() -> None:
    short, long, sure, doubtful = claim(0, 5), claim(3, 12), claim(20, 25, 0.9), claim(20, 25, 0.4)
    assert resolve([short, doubtful, long, sure]) == [long, sure]


def test_claims_that_only_touch_are_both_kept() -> None:
    assert resolve([claim(0, 5), claim(5, 9)]) == [claim(0, 5), claim(5, 9)]


def test_inverted_edits_stand_in_the_changed_text() -> None:
    edits = [Edit(Span(0, 5), "acres", "mu", "r"), Edit(Span(6, 7), "a", "an", "r")]
    assert [e.span for e in invert(edits)] == [Span(0, 2), Span(3, 5)]
