"""The commands of `yiwen models`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import modelling

if TYPE_CHECKING:
    from yiwen.models.registry import Model

app = typer.Typer(
    help="See, fetch and check the models that translate and summarize.", no_args_is_help=True, rich_markup_mode=None
)

Named = Annotated[str, typer.Argument(metavar="MODEL", help="An id of `yiwen models list`, or a model's folder.")]


@app.command("list")
def list_models() -> None:
    """List the models of the registry, and which are on this machine.

    \b
    yiwen models list
    """
    from yiwen.models.registry import registry

    rows = [_row(model) for model in registry().values()]
    head = ("model", "for", "back-end", "parameters", "licence", "")
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for row in (head, *rows):
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _row(model: "Model") -> tuple[str, ...]:
    from yiwen.models.store import is_here, size

    if model.backend == "openai":
        state = "on a server of yours (--server URL)"
    elif is_here(model):
        state = "here"
    else:
        state = f"to pull, {size(model)}"
    licence = f"{model.licence} (non-commercial)" if model.noncommercial else model.licence
    return model.id, " and ".join(model.tasks), model.backend, model.parameters, licence, state


@app.command()
def show(model: Named) -> None:
    """Print a model's card and what the registry says of it.

    \b
    yiwen models show opus-mt-zh-en
    """
    from yiwen.models.cards import card

    typer.echo(card(model), nl=False)


@app.command()
def pull(
    model: Named,
    accept_licence: modelling.AcceptLicence = False,
) -> None:
    """Download a model from its hub, at the revision that the registry names. Nothing else ever downloads.

    \b
    yiwen models pull opus-mt-zh-en
    """
    from yiwen.models.pull import pull as fetch

    folder = fetch(model, accept_licence=accept_licence, talk=lambda line: typer.echo(line, err=True))
    typer.echo(f"{model}: in {folder}")


@app.command()
def verify(model: Named) -> None:
    """Check a model's files against the sums on record, load it and let it translate a sentence. Exit 1 if it fails.

    \b
    yiwen models verify test-zh-en
    """
    from yiwen.models.verify import verify as check

    sound = True
    for line in check(model):
        sound = sound and not line.wrong
        typer.echo(f"{'wrong' if line.wrong else 'good'}: {line.text}")
    raise typer.Exit(0 if sound else 1)


@app.command()
def convert(
    model: Named,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="DIR", help="Where to (default: beside the pulled files).")
    ] = None,
    quantization: Annotated[str, typer.Option(metavar="TYPE", help="int8, int8_float32, float16 or float32.")] = "int8",
) -> None:
    """Convert a model of the hub, or a folder of one, to CTranslate2. Needs PyTorch, once: pip install 'yiwen[torch]'.

    \b
    yiwen models convert opus-mt-zh-en
    yiwen models convert path/to/checkpoint -o my-model/
    """
    from yiwen.models.convert import convert as make

    folder = make(model, output, quantization)
    typer.echo(f"{model}: converted to {folder}")
