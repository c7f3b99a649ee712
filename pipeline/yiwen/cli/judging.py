"""The commands of `yiwen bench` that bring people in: correlate, worksheet, agreement, judgements."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Run = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a run.")]
Judged = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="MQM or ESA tables (tsv), or filled worksheets (xlsx).")
]
SetName = Annotated[str | None, typer.Option("--set", metavar="NAME", help="Which set, where the run has several.")]


class JudgementFormat(StrEnum):
    """The formats of human judgements."""

    MQM = "mqm"
    ESA = "esa"


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    for command in (correlate, worksheet, agreement, judgements):
        app.command()(command)


def correlate(folder: Run, files: Judged, set_name: SetName = None) -> None:
    """Show how each metric agrees with people, for systems and segments.

    \b
    yiwen bench correlate results/ mqm.tsv
    """
    from yiwen.report.score_tables import number
    from yiwen.workflow.judge import correlate as correlated
    from yiwen.workflow.judge import read_all

    found = correlated(folder, read_all(files), set_name)
    typer.echo(f"{found.placed} of {found.judgements} judgements are of this run's segments", err=True)
    head = ("metric", "systems", "Kendall", "accuracy", "segment Kendall", "segment accuracy", "tied below", "pairs")
    rows = [
        (
            one.metric, str(one.systems), *(number(v) for v in (one.kendall, one.accuracy, one.segment_kendall)),
            number(one.segment_accuracy), f"{one.epsilon:.3g}", str(one.segment_pairs),
        )
        for one in found.agreements
    ]  # fmt: skip
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for row in (head, *rows):
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def worksheet(
    folder: Run,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="XLSX", help="The worksheet.")],
    segments: Annotated[int, typer.Option(metavar="N", min=1, help="How many segments to sample.")] = 50,
    glossary: Annotated[
        list[str] | None, typer.Option("--glossary", metavar="FILE", help="Add a sheet of this glossary's terms.")
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="The seed of the sample.")] = 12345,
    set_name: SetName = None,
) -> None:
    """Draw segments of a run, systems hidden, for people to score and to judge term by term.

    \b
    yiwen bench worksheet results/ --segments 40 --glossary builtin -o sheet.xlsx
    """
    from yiwen.workflow.judge import draw_worksheet

    if output.suffix.lower() != ".xlsx":
        raise typer.BadParameter(f"{output}: a worksheet is an Excel file; give a name in .xlsx", param_hint="-o")
    count = draw_worksheet(folder, output, segments, seed=seed, glossaries=glossary or (), set_name=set_name)
    typer.echo(f"{output}: {count} translations to judge")


def agreement(files: Judged) -> None:
    """Show how far people agree who judged the same segments.

    \b
    yiwen bench agreement first.xlsx second.xlsx
    """
    from yiwen.report.score_tables import number
    from yiwen.workflow.judge import agreements_of

    for one in agreements_of(files):
        typer.echo(
            f"{one.first} and {one.second}: Kendall's tau {number(one.kendall)} on {one.scored} scores, "
            f"Cohen's kappa {number(one.kappa)} on {one.judged} verdicts"
        )


def judgements(
    files: Judged,
    to: Annotated[JudgementFormat, typer.Option("--to", help="The format to write.")],
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="TSV", help="Write it here.")] = None,
) -> None:
    """Write judgements in WMT's MQM or ESA format, whichever they came in.

    \b
    yiwen bench judgements filled.xlsx --to esa -o judgements.tsv
    """
    from yiwen.eval.human import to_esa, to_mqm
    from yiwen.formats.atomic import write_atomically
    from yiwen.workflow.judge import read_all

    text = (to_mqm if to is JudgementFormat.MQM else to_esa)(read_all(files))
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_atomically(output, [text.encode("utf-8", "surrogatepass")])
