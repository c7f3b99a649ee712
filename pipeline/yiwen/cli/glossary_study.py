"""The commands that study the glossary against texts: stats, mine, learn."""

from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli.glossary import app
from yiwen.cli.options import counted

if TYPE_CHECKING:
    from yiwen.glossary.stats import Record
    from yiwen.types import Document

__all__ = ["app"]

Rows = Annotated[
    list[Path] | None,
    typer.Argument(metavar="ROWS...", help="jsonl rows with 'mt' and, to be judged, 'src'; or texts (txt, md)."),
]


@app.command()
def stats(rows: Rows = None) -> None:
    """Count the entries by field, safety and evidence; on rows with the Chinese, each entry's fires and precision.

    \b
    yiwen glossary stats
    yiwen glossary stats eval/sets/reports/*.jsonl
    """
    from yiwen.formats import read
    from yiwen.glossary.builtin import builtin_glossary
    from yiwen.glossary.stats import coverage, measure, totals

    glossary = builtin_glossary()
    found = coverage(glossary)
    typer.echo("field\tentries\trepairing\tsafe alone\twith source\trepairing with source\tof certain years")
    for name, one in (*found.items(), ("all", totals(found))):
        typer.echo("\t".join(map(str, (name, *astuple(one)))))
    if rows:
        documents = (document for path in rows for document in read(path))
        for line in _measured(measure(glossary, documents)):
            typer.echo(line)


@app.command()
def mine(
    rows: Annotated[list[Path], typer.Argument(metavar="ROWS...", help="jsonl rows with 'src' and 'mt'.")],
    least: Annotated[int, typer.Option(metavar="N", min=2, help="How often a term must stand.")] = 3,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="How many candidates to print.")] = 50,
    shortest: Annotated[int, typer.Option(metavar="N", min=2, help="The fewest characters of a term.")] = 3,
) -> None:
    """Propose frequent Chinese terms that have no entry, with the English that goes with them. Nothing is added.

    \b
    yiwen glossary mine eval/sets/reports/*.jsonl --most 20
    """
    from yiwen.formats import read
    from yiwen.glossary.builtin import builtin_glossary
    from yiwen.glossary.mine import mine as candidates

    segments = (segment for path in rows for document in read(path) for segment in document.segments)
    typer.echo("zh\tcount\ttermhood\tgoes with")
    found = candidates(segments, builtin_glossary(), least=least, most=most, shortest=shortest)
    for one in found:
        typer.echo(f"{one.zh}\t{one.count}\t{one.termhood}\t{' | '.join(one.renderings)}")
    if not found:
        typer.echo(
            f"yiwen: no term without an entry stands {least} times beside English; "
            "give more rows, with 'src' and 'mt', or a smaller --least",
            err=True,
        )


@app.command()
def learn(
    raw: Annotated[Path, typer.Argument(metavar="RAW", help="The text as it was.")],
    edited: Annotated[Path, typer.Argument(metavar="EDITED", help="The same text as a reviser left it.")],
    least: Annotated[int, typer.Option(metavar="N", min=1, help="How often a change must have been made.")] = 2,
) -> None:
    """Propose entries from what a reviser changed in the same way several times. Nothing is added.

    \b
    yiwen glossary learn raw.txt edited.txt > proposed.yaml
    """
    from yiwen.errors import DocumentError
    from yiwen.formats import read
    from yiwen.glossary.learn import as_yaml
    from yiwen.glossary.learn import learn as lessons

    before, after = (_texts(read(path)) for path in (raw, edited))
    if len(before) != len(after):
        raise DocumentError(
            f"{edited}: has {len(after)} paragraphs and {raw} has {len(before)}; give the same paragraphs"
        )
    learned = lessons(zip(before, after, strict=True), least=least)
    typer.echo(as_yaml(learned), nl=False)
    if not learned:
        typer.echo(f"yiwen: no change was made in the same way {counted(least, 'time')}", err=True)


def _texts(documents: "Iterator[Document]") -> list[str]:
    return [segment.mt for document in documents for segment in document.segments]


def _measured(records: "dict[str, Record]") -> Iterator[str]:
    """Yield a table of the entries that fired, doubtful ones first, then the count of those that never did."""
    from yiwen.glossary.stats import SAFE_PRECISION

    fired = {name: record for name, record in records.items() if record.fires or record.unjudged}
    yield ""
    yield "entry\tfires\tprecision\tfires without the Chinese"
    for name, record in sorted(fired.items(), key=lambda item: (item[1].precision or 0, -item[1].fires, item[0])):
        precision = record.precision
        mark = "  below what a safe entry needs" if precision is not None and precision < SAFE_PRECISION else ""
        yield f"{name}\t{record.fires}\t{'-' if precision is None else f'{precision:.3f}'}\t{record.unjudged}{mark}"
        yield from (f"\t{place}" for place in record.wrong_places[:5])
    yield f"{len(records) - len(fired)} of {len(records)} repairing entries never fired"
