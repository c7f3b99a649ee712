"""Tables of Excel workbooks: the rows of each sheet, and a workbook made of rows."""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from yiwen.errors import DocumentError, GlossaryError
from yiwen.formats.archives import Archive, open_archive

_CELL = 32_767  # characters: Excel's own limit
_MERGED = b"mergeCell "

Rows = list[tuple[int, list[str]]]


def read_sheets(path: Path) -> Iterator[tuple[str, Rows]]:
    """Yield the title of each sheet and its rows: their number (from 1) and their cells as text.

    Values of formulas are as last computed. What cells say that are merged downwards, each of their rows says.

    Raises:
        GlossaryError: the file cannot be read, is no workbook, or is not safe to unpack.
    """
    try:
        with path.open("rb") as stream:
            archive = open_archive(stream, str(path))
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    except DocumentError as error:
        raise GlossaryError(f"{path}: is no Excel workbook: {error.args[0].removeprefix(f'{path}: ')}") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl leaves out (styles, validation) nothing is a term
        yield from _sheets(archive, path)


def _sheets(archive: Archive, path: Path) -> Iterator[tuple[str, Rows]]:
    has_merged = any(_MERGED in archive[part] for part in archive if part.startswith("xl/worksheets/"))
    try:
        book = load_workbook(BytesIO(archive.data), read_only=not has_merged, data_only=True)
        for sheet in book.worksheets:
            if not has_merged:
                sheet.reset_dimensions()  # what a sheet says of its size is often wrong
            rows = {number: _texts(cells) for number, cells in enumerate(sheet.iter_rows(values_only=True), 1)}
            if has_merged:
                _fill_down(rows, (area.bounds for area in sheet.merged_cells.ranges))
            yield sheet.title, [(number, cells) for number, cells in rows.items() if any(cells)]
        book.close()
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise GlossaryError(f"{path}: is no Excel workbook: {error}; save it as .xlsx") from error


def _texts(cells: Sequence[object]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]


def _fill_down(rows: dict[int, list[str]], areas: Iterable[tuple[int, int, int, int]]) -> None:
    """Write what cells merged downwards say into each of them; areas are first column and row, last column and row."""
    for left, top, right, bottom in areas:
        if left == right and bottom > top:
            for number in range(top + 1, bottom + 1):
                rows[number][left - 1] = rows[top][left - 1]


def write_rows(rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook of one sheet; what looks like a formula is written as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("terms")
    for row in rows:
        sheet.append([_text_cell(sheet, text) for text in row])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _text_cell(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    """Return a cell of text, even where that begins with "=" as a formula does."""
    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", text)[:_CELL])
    cell.data_type = "s"
    return cell
