"""Chinese to be translated, in and out: files of every format, and JSON rows whose `src` is the Chinese."""

import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats import ReadOptions, Writer, format_of, read, writer
from yiwen.text.script import HAN
from yiwen.types import Document, Segment
from yiwen.workflow.translate import Translated

_LETTER = re.compile(r"[^\W\d_]")
_CHINESE = 0.3  # of a text's letters: each stands for more than one of English
_ROWS = "jsonl"


def is_chinese(document: Document) -> bool:
    """Return whether what a document would be repaired in is Chinese, not English."""
    return chinese_share(document) > _CHINESE


def chinese_share(document: Document) -> float:
    """Return how many of the letters of what a document would be repaired in are Chinese, from 0 to 1."""
    text = "".join(segment.mt for segment in document.segments)
    return len(HAN.findall(text)) / max(1, len(_LETTER.findall(text)))


def chinese_documents(source: Path | BinaryIO, name: str, format_name: str | None = None) -> Iterator[Document]:
    """Yield the documents of a file of Chinese; rows are documents as their neighbours of the same `doc` make them.

    Raises:
        DocumentError: the file cannot be read, is no text, or holds no Chinese.
    """
    found = False
    kind = format_of(name, format_name).name
    rows, options = kind == _ROWS, ReadOptions(marks=kind in ("txt", "md"))
    for document in _row_documents(source, name) if rows else read(source, name, format_name, options):
        found = found or any(HAN.search(segment.src or segment.mt) for segment in document.segments)
        yield document
    if not found:
        raise DocumentError(f"{name}: holds no Chinese; name the Chinese report that is to be translated")


def count_segments(path: Path, name: str, format_name: str | None = None) -> int | None:
    """Return how many segments there are to come; None where only reading the whole file could tell."""
    if format_of(name, format_name).name == _ROWS:
        try:
            with path.open("rb") as stream:
                return sum(1 for line in stream if line.strip())
        except OSError:
            return None  # reading it will say why
    return None


def _row_documents(source: Path | BinaryIO, name: str) -> Iterator[Document]:
    if isinstance(source, Path):
        try:
            with source.open("rb") as stream:
                yield from _row_documents(stream, name)
        except OSError as error:
            raise DocumentError(f"{name}: {(error.strerror or 'cannot be read').lower()}; check the path") from None
        return
    for _, rows in groupby(_rows(source, name), lambda row: row[1].get("doc", row[0])):
        held = tuple(rows)
        first = held[0][1]
        segments = tuple(
            Segment(str(row.get("id", number)), str(row.get("mt") or ""), str(row["src"]), _text(row.get("ref")))
            for number, row in held
        )
        yield Document(f"{name}#{first.get('doc', segments[0].id)}", _ROWS, segments, tuple(row for _, row in held))


def _rows(stream: BinaryIO, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows with their line numbers."""
    empty = True
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        empty = False
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise DocumentError(f"{name}:{number}: is no JSON row; write one object a line") from None
        if not isinstance(row, dict) or not isinstance(row.get("src"), str):
            raise DocumentError(f"{name}:{number}: has no text in 'src'; write the Chinese there")
        yield number, row
    if empty:
        raise DocumentError(f'{name}: holds no rows; write one object a line, such as {{"id", "src"}}')


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


class TranslationWriter:
    """Writes translations: in the format of the Chinese, or as bilingual rows where the output is to be JSON lines."""

    def __init__(self, place: Path | None) -> None:
        self._as_rows = place is not None and format_of(place.name).name == _ROWS
        self._writer: Writer | None = None

    def add(self, translated: Translated) -> bytes:
        """Return the bytes that can be written now."""
        source = translated.source
        if source.format == _ROWS or self._as_rows:
            return b"".join(_row_lines(translated))
        self._writer = self._writer or writer(source)
        return self._writer.add(source, translated.as_revisions)

    def close(self) -> bytes:
        """Return what is left to write."""
        return self._writer.close() if self._writer else b""


def _row_lines(translated: Translated) -> Iterator[bytes]:
    """Yield a row a segment: its own fields, the Chinese, the English, the repaired English, what went wrong."""
    document = translated.document
    kept = translated.source.skeleton if translated.source.format == _ROWS else None
    problems = {one.segment: one.problem for one in translated.unread}
    for at, segment in enumerate(document.segments):
        row = dict(kept[at]) if kept else {"id": segment.id, "doc": document.name}
        row |= {"src": segment.src, "mt": segment.mt}
        if translated.revisions:
            row["fixed"] = translated.revisions[at].after
        if segment.id in problems:
            row["problem"] = problems[segment.id]
        yield (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace")
