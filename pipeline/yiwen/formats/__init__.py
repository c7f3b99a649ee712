"""Files as documents and back. One module a format, one line in `FORMATS`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from yiwen.errors import DocumentError
from yiwen.formats import slices
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.types import Document, Edit, Revision

if TYPE_CHECKING:
    from yiwen.formats.marked import MarkedFile

__all__ = [
    "FORMATS",
    "Format",
    "ReadOptions",
    "Writer",
    "file_edits",
    "format_of",
    "left_alone",
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


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name, the file name extensions that tell it, and where its reader and its writer stand.

    Both are `module:name` in this package, loaded when they are asked for: a run needs one format of a dozen.
    `heeds` names the `ReadOptions` that mean something for the format; readers of the others do not take options.
    `left_alone` tells what of a document is not read, where the format has parts that are not.
    """

    name: str
    extensions: tuple[str, ...]
    reader: str
    written_by: str
    heeds: tuple[str, ...] = ()
    left_alone: str = ""

    def read(self, stream: BinaryIO, name: str, options: ReadOptions) -> Iterator[Document]:
        """Yield the documents of a stream."""
        reader = _loaded(self.reader)
        documents: Iterator[Document] = reader(stream, name, options) if self.heeds else reader(stream, name)
        return documents

    def writer(self) -> Writer:
        """Return a new writer for one file."""
        made: Writer = _loaded(self.written_by)()
        return made


def _loaded(place: str) -> Callable[..., Any]:  # its signature is that of the module named
    module, _, name = place.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"yiwen.formats.{module}"), name)
    return found


_XLIFF = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff")
_COLUMNS = ("source_column", "target_column", "chinese")
_TEXT, _MARKED = "plain:TextWriter", "marked:MarkedWriter"
_OFFICE, _SHEETS = "office.stories:left_alone", "workbook:left_alone"
FORMATS = (
    Format("txt", (".txt", ".text"), "plain:read", _TEXT, heeds=("marks",)),
    Format("md", (".md", ".markdown"), "markdown:read", _TEXT, heeds=("marks",)),
    Format("jsonl", (".jsonl", ".ndjson"), "jsonl:read", "jsonl:RowWriter"),
    Format("html", (".html", ".htm", ".xhtml"), "html:read", _MARKED),
    Format("xliff", _XLIFF, "xliff:read", _MARKED, heeds=("propose",)),
    Format("tmx", (".tmx",), "tmx:read", _MARKED),
    Format("po", (".po",), "po:read", _MARKED),
    Format("csv", (".csv", ".tsv", ".tab"), "delimited:read", _MARKED, heeds=_COLUMNS),
    Format("xlsx", (".xlsx", ".xlsm", ".xls"), "workbook:read", "workbook_writer:WorkbookWriter", _COLUMNS, _SHEETS),
    Format("docx", (".docx", ".docm", ".dotx", ".doc", ".rtf"), "office.docx:read", "office.docx:writer", (), _OFFICE),
    Format("pptx", (".pptx", ".pptm", ".potx", ".ppt"), "office.pptx:read", "office.pptx:writer", (), _OFFICE),
    Format("srt", (".srt",), "srt:read", _MARKED),
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


def left_alone(document: Document) -> tuple[str, ...]:
    """Return what of a document's file is left as it is: sheets that are not read, charts, results of fields."""
    teller = next((known.left_alone for known in FORMATS if known.name == document.format), "")
    told: tuple[str, ...] = _loaded(teller)(document) if teller else ()
    return told


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


def text_file(document: Document) -> "slices.TextFile | MarkedFile | None":
    """Return the file's text and where the segments stand in it; None for rows and zipped files: they have no lines."""
    skeleton = document.skeleton
    if skeleton is None or isinstance(skeleton, slices.TextFile):
        return skeleton
    from yiwen.formats.marked import MarkedFile  # noqa: PLC0415  # see Format

    return skeleton if isinstance(skeleton, MarkedFile) else None


def file_edits(document: Document, revisions: Sequence[Revision]) -> tuple[Edit, ...]:
    """Return the edits of a file of text with their spans as offsets in the file's decoded text.

    Raises:
        DocumentError: the format has no such offsets; the rows of a jsonl file carry their own edits.
    """
    file = text_file(document)
    if isinstance(file, slices.TextFile):
        return slices.file_edits(document, revisions)
    if file is not None:
        from yiwen.formats import marked  # noqa: PLC0415  # see Format

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
