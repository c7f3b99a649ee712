"""Many files together: names and terms that disagree between them, the sheets for the reviewer and for the client."""

from io import BytesIO

import openpyxl
import pytest

from yiwen.formats import read
from yiwen.report.project_sheets import quality_sheet, query_sheet
from yiwen.types import Document, Segment, Severity
from yiwen.workflow.between import TERM_VARIES
from yiwen.workflow.project import study
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


def studied(documents, finder):
    return study((document, finder) for document in documents)


@pytest.fixture(scope="module")
def project(finder):
    texts = {"a.txt": FIRST, "b.txt": SECOND}
    return studied([d for name, text in texts.items() for d in read(BytesIO(text.encode()), name)], finder)


def test_a_name_with_two_heads_is_told_across_files_and_not_in_either_alone(project, finder):
    (told,) = [one for one in project.found if one.finding.rule == "name-rendering"]
    assert told.file == "b.txt"
    assert "Lanxi Cluster" in told.finding.message
    assert "of a.txt" in told.finding.message
    alone = studied(read(BytesIO(SECOND.encode()), "b.txt"), finder)
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
    told = [one for one in studied([first, second], finder).found if one.finding.rule == TERM_VARIES.id]
    assert [(one.document.name, one.finding.observed) for one in told] == [("b", other)]
    same = file("b", ("堵点要打通。", "The bottleneck must be cleared."))
    assert not [one for one in studied([first, same], finder).found if one.finding.rule == TERM_VARIES.id]


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
    project = studied(read(BytesIO(text.encode()), "=a.txt"), finder)
    for made in (quality_sheet(project), query_sheet(project)):
        for sheet in openpyxl.load_workbook(BytesIO(made)):
            for row in sheet.iter_rows():
                assert all(
                    cell.data_type != "f" or str(cell.value).startswith(("=COUNT", "=SUM", "=ROUND", "=B"))
                    for cell in row
                )


def files(finder, **texts):
    return studied([d for name, text in texts.items() for d in read(BytesIO(text.encode()), f"{name}.txt")], finder)


def names_told(project):
    return [one for one in project.found if one.finding.rule == "name-varies"]


def test_a_person_spelled_otherwise_in_another_file_is_told_once_with_files_and_lines(finder):
    told = names_told(
        files(
            finder,
            a="Wen Haotian came.\n\nWen Haotian spoke.\n",
            b="It rained.\n\nThen Wen Hao Tian left, and Wen Hao Tian's car too.\n",
        )
    )
    (one,) = told
    assert (one.file, one.line, one.column, one.finding.suggestion) == ("b.txt", 3, 6, "Wen Haotian")
    assert "'Wen Haotian' (a.txt, 1:1; a.txt, 3:1)" in one.finding.message
    assert "'Wen Hao Tian' (b.txt, 3:6; b.txt, 3:29)" in one.finding.message


def test_a_name_told_for_all_files_is_not_told_again_for_one(finder):
    project = files(finder, a="Wen Haotian came. Then Wen Hao-tian spoke.\n", b="Wen Hao-tian left.\n")
    assert len(names_told(project)) == 1
    alone = files(finder, a="Wen Haotian came. Then Wen Hao-tian spoke.\n", b="Nobody left.\n")
    assert [one.file for one in names_told(alone)] == ["a.txt"]


def test_a_place_spelled_otherwise_in_another_file_is_told(finder):
    (one,) = names_told(files(finder, a="Xiangzhou District grew.\n", b="Roads of Xiang Zhou District.\n"))
    assert (one.file, one.finding.observed, one.finding.suggestion) == ("b.txt", "Xiang Zhou", "Xiangzhou")


def test_one_post_and_given_name_under_two_surnames_are_told_without_the_chinese(finder):
    texts = {"a": "Li Jianguo, mayor of Luyang, spoke.\n", "b": "Zhang Jianguo, mayor of Luyang, spoke.\n"}
    (one,) = names_told(files(finder, **texts))
    assert "'Li Jianguo' (a.txt, 1:1) and 'Zhang Jianguo' (b.txt, 1:1)" in one.finding.message
    other = texts | {"b": "Zhang Jianguo, director of the Luyang museum, spoke.\n"}
    assert names_told(files(finder, **other)) == []


def test_with_the_chinese_a_person_under_two_surnames_is_told_with_the_characters(finder):
    def file(name, src, mt):
        return Document(name, "txt", (Segment("1", mt, src),))

    project = studied(
        [file("a", "李建国说。", "Li Jianguo said."), file("b", "李建国走了。", "Zhang Jianguo left.")], finder
    )
    assert [(one.document.name, one.finding.observed) for one in names_told(project)] == [("b", "Zhang Jianguo")]
    assert names_told(project)[0].finding.message.startswith("李建国 is 'Li Jianguo'")
    assert [one.finding.rule for one in project.found] == ["name-varies"]
    assert names_told(project)[0].finding.severity is Severity.ERROR
    two = studied(
        [file("a", "李建国说。", "Li Jianguo said."), file("b", "张建国走了。", "Zhang Jianguo left.")], finder
    )
    assert names_told(two) == []


def test_the_client_is_asked_once_for_a_person_in_two_spellings(finder):
    project = files(
        finder,
        a="Mr. Chen Zhiqiang, mayor of Luyang, came. Chen Zhiqiang spoke.\n",
        b="Chen Ziqiang, mayor of Luyang, left.\n",
    )
    asked = [query for query in project.queries if query.kind == "name"]
    assert [query.text for query in asked] == ["Chen Zhiqiang; Chen Ziqiang"]
    assert "several ways" in asked[0].question


def test_each_file_is_read_with_the_settings_of_its_own_folder(finder):
    quiet = Finder(Settings(ignore=("mu-not-acre", "name-varies")))
    first, second = (
        next(read(BytesIO(text.encode()), name))
        for name, text in (
            ("a/x.txt", "Wen Haotian bought 310 acres of farmland.\n"),
            ("b/x.txt", "Wen Hao Tian bought 310 acres of farmland.\n"),
        )
    )
    project = study([(first, finder), (second, quiet)])
    assert [(one.file, one.finding.rule) for one in project.found] == [("a/x.txt", "mu-not-acre")]
    loud = study([(first, quiet), (second, finder)])
    assert [(one.file, one.finding.rule) for one in loud.found] == [
        ("b/x.txt", "name-varies"),
        ("b/x.txt", "mu-not-acre"),
    ]


def test_files_under_different_termbases_do_not_disagree_on_terms(finder):
    def file(name, mt):
        return Document(name, "txt", (Segment("1", mt, "打通堵点。"), Segment("2", mt, "打通堵点。")))

    entry = finder.glossary.by_id["bottleneck"]
    other = next(en for en in entry.en[1:] if en.islower())
    pair = file("a", "Clear the bottleneck."), file("b", f"Clear the {other}.")
    assert {one.finding.rule for one in studied(pair, finder).found} == {TERM_VARIES.id}
    house = Finder(Settings(house=(("bottleneck", other),)))
    assert study([(pair[0], finder), (pair[1], house)]).found == ()
