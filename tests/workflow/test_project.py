"""Many files together: names and terms that disagree between them, the sheets for the reviewer and for the client."""

from io import BytesIO

import openpyxl
import pytest

from yiwen.formats import read
from yiwen.report.project_sheets import quality_sheet, query_sheet
from yiwen.types import Document, Segment
from yiwen.workflow.project import TERM_VARIES, study
from yiwen.workflow.settings import Finder, Settings

FIRST = (
    "Mr. Wen Haotian, mayor of Luyang, visited Jinbo Group. It bought 310 acres of land.\n\n"
    "Lanxi Cluster will grow. Lanxi Cluster is new, and the roads of Lanxi Cluster are wide.\n"
)
SECOND = (
    "Wen Haotian, deputy secretary of the Party committee, met Jin Bo Group.\n\nLanxi Cluster District will grow.\n"
)


@pytest.fixture(scope="module")
def finder():
    return Finder(Settings())


@pytest.fixture(scope="module")
def project(finder):
    texts = {"a.txt": FIRST, "b.txt": SECOND}
    return study([d for name, text in texts.items() for d in read(BytesIO(text.encode()), name)], finder)


def test_a_name_with_two_heads_is_told_across_files_and_not_in_either_alone(project, finder):
    (told,) = [one for one in project.found if one.finding.rule == "name-rendering"]
    assert told.file == "b.txt"
    assert "Lanxi Cluster" in told.finding.message
    assert "of a.txt" in told.finding.message
    alone = study(read(BytesIO(SECOND.encode()), "b.txt"), finder)
    assert not [one for one in alone.found if one.finding.rule == "name-rendering"]


def test_each_files_own_findings_are_there_once(project):
    assert [one.finding.observed for one in project.found if one.finding.rule == "mu-not-acre"] == ["310 acres"]
    assert len({(one.file, one.line, one.column, one.finding.rule) for one in project.found}) == len(project.found)


def test_one_term_in_two_accepted_renderings_is_told_with_the_chinese_in_view(finder):
    def file(name, *pairs):
        return Document(name, "txt", tuple(Segment(str(n), mt, src) for n, (src, mt) in enumerate(pairs, 1)))

    first = file(
        "a",
        ("堵点要打通。", "Every bottleneck must be cleared."),
        ("打通堵点。", "Clear the bottleneck."),
        ("发展工业。", "Industry grows."),
    )
    entry = finder.glossary.by_id["bottleneck"]
    other = next(en for en in entry.en[1:] if en.islower())
    second = file("b", ("堵点要打通。", f"Every {other} must be cleared."))
    told = [one for one in study([first, second], finder).found if one.finding.rule == TERM_VARIES.id]
    assert [(one.document.name, one.finding.observed) for one in told] == [("b", other)]
    same = file("b", ("堵点要打通。", "The bottleneck must be cleared."))
    assert not [one for one in study([first, same], finder).found if one.finding.rule == TERM_VARIES.id]


def test_queries_ask_once_for_each_name_title_and_firm(project):
    asked = {(query.kind, query.text): query for query in project.queries}
    assert (
        "which is right"
        in asked["title", "Wen Haotian: mayor of Luyang; deputy secretary of the Party committee"].question
    )
    firm = asked["firm", "Jinbo Group; Jin Bo Group"]
    assert "several ways" in firm.question
    assert firm.places == ("a.txt, segment 1", "b.txt, segment 1")
    assert len([query for query in project.queries if query.kind == "name" and query.text == "Wen Haotian"]) == 1


def test_the_sheets_hold_every_error_and_question_and_sum_by_formula(project):
    book = openpyxl.load_workbook(BytesIO(quality_sheet(project)))
    rows = list(book["errors"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(project.found)
    acres = next(row for row in rows if row[10] == "mu-not-acre")
    assert (acres[4], acres[6]) == ("Accuracy", "major")
    assert "<v>310 acres</v>" in acres[3]
    assert book["score"]["B2"].value.startswith("=COUNTIFS(errors!")
    queries = openpyxl.load_workbook(BytesIO(query_sheet(project)))["queries"]
    assert queries.max_row == len(project.queries) + 1


def test_a_text_that_looks_like_a_formula_stays_text(finder):
    text = '=HYPERLINK("x") Group Co., Ltd signed. The county acquired 310 acres of land.\n'
    project = study(read(BytesIO(text.encode()), "=a.txt"), finder)
    for made in (quality_sheet(project), query_sheet(project)):
        for sheet in openpyxl.load_workbook(BytesIO(made)):
            for row in sheet.iter_rows():
                assert all(
                    cell.data_type != "f" or str(cell.value).startswith(("=COUNT", "=SUM", "=ROUND", "=B"))
                    for cell in row
                )
