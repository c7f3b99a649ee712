"""The commands of `yiwen bench`."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import judging, modelling

if TYPE_CHECKING:
    from yiwen.eval.bench_results import BenchResults

app = typer.Typer(
    help="Compare translation systems on whole sets, before and after repair.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


judging.register(app)


class RepairChoice(StrEnum):
    """Whether systems' outputs are repaired too."""

    OFF = "off"
    ALONE = "alone"
    SOURCE = "source"


class UnitsChoice(StrEnum):
    """What is resampled."""

    AUTO = "auto"
    SEGMENTS = "segments"
    DOCUMENTS = "documents"
    TWO_LEVEL = "two-level"


class Normalize(StrEnum):
    """What may be made equal on all sides before scoring."""

    QUOTES = "quotes"


class Repository(StrEnum):
    """The public repositories that a set can be made of."""

    WMT25_TERMINOLOGY = "wmt25-terminology"
    WMT_GENERAL = "wmt-general"


Sets = Annotated[list[str], typer.Argument(metavar="SET...", help="Sets: a YAML file, or the name of a shipped one.")]
Folder = Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The run's folder; again, it resumes.")]
Systems = Annotated[
    list[str] | None,
    typer.Option("--system", metavar="NAME=FILE[,FILE...]", help="A further system: a file, or one a part of the set."),
]
Metrics = Annotated[
    list[str] | None,
    typer.Option("--metric", "-m", metavar="NAME", help="As for score (default: all but ter, comet, BLEU's variants)."),
]
Repair = Annotated[
    RepairChoice,
    typer.Option(help="Score repaired outputs beside the raw ones: alone, or with the source in view."),
]
Units = Annotated[
    UnitsChoice,
    typer.Option(help="What is resampled; auto: documents and segments in them, where documents are known."),
]
Resamples = Annotated[int, typer.Option(metavar="N", min=1, help="Resamples of the bootstrap.")]
Randomization = Annotated[bool, typer.Option("--randomization", help="Add approximate randomization.")]
Quotes = Annotated[Normalize | None, typer.Option(help="quotes: make curly quotes straight on all sides.")]
Models = Annotated[
    list[str] | None, typer.Option("--model", metavar="MODEL", help="Let this model translate the set too.")
]


@app.command()
def run(
    sets: Sets,
    output: Folder,
    systems: Systems = None,
    metrics: Metrics = None,
    repair: Repair = RepairChoice.OFF,
    units: Units = UnitsChoice.AUTO,
    resamples: Resamples = 10_000,
    randomization: Randomization = False,
    normalize: Quotes = None,
    models: Models = None,
    accept_licence: modelling.AcceptLicence = False,
    server: modelling.Server = None,
) -> None:
    """Score systems on sets and write a folder: run.json, segments.jsonl, scores.csv, report.md, report.html.

    \b
    yiwen bench run reports --repair alone -o results/
    yiwen bench run wmt22/set.yaml --system mine=mine.txt -o results/
    yiwen bench run reports --model opus-mt-zh-en --repair source -o results/

    Killed and started again, it goes on where it was.
    """
    from yiwen.workflow.bench import BenchTask, run_bench

    translated = _translated(sets, models or [], output, server, accept_licence=accept_licence)
    task = BenchTask(
        sets=tuple(map(_set_path, sets)),
        folder=output,
        systems=dict(_named(one) for one in systems or ()) | translated,
        metrics=tuple(metrics or ("all",)),
        repair=repair.value,
        units=units.value,
        resamples=resamples,
        randomization=randomization,
        straight_quotes=normalize is not None,
    )
    bench = run_bench(task, lambda line: typer.echo(line, err=True))
    _write(bench, output)
    _print(bench, output)


def _print(bench: "BenchResults", folder: Path) -> None:
    """Print each set's table, what repair gave, and where the rest is; the tests of all pairs are in the files."""
    from yiwen.report.bench_files import repairs_text
    from yiwen.report.score_tables import to_text

    for one in bench.sets:
        typer.echo(f"{one.name}\n{to_text(one.results, tests=False)}")
        if effects := repairs_text(one):
            typer.echo(effects)
        for note in one.results.notes:
            typer.echo(f"note: {note}", err=True)
    for time in bench.times:
        memory = f", {time.peak_megabytes:.0f} MB at most" if time.peak_megabytes else ""
        typer.echo(f"{time.system}: {time.seconds:.1f} s{memory}", err=True)
    typer.echo(f"open {folder / 'report.html'} in a browser (also report.md, scores.csv, segments.jsonl, run.json)")


def _translated(
    sets: list[str], models: list[str], folder: Path, server: str | None, *, accept_licence: bool
) -> dict[str, tuple[Path, ...]]:
    """Return each model's translations of the set, as systems."""
    from yiwen.workflow.bench_models import translate_set

    if models and len(sets) > 1:
        raise typer.BadParameter("a model translates one set at a time; run the sets one by one", param_hint="--model")
    found = {}
    for model in models:
        reader = modelling.translator(model, server, 0, accept_licence=accept_licence)
        found[reader.name] = translate_set(
            _set_path(sets[0]), reader, folder / "models", lambda line: typer.echo(line, err=True)
        )
    return found


def _set_path(name: str) -> Path:
    """Return the path of a set, shipped ones by their bare name."""
    from yiwen.resources import data_folder

    shipped = data_folder("eval/sets") / f"{name}.yaml"
    return shipped if "/" not in name and not name.endswith((".yaml", ".yml")) and shipped.is_file() else Path(name)


def _named(option: str) -> tuple[str, tuple[Path, ...]]:
    name, separator, files = option.partition("=")
    if not separator:
        return Path(option).stem, (Path(option),)
    return name, tuple(Path(file) for file in files.split(","))


def _write(bench: "BenchResults", folder: Path) -> None:
    from yiwen.formats.atomic import write_atomically
    from yiwen.report.bench_files import report_md, run_json, scores_csv, segments_jsonl, times_json
    from yiwen.report.bench_html import bench_html

    pages = (
        ("run.json", run_json),
        ("scores.csv", scores_csv),
        ("report.md", report_md),
        ("report.html", bench_html),
        ("times.json", times_json),
    )
    for name, make in pages:
        write_atomically(folder / name, [make(bench).encode("utf-8", "replace")])
    lines = (line.encode("utf-8", "surrogatepass") for line in segments_jsonl(bench))
    write_atomically(folder / "segments.jsonl", lines)


@app.command("import")
def import_set(
    repository: Annotated[Repository, typer.Argument(help="Which repository it is a clone of.")],
    clone: Annotated[Path, typer.Argument(metavar="DIR", help="The clone.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the set.")],
) -> None:
    """Make a set of a clone of a public repository: sources, references, terms and the systems' outputs.

    \b
    yiwen bench import wmt25-terminology wmt25-terminology/ -o wmt25/
    yiwen bench run wmt25/set.yaml -o results/
    """
    from yiwen.eval.imports import IMPORTERS
    from yiwen.formats.atomic import write_atomically

    count = 0
    for name, data in IMPORTERS[repository.value](clone):
        (output / name).parent.mkdir(parents=True, exist_ok=True)
        write_atomically(output / name, [data])
        count += 1
    typer.echo(f"{output / 'set.yaml'}: {count} files")


@app.command()
def gate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of a run.")],
    baseline: Annotated[Path, typer.Option(metavar="FILE", help="The floors.")] = Path("eval/baseline.json"),
    update: Annotated[bool, typer.Option("--update", help="Write the run's floors.")] = False,
    allow_regression: Annotated[bool, typer.Option("--allow-regression", help="Let --update lower a floor.")] = False,
) -> None:
    """Compare a run with pinned floors. Exit 1 when a value is below its floor.

    \b
    yiwen bench gate results/
    yiwen bench gate results/ --update
    """
    import json

    from yiwen.eval.gate import breaches, read_baseline, read_run, updated
    from yiwen.formats.atomic import write_atomically

    run_sets, floors = read_run(folder / "run.json"), read_baseline(baseline)
    if update:
        record = updated(run_sets, floors, allow_regression=allow_regression)
        write_atomically(baseline, [(json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()])
        typer.echo(f"{baseline}: floors of {', '.join(one['name'] for one in run_sets)}")
        return
    found = list(breaches(run_sets, floors))
    for one in found:
        value = "missing" if one.value is None else f"{one.value:.2f}"
        typer.echo(f"{one.set}: {one.system}: {one.metric} {value}, the floor is {one.floor:.2f}")
    typer.echo(f"{len(found)} below their floors" if found else "all at or above their floors", err=True)
    raise typer.Exit(1 if found else 0)
