"""Keep the edits of a repair, and take a repair back to the byte."""

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

from yiwen.errors import DocumentError
from yiwen.formats import file_edits, text_file, write
from yiwen.formats.archives import is_archive, open_archive, parts_digest, write_archive
from yiwen.formats.encoding import Encoding, decode, detect
from yiwen.formats.runs import common_ends
from yiwen.text.edits import undo
from yiwen.types import Document, Edit, Revision, Span

KIND = "yiwen-edits-1"


def edits_record(document: Document, revisions: Sequence[Revision]) -> dict[str, Any]:
    """Return what `undo` needs of a repaired file: its edits, and digests of the file before and after.

    Of a zipped file the edits are those of its parts, and the digest before is one of its parts: they may have been
    packed in another way than ours.
    """
    before = write(document, [Revision(segment.mt, segment.mt) for segment in document.segments])
    after = write(document, revisions)
    digests = {"before": _digest(before, document.name), "after": sha256(after).hexdigest()}
    head = {"kind": KIND, "name": Path(document.name).name, **digests}
    if is_archive(before):
        return {**head, "parts": list(_part_edits(before, after, document.name))}
    file = text_file(document)
    codec = {"encoding": file.encoding.codec} if file else {}
    return {**head, **codec, "edits": [_written(edit) for edit in file_edits(document, revisions)]}


def _digest(data: bytes, name: str) -> str:
    return parts_digest(data, name) if is_archive(data) else sha256(data).hexdigest()


def _written(edit: Edit) -> dict[str, Any]:
    place = {"start": edit.span.start, "end": edit.span.end}
    return {**place, "before": edit.before, "after": edit.after, "rule": edit.rule}


def _part_edits(before: bytes, after: bytes, name: str) -> Iterator[dict[str, Any]]:
    """Yield, for each part that differs, the stretch that does; no stretch for a part that was added."""
    old, new = open_archive(BytesIO(before), name), open_archive(BytesIO(after), name)
    for part in new:
        if part not in old:
            yield {"part": part, "added": True}
        elif old[part] != new[part]:
            yield {"part": part, **_written(_difference(old[part].decode("utf-8"), new[part].decode("utf-8")))}


def _difference(old: str, new: str) -> Edit:
    """Return the one edit that makes the new text of the old: all between what they share at both ends."""
    head, tail = common_ends(old, new)
    end = len(old) - tail
    return Edit(Span(head, end), old[head:end], new[head : len(new) - tail], "")


def undo_bytes(data: bytes, name: str, record: Mapping[str, Any]) -> bytes:
    """Return the bytes of the file as it was before the repair; of a zipped file, with its parts as they were.

    Raises:
        DocumentError: the file is not the one that the edits led to.
    """
    if sha256(data).hexdigest() != record["after"]:
        raise DocumentError(f"{name}: is not the file that these edits made; give the repaired file as it was written")
    before = _undo_parts(data, name, record) if "parts" in record else _undo_text(data, name, record)
    if _digest(before, name) != record["before"]:
        raise DocumentError(f"{name}: the edits do not lead back to the original; the edits file was changed")
    return before


def _undo_text(data: bytes, name: str, record: Mapping[str, Any]) -> bytes:
    mark = detect(data).mark
    if "encoding" not in record:
        text, encoding = decode(data, name)
    else:
        encoding = Encoding(record["encoding"], mark)
        text = data[len(mark) :].decode(encoding.codec)
    return encoding.mark + encoding.encode(undo(text, _edits(record["edits"])), name)


def _undo_parts(data: bytes, name: str, record: Mapping[str, Any]) -> bytes:
    archive = open_archive(BytesIO(data), name)
    changed: dict[str, bytes | None] = {}
    for row in record["parts"]:
        if row["part"] not in archive:
            raise DocumentError(f"{name}: has no part {row['part']}; the edits file was changed")
        text = "" if row.get("added") else archive[row["part"]].decode("utf-8")
        changed[row["part"]] = None if row.get("added") else undo(text, _edits([row])).encode("utf-8")
    return write_archive(archive, changed)


def undo_row(row: Mapping[str, Any]) -> str:
    """Return the `mt` of a row of jsonl output, from its `fixed` and its `edits`."""
    return undo(row["fixed"], _edits(row["edits"]))


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


def _edits(rows: Sequence[Mapping[str, Any]]) -> list[Edit]:
    try:
        return [Edit(Span(row["start"], row["end"]), row["before"], row["after"], row["rule"]) for row in rows]
    except (KeyError, TypeError, ValueError) as error:
        raise DocumentError(f"an edit is broken ({error}); give the file as fix wrote it") from error
