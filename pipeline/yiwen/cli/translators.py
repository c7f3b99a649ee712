"""The translator's commands: run, fix, undo, check."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import modelling
from yiwen.cli import options as opt
from yiwen.cli.fixing import fix_one, talk, write
from yiwen.cli.groups import Columns, Rules, Terms, Wording, given, grouped
from yiwen.cli.tracking import check_tracking

if TYPE_CHECKING:
    from yiwen.workflow.check import Located


class Level(StrEnum):
    """The level from which `check` fails."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class CheckFormat(StrEnum):
    """How `check` prints."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="OUT", help="A file, or a folder for several.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command()(run)
    app.command()(fix)
    app.command()(undo)
    app.command()(check)


@grouped
def run(
    inputs: Annotated[
        list[str], typer.Argument(metavar="REPORT...", help="Raw machine output, in any format that `fix` reads.")
    ],
    *,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The folder for the results.")],
    source: opt.Sources = None,
    reference: Annotated[
        list[Path] | None,
        typer.Option("--reference", metavar="EN", help="A good translation of each report, to score."),
    ] = None,
    terms: Terms,
    unsafe: opt.Unsafe = False,
    rules: Rules,
    wording: Wording,
    strip_web: opt.StripWeb = False,
    columns: Columns,
    words: Annotated[int | None, typer.Option(help="Length of the summary, in words.")] = None,
    model: modelling.Model = None,
    accept_licence: modelling.AcceptLicence = False,
    server: modelling.Server = None,
) -> None:
    """Repair reports, summarize them, and write a page to read: the whole job in one go.

    \b
    yiwen run report.txt -o results/
    yiwen run report.docx --source report.zh.docx --glossary terms.xlsx -o results/
    yiwen run a.txt b.txt --reference a.en.txt --reference b.en.txt -o results/
    yiwen run report.zh.txt --model opus-mt-zh-en -o results/        from the Chinese

    The folder gets, for each report, the repaired text in the report's own format, its edits (for `yiwen undo`) and its
    summary; and for all of them report.html (open it in a browser), report.md and report.json.
    """
    from yiwen.cli.results import write_results

    named = given(terms, rules, wording, unsafe=unsafe, strip_web=strip_web)
    for line in write_results(
        opt.paired(inputs, source, "--source"),
        reference,
        opt.Finders(named),
        output,
        words=words,
        talk=talk,
        reading=columns.reading(),
        reader=modelling.translator(model, server, 0, accept_licence=accept_licence) if model else None,
    ):
        typer.echo(line)


@grouped
def fix(
    inputs: opt.Inputs,
    *,
    output: Output = None,
    source: opt.Sources = None,
    terms: Terms,
    unsafe: opt.Unsafe = False,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change instead of the text.")] = False,
    edits: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Keep the edits here, for `yiwen undo` (a folder for several).")
    ] = None,
    rules: Rules,
    wording: Wording,
    strip_web: opt.StripWeb = False,
    columns: Columns,
    propose: Annotated[
        bool,
        typer.Option("--propose", help="XLIFF: leave targets alone, offer repairs beside them (alt-trans, matches)."),
    ] = False,
    track: Annotated[
        bool,
        typer.Option("--track", help="Word: mark the repairs as tracked changes; comments give reasons and doubts."),
    ] = False,
    author: Annotated[str, typer.Option(metavar="NAME", help="Whose changes --track marks.")] = "yiwen",
    in_place: Annotated[bool, typer.Option("--in-place", help="Overwrite the inputs.")] = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Processes to use on many documents.")] = 1,
    input_format: opt.Format = None,
) -> None:
    """Repair machine output; good English is left alone.

    \b
    yiwen fix report.txt -o fixed.txt --edits fixed.edits.json
    yiwen fix report.txt --source report.zh.txt --glossary terms.csv -o fixed.txt
    yiwen fix raw/*.md -o fixed/
    yiwen fix report.txt --diff
    yiwen fix report.docx --track --author "Li Na" -o report.tracked.docx
    yiwen fix chapter.sdlxliff -o chapter.fixed.sdlxliff
    yiwen fix table.xlsx -o fixed.xlsx --source-column A --target-column B
    cat rows.jsonl | yiwen fix - --input-format jsonl > fixed.jsonl

    Only changes that are safe are made; `yiwen check` lists the rest. Of Word files the text of tables, text boxes,
    headers, footers and notes is repaired too; results of fields, bound controls and charts are left alone, and with
    --track so is what someone else has inserted and nobody accepted yet (a comment says what to do).

    A jsonl row {"id","mt","src"?,"doc"?} becomes {"id","fixed","edits","findings"} with every other field it has.
    """
    from yiwen.workflow.places import plan_edits, plan_outputs

    named = given(terms, rules, wording, unsafe=unsafe, strip_web=strip_web)
    check_tracking(track, author, edits)
    finders = opt.Finders(named)
    reading = columns.reading(propose=propose)
    places = [None] * len(inputs) if diff else plan_outputs(inputs, output, in_place=in_place)
    kept = plan_edits(inputs, edits, places)
    for (name, zh), place, log in zip(opt.paired(inputs, source, "--source"), places, kept, strict=True):
        found = opt.documents(name, input_format, zh, reading)
        fix_one(found, finders(name), place, log, diff=diff, jobs=jobs, author=author if track else None)


def undo(
    fixed: Annotated[Path, typer.Argument(metavar="FIXED", help="A repaired file, as `yiwen fix` wrote it.")],
    edits: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The edits that `yiwen fix --edits` kept; jsonl rows carry theirs."),
    ] = None,
    output: Output = None,
) -> None:
    """Take a repair back, to the byte.

    \b
    yiwen undo fixed.txt --edits fixed.edits.json -o original.txt
    yiwen undo fixed.jsonl            rows {"id","mt"} with the machine output restored, and their other fields
    """
    from yiwen.cli.undoing import undone

    write(output, undone(fixed, edits))


@grouped
def check(
    inputs: opt.Inputs,
    *,
    source: opt.Sources = None,
    terms: Terms,
    rules: Rules,
    house: opt.House = None,
    strip_web: opt.StripWeb = False,
    columns: Columns,
    fail_on: Annotated[
        Level, typer.Option(metavar="LEVEL", help="Exit 1 at this level or worse: error, warning, note, never.")
    ] = Level.WARNING,
    format: Annotated[
        CheckFormat, typer.Option(help="text, json, github (annotations), sarif, junit.")
    ] = CheckFormat.TEXT,
    input_format: opt.Format = None,
) -> None:
    """List what is wrong or doubtful, with line and column; nothing is changed.

    \b
    yiwen check report.txt
    yiwen check report.txt --source report.zh.txt --glossary terms.csv
    yiwen check report.txt --fail-on error --format github
    yiwen check reports/*.md --format sarif > yiwen.sarif
    """
    from yiwen.cli.listing import listed
    from yiwen.types import Rule, Severity
    from yiwen.workflow.check import check_file, fails

    finders = opt.Finders(given(terms, rules, house=house, strip_web=strip_web))
    failed = False
    spoken: dict[str, Rule] = {}
    counts = dict.fromkeys(Severity, 0)
    level = None if fail_on is Level.NEVER else Severity(fail_on)

    def found() -> Iterator["Located"]:
        nonlocal failed
        for name, zh in opt.paired(inputs, source, "--source"):
            spoken.update(finders(name).rules)
            for document in opt.documents(name, input_format, zh, columns.reading()):
                for located in check_file(document, finders(name)):
                    failed = failed or (level is not None and fails(located, level))
                    counts[located.finding.severity] += 1
                    yield located

    for line in listed(found(), format, rules=spoken, pages=finders(inputs[0]).pages, fail_on=level):
        typer.echo(line)
    talk(", ".join(opt.counted(count, level) for level, count in counts.items() if count) or "nothing found")
    raise typer.Exit(1 if failed else 0)
