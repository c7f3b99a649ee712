"""Words that are patterns: the letters that a text needs to hold one of them."""

import pytest

from yiwen.glossary.wordlist import Words, word_list


@pytest.mark.parametrize(
    ("word", "there", "not_there"),
    [
        ("pupils?", "a pupil", "a pupilage"),
        ("pupils?", "two pupils", "two papers"),
        ("engine*", "an engineer", "an eng"),
        ("new york", "in new  york", "in newyork"),
        ("compulsory education*", "compulsory educational", "compulsory schooling"),
        ("sets? up", "set up", "settle up"),
        ("ab?", "such an ab", "abb"),
        ("met(?:er|re)s?", "ten metres", "ten meters2"),
    ],
)
def test_a_word_that_is_a_pattern_is_found_where_it_stands(word: str, there: str, not_there: str) -> None:
    wanted = word_list((word,))
    assert wanted.may_stand_in(there)
    assert (wanted.stands_in(Words(there)), wanted.ends(there)) == (True, True)
    assert (wanted.stands_in(Words(not_there)), wanted.ends(not_there)) == (False, False)
