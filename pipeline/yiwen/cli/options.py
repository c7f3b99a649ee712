"""The options that several commands share, and what they mean together."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from yiwen.types import Document


class AssumeChoice(StrEnum):
    """What the text is taken for."""

    MT = "mt"
    UNKNOWN = "unknown"


class GlossChoice(StrEnum):
    """Which mentions get a gloss in brackets."""

    OFF = "off"
    FIRST = "first"
    ALL = "all"


class InputFormat(StrEnum):
    """The formats of texts."""

    TXT = "txt"
    MD = "md"
    JSONL = "jsonl"


Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files (txt, md, jsonl); - is standard input.")]
Sources = Annotated[
    list[Path] | None, typer.Option("--source", metavar="ZH", help="The Chinese of each input, in order.")
]
Glossaries = Annotated[
    list[Path] | None,
    typer.Option("--glossary", metavar="FILE", help="Your own terms (csv, tsv, jsonl, yaml); they beat the built-in."),
]
NoBuiltin = Annotated[bool, typer.Option("--no-builtin", help="Leave the built-in glossary out.")]
Assume = Annotated[
    AssumeChoice,
    typer.Option(
        help="mt: machine output from mainland China. unknown: ask for other marks of it before doubtful words change."
    ),
]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="RULE", help="Only this rule; may be given again.")]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not this rule; may be given again.")
]
Unsafe = Annotated[bool, typer.Option("--unsafe", help="Apply the changes marked 'review' too.")]
Gloss = Annotated[GlossChoice, typer.Option(help="Add glosses in brackets: (SRDI), (567 hectares).")]
StripWeb = Annotated[
    bool, typer.Option("--strip-web", help="Take out navigation, footers and sharing lines of web pages.")
]
Format = Annotated[
    InputFormat | None, typer.Option("--input-format", help="The inputs' format, where their names do not tell it.")
]


def documents(name: str, format: InputFormat | None, source: Path | None = None) -> Iterator["Document"]:
    """Yield the documents of an input, with the Chinese beside them where it is given."""
    from yiwen.formats import read
    from yiwen.workflow.places import STDIN
    from yiwen.workflow.sources import beside

    opened = sys.stdin.buffer if name == STDIN else Path(name)
    for document in read(opened, name, format):
        yield beside(document, source, "src") if source else document


def paired(inputs: list[str], others: list[Path] | None, option: str) -> list[tuple[str, Path | None]]:
    """Return each input with its companion; raises a usage error where their numbers differ."""
    if not others:
        return [(name, None) for name in inputs]
    if len(others) != len(inputs):
        raise typer.BadParameter(f"{len(inputs)} inputs need as many {option}, not {len(others)}")
    return list(zip(inputs, others, strict=True))
