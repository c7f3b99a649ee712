"""A report is repaired alike in every format: tags in the middle of terms change nothing, nor do cells or units."""

import csv
import json
import re
from collections.abc import Iterator
from html import escape, unescape
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from format_samples import document, workbook
from openpyxl import load_workbook
from translate.storage import tmx, xliff

from yiwen.formats import write
from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

REPORTS = Path(__file__).parents[2] / "eval/sets/reports"
Rows = list[tuple[str, str]]  # Chinese (blank where there is none) and machine output


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def paragraphs(text: str) -> Rows:
    return [
        ("", words) for block in re.split(r"\n\s*\n", text) if (words := re.sub(r"[ \t\n\r\f]+", " ", block).strip())
    ]


def plainly(rows: Rows, finder: Finder) -> list[str]:
    segments = tuple(Segment(str(number), mt, src or None) for number, (src, mt) in enumerate(rows))
    return [revision.after for revision in fix_document(Document("a", "txt", segments), finder)]


def with_tags(text: str, paired: str, alone: str) -> str:
    """Return the text with every fourth word, and a part of every seventh, in tags, and a tag alone between others."""
    words = text.split(" ")
    for place, word in enumerate(words):
        if place % 4 == 2:
            words[place] = paired.format(word)
        elif place % 7 == 3 and "&" not in word:
            words[place] = word[:2] + paired.format(word[2:])
        elif place % 9 == 5:
            words[place] = word + alone
    return " ".join(words)


def as_html(rows: Rows) -> bytes:
    made = [with_tags(escape(mt, quote=False), "<b><i>{}</i></b>", "<a id=x></a>") for _, mt in rows]
    return ("<!DOCTYPE html><meta charset=utf-8>" + "".join(f"<p>{text}</p>\n" for text in made)).encode()


def from_html(data: bytes) -> list[str]:
    found = re.findall("<p>(.*?)</p>", data.decode(), re.DOTALL)
    return [unescape(re.sub("<[^>]*>", "", text)) for text in found]


def as_bold(rows: Rows) -> bytes:
    """Return paragraphs with bold words; marks hold only words that begin and end right beside them."""
    return "\n\n".join(
        re.sub(r"(?<=[^\W\d_] )[A-Za-z0-9,]*[A-Za-z0-9](?=[ .,])", r"**\g<0>**", mt) for _, mt in rows
    ).encode()


def from_bold(data: bytes) -> list[str]:
    return data.decode().replace("**", "").split("\n\n")


def as_xliff(rows: Rows) -> bytes:
    units = "".join(
        f'<trans-unit id="{number}"><source>{escape(src)}</source><target>'
        + with_tags(escape(mt, quote=False), '<g id="1">{}</g>', '<bx id="2"/>')
        + "</target></trans-unit>"
        for number, (src, mt) in enumerate(rows)
    )
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x" datatype="plaintext" '
        f'source-language="zh" target-language="en"><body>{units}</body></file></xliff>'
    ).encode()


def from_xliff(data: bytes) -> list[str]:
    targets = (unit.xmlelement.find("{*}target") for unit in xliff.xlifffile.parsestring(data).units)
    return ["".join(target.itertext()) for target in targets]


def as_tmx(rows: Rows) -> bytes:
    store = tmx.tmxfile()
    for number, (src, mt) in enumerate(rows):
        store.addtranslation(src or f"x{number}", "zh-CN" if src else "fr", mt, "en")
    return bytes(store)


def from_tmx(data: bytes) -> list[str]:
    return [str(unit.target) for unit in tmx.tmxfile.parsestring(data).units]


def as_csv(rows: Rows) -> bytes:
    made = StringIO()
    csv.writer(made).writerows([("source", "target"), *rows])
    return made.getvalue().encode()


def from_csv(data: bytes) -> list[str]:
    return [row[1] for row in list(csv.reader(StringIO(data.decode(), newline="")))[1:]]


def as_xlsx(rows: Rows) -> bytes:
    return workbook([["source", "target"], *rows])


def from_xlsx(data: bytes) -> list[str]:
    sheet = load_workbook(BytesIO(data)).active
    assert sheet is not None
    return [str(row[1].value) for row in sheet.iter_rows(min_row=2)]


WAYS = {
    "a.html": (as_html, from_html),
    "a.md": (as_bold, from_bold),
    "a.txt": (as_bold, from_bold),
    "a.xlf": (as_xliff, from_xliff),
    "a.tmx": (as_tmx, from_tmx),
    "a.csv": (as_csv, from_csv),
    "a.xlsx": (as_xlsx, from_xlsx),
}


def repaired(rows: Rows, name: str, finder: Finder) -> list[str]:
    made, text_of = WAYS[name]
    doc = document(made(rows), name)
    return text_of(write(doc, fix_document(doc, finder)))


@pytest.mark.parametrize("name", WAYS)
def test_reports_are_repaired_as_in_plain_text(name: str, finder: Finder) -> None:
    changed = 0
    for path in sorted(REPORTS.glob("*.mt.txt")):
        rows = paragraphs(path.read_text(encoding="utf-8"))
        expected = plainly(rows, finder)
        assert repaired(rows, name, finder) == expected
        changed += sum(after != mt for (_, mt), after in zip(rows, expected, strict=True))
    assert changed > 60


@pytest.mark.parametrize("name", [name for name in WAYS if name not in ("a.html", "a.md", "a.txt")])
def test_reports_beside_their_chinese_are_repaired_as_rows_are(name: str, finder: Finder) -> None:
    for path in sorted(REPORTS.glob("*.jsonl"))[:4]:
        rows = [(row["src"], row["mt"]) for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())]
        assert repaired(rows, name, finder) == plainly(rows, finder)


def seeds(data: Path) -> Iterator[Rows]:
    for path in sorted((data / "seeds").glob("*.txt")):
        yield paragraphs(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WAYS)
def test_real_reports_are_repaired_as_in_plain_text(name: str, data: Path, finder: Finder) -> None:
    for rows in seeds(data):
        assert repaired(rows, name, finder) == plainly(rows, finder)
