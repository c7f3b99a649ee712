import pytest

from yiwen.summary import Shape, summarize
from yiwen.summary.abbreviations import introduce, introduced
from yiwen.summary.blocks import blocks
from yiwen.summary.shapes import PUT_IN, sheet
from yiwen.summary.sheet import Line
from yiwen.types import Document, Segment, Span


def _meanings(*paragraphs: str) -> dict[str, str]:
    return introduced(blocks(Document("r.txt", "txt", tuple(Segment(str(n), p) for n, p in enumerate(paragraphs)))))


def _line(text: str, *marks: Span, model: bool = False) -> Line:
    return Line(text, "r.txt", "1", Span(0, len(text)), marks, model=model)


def _texts(*lines: Line, **meanings: str) -> list[str]:
    return [line.text for line in introduce(lines, meanings)]


@pytest.mark.parametrize(
    ("sentence", "short", "meaning"),
    [
        ("The Linshui Water Fund (LWF) was set up in May.", "LWF", "Linshui Water Fund"),
        ("It lent to authorized institutions (AIs) in town.", "AIs", "authorized institutions"),
        ("The Bureau of Roads and Bridges (BRB) moved.", "BRB", "Bureau of Roads and Bridges"),
        ("Staff of the office of the mayor (the “OOTM”) came.", "OOTM", "office of the mayor"),
    ],
)
def test_a_name_with_its_initials_behind_it_introduces_them(sentence: str, short: str, meaning: str) -> None:
    assert _meanings(sentence) == {short: meaning}


@pytest.mark.parametrize(
    "sentence",
    [
        "The town welcomed the visitors (LWF) in May.",
        "Gross domestic product (GDP) grew.",
        "The Linshui Water Fund (LWF) and, elsewhere, the Long Wall Fund (LWF) were merged.",
        "Prices rose by a fifth (see Chart A).",
    ],
)
def test_what_spells_nothing_is_known_or_has_two_meanings_is_left(sentence: str) -> None:
    assert _meanings(sentence) == {}


@pytest.mark.parametrize(
    ("text", "introduced"),
    [
        ("The LWF's accounts closed.", "The LWF's (Linshui Water Fund) accounts closed."),
        ("The LWF’s accounts closed.", "The LWF’s (Linshui Water Fund) accounts closed."),
        ("All LWF-based lending closed.", "All LWF-based lending closed."),
        ("The LWF/bank talks failed.", "The LWF/bank talks failed."),
        ("LWF-based lending rose; the LWF grew.", "LWF-based lending rose; the LWF (Linshui Water Fund) grew."),
    ],
)
def test_a_possessive_stays_whole_and_so_does_a_compound(text: str, introduced: str) -> None:
    assert _texts(_line(text), LWF="Linshui Water Fund") == [introduced]


def test_the_first_mention_is_introduced_and_the_others_are_not() -> None:
    lines = (_line("The LWF lent 5 million yuan to mills."), _line("Then the LWF closed."))
    assert _texts(*lines, LWF="Linshui Water Fund") == [
        "The LWF (Linshui Water Fund) lent 5 million yuan to mills.",
        "Then the LWF closed.",
    ]


def test_what_a_line_introduces_itself_or_has_said_in_full_stays() -> None:
    lines = (_line("The Linshui Water Fund (LWF) lent more."), _line("The LWF closed."))
    assert _texts(*lines, LWF="Linshui Water Fund") == [line.text for line in lines]
    lines = (_line("The Linshui Water Fund lent more."), _line("The LWF closed."))
    assert _texts(*lines, LWF="Linshui Water Fund") == [line.text for line in lines]
    assert _texts(_line("The LWF closed.", model=True), LWF="Linshui Water Fund") == ["The LWF closed."]


def test_what_is_put_in_is_marked_and_other_marks_move_on() -> None:
    text = "The LWF and the BRB grew this year (2024)."
    year = Span(text.index("(2024)"), text.index("(2024)") + 6)
    (line,) = introduce([_line(text, year)], {"LWF": "Linshui Water Fund", "BRB": "Bureau of Roads and Bridges"})
    assert [mark.of(line.text) for mark in line.marks] == [
        "(Linshui Water Fund)",
        "(Bureau of Roads and Bridges)",
        "(2024)",
    ]


def test_the_page_introduces_what_its_sentences_use() -> None:
    document = Document(
        "r.txt",
        "txt",
        (
            Segment("1", "Report of the Linshui Water Fund (LWF)"),
            Segment("2", "The LWF lent 640 million yuan to 52 mills and 14 clinics of the county, up 12 percent."),
        ),
    )
    summary = summarize(document, sentences=1)
    made = sheet(document, Shape.BRIEF, summary)
    assert made.text.startswith("The LWF (Linshui Water Fund) lent 640 million yuan")
    assert PUT_IN in made.made
