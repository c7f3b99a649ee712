import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.summary.trim import kept, printed
from yiwen.types import Span


def _printed(sentence: str) -> str:
    return printed(sentence, kept(sentence, Span(0, len(sentence))))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The reporter learned that the port handled 3 million tons.", "The port handled 3 million tons."),
        ("It is reported that rents fell by 4 percent.", "Rents fell by 4 percent."),
        ("It is worth noting that two wells ran dry.", "Two wells ran dry."),
        ("In addition, the county repaired 12 bridges.", "The county repaired 12 bridges."),
        ("At the same time, it is learned that exports grew.", "Exports grew."),
        ("Third, we will plant 900 mu of camphor trees.", "We will plant 900 mu of camphor trees."),
        ("Harbour Daily (Reporter/Lin Mo, Ou Yan) The dam was finished in May.", "The dam was finished in May."),
        ("(2) The dam was finished in May.", "The dam was finished in May."),
        ("Fellow deputies, the dam was finished in May.", "The dam was finished in May."),
        ("Dear deputies and comrades, exports grew by 7 percent.", "Exports grew by 7 percent."),
        ("Lending grew by 7 percent (Chart 3).", "Lending grew by 7 percent."),
        ("Lending grew by 7 percent (see Tables 3 and 4) .", "Lending grew by 7 percent."),
        ("  lending grew by 7 percent", "Lending grew by 7 percent."),
        ("They called it a “year of repair.”", "They called it a “year of repair.”"),
    ],
)
def test_an_opening_or_ending_that_says_nothing_goes(sentence: str, expected: str) -> None:
    assert _printed(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Deputies called the dam a work of five years.",
        "The reporter learned on Monday that the port handled 3 million tons.",
        "The reporter learned from the water bureau that two wells ran dry.",
        "Mayor Ke Rong said on 3 May that the dam was finished.",
        "According to the statistics bureau, output rose by 4 percent.",
        "In addition to bridges, the county repaired 12 roads.",
        "However, rents fell by 4 percent.",
        "In May, the dam was finished.",
        "Firstborn calves are counted in the total.",
        "The plan covers three towns (Baiyun, Heshan and Lung Kong).",
        "Nearly 700 mu were flooded.",
    ],
)
def test_who_said_it_when_and_every_fact_stays(sentence: str) -> None:
    assert _printed(sentence) == sentence


@given(st.text(alphabet="ab. ,()\n1The reporter learned that In addition,", min_size=1))
@settings(deadline=None)
def test_what_is_kept_is_one_piece_of_the_sentence(sentence: str) -> None:
    span = kept(sentence, Span(0, len(sentence)))
    assert 0 <= span.start <= span.end <= len(sentence)
    assert span.of(sentence) == span.of(sentence).strip()
