"""Take repairs back: a text file by its edits file, jsonl rows by the edits they carry."""

import json
from collections.abc import Iterator
from pathlib import Path

from yiwen.errors import DocumentError
from yiwen.formats import format_of
from yiwen.workflow.undo import read_record, undo_bytes, undo_row


def undone(fixed: Path, edits: Path | None) -> Iterator[bytes]:
    """Yield the bytes of the original.

    Raises:
        DocumentError: a file is missing, or the edits are not those of the file.
    """
    if format_of(str(fixed)).name == "jsonl":
        yield from _rows(fixed)
        return
    if edits is None:
        is_word = format_of(str(fixed)).name == "docx"
        other = "; tracked changes are rejected in Word (Review, Reject All)" if is_word else ""
        raise DocumentError(f"{fixed}: add --edits FILE, the file that fix --edits wrote{other}")
    yield undo_bytes(_data(fixed), str(fixed), read_record(edits))


def _data(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}; check the path") from error


def _rows(fixed: Path) -> Iterator[bytes]:
    for number, line in enumerate(_data(fixed).split(b"\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
                restored = {"id": row["id"], "mt": undo_row(row)}
            except (KeyError, TypeError, ValueError) as error:
                raise DocumentError(
                    f"{fixed}:{number}: is no row that fix wrote ({error!r}); give its output"
                ) from error
            except DocumentError as error:
                raise DocumentError(f"{fixed}:{number}: {error}") from error
            yield json.dumps(restored, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
