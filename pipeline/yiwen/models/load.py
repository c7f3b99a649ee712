"""Load a model by name: an id of the registry, a folder with a card, `file:PATH` or `openai:NAME`."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from yiwen.errors import ModelError
from yiwen.models.guard import Guarded
from yiwen.models.registry import CARD, Model, Prompt, folder_model
from yiwen.models.store import known
from yiwen.types import Summarizer, Translator

GROUP = "yiwen.backends"
"""The entry points by which other packages add a back-end: a function of a Model, Options and a task."""

BACKENDS = {
    "ctranslate2": "yiwen.models.ctranslate2_backend:load",
    "transformers": "yiwen.models.transformers_backend:load",
    "openai": "yiwen.models.openai_backend:load",
    "file": "yiwen.models.file_backend:load",
}


def server_of_environment() -> str:
    """Return the base URL of the server that the environment names: YIWEN_SERVER, else OPENAI_BASE_URL."""
    return os.environ.get("YIWEN_SERVER") or os.environ.get("OPENAI_BASE_URL") or ""


@dataclass(frozen=True, slots=True)
class Options:
    """How a model is run. `server` is the base URL of an OpenAI-compatible server; `timeout` is in seconds.

    `threads` 0 leaves the number to the back-end; `compute` is CTranslate2's compute type.
    """

    server: str = field(default_factory=server_of_environment)
    timeout: float = 120.0
    concurrency: int = 4
    retries: int = 4
    threads: int = 0
    compute: str = ""


Loader = Callable[[Model, Options, str], object]
"""What a back-end is: it returns a Translator or a Summarizer, as the task ("translation", "summarization") asks."""


def load_translator(spec: str, options: Options | None = None, *, accept_licence: bool = False) -> Translator:
    """Return the model as a translator; bad answers are asked for again and then told from good ones.

    Raises:
        ModelError: there is no such model, it is not on this machine, does not translate, or its licence forbids.
    """
    return Guarded(cast("Translator", _load(spec, "translation", options or Options(), accept_licence)))


def load_summarizer(spec: str, options: Options | None = None, *, accept_licence: bool = False) -> Summarizer:
    """Return the model as a summarizer.

    Raises:
        ModelError: there is no such model, it is not on this machine, does not summarize, or its licence forbids.
    """
    return cast("Summarizer", _load(spec, "summarization", options or Options(), accept_licence))


def find(spec: str) -> Model:
    """Return what is known of the model that a name means.

    Raises:
        ModelError: it means none.
    """
    kind, separator, rest = spec.partition(":")
    if separator and kind == "file":
        return Model(f"file:{Path(rest).name}", ("translation",), "file", "as given", 0, "made elsewhere", place=rest)
    if separator and kind == "openai":
        return _served(rest)
    if "/" in spec or "\\" in spec or (Path(spec) / CARD).is_file():
        return folder_model(Path(spec))
    return known(spec)


def _served(name: str) -> Model:
    """Return a model that only its server knows."""
    if not name:
        raise ModelError("openai: names no model; write openai:NAME, the name that the server lists")
    tasks = ("translation", "summarization")
    note = "whatever the server calls by this name"
    return Model(
        f"openai:{name}", tasks, "openai", "as its server's", 4096, note, hub=name, unit="paragraph", prompt=PROMPT
    )


PROMPT = Prompt(
    plain="Translate the Chinese below into English. Answer with the translation alone, in as many lines.\n\n$text",
    with_terms="Translate the Chinese below into English. Answer with the translation alone, in as many lines. "
    "Use these terms:\n$terms\n\n$text",
    term="$zh = $en",
)
"""What a model without a prompt of its own is asked."""


def _load(spec: str, task: str, options: Options, accept_licence: bool) -> object:
    model = find(spec)
    if task not in model.tasks:
        raise ModelError(f"{model.id}: is for {' and '.join(model.tasks)}, not {task}; `yiwen models list` has others")
    if model.noncommercial and not accept_licence:
        raise ModelError(
            f"{model.id}: its licence, {model.licence}, forbids commercial use; add --accept-licence if yours is none"
        )
    return backend(model.backend)(model, options, task)


def backend(name: str) -> Loader:
    """Return the function that loads models of a back-end, yiwen's own or another package's.

    Raises:
        ModelError: there is none of the name, or it lacks a library.
    """
    if name in BACKENDS:
        module, _, function = BACKENDS[name].partition(":")
        return cast("Loader", getattr(import_module(module), function))
    points = _added()
    if name in points:
        return cast("Loader", points[name].load())
    known_names = ", ".join([*BACKENDS, *sorted(points)])
    raise ModelError(f"back-end '{name}' is unknown; use one of {known_names}, or install the package that has it")


def _added() -> Mapping[str, Any]:
    """Return the entry points of the back-ends that other packages add, by name."""
    from importlib.metadata import entry_points  # noqa: PLC0415  # slow to load, and seldom asked

    return {point.name: point for point in entry_points(group=GROUP)}


def library(name: str, extra: str) -> Any:
    """Return a library that only some back-ends need.

    Raises:
        ModelError: it is not installed.
    """
    try:
        return import_module(name)
    except ImportError:
        raise ModelError(f"{name} is not installed; pip install 'yiwen[{extra}]'") from None
