"""The styles of a Word document that make a paragraph a heading."""

import re
from collections.abc import Mapping

from yiwen.formats.archives import Archive
from yiwen.formats.office.package import relationships
from yiwen.formats.office.xmlbytes import in_utf8, read_events

_NAME = re.compile(r"heading ([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title"})
_MOST_BASES = 20  # styles based on styles


def headings(archive: Archive, main: str) -> dict[str, int]:
    """Return the outline level, from 0, of each style of headings, by the style's id."""
    part = next(
        (one.part for one in relationships(archive, main) if one.kind == "styles" and one.part in archive), None
    )
    if part is None:
        return {}
    where = f"{archive.name}: {part}"
    data, _ = in_utf8(archive[part], where)
    reader = _Styles()
    read_events(data, reader, where)
    levels = {style: reader.level(style) for style in reader.bases}
    return {style: level for style, level in levels.items() if level is not None}


class _Styles:
    """Reads styles from events."""

    def __init__(self) -> None:
        self.bases: dict[str, str] = {}
        self._levels: dict[str, int] = {}
        self._style = ""

    def level(self, style: str) -> int | None:
        """Return a style's level, or that of the style that it is based on."""
        for _ in range(_MOST_BASES):
            if style in self._levels:
                return self._levels[style]
            style = self.bases.get(style, "")
        return None

    def start(self, name: str, attributes: Mapping[str, str], offset: int) -> None:  # noqa: ARG002  # the protocol's
        named = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        value = named.get("val", "")
        match name.rpartition(" ")[2]:
            case "style":
                self._style = named.get("styleId", "")
                self.bases[self._style] = ""
            case "basedOn" if self._style:
                self.bases[self._style] = value
            case "name" if self._style:
                heading = _NAME.fullmatch(value)
                if heading or value.lower() in _TITLES:
                    self._levels.setdefault(self._style, int(heading[1]) - 1 if heading else 0)
            case "outlineLvl" if self._style and value.isdigit() and int(value) < 9:
                self._levels[self._style] = int(value)

    def end(self, name: str, offset: int) -> None:  # noqa: ARG002
        if name.rpartition(" ")[2] == "style":
            self._style = ""

    def text(self, text: str) -> None:
        """Take nothing from text."""
