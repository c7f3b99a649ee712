"""Who speaks: the line above a speech, carried to the sentences taken from it."""

import pytest

from yiwen.summary import Shape, summarize
from yiwen.summary.blocks import blocks
from yiwen.summary.shapes import digest, sheet
from yiwen.summary.speakers import speakers
from yiwen.summary.verify import Verifier
from yiwen.types import Document, Segment, Span, Summary, SummarySentence

_SPEECH = """Linshui Looks Back on a Good Year

March 4, 2024

Linshui County held its spring meeting on Monday in the county town, and 240 people came.

{lead}

The county built 14 bridges and repaired 112 kilometers of village roads last year.

We must finish the Yan River dam before the rains of next year.

{after}

The ferry at Heshan carried 9,000 passengers during the spring festival.
"""


def _document(lead: str, after: str = "Ferries", name: str = "report.txt") -> Document:
    text = _SPEECH.format(lead=lead, after=after)
    parts = [part for part in text.split("\n\n") if part.strip()]
    return Document(name, "txt", tuple(Segment(str(number), part) for number, part in enumerate(parts)))


def _lead_of(document: Document, words: str) -> str:
    found = blocks(document)
    block = next(block for block in found if words in block.text)
    return speakers(found).of(block.segment, block.text.index(words))


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("County head Ou Yan said", "County head Ou Yan said"),
        ("The meeting emphasized:", "The meeting emphasized"),
        ("Ou Yan, director of the Water Bureau:", "Ou Yan, director of the Water Bureau"),
        ("The meeting pointed out that", "The meeting pointed out that"),
        ("Bridges and roads", ""),
        ("Opening hours:", ""),
    ],
)
def test_a_line_that_names_a_speaker_holds_for_the_speech_below(line: str, lead: str) -> None:
    document = _document(line)
    assert _lead_of(document, "built 14 bridges") == lead
    assert _lead_of(document, "We must finish") == lead
    assert _lead_of(document, "spring meeting") == ""


def test_a_speech_ends_at_the_next_heading_and_where_the_meeting_is_told_of() -> None:
    assert _lead_of(_document("Ou Yan said"), "The ferry") == ""
    assert _lead_of(_document("Ou Yan said", "The meeting heard a report on ferries."), "The ferry") == ""
    assert _lead_of(_document("Ou Yan said", "Ferries run daily."), "The ferry") == "Ou Yan said"


def test_a_subtitle_between_the_speaker_and_the_speech_changes_nothing() -> None:
    document = _document("Ou Yan, director of the Water Bureau:\n\nDams before rain")
    parts = [part for segment in document.segments for part in segment.mt.split("\n\n")]
    document = Document("r.txt", "txt", tuple(Segment(str(at), part) for at, part in enumerate(parts)))
    assert _lead_of(document, "built 14 bridges") == "Ou Yan, director of the Water Bureau"


def _speech(document: Document) -> Summary:
    """Return a summary of the two sentences of the speech."""
    words = ("The county built 14 bridges", "We must finish")
    found = [next(segment for segment in document.segments if segment.mt.startswith(start)) for start in words]
    return Summary(tuple(SummarySentence(one.mt, one.id, Span(0, len(one.mt))) for one in found), ())


def test_the_printed_sentence_names_its_speaker_once_and_marks_it_as_put_in() -> None:
    document = _document("Ou Yan said")
    page = sheet(document, Shape.BRIEF, _speech(document))
    first, second = page.lines
    assert first.text.startswith("Ou Yan said: The county built 14 bridges")
    assert first.marks[0].of(first.text) == "Ou Yan said:"
    assert first.marks[1].of(first.text) == "(2023)"
    assert second.text.startswith("We must finish")
    assert "a speaker from the line above" in page.made
    verifier = Verifier(document)
    assert not any(verifier.sentence(line.text).fails for line in page.lines)


def test_every_bullet_names_its_own_speaker() -> None:
    document = _document("Ou Yan said")
    page = sheet(document, Shape.BULLETS, _speech(document))
    assert all(line.text.startswith("Ou Yan said: ") for line in page.lines)


_DEMANDS = """Linshui Holds Its Spring Meeting

On Monday, March 4, 2024, the spring meeting of Linshui County was held in the county town.

{lead}

We must finish the Yan River dam before the rains of next year.

We must open a second ferry at Heshan and repair the landing.
"""


@pytest.mark.parametrize(("lead", "printed"), [("The meeting emphasized", True), ("Dams and ferries", False)])
def test_demands_are_printed_where_the_report_says_whose_they_are(lead: str, printed: bool) -> None:
    document = Document("r.txt", "txt", (Segment("1", _DEMANDS.format(lead=lead)),))
    found = [sentence.text for sentence in summarize(document, words=45).sentences]
    assert any(text.startswith("We must") for text in found) == printed


def test_a_digest_names_each_report_and_its_day() -> None:
    one, two = _document("Ou Yan said", name="a/one.txt"), _document("Roads", name="two.txt")
    page = digest([(one, summarize(one, words=30)), (two, summarize(two, words=30))])
    assert page.titles == (
        ("a/one.txt", "Linshui Looks Back on a Good Year (one.txt, March 4, 2024)"),
        ("two.txt", "Linshui Looks Back on a Good Year (two.txt, March 4, 2024)"),
    )
