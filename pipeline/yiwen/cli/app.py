"""The commands of `yiwen`, one module an audience."""

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from yiwen import __version__
from yiwen.cli import (
    configuring,
    editors,
    evaluators,
    glossary_exchange,
    models,
    projects,
    reviewing,
    translating,
    translators,
)

HELP = """Repair machine translations of Chinese government reports, summarize them in English, score systems.

\b
Translators   yiwen run report.txt -o results/      repair, summary and a page to read, in one go
              yiwen fix report.txt -o fixed.txt     the repaired text alone
              yiwen check report.txt                what is wrong, nothing changed
              yiwen translate zh.txt --model MODEL  from the Chinese (`yiwen models list`)
              yiwen review report.txt               accept or refuse each change on a page
Editors       yiwen summarize fixed.txt --words 120
Evaluators    yiwen score system.txt --ref reference.txt

`yiwen COMMAND --help` has examples. Exit codes: 0 clean, 1 findings (check), 2 bad input or usage.
"""


class _Commands(TyperGroup):
    """The commands; a file in the place of one is told what can be done with it."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # typer brings its own copy of click's types
        """Return the command that the arguments begin with, and the others."""
        if args and self.get_command(ctx, args[0]) is None and Path(args[0]).is_file():
            ctx.fail(f"'{args[0]}' is a file; say what to do with it: yiwen run {args[0]} -o results/")
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="yiwen", cls=_Commands, help=HELP, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"yiwen {__version__}")
        raise typer.Exit


@app.callback()
def yiwen(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before a command."""


translators.register(app)
reviewing.register(app)
editors.register(app)
translating.register(app)
evaluators.register(app)
configuring.register(app)
projects.register(app)
app.add_typer(glossary_exchange.app, name="glossary")
app.add_typer(models.app, name="models")
