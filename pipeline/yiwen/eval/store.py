"""What a run has done, kept line by line so that a killed run loses nothing: appended, then synced to the disk."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from yiwen.errors import EvaluationError
from yiwen.formats.atomic import write_atomically

Key = tuple[str, ...]
Record = Mapping[str, Any]


class Store:
    """Records by key in a file of JSON lines. A line half written when the run was killed is cut off.

    Raises:
        EvaluationError: the file cannot be read or written, or a whole line of it is broken.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._records: dict[Key, Record] = {}
        try:
            if path.exists():
                self._load()
        except OSError as error:
            raise EvaluationError(f"{path}: {error.strerror}; free the file or name another folder") from None

    def get(self, key: Key) -> Record | None:
        """Return the record of a key, None where there is none yet."""
        return self._records.get(key)

    def add(self, key: Key, record: Record) -> None:
        """Append a record; when this returns it is on the disk."""
        line = _line(key, record)
        try:
            with self._path.open("ab") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise EvaluationError(f"{self._path}: {error.strerror}; free space and start the run again") from None
        self._records[key] = record

    def keep(self, keys: Iterable[Key]) -> None:
        """Rewrite the file with the records of these keys alone, in this order."""
        lines = [_line(key, self._records[key]) for key in keys if key in self._records]
        write_atomically(self._path, lines)

    def _load(self) -> None:
        data = self._path.read_bytes()
        whole = data.rfind(b"\n") + 1
        if whole < len(data):
            with self._path.open("r+b") as file:
                file.truncate(whole)
        for number, line in enumerate(data[:whole].split(b"\n")[:-1], 1):
            try:
                record = json.loads(line)
                self._records[tuple(record.pop("key"))] = record
            except (ValueError, KeyError, AttributeError):
                raise EvaluationError(f"{self._path}:{number}: broken; delete the file to compute it again") from None


def _line(key: Key, record: Record) -> bytes:
    return (json.dumps({"key": key, **record}, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
