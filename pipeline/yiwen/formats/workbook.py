"""Excel workbooks as bilingual tables: a segment a row of each sheet that holds the translation, written back in place.

Only the parts that hold edited text are patched: a shared string where all its cells are edited alike, else a new one
is added and the cell points to it. Bold and colours within a cell are tags round its text.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.archives import Archive, open_archive, write_archive
from yiwen.formats.locked import addresses, merged, placeholders
from yiwen.formats.marked import patched, run_patches, said
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.formats.runs import Patch, Run, locked_spans, text_of
from yiwen.formats.tables import Columns, find_columns
from yiwen.formats.xml import Node, Text, check_xml, escape, nodes, runs, with_attribute
from yiwen.types import Document, Revision, Segment

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of text: its sheet's part, its place there, the runs it is written in, its shared string if it is one.

    The runs of a shared string stand in the part of the shared strings, `pointer` to it in the sheet's.
    """

    part: str
    row: int
    column: int
    runs: tuple[Run, ...]
    shared: int | None = None
    pointer: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Workbook:
    """The skeleton of a document: the archive, and a cell a segment."""

    archive: Archive
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Strings:
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
    strings = _strings(archive)
    failure: DocumentError | None = None
    segments: list[Segment] = []
    cells: list[Cell] = []
    for title, part in _sheets(archive):
        rows = list(_rows(_part(archive, part), strings, part))
        try:
            columns = _columns(rows[0], f"{name}[{title}]", options) if rows else None
        except DocumentError as error:
            failure = failure or error
            continue
        for segment, cell in _pairs(title, rows[columns.header :], columns) if columns else ():
            segments.append(segment)
            cells.append(cell)
    if not segments:
        raise failure or DocumentError(f"{name}: holds no English in the column of the translation; name another")
    yield Document(name, "xlsx", tuple(segments), Workbook(archive, tuple(cells)))


def _pairs(title: str, rows: Iterable[Mapping[int, Cell]], columns: Columns) -> Iterator[tuple[Segment, Cell]]:
    """Yield the rows of a sheet that hold a translation: the segment and its cell."""
    for row in rows:
        cell = row.get(columns.mt)
        text = text_of(cell.runs) if cell else ""
        if cell and text.strip():
            src, ref = (_words(row, column) for column in (columns.src, columns.ref))
            locked = merged((*locked_spans(cell.runs), *placeholders(text), *addresses(text)))
            label = f"{title}!{_letters(cell.column)}{cell.row}"
            yield Segment(label, text, said(src), said(ref), locked), cell


def _words(row: Mapping[int, Cell], column: int | None) -> str | None:
    return text_of(row[column].runs) if column is not None and column in row else None


def _part(archive: Archive, part: str) -> str:
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
    for link, _ in nodes(_part(archive, _LINKS), ("Relationship",), archive.name):
        target = link.attributes.get("Target", "")
        part = target[1:] if target.startswith("/") else f"xl/{target}"
        found[link.attributes.get("Id", "")] = link.attributes.get("Type", "").rpartition("/")[2], part
    return found


def _sheets(archive: Archive) -> Iterator[tuple[str, str]]:
    """Yield the title and the part of each sheet, in the order of the workbook."""
    links = _links(archive)
    for sheet, _ in nodes(_part(archive, _BOOK), ("sheet",), archive.name):
        key = next((value for key, value in sheet.attributes.items() if key.endswith(":id")), "")
        kind, part = links.get(key, ("", ""))
        if kind == "worksheet":
            yield sheet.attributes.get("name", ""), part


def _strings(archive: Archive) -> _Strings:
    part = next((target for kind, target in _links(archive).values() if kind == "sharedStrings"), "")
    if not part:
        return _Strings("", "", (), ())
    text = _part(archive, part)
    items = tuple(node for node, _ in nodes(text, ("si",), archive.name))
    return _Strings(part, text, items, tuple(tuple(_item_runs(text, item)) for item in items))


def _item_runs(text: str, item: Node) -> Iterator[Run]:
    """Yield the runs of a string; what is read aloud above Chinese letters (rPh) is not of it."""
    for node in item.elements:
        if node.name == "t":
            for child in node.children:
                if isinstance(child, Text):
                    yield from runs(text, child, escape)
        elif node.name == "r":
            yield from _item_runs(text, node)


def _rows(text: str, strings: _Strings, part: str) -> Iterator[dict[int, Cell]]:
    """Yield the cells of text of each row that has any, by column."""
    number = 0
    for row, _ in nodes(text, ("row",), part):
        number = int(row.attributes.get("r") or number + 1)
        cells: dict[int, Cell] = {}
        column = -1
        for node in row.elements:
            place = _PLACE.match(node.attributes.get("r", ""))
            column = _index(place[1]) if place else column + 1
            cell = _cell(text, node, part, number, column, strings)
            if cell is not None:
                cells[column] = cell
        if cells:
            yield cells


def _cell(text: str, node: Node, part: str, row: int, column: int, strings: _Strings) -> Cell | None:
    """Return the cell, if it holds text that is not the result of a formula."""
    kind, value, inline = node.attributes.get("t"), node.child("v"), node.child("is")
    if node.child("f") is not None:
        return None
    if kind == "inlineStr" and inline is not None:
        return Cell(part, row, column, tuple(_item_runs(text, inline)))
    if kind != "s" or value is None or not text[value.inner : value.inner_end].strip().isdecimal():
        return None
    index = int(text[value.inner : value.inner_end])
    found = strings.runs[index] if index < len(strings.runs) else ()
    return Cell(part, row, column, found, index, (value.inner, value.inner_end))


def _uses(archive: Archive, strings: _Strings) -> dict[int, int]:
    """Return how many cells of the whole workbook show each shared string."""
    counts: dict[int, int] = defaultdict(int)
    for _, part in _sheets(archive):
        for row in _rows(_part(archive, part), strings, part):
            for cell in row.values():
                if cell.shared is not None:
                    counts[cell.shared] += 1
    return dict(counts)


def _columns(first: Mapping[int, Cell], name: str, options: ReadOptions) -> Columns:
    width = max(first) + 1
    return find_columns([text_of(first[at].runs) if at in first else "" for at in range(width)], name, options)


def _index(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else f"{_letters(index // 26 - 1)}{_letters(index % 26)}"


class WorkbookWriter:
    """Writes workbooks: each comes out whole when it is added."""

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the file with the cells patched that the revisions change."""
        book: Workbook = document.skeleton
        edited = [(cell, revision) for cell, revision in zip(book.cells, revisions, strict=True) if revision.edits]
        return write_archive(book.archive, dict(_changed(book, edited))) if edited else book.archive.data

    def close(self) -> bytes:
        """Return nothing: no document waits for another."""
        return b""


def _changed(book: Workbook, edited: Sequence[tuple[Cell, Revision]]) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that change, with their bytes."""
    texts = {part: _part(book.archive, part) for part in {cell.part for cell, _ in edited}}
    sheets: dict[str, list[Patch]] = defaultdict(list)
    alike: dict[int, list[tuple[Cell, Revision]]] = defaultdict(list)
    for cell, revision in edited:
        if cell.shared is None:
            sheets[cell.part] += run_patches(texts[cell.part], cell.runs, revision.edits)
        else:
            alike[cell.shared].append((cell, revision))
    if alike:
        strings = _strings(book.archive)
        text, moved = _new_strings(strings, alike, _uses(book.archive, strings))
        for part, patch in moved:
            sheets[part].append(patch)
        yield strings.part, _encoded(book.archive, strings.part, text)
    for part, patches in sheets.items():
        patches.sort(key=lambda patch: patch.start)
        yield part, _encoded(book.archive, part, patched(texts[part], patches))


def _new_strings(
    strings: _Strings, alike: Mapping[int, Sequence[tuple[Cell, Revision]]], uses: Mapping[int, int]
) -> tuple[str, list[tuple[str, Patch]]]:
    """Return the text of the shared strings, edited, and the patches, by part, of the cells that point to a new one."""
    patches: list[Patch] = []
    moved: list[tuple[str, Patch]] = []
    added: list[str] = []
    for index, group in alike.items():
        made = [list(run_patches(strings.text, cell.runs, revision.edits)) for cell, revision in group]
        if len(group) == uses[index] and all(one == made[0] for one in made):
            patches += made[0]
            continue
        item = strings.items[index]
        for (cell, _), one in zip(group, made, strict=True):
            moved.append((cell.part, Patch(*cell.pointer, str(len(strings.items) + len(added)))))
            local = [Patch(p.start - item.start, p.end - item.start, p.after) for p in one]
            added.append(patched(strings.text[item.start : item.end], local))
    if added:
        end = strings.items[-1].end
        patches += (Patch(end, end, "".join(added)), *_counted(strings, len(added)))
    return patched(strings.text, sorted(patches, key=lambda patch: patch.start)), moved


def _counted(strings: _Strings, more: int) -> Iterator[Patch]:
    """Yield the patch of the number of strings, where the part says it."""
    root = next(iter(nodes(strings.text, ("sst",), strings.part)))[0]
    written = root.attributes.get("uniqueCount", "")
    if written.isdecimal():
        yield with_attribute(strings.text, root, "uniqueCount", str(int(written) + more))


def _encoded(archive: Archive, part: str, text: str) -> bytes:
    mark = b"\xef\xbb\xbf" if archive[part].startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode("utf-8")
