"""Plain text: a segment a paragraph; addresses are locked. Lines of Chinese, a tab and English are a table.

Words that a model has put between two pairs of asterisks, as in Markdown, are read without them; no other mark is one.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from yiwen.formats.delimited import pairs_of_lines
from yiwen.formats.encoding import Encoding
from yiwen.formats.locked import addresses
from yiwen.formats.markdown_inline import Marks, marks, seen
from yiwen.formats.marked import MarkedFile, MarkedWriter, Units
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.formats.slices import SliceWriter, decoded, sliced
from yiwen.text.segment import paragraphs
from yiwen.types import Document, Revision, Span

_BOLD = "**"


def read(stream: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Iterator[Document]:
    """Yield the one document that the file is.

    Raises:
        DocumentError: the bytes are no text, or the text is only white space.
    """
    text, encoding = decoded(stream, name)
    table = pairs_of_lines(text, encoding, name)
    bold = None if table or options.marks or _BOLD not in text else _without_bold(text, encoding, name)
    yield table or bold or sliced(name, "txt", text, encoding, _parts(text))


def _parts(text: str) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    for span in paragraphs(text):
        yield span, _addresses(text, span)


def _addresses(text: str, span: Span) -> tuple[Span, ...]:
    return tuple(Span(span.start + s.start, span.start + s.end) for s in addresses(span.of(text)))


def _without_bold(text: str, encoding: Encoding, name: str) -> Document | None:
    """Return the document with the marks of bold words passed over, None where there are none."""
    units = Units(name)
    for number, span in enumerate(paragraphs(text), 1):
        found = _bold_marks(text, span)
        units.add(str(number), seen(text, span, found), pairs=found.pairs)
    is_bold = any(written.pairs for written in units.written)
    return units.document("txt", text, encoding) if is_bold else None


def _bold_marks(text: str, span: Span) -> Marks:
    pairs = tuple(pair for pair in marks(text, span, (), ()).pairs if pair[0].of(text) == _BOLD)
    return Marks(_addresses(text, span), tuple(mark for pair in pairs for mark in pair), pairs)


class TextWriter:
    """Writes files of text as they were read: as slices, or with marks between the runs of a segment."""

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the file's bytes."""
        target = MarkedWriter() if isinstance(document.skeleton, MarkedFile) else SliceWriter()
        return target.add(document, revisions)

    def close(self) -> bytes:
        """Return nothing: no document waits for another."""
        return b""
