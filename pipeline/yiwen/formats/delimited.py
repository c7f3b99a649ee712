"""Bilingual tables as comma- or tab-separated text: a segment a row, written back cell by cell.

Cells are read as RFC 4180 has them, the separator told by the first row; a cell that was bare gets quotes only where
its new text needs them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.marked import Units
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.formats.runs import Run, Spell
from yiwen.formats.slices import decoded
from yiwen.formats.tables import find_columns
from yiwen.types import Document

_SEPARATORS = ",;\t|"
_MOST_CELLS = 16_384  # of a row: Excel's own limit
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')


@dataclass(frozen=True, slots=True)
class _Cell:
    """Where a cell's content stands in the file, without its quotes."""

    start: int
    end: int
    quoted: bool

    def value(self, text: str) -> str:
        written = text[self.start : self.end]
        return written.replace('""', '"') if self.quoted else written


def read(stream: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Iterator[Document]:
    """Yield the one document that the table is.

    Raises:
        DocumentError: the file is no text, a quote is left open, or no column holds the English.
    """
    text, encoding = decoded(stream, name)
    separator = "\t" if name.lower().endswith((".tsv", ".tab")) else _separator(text)
    units = Units(name)
    _read(text, separator, units, options)
    if not units.segments:
        raise DocumentError(f"{name}: holds no English in the column of the translation; name another")
    yield units.document("csv", text, encoding)


def _separator(text: str) -> str:
    """Return the separator that the first row holds most of."""
    first = _QUOTED.sub("", text[:65536].lstrip("\r\n").partition("\n")[0])
    return max(_SEPARATORS, key=first.count)


def _read(text: str, separator: str, units: Units, options: ReadOptions) -> None:
    """Add the rows of the table."""
    rows = _rows(text, separator, units.name)
    first = next(rows, (1, []))
    columns = find_columns([cell.value(text) for cell in first[1]], units.name, options)
    bare = partial(_bare, separator)
    for number, cells in rows if columns.header else chain((first,), rows):
        if columns.mt < len(cells):
            src, ref = (_value(text, cells, column) for column in (columns.src, columns.ref))
            units.add(str(number), _runs(text, cells[columns.mt], bare), src, ref, fills_in=True)


def _value(text: str, cells: list[_Cell], column: int | None) -> str | None:
    return cells[column].value(text) if column is not None and column < len(cells) else None


def _rows(text: str, separator: str, name: str) -> Iterator[tuple[int, list[_Cell]]]:
    """Yield the rows that hold something, each with its number from 1."""
    bare = re.compile(rf"[^{re.escape(separator)}\r\n]*+")
    number, at = 0, 0
    while at < len(text):
        number += 1
        cells: list[_Cell] = []
        while True:
            cell = _cell(text, at, bare, name)
            cells.append(cell)
            if len(cells) > _MOST_CELLS:
                raise DocumentError(f"{name}: a row has more than {_MOST_CELLS:,} cells; is it a table?")
            at = cell.end + cell.quoted
            if text[at : at + 1] != separator:
                break
            at += 1
        if text[at : at + 1] not in ("", "\r", "\n"):
            line = text.count("\n", 0, at) + 1
            raise DocumentError(f"{name}:{line}: text follows a closing quote; double the quotes within a cell")
        at += 2 if text.startswith("\r\n", at) else 1
        if len(cells) > 1 or cells[0].end > cells[0].start:
            yield number, cells


def _cell(text: str, at: int, bare: re.Pattern[str], name: str) -> _Cell:
    if text[at : at + 1] != '"':
        found = bare.match(text, at)
        return _Cell(at, found.end() if found else at, quoted=False)
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        line = text.count("\n", 0, at) + 1
        raise DocumentError(f"{name}:{line}: a quotation mark opens a cell and none closes it; close it")
    return _Cell(*quoted.span(1), quoted=True)


def _runs(text: str, cell: _Cell, bare: Spell) -> Iterator[Run]:
    if not cell.quoted:
        if cell.end > cell.start:
            yield Run(text[cell.start : cell.end], cell.start, cell.end, bare, whole=True)
        return
    at = cell.start
    for piece in re.finditer(r'""|[^"]+', text[cell.start : cell.end]):
        end = at + len(piece[0])
        yield Run('"' if piece[0] == '""' else piece[0], at, end, _within_quotes)
        at = end


def _within_quotes(text: str) -> str:
    return text.replace('"', '""')


def _bare(separator: str, text: str) -> str:
    """Return a cell that was written without quotes; with them where its text needs them now."""
    needs = text.startswith('"') or any(letter in text for letter in (separator, "\r", "\n"))
    return f'"{_within_quotes(text)}"' if needs else text
