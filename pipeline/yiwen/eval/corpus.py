"""Hypotheses and references as tuples of segments, read from plain text (a segment a line) or from JSONL rows.

A line ends at a line feed (a carriage return before it is dropped) and nowhere else, as in sacrebleu: U+2028, U+0085 or
a form feed inside a segment stay in it. Trailing white space is dropped from every line, as sacrebleu's command does.
"""

import codecs
import gzip
import json
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from yiwen.errors import DocumentError

HYPOTHESIS_FIELDS = ("fixed", "mt")
"""Where a row's hypothesis is: the repaired text if there is one, else the raw one."""

REFERENCE_FIELDS = ("ref",)
SOURCE_FIELDS = ("src",)
DOCUMENT_FIELDS = ("doc",)

_ROW_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_GZIPPED = b"\x1f\x8b"


def read_hypotheses(path: Path) -> tuple[str, ...]:
    """Return the hypotheses in a file, in order.

    Raises:
        DocumentError: the file cannot be read, is not UTF-8 text, or a row is broken.
    """
    return parse_hypotheses(read_bytes(path), str(path))


def read_references(path: Path) -> tuple[str, ...]:
    """Return the references in a file, in order.

    Raises:
        DocumentError: the file cannot be read, is not UTF-8 text, or a row is broken.
    """
    return parse_references(read_bytes(path), str(path))


def parse_hypotheses(data: bytes, name: str) -> tuple[str, ...]:
    """Return the hypotheses in the bytes of a file (or of standard input) called `name`."""
    return _parse(data, name, HYPOTHESIS_FIELDS)


def parse_references(data: bytes, name: str) -> tuple[str, ...]:
    """Return the references in the bytes of a file (or of standard input) called `name`."""
    return _parse(data, name, REFERENCE_FIELDS)


def parse_sources(data: bytes, name: str) -> tuple[str, ...]:
    """Return the sources in the bytes of a file (or of standard input) called `name`."""
    return _parse(data, name, SOURCE_FIELDS)


def parse_documents(data: bytes, name: str) -> tuple[str, ...]:
    """Return the document of each segment in the bytes of a file called `name`: a name a line, or rows with `doc`."""
    return _parse(data, name, DOCUMENT_FIELDS)


def row_ids(data: bytes, name: str) -> tuple[str, ...] | None:
    """Return the ids of a file's rows; None where it holds no rows, or not all have an id."""
    lines = _lines(_decode(data, name))
    if not _holds_rows(name, lines, ("id",)):
        return None
    ids = [_row(line, f"{name}:{number}", "'id'").get("id") for number, line in enumerate(lines, 1)]
    return tuple(map(str, ids)) if None not in ids else None


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, those of a gzipped one unpacked.

    Raises:
        DocumentError: it cannot be read.
    """
    try:
        data = path.read_bytes()
        return gzip.decompress(data) if data.startswith(_GZIPPED) else data
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise DocumentError(f"{path}: a broken gzip file; unpack it, or fetch it again") from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise DocumentError(f"{path}: {reason}; give a text file with a segment a line, or JSONL rows") from None


def _parse(data: bytes, name: str, fields: Sequence[str]) -> tuple[str, ...]:
    lines = _lines(_decode(data, name))
    if _holds_rows(name, lines, fields):
        return tuple(_segments_of_rows(lines, name, fields))
    return lines


def _decode(data: bytes, name: str) -> str:
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    if "\0" in text:
        raise DocumentError(f"{name}: holds NUL characters, so it is not text; give text in UTF-8")
    return text


def _lines(text: str) -> tuple[str, ...]:
    """Return the lines without their ends; a last line needs no end."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return tuple(line.rstrip() for line in lines)


def _holds_rows(name: str, lines: Sequence[str], fields: Sequence[str]) -> bool:
    """Return whether the lines are JSONL: the suffix says so, or, where there is none, the first line does."""
    suffix = Path(name.removesuffix(".gz")).suffix.lower()
    if suffix or not lines:
        return suffix in _ROW_SUFFIXES
    try:
        row = json.loads(lines[0])
    except ValueError:
        return False
    return isinstance(row, dict) and not row.keys().isdisjoint(fields)


def _segments_of_rows(lines: Sequence[str], name: str, fields: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        yield _segment_of_row(line, f"{name}:{number}", fields)


def _segment_of_row(line: str, where: str, fields: Sequence[str]) -> str:
    wanted = " or ".join(f"'{field}'" for field in fields)
    row = _row(line, where, wanted)
    for field in fields:
        if isinstance(row.get(field), str):
            return str(row[field]).rstrip()
    raise DocumentError(f"{where}: the row has no text in {wanted}; add it, or leave the row out on every side")


def _row(line: str, where: str, wanted: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
        raise DocumentError(f"{where}: not a JSON row ({reason}); give one JSON object a line") from None
    if not isinstance(row, dict):
        raise DocumentError(f"{where}: a row must be a JSON object with {wanted}, not {type(row).__name__}")
    return row


def read_rows(path: Path, wanted: Sequence[str]) -> list[dict[str, object]]:
    """Return the rows of a JSONL file; each holds text in all the wanted fields.

    Raises:
        DocumentError: the file cannot be read, a line is no row, or a row lacks a field: the message says which line.
    """
    rows = []
    for number, line in enumerate(_lines(_decode(read_bytes(path), str(path))), 1):
        row = _row(line, f"{path}:{number}", " and ".join(f"'{field}'" for field in wanted))
        for field in wanted:
            if not isinstance(row.get(field), str):
                raise DocumentError(f"{path}:{number}: the row has no text in '{field}'; add it")
        rows.append(row)
    if not rows:
        raise DocumentError(f"{path}: holds no rows; write one JSON object a line")
    return rows
