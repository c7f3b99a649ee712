"""Plain text: a segment a paragraph; addresses are locked."""

from collections.abc import Iterator
from typing import BinaryIO

from yiwen.formats.locked import addresses
from yiwen.formats.slices import decoded, sliced
from yiwen.text.segment import paragraphs
from yiwen.types import Document, Span


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the one document that the file is.

    Raises:
        DocumentError: the bytes are no text, or the text is only white space.
    """
    text, encoding = decoded(stream, name)
    yield sliced(name, "txt", text, encoding, _parts(text))


def _parts(text: str) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    for span in paragraphs(text):
        locked = addresses(span.of(text))
        yield span, tuple(Span(span.start + s.start, span.start + s.end) for s in locked)
