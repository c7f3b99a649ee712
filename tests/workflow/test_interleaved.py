"""A document in both languages has its own Chinese beside its English, and nothing is told of the Chinese."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from yiwen.cli.app import app
from yiwen.errors import DocumentError
from yiwen.summary import Shape
from yiwen.text.script import HAN
from yiwen.types import Document, Finding, Revision, Segment, Severity, Span
from yiwen.workflow.check import check_file
from yiwen.workflow.fix import fix_document
from yiwen.workflow.inputs import with_sources
from yiwen.workflow.interleaved import english_of, with_own_chinese
from yiwen.workflow.settings import Finder, Settings
from yiwen.workflow.summarize import Form, Length, shape_document

ROWS = (
    ("桥东镇概况", "Qiaodong Town at a Glance"),
    ("全镇面积310亩，人口5200人。", "The town has 310 acres and 5,200 people."),
    ("2021年建成学校4所，新增学位960个。", "In 2021 it built 4 schools and added 960 new degrees."),
    ("投资1.2亿元，建设码头17座。", "It invested 12 million yuan in 17 piers."),
    ("专精特新企业达到23家。", "There are 23 specialized and special new enterprises."),
)


def document(texts: list[str]) -> Document:
    return Document("a.docx", "docx", tuple(Segment(str(at), text) for at, text in enumerate(texts)))


def paired(texts: list[str]) -> list[tuple[str, str | None]]:
    """Return the English of a document with its Chinese."""
    made = with_own_chinese(document(texts), lambda _: None)
    return [(segment.mt, segment.src) for segment in made.segments if not segment.ignored]


def test_each_english_paragraph_gets_the_chinese_before_it_or_after_it() -> None:
    expected = [(en, zh) for zh, en in ROWS]
    assert paired([text for zh, en in ROWS for text in (zh, en)]) == expected
    assert paired([text for zh, en in ROWS for text in (en, zh)]) == expected
    assert paired([*(zh for zh, _ in ROWS), *(en for _, en in ROWS)]) == expected


def test_cells_of_several_paragraphs_and_figures_between_are_no_matter() -> None:
    texts = [text for zh, en in ROWS for text in (zh, en, "3,100")]
    cell = [ROWS[1][0], ROWS[2][0], ROWS[1][1], ROWS[2][1]]
    joined = [*texts, *cell, "前言。", "结语。", "Foreword and end."]
    made = dict(paired(joined))
    assert made["3,100"] is None
    assert made[ROWS[2][1]] == ROWS[2][0]
    assert made["Foreword and end."] == "前言。\n结语。"


def test_what_is_told_and_repaired_is_the_english_alone() -> None:
    talked: list[str] = []
    texts = [text for zh, en in ROWS for text in (zh, en)]
    (doc,) = with_sources([document(texts)], "a.docx", None, talked.append)
    assert talked == ["a.docx: is in both languages: 5 of its paragraphs have their Chinese beside them"]
    finder = Finder(Settings())
    after = [revision.after for revision in fix_document(doc, finder)]
    assert after[::2] == [zh for zh, _ in ROWS]
    assert after[3::2] == [
        "The town has 310 mu and 5,200 people.",
        "In 2021 it built 4 schools and added 960 new school places.",
        "It invested 120 million yuan in 17 piers.",
        "There are 23 specialized, refined, distinctive and innovative enterprises.",
    ]
    assert {int(place.segment.id) % 2 for place in check_file(doc, finder)} == {1}


def test_a_source_for_a_document_in_both_languages_is_refused(tmp_path: Path) -> None:
    doc = document([text for zh, en in ROWS for text in (zh, en)])
    with pytest.raises(DocumentError, match=r"a\.docx has its own Chinese between its English; leave --source out"):
        list(with_sources([doc], "a.docx", tmp_path / "zh.txt", pytest.fail))


@pytest.mark.parametrize(
    "texts",
    [
        [en for _, en in ROWS],
        [ROWS[0][0], *(en for _, en in ROWS), ROWS[1][0]],
        [text for zh, en in ROWS[:3] for text in (zh, en)],
        [*(zh for zh, _ in ROWS), *(en for _, en in ROWS[1:])],
    ],
    ids=["English", "two left in Chinese", "too little", "one after the other, and one more"],
)
def test_other_documents_are_as_they_are(texts: list[str]) -> None:
    doc = document(texts)
    assert with_own_chinese(doc, pytest.fail) is doc


def test_chinese_that_is_not_that_of_the_english_beside_it_is_not_put_there() -> None:
    rows = [
        (f"第{n}村有{n * 37}亩地，{n * 11}户。", f"Village {n} has {n * 37} mu and {n * 11} households.")
        for n in range(2, 30)
    ]
    english = [en for _, en in rows]
    random.Random(4).shuffle(english)
    doc = document([text for (zh, _), en in zip(rows, english, strict=True) for text in (zh, en)])
    assert with_own_chinese(doc, pytest.fail) is doc
    assert len(paired([text for pair in rows for text in pair])) == 28


def test_a_word_file_with_both_in_a_table_is_read_so(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    from yiwen.formats import read

    made = docx.Document()
    table = made.add_table(0, 2)
    for zh, en in ROWS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = zh, en
    made.save(tmp_path / "a.docx")
    (doc,) = with_sources(read(tmp_path / "a.docx"), "a.docx", None, lambda _: None)
    assert [(s.mt, s.src) for s in doc.segments if s.src] == [(en, zh) for zh, en in ROWS]


@pytest.mark.parametrize("between", ["\n\n", "\r\n"])
def test_lines_of_a_text_that_take_turns_are_paired(tmp_path: Path, between: str) -> None:
    from yiwen.formats import read, write

    text = between.join(f"{zh}\n{en}" for zh, en in ROWS)
    (tmp_path / "a.txt").write_bytes(text.encode())
    (doc,) = with_sources(read(tmp_path / "a.txt"), "a.txt", None, lambda _: None)
    assert [(s.mt, s.src) for s in doc.segments if s.src] == [(en, zh) for zh, en in ROWS]
    made = write(doc, fix_document(doc, Finder(Settings()))).decode()
    assert made == (
        text.replace("310 acres", "310 mu")
        .replace("new degrees", "new school places")
        .replace("12 million", "120 million")
        .replace("specialized and special new", "specialized, refined, distinctive and innovative")
    )


REPORT = (
    ("桥东镇全年工作报告。", "This is the report of Qiaodong Town on the work of the year."),
    ("全镇面积310亩，人口5200人。", "The town has an area of 310 mu and a population of 5,200 people."),
    ("2021年建成学校4所，新增学位960个。", "In 2021 the town built 4 schools and added 960 places for pupils."),
    ("投资1.2亿元，建设码头17座。", "It invested 120 million yuan in the building of 17 piers on the river."),
    ("高新技术企业达到23家。", "The number of high-tech enterprises in the town reached 23 at the end of the year."),
)
REPORT_TEXTS = [text for pair in REPORT for text in pair]


@pytest.mark.parametrize("shape", [Shape.BRIEF, Shape.FIGURES, Shape.HEADLINE])
def test_the_english_of_a_text_in_both_languages_is_summarized(shape: Shape) -> None:
    doc = with_own_chinese(document(REPORT_TEXTS), lambda _: None)
    made = shape_document(doc, Finder(Settings()), Form(shape), Length())
    assert made.lines or made.figures
    assert not any(HAN.search(line.text) for line in made.lines)
    assert not any(HAN.search(str(row)) for row in made.figures)


def test_of_a_text_in_both_languages_the_findings_stay_with_their_paragraphs() -> None:
    doc = with_own_chinese(document(REPORT_TEXTS), lambda _: None)
    revisions = [Revision(segment.mt, segment.mt) for segment in doc.segments]
    finding = Finding("number", "off", Span(0, 2), Severity.WARNING, "It", "its figure is in doubt")
    revisions[7] = replace(revisions[7], left=(finding,))
    english, left = english_of(doc, revisions)
    assert [segment.mt for segment in english.segments] == [en for _, en in REPORT]
    assert [revision.left for revision in left] == [(), (), (), (finding,), ()]


def test_what_is_in_english_alone_or_in_chinese_alone_is_summarized_whole_or_refused() -> None:
    english = document([en for _, en in REPORT])
    assert english_of(english, ())[0] is english
    chinese = document([zh for zh, _ in REPORT])
    with pytest.raises(DocumentError, match="the text is Chinese, not English"):
        shape_document(chinese, Finder(Settings()), Form(), Length())


def test_a_run_on_a_text_in_both_languages_writes_its_summary(tmp_path: Path) -> None:
    (tmp_path / "both.txt").write_text("\n\n".join(REPORT_TEXTS) + "\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["run", str(tmp_path / "both.txt"), "-o", str(tmp_path / "out")])
    assert result.exit_code in (0, 1), result.output
    (summary,) = (tmp_path / "out").rglob("*summary*.md")
    assert "In 2021 the town built 4 schools" in summary.read_text(encoding="utf-8")
