"""The words of a text that may stand for a term: whole, free, and those most like its rendering first."""

from hypothesis import given
from hypothesis import strategies as st

from yiwen.glossary.associations import Claims, Relatives, Strengths
from yiwen.glossary.candidate import Candidate
from yiwen.glossary.entry import Entry
from yiwen.glossary.evidence import Unit, weigh
from yiwen.glossary.locate import candidates
from yiwen.glossary.terms import shadows, terms_of
from yiwen.glossary.words import likeness, words
from yiwen.types import Span

TERMS = terms_of([Entry(id="t", zh=("渔业协会",), en=("fisheries association", "FA"))])


def look(text: str, taken: tuple[int, ...] = ()) -> list[Candidate]:
    read = words(text)
    evidence = weigh(
        Unit(read), TERMS[0], shadows(TERMS), Relatives(Strengths(), Strengths()), {}, Claims(), (Span(0, 4),)
    )
    return candidates(evidence, [at in taken for at in range(len(read))])


def texts(text: str, taken: tuple[int, ...] = ()) -> set[str]:
    read = words(text)
    return {text[read.starts[c.stretch.start] : read.ends[c.stretch.end - 1]] for c in look(text, taken)}


def test_a_stretch_like_the_rendering_is_a_candidate() -> None:
    assert "fishery society" in texts("The fishery society met.")


def test_no_candidate_where_nothing_is_like_it() -> None:
    assert texts("Rain fell in May.") == set()


def test_taken_words_are_in_no_candidate() -> None:
    assert all("fishery" not in found for found in texts("The fishery society met.", (1,)))


def test_a_stretch_never_cuts_a_hyphened_word() -> None:
    assert all(found != "fisheries" for found in texts("The fisheries-led society met."))


def test_a_stretch_ends_with_the_sentence() -> None:
    assert all(". " not in found for found in texts("They saw the fishery. Association members met."))


def test_a_word_that_stands_for_nothing_of_the_term_is_left() -> None:
    assert "fishery society" in texts("A wealthy fishery society met.")
    assert not any("wealthy fishery society" in found for found in texts("A wealthy fishery society met."))


def test_a_stretch_that_goes_on_is_not_cut_short() -> None:
    assert "fishery" not in texts("The fishery associations met.")


def test_a_noun_is_not_left_behind_a_rendering_that_brings_its_own() -> None:
    assert "fishery" not in texts("The fishery harbour closed.")


@given(st.lists(st.sampled_from("the fisheries fishery association society of FA , . met".split()), max_size=12))
def test_candidates_end_in_words_that_carry_meaning(parts: list[str]) -> None:
    text = " ".join(parts)
    read = words(text)
    for candidate in look(text):
        assert candidate.stretch.start < candidate.stretch.end <= len(read)
        assert read.forms[candidate.stretch.end - 1] not in ("the", "of")


@given(st.text("abcdeiouyrstz", max_size=12), st.text("abcdeiouyrstz", max_size=12))
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


def test_half_of_a_pair_of_brackets_is_no_stretch() -> None:
    assert all(found.count("(") == found.count(")") for found in texts("The fishery (coastal society) met."))


def test_a_verb_with_what_belongs_to_it_is_no_stretch() -> None:
    assert not any(found.startswith("join") for found in texts("They want to join fishery societies."))
    assert not any(found.endswith("drafts") for found in texts("The fishery society drafts a law."))


def test_a_participle_behind_is_left_to_what_follows() -> None:
    assert not any(found.endswith("related") for found in texts("The fishery society related to the port met."))


def test_what_stands_for_the_first_word_is_not_left_before_it() -> None:
    found = look("The maritime association met.")
    assert all(c.stretch.start <= 1 for c in found)


def test_what_stands_before_in_other_letters_is_not_written_again() -> None:
    assert not any(c.row.rendering.text == "FA" and c.stretch.start == 2 for c in look("The F.A. fishery society met."))
