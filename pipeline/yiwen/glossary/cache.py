"""The built-in glossary compiled once: entries with their patterns checked and their anchors found, kept as JSON.

Reading and checking the YAML takes seconds, reading this milliseconds. The file is named after a digest of the sources
and of the code, so a stale one is never read; it holds data only, and one that another user could have written is not
trusted. Its first line is what a repair needs, its second the examples, which are read when they are asked for.
`YIWEN_CACHE=off` does without, `YIWEN_CACHE=FOLDER` puts it elsewhere.
"""

import contextlib
import gc
import json
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from yiwen import __version__
from yiwen.glossary.anchors import Anchors
from yiwen.glossary.entry import Change, Condition, Entry, Examples, Glossary, Keep, Period, Wrong
from yiwen.glossary.patterns import Pattern
from yiwen.types import Fix

# What decides on a compiled glossary.
_CODE = ("anchors.py", "cache.py", "entry.py", "load.py", "patterns.py", "../text/normalize.py")
_KEPT = 4
_FIX = {fix.value: fix for fix in Fix}


def cache_folder() -> Path | None:
    """Return where compiled glossaries are kept; None where the user wants none."""
    wish = os.environ.get("YIWEN_CACHE", "")
    if wish:
        return None if wish == "off" else Path(wish)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    with contextlib.suppress(RuntimeError):  # no home folder
        return Path(base).expanduser() / "yiwen"
    return None


def load(digest: str) -> Glossary | None:
    """Return the compiled glossary whose sources have this digest, if there is one that can be trusted and read."""
    path = _path(digest)
    try:
        with without_collection():
            first, _, second = _our_bytes(path).partition(b"\n") if path else (b"{}", b"", b"")
            record = json.loads(first)
            if record["key"] != _key(digest) or record["examples"] != sha256(second).hexdigest():
                return None
            conditions = [Condition(name, tuple(words)) for name, words in record["conditions"]]
            examples = _Examples(second)
            entries = tuple(
                _entry(row, conditions, partial(examples.of, index)) for index, row in enumerate(record["entries"])
            )
            return Glossary(entries, record["words"], digest)
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None


@contextlib.contextmanager
def without_collection() -> Iterator[None]:
    """Pause the garbage collector: what is made holds no cycles, and looking for some takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def store(glossary: Glossary) -> None:
    """Keep a compiled glossary for the next run; where nothing can be written, nothing is kept."""
    path = _path(glossary.digest)
    if path is None:
        return
    numbers: dict[Condition, int] = {}  # many wrong renderings share a condition: each is kept once
    examples = _line([entry.examples() for entry in glossary.entries])
    record = {
        "key": _key(glossary.digest),
        "examples": sha256(examples).hexdigest(),
        "words": dict(glossary.words),
        "entries": [_record(entry, numbers) for entry in glossary.entries],
        "conditions": [[condition.name, condition.words] for condition in numbers],
    }
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_bytes(_line(record) + b"\n" + examples)
        beside.chmod(0o600)
        beside.replace(path)
        _forget_old(path.parent)


def _line(record: object) -> bytes:
    """Return a record as one line of JSON, in ASCII: it is read faster than any other."""
    return json.dumps(record, separators=(",", ":")).encode("ascii")


class _Examples:
    """The examples of all entries, as they were kept; read when those of an entry are first asked for."""

    def __init__(self, line: bytes) -> None:
        self._line = line

    @cached_property
    def _rows(self) -> list[Any]:
        rows: list[Any] = json.loads(self._line)
        return rows

    def of(self, index: int) -> Examples:
        """Return the examples of the entry with this number."""
        change, keep = self._rows[index]
        return Examples(tuple(map(Change._make, change)), tuple(map(Keep._make, keep)))


def _key(digest: str) -> str:
    code = sha256(b"\0".join((Path(__file__).parent / name).read_bytes() for name in _CODE)).hexdigest()
    return sha256(f"{__version__} {code} {digest}".encode()).hexdigest()


def _path(digest: str) -> Path | None:
    folder = cache_folder()
    return None if folder is None else folder / f"glossary-{_key(digest)[:24]}.json"


def _our_bytes(path: Path) -> bytes:
    """Return what the file holds; an OSError where it is a link or no file, or another user could have written it.

    The open file is asked, not its name, so that nothing can be put in its place between the question and the reading.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        found = os.fstat(file.fileno())
        is_ours = not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)
        if not stat.S_ISREG(found.st_mode) or not is_ours:
            raise PermissionError
        return file.read()


def _forget_old(folder: Path) -> None:
    kept = sorted(folder.glob("glossary-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)


def _record(entry: Entry, numbers: dict[Condition, int]) -> list[Any]:
    return [
        entry.id,
        entry.zh,
        entry.en,
        entry.not_in,
        [_wrong_record(wrong, numbers) for wrong in entry.wrong],
        entry.gloss,
        entry.domain,
        entry.why,
        None if entry.period is None else [entry.period.since, entry.period.until],
        entry.refs,
        entry.where,
    ]


def _wrong_record(wrong: Wrong, numbers: dict[Condition, int]) -> list[Any]:
    pattern, anchors = wrong.pattern, wrong.pattern.anchors
    when, unless = ([numbers.setdefault(c, len(numbers)) for c in asked] for asked in (wrong.when, wrong.unless))
    return [
        [pattern.text, pattern.width, sorted(pattern.groups), pattern.opening],
        [sorted(anchors.strings), anchors.nearest, anchors.farthest],
        wrong.put,
        wrong.fix,
        wrong.alone,
        when,
        unless,
        wrong.ambiguous,
        wrong.case,
        wrong.where,
    ]


def _entry(row: list[Any], conditions: Sequence[Condition], examples: Callable[[], Examples]) -> Entry:
    identifier, zh, en, not_in, wrong, gloss, domain, why, period, refs, where = row
    return Entry(
        id=identifier,
        zh=tuple(zh),
        en=tuple(en),
        not_in=tuple(not_in),
        wrong=tuple(_wrong(item, conditions) for item in wrong),
        gloss=gloss,
        domain=domain,
        why=why,
        period=None if period is None else Period(*period),
        refs=tuple(refs),
        examples=examples,
        where=where,
    )


def _wrong(row: list[Any], conditions: Sequence[Condition]) -> Wrong:
    (
        (text, width, groups, opening),
        (strings, nearest, farthest),
        put,
        fix,
        alone,
        when,
        unless,
        ambiguous,
        case,
        where,
    ) = row
    pattern = Pattern(text, width, Anchors(frozenset(strings), nearest, farthest), frozenset(groups), opening)
    holds, not_holds = (tuple(conditions[number] for number in numbers) for numbers in (when, unless))
    return Wrong(pattern, put, _FIX[fix], _FIX[alone], holds, not_holds, ambiguous, case, where)
