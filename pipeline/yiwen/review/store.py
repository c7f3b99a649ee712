"""The decisions of a review, kept in an SQLite file: whole or not at all, with every step to be taken back.

A rollback journal, not WAL: one file beside the document, and it works on network drives. Each change is committed
with a full sync before it is answered, so that a killed process loses nothing.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from yiwen.errors import DocumentError
from yiwen.review.settle import Decision, State

_APPLICATION = 0x79697765  # "yiwe": tells our files from other SQLite files
_VERSION = 1
_PATIENCE = 10.0  # seconds to wait for another process that writes
_SCHEMA = """
CREATE TABLE decision (
  key TEXT PRIMARY KEY, near TEXT NOT NULL, rule TEXT NOT NULL, before TEXT NOT NULL, after TEXT,
  state TEXT NOT NULL, text TEXT, version INTEGER NOT NULL, made TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX decision_version ON decision (version);
CREATE TABLE step (
  id INTEGER PRIMARY KEY AUTOINCREMENT, tab TEXT NOT NULL, run TEXT NOT NULL, label TEXT NOT NULL,
  undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE event (
  step INTEGER NOT NULL REFERENCES step (id) ON DELETE CASCADE, key TEXT NOT NULL,
  old_state TEXT NOT NULL, old_text TEXT, new_state TEXT NOT NULL, new_text TEXT, version INTEGER NOT NULL,
  PRIMARY KEY (step, key)
) WITHOUT ROWID;
CREATE TABLE clock (version INTEGER NOT NULL);
INSERT INTO clock VALUES (0);
"""


@dataclass(frozen=True, slots=True)
class About:
    """What a decision is about: the key of an item or a passage, and the words that a later draft knows it by."""

    key: str
    near: str
    rule: str
    before: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of something: a state (None takes the decision back), and the text of a hand edit."""

    about: About
    state: State | None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """What undo or redo did: the step's label, the keys that it changed, and how many had moved on since and stay."""

    label: str
    keys: tuple[str, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts: a tab of a browser, and the run of the server that it talks to."""

    tab: str
    run: str


class Store:
    """The decisions file; open one a process, and close it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with _named_errors(path):
            self._db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def _prepare(self) -> None:
        self._db.executescript("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;")
        with self._transaction():
            application = self._db.execute("PRAGMA application_id").fetchone()[0]
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if application == 0 and not self._db.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in _SCHEMA.split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
            elif application != _APPLICATION:
                raise DocumentError(f"{self.path}: is no file of decisions; move it away or name another")
            elif version != _VERSION:
                raise DocumentError(f"{self.path}: was written by another version of yiwen; move it away or update")

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @property
    def version(self) -> int:
        """The number of the last change, from whatever process."""
        return int(self._rows("SELECT version FROM clock")[0][0])

    def decisions(self) -> dict[str, Decision]:
        """Return every decision that stands, by its key."""
        rows = self._rows("SELECT key, state, text, version FROM decision WHERE state != ''")
        return {key: Decision(State(state), text, version) for key, state, text, version in rows}

    def versions(self) -> dict[str, int]:
        """Return the version of every key that was ever decided, those taken back among them."""
        return dict(self._rows("SELECT key, version FROM decision"))

    def nearby(self) -> dict[str, Decision]:
        """Return every decision by the sentence that it was made in, the latest where there are several."""
        rows = self._rows("SELECT near, state, text FROM decision WHERE state != '' AND near != '' ORDER BY version")
        return {near: Decision(State(state), text) for near, state, text in rows}

    def changed(self, since: int) -> tuple[str, ...]:
        """Return the keys that changed after a version."""
        return tuple(key for (key,) in self._rows("SELECT key FROM decision WHERE version > ?", since))

    def count(self) -> int:
        """Return how many decisions stand."""
        return int(self._rows("SELECT count(*) FROM decision WHERE state != ''")[0][0])

    def _rows(self, query: str, *values: object) -> list[Any]:
        with _named_errors(self.path):
            return self._db.execute(query, values).fetchall()

    def decide(self, hand: Hand, label: str, wishes: Sequence[Wish], seen: int | None = None) -> bool:
        """Keep decisions as one step; False, with nothing kept, where one was changed after the version `seen`."""
        with self._transaction():
            if seen is not None and any(self._row(wish.about.key)[2] > seen for wish in wishes):
                return False
            self._db.execute("DELETE FROM step WHERE tab = ? AND run = ? AND undone > 0", (hand.tab, hand.run))
            added = self._db.execute("INSERT INTO step (tab, run, label) VALUES (?, ?, ?)", (hand.tab, hand.run, label))
            version = self._tick()
            for wish in wishes:
                self._keep(int(added.lastrowid or 0), wish, version)
            return True

    def undo(self, hand: Hand) -> Move | None:
        """Take back the tab's last step, else the last of an earlier run; None where there is none."""
        with self._transaction():
            step = self._db.execute(
                "SELECT id, label FROM step WHERE undone = 0 AND (run != :run OR tab = :tab) "
                "ORDER BY run = :run AND tab = :tab DESC, id DESC",
                {"run": hand.run, "tab": hand.tab},
            ).fetchone()
            if step is None:
                return None
            version = self._tick()
            self._db.execute(
                "UPDATE step SET undone = ?, tab = ?, run = ? WHERE id = ?", (version, hand.tab, hand.run, step[0])
            )
            return self._moved(step, version, "old")

    def redo(self, hand: Hand) -> Move | None:
        """Do again what the tab last took back; None where there is nothing."""
        with self._transaction():
            step = self._db.execute(
                "SELECT id, label FROM step WHERE undone > 0 AND tab = ? AND run = ? ORDER BY undone DESC",
                (hand.tab, hand.run),
            ).fetchone()
            if step is None:
                return None
            version = self._tick()
            self._db.execute("UPDATE step SET undone = 0 WHERE id = ?", (step[0],))
            return self._moved(step, version, "new")

    def _moved(self, step: tuple[int, str], version: int, side: str) -> Move:
        """Put back one side of a step's events; what was changed since by another hand stays."""
        events = self._db.execute(
            f"SELECT key, {side}_state, {side}_text, version FROM event WHERE step = ?",  # noqa: S608  # "old" or "new"
            (step[0],),
        ).fetchall()
        moved = [event for event in events if self._row(event[0])[2] == event[3]]
        for key, state, text, _ in moved:
            self._db.execute(
                "UPDATE decision SET state = ?, text = ?, version = ? WHERE key = ?", (state, text, version, key)
            )
            self._db.execute("UPDATE event SET version = ? WHERE step = ? AND key = ?", (version, step[0], key))
        return Move(step[1], tuple(event[0] for event in moved), len(events) - len(moved))

    def _keep(self, step: int, wish: Wish, version: int) -> None:
        about, state = wish.about, wish.state or ""
        old_state, old_text, _ = self._row(about.key)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.execute(
            "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET "
            "state = excluded.state, text = excluded.text, version = excluded.version, made = excluded.made",
            (about.key, about.near, about.rule, about.before, about.after, state, wish.text, version, now),
        )
        self._db.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)",
            (step, about.key, old_state, old_text, state, wish.text, version),
        )

    def _row(self, key: str) -> tuple[str, str | None, int]:
        row = self._db.execute("SELECT state, text, version FROM decision WHERE key = ?", (key,)).fetchone()
        return row or ("", None, 0)

    def _tick(self) -> int:
        self._db.execute("UPDATE clock SET version = version + 1")
        return self.version

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _named_errors(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise DocumentError(
            f"{path}: the decisions cannot be kept: {error}; see --decisions for another place"
        ) from error
