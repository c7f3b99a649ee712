"""Normalized and folded copies are as long as the text, so that offsets in them are offsets in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.normalize import fold, normalize

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("İŉǰΐẞΣ“”‘’–‑\u00a0\u3000\r\n\t -'\"")))


@given(TEXTS)
def test_copies_are_as_long_as_the_text(text: str) -> None:
    assert len(normalize(text)) == len(fold(text)) == len(fold(normalize(text))) == len(text)


@given(TEXTS)
def test_normalizing_twice_changes_nothing(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)


@given(TEXTS, st.integers(0, 50))
def test_a_stretch_is_normalized_as_in_the_whole(text: str, place: int) -> None:
    assert normalize(text)[place:] == normalize(text[place:])


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_text_stays(text: str) -> None:
    assert normalize(text) == text
    assert fold(text) == text.lower()


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("a\u00a0b\u3000c\td\r\ne\u2009f", "a b c d  e f"),
        ("“a” „b‟ ＂c＂", '"a" "b" "c"'),
        ("‘a’ people’s ＇b＇", "'a' people's 'b'"),
        ("a‑b–c−d－e", "a-b-c-d-e"),
        ("a—b，c。", "a—b，c。"),
    ],
)
def test_spaces_quotes_and_hyphens_become_plain(text: str, normal: str) -> None:
    assert normalize(text) == normal


@pytest.mark.parametrize(("text", "folded"), [("ABC Ä", "abc ä"), ("İA", "İa"), ("亩A", "亩a")])
def test_letters_are_lowered_where_they_stay_one(text: str, folded: str) -> None:
    assert fold(text) == folded
