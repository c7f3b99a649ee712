"""`yiwen config`: what applies to a file, and why."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from yiwen.cli import options as opt


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(config)


def config(
    place: Annotated[Path, typer.Argument(metavar="FILE", help="A file or folder; the current folder without it.")] = (
        Path()
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the settings that apply to a file, and which .yiwen.toml says so.

    \b
    yiwen config reports/2025/report.txt
    yiwen config

    A .yiwen.toml may hold: root, glossaries, ignore, keep, builtin, assume, gloss, strip-web, pages, and a table
    [house]. Those of the folders above count too, the nearer one first; options on the command line beat them all.
    """
    from yiwen.errors import DocumentError
    from yiwen.workflow.config import FILE_NAME, configured

    if not place.exists():
        raise DocumentError(f"{place}: no such file or folder; check the path")
    found = configured(place, {})
    opt.finder(found.settings)  # says what cannot be used: a rule or a rendering that there is not, a broken glossary
    if as_json:
        record = {
            "files": [str(path) for path in found.files],
            "choices": [asdict(choice) for choice in found.choices],
        }
        typer.echo(json.dumps(record, ensure_ascii=False, indent=2))
        return
    if not found.files:
        typer.echo(f"No {FILE_NAME} here or in a folder above: every setting is as `yiwen fix --help` says.")
        return
    for path in found.files:
        typer.echo(str(path))
        for choice in found.choices:
            if choice.where == str(path):
                beaten = "" if choice.applies else "   (a nearer file says otherwise)"
                typer.echo(f"  {choice.key:<18}{choice.value}{beaten}")
