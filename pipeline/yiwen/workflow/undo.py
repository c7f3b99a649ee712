"""Keep the edits of a repair, and take a repair back to the byte."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from yiwen.errors import DocumentError
from yiwen.formats import file_edits, write
from yiwen.formats.encoding import decode
from yiwen.text.edits import undo
from yiwen.types import Document, Edit, Revision, Span

KIND = "yiwen-edits-1"


def edits_record(document: Document, revisions: Sequence[Revision]) -> dict[str, Any]:
    """Return what `undo` needs of a repaired txt or md file: its edits, and digests of the file before and after."""
    unchanged = [Revision(segment.mt, segment.mt) for segment in document.segments]
    return {
        "kind": KIND,
        "name": Path(document.name).name,
        "before": sha256(write(document, unchanged)).hexdigest(),
        "after": sha256(write(document, revisions)).hexdigest(),
        "edits": [
            {"start": e.span.start, "end": e.span.end, "before": e.before, "after": e.after, "rule": e.rule}
            for e in file_edits(document, revisions)
        ],
    }


def undo_bytes(data: bytes, name: str, record: Mapping[str, Any]) -> bytes:
    """Return the bytes of the file as it was before the repair.

    Raises:
        DocumentError: the file is not the one that the edits led to.
    """
    if sha256(data).hexdigest() != record["after"]:
        raise DocumentError(f"{name}: is not the file that these edits made; give the repaired file as it was written")
    text, encoding = decode(data, name)
    before = encoding.mark + encoding.encode(undo(text, _edits(record)), name)
    if sha256(before).hexdigest() != record["before"]:
        raise DocumentError(f"{name}: the edits do not lead back to the original; the edits file was changed")
    return before


def undo_row(row: Mapping[str, Any]) -> str:
    """Return the `mt` of a row of jsonl output, from its `fixed` and its `edits`."""
    return undo(row["fixed"], _edits(row))


def read_record(path: Path) -> dict[str, Any]:
    """Return the record that `--edits` wrote.

    Raises:
        DocumentError: the file is missing or is no such record.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}; check the path") from error
    except ValueError as error:
        raise DocumentError(f"{path}: is no edits file: {error}; give the file that fix --edits wrote") from error
    if not isinstance(record, dict) or record.get("kind") != KIND:
        raise DocumentError(f"{path}: is no edits file; give the file that fix --edits wrote")
    return record


def _edits(record: Mapping[str, Any]) -> list[Edit]:
    try:
        return [
            Edit(Span(row["start"], row["end"]), row["before"], row["after"], row["rule"]) for row in record["edits"]
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentError(f"an edit is broken ({error}); give the file as fix wrote it") from error
