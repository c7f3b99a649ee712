"""Bilingual tables as comma- or tab-separated text: a segment a row, written back cell by cell.

Cells are read as RFC 4180 has them, the separator told by the first row; a cell that was bare gets quotes only where
its new text needs them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.encoding import Encoding
from yiwen.formats.marked import Units
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.formats.runs import Run, Spell
from yiwen.formats.slices import decoded
from yiwen.formats.tables import MOST_HEAD, find_columns
from yiwen.text.script import HAN
from yiwen.types import Document

_FEWEST_PAIRS = 3  # lines with a tab of a text that is a table
_LONGER = 1.5  # times as many letters as the Chinese has a translation has at least
_LOOKED_AT = 100_000  # characters of it
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
    yield _document(text, encoding, separator, name, options)


def pairs_of_lines(text: str, encoding: Encoding, name: str) -> Document | None:
    """Return a plain text as the table that it is, Chinese and English with a tab between; None if it is none."""
    lines = [line for line in text[:_LOOKED_AT].splitlines() if line.strip()]
    is_split = sum("\t" in line.strip() for line in lines) >= max(_FEWEST_PAIRS, len(lines) - 1)
    if not is_split or not HAN.search(text):
        return None
    try:
        found = _document(text, encoding, "\t", name, DEFAULTS)
    except DocumentError:
        return None
    chinese, english = (
        sum(map(len, side)) for side in zip(*((s.src or "", s.mt) for s in found.segments), strict=True)
    )
    return found if chinese and english >= _LONGER * chinese else None


def _document(text: str, encoding: Encoding, separator: str, name: str, options: ReadOptions) -> Document:
    units = Units(name)
    _read(text, separator, units, options)
    if not units.has_english:
        raise DocumentError(f"{name}: holds no English in the column of the translation; name another")
    return units.document("csv", text, encoding)


def _separator(text: str) -> str:
    """Return the separator that the first row holds most of."""
    first = _QUOTED.sub("", text[:65536].lstrip("\r\n").partition("\n")[0])
    return max(_SEPARATORS, key=first.count)


def _read(text: str, separator: str, units: Units, options: ReadOptions) -> None:
    """Add the rows of the table."""
    rows = _rows(text, separator, units.name)
    head = list(islice(rows, MOST_HEAD))
    columns, body = find_columns([[cell.value(text) for cell in cells] for _, cells in head], units.name, options)
    bare = partial(_bare, separator)
    for number, cells in chain(head[body:], rows):
        src, ref = (_value(text, cells, column) for column in (columns.src, columns.ref))
        runs = _runs(text, cells[columns.mt], bare) if columns.mt < len(cells) else ()
        place = _place(cells, columns.mt, separator, bare)
        units.add(str(number), runs, src, ref, fills_in=True, place=place)


def _place(cells: Sequence[_Cell], column: int, separator: str, bare: Spell) -> Run:
    """Return where a text goes that a row does not have: into its empty cell, or behind its last."""
    if column < len(cells):
        cell = cells[column]
        return Run("", cell.end, cell.end, _within_quotes if cell.quoted else bare)
    end = cells[-1].end + cells[-1].quoted
    lacking = separator * (column + 1 - len(cells))
    return Run("", end, end, lambda text: lacking + bare(text))


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
            cell = _cell(text, at, bare, name, strict=separator != "\t")
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


def _cell(text: str, at: int, bare: re.Pattern[str], name: str, *, strict: bool) -> _Cell:
    """Return the cell at a place; a quote that holds no whole cell is a letter where tabs split, else a fault."""
    quoted = _QUOTED.match(text, at)
    is_letter = not strict and (quoted is None or text[quoted.end() : quoted.end() + 1] not in ("", "\t", "\r", "\n"))
    if text[at : at + 1] != '"' or is_letter:
        found = bare.match(text, at)
        return _Cell(at, found.end() if found else at, quoted=False)
    if quoted is None:
        line = text.count("\n", 0, at) + 1
        raise DocumentError(f"{name}:{line}: a quotation mark opens a cell and none closes it; close it")
    return _Cell(*quoted.span(1), quoted=True)


def _runs(text: str, cell: _Cell, bare: Spell) -> Iterator[Run]:
    if not cell.quoted:
        if cell.end > cell.start:
            is_letter = text.startswith('"', cell.start)
            yield Run(text[cell.start : cell.end], cell.start, cell.end, str if is_letter else bare, whole=True)
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
