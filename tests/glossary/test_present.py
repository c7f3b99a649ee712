"""Which renderings serve which occurrences: as many as can be, the nearest first, in order."""

from hypothesis import given
from hypothesis import strategies as st

from yiwen.glossary.present import expected_words, present
from yiwen.glossary.terms import rendering
from yiwen.glossary.words import words
from yiwen.types import Span

FUND = (rendering("reserve fund"),)


def served(text: str, expected: list[float]) -> dict[int, int]:
    read = words(text)
    found = present(read, [FUND] * len(expected), expected)
    return {number: stretch.start for number, stretch in found.served.items()}


def test_of_many_stretches_the_nearest_serves() -> None:
    text = "The reserve fund grew while other money shrank and the reserve fund paid."
    assert served(text, [10.0]) == {0: 10}
    assert served(text, [1.0]) == {0: 1}


def test_of_many_occurrences_the_nearest_is_served() -> None:
    assert served("Money came late, and it was the reserve fund.", [1.0, 7.0]) == {1: 7}


def test_both_keep_their_order() -> None:
    text = "The reserve fund and the reserve fund and the reserve fund."
    assert served(text, [9.0, 9.5]) == {0: 5, 1: 9}


@given(st.lists(st.sampled_from(["reserve fund", "reserve", "money"]), max_size=6), st.integers(0, 5))
def test_as_many_are_served_as_can_be(parts: list[str], occurrences: int) -> None:
    text = " and ".join(parts)
    expected = expected_words([Span(3 * at, 3 * at + 2) for at in range(occurrences)], "x" * 18, words(text))
    found = served(text, expected)
    assert len(found) == min(parts.count("reserve fund"), occurrences)
    assert sorted(found.values()) == [found[number] for number in sorted(found)]
