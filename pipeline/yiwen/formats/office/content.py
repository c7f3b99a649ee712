"""What is read of an XML part: paragraphs, their leaves, and the runs that these stand in."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(slots=True)
class Run:
    """A run, filled in as it is read.

    Bytes: where it starts, where its start tag ends, its content (after the properties) begins, its end tag begins, and
    it ends; `properties` are what it looks like.
    """

    start: int
    head: int
    content: int
    tail: int = 0
    end: int = 0
    properties: bytes = b""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A stretch of a paragraph's text and the element that holds it, `start` to `end` in bytes.

    `written` elements hold characters, others stand for one (a tab) or for none (a note's mark). `inserted` is text of
    someone's tracked insertion; `link` is the number of the hyperlink it is in, 0 for none.
    """

    text: str
    start: int
    end: int
    run: Run
    written: bool = True
    locked: bool = False
    inserted: bool = False
    link: int = 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph, filled in as it is read.

    `style` is its style's id; `level` its outline level from 0; `host` the run of the story's own text that it hangs in
    (it is of a text box), `note` the note that it is of, by its mark; `copies` are the same paragraph as written for
    older programs.
    """

    leaves: list[Leaf] = field(default_factory=list)
    style: str = ""
    level: int | None = None
    item: bool = False
    cell: bool = False
    host: Run | None = None
    note: str = ""
    copies: "list[Paragraph]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the leaves."""
        return "".join(leaf.text for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class Content:
    """What a part holds: its paragraphs in the order in which they begin, and the runs that refer to notes, by id."""

    paragraphs: tuple[Paragraph, ...]
    notes: Mapping[str, Run]
