"""A summary laid out as blocks: a template in Markdown says what stands where, each writer says how it looks.

A template is Markdown with `$slots`. A paragraph that is one slot becomes what the slot holds (text, list, table); a
slot that holds nothing takes its paragraph away, and a heading with nothing under it goes too.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from yiwen.errors import DocumentError
from yiwen.summary.sheet import FigureRow, Line, Shape, Sheet

_NOTHING_MORE = "Nothing that the other reports do not say."
_TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of the template's own words."""

    text: str
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Sentences:
    """The summary's sentences: one paragraph, or one item each."""

    lines: tuple[Line, ...]
    items: bool


@dataclass(frozen=True, slots=True)
class Items:
    """A list of plain words."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain words."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Prose | Sentences | Items | Table

# Parts of a template: paragraphs, and lines that are one slot.
_PARTS = re.compile(r"\n[ \t]*\n|^[ \t]*(\$[a-z]+)[ \t]*$", re.MULTILINE)


def layout(sheet: Sheet, places: Mapping[str, str], template: Path | None = None) -> tuple[Block, ...]:
    """Return the sheet as blocks, by its shape's template or a user's; `places` numbers the report's segments.

    Raises:
        DocumentError: the user's template cannot be read or names a slot that there is not.
    """
    text = _template(sheet.shape, template)
    label = str(template) if template else f"{sheet.shape}.md"
    parts = [part.strip() for part in _PARTS.split(text) if part and part.strip()]
    found = [block for part in parts for block in _part(part, sheet, places, label)]
    return tuple(_without_bare_headings(found))


def _template(shape: Shape, template: Path | None) -> str:
    path = template or _TEMPLATES / f"{shape}.md"
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path}: the template cannot be read; name a Markdown file in UTF-8") from error


def _part(part: str, sheet: Sheet, places: Mapping[str, str], label: str) -> Iterator[Block]:
    if part.startswith("$") and part[1:].isidentifier():
        yield from _slot(part[1:], sheet, places, label)
        return
    words = _filled(part, sheet, label)
    level = len(words) - len(words.lstrip("#"))
    if 0 < level < 7 and words[level : level + 1] == " ":
        yield Heading(level, words[level:].strip())
    elif words.startswith("*") and words.endswith("*") and len(words) > 1:
        if words.strip("*").strip():
            yield Prose(words.strip("*"), emphasis=True)
    elif words:
        yield Prose(words)


def _filled(part: str, sheet: Sheet, label: str) -> str:
    """Return the words with the slots that stand within a line filled."""
    try:
        return Template(part).substitute(_words(sheet)).strip()
    except ValueError as error:
        raise DocumentError(f"{label}: a '$' without a slot's name; write $$ for a dollar sign") from error
    except KeyError as error:
        name = error.args[0]
        if name in _SLOTS:
            raise DocumentError(f"{label}: ${name} fills lines of its own; put it on a line alone") from error
        raise DocumentError(f"{label}: no slot is named '{name}'; use {', '.join(_names())}") from error


def _words(sheet: Sheet) -> dict[str, str]:
    return {"title": sheet.title, "origin": sheet.origin.text, "made": sheet.made, "shape": sheet.shape.value}


def _names() -> list[str]:
    return sorted({*_SLOTS, "title", "origin", "made", "shape"})


def _slot(name: str, sheet: Sheet, places: Mapping[str, str], label: str) -> Iterator[Block]:
    if name in _SLOTS:
        yield from _SLOTS[name](sheet, places)
    elif text := _filled(f"${name}", sheet, label):
        yield Prose(text)


def _text(sheet: Sheet, places: Mapping[str, str]) -> Iterator[Block]:
    del places
    if sheet.lines:
        yield Sentences(sheet.lines, items=False)


def _bullets(sheet: Sheet, places: Mapping[str, str]) -> Iterator[Block]:
    del places
    if sheet.lines:
        yield Sentences(sheet.lines, items=True)


def _reports(sheet: Sheet, places: Mapping[str, str]) -> Iterator[Block]:
    """Yield each report of a digest with its sentences."""
    del places
    for name, title in sheet.titles:
        lines = tuple(line for line in sheet.lines if line.document == name)
        yield Heading(2, title)
        yield Sentences(lines, items=True) if lines else Prose(_NOTHING_MORE, emphasis=True)


def _figures(sheet: Sheet, places: Mapping[str, str]) -> Iterator[Block]:
    rows = [_figure(row, places) for row in sheet.figures]
    if rows:
        head = ("Figure", "Unit", "Of", "Year", "Compared with", "Planned or done", "Paragraph")
        yield Table("Key figures", head, tuple(rows))


def _figure(row: FigureRow, places: Mapping[str, str]) -> tuple[str, ...]:
    figure = row.figure
    place = places.get(figure.segment, figure.segment)
    return figure.text, figure.unit, figure.of, row.year, row.compared, row.stage, place


def _people(sheet: Sheet, places: Mapping[str, str]) -> Iterator[Block]:
    rows = tuple((one.name, one.post, places.get(one.segment, one.segment)) for one in sheet.people)
    if rows:
        yield Table("Who's who", ("Name", "Post", "Paragraph"), rows)


def _clashes(sheet: Sheet, places: Mapping[str, str]) -> Iterator[Block]:
    del places
    rows = tuple(
        (clash.what, f"{clash.one.text} ({clash.one.document})", f"{clash.other.text} ({clash.other.document})")
        for clash in sheet.clashes
    )
    if rows:
        yield Table("Contradictions", ("What differs", "One report", "The other"), rows)


def _unverified(sheet: Sheet, places: Mapping[str, str]) -> Iterator[Block]:
    del places
    if sheet.unverified:
        yield Items(sheet.unverified)


def _evidence(sheet: Sheet, places: Mapping[str, str]) -> Iterator[Block]:
    if not sheet.lines:
        return
    several = len({line.document for line in sheet.lines}) > 1
    rows = tuple(
        (
            line.text,
            f"{line.document}, {places.get(line.segment, line.segment)}" if several else _place(line, places, sheet),
            *(("; ".join(line.also),) if several else ()),
        )
        for line in sheet.lines
    )
    head = ("Sentence", "Paragraph", "Also in") if several else ("Sentence", "Paragraph")
    yield Table("Where each sentence stands", head, rows)


def _place(line: Line, places: Mapping[str, str], sheet: Sheet) -> str:
    place = places.get(line.segment, line.segment)
    if sheet.summary is None or sheet.summary.model is None:
        return place
    return f"{place} (the model's words)" if line.model else f"{place} (the report's own words)"


_SLOTS: Mapping[str, Callable[[Sheet, Mapping[str, str]], Iterator[Block]]] = {
    "text": _text,
    "bullets": _bullets,
    "reports": _reports,
    "figures": _figures,
    "people": _people,
    "clashes": _clashes,
    "unverified": _unverified,
    "evidence": _evidence,
}


def _without_bare_headings(found: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks without headings that have nothing before the next one of their level; the first stays."""
    for at, block in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        bare = following is None or (isinstance(following, Heading) and following.level <= getattr(block, "level", 0))
        if not (isinstance(block, Heading) and bare and at):
            yield block
