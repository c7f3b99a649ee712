"""Workbooks for people: sheets of rows under a head, to read or to fill in, and reading them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from yiwen.errors import DocumentError


class Formula(str):
    """What a cell computes; a plain text that looks like one stays text."""

    __slots__ = ()


Cell = str | int | float | None
_WIDTH = 14  # of a column, in characters
_LONGEST = 32_767  # characters of a cell: Excel's own limit
_HEAD = PatternFill("solid", fgColor="E8EEF4")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, the names of its columns, and its rows.

    `widths` are in characters, by column name; `choices` are what may be chosen in the cells of a column.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: Mapping[str, int] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hidden: bool = False


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return a workbook; what looks like a formula is written as text, and can be filtered by every column."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def read_workbook(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each sheet, by its title, as values by column name; empty rows are left out.

    Raises:
        DocumentError: the file cannot be read or is no workbook.
    """
    try:
        book = load_workbook(path, data_only=True)
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise DocumentError(f"{path}: is no Excel workbook: {error}; save it as .xlsx") from error
    return {sheet.title: _rows(sheet) for sheet in book.worksheets}


def _fill(made: Worksheet, sheet: Sheet) -> None:
    wrap = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate((sheet.head, *sheet.rows), 1):
        for column, value in enumerate(row, 1):
            cell = made.cell(number, column, _plain(value))
            cell.alignment = wrap
            if isinstance(value, str) and not isinstance(value, Formula):
                cell.data_type = "s"  # even where it begins with "=" as a formula does
    for column, name in enumerate(sheet.head, 1):
        head = made.cell(1, column)
        head.font, head.fill = Font(bold=True), _HEAD
        made.column_dimensions[get_column_letter(column)].width = sheet.widths.get(name, _WIDTH)
        if name in sheet.choices:
            _offer(made, get_column_letter(column), sheet.choices[name])
    made.freeze_panes = "A2"
    made.auto_filter.ref = made.dimensions
    if sheet.hidden:
        made.sheet_state = "hidden"


def _offer(made: Worksheet, letter: str, choices: Sequence[str]) -> None:
    rule = DataValidation(type="list", formula1=f'"{",".join(choices)}"', allow_blank=True)
    made.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{max(2, made.max_row)}")


def _plain(value: Cell) -> Cell:
    return ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST] if isinstance(value, str) else value


def _rows(sheet: Worksheet) -> list[dict[str, Any]]:
    rows = sheet.iter_rows(values_only=True)
    head = [str(name) for name in next(rows, ())]
    return [dict(zip(head, row, strict=False)) for row in rows if any(cell not in (None, "") for cell in row)]
