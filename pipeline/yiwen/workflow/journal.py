"""The journal of a translation: what is done stands beside the output, so that a killed run goes on where it was.

A line a passage, in their order, each with the digest of all that made it. A run that is begun again reads the lines
for as long as they are those of its own passages; what follows the first other one is cut off.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from yiwen.errors import DocumentError
from yiwen.types import Passage, Translation

SUFFIX = ".journal"


def journal_of(output: Path, made_with: str) -> "Journal":
    """Return the journal that stands beside an output; `made_with` names the model and the terms."""
    return Journal(output.with_name(output.name + SUFFIX), made_with)


class Journal:
    """The journal of one output. Memory holds one line at a time; what `add` was given is on the disk when it returns.

    Raises:
        DocumentError: the file cannot be read or written.
    """

    def __init__(self, path: Path, made_with: str) -> None:
        self._path = path
        self._made_with = made_with
        self._end = 0  # bytes of the file that count
        self._reading = True
        self.known = 0

    def done(self, passages: Sequence[Passage]) -> list[Translation]:
        """Return the translations that an earlier run left of the first of these passages."""
        found: list[Translation] = []
        if self._reading:
            for passage, (record, end) in zip(passages, self._records(), strict=False):
                if record.get("key") != self._key(passage):
                    break
                found.append(Translation(str(record["text"]), str(record.get("problem", ""))))
                self._end = end
            self._reading = len(found) == len(passages)
            self.known += len(found)
        return found

    def add(self, passages: Iterable[Passage], made: Iterable[Translation]) -> None:
        """Append translations after those that count."""
        lines = [self._line(passage, one) for passage, one in zip(passages, made, strict=True)]
        self._reading = False
        try:
            with self._path.open("r+b" if self._path.exists() else "x+b") as file:
                file.truncate(self._end)
                file.seek(self._end)
                file.writelines(lines)
                file.flush()
                os.fsync(file.fileno())
                self._end = file.tell()
        except OSError as error:
            raise DocumentError(f"{self._path}: {error.strerror}; free space and start again: it goes on") from None

    def remove(self) -> None:
        """Take the journal away: the output is whole."""
        self._path.unlink(missing_ok=True)

    def _records(self) -> Iterator[tuple[dict[str, object], int]]:
        """Yield the lines that follow what counts, and where each ends; a half-written one ends them."""
        try:
            with self._path.open("rb") as file:
                file.seek(self._end)
                while line := file.readline():
                    if not line.endswith(b"\n"):
                        return
                    try:
                        record = json.loads(line)
                    except ValueError:
                        return
                    yield record, file.tell()
        except FileNotFoundError:
            return
        except OSError as error:
            raise DocumentError(f"{self._path}: {error.strerror}; delete it to translate anew") from None

    def _line(self, passage: Passage, one: Translation) -> bytes:
        record = {"key": self._key(passage), "text": one.text} | ({"problem": one.problem} if one.problem else {})
        return (json.dumps(record, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")

    def _key(self, passage: Passage) -> str:
        parts = (self._made_with, str(passage.number), passage.text, passage.before, repr(passage.terms))
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
