"""Files as real programs write them come back byte for byte (zipped ones part for part) where nothing was edited."""

import csv
import json
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from format_samples import document, unchanged
from libreoffice import Office
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from translate.storage import po, tmx, xliff, xliff2

from yiwen.formats import write
from yiwen.formats.archives import open_archive
from yiwen.text.edits import undo
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings
from yiwen.workflow.undo import edits_record, undo_bytes

REPORTS = sorted((Path(__file__).parents[2] / "eval/sets/reports").glob("*.jsonl"))
NAMES = [path.stem for path in REPORTS]
Row = dict[str, str]


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def rows_of(name: str) -> list[Row]:
    (path,) = (path for path in REPORTS if path.stem == name)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def word_file(rows: list[Row], folder: Path) -> Path:
    """Return a Word file of the rows with bold words, a table and a list, for LibreOffice to export."""
    made = WordDocument()
    made.add_heading(rows[0]["mt"], 1)
    for row in rows[1:-2]:
        words = row["mt"].split(" ")
        paragraph = made.add_paragraph()
        for place, word in enumerate(words):
            paragraph.add_run(word + " ").bold = place % 5 == 3
    table = made.add_table(2, 2)
    for cell, row in zip((cell for line in table.rows for cell in line.cells), rows, strict=False):
        cell.text = row["mt"]
    made.add_paragraph(rows[-1]["mt"], style="List Bullet")
    made.save(str(folder / "report.docx"))
    return folder / "report.docx"


def excel_file(rows: list[Row]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No.", "Chinese", "English", "Length"])
    for number, row in enumerate(rows, 1):
        first, _, rest = row["mt"].partition(" ")
        rich = CellRichText([TextBlock(InlineFont(b=True), first), f" {rest}"])
        sheet.append([number, row["src"], rich if number % 2 else row["mt"], f"=LEN(C{number + 1})"])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def csv_file(rows: list[Row], delimiter: str = ",") -> bytes:
    made = StringIO()
    table = csv.writer(made, delimiter=delimiter)
    table.writerow(["id", "原文", "译文"])
    table.writerows([row["id"], row["src"], row["mt"]] for row in rows)
    return made.getvalue().encode("utf-8-sig")


def xliff_file(rows: list[Row]) -> bytes:
    store = xliff.xlifffile()
    store.setsourcelanguage("zh-CN")
    store.settargetlanguage("en")
    for row in rows:
        unit = store.addsourceunit(row["src"])
        unit.target = row["mt"]
        unit.markfuzzy()  # else it is approved, and left alone
    return bytes(store)


def xliff2_file(rows: list[Row]) -> bytes:
    store = xliff2.Xliff2File()
    store.setsourcelanguage("zh-CN")
    store.settargetlanguage("en")
    for row in rows:
        store.addsourceunit(row["src"]).target = row["mt"]
    return bytes(store)


def tmx_file(rows: list[Row]) -> bytes:
    store = tmx.tmxfile()
    for row in rows:
        store.addtranslation(row["src"], "zh-CN", row["mt"], "en")
    return bytes(store)


def po_file(rows: list[Row]) -> bytes:
    store = po.pofile()
    store.init_headers(charset="utf-8")
    store.updateheader(add=True, Language="en")
    for row in rows:
        store.addsourceunit(row["src"]).target = row["mt"]
    return bytes(store)


MADE = {
    "a.xlsx": excel_file,
    "a.csv": csv_file,
    "a.tsv": lambda rows: csv_file(rows, "\t"),
    "a.xlf": xliff_file,
    "b.xlf": xliff2_file,
    "a.tmx": tmx_file,
    "a.po": po_file,
}


def same_parts(one: bytes, other: bytes) -> bool:
    first, second = open_archive(BytesIO(one), "a"), open_archive(BytesIO(other), "b")
    return list(first) == list(second) and all(first[part] == second[part] for part in first)


def holds(data: bytes, name: str, finder: Finder) -> None:
    """Assert what must hold of any file: the same unedited, the same undone, and nothing to repair when repaired."""
    doc = document(data, name)
    assert write(doc, unchanged(doc)) == data
    revisions = fix_document(doc, finder)
    fixed = write(doc, revisions)
    assert (fixed != data) == any(revision.edits for revision in revisions)
    back = undo_bytes(fixed, name, json.loads(json.dumps(edits_record(doc, revisions))))
    assert same_parts(back, data) if name.endswith("xlsx") else back == data
    again = document(fixed, name)
    assert [segment.mt for segment in again.segments] == [revision.after for revision in revisions]
    assert [undo(revision.after, revision.edits) for revision in revisions] == [s.mt for s in doc.segments]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", MADE)
def test_files_of_libraries(kind: str, name: str, finder: Finder) -> None:
    rows = rows_of(name)
    data = MADE[kind](rows)
    doc = document(data, kind)
    assert [segment.mt for segment in doc.segments] == [row["mt"] for row in rows]
    assert [segment.src for segment in doc.segments] == [row["src"] for row in rows]
    holds(data, kind, finder)


@pytest.mark.parametrize("kind", [xliff.xlifffile, xliff2.Xliff2File, tmx.tmxfile, po.pofile])
def test_repaired_files_open_in_the_translate_toolkit_with_the_same_units(kind: type, finder: Finder) -> None:
    names = {xliff.xlifffile: "a.xlf", xliff2.Xliff2File: "b.xlf", tmx.tmxfile: "a.tmx", po.pofile: "a.po"}
    rows = rows_of(NAMES[0])
    data = MADE[names[kind]](rows)
    doc = document(data, names[kind])
    revisions = fix_document(doc, finder)
    assert sum(len(revision.edits) for revision in revisions) > 5
    before, after = (list(units(kind, made)) for made in (data, write(doc, revisions)))
    assert [unit.getid() for unit in after] == [unit.getid() for unit in before]
    assert [unit.source for unit in after] == [unit.source for unit in before]
    assert [str(unit.target) for unit in after] == [revision.after for revision in revisions]


def units(kind: type, data: bytes) -> Iterator[po.pounit]:
    return (unit for unit in kind.parsestring(data).units if not unit.isheader())


OFFICE = {"a.html": "HTML (StarWriter)", "a.xhtml": "XHTML Writer File", "a.xlsx": "Calc MS Excel 2007 XML"}
CSV = "csv:Text - txt - csv (StarCalc):44,34,76"  # commas, double quotes, UTF-8


@pytest.mark.office
@pytest.mark.parametrize("name", NAMES[::2])
@pytest.mark.parametrize("kind", OFFICE)
def test_files_of_libreoffice(kind: str, name: str, office: Office, finder: Finder, tmp_path: Path) -> None:
    rows = rows_of(name)
    source = word_file(rows, tmp_path)
    if kind == "a.xlsx":
        source = tmp_path / "table.xlsx"
        source.write_bytes(excel_file(rows))
    data = office.convert(source, Path(kind).suffix, filter_name=OFFICE[kind]).read_bytes()
    texts = [segment.mt for segment in document(data, kind).segments]
    assert all(" ".join(row["mt"].split()) in texts for row in rows[:-2])
    holds(data, kind, finder)


@pytest.mark.office
def test_tables_of_libreoffice(finder: Finder, tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    for name in NAMES:
        (tmp_path / f"{name}.xlsx").write_bytes(excel_file(rows_of(name)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", CSV, "--outdir", "out"]
    subprocess.run([*command, *(f"{name}.xlsx" for name in NAMES)], cwd=tmp_path, check=True, capture_output=True)
    for name in NAMES:
        data = (tmp_path / f"out/{name}.csv").read_bytes()
        assert [segment.mt for segment in document(data, "a.csv").segments] == [row["mt"] for row in rows_of(name)]
        holds(data, "a.csv", finder)
