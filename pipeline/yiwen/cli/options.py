"""The options that several commands share, and what they mean together."""

import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from yiwen.formats import ReadOptions
    from yiwen.types import Document
    from yiwen.workflow.settings import Finder, Settings

MOST_JUNK = 20  # rows told one by one


class AssumeChoice(StrEnum):
    """What the text is taken for."""

    MT = "mt"
    UNKNOWN = "unknown"


class GlossChoice(StrEnum):
    """Which mentions get a gloss in brackets."""

    OFF = "off"
    FIRST = "first"
    ALL = "all"
    SHORT = "short"


class InputFormat(StrEnum):
    """The formats of texts."""

    TXT = "txt"
    MD = "md"
    JSONL = "jsonl"
    HTML = "html"
    XLIFF = "xliff"
    TMX = "tmx"
    PO = "po"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    PPTX = "pptx"
    SRT = "srt"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help="Files (txt, md, docx, pptx, html, xliff, sdlxliff, mqxliff, tmx, po, csv, xlsx, srt, jsonl); "
        "- is standard input.",
    ),
]
Sources = Annotated[
    list[Path] | None,
    typer.Option(
        "--source",
        metavar="ZH",
        help="The Chinese of each input, in order: a text, a table with a column of it, a bilingual file.",
    ),
]
Glossaries = Annotated[
    list[Path] | None,
    typer.Option(
        "--glossary",
        metavar="FILE",
        help="Your own terms (csv, tsv, txt, xlsx, tbx, json, yaml); they beat the built-in.",
    ),
]
NoBuiltin = Annotated[bool, typer.Option("--no-builtin", help="Leave the built-in glossary out.")]
Assume = Annotated[
    AssumeChoice | None,
    typer.Option(
        help="mt (the default): machine output from mainland China. "
        "unknown: doubtful words change only beside other marks of it."
    ),
]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="RULE", help="Only this rule; may be given again.")]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULE", help="Not this rule; may be given again.")
]
Keep = Annotated[
    list[str] | None, typer.Option("--keep", metavar="WORDS", help="Words that are never changed; may be given again.")
]
Unsafe = Annotated[bool, typer.Option("--unsafe", help="Apply the changes marked 'review' too.")]
Gloss = Annotated[
    GlossChoice | None,
    typer.Option(
        help="Add glosses in brackets, (SRDI), (567 hectares), at first or all mentions; short: later SRDI alone. "
        "The default is off."
    ),
]
FirstMention = Annotated[
    bool,
    typer.Option(
        "--first-mention",
        help="Introduce abbreviations of your terms where a term is first mentioned: Ministry of Finance (MOF).",
    ),
]
House = Annotated[
    list[str] | None,
    typer.Option(
        "--house", metavar="KEY=VALUE", help="A house choice: spelling=british, slogans=quoted, ID=RENDERING."
    ),
]
StripWeb = Annotated[
    bool, typer.Option("--strip-web", help="Take out navigation, footers and sharing lines of web pages.")
]
Format = Annotated[
    InputFormat | None, typer.Option("--input-format", help="The inputs' format, where their names do not tell it.")
]

SourceColumn = Annotated[
    str | None,
    typer.Option("--source-column", metavar="COLUMN", help="Tables: the Chinese, by header, letter or number."),
]
TargetColumn = Annotated[
    str | None,
    typer.Option("--target-column", metavar="COLUMN", help="Tables: the machine output, by header, letter or number."),
]


def documents(
    name: str, format: InputFormat | None, source: Path | None = None, reading: "ReadOptions | None" = None
) -> Iterator["Document"]:
    """Yield the documents of an input, with the Chinese beside them where it is given; tell what is left alone."""
    from yiwen.formats import ReadOptions, left_alone, read
    from yiwen.workflow.inputs import with_sources
    from yiwen.workflow.places import STDIN

    opened = sys.stdin.buffer if name == STDIN else Path(name)
    found = read(opened, name, format, reading or ReadOptions())
    for document in with_sources(found, name, source, _say):
        if alone := left_alone(document):
            _say(f"{document.name}: left alone: {', '.join(alone)}")
        yield document


def _say(message: str) -> None:
    typer.echo(f"yiwen: {message}", err=True)


def given(
    *,
    glossary: list[Path] | None = None,
    no_builtin: bool = False,
    assume: AssumeChoice | None = None,
    unsafe: bool = False,
    only: list[str] | None = None,
    ignore: list[str] | None = None,
    keep: list[str] | None = None,
    gloss: GlossChoice | None = None,
    first_mention: bool = False,
    house: list[str] | None = None,
    strip_web: bool = False,
) -> dict[str, Any]:
    """Return the fields of `Settings` that the command line names; the others are the folder's to say."""
    named: dict[str, Any] = {
        "glossaries": tuple(glossary or ()),
        "builtin": False if no_builtin else None,
        "assume": assume and assume.value,
        "unsafe": unsafe or None,
        "only": tuple(only or ()),
        "ignore": tuple(ignore or ()),
        "keep": tuple(keep or ()),
        "gloss": gloss and gloss.value,
        "first_mention": first_mention or None,
        "house": house_choices(house),
        "strip_web": strip_web or None,
    }
    return {field: value for field, value in named.items() if value not in (None, ())}


class Finders:
    """The finder of each input: what the command line names over what the `.yiwen.toml` of its folder says."""

    def __init__(self, named: Mapping[str, Any]) -> None:
        self._named = named
        self._made: dict[Settings, Finder] = {}

    def __call__(self, name: str) -> "Finder":
        """Return the finder for an input; inputs with the same settings share one."""
        from yiwen.workflow.config import configured
        from yiwen.workflow.places import STDIN

        settings = configured(Path.cwd() if name == STDIN else Path(name), self._named).settings
        if settings not in self._made:
            self._made[settings] = finder(settings)
        return self._made[settings]


def finder(settings: "Settings") -> "Finder":
    """Return the finder of the settings; what is left out of the user's glossaries is told on standard error."""
    from yiwen.workflow.memory import settle
    from yiwen.workflow.settings import Finder

    made = Finder(settings)
    settle()
    for row in made.junk[:MOST_JUNK]:
        typer.echo(f"yiwen: {row}", err=True)
    if len(made.junk) > MOST_JUNK:
        typer.echo(
            f"yiwen: and {len(made.junk) - MOST_JUNK} more rows; `yiwen glossary import FILE` lists them all", err=True
        )
    return made


def paired(inputs: list[str], others: list[Path] | None, option: str) -> list[tuple[str, Path | None]]:
    """Return each input with its companion; raises a usage error where their numbers differ."""
    if not others:
        return [(name, None) for name in inputs]
    if len(others) != len(inputs):
        raise typer.BadParameter(f"{len(inputs)} inputs need as many {option}, not {len(others)}")
    return list(zip(inputs, others, strict=True))


def house_choices(written: list[str] | None) -> tuple[tuple[str, str], ...]:
    """Return the house choices as pairs; raises a usage error where one has no equals sign."""
    for choice in written or ():
        if "=" not in choice:
            raise typer.BadParameter(f"'{choice}' is no KEY=VALUE", param_hint="--house")
    return tuple((key, value) for key, _, value in (choice.partition("=") for choice in written or ()))


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 file, 1,200 files."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
