"""Tables of Excel workbooks: the rows of the first sheet that holds any, and a workbook made of rows."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from yiwen.errors import GlossaryError

_CELL = 32_767  # characters: Excel's own limit


def read_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield the number (from 1) and the cells, as text, of each row; values of formulas as last computed.

    Raises:
        GlossaryError: the file cannot be read or is no workbook.
    """
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror or error}; check the path") from error
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise GlossaryError(f"{path}: is no Excel workbook: {error}; save it as .xlsx") from error
    try:
        for sheet in book.worksheets:
            number = 0
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                yield number, ["" if cell is None else str(cell) for cell in cells]
            if number:
                return
    finally:
        book.close()


def write_rows(rows: Iterable[Sequence[str]], title: str = "terms") -> bytes:
    """Return a workbook of one sheet; what looks like a formula is written as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
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
