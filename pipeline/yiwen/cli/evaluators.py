"""The evaluator's commands: score and bench."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import benching

if TYPE_CHECKING:
    from yiwen.eval.comparison import Plan


class TableFormat(StrEnum):
    """The formats of a table of scores."""

    TEXT = "text"
    JSON = "json"
    LATEX = "latex"
    MD = "md"


class Paired(StrEnum):
    """The paired tests."""

    BOOTSTRAP = "bs"
    RANDOMIZATION = "ar"


class Normalize(StrEnum):
    """What may be made equal on all sides before scoring."""

    QUOTES = "quotes"


class Units(StrEnum):
    """What is resampled."""

    SEGMENTS = "segments"
    DOCUMENTS = "documents"
    TWO_LEVEL = "two-level"


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command()(score)
    app.add_typer(benching.app, name="bench")


def score(
    hypotheses: Annotated[
        list[str],
        typer.Argument(metavar="HYP...", help="A file a system: a segment a line, or jsonl rows; - is stdin."),
    ],
    references: Annotated[
        list[str] | None, typer.Option("--ref", metavar="REF", help="A reference; give it again for several.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="ZH", help="The Chinese: figures, and terms with --glossary.")
    ] = None,
    docs: Annotated[
        str | None, typer.Option("--docs", metavar="FILE", help="Each segment's document, a name a line (or rows).")
    ] = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            "--glossary", metavar="FILE", help="Terms to look for (csv, tsv, jsonl, yaml); 'builtin' is ours."
        ),
    ] = None,
    metrics: Annotated[
        list[str] | None,
        typer.Option(
            "--metric", "-m", metavar="NAME", help="bleu, chrf++, ter, ...; surface, terms, figures, form, all."
        ),
    ] = None,
    paired: Annotated[
        list[Paired] | None, typer.Option("--paired", help="Test differences: bs bootstrap, ar randomization.")
    ] = None,
    baseline: Annotated[
        str | None, typer.Option(metavar="HYP", help="Compare with this system only; without it, all pairs.")
    ] = None,
    units: Annotated[Units | None, typer.Option(help="What is resampled (default: segments).")] = None,
    resamples: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="Resamples, or trials of randomization.")
    ] = None,
    confidence: Annotated[bool, typer.Option("--confidence", help="Add 95% intervals.")] = False,
    seed: Annotated[int, typer.Option(metavar="N", min=0, help="The seed of resampling.")] = 12345,
    normalize: Annotated[
        Normalize | None, typer.Option(help="quotes: make curly quotes straight on all sides.")
    ] = None,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Score empty hypotheses instead of refusing them.")
    ] = False,
    format: Annotated[TableFormat, typer.Option("--format", help="How the table is printed.")] = TableFormat.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Score systems: sacrebleu's metrics with its signatures, and terms and figures against the Chinese.

    \b
    yiwen score system.txt --ref reference.txt
    yiwen score one.txt two.txt --ref a.txt --ref b.txt -m bleu -m ter --paired bs
    yiwen score one.txt --ref ref.txt --source zh.txt --glossary terms.csv --confidence
    """
    from yiwen.report.score_tables import to_json, to_latex, to_markdown, to_text
    from yiwen.workflow.score import Task, score_files

    if not references and source is None:
        raise typer.BadParameter("give --ref, --source or both")
    plan = _plan(paired or [], baseline, units, resamples, seed, confidence=confidence)
    results = score_files(
        Task(
            hypotheses=tuple(hypotheses),
            references=tuple(references or ()),
            source=source,
            documents=docs,
            glossaries=tuple(glossary or ()),
            metrics=tuple(metrics or ()),
            plan=plan,
            allow_empty=allow_empty,
            normalize_quotes=normalize is not None,
        )
    )
    for note in results.notes:
        typer.echo(f"note: {note}", err=True)
    writers = {"text": to_text, "json": to_json, "latex": to_latex, "md": to_markdown}
    typer.echo(writers["json" if as_json else format.value](results), nl=False)


def _plan(
    paired: list[Paired],
    baseline: str | None,
    units: Units | None,
    resamples: int | None,
    seed: int,
    *,
    confidence: bool,
) -> "Plan | None":
    """Return how to resample, or None where nothing was asked that needs it."""
    if not (paired or confidence or baseline or units):
        return None
    from yiwen.eval.comparison import Plan
    from yiwen.eval.significance import RESAMPLES, TRIALS

    randomization = Paired.RANDOMIZATION in paired
    bootstrap = Paired.BOOTSTRAP in paired or confidence or not randomization
    return Plan(
        units=units.value if units else "segments",
        resamples=resamples or RESAMPLES,
        trials=resamples or TRIALS,
        seed=seed,
        baseline=baseline,
        bootstrap=bootstrap,
        randomization=randomization,
    )
