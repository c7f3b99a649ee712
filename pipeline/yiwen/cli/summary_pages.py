"""Summaries and verifications written as the pages that were asked for."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from yiwen.summary.sheet import Sheet
    from yiwen.summary.verify import Verification
    from yiwen.types import Document


class PageFormat(StrEnum):
    """What a page is written as; text is the sentences alone."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"
    DOCX = "docx"


ONE_PAGE = frozenset({PageFormat.HTML, PageFormat.JSON, PageFormat.DOCX})
"""What cannot be put behind another page of its kind."""


def page(sheet: "Sheet", documents: Sequence["Document"], format: PageFormat, template: Path | None) -> bytes:
    """Return a summary of the documents as a page."""
    from yiwen.report.as_summary import numbered, summary_markdown

    places = {key: number for document in documents for key, number in numbered(document).items()}
    if format is PageFormat.TEXT and sheet.lines:
        return f"{sheet.text}\n".encode("utf-8", "replace")
    if format is PageFormat.HTML:
        from yiwen.report.summary_html import summary_html

        return summary_html(sheet, places, template).encode("utf-8", "replace")
    if format is PageFormat.JSON:
        from yiwen.report.summary_json import summary_json

        return summary_json(sheet).encode("utf-8", "replace")
    if format is PageFormat.DOCX:
        from yiwen.report.summary_docx import summary_docx

        return summary_docx(sheet, places, template)
    return summary_markdown(sheet, places, template).encode("utf-8", "replace")


def write(pages: Sequence[bytes], output: Path | None, format: PageFormat | None) -> None:
    """Write pages into a file, or to standard output."""
    from yiwen.formats.atomic import write_atomically

    if output is not None:
        write_atomically(output, [b"\n".join(pages)])
    elif format is PageFormat.DOCX:
        raise typer.BadParameter("a docx page needs a file: -o summary.docx")
    else:
        sys.stdout.buffer.write(b"\n".join(pages))
        sys.stdout.buffer.flush()


def verification(found: "Verification", format: PageFormat | None) -> str:
    """Return a verification as text, Markdown or JSON."""
    if format is PageFormat.JSON:
        from yiwen.report.summary_json import verification_json

        return verification_json(found)
    from yiwen.report.verification_text import verification_lines, verification_markdown

    if format is PageFormat.MD:
        return verification_markdown(found)
    if format not in (None, PageFormat.TEXT):
        raise typer.BadParameter("a verification is written as text, md or json")
    return "\n".join(verification_lines(found)) + "\n"
