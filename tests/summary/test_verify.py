"""Each kind of claim: a sentence of another's hand against a small report."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.summary.verify import Checked, Kind, Status, Verifier, verify
from yiwen.types import Document, Segment

_REPORT = """Linshui County: the water works of 2023

March 4, 2024 Source: Linshui Daily

In 2023 the county built 14 bridges and repaired 112 kilometers of village roads at a cost of 640 million yuan. Output
of the paper mills rose 5.2 percent year on year to 31.1 billion yuan, while exports fell by 3.4 percent.

The county plans to drill 58 wells in the dry north by 2026. Nearly 9,000 families in the district do not yet have
running water. Party Secretary Ou Yan said that the reservoir must be cleaned before the summer.

This year the township of Heshan opened two clinics. Signed investment in the park reached 7 billion yuan. Deputy Mayor
Lin Mo attended the opening of the Yan River Dam.

Apples brought in 12 million yuan and pears 9 million yuan.
"""
_TERMS = {"giant": ("little giant", "little giants"), "above": ("enterprises above designated size",)}


def _document(text: str, name: str = "report.txt") -> Document:
    return Document(name, "txt", (Segment("1", text),))


@pytest.fixture(scope="module")
def verifier() -> Verifier:
    return Verifier(_document(_REPORT), _TERMS)


def _kinds(checked: Checked) -> set[Kind]:
    return {doubt.kind for doubt in checked.doubts if doubt.status in (Status.CHANGED, Status.UNSUPPORTED)}


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2023 the county built 14 bridges.",
        "Linshui repaired 112 km of village roads in 2023 and built 14 bridges.",
        "The paper mills' output increased by 5.2% year-on-year to 31.1 billion yuan.",
        "Output of the mills rose to about 31 billion yuan.",
        "Output of the paper mills rose to over 30 billion yuan.",
        "By 2026, 58 wells are to be drilled in the north.",
        "Exports dropped 3.4 percent.",
        "Almost 9,000 families in the district do not have running water yet.",
        "Ou Yan, the Party secretary, said the reservoir must be cleaned before summer.",
        "In 2024 the township of Heshan opened two clinics.",
        "Heshan Township opened two clinics this year (2024).",
        "The roads and bridges cost 640 million yuan.",
        "Lin Mo attended the opening of the Yan River Dam.",
        "Apples brought in 12 million yuan; pears brought in 9 million.",
    ],
)
def test_a_faithful_paraphrase_passes(sentence: str, verifier: Verifier) -> None:
    checked = verifier.sentence(sentence)
    assert not checked.fails, checked.doubts


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("In 2023 the county built 41 bridges.", Kind.FIGURE),
        ("Output of the paper mills rose to 311 billion yuan.", Kind.FIGURE),
        ("The mills' output was 31.1 million yuan.", Kind.FIGURE),
        ("The county repaired 112 meters of village roads.", Kind.UNIT),
        ("Exports fell by 3.4 percentage points.", Kind.UNIT),
        ("Apples brought in 9 million yuan and pears 12 million yuan.", Kind.FIGURE),
        ("In 2021 the county built 14 bridges.", Kind.DATE),
        ("The county plans to drill 58 wells by 2028.", Kind.DATE),
        ("Last year the township of Heshan opened two clinics.", Kind.DATE),
        ("Party Secretary Lin Mo said that the reservoir must be cleaned before the summer.", Kind.NAME),
        ("Party Secretary Wei Tao said that the reservoir must be cleaned before the summer.", Kind.NAME),
        ("The township of Tongling opened two clinics this year.", Kind.NAME),
        ("Output of the paper mills fell 5.2 percent year on year to 31.1 billion yuan.", Kind.DIRECTION),
        ("Imports fell by 3.4 percent.", Kind.DIRECTION),
        ("The township of Heshan closed two clinics.", Kind.DIRECTION),
        ("Nearly 9,000 families in the district have running water.", Kind.NEGATION),
        ("In 2023 the county did not build the 14 bridges.", Kind.NEGATION),
        ("The county has drilled 58 wells in the dry north.", Kind.MODALITY),
        ("The county will build 14 bridges and repair 112 kilometers of village roads.", Kind.MODALITY),
        ("Over 9,000 families in the district do not yet have running water.", Kind.BOUND),
        ("9,000 families in the district do not yet have running water.", Kind.BOUND),
        ("Nearly 9,000 families in the province do not yet have running water.", Kind.SCOPE),
        ("Output of the paper mills rose 5.2 percent month on month to 31.1 billion yuan.", Kind.BASIS),
        ("Completed investment in the park reached 7 billion yuan.", Kind.BASIS),
        ("The county's little giants built 14 bridges.", Kind.TERM),
        ("Schools taught music and painting to shepherds under the moon.", Kind.SENTENCE),
    ],
)
def test_a_changed_claim_is_named_by_its_kind(sentence: str, kind: Kind, verifier: Verifier) -> None:
    checked = verifier.sentence(sentence)
    assert kind in _kinds(checked), checked.doubts


def test_a_speaker_left_out_is_pointed_out_but_does_not_fail(verifier: Verifier) -> None:
    checked = verifier.sentence("The reservoir must be cleaned before the summer.")
    assert [doubt.kind for doubt in checked.doubts] == [Kind.ATTRIBUTION]
    assert not checked.fails


def test_every_doubt_quotes_its_sentence_and_says_what_the_report_has(verifier: Verifier) -> None:
    for sentence in ("In 2023 the county built 41 bridges.", "Imports fell by 3.4 percent."):
        for doubt in verifier.sentence(sentence).doubts:
            assert doubt.span.of(sentence) == doubt.observed
    (doubt,) = verifier.sentence("In 2023 the county built 41 bridges.").doubts
    assert doubt.expected == "14"


def test_a_sentence_is_traced_to_the_report(verifier: Verifier) -> None:
    best = verifier.sentence("The mills' output rose 5.2 percent to 31.1 billion yuan.").evidence[0]
    assert best.span.of(_REPORT) == best.text
    assert "paper mills" in best.text


def test_a_reference_to_a_table_may_be_left_out_behind_a_figure() -> None:
    report = _document("Growth of the county slowed in 2016, with output declining from 2.4% to 1.9% (Table 1).")
    checked = Verifier(report).sentence("Growth of the county slowed in 2016, with output declining from 2.4% to 1.9%.")
    assert checked.doubts == ()


def test_two_sentences_of_the_report_may_stand_in_one_of_the_summary(verifier: Verifier) -> None:
    checked = verifier.sentence("The county built 14 bridges, and Heshan opened two clinics.")
    assert not checked.fails
    assert len(checked.evidence) == 2


@given(st.lists(st.sampled_from(_REPORT.split()), min_size=1, max_size=30))
@settings(max_examples=100, deadline=None)
def test_any_words_give_a_verdict_with_true_spans(words: list[str]) -> None:
    text = " ".join(words)
    checked = Verifier(_document(_REPORT), _TERMS).sentence(text)
    assert all(doubt.span.of(text) == doubt.observed for doubt in checked.doubts)
    assert all(evidence.span.of(_REPORT) == evidence.text for evidence in checked.evidence)


def test_every_sentence_of_the_report_is_supported_by_the_report() -> None:
    found = verify(_document(_REPORT, "summary.txt"), _document(_REPORT), _TERMS)
    assert not found.failing
    assert found.figures.value == 1.0
    assert found.names.value == 1.0


def test_entity_precision_counts_a_name_when_any_word_of_it_is_there() -> None:
    summary = _document("Yesterday Yan River Lodge and Tongling Tower welcomed Lin Mo.", "summary.txt")
    found = verify(summary, _document(_REPORT))
    assert found.entities.found == found.names.found == 3
    assert found.entities.supported == 2
    assert found.names.supported == 1


def test_what_is_said_of_the_summary_itself_is_not_verified() -> None:
    page = Document(
        "summary.md",
        "md",
        (
            Segment("1", "The county built 14 bridges."),
            Segment("2", "About this summary"),
            Segment("3", "Made of 512 words."),
        ),
    )
    assert [one.text for one in verify(page, _document(_REPORT)).sentences] == ["The county built 14 bridges."]


def test_a_number_that_is_read_as_no_figure_must_stand_in_the_report_as_written() -> None:
    report = Document("r.txt", "txt", (Segment("1", "The fund is split 80:20 between bonds and shares of mills."),))
    verifier = Verifier(report)
    assert not verifier.sentence("Between bonds and shares the fund is split 80:20.").fails
    assert verifier.sentence("Between bonds and shares the fund is split 80:29.").fails


def test_the_year_of_a_title_is_not_suspected_where_the_report_has_it() -> None:
    report = Document("r.txt", "txt", (Segment("1", "In 2021 the county built 14 bridges. Wells were dug in 2019."),))
    verifier = Verifier(report)
    assert not verifier.sentence("Highlights of 2021").fails
    assert verifier.sentence("Highlights of 2024").fails


def test_the_page_of_a_summary_is_verified_without_what_it_says_of_itself() -> None:
    report = Document("r.txt", "txt", (Segment("1", "In 2021 the county built 14 bridges."),))
    page = (
        "Summary of r.txt",
        "In 2021 the county built 14 bridges.",
        "Key figures",
        "99 dragons",
        "About this summary",
    )
    summary = Document("s.md", "md", tuple(Segment(str(at), text) for at, text in enumerate(page)))
    assert [one.text for one in verify(summary, report).sentences] == [page[1]]


@pytest.mark.parametrize(
    ("sentence", "holds"),
    [
        ("The town aims for more than 5 billion yuan in fixed asset investment this year.", True),
        ("It plans fixed asset investment of more than 5 billion yuan this year.", True),
        ("Fixed asset investment exceeded 5 billion yuan this year.", False),
    ],
)
def test_an_aim_may_be_told_in_other_words_but_not_as_done(sentence: str, holds: bool) -> None:
    report = "This year the town will strive to exceed 5 billion yuan in fixed asset investment and open two schools."
    found = verify(_document(sentence), _document(report))
    assert (not found.failing) is holds
