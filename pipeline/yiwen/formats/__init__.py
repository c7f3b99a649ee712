"""Files as documents and back. One module a format, one line in `FORMATS`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from yiwen.errors import DocumentError
from yiwen.formats import jsonl, markdown, plain, slices
from yiwen.types import Document, Edit, Revision


class Writer(Protocol):
    """Writes the documents of one file: what `add` and then `close` return, in order, is the file."""

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the bytes that can be written now; `revisions` holds one a segment, in order."""
        ...

    def close(self) -> bytes:
        """Return what is left to write when all documents are added."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, the file name extensions that tell it, its reader and its writer."""

    name: str
    extensions: tuple[str, ...]
    read: Callable[[BinaryIO, str], Iterator[Document]]
    writer: Callable[[], Writer]


FORMATS = (
    Format("txt", (".txt", ".text"), plain.read, slices.SliceWriter),
    Format("md", (".md", ".markdown"), markdown.read, slices.SliceWriter),
    Format("jsonl", (".jsonl", ".ndjson"), jsonl.read, jsonl.RowWriter),
)


def read(source: Path | BinaryIO, name: str | None = None, format_name: str | None = None) -> Iterator[Document]:
    """Yield the documents of a file or a binary stream: one for txt and md, one or many for jsonl.

    `name` is what messages and documents call the source (a path is its own name); `format_name` is one of `FORMATS`,
    told by the name's extension where it is not given, txt where that tells nothing.

    Raises:
        DocumentError: there is no such file, or it cannot be read or understood.
    """
    label = name if name is not None else str(source) if isinstance(source, Path) else "-"
    chosen = format_of(label, format_name)
    with _opened(source, label) as stream:
        yield from chosen.read(stream, label)


def format_of(name: str, format_name: str | None = None) -> Format:
    """Return the format that is asked for, else the one the name's extension tells, else txt.

    Raises:
        DocumentError: there is no format of that name.
    """
    if format_name is None:
        extension = Path(name).suffix.lower()
        return next((known for known in FORMATS if extension in known.extensions), FORMATS[0])
    for known in FORMATS:
        if known.name == format_name:
            return known
    raise DocumentError(
        f"{name}: unknown format '{format_name}'; use one of {', '.join(known.name for known in FORMATS)}"
    )


def writer(document: Document) -> Writer:
    """Return a new writer for the file that the document is of."""
    return format_of(document.name, document.format).writer()


def write(document: Document, revisions: Sequence[Revision]) -> bytes:
    """Return the bytes of a file that holds only this document, revised."""
    target = writer(document)
    return target.add(document, revisions) + target.close()


def file_edits(document: Document, revisions: Sequence[Revision]) -> tuple[Edit, ...]:
    """Return the edits of a txt or md file with their spans as offsets in the file's decoded text.

    Raises:
        DocumentError: the format has no such offsets; the rows of a jsonl file carry their own edits.
    """
    if not isinstance(document.skeleton, slices.TextFile):
        raise DocumentError(f"{document.name}: a {document.format} file has no list of edits; its rows carry their own")
    return slices.file_edits(document, revisions)


@contextmanager
def _opened(source: Path | BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Open a path, or lend the stream; refuse what is empty."""
    if not isinstance(source, Path):
        yield source
        return
    try:
        stream = source.open("rb")
    except OSError as error:
        raise _unreadable(name, error) from error
    with stream:
        yield stream


def _unreadable(name: str, error: OSError) -> DocumentError:
    if isinstance(error, FileNotFoundError):
        return DocumentError(f"{name}: no such file; check the path")
    if isinstance(error, IsADirectoryError):
        return DocumentError(f"{name}: is a folder; name the files in it")
    if isinstance(error, PermissionError):
        return DocumentError(f"{name}: permission denied; make the file readable")
    return DocumentError(f"{name}: cannot be read: {error.strerror}; check the path")
