"""The names of elements in WordprocessingML and DrawingML (ISO/IEC 29500-1), with their common prefixes."""

from collections.abc import Mapping

_NAMESPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w:",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
    "http://purl.oclc.org/ooxml/drawingml/main": "a:",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": "wp:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
}


class Names(dict[str, str]):
    """Names as `read_events` tells them, with their common prefix ("w:p"); "-" for those of no interest.

    Of a part in one of the two languages ("w:", "a:"), what stands in the other is of none.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._foreign = "a:" if language == "w:" else "w:"

    def __missing__(self, name: str) -> str:
        space, _, local = name.rpartition(" ")
        prefix = _NAMESPACES.get(space)
        self[name] = f"{prefix}{local}" if prefix and prefix != self._foreign else "-"
        return self[name]


def value(attributes: Mapping[str, str], local: str) -> str:
    """Return an attribute by its local name, empty where there is none."""
    return next((content for name, content in attributes.items() if name.rpartition(" ")[2] == local), "")
