"""The pattern of many words finds what the words themselves would, in any case."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from yiwen.text.quantities.numerals import ONES, STARTS
from yiwen.text.quantities.prefixes import any_of

WORDS = st.lists(st.text("ab .-", min_size=1, max_size=4), min_size=1, max_size=6)


@given(WORDS, st.text("aAbB .-", max_size=6))
@example(["a", "ab"], "AB")
@example(["ab", "b."], "bA")
def test_a_place_is_found_where_one_of_the_words_begins(words: list[str], text: str) -> None:
    begins = any(text.lower().startswith(word) for word in words)
    assert bool(re.match(any_of(words), text)) is begins


def test_every_number_word_is_found_whatever_its_case() -> None:
    pattern = re.compile(any_of(STARTS))
    for word in (*ONES, "a hundred", "an eighth of", "dozens", "twice"):
        for written in (word, word.capitalize(), word.upper()):
            assert pattern.match(f"{written} mu")
    assert not pattern.match("another one")
