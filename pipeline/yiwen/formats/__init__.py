"""Files as documents and back. One module a format, one line in `FORMATS`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import BinaryIO, Protocol

from yiwen.errors import DocumentError
from yiwen.formats import delimited, html, jsonl, markdown, marked, plain, po, slices, srt, tmx, workbook, xliff
from yiwen.formats.office import docx, pptx
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.types import Document, Edit, Revision

__all__ = [
    "FORMATS",
    "Format",
    "ReadOptions",
    "Writer",
    "file_edits",
    "format_of",
    "read",
    "text_file",
    "write",
    "writer",
]


class Writer(Protocol):
    """Writes the documents of one file: what `add` and then `close` return, in order, is the file."""

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the bytes that can be written now; `revisions` holds one a segment, in order."""
        ...

    def close(self) -> bytes:
        """Return what is left to write when all documents are added."""
        ...


Reader = Callable[[BinaryIO, str, ReadOptions], Iterator[Document]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, the file name extensions that tell it, its reader and its writer.

    `heeds` names the `ReadOptions` that mean something for the format.
    """

    name: str
    extensions: tuple[str, ...]
    read: Reader
    writer: Callable[[], Writer]
    heeds: tuple[str, ...] = ()


def _simply(reader: Callable[[BinaryIO, str], Iterator[Document]]) -> Reader:
    """Return a reader that has no use for options."""
    return lambda stream, name, _: reader(stream, name)


_XLIFF = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff")
_COLUMNS = ("source_column", "target_column")
FORMATS = (
    Format("txt", (".txt", ".text"), _simply(plain.read), slices.SliceWriter),
    Format("md", (".md", ".markdown"), _simply(markdown.read), slices.SliceWriter),
    Format("jsonl", (".jsonl", ".ndjson"), _simply(jsonl.read), jsonl.RowWriter),
    Format("html", (".html", ".htm", ".xhtml"), _simply(html.read), marked.MarkedWriter),
    Format("xliff", _XLIFF, xliff.read, marked.MarkedWriter, heeds=("propose",)),
    Format("tmx", (".tmx",), _simply(tmx.read), marked.MarkedWriter),
    Format("po", (".po",), _simply(po.read), marked.MarkedWriter),
    Format("csv", (".csv", ".tsv", ".tab"), delimited.read, marked.MarkedWriter, heeds=_COLUMNS),
    Format("xlsx", (".xlsx", ".xlsm", ".xls"), workbook.read, workbook.WorkbookWriter, heeds=_COLUMNS),
    Format("docx", (".docx", ".docm", ".dotx", ".doc", ".rtf"), _simply(docx.read), docx.writer),
    Format("pptx", (".pptx", ".pptm", ".potx", ".ppt"), _simply(pptx.read), pptx.writer),
    Format("srt", (".srt",), _simply(srt.read), marked.MarkedWriter),
)


def read(
    source: Path | BinaryIO, name: str | None = None, format_name: str | None = None, options: ReadOptions = DEFAULTS
) -> Iterator[Document]:
    """Yield the documents of a file or a binary stream: one or many for jsonl, one for every other format.

    `name` is what messages and documents call the source (a path is its own name); `format_name` is one of `FORMATS`,
    told by the name's extension where it is not given, txt where that tells nothing.

    Raises:
        DocumentError: there is no such file, or it cannot be read or understood.
    """
    label = name if name is not None else str(source) if isinstance(source, Path) else "-"
    chosen = format_of(label, format_name)
    _refuse_unheeded(options, chosen, label)
    with _opened(source, label) as stream:
        yield from chosen.read(stream, label, options)


def _refuse_unheeded(options: ReadOptions, chosen: Format, name: str) -> None:
    """Raise a DocumentError for an option that is given and means nothing for the format."""
    for field in fields(options):
        if getattr(options, field.name) != field.default and field.name not in chosen.heeds:
            flag = f"--{field.name.replace('_', '-')}"
            raise DocumentError(f"{name}: {flag} means nothing for {chosen.name} files; leave it out")


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


def text_file(document: Document) -> slices.TextFile | marked.MarkedFile | None:
    """Return the file's text and where the segments stand in it; None for rows and zipped files: they have no lines."""
    skeleton = document.skeleton
    return skeleton if isinstance(skeleton, slices.TextFile | marked.MarkedFile) else None


def file_edits(document: Document, revisions: Sequence[Revision]) -> tuple[Edit, ...]:
    """Return the edits of a file of text with their spans as offsets in the file's decoded text.

    Raises:
        DocumentError: the format has no such offsets; the rows of a jsonl file carry their own edits.
    """
    if isinstance(document.skeleton, slices.TextFile):
        return slices.file_edits(document, revisions)
    if isinstance(document.skeleton, marked.MarkedFile):
        return marked.file_edits(document, revisions)
    raise DocumentError(f"{document.name}: a {document.format} file has no list of edits; its rows carry their own")


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
