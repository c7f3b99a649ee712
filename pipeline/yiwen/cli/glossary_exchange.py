"""The commands that exchange termbases with other programs: import, export."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli.glossary_study import app
from yiwen.cli.options import counted

if TYPE_CHECKING:
    from yiwen.glossary.exchange import TermRow

__all__ = ["app"]


class TermFormat(StrEnum):
    """The formats of termbases that are written."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    JSONL = "jsonl"
    YAML = "yaml"
    XLSX = "xlsx"
    TBX = "tbx"
    TBX3 = "tbx3"
    SERVICE = "service"


Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="OUT", help="A file; its name tells the format.")
]
AsFormat = Annotated[
    TermFormat | None, typer.Option("--format", help="The format, where the name of OUT does not tell it.")
]


@app.command("import")
def import_terms(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="csv, tsv, txt, xlsx, tbx, tmx, xml (MultiTerm), json, jsonl, yaml."),
    ],
    output: Output = None,
    format: AsFormat = None,
) -> None:
    """Make a glossary of one's own of termbases: entries in YAML, to which rules may be added, or plain pairs.

    \b
    yiwen glossary import terms.xlsx client.tbx -o my-terms.yaml
    yiwen glossary import deepl.csv                     what is in it; what cannot be used is told
    yiwen fix report.txt --source report.zh.txt --glossary my-terms.yaml

    A header names the columns: zh and en, 中文 and 英文, Chinese (PRC) and English (US), Source and Target. Without one
    (DeepL, Google, OmegaT, Wordfast) the cells tell which column is which. Several renderings of a term stand in one
    cell, split by | or by semicolons, in several columns or in several rows; the first is the one to write. Columns
    of status ("forbidden", "preferred", 禁用) are heeded, all others left aside. Text may be UTF-8, UTF-16, GB18030 or
    Big5. Rows that cannot be used are told with their line and left out.
    """
    rows = [row for file in files for row in _rows(file)]
    _write(rows, output, format, TermFormat.YAML)


@app.command("export")
def export_terms(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Your own glossaries; without them the built-in one.")
    ] = None,
    output: Output = None,
    format: AsFormat = None,
) -> None:
    """Write the terms for a CAT tool (tbx, tbx3, xlsx, csv) or for a translation service (service).

    \b
    yiwen glossary export -o yiwen.tbx
    yiwen glossary export my-terms.yaml -o for-excel.xlsx
    yiwen glossary export my-terms.yaml --format service -o for-the-service.tsv

    tbx is TBX-Basic of 2008, which most tools import, tbx3 that of 2019. A service (DeepL, Google) and OmegaT take two
    columns without a header and one rendering a term: --format service, or a name that ends in .txt or .utf8. The first
    rendering is the one to write, the others are accepted. Rules of YAML entries stay where they are.
    """
    from yiwen.glossary.builtin import builtin_glossary
    from yiwen.glossary.exchange import rows_of

    rows = [row for file in files for row in _rows(file)] if files else list(rows_of(builtin_glossary().entries))
    _write(rows, output, format, TermFormat.CSV)


def _rows(file: Path) -> list["TermRow"]:
    """Return the rows of a termbase; what is left out is told on standard error."""
    from yiwen.glossary.builtin import builtin_words
    from yiwen.glossary.pairs import load_termbase

    termbase = load_termbase(file, builtin_words())
    for row in termbase.junk:
        typer.echo(f"yiwen: {row}", err=True)
    return list(termbase.rows)


def _write(rows: list["TermRow"], output: Path | None, format: TermFormat | None, usual: TermFormat) -> None:
    from yiwen.formats.atomic import write_atomically
    from yiwen.glossary.termbase_writers import write_termbase

    chosen = format or (_told_by_name(output) if output else usual)
    if output is None and chosen is TermFormat.XLSX and sys.stdout.isatty():
        raise typer.BadParameter("a workbook cannot be shown here; name a file with -o", param_hint="--format")
    made = write_termbase(rows, chosen.value)
    if output is not None:
        write_atomically(output, [made])
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    told = counted(len({row.zh for row in rows}), "term")
    further = sum(len(row.en) - 1 + len(row.forbidden) for row in rows)
    if chosen is TermFormat.SERVICE and further:
        told += f"; the format takes one rendering a term, so {counted(further, 'rendering')} more stayed behind"
    typer.echo(told, err=True)


def _told_by_name(output: Path) -> TermFormat:
    suffix = output.suffix.lower().lstrip(".")
    suffix = {"yml": "yaml", "txt": "service", "utf8": "service", "tab": "service"}.get(suffix, suffix)
    if suffix not in [known.value for known in TermFormat]:
        raise typer.BadParameter(f"{output}: its name tells no format; add --format ({', '.join(TermFormat)})")
    return TermFormat(suffix)
