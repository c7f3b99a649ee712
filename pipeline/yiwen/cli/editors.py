"""The editor's command: summarize."""

from pathlib import Path
from typing import Annotated

import typer

from yiwen.cli import options as opt


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(summarize)


def summarize(
    input: Annotated[str, typer.Argument(metavar="INPUT", help="A report (txt, md); - is standard input.")],
    words: Annotated[
        int | None, typer.Option(metavar="N", help="The most words (default 120, a third of a short report).")
    ] = None,
    sentences: Annotated[int | None, typer.Option(metavar="N", help="The most sentences.")] = None,
    percent: Annotated[
        float | None, typer.Option(metavar="P", help="The most words, as a share of the report's.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT", help="A file for the summary.")
    ] = None,
    figures: Annotated[
        bool, typer.Option("--figures", help="Add the table of key figures and where each sentence stands.")
    ] = False,
    input_format: opt.Format = None,
) -> None:
    """Write a short summary: sentences of the report as they stand there, so every figure and name is the report's.

    \b
    yiwen summarize fixed.txt --words 120
    yiwen summarize fixed.txt --sentences 3 --figures -o summary.md

    No model is used. Repair the report first (`yiwen fix`), or use `yiwen run` for both.
    """
    from yiwen.formats.atomic import write_atomically
    from yiwen.glossary.builtin import builtin_glossary
    from yiwen.report.as_summary import summary_page
    from yiwen.workflow.summarize import summarize_document

    pages: list[str] = []
    for document in opt.documents(input, input_format):
        summary = summarize_document(document, builtin_glossary(), words=words, sentences=sentences, percent=percent)
        page = summary_page(document, summary) if figures else f"{summary.text}\n"
        pages.append(page)
    text = "\n".join(pages)
    if output is not None:
        write_atomically(output, [text.encode("utf-8", "replace")])
    else:
        typer.echo(text, nl=False)
