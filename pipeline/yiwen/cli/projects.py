"""`yiwen project`: many files together, for the reviewer and for the client."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import options as opt
from yiwen.cli.groups import Columns, Rules, Terms, given, grouped
from yiwen.cli.progress import progress

if TYPE_CHECKING:
    from yiwen.types import Document
    from yiwen.workflow.settings import Finder


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(project)


@grouped
def project(
    inputs: opt.Inputs,
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the sheets.")],
    source: opt.Sources = None,
    terms: Terms,
    rules: Rules,
    house: opt.House = None,
    strip_web: opt.StripWeb = False,
    columns: Columns,
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
    finders = opt.Finders(given(terms, rules, house=house, strip_web=strip_web))
    pairs = opt.paired(inputs, source, "--source")
    with progress("project", len(pairs), "files") as done:

        def files() -> Iterator[tuple["Document", "Finder"]]:
            for number, (name, zh) in enumerate(pairs, 1):
                for document in opt.documents(name, input_format, zh, columns.reading()):
                    yield document, finders(name)
                done(number, number, len(pairs))

        found = study(files())
    write_atomically(output / "quality.xlsx", [quality_sheet(found)])
    write_atomically(output / "queries.xlsx", [query_sheet(found)])
    kinds = Counter(query.kind for query in found.queries)
    told = ", ".join(opt.counted(count, kind) for kind, count in kinds.items()) or "nothing to ask"
    counts = (found.files, "file"), (found.words, "word"), (len(found.found), "finding")
    typer.echo(", ".join(opt.counted(*count) for count in counts))
    typer.echo(f"  quality sheet   {output / 'quality.xlsx'}")
    typer.echo(f"  query sheet     {output / 'queries.xlsx'} ({told})")
