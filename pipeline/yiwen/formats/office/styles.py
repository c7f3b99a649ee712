"""The styles of a Word document that say what a paragraph is: a heading, a line of a table of contents."""

import re
from collections.abc import Mapping

from yiwen.formats.archives import Archive
from yiwen.formats.office.names import value
from yiwen.formats.office.package import relationships
from yiwen.formats.office.xmlbytes import in_utf8, read_events

_HEADING = re.compile(r"heading ([1-9])|title", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|table of figures)(?: \d)?", re.IGNORECASE)
_MOST_BASES = 20  # styles based on styles


def style_marks(archive: Archive, main: str) -> dict[str, str]:
    """Return the mark that Markdown would give a paragraph of each style, "##" or "|", by the style's id.

    Raises:
        DocumentError: the styles cannot be read.
    """
    found = (one.part for one in relationships(archive, main) if one.kind == "styles" and one.part in archive)
    part = next(found, None)
    if part is None:
        return {}
    where = f"{archive.name}: {part}"
    data, _ = in_utf8(archive[part], where)
    reader = _Styles()
    read_events(data, reader, where)
    return {style: mark for style in reader.bases if (mark := reader.mark(style))}


class _Styles:
    """Reads styles from events."""

    def __init__(self) -> None:
        self.bases: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        self._style = ""

    def mark(self, style: str) -> str:
        """Return a style's mark, or that of the style that it is based on."""
        for _ in range(_MOST_BASES):
            if style in self._marks:
                return self._marks[style]
            style = self.bases.get(style, "")
        return ""

    def start(self, name: str, attributes: Mapping[str, str], offset: int) -> None:  # noqa: ARG002  # the protocol's
        said = value(attributes, "val")
        match name.rpartition(" ")[2]:
            case "style":
                self._style = value(attributes, "styleId")
                self.bases[self._style] = ""
            case "basedOn" if self._style:
                self.bases[self._style] = said
            case "name" if self._style and (heading := _HEADING.fullmatch(said)):
                self._marks.setdefault(self._style, "#" * int(heading[1] or 1))
            case "name" if self._style and _CONTENTS.fullmatch(said):
                self._marks[self._style] = "|"
            case "outlineLvl" if self._style and said.isdigit() and int(said) < 9:
                self._marks[self._style] = "#" * (int(said) + 1)

    def end(self, name: str, offset: int) -> None:  # noqa: ARG002
        if name.rpartition(" ")[2] == "style":
            self._style = ""

    def text(self, text: str) -> None:
        """Take nothing from text."""
