"""The registry: what `models/registry.yaml`, or the card file of a model's own folder, says of a model."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from yiwen.errors import ModelError
from yiwen.resources import data_folder

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there
CARD = "model.yaml"
"""The file that makes a folder a model: one entry, as in the registry."""

TASKS = ("translation", "summarization")
UNITS = ("sentence", "paragraph", "as-is")


@dataclass(frozen=True, slots=True)
class Tokens:
    """How a model of sentencepiece is fed: its files, and the tokens round a source and before a target.

    `text` is written before the text itself, as MADLAD's `<2en>`.
    """

    source: str = "source.spm"
    target: str = "target.spm"
    text: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ("</s>",)
    begin: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a chat model is asked: `$text` is the Chinese, `$terms` lines like `term`, `$before` what stands before."""

    plain: str
    with_terms: str = ""
    term: str = ""
    with_context: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Where something said of a model can be read."""

    what: str
    source: str


@dataclass(frozen=True, slots=True)
class Model:
    """An entry of the registry. `download` is in megabytes; `context` and `output` are tokens.

    `files` are the SHA-256 sums of the files in the model's folder; `place` is where the entry stands.
    """

    id: str
    tasks: tuple[str, ...]
    backend: str
    licence: str
    context: int
    note: str
    hub: str = ""
    revision: str = ""
    pinned: str = ""
    convert: str = ""
    noncommercial: bool = False
    parameters: str = ""
    memory: str = ""
    download: int = 0
    unit: Literal["sentence", "paragraph", "as-is"] = "sentence"
    output: int = 0
    server: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    tokens: Tokens = Tokens()
    prompt: Prompt | None = None
    decoding: Mapping[str, Any] = field(default_factory=dict)
    fetch: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    place: str = ""

    @property
    def name(self) -> str:
        """The model's id@revision."""
        return f"{self.id}@{self.revision}" if self.revision else self.id


@cache
def registry() -> Mapping[str, Model]:
    """Return the models of the shipped registry by id.

    Raises:
        ModelError: the registry is broken.
    """
    path = data_folder("models") / "registry.yaml"
    found: dict[str, Model] = {}
    for model in _entries(path):
        if model.id in found:
            raise ModelError(f"{path.name}: two models have the id '{model.id}'; rename one")
        found[model.id] = model
    return found


def folder_model(folder: Path) -> Model:
    """Return the model that a folder holds, as its card file says.

    Raises:
        ModelError: there is no card file, or it is wrong.
    """
    path = folder / CARD
    if not path.is_file():
        raise ModelError(
            f"{folder}: holds no {CARD}; `yiwen models convert` writes one, and models/README.md shows one"
        )
    data = _yaml(path)
    return _model(_mapping(data, str(path)), str(path), str(folder))


def _entries(path: Path) -> Iterator[Model]:
    data = _yaml(path)
    if not isinstance(data, list):
        raise ModelError(f"{path}: must be a list of models; see models/README.md")
    for number, entry in enumerate(data, 1):
        where = f"{path.name}: {entry['id'] if isinstance(entry, dict) and 'id' in entry else f'entry {number}'}"
        yield _model(_mapping(entry, where), where, path.name)


def _yaml(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # both are safe loaders
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{path}: cannot be read: {error}; check the file") from None
    except yaml.YAMLError as error:
        raise ModelError(f"{path}: no YAML: {' '.join(str(error).split())}; mend the line") from None


def _mapping(data: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise ModelError(f"{where}: must be a mapping of names to values; see models/README.md")
    return data


def _model(data: Mapping[str, Any], where: str, place: str) -> Model:
    """Return the model of an entry; every field is checked, none is guessed."""
    given = dict(data)
    made: dict[str, Any] = {}
    made["tokens"] = _part(Tokens, given.pop("tokens", {}), f"{where}: tokens")
    prompt = given.pop("prompt", None)
    made["prompt"] = None if prompt is None else _part(Prompt, prompt, f"{where}: prompt")
    facts = given.pop("facts", [])
    if not isinstance(facts, list):
        raise ModelError(f"{where}: 'facts' must be a list of what and source")
    made["facts"] = tuple(_part(Fact, fact, f"{where}: facts") for fact in facts)
    model: Model = _part(Model, {**given, **made, "place": place}, where)
    unknown = [task for task in model.tasks if task not in TASKS]
    if unknown or not model.tasks:
        raise ModelError(f"{where}: task '{' '.join(unknown)}' is unknown; use {' or '.join(TASKS)}")
    if model.unit not in UNITS:
        raise ModelError(f"{where}: unit '{model.unit}' is unknown; use {', '.join(UNITS)}")
    return model


def _part(kind: type[Any], data: Any, where: str) -> Any:
    """Return a record made of a mapping whose names and types are the record's own."""
    given = _mapping(data, where)
    known = {one.name: one for one in fields(kind)}
    unknown = next((name for name in given if name not in known), None)
    if unknown is not None:
        raise ModelError(f"{where}: unknown field '{unknown}'; the known are {', '.join(sorted(known))}")
    for name, one in known.items():
        if name not in given and one.default is MISSING and one.default_factory is MISSING:
            raise ModelError(f"{where}: '{name}' is missing; add it")
    return kind(**{name: _value(known[name].type, value, f"{where}: '{name}'") for name, value in given.items()})


def _value(annotation: Any, value: Any, where: str) -> Any:
    """Return the value as the field holds it: lists become tuples."""
    if annotation == tuple[str, ...]:
        if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
            raise ModelError(f"{where} must be a list of texts")
        return tuple(value)
    if annotation in (str, int, bool):
        if type(value) is not annotation:
            raise ModelError(f"{where} must be {_NAMES[annotation]}, not {type(value).__name__}")
    elif isinstance(value, list):
        raise ModelError(f"{where} must be a mapping, not a list")
    return value


_NAMES = {str: "a text", int: "a whole number", bool: "true or false"}
