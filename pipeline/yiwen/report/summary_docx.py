"""A summary as a Word document; the only importer of python-docx."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yiwen.report.summary_layout import Block, Heading, Items, Prose, Sentences, Table, layout
from yiwen.summary.sheet import Line, Sheet

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph

_PAGE = 5_486_400  # six inches, in English Metric Units
_WIDEST = 40  # letters
_TABLE_POINTS = 9
_PAGE_LETTERS = 80  # of that size in a line of the page
_PADDING = 4  # letters that a cell's margins take
_CONTROL = {code: None for code in range(32) if code not in (9, 10, 13)} | dict.fromkeys(range(0xD800, 0xE000))


def summary_docx(sheet: Sheet, places: Mapping[str, str], template: Path | None = None) -> bytes:
    """Return the sheet as a docx file; what was put in is underlined."""
    from docx import Document  # noqa: PLC0415  # slow to load

    word = Document()
    word.core_properties.title = _clean(sheet.title)
    word.core_properties.author = ""
    for block in layout(sheet, places, template):
        _add(word, block)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _clean(text: str) -> str:
    """Return the text without what XML cannot hold."""
    return text.translate(_CONTROL)


def _add(word: "Word", block: Block) -> None:
    match block:
        case Heading():
            word.add_heading(_clean(block.text), level=min(block.level, 9))
        case Prose():
            word.add_paragraph().add_run(_clean(block.text)).italic = block.emphasis
        case Sentences():
            _add_sentences(word, block)
        case Items():
            for text in block.texts:
                word.add_paragraph(_clean(text), style="List Bullet")
        case Table():
            _add_table(word, block)


def _add_sentences(word: "Word", block: Sentences) -> None:
    if block.items:
        for line in block.lines:
            _add_line(word.add_paragraph(style="List Bullet"), line)
        return
    paragraph = word.add_paragraph()
    for at, line in enumerate(block.lines):
        if at and not line.zh:
            paragraph.add_run(" ")
        _add_line(paragraph, line)


def _add_line(paragraph: "Paragraph", line: Line) -> None:
    done = 0
    for mark in line.marks:
        paragraph.add_run(_clean(line.text[done : mark.start]))
        paragraph.add_run(_clean(mark.of(line.text))).underline = True
        done = mark.end
    paragraph.add_run(_clean(line.text[done:]))
    if line.zh:
        paragraph.add_run().add_break()
        paragraph.add_run(_clean(line.zh)).italic = True
        paragraph.add_run().add_break()


def _add_table(word: "Word", block: Table) -> None:
    used = [at for at in range(len(block.head)) if any(row[at] for row in block.rows)]
    table = word.add_table(rows=1, cols=len(used), style="Table Grid")
    for cell, at in zip(table.rows[0].cells, used, strict=True):
        _write(cell.paragraphs[0], block.head[at], bold=True)
    for row in block.rows:
        for cell, at in zip(table.add_row().cells, used, strict=True):
            _write(cell.paragraphs[0], row[at])
    _set_widths(table, block, used)


def _write(paragraph: "Paragraph", text: str, *, bold: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415  # slow to load

    run = paragraph.add_run(_clean(text))
    run.bold = bold or None
    run.font.size = Pt(_TABLE_POINTS)


def _set_widths(table: "WordTable", block: Table, used: Sequence[int]) -> None:
    """Share the page's width out: to each column its longest word, the rest by its longest text, within bounds."""
    texts = [(block.head[at], *(row[at] for row in block.rows)) for at in used]
    words = [max(len(word) for text in column for word in text.split() or [""]) + _PADDING for column in texts]
    wanted = [max(word, min(_WIDEST, max(map(len, column)))) for word, column in zip(words, texts, strict=True)]
    letters = max(sum(words), _PAGE_LETTERS)
    spare = (letters - sum(words)) / max(1, sum(wanted) - sum(words))
    table.autofit = False
    for column, word, wish in zip(table.columns, words, wanted, strict=True):
        width = round(_PAGE * (word + (wish - word) * spare) / letters)
        column.width = width
        for cell in column.cells:
            cell.width = width
