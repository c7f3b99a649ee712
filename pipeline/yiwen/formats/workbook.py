"""Excel workbooks as bilingual tables: a segment a row of each sheet that holds the translation.

Bold and colours within a cell are tags round its text; `workbook_writer` writes it back in place.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.archives import Archive, open_archive
from yiwen.formats.locked import addresses, merged, placeholders
from yiwen.formats.marked import awaits_translation, said
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.formats.runs import Run, locked_spans, text_of
from yiwen.formats.tables import MOST_HEAD, Columns, find_columns
from yiwen.formats.xml import Node, Text, check_xml, escape, nodes, runs
from yiwen.types import Document, Segment

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of text: its sheet's part, its place there, the runs it is written in, its shared string if it is one.

    The runs of a shared string stand in the part of the shared strings, `pointer` to it in the sheet's. What is no text
    (a number, what a formula makes) has no runs; an empty cell has one that takes its text. `element` is where the cell
    stands in the sheet's part, `prefix` that of its elements.
    """

    part: str
    row: int
    column: int
    runs: tuple[Run, ...]
    shared: int | None = None
    pointer: tuple[int, int] = (0, 0)
    is_text: bool = True
    element: tuple[int, int] = (0, 0)
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """The skeleton of a document: the archive, a cell a segment, the titles of the sheets that are not read."""

    archive: Archive
    cells: tuple[Cell, ...]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedStrings:
    """The shared strings: their part and its text, the place of each, and the runs of each."""

    part: str
    text: str
    items: tuple[Node, ...]
    runs: tuple[tuple[Run, ...], ...]


def read(stream: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Iterator[Document]:
    """Yield the one document that the workbook is: all its sheets that have a column for the translation.

    Raises:
        DocumentError: the file is no workbook, damaged or unsafe, or no sheet has a column for the translation.
    """
    if name.lower().endswith(".xls"):
        raise DocumentError(f"{name}: is a workbook of Excel 97-2003; save it as .xlsx")
    archive = open_archive(stream, name)
    if _BOOK not in archive:
        raise DocumentError(f"{name}: is no Excel workbook; save it as .xlsx")
    strings = shared_strings(archive)
    failure: DocumentError | None = None
    segments: list[Segment] = []
    cells: list[Cell] = []
    skipped: list[str] = []
    for title, part in sheet_parts(archive):
        rows = list(cells_by_row(part_text(archive, part), strings, part))
        if not rows:
            continue
        try:
            columns, body = find_columns([_texts(row) for row in rows[:MOST_HEAD]], f"{name}[{title}]", options)
        except DocumentError as error:
            failure = failure or error
            skipped.append(title)
            continue
        for segment, cell in _pairs(title, rows[body:], columns):
            segments.append(segment)
            cells.append(cell)
    if not any(segment.mt.strip() for segment in segments):
        raise failure or DocumentError(f"{name}: holds no English in the column of the translation; name another")
    yield Document(name, "xlsx", tuple(segments), Workbook(archive, tuple(cells), tuple(skipped)))


def left_alone(document: Document) -> tuple[str, ...]:
    """Return which sheets of a workbook are left as they are, as no column of theirs is known for the translation."""
    book: Workbook = document.skeleton
    return tuple(
        f"sheet '{title}' (no one column is headed as the English; name it with --target-column)"
        for title in book.skipped
    )


def _pairs(title: str, rows: Iterable[Mapping[int, Cell]], columns: Columns) -> Iterator[tuple[Segment, Cell]]:
    """Yield the rows of a sheet that hold a translation: the segment and its cell."""
    for row in rows:
        src, ref = (_words(row, column) for column in (columns.src, columns.ref))
        cell = row.get(columns.mt) or _absent(row, columns.mt)
        text = text_of(cell.runs)
        if text.strip() or (cell.is_text and awaits_translation(text, src)):
            locked = merged((*locked_spans(cell.runs), *placeholders(text), *addresses(text)))
            label = f"{title}!{_letters(cell.column)}{cell.row}"
            yield Segment(label, text, said(src), said(ref), locked), cell


def _absent(row: Mapping[int, Cell], column: int) -> Cell:
    """Return the cell of a row that the file leaves out, with the place that takes its text."""
    before = max((at for at in row if at < column), default=None)
    other = row[min(row) if before is None else before]
    at = other.element[0] if before is None else other.element[1]
    place = f"{_letters(column)}{other.row}"
    run = Run("", at, at, lambda text: f'<{other.prefix}c r="{place}"{_inline(text, other.prefix)}</{other.prefix}c>')
    return Cell(other.part, other.row, column, (run,), prefix=other.prefix)


def _inline(text: str, prefix: str) -> str:
    """Return what follows the attributes of a cell that holds a text of its own, up to its end tag."""
    return f' t="inlineStr"><{prefix}is><{prefix}t xml:space="preserve">{escape(text)}</{prefix}t></{prefix}is>'


def _words(row: Mapping[int, Cell], column: int | None) -> str | None:
    return text_of(row[column].runs) if column is not None and column in row else None


def part_text(archive: Archive, part: str) -> str:
    """Return the text of a part, checked.

    Raises:
        DocumentError: there is no such part, or it is no good XML.
    """
    if part not in archive:
        raise DocumentError(f"{archive.name}: its part {part} is missing; save the workbook again")
    text, encoding = check_xml(archive[part], f"{archive.name}[{part}]")
    if encoding.codec != "utf-8":
        raise DocumentError(f"{archive.name}: its part {part} is not UTF-8; save the workbook again")
    return text


def _links(archive: Archive) -> dict[str, tuple[str, str]]:
    """Return what the workbook is linked to: kind (as "worksheet") and part of each link, by its id."""
    found: dict[str, tuple[str, str]] = {}
    for link, _ in nodes(part_text(archive, _LINKS), ("Relationship",), archive.name):
        target = link.attributes.get("Target", "")
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        found[link.attributes.get("Id", "")] = link.attributes.get("Type", "").rpartition("/")[2], part
    return found


def sheet_parts(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the title and the part of each sheet, in the order of the workbook."""
    links = _links(archive)
    for sheet, _ in nodes(part_text(archive, _BOOK), ("sheet",), archive.name):
        key = next((value for key, value in sheet.attributes.items() if key.endswith(":id")), "")
        kind, part = links.get(key, ("", ""))
        if kind == "worksheet":
            yield sheet.attributes.get("name", ""), part


def shared_strings(archive: Archive) -> SharedStrings:
    """Return the shared strings of a workbook; none where it has no part for them."""
    part = next((target for kind, target in _links(archive).values() if kind == "sharedStrings"), "")
    if not part:
        return SharedStrings("", "", (), ())
    text = part_text(archive, part)
    items = tuple(node for node, _ in nodes(text, ("si",), archive.name))
    return SharedStrings(part, text, items, tuple(tuple(_item_runs(text, item)) for item in items))


def _item_runs(text: str, item: Node) -> Iterator[Run]:
    """Yield the runs of a string; what is read aloud above Chinese letters (rPh) is not of it."""
    for node in item.elements:
        if node.name == "t":
            for child in node.children:
                if isinstance(child, Text):
                    yield from runs(text, child, escape)
        elif node.name == "r":
            yield from _item_runs(text, node)


def cells_by_row(text: str, strings: SharedStrings, part: str) -> Iterator[dict[int, Cell]]:
    """Yield the cells of each row that holds text, by column; those that hold nothing are left out."""
    number = 0
    for row, _ in nodes(text, ("row",), part):
        number = int(row.attributes.get("r") or number + 1)
        cells: dict[int, Cell] = {}
        column = -1
        for node in row.elements:
            place = _PLACE.match(node.attributes.get("r", ""))
            column = _index(place[1]) if place else column + 1
            cell = _cell(text, node, part, number, column, strings)
            cells[column] = replace(cell, element=(node.start, node.end), prefix=node.prefix)
        if any(map(_holds_text, cells.values())):
            yield cells


def _holds_text(cell: Cell) -> bool:
    return any(run.text for run in cell.runs)


def _cell(text: str, node: Node, part: str, row: int, column: int, strings: SharedStrings) -> Cell:
    """Return the cell; only text that is not the result of a formula has runs."""
    kind, value, inline = node.attributes.get("t"), node.child("v"), node.child("is")
    if node.child("f") is not None:
        return Cell(part, row, column, (), is_text=False)
    if kind == "inlineStr" and inline is not None:
        return Cell(part, row, column, tuple(_item_runs(text, inline)) or (_place(text, node),))
    if value is None:
        return Cell(part, row, column, (_place(text, node),))
    if kind != "s" or not text[value.inner : value.inner_end].strip().isdecimal():
        return Cell(part, row, column, (), is_text=False)
    index = int(text[value.inner : value.inner_end])
    found = strings.runs[index] if index < len(strings.runs) else ()
    if not found:
        return Cell(part, row, column, (_place(text, node),))
    return Cell(part, row, column, found, index, (value.inner, value.inner_end))


def _place(text: str, node: Node) -> Run:
    """Return the run that takes the text of an empty cell: its attributes stay, but for its type."""
    head = re.sub(r"""\st\s*=\s*(?:"[^"]*"|'[^']*')""", "", text[node.start : node.inner])
    opening = head.removesuffix("/>").removesuffix(">").rstrip()
    return Run("", node.start, node.end, lambda written: f"{opening}{_inline(written, node.prefix)}</{node.tag}>")


def _texts(row: Mapping[int, Cell]) -> list[str]:
    filled = [at for at, cell in row.items() if _holds_text(cell) or not cell.is_text]
    return [text_of(row[at].runs) if at in row else "" for at in range(max(filled) + 1)]


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else f"{_letters(index // 26 - 1)}{_letters(index % 26)}"
