"""`yiwen project`: many files together, for the reviewer and for the client."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from yiwen.cli import options as opt


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(project)


def project(
    inputs: opt.Inputs,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the sheets.")],
    source: opt.Sources = None,
    glossary: opt.Glossaries = None,
    no_builtin: opt.NoBuiltin = False,
    assume: opt.Assume = None,
    only: opt.Only = None,
    ignore: opt.Ignore = None,
    keep: opt.Keep = None,
    input_format: opt.Format = None,
) -> None:
    """Study many files together: one name and one term across them, a quality sheet, and a query sheet for the client.

    \b
    yiwen project reports/*.docx -o qa/
    yiwen project en/a.txt en/b.txt --source zh/a.txt --source zh/b.txt -o qa/

    The folder gets quality.xlsx (every error as MQM names it, with severities to change and their penalty) and
    queries.xlsx (names, titles, firms and figures that nobody has verified, where they stand, room for answers).
    """
    from yiwen.formats.atomic import write_atomically
    from yiwen.report.project_sheets import quality_sheet, query_sheet
    from yiwen.workflow.places import make_folder
    from yiwen.workflow.project import study

    make_folder(output)
    named = opt.given(glossary=glossary, no_builtin=no_builtin, assume=assume, only=only, ignore=ignore, keep=keep)
    documents = [
        document
        for name, zh in opt.paired(inputs, source, "--source")
        for document in opt.documents(name, input_format, zh)
    ]
    found = study(documents, opt.Finders(named)(inputs[0]))
    write_atomically(output / "quality.xlsx", [quality_sheet(found)])
    write_atomically(output / "queries.xlsx", [query_sheet(found)])
    kinds = Counter(query.kind for query in found.queries)
    told = ", ".join(f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in kinds.items()) or "nothing to ask"
    typer.echo(f"{found.files} files, {found.words} words, {len(found.found)} findings")
    typer.echo(f"  quality sheet   {output / 'quality.xlsx'}")
    typer.echo(f"  query sheet     {output / 'queries.xlsx'} ({told})")
