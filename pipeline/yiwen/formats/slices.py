"""A text file as segments that are slices of it: what plain text and Markdown share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.encoding import Encoding, decode
from yiwen.types import Document, Edit, Revision, Segment, Span

MOST_BYTES = 100 * 1024 * 1024  # of a file that is read as a whole


@dataclass(frozen=True, slots=True)
class TextFile:
    """The skeleton of a sliced document: the whole text, where each segment begins in it, and its encoding."""

    text: str
    starts: tuple[int, ...]
    encoding: Encoding

    def offset(self, index: int, place: int) -> int:
        """Return where in the file's text a place of a segment's text stands."""
        return self.starts[index] + place


def limited(stream: BinaryIO, name: str, most: int = MOST_BYTES) -> bytes:
    """Return all bytes of a file that is read as a whole.

    Raises:
        DocumentError: the file cannot be read, is empty, or is larger than any report.
    """
    try:
        too_large = _size(stream) > most
        data = b"" if too_large else stream.read(most + 1)
    except OSError as error:
        raise DocumentError(f"{name}: cannot be read: {error.strerror}; check the path") from error
    if too_large or len(data) > most:
        raise DocumentError(f"{name}: is larger than {most >> 20} MB; split it, or give its rows as jsonl")
    if not data:
        raise DocumentError(f"{name}: the file is empty; name a file with something to read")
    return data


def _size(stream: BinaryIO) -> int:
    """Return how many bytes are left to read; 0 where only reading tells."""
    if not stream.seekable():
        return 0
    place = stream.tell()
    end = stream.seek(0, SEEK_END)
    stream.seek(place)
    return end - place


def decoded(stream: BinaryIO, name: str) -> tuple[str, Encoding]:
    """Return the file's text and its encoding.

    Raises:
        DocumentError: the file cannot be read, is empty or too large, or is no text.
    """
    return decode(limited(stream, name), name)


def sliced(
    name: str, format_name: str, text: str, encoding: Encoding, parts: Iterable[tuple[Span, tuple[Span, ...]]]
) -> Document:
    """Return the document whose segments are the parts, numbered from 1; a part is its span and its locked spans.

    Locked spans are offsets in the text here and in the segment there.

    Raises:
        DocumentError: the file holds only white space.
    """
    parts = list(parts)
    if not text or text.isspace():
        raise DocumentError(f"{name}: holds no text; name a file with something to read")
    segments = tuple(
        Segment(
            str(number), span.of(text), locked=tuple(Span(s.start - span.start, s.end - span.start) for s in locked)
        )
        for number, (span, locked) in enumerate(parts, start=1)
    )
    return Document(name, format_name, segments, TextFile(text, tuple(span.start for span, _ in parts), encoding))


class SliceWriter:
    """Writes sliced documents: each comes out whole when it is added."""

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the file's bytes with each segment's range replaced by what its revision made of it."""
        file: TextFile = document.skeleton
        pieces: list[str] = []
        place = 0
        for segment, start, revision in zip(document.segments, file.starts, revisions, strict=True):
            pieces += (file.text[place:start], revision.after)
            place = start + len(segment.mt)
        pieces.append(file.text[place:])
        return file.encoding.mark + file.encoding.encode("".join(pieces), document.name)

    def close(self) -> bytes:
        """Return nothing: no document waits for another."""
        return b""


def file_edits(document: Document, revisions: Sequence[Revision]) -> tuple[Edit, ...]:
    """Return the edits with their spans as offsets in the file's decoded text, byte order mark not counted."""
    file: TextFile = document.skeleton
    return tuple(
        Edit(Span(start + edit.span.start, start + edit.span.end), edit.before, edit.after, edit.rule)
        for start, revision in zip(file.starts, revisions, strict=True)
        for edit in revision.edits
    )
