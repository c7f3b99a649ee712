"""What a document shows of its terms: what stands where they are, and where an abbreviation is known."""

from yiwen.glossary.evidence import Unit
from yiwen.glossary.present import Present
from yiwen.glossary.recognize import Occurrence
from yiwen.glossary.usage import Pair, Usage
from yiwen.glossary.words import words
from yiwen.types import Span


def pair(text: str, *terms: int) -> Pair:
    unit = Unit(words(text))
    occurrences = tuple(Occurrence(term, Span(0, 2)) for term in terms)
    return Pair("水库", unit, occurrences, Present({}, (False,) * len(unit.text)))


USAGE = Usage([pair("The dam lake (DL) rose.", 0), None, pair("Rain fell.", 1), pair("A dam lake leaked.", 0)])


def test_words_that_stand_with_a_term_are_its_own() -> None:
    assert USAGE.here(0)["lake"] == 1.0
    assert "rose" not in USAGE.here(0)
    assert USAGE.here(1) == {}


def test_a_phrase_is_counted_with_and_without_the_term() -> None:
    assert USAGE.phrase(0, 0, ("dam", "lake")) == (1, 0)
    assert USAGE.phrase(1, 2, ("dam", "lake")) == (0, 2)


def test_an_abbreviation_is_known_from_where_it_first_stands() -> None:
    assert USAGE.knows("DL", 0)
    assert USAGE.knows("DL", 3)
    assert not USAGE.knows("XY", 3)


def test_the_first_occurrence_is_the_first() -> None:
    assert USAGE.is_first(0, 0, 0)
    assert not USAGE.is_first(0, 3, 0)
