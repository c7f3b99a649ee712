"""The settings of a folder: `.yiwen.toml`, found upward from a file, joined with what the command line says.

    root = true                         # look no further up
    glossaries = ["client-terms.csv"]   # beside this file; they beat those of the folders above
    ignore = ["doubled-word"]           # rules, or patterns of them, that keep silent
    keep = ["Sunrise Link"]             # words that are never changed
    builtin = true                      # false leaves the built-in glossary out
    assume = "mt"                       # or "unknown"
    gloss = "off"                       # "first", "all", "short"
    first-mention = false               # true introduces the abbreviations of your terms
    strip-web = false
    pages = "https://terms.example"     # where the glossary's pages are published, for the links of SARIF

    [house]
    spelling = "british"

The nearer file wins, the command line beats them all; `ignore`, `keep` and `glossaries` add up.
"""

import difflib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from yiwen.errors import DocumentError
from yiwen.glossary.match import Assume
from yiwen.workflow.settings import Gloss, Settings

FILE_NAME = ".yiwen.toml"
COMMAND_LINE = "command line"
_LISTS = ("glossaries", "ignore", "only", "keep")


@dataclass(frozen=True, slots=True)
class Choice:
    """A setting, its value as a user writes it, and where it was made: a file, or the command line.

    It does not apply where a nearer choice of the same setting beats it.
    """

    key: str
    value: str
    where: str
    applies: bool


@dataclass(frozen=True, slots=True)
class Config:
    """The settings that apply to a file, the choices they come from (the first made wins), and the files read."""

    settings: Settings
    choices: tuple[Choice, ...]
    files: tuple[Path, ...]


def configured(start: Path, given: Mapping[str, Any]) -> Config:
    """Return what applies to a file or folder; `given` are the fields of `Settings` that the command line names.

    Raises:
        DocumentError: a `.yiwen.toml` cannot be read or says something that it cannot say.
    """
    files = tuple(found(start))
    layers = [(COMMAND_LINE, given), *((str(path), read_config(path)) for path in files)]
    settings = Settings()
    for _, layer in reversed(layers):
        settings = _joined(settings, layer)
    return Config(settings, tuple(_choices(layers)), files)


def found(start: Path) -> Iterator[Path]:
    """Yield the `.yiwen.toml` files that apply to a file or folder, the nearest first."""
    folder = start.absolute() if start.is_dir() else start.absolute().parent
    for place in (folder, *folder.parents):
        path = place / FILE_NAME
        if path.is_file():
            yield path
            if read_root(path):
                return


def read_root(path: Path) -> bool:
    """Return whether a file says that no folder above counts."""
    return _parsed(path).get("root") is True


def read_config(path: Path) -> dict[str, Any]:
    """Return what a `.yiwen.toml` says, as fields of `Settings`; paths stand beside the file.

    Raises:
        DocumentError: it is no TOML, or a key or a value is not one of those it may have.
    """
    table = _parsed(path)
    for key, value in table.items():
        _check(path, key, value)
    fields = {key.replace("-", "_"): _frozen(value) for key, value in table.items() if key != "root"}
    if "glossaries" in fields:
        fields["glossaries"] = tuple(path.parent / name for name in fields["glossaries"])
        _check_exist(path, fields["glossaries"])
    return fields


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path}: cannot be read: {error}; make it a readable UTF-8 file") from error
    except tomllib.TOMLDecodeError as error:
        raise DocumentError(f"{path}: is no TOML: {error}") from error


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


def _is_house(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _one_of(choices: tuple[str, ...]) -> Callable[[object], bool]:
    return lambda value: value in choices


_KEYS: dict[str, tuple[Callable[[object], bool], str]] = {
    "root": (_is_flag, "true or false"),
    "glossaries": (_is_words, 'a list of files, ["terms.csv"]'),
    "ignore": (_is_words, 'a list of rules, ["doubled-word"]'),
    "keep": (_is_words, 'a list of words, ["Sunrise Link"]'),
    "builtin": (_is_flag, "true or false"),
    "assume": (_one_of(get_args(Assume)), " or ".join(f'"{name}"' for name in get_args(Assume))),
    "gloss": (_one_of(get_args(Gloss)), " or ".join(f'"{name}"' for name in get_args(Gloss))),
    "first-mention": (_is_flag, "true or false"),
    "strip-web": (_is_flag, "true or false"),
    "pages": (lambda value: isinstance(value, str) and "://" in value, "an address, https://..."),
    "house": (_is_house, 'a table of choices, [house] and then spelling = "british"'),
}


def _check(path: Path, key: str, value: object) -> None:
    """Raise a DocumentError for a key that there is not, or a value that it cannot have."""
    if key not in _KEYS:
        near = difflib.get_close_matches(key, _KEYS, 1)
        hint = f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(_KEYS)}"
        raise DocumentError(f"{path}: unknown setting '{key}'; {hint}")
    fits, expected = _KEYS[key]
    if not fits(value):
        raise DocumentError(f"{path}: '{key}' needs {expected}")


def _check_exist(path: Path, glossaries: tuple[Path, ...]) -> None:
    for glossary in glossaries:
        if not glossary.is_file():
            raise DocumentError(f"{path}: the glossary {glossary} is not there; mend the path or take it out")


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value


def _joined(settings: Settings, layer: Mapping[str, Any]) -> Settings:
    """Return the settings with a nearer layer over them: lists add up, its own items first; the rest is replaced."""
    fields = dict(layer)
    for key in _LISTS:
        if key in fields:
            fields[key] = tuple(dict.fromkeys((*fields[key], *getattr(settings, key))))
    if "house" in fields:
        fields["house"] = tuple({**dict(settings.house), **dict(fields["house"])}.items())
    return replace(settings, **fields)


def _choices(layers: Iterable[tuple[str, Mapping[str, Any]]]) -> Iterator[Choice]:
    """Yield every choice, the nearest first."""
    made: set[str] = set()
    for where, layer in layers:
        here = [item for key, value in layer.items() for item in _written(key, value)]
        for key, value in here:
            yield Choice(key, value, where, key not in made)
        made.update(key for key, _ in here if key.replace("-", "_") not in _LISTS)


def _written(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield a setting as a user writes it, one pair an item."""
    name = key.replace("_", "-")
    if not isinstance(value, tuple):
        yield name, str(value).lower() if isinstance(value, bool) else str(value)
        return
    for item in value:
        yield (f"house.{item[0]}", item[1]) if isinstance(item, tuple) else (name, str(item))
