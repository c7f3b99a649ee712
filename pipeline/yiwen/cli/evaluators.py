"""The evaluator's commands: score."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class TableFormat(StrEnum):
    """The formats of a table of scores."""

    TEXT = "text"
    JSON = "json"


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command()(score)


def score(
    hypotheses: Annotated[
        list[Path], typer.Argument(metavar="HYP...", help="A file a system: a segment a line, or jsonl rows.")
    ],
    references: Annotated[
        list[Path], typer.Option("--ref", metavar="REF", help="A reference; give it again for several.")
    ],
    metrics: Annotated[
        list[str] | None,
        typer.Option("--metric", "-m", metavar="NAME", help="bleu, chrf++ (both by default), chrf, ter."),
    ] = None,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Score empty hypotheses instead of refusing them.")
    ] = False,
    format: Annotated[TableFormat, typer.Option("--format", help="How the table is printed.")] = TableFormat.TEXT,
) -> None:
    """Score systems against references: sacrebleu's numbers, with its signatures.

    \b
    yiwen score system.txt --ref reference.txt
    yiwen score one.txt two.txt --ref a.txt --ref b.txt -m bleu -m ter
    """
    from yiwen.cli.tables import json_table, text_table
    from yiwen.eval.metrics import DEFAULT_METRICS
    from yiwen.workflow.score import score_files

    table = score_files(hypotheses, references, metrics or DEFAULT_METRICS, allow_empty=allow_empty)
    typer.echo(json_table(table) if format is TableFormat.JSON else text_table(table), nl=False)
