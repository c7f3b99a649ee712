"""XML read as a stream of events with their byte offsets; what may harm is refused before it is read.

Expat tells where in the bytes an element stands, which lxml does not, and makes no tree of a report of many megabytes.
"""

import re
from collections.abc import Callable, Mapping
from typing import Protocol
from xml.parsers import expat

from yiwen.errors import DocumentError

MOST_DEPTH = 2_000  # elements within elements; documents of office programs stay under 200
_TAG = re.compile(rb"""<[^<>"']*(?:"[^"]*"[^<>"']*|'[^']*'[^<>"']*)*>""")
_ROOT = re.compile(rb"<[\w]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Events(Protocol):
    """Who listens: names and attribute names are "namespace local", offsets are bytes of the data."""

    def start(self, name: str, attributes: Mapping[str, str], offset: int) -> None:
        """Take the start of an element."""

    def end(self, name: str, offset: int) -> None:
        """Take the end of an element: where its end tag begins, or where it ends if it is empty."""

    def text(self, text: str) -> None:
        """Take text."""


def read_events(data: bytes, events: Events, where: str) -> None:
    """Tell the events of an XML part in UTF-8 to who listens.

    Raises:
        DocumentError: it is not well-formed, nested too deep, or declares a document type (no office program does).
    """
    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MOST_DEPTH:
            raise DocumentError(f"{where}: was not made by an office program: nested too deep; make it anew")
        events.start(name, attributes, parser.CurrentByteIndex)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        events.end(name, parser.CurrentByteIndex)

    def doctype(*_: object) -> None:
        raise DocumentError(f"{where}: was not made by an office program: it declares a document type; make it anew")

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = events.text
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(data, True)  # the last piece; the argument has no name
    except expat.ExpatError as error:
        raise DocumentError(f"{where}: its XML is broken ({error}); save it again in its program") from error


def in_utf8(data: bytes, where: str) -> tuple[bytes, Callable[[bytes], bytes]]:
    """Return a part's XML in UTF-8, and what brings it back into its own encoding.

    Raises:
        DocumentError: it is not the UTF-16 that it says it is.
    """
    if not data.startswith(_UTF16):
        return data, bytes
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{where}: its XML is broken ({error.reason}); save it again in its program") from error
    encoding = "utf-16-le" if data[:2] == _UTF16[0] else "utf-16-be"
    return text.encode(), lambda changed: data[:2] + changed.decode().encode(encoding)


def tag_at(data: bytes, offset: int) -> bytes:
    """Return the tag that begins at the offset."""
    found = _TAG.match(data, offset)
    return found[0] if found else b""


def root_tag(data: bytes) -> bytes:
    """Return the start tag of a part's root."""
    root = _ROOT.search(data)
    return tag_at(data, root.start()) if root else b""


def prefix_of(tag: bytes) -> bytes:
    """Return the prefix of a tag's name with its colon, empty where it has none."""
    name = re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
    return name[: name.find(b":") + 1]


def escaped(text: str) -> bytes:
    """Return text as it stands in XML, without the characters that cannot."""
    text = _ILLEGAL.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").encode()


def before_the_end(data: bytes, addition: bytes) -> bytes:
    """Return the XML of a part with something added as the last child of its root."""
    place = data.rstrip().rfind(b"</")
    root_is_empty = data.rstrip().endswith(b"/>") and (place < 0 or data.rfind(b"<") > place)
    if not root_is_empty:
        return data[:place] + addition + data[place:]
    start = data.rfind(b"<")
    tag = tag_at(data, start)
    name = re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
    return data[:start] + tag[:-2] + b">" + addition + b"</" + name + b">" + data[start + len(tag) :]
