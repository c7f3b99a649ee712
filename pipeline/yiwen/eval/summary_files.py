"""Summaries, their references and reports read from files: one text a file, a folder of them, or JSONL rows.

Texts that belong together are paired by name: a row's `id` (else `doc`, else its number), a file's name up to its first
dot (`north.summary.md` is of `north.txt`); where every side is one text, no name is needed.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from yiwen.errors import DocumentError, EvaluationError
from yiwen.eval.corpus import read_bytes
from yiwen.eval.summary_measures import Case
from yiwen.formats import FORMATS, read
from yiwen.types import Document, Segment

T = TypeVar("T")
SUMMARY_FIELDS = ("summary", "fixed", "mt")
REFERENCE_FIELDS = ("reference", "summary", "ref")
REPORT_FIELDS = ("report", "fixed", "mt")
_ROWS = frozenset({".jsonl", ".ndjson"})
# What stands on a page beside the summary itself: everything from one of these headings on.
_APPARATUS = re.compile(
    r"^#+ +(?:About this summary|What could not be verified|Key figures|Sources?)\b.*", re.MULTILINE | re.DOTALL
)
_NO_PROSE = re.compile(r"^\s*(?:#|\||```|---+\s*$)")
_MARK = re.compile(r"^\s*[-*•]\s+")


def read_texts(name: str, fields: Sequence[str]) -> dict[str, str]:
    """Return the summaries of a file or folder by the name they are paired by, as plain text.

    Raises:
        DocumentError: it cannot be read or understood.
        EvaluationError: two texts have one name, or there are none.
    """
    path = Path(name)
    if path.suffix.lower() in _ROWS:
        return _once(name, _rows(path, fields))
    return _once(name, ((key, text_of(file)) for key, file in _files(path)))


def read_reports(name: str) -> dict[str, Document]:
    """Return the reports of a file or folder by the name they are paired by.

    Raises:
        DocumentError: one cannot be read or understood.
        EvaluationError: two have one name, or there are none.
    """
    path = Path(name)
    if path.suffix.lower() in _ROWS:
        rows = _rows(path, REPORT_FIELDS)
        return _once(name, ((key, Document(f"{name}: {key}", "txt", (Segment("1", text),))) for key, text in rows))
    return _once(name, ((key, whole(file)) for key, file in _files(path)))


def summary_text(page: str) -> str:
    """Return a page's sentences, one paragraph a line: no headings, tables or list marks, nothing about the summary."""
    body = _APPARATUS.sub("", page.replace("\r\n", "\n"))
    lines = (_MARK.sub("", line).strip() for line in body.split("\n") if not _NO_PROSE.match(line))
    return "\n".join(line for line in lines if line)


def cases_of(references: Sequence[str], reports: str | None) -> tuple[Case, ...]:
    """Return what summaries are held against: the reports and references of one name.

    Raises:
        DocumentError: a file cannot be read or understood.
        EvaluationError: there are none, or a name has no counterpart.
    """
    sides = [read_texts(name, REFERENCE_FIELDS) for name in references]
    documents = read_reports(reports) if reports is not None else {}
    wanted = list(sides[0] if sides else documents)
    return tuple(
        Case(
            key,
            tuple(paired(side, wanted, name, "reference")[at] for name, side in zip(references, sides, strict=True)),
            paired(documents, wanted, reports, "report")[at] if reports is not None else None,
        )
        for at, key in enumerate(wanted)
    )


def paired(found: Mapping[str, T], wanted: Sequence[str], name: str, what: str) -> list[T]:
    """Return the texts in the order wanted.

    Raises:
        EvaluationError: one is missing.
    """
    if len(found) == len(wanted) == 1:
        return list(found.values())
    missing = [key for key in wanted if key not in found]
    if missing:
        more = f" (nor of {len(missing) - 1} more)" if len(missing) > 1 else ""
        has = ", ".join(list(found)[:3]) + (", ..." if len(found) > 3 else "")
        raise EvaluationError(f"{name}: no {what} of '{missing[0]}'{more}; it has {has}; give files the same names")
    return [found[key] for key in wanted]


def whole(path: Path) -> Document:
    """Return a file as one document, whatever its format."""
    documents = list(read(path))
    segments = tuple(segment for document in documents for segment in document.segments)
    if not segments:
        raise EvaluationError(f"{path}: is empty; give a text")
    return documents[0] if len(documents) == 1 else replace(documents[0], segments=segments, skeleton=None)


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    if not path.is_dir():
        yield path.name.partition(".")[0], path
        return
    known = {extension for one in FORMATS for extension in one.extensions}
    for file in sorted(path.iterdir()):
        if file.is_file() and file.suffix.lower() in known and file.stem != "README" and file.name[0] != ".":
            yield file.name.partition(".")[0], file


def text_of(path: Path) -> str:
    """Return the summary in a file as plain text.

    Raises:
        DocumentError: it cannot be read or understood.
    """
    return summary_text(_text(path))


def _text(path: Path) -> str:
    if path.suffix.lower() in {".md", ".markdown", ".txt", ".text", ""}:
        return _decoded(path)
    return "\n".join(segment.mt for segment in whole(path).segments)


def _rows(path: Path, fields: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(_decoded(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            raise DocumentError(f"{path}:{number}: not JSON; give one object a line") from None
        field = next((one for one in fields if isinstance(row, dict) and isinstance(row.get(one), str)), None)
        if field is None:
            raise DocumentError(f"{path}:{number}: has none of the fields {', '.join(fields)}; give a row a summary")
        yield str(row.get("id") or row.get("doc") or number), row[field]


def _decoded(path: Path) -> str:
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DocumentError(f"{path}: is not UTF-8 text; save it as UTF-8") from None


def _once(name: str, pairs: Iterator[tuple[str, T]]) -> dict[str, T]:
    found: dict[str, T] = {}
    for key, text in pairs:
        if key in found:
            raise EvaluationError(f"{name}: two texts are named '{key}'; give each a name of its own")
        found[key] = text
    if not found:
        raise EvaluationError(f"{name}: no texts found; give a text, a folder of texts, or JSONL rows")
    return found
