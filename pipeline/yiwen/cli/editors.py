"""The editor's command: summarize, and verify a summary."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import options as opt
from yiwen.cli.summary_pages import ONE_PAGE, PageFormat, page, verification, write

if TYPE_CHECKING:
    from yiwen.types import Document, Summarizer
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


Reports = Annotated[
    list[str] | None,
    typer.Argument(metavar="REPORT...", help="Reports, in any format that `fix` reads; - is standard input."),
]
Words = Annotated[
    int | None, typer.Option(metavar="N", help="The most words (default 120, a third of a short report).")
]
Sentences = Annotated[int | None, typer.Option(metavar="N", help="The most sentences.")]
Percent = Annotated[float | None, typer.Option(metavar="P", help="The most words, as a share of the report's.")]
ShapeAsked = Annotated[
    ShapeChoice | None, typer.Option(help="What to make of it; digest takes several reports. The default is brief.")
]
Written = Annotated[PageFormat | None, typer.Option(help="Write a page; text is the sentences alone, one a line.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="A file for the summary.")]
Figures = Annotated[
    bool, typer.Option("--figures", help="Add the table of key figures and where each sentence stands.")
]
StripWeb = Annotated[bool, typer.Option("--strip-web", help="A saved web page: print its outlet, date and address.")]
Template = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Your own page: Markdown with $slots ($title, $text, $figures).")
]
Verified = Annotated[
    Path | None, typer.Option(metavar="SUMMARY", help="Hold this summary against the report; exit 1 if it fails.")
]
Against = Annotated[Path | None, typer.Option(metavar="REPORT", help="The report for --verify.")]
Model = Annotated[
    str | None,
    typer.Option(metavar="ID", help="Let a model write (`yiwen models` lists them); what it writes is verified."),
]
Server = Annotated[str, typer.Option(metavar="URL", help="The server of a model openai:NAME.")]
Accept = Annotated[bool, typer.Option("--accept-licence", help="You have read the model's licence and accept it.")]


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(summarize)


def summarize(
    inputs: Reports = None,
    words: Words = None,
    sentences: Sentences = None,
    percent: Percent = None,
    shape: ShapeAsked = None,
    format: Written = None,
    output: Output = None,
    figures: Figures = False,
    source: opt.Sources = None,
    strip_web: StripWeb = False,
    house: opt.House = None,
    template: Template = None,
    model: Model = None,
    server: Server = "",
    accept_licence: Accept = False,
    verify: Verified = None,
    against: Against = None,
    glossary: opt.Glossaries = None,
    no_builtin: opt.NoBuiltin = False,
    input_format: opt.Format = None,
) -> None:
    """Write a short summary: sentences of the report as they stand there, so every figure and name is the report's.

    \b
    yiwen summarize fixed.txt --words 120
    yiwen summarize fixed.txt --shape figures --house percent=% --house money=RMB --house land=hectares
    yiwen summarize fixed.txt --shape bullets --format docx -o summary.docx
    yiwen summarize fixed.txt --source report.zh.txt --format html -o summary.html
    yiwen summarize a.txt b.txt --shape digest --format html -o digest.html
    yiwen summarize --verify summary.md --against fixed.txt

    No model is used unless --model names one; what it writes is held against the report, and a sentence that fails
    gives way to the report's own. Repair the report first (`yiwen fix`), or use `yiwen run` for both. --verify checks
    any summary, whoever wrote it: figures with units, dates, names, terms, rises and falls, plans and deeds; it exits
    with 1 when something is changed or not in the report.
    """
    from yiwen.summary.house import house_of
    from yiwen.summary.sheet import Shape
    from yiwen.workflow.summarize import Form, Length

    finders = opt.Finders(opt.given(glossary=glossary, no_builtin=no_builtin, house=house))
    if verify or against:
        raise typer.Exit(_verify(verify, against, inputs, finders, format, output))
    if not inputs:
        raise typer.BadParameter("name a report to summarize, or --verify a summary --against a report")
    styles = house_of(finders(inputs[0]).settings.house)
    form = Form(Shape(shape or ShapeChoice.BRIEF), styles, origin=strip_web)
    wanted = format or _format_of(output) or (PageFormat.MD if shape or figures or template else PageFormat.TEXT)
    writer = _summarizer(model, server, form, accept_licence=accept_licence)
    reports = [
        (document, finders(name))
        for name, zh in opt.paired(inputs, source, "--source")
        for document in opt.documents(name, input_format, zh)
    ]
    write(_pages(reports, form, Length(words, sentences, percent), wanted, template, writer), output, wanted)


def _format_of(output: Path | None) -> PageFormat | None:
    """Return the format that the name of the output tells; a summary in plain text has none of its own."""
    suffix = output.suffix.lower().removeprefix(".") if output is not None else ""
    told = {form.value: form for form in PageFormat if form is not PageFormat.TEXT}
    return told.get(suffix)


def _summarizer(model: str | None, server: str, form: "Form", *, accept_licence: bool) -> "Summarizer | None":
    """Return the model that was asked for, None where none was."""
    from yiwen.summary.sheet import Shape

    if model is None:
        return None
    if form.shape not in (Shape.BRIEF, Shape.BULLETS):
        raise typer.BadParameter(f"a model writes brief or bullets, not {form.shape}", param_hint="--model")
    from yiwen.models import Options, load_summarizer
    from yiwen.workflow.summarize import Watched

    loaded = load_summarizer(model, Options(server=server), accept_licence=accept_licence)
    return Watched(loaded, lambda line: typer.echo(line, err=True))


def _pages(
    reports: Sequence[tuple["Document", "Finder"]],
    form: "Form",
    length: "Length",
    format: PageFormat,
    template: Path | None,
    model: "Summarizer | None",
) -> list[bytes]:
    """Return the pages, one a report, or one of them all for a digest."""
    from yiwen.summary.sheet import Shape
    from yiwen.workflow.summarize import digest_documents, shape_document

    if not reports:
        raise typer.BadParameter("the inputs hold no report; name a file with text")
    if form.shape is Shape.DIGEST:
        documents = [document for document, _ in reports]
        return [page(digest_documents(documents, reports[0][1], form, length), documents, format, template)]
    if len(reports) > 1 and format in ONE_PAGE:
        count = len(reports)
        raise typer.BadParameter(f"{count} reports make no one {format} page; take --shape digest, or one report")
    sheets: Iterator[bytes] = (
        page(shape_document(document, finder, form, length, model=model), [document], format, template)
        for document, finder in reports
    )
    return list(sheets)


def _verify(
    summary: Path | None,
    report: Path | None,
    inputs: list[str] | None,
    finders: opt.Finders,
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
    glossary = finders(named[0]).glossary
    checked = [verify_summary(one, _joined(documents), glossary) for one in read(summary)]
    write(["".join(verification(found, format) for found in checked).encode("utf-8", "replace")], output, None)
    return 1 if any(found.failing for found in checked) else 0


def _joined(documents: Sequence["Document"]) -> "Document":
    """Return the documents of a report as one: the rows of a jsonl file may be several."""
    from dataclasses import replace

    segments = tuple(segment for document in documents for segment in document.segments)
    return documents[0] if len(documents) == 1 else replace(documents[0], segments=segments, skeleton=None)
