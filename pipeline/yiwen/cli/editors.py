"""The editor's command: summarize, and verify a summary."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import options as opt

if TYPE_CHECKING:
    from yiwen.summary.house import House
    from yiwen.summary.sheet import Sheet
    from yiwen.summary.verify import Verification
    from yiwen.types import Document
    from yiwen.workflow.settings import Finder
    from yiwen.workflow.summarize import Form, Length


class ShapeChoice(StrEnum):
    """The shapes of a summary."""

    BRIEF = "brief"
    BULLETS = "bullets"
    FIGURES = "figures"
    PEOPLE = "people"
    HEADLINE = "headline"
    DIGEST = "digest"


class PageFormat(StrEnum):
    """What a page is written as; text is the sentences alone."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"
    DOCX = "docx"


_STYLES = {"percent": ("percent", "%"), "money": ("yuan", "RMB"), "land": ("hectares",)}


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(summarize)


def summarize(
    inputs: Annotated[
        list[str] | None, typer.Argument(metavar="REPORT...", help="Reports (txt, md, jsonl); - is standard input.")
    ] = None,
    words: Annotated[
        int | None, typer.Option(metavar="N", help="The most words (default 120, a third of a short report).")
    ] = None,
    sentences: Annotated[int | None, typer.Option(metavar="N", help="The most sentences.")] = None,
    percent: Annotated[
        float | None, typer.Option(metavar="P", help="The most words, as a share of the report's.")
    ] = None,
    shape: Annotated[ShapeChoice | None, typer.Option(help="What to make of it; digest takes several reports.")] = None,
    format: Annotated[
        PageFormat | None, typer.Option(help="Write a page; text is the sentences alone, one a line.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="A file for the summary.")
    ] = None,
    figures: Annotated[
        bool, typer.Option("--figures", help="Add the table of key figures and where each sentence stands.")
    ] = False,
    source: opt.Sources = None,
    strip_web: Annotated[
        bool, typer.Option("--strip-web", help="A saved web page: print its outlet, date and address.")
    ] = False,
    house: opt.House = None,
    template: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own page: Markdown with $slots ($title, $text, $figures).")
    ] = None,
    verify: Annotated[
        Path | None, typer.Option(metavar="SUMMARY", help="Hold this summary against the report; exit 1 if it fails.")
    ] = None,
    against: Annotated[Path | None, typer.Option(metavar="REPORT", help="The report for --verify.")] = None,
    glossary: opt.Glossaries = None,
    no_builtin: opt.NoBuiltin = False,
    input_format: opt.Format = None,
) -> None:
    """Write a short summary: sentences of the report as they stand there, so every figure and name is the report's.

    \b
    yiwen summarize fixed.txt --words 120
    yiwen summarize fixed.txt --shape figures --house percent=% --house money=RMB --house land=hectares
    yiwen summarize fixed.txt --shape bullets --format docx -o summary.docx
    yiwen summarize a.txt b.txt --shape digest --format html -o digest.html
    yiwen summarize --verify summary.md --against fixed.txt

    No model is used. Repair the report first (`yiwen fix`), or use `yiwen run` for both. --verify checks any summary,
    whoever wrote it: figures with units, dates, names, terms, rises and falls, plans and deeds; it exits with 1 when
    something is changed or not in the report.
    """
    from yiwen.summary.sheet import Shape
    from yiwen.workflow.settings import Finder, Settings
    from yiwen.workflow.summarize import Form, Length

    styles, choices = _house(house)
    finder = Finder(Settings(glossaries=tuple(glossary or ()), builtin=not no_builtin, house=choices))
    if verify or against:
        raise typer.Exit(_verify(verify, against, inputs, finder, format, output))
    if not inputs:
        raise typer.BadParameter("name a report to summarize, or --verify a summary --against a report")
    documents = [
        document
        for name, zh in opt.paired(inputs, source, "--source")
        for document in opt.documents(name, input_format, zh)
    ]
    wanted = format or (PageFormat.MD if shape or figures or template else PageFormat.TEXT)
    form = Form(Shape(shape or ShapeChoice.BRIEF), styles, origin=strip_web)
    _write(_pages(documents, finder, form, Length(words, sentences, percent), wanted, template), output, wanted)


def _house(written: list[str] | None) -> tuple["House", tuple[tuple[str, str], ...]]:
    """Return the style of a summary's figures, and the choices that are the termbase's."""
    from yiwen.summary.house import House

    chosen: dict[str, str] = {}
    others: list[tuple[str, str]] = []
    for what, how in opt.house_choices(written):
        if what not in _STYLES:
            others.append((what, how))
        elif how not in _STYLES[what]:
            known = " or ".join(f"{what}={value}" for value in _STYLES[what])
            raise typer.BadParameter(f"'{what}={how}' is no choice; use {known}", param_hint="--house")
        else:
            chosen[what] = how
    return House(**chosen), tuple(others)  # type: ignore[arg-type]  # each value is one of its field's


def _pages(
    documents: Sequence["Document"],
    finder: "Finder",
    form: "Form",
    length: "Length",
    format: PageFormat,
    template: Path | None,
) -> list[bytes]:
    """Return the pages, one a report, or one of them all for a digest."""
    from yiwen.summary.sheet import Shape
    from yiwen.workflow.summarize import digest_documents, shape_document

    if form.shape is Shape.DIGEST:
        return [_page(digest_documents(documents, finder, form, length), documents, format, template)]
    if len(documents) > 1 and format in (PageFormat.HTML, PageFormat.JSON, PageFormat.DOCX):
        count = len(documents)
        raise typer.BadParameter(f"{count} reports make no one {format} page; take --shape digest, or one report")
    sheets = ((shape_document(document, finder, form, length), document) for document in documents)
    return [_page(sheet, [document], format, template) for sheet, document in sheets]


def _page(sheet: "Sheet", documents: Sequence["Document"], format: PageFormat, template: Path | None) -> bytes:
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


def _write(pages: Sequence[bytes], output: Path | None, format: PageFormat | None) -> None:
    from yiwen.formats.atomic import write_atomically

    if output is not None:
        write_atomically(output, [b"\n".join(pages)])
    elif format is PageFormat.DOCX:
        raise typer.BadParameter("a docx page needs a file: -o summary.docx")
    else:
        sys.stdout.buffer.write(b"\n".join(pages))
        sys.stdout.buffer.flush()


def _verify(
    summary: Path | None,
    report: Path | None,
    inputs: list[str] | None,
    finder: "Finder",
    format: PageFormat | None,
    output: Path | None,
) -> int:
    """Print the verification; return the exit code."""
    from yiwen.formats import read
    from yiwen.workflow.summarize import verify_summary

    named = [str(report)] if report else list(inputs or [])
    if summary is None or len(named) != 1:
        raise typer.BadParameter("give one summary and one report: --verify SUMMARY --against REPORT")
    documents = list(read(Path(named[0])))
    checked = [verify_summary(one, _joined(documents), finder.glossary) for one in read(summary)]
    text = "".join(_verification(found, format) for found in checked)
    _write([text.encode("utf-8", "replace")], output, None)
    return 1 if any(found.failing for found in checked) else 0


def _joined(documents: Sequence["Document"]) -> "Document":
    """Return the documents of a report as one: the rows of a jsonl file may be several."""
    from dataclasses import replace

    segments = tuple(segment for document in documents for segment in document.segments)
    return documents[0] if len(documents) == 1 else replace(documents[0], segments=segments, skeleton=None)


def _verification(found: "Verification", format: PageFormat | None) -> str:
    if format is PageFormat.JSON:
        from yiwen.report.summary_json import verification_json

        return verification_json(found)
    from yiwen.report.verification_text import verification_lines, verification_markdown

    if format is PageFormat.MD:
        return verification_markdown(found)
    if format not in (None, PageFormat.TEXT):
        raise typer.BadParameter("a verification is written as text, md or json")
    return "\n".join(verification_lines(found)) + "\n"
