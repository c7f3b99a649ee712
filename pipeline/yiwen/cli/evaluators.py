"""The evaluator's commands: score and bench."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import benching

if TYPE_CHECKING:
    from yiwen.eval.comparison import Plan
    from yiwen.eval.results import Results
    from yiwen.workflow.score import Task


class TaskChoice(StrEnum):
    """What is scored."""

    TRANSLATION = "translation"
    SUMMARY = "summary"


class TableFormat(StrEnum):
    """The formats of a table of scores."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    LATEX = "latex"
    MD = "md"


class Paired(StrEnum):
    """The paired tests."""

    BOOTSTRAP = "bs"
    RANDOMIZATION = "ar"


class Units(StrEnum):
    """What is resampled."""

    SEGMENTS = "segments"
    DOCUMENTS = "documents"
    TWO_LEVEL = "two-level"


Hypotheses = Annotated[
    list[str],
    typer.Argument(
        metavar="HYP...",
        help="A file a system: a segment a line, or jsonl rows; - is stdin. For summaries a text, a folder, or rows.",
    ),
]
References = Annotated[
    list[str] | None, typer.Option("--ref", metavar="REF", help="A reference; give it again for several.")
]
ScoredReport = Annotated[
    str | None,
    typer.Option("--report", metavar="REPORT", help="Summaries: the report, or a folder of them, that they are of."),
]
Source = Annotated[
    str | None, typer.Option("--source", metavar="ZH", help="The Chinese: figures, and terms with --glossary.")
]
Docs = Annotated[
    str | None, typer.Option("--docs", metavar="FILE", help="Each segment's document, a name a line (or rows).")
]
Terms = Annotated[
    list[str] | None,
    typer.Option("--glossary", metavar="FILE", help="Terms to look for (csv, tsv, jsonl, yaml); 'builtin' is ours."),
]
Metrics = Annotated[
    list[str] | None,
    typer.Option(
        "--metric",
        "-m",
        metavar="NAME",
        help="bleu, chrf++, ter, ...; surface, terms, figures, form, all. Summaries: rouge-2, rouge, faithfulness, ...",
    ),
]
Tests = Annotated[
    list[Paired] | None, typer.Option("--paired", help="Test differences: bs bootstrap, ar randomization.")
]
Baseline = Annotated[
    str | None, typer.Option(metavar="HYP", help="Compare with this system only; without it, all pairs.")
]
Resampled = Annotated[
    Units | None, typer.Option(help="What is resampled (default: segments; of summaries, summaries).")
]
Resamples = Annotated[int | None, typer.Option(metavar="N", min=1, help="Resamples, or trials of randomization.")]
Confidence = Annotated[bool, typer.Option("--confidence", help="Add 95% intervals.")]
Seed = Annotated[int | None, typer.Option(metavar="N", min=0, help="The seed of resampling (default: 12345).")]
AllowEmpty = Annotated[bool, typer.Option("--allow-empty", help="Score empty hypotheses instead of refusing them.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command()(score)
    app.add_typer(benching.app, name="bench")


def score(
    hypotheses: Hypotheses,
    task: Annotated[TaskChoice, typer.Option(help="What the files hold.")] = TaskChoice.TRANSLATION,
    references: References = None,
    report: ScoredReport = None,
    source: Source = None,
    docs: Docs = None,
    glossary: Terms = None,
    metrics: Metrics = None,
    paired: Tests = None,
    baseline: Baseline = None,
    units: Resampled = None,
    resamples: Resamples = None,
    confidence: Confidence = False,
    seed: Seed = None,
    normalize: benching.Quotes = None,
    allow_empty: AllowEmpty = False,
    format: Annotated[TableFormat, typer.Option("--format", help="How the table is printed.")] = TableFormat.TEXT,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
) -> None:
    """Score systems: sacrebleu's metrics with its signatures, and terms and figures against the Chinese.

    \b
    yiwen score system.txt --ref reference.txt
    yiwen score one.txt two.txt --ref a.txt --ref b.txt -m bleu -m ter --paired bs
    yiwen score one.txt --ref ref.txt --source zh.txt --glossary terms.csv --confidence

    Summaries are scored by ROUGE against reference summaries, and by what they name and repeat against the report;
    of folders, files of one name belong together.

    \b
    yiwen score summary.md --task summary --ref reference.md --report report.txt
    yiwen score one/ two/ --task summary --ref references/ --report reports/ --paired ar
    """
    plan = _plan(paired or [], baseline, units, resamples, seed, confidence=confidence)
    named, terms = tuple(hypotheses), tuple(glossary or ())
    if task is TaskChoice.SUMMARY:
        _refuse({"--source": source, "--docs": docs, "--units": units, "--normalize": normalize}, "translations")
        results = _score_summaries(named, references, report, terms, metrics, plan)
    else:
        _refuse({"--report": report}, "summaries (--task summary)")
        if not references and source is None:
            raise typer.BadParameter("give --ref, --source or both")
        from yiwen.workflow.score import Task

        results = _score_translations(
            Task(
                hypotheses=named,
                references=tuple(references or ()),
                source=source,
                documents=docs,
                glossaries=terms,
                metrics=tuple(metrics or ()),
                plan=plan,
                allow_empty=allow_empty,
                normalize_quotes=normalize is not None,
            )
        )
    _print(results, TableFormat.JSON if as_json else format)


def _refuse(options: dict[str, object], task: str) -> None:
    """Raise a usage error for the first option that is given and has no meaning for the task."""
    for option, value in options.items():
        if value is not None:
            raise typer.BadParameter(f"is for {task}; leave it out", param_hint=option)


def _score_translations(task: "Task") -> "Results":
    from yiwen.cli.progress import stages
    from yiwen.workflow.score import score_files

    with stages() as watch:
        return score_files(task, watch)


def _score_summaries(
    systems: tuple[str, ...],
    references: list[str] | None,
    report: str | None,
    glossaries: tuple[str, ...],
    metrics: list[str] | None,
    plan: "Plan | None",
) -> "Results":
    from yiwen.workflow.score_summaries import SummaryTask, score_summaries

    if not references and report is None:
        raise typer.BadParameter("give --ref, --report or both")
    return score_summaries(
        SummaryTask(systems, tuple(references or ()), report, glossaries, tuple(metrics or ()), plan)
    )


def _print(results: "Results", format: TableFormat) -> None:
    from yiwen.report.score_tables import to_csv, to_json, to_latex, to_markdown, to_text

    for note in results.notes:
        typer.echo(f"note: {note}", err=True)
    writers = {"text": to_text, "json": to_json, "csv": to_csv, "latex": to_latex, "md": to_markdown}
    typer.echo(writers[format.value](results), nl=False)


def _plan(
    paired: list[Paired],
    baseline: str | None,
    units: Units | None,
    resamples: int | None,
    seed: int | None,
    *,
    confidence: bool,
) -> "Plan | None":
    """Return how to resample, or None where nothing was asked that needs it; `--units` alone asks for intervals."""
    if not (paired or confidence or baseline or units):
        for option, value in {"--resamples": resamples, "--seed": seed}.items():
            if value is not None:
                raise typer.BadParameter("nothing is resampled; add --paired or --confidence", param_hint=option)
        return None
    from yiwen.eval.comparison import Plan
    from yiwen.eval.significance import RESAMPLES, SEED, TRIALS

    randomization = Paired.RANDOMIZATION in paired
    bootstrap = Paired.BOOTSTRAP in paired or (baseline is not None and not randomization)
    return Plan(
        units=units.value if units else "segments",
        resamples=resamples or RESAMPLES,
        trials=resamples or TRIALS,
        seed=SEED if seed is None else seed,
        baseline=baseline,
        intervals=confidence or not randomization,
        bootstrap=bootstrap,
        randomization=randomization,
    )
