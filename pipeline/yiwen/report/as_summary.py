"""Summaries as pages of their own, in Markdown, HTML, JSON or Word, and the report of a verification."""

from collections.abc import Mapping
from pathlib import Path

from yiwen.report.as_markdown import block_text, inline, table
from yiwen.report.summary_layout import Block, Heading, Items, Prose, Sentences, Table, layout
from yiwen.summary.sheet import Line, Sheet
from yiwen.types import Document


def numbered(document: Document) -> dict[str, str]:
    """Return the number of each segment of the report, by its id, as a reader counts them."""
    return {segment.id: str(number) for number, segment in enumerate(document.segments, 1)}


def summary_markdown(sheet: Sheet, places: Mapping[str, str], template: Path | None = None) -> str:
    """Return the sheet as Markdown; a paragraph's sentences stand one a line, which Markdown joins."""
    return "\n\n".join(_markdown(block) for block in layout(sheet, places, template)) + "\n"


def _markdown(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {inline(block.text)}"
        case Prose():
            return f"*{inline(block.text)}*" if block.emphasis else block_text(block.text)
        case Sentences():
            return "\n".join(_sentence(line, items=block.items) for line in block.lines)
        case Items():
            return "\n".join(f"- {block_text(text)}" for text in block.texts)
        case Table():
            return _table(block)


def _sentence(line: Line, *, items: bool) -> str:
    text = f"- {block_text(line.text)}" if items else block_text(line.text)
    if not line.zh:
        return text
    return f"{text}\n  {inline(line.zh)}" if items else f"{text}\n*{inline(line.zh)}*"


def _table(block: Table) -> str:
    """Return a table without the columns in which no row has anything."""
    used = [at for at in range(len(block.head)) if any(row[at] for row in block.rows)]
    return table([block.head[at] for at in used], [[row[at] for at in used] for row in block.rows])


__all__ = ["numbered", "summary_markdown"]
