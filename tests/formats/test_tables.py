import csv
from io import BytesIO, StringIO

import pytest
from format_samples import SHEET, document, holds_edited, plain, revised, revisions, rewritten, unchanged, workbook
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from yiwen.errors import DocumentError
from yiwen.formats import left_alone, write
from yiwen.formats.archives import open_archive
from yiwen.formats.options import ReadOptions
from yiwen.formats.tables import find_columns
from yiwen.types import Document

TABLE = """No.;原文;译文;参考译文
1;占地300亩;It covers 300 acres.;It covers 300 mu.
2;占地40亩;"It covers ""40"" acres; well.";

3;占地50亩;
4;;It covers 60 acres.
"""
MU = {"300 acres": "300 mu", "40 acres": "40 mu", "acres": "mu"}


def test_an_untouched_table_is_the_same() -> None:
    for text in (TABLE, TABLE.replace("\n", "\r\n"), f"\ufeff{TABLE}", TABLE.rstrip()):
        doc = document(text, "a.csv")
        assert write(doc, unchanged(doc)) == text.encode()


def test_rows_hold_source_output_and_reference() -> None:
    assert [(s.id, s.src, s.mt, s.ref) for s in document(TABLE, "a.csv").segments] == [
        ("2", "占地300亩", "It covers 300 acres.", "It covers 300 mu."),
        ("3", "占地40亩", 'It covers "40" acres; well.', None),
        ("5", "占地50亩", "", None),
        ("6", None, "It covers 60 acres.", None),
    ]


def test_a_repair_changes_its_words_alone() -> None:
    assert rewritten(TABLE, "a.csv", {"acres": "mu"}) == TABLE.replace("acres", "mu")


def test_a_bare_cell_gets_quotes_only_where_it_needs_them() -> None:
    made = rewritten(TABLE, "a.csv", {"300 acres": "300 mu; “x”", "60 acres.": 'a "b"'})
    assert made == TABLE.replace("It covers 300 acres.;", '"It covers 300 mu; “x”.";').replace("60 acres.", 'a "b"')


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("source,target", (1, 0)),
        ("Chinese,English", (1, 0)),
        ("ID,Source text (zh-CN),Target text (en-GB),Comment", (2, 1)),
        ("原文,译文,参考译文", (1, 0)),
        ("zh-CN,en-US", (1, 0)),
        ("src,mt,ref", (1, 0)),
        ("中文,机器翻译", (1, 0)),
        ("English,Chinese", (0, 1)),
        ("中文内容,机器译文", (1, 0)),
        ("Draft translation,Simplified Chinese", (0, 1)),
    ],
)
def test_columns_are_found_by_their_headers(header: str, expected: tuple[int, int]) -> None:
    found, body = find_columns([header.split(",")], "a.csv", ReadOptions())
    assert (found.mt, found.src) == expected
    assert found.header
    assert body == 1


@pytest.mark.parametrize(
    "options", [{"target": "C", "source": "B"}, {"target": "3", "source": "2"}, {"target": "好", "source": "zh"}]
)
def test_columns_are_named_by_letter_number_or_header(options: dict[str, str]) -> None:
    named = {f"{key}_column": value for key, value in options.items()}
    doc = document("n,ZH,好\n1,占地亩,5 acres\n", "a.csv", **named)
    assert (doc.segments[-1].mt, doc.segments[-1].src) == ("5 acres", "占地亩")


@pytest.mark.parametrize(
    ("above", "options"),
    [
        ("", {}),
        ("Land report of Qinghe\n", {}),
        ("Land report,,\n,,\n", {}),
        ("Client,Qinghe,\nIssue,2,May\n", {}),
        ("Land report\n", {"target_column": "C", "source_column": "B"}),
        ("Land report\n", {"target_column": "mt"}),
    ],
)
def test_a_table_may_have_a_title_above_its_headers(above: str, options: dict[str, str]) -> None:
    doc = document(f"{above}no,zh,mt\n1,占地3亩,It covers 3 acres.\n", "a.csv", **options)
    assert (doc.segments[-1].mt, doc.segments[-1].src) == ("It covers 3 acres.", "占地3亩")
    assert "mt" not in [segment.mt for segment in doc.segments]


def test_a_table_under_a_title_names_its_own_columns_where_none_is_known() -> None:
    with pytest.raises(DocumentError, match="it has A 'foo', B 'bar'"):
        document("Land report\nfoo,bar\n1,2\n", "a.csv")


PAIRS = '占地3亩\tIt covers 3 acres.\n新建\tIt is new: "fine".\n\n占地4亩\tIt covers 4 acres.\n'


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.txt"])
@pytest.mark.parametrize("header", ["", "原稿\t我们的\n", "Foo\tBar\n", "zh\ten\n"])
def test_the_cells_tell_the_columns_where_no_header_does(name: str, header: str) -> None:
    text = header + PAIRS
    assert [(s.src, s.mt) for s in document(text, name).segments] == [
        ("占地3亩", "It covers 3 acres."),
        ("新建", 'It is new: "fine".'),
        ("占地4亩", "It covers 4 acres."),
    ]
    assert rewritten(text, name, {"acres": "mu"}) == text.replace("acres", "mu")


@pytest.mark.parametrize("above", ["", "no,text,done by\n", "Plan\nno,zh,who\n"])
def test_the_cells_tell_the_chinese_of_a_source(above: str) -> None:
    doc = document(f"{above}1,占地3亩,Li\n2,占地4亩,Wu\n3,占地5亩,\n", "a.csv", chinese=True)
    assert [segment.mt for segment in doc.segments] == ["占地3亩", "占地4亩", "占地5亩"]


@pytest.mark.parametrize("name", ["a.tsv", "a.txt"])
def test_between_tabs_a_quote_that_holds_no_cell_is_a_letter(name: str) -> None:
    text = '占地3亩\t"It" has 3 acres.\n占地4亩\t"4 acres\n“三旧”\tIt has "5 acres"\n占地6亩\t"6 ""acres"""\n'
    assert [s.mt for s in document(text, name).segments] == [
        '"It" has 3 acres.',
        '"4 acres',
        'It has "5 acres"',
        '6 "acres"',
    ]
    assert rewritten(text, name, {"acres": "mu"}) == text.replace("acres", "mu")


@pytest.mark.parametrize(
    "text",
    [
        "占地3亩\tIt covers 3 acres.\n占地4亩\tIt covers 4 acres.\n",
        "A\tThe park.\nB\tThe dam.\nC\tThe 坝.\n",
        "占地3亩\tThe park.\n\nThe dam is new.\n\nIt rained.\n\nThe end.\n",
        "项目名称\t单位\n地区生产总值\tGDP\n亩均税收\tRMB\n用电量\tKWH\n",
        "占地3亩\tThe park.\tOne.\n占地4亩\tThe dam.\tTwo.\n占地5亩\tThe end.\tThree.\n",
    ],
    ids=["too few", "no Chinese", "prose", "a table of Chinese", "two columns of English"],
)
def test_a_text_that_may_be_no_table_is_prose(text: str) -> None:
    doc = document(text, "a.txt")
    assert doc.format == "txt"
    assert all(segment.src is None for segment in doc.segments)


@pytest.mark.parametrize("row", ["占地3亩,,x", "占地3亩", '占地3亩,"",x', "占地3亩,  ,x"])
def test_a_row_that_nobody_translated_is_a_segment_without_text(row: str) -> None:
    table = f"zh,en,note\n占地2亩,It covers 2 acres.,y\n{row}\n,,z\nnone,,\n"
    doc = document(table, "a.csv")
    assert [(s.id, s.mt.strip(), s.src) for s in doc.segments] == [
        ("2", "It covers 2 acres.", "占地2亩"),
        ("3", "", "占地3亩"),
    ]
    assert rewritten(table, "a.csv", {"acres": "mu"}) == table.replace("acres", "mu")
    assert doc.skeleton.offset(1, 0) >= table.index("占地3亩")


@pytest.mark.parametrize(
    ("table", "options", "told"),
    [
        (
            "a,b\n1,2\n",
            {},
            r"a\.csv:1: no one column is headed as the English; say --target-column NAME \(it has A 'a', B 'b'\)",
        ),
        ("english,target\n1,2\n", {}, "no one column"),
        ("a,b\n1,2\n", {"target_column": "z"}, "has no column 'z'"),
        ("a,b\n1,2\n", {"target_column": "9"}, "has no column '9'"),
        ("zh,en\n1,2\n", {"target_column": "en", "source_column": "B"}, "cannot hold both"),
        ("zh,en\n亩,\n", {}, "holds no English"),
        ('zh,en\n"亩"x,mu\n', {}, r"a\.csv:2: text follows a closing quote"),
    ],
)
def test_what_is_wrong_with_a_table_is_told(table: str, options: dict[str, str], told: str) -> None:
    with pytest.raises(DocumentError, match=told):
        document(table, "a.csv", **options)


CELLS = st.text(st.sampled_from('ab ,;"\n亩é|'), max_size=12)
DIALECTS = st.sampled_from([(",", "\n"), (";", "\r\n"), ("|", "\n")])


@settings(deadline=None)
@given(st.data(), st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), DIALECTS, st.booleans())
def test_tables_are_read_as_the_csv_module_reads_them(
    data: st.DataObject, rows: list[tuple[str, str]], dialect: tuple[str, str], quoted: bool
) -> None:
    made = StringIO()
    quoting = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    table = csv.writer(made, delimiter=dialect[0], lineterminator=dialect[1], quoting=quoting)
    table.writerows([("zh", "en", "more"), *((a, f"x{b}", "1") for a, b in rows)])
    doc = document(made.getvalue(), "a.csv")
    assert [(s.src or "", s.mt) for s in doc.segments] == [(a if a.strip() else "", f"x{b}") for a, b in rows]
    revised_rows = data.draw(revisions(doc))
    written = write(doc, revised_rows).decode()
    again = list(csv.reader(StringIO(written, newline=""), delimiter=dialect[0]))
    assert [row[1] for row in again[1:]] == [one.after for one in revised_rows]
    assert [row[0] for row in again[1:]] == [a for a, _ in rows]
    if any(one.after.strip() for one in revised_rows):
        holds_edited(doc, "a.csv", revised_rows)


ROWS = [
    ["No.", "Chinese", "English", "Note"],
    ["a", "占地300亩", "It covers 300 acres.", "300 acres"],
    ["b", "占地300亩", "It covers 300 acres.", "It covers 40 acres."],
    ["c", "占地40亩", "It covers 40 acres.", ""],
    ["d", "", "It covers <60> acres & more.", ""],
]


def cells(data: bytes) -> list[list[str]]:
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    return [["" if cell.value is None else str(cell.value) for cell in row] for row in sheet.iter_rows()]


def changed_parts(before: bytes, after: bytes) -> set[str]:
    old, new = open_archive(BytesIO(before), "a"), open_archive(BytesIO(after), "b")
    assert list(old) == list(new)
    return {part for part in old if old[part] != new[part]}


def test_an_untouched_workbook_is_the_same() -> None:
    data = workbook(ROWS)
    doc = document(data, "a.xlsx")
    assert write(doc, unchanged(doc)) == data
    assert [(s.id, s.src, s.mt) for s in doc.segments] == [
        ("Terms!C2", "占地300亩", "It covers 300 acres."),
        ("Terms!C3", "占地300亩", "It covers 300 acres."),
        ("Terms!C4", "占地40亩", "It covers 40 acres."),
        ("Terms!C5", None, "It covers <60> acres & more."),
    ]


def test_a_shared_string_changes_where_all_its_cells_do() -> None:
    data = workbook(ROWS)
    doc = document(data, "a.xlsx")
    made = write(doc, revised(doc, {"300 acres": "300 mu"}))
    assert changed_parts(data, made) == {"xl/sharedStrings.xml"}
    assert cells(made) == [[text.replace("covers 300 acres", "covers 300 mu") for text in row] for row in ROWS]


def test_a_shared_string_of_another_column_stays() -> None:
    data = workbook(ROWS)
    doc = document(data, "a.xlsx")
    made = write(doc, revised(doc, {"40 acres": "40 mu", "<60> acres": "<60> mu"}))
    assert changed_parts(data, made) == {"xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"}
    expected = [list(row) for row in ROWS]
    expected[3][2] = "It covers 40 mu."
    expected[4][2] = "It covers <60> mu & more."
    assert cells(made) == expected
    count = len({text for row in ROWS for text in row if text})
    assert f'uniqueCount="{count + 1}"'.encode() in open_archive(BytesIO(made), "a")["xl/sharedStrings.xml"]


def test_bold_within_a_cell_stays() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["zh", "en"])
    sheet.append(["占地300亩", CellRichText(["It covers ", TextBlock(InlineFont(b=True), "300 acres"), " of land."])])
    sheet.append(["占地300亩", '="300 "&"acres"'])
    saved = BytesIO()
    book.save(saved)
    doc = document(saved.getvalue(), "a.xlsx")
    assert [segment.mt for segment in doc.segments] == ["It covers 300 acres of land."]
    made = load_workbook(BytesIO(write(doc, revised(doc, {"300 acres of": "300 mu of"}))), rich_text=True).active
    assert made is not None
    rich = made["B2"].value
    assert [str(piece) for piece in rich] == ["It covers ", "300 mu", " of land."]
    assert rich[1].font.b


def test_all_sheets_with_the_columns_are_read() -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["About this file"])
    sheet = book.create_sheet("Texts")
    sheet.append(["Source", "Target"])
    sheet.append(["亩", "5 acres"])
    more = book.create_sheet("More")
    more.append(["原文", "译文"])
    more.append(["亩", "6 acres"])
    saved = BytesIO()
    book.save(saved)
    doc = document(saved.getvalue(), "a.xlsx")
    assert [s.id for s in doc.segments] == ["Texts!B2", "More!B2"]
    assert left_alone(doc) == ("sheet 'Sheet' (no one column is headed as the English; name it with --target-column)",)
    made = write(doc, revised(doc, {"acres": "mu"}))
    assert changed_parts(saved.getvalue(), made) == {"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"}
    again = load_workbook(BytesIO(made))
    assert [again[title]["B2"].value for title in ("Texts", "More")] == ["5 mu", "6 mu"]


def test_an_old_workbook_is_told() -> None:
    with pytest.raises(DocumentError, match="Excel 97-2003; save it as"):
        document(b"\xd0\xcf\x11\xe0", "a.xls")


def test_a_workbook_without_the_columns_is_told() -> None:
    with pytest.raises(DocumentError, match=r"a\.xlsx\[Terms\]:1: no one column is headed"):
        document(workbook([["a", "b"], ["1", "2"]]), "a.xlsx")


@settings(deadline=None, max_examples=40)
@given(st.data(), st.lists(st.sampled_from(["5 acres", "a & b", "<b>", "亩 of land", "“x”"]), min_size=1, max_size=6))
def test_workbooks_hold_what_the_revisions_say(data: st.DataObject, texts: list[str]) -> None:
    rows = [["zh", "en", "note"], *(["亩", text, texts[0]] for text in texts)]
    doc: Document = document(workbook(rows), "a.xlsx")
    made = data.draw(revisions(doc))
    again = cells(write(doc, made))
    assert [plain(row[1]) for row in again[1:]] == [plain(one.after) for one in made]
    assert [(row[0], row[2]) for row in again] == [(row[0], row[2]) for row in rows]


def test_a_row_of_a_workbook_that_nobody_translated_is_a_segment_without_text() -> None:
    rows = [["Chinese", "English"], ["占地2亩", "It covers 2 acres."], ["占地3亩", ""], ["", "English."], ["none", ""]]
    doc = document(workbook(rows), "a.xlsx")
    assert [(s.id, s.mt, s.src) for s in doc.segments] == [
        ("Terms!B2", "It covers 2 acres.", "占地2亩"),
        ("Terms!B3", "", "占地3亩"),
        ("Terms!B4", "English.", None),
    ]
    assert cells(write(doc, revised(doc, {"acres": "mu"})))[1] == ["占地2亩", "It covers 2 mu."]


def test_numbers_and_formulas_are_translations_though_they_are_no_text() -> None:
    sheet = (
        f'<worksheet xmlns="{SHEET}"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>zh</t></is></c><c r="B1" t="inlineStr"><is><t>en</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>三百亩</t></is></c><c r="B2"><v>300</v></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>四百亩</t></is></c><c r="B3" t="str"><f>B2</f><v>x</v></c></row>'
        '<row r="4"><c r="A4" t="inlineStr"><is><t>五百亩</t></is></c><c r="B4" s="1"/></row>'
        '<row r="5"><c r="B5" t="inlineStr"><is><t>English</t></is></c></row>'
        "</sheetData></worksheet>"
    )
    doc = document(workbook([["zh", "en"], ["a", "b"]], {"xl/worksheets/sheet1.xml": sheet.encode()}), "a.xlsx")
    assert [(s.id, s.mt) for s in doc.segments] == [("Terms!B4", ""), ("Terms!B5", "English")]
