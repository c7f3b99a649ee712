"""A summary as an editor prints it: its shape, its lines and tables, how it was made and what could not be verified."""

from dataclasses import dataclass
from enum import StrEnum

from yiwen.types import Figure, Span, Summary


class Shape(StrEnum):
    """The forms of a summary."""

    BRIEF = "brief"
    BULLETS = "bullets"
    FIGURES = "figures"
    PEOPLE = "people"
    HEADLINE = "headline"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as printed and where it stands: `marks` are the places of `text` that were put in (a year, hectares).

    `also` names the other reports that say the same; `zh` is the Chinese it translates, where that is known.
    """

    text: str
    document: str
    segment: str
    span: Span
    marks: tuple[Span, ...] = ()
    also: tuple[str, ...] = ()
    zh: str | None = None
    model: bool = False


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A key figure with the year it is of, what it is compared with, and whether it is planned or done; "" = unsaid."""

    figure: Figure
    year: str
    compared: str
    stage: str


@dataclass(frozen=True, slots=True)
class Person:
    """A person with a post, as the report names them, and where it first does."""

    name: str
    post: str
    segment: str
    span: Span


@dataclass(frozen=True, slots=True)
class Clash:
    """Two reports that contradict each other: their sentences, and what differs."""

    one: Line
    other: Line
    what: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a saved page came from, as it says itself; "" where it does not."""

    outlet: str = ""
    date: str = ""
    address: str = ""

    @property
    def text(self) -> str:
        """Outlet, date and address in a row."""
        return ", ".join(part for part in (self.outlet, self.date, self.address) if part)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A summary in its shape. `made` says how it was made; `unverified` what a person should look at.

    `titles` are the reports of a digest: name and title of each.
    """

    shape: Shape
    title: str
    lines: tuple[Line, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    people: tuple[Person, ...] = ()
    clashes: tuple[Clash, ...] = ()
    origin: Origin = Origin()
    made: str = ""
    unverified: tuple[str, ...] = ()
    summary: Summary | None = None
    titles: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """The sentences, one a line: Markdown sets them as one paragraph."""
        return "\n".join(line.text for line in self.lines)
