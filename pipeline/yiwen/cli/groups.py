"""Options that belong together and that several commands take: each group is declared once.

A command names a group as one of its parameters and is decorated with `grouped`; the command line has its options.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any

from yiwen.cli import options as opt

if TYPE_CHECKING:
    from yiwen.formats import ReadOptions


@dataclass(frozen=True)
class Terms:
    """Which terms count, and what the text is taken for."""

    glossary: opt.Glossaries = None
    no_builtin: opt.NoBuiltin = False
    assume: opt.Assume = None


@dataclass(frozen=True)
class Rules:
    """Which rules speak, and which words they leave alone."""

    only: opt.Only = None
    ignore: opt.Ignore = None
    keep: opt.Keep = None


@dataclass(frozen=True)
class Wording:
    """What a repair writes."""

    gloss: opt.Gloss = None
    first_mention: opt.FirstMention = False
    house: opt.House = None


@dataclass(frozen=True)
class Columns:
    """Where the two sides stand in a table."""

    source_column: opt.SourceColumn = None
    target_column: opt.TargetColumn = None

    def reading(self, *, propose: bool = False) -> "ReadOptions":
        """Return how to read the inputs."""
        from yiwen.formats import ReadOptions

        return ReadOptions(self.source_column, self.target_column, propose=propose)


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """Return the command with the options of each group among its parameters in the place of the group."""
    signature = inspect.signature(command)
    groups: dict[str, type] = {
        name: one.annotation
        for name, one in signature.parameters.items()
        if isinstance(one.annotation, type) and is_dataclass(one.annotation)
    }
    parameters: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        own = inspect.signature(groups[name]).parameters.values() if name in groups else (parameter,)
        parameters += (one.replace(kind=parameter.kind) for one in own)

    @wraps(command)
    def called(**values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{option: values.pop(option) for option in inspect.signature(group).parameters})
        command(**values)

    called.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # what Typer reads
    called.__annotations__ = {one.name: one.annotation for one in parameters}
    return called


def given(*groups: Terms | Rules | Wording, **others: Any) -> dict[str, Any]:
    """Return the fields of `Settings` that the groups, and options beside them, name."""
    return opt.given(**{name: value for group in groups for name, value in vars(group).items()}, **others)
