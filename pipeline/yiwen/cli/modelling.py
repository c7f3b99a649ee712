"""The options of commands that run a model, and the model that they mean."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from yiwen.models import Options
    from yiwen.types import Translator

Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="MODEL",
        help="An id of `yiwen models list`, a model's folder, openai:NAME, or file:PATH (translations made elsewhere).",
    ),
]
AcceptLicence = Annotated[
    bool, typer.Option("--accept-licence", help="Use a model whose licence forbids commercial use.")
]
Server = Annotated[
    str | None,
    typer.Option(
        "--server", metavar="URL", help="Base URL of an OpenAI-compatible server (also YIWEN_SERVER, OPENAI_BASE_URL)."
    ),
]
Threads = Annotated[int, typer.Option("--threads", metavar="N", min=0, help="Threads of the model (0: it decides).")]


def options(server: str | None, threads: int = 0) -> "Options":
    """Return how models are run; the server is the option's, else the environment's."""
    from yiwen.models import Options

    return Options(server=server, threads=threads) if server else Options(threads=threads)


def translator(spec: str, server: str | None, threads: int, *, accept_licence: bool) -> "Translator":
    """Return the model as a translator."""
    from yiwen.models import load_translator

    return load_translator(spec, options(server, threads), accept_licence=accept_licence)
