"""JSON lines: a row a segment; rows that share `doc` are one document, wherever they stand.

In: `{"id", "mt", "src"?, "ref"?, "doc"?}`. Out, in the order of the rows in: `{"id", "fixed", "edits", "findings"}`
and every field not named here, as it was written.
"""

import io
import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, NamedTuple, cast

from yiwen.errors import DocumentError
from yiwen.formats.encoding import Encoding, decode, detect
from yiwen.formats.json_row import Member, members
from yiwen.formats.locked import addresses
from yiwen.types import Document, Edit, Finding, Revision, Segment

_READ = frozenset({"id", "mt", "src", "ref", "doc"})
_WRITTEN = frozenset({"id", "fixed", "edits", "findings"})
_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_IN_MEMORY = 16 * 1024 * 1024
_MOST_LINE = 64 * 1024 * 1024


class _Line(NamedTuple):
    """A line that is not blank: `row` counts such lines from 0, `number` all lines from 1."""

    row: int
    number: int
    text: str
    encoding: Encoding


@dataclass(frozen=True, slots=True)
class Row:
    """What the writer needs of a row: its place, its id and its unknown fields as written, how its line was written.

    `has_doc` is whether it names its document.
    """

    index: int
    id: str
    rest: str
    line_end: str
    encoding: Encoding
    has_doc: bool = False


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the documents, each as soon as its last row is read; memory holds only documents not yet complete.

    A first pass over the file learns where each `doc` ends; what cannot be read twice is kept in a temporary file.

    Raises:
        DocumentError: there are no rows, or a line is no row; the message begins with file:line.
    """
    with _seekable(stream, name) as rows:
        yield from _documents(rows, name)


def _documents(stream: BinaryIO, name: str) -> Iterator[Document]:
    begin = stream.tell()
    last = _last_rows(stream, name)
    stream.seek(begin)
    waiting: dict[str, list[tuple[Segment, Row]]] = {}
    empty = True
    for line in _lines(stream, name):
        empty = False
        fields = members(line.text, f"{name}:{line.number}")
        doc = _document_key(fields)
        if doc is None or doc not in last:
            yield _document(name, None, [_row(fields, line, name)])
            continue
        waiting.setdefault(doc, []).append(_row(fields, line, name))
        if last[doc] == line.row:
            yield _document(name, doc, waiting.pop(doc))
    if empty:
        raise DocumentError(f'{name}: holds no rows; write one object a line, such as {{"id", "mt"}}')


def names_document(document: Document) -> bool:
    """Return whether the rows of a document name it: one that does not is a row for itself."""
    rows: tuple[Row, ...] = document.skeleton or ()
    return any(row.has_doc for row in rows)


class RowWriter:
    """Writes rows in the order they were read in, whatever the order of the documents."""

    def __init__(self) -> None:
        self._next = 0
        self._waiting: dict[int, bytes] = {}

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the rows that can be written now: those with no row before them still to come."""
        rows: tuple[Row, ...] = document.skeleton
        for row, revision in zip(rows, revisions, strict=True):
            self._waiting[row.index] = _output(row, revision, document.name)
        ready: list[bytes] = []
        while self._next in self._waiting:
            ready.append(self._waiting.pop(self._next))
            self._next += 1
        return b"".join(ready)

    def close(self) -> bytes:
        """Return the rows still held back, in order: none, if every document was added."""
        held = b"".join(self._waiting[index] for index in sorted(self._waiting))
        self._waiting.clear()
        return held


@contextmanager
def _seekable(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Lend the stream, or a temporary copy of one that can be read only once."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        try:
            shutil.copyfileobj(stream, copy)
        except OSError as error:
            raise DocumentError(
                f"{name}: could not be kept in a temporary file: {error.strerror}; free space"
            ) from error
        copy.seek(0)
        yield cast("BinaryIO", copy)


def _lines(stream: BinaryIO, name: str) -> Iterator[_Line]:
    """Yield the lines that hold something, decoded each for itself; only UTF-16 has to be told from the start."""
    begin = stream.tell()
    encoding = detect(stream.read(4096))
    stream.seek(begin + len(encoding.mark))
    wide = encoding.codec.startswith("utf-16")
    row = 0
    plain = Encoding("utf-8", b"")
    for number, (text, codec) in enumerate(_wide(stream, encoding, name) if wide else _narrow(stream, name), start=1):
        if text and not text.isspace():
            is_plain = row and codec == plain.codec  # as nearly all are
            written = plain if is_plain else Encoding(codec, b"" if row else encoding.mark)
            yield _Line(row, number, text, written)
            row += 1


def _narrow(stream: BinaryIO, name: str) -> Iterator[tuple[str, str]]:
    for number, data in enumerate(iter(partial(stream.readline, _MOST_LINE), b""), start=1):
        if len(data) == _MOST_LINE and not data.endswith(b"\n"):
            raise DocumentError(f"{name}:{number}: a row is longer than {_MOST_LINE >> 20} MB; write one row a line")
        try:
            yield data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError:
            text, encoding = decode(data, name, number)
            yield text, encoding.codec


def _wide(stream: BinaryIO, encoding: Encoding, name: str) -> Iterator[tuple[str, str]]:
    lines = io.TextIOWrapper(stream, encoding.codec, newline="\n")
    number = 1
    try:
        for line in lines:
            yield line, encoding.codec
            number += 1
    except UnicodeDecodeError:
        raise DocumentError(f"{name}:{number}: is not {encoding.codec.upper()}; save the file as UTF-8") from None
    finally:
        lines.detach()


def _last_rows(stream: BinaryIO, name: str) -> dict[str, int]:
    """Return the last row of each `doc`; a line that is no row is left for the second pass to report."""
    last: dict[str, int] = {}
    for line in _lines(stream, name):
        if '"doc"' in line.text:
            try:
                doc = _document_key(members(line.text, name))
            except DocumentError:
                continue
            if doc is not None:
                last[doc] = line.row
    return last


def _document_key(fields: dict[str, Member]) -> str | None:
    member = fields.get("doc")
    return None if member is None or member.raw == "null" else _as_text(member)


def _as_text(member: Member) -> str:
    return member.value if member.is_string and isinstance(member.value, str) else member.raw


def _row(fields: dict[str, Member], line: _Line, name: str) -> tuple[Segment, Row]:
    where = f"{name}:{line.number}"
    if "mt" not in fields:
        raise DocumentError(f'{where}: has no "mt"; every row needs the machine translation as "mt"')
    mt = _string(fields, "mt", where)
    if mt is None:
        raise DocumentError(f'{where}: "mt" is null; every row needs the machine translation as a string')
    written = fields.get("id")
    number = str(line.row + 1)
    label = number if written is None or written.raw == "null" else _as_text(written)
    segment = Segment(label, mt, _string(fields, "src", where), _string(fields, "ref", where), addresses(mt))
    rest = "".join(
        f", {json.dumps(key, ensure_ascii=not key.isprintable())}: {member.raw}"
        for key, member in fields.items()
        if key not in _READ and key not in _WRITTEN
    )
    key = written.raw if written else f'"{number}"'
    has_doc = _document_key(fields) is not None
    return segment, Row(line.row, key, rest, _line_end(line.text), line.encoding, has_doc)


def _string(fields: dict[str, Member], key: str, where: str) -> str | None:
    member = fields.get(key)
    if member is None or (member.raw == "null" and key != "mt"):
        return None
    if not member.is_string or not isinstance(member.value, str):
        raise DocumentError(f'{where}: "{key}" is not a string; write it in double quotes')
    return member.value


def _line_end(text: str) -> str:
    return "\r\n" if text.endswith("\r\n") else "\n"


def _document(name: str, doc: str | None, rows: list[tuple[Segment, Row]]) -> Document:
    segments, skeleton = zip(*rows, strict=True)
    label = segments[0].id if doc is None else doc
    return Document(f"{name}#{label}", "jsonl", segments, skeleton)


def _output(row: Row, revision: Revision, name: str) -> bytes:
    ours = {
        "fixed": revision.after,
        "edits": [_edit(edit) for edit in revision.edits],
        "findings": [_finding(finding) for finding in revision.left],
    }
    try:
        data = _encoded(row, _ENCODE(ours), name)
    except DocumentError:  # a lone surrogate: only an escape can write it
        data = _encoded(row, json.dumps(ours), name)
    return row.encoding.mark + data


def _encoded(row: Row, ours: str, name: str) -> bytes:
    return row.encoding.encode(f'{{"id": {row.id}, {ours[1:-1]}{row.rest}}}{row.line_end}', name)


def _edit(edit: Edit) -> dict[str, object]:
    place = {"start": edit.span.start, "end": edit.span.end}
    return {**place, "before": edit.before, "after": edit.after, "rule": edit.rule}


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "start": finding.span.start,
        "end": finding.span.end,
        "rule": finding.rule,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "fix": finding.fix.value,
        "suggestion": finding.suggestion,
        "candidates": list(finding.candidates),
        "confidence": finding.confidence,
        "message": finding.message,
    }
