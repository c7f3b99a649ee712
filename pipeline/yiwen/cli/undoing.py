"""Take repairs back: a text file by its edits file, jsonl rows by the edits they carry."""

import json
from collections.abc import Iterator
from pathlib import Path

from yiwen.errors import DocumentError
from yiwen.formats import format_of
from yiwen.formats.json_row import members
from yiwen.workflow.undo import read_record, undo_bytes, undo_row

_OURS = frozenset({"fixed", "edits", "findings"})


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
                restored = _restored(line.decode("utf-8"), undo_row(row), f"{fixed}:{number}")
            except (KeyError, TypeError, ValueError) as error:
                raise DocumentError(
                    f"{fixed}:{number}: is no row that fix wrote ({error!r}); give its output"
                ) from error
            except DocumentError as error:
                raise DocumentError(f"{fixed}:{number}: {error}") from error
            yield restored.encode("utf-8", "surrogatepass") + b"\n"


def _restored(line: str, mt: str, where: str) -> str:
    """Return a row with the machine output in the place of what `fix` put in, all other fields as they are written."""
    fields = members(line.removeprefix("\ufeff"), where)
    head = {"id": fields["id"].raw, "mt": json.dumps(mt, ensure_ascii=False)}
    kept = {name: member.raw for name, member in fields.items() if name not in {*_OURS, *head}}
    return (
        "{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {raw}" for name, raw in (head | kept).items()) + "}"
    )
