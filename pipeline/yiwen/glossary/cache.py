"""The built-in glossary compiled once: entries with their patterns checked and their anchors found, kept as JSON.

Reading and checking the YAML takes seconds, reading this milliseconds. The file is named after a digest of the sources
and of the code, so a stale one is never read; it holds data only, and one that another user could have
written is not trusted. `YIWEN_CACHE=off` does without, `YIWEN_CACHE=FOLDER` puts it elsewhere.
"""

import contextlib
import json
import os
import secrets
import stat
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from yiwen import __version__
from yiwen.glossary.anchors import Anchors
from yiwen.glossary.entry import Change, Condition, Entry, Glossary, Keep, Period, Wrong
from yiwen.glossary.patterns import Pattern
from yiwen.types import Fix

_CODE = ("anchors.py", "cache.py", "entry.py", "load.py", "patterns.py")  # what decides on a compiled glossary
_KEPT = 4


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
        record = json.loads(_our_bytes(path)) if path else {}
        if record["key"] != _key(digest):
            return None
        return Glossary(tuple(map(_entry, record["entries"])), record["words"], digest)
    except (OSError, ValueError, TypeError, KeyError, IndexError, RecursionError):
        return None


def store(glossary: Glossary) -> None:
    """Keep a compiled glossary for the next run; where nothing can be written, nothing is kept."""
    path = _path(glossary.digest)
    if path is None:
        return
    entries = [_record(entry) for entry in glossary.entries]
    record = {"key": _key(glossary.digest), "words": dict(glossary.words), "entries": entries}
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_text(json.dumps(record, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        beside.chmod(0o600)
        beside.replace(path)
        _forget_old(path.parent)


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


def _record(entry: Entry) -> list[Any]:
    return [
        entry.id,
        entry.zh,
        entry.en,
        entry.not_in,
        [_wrong_record(wrong) for wrong in entry.wrong],
        entry.gloss,
        entry.domain,
        entry.why,
        None if entry.period is None else [entry.period.since, entry.period.until],
        entry.refs,
        [[e.mt, e.fixed, e.src, e.where] for e in entry.change],
        [[e.mt, e.why, e.src, e.where] for e in entry.keep],
        entry.where,
    ]


def _wrong_record(wrong: Wrong) -> dict[str, Any]:
    pattern, anchors = wrong.pattern, wrong.pattern.anchors
    return {
        "text": pattern.text,
        "width": pattern.width,
        "groups": sorted(pattern.groups),
        "opening": pattern.opening,
        "anchors": sorted(anchors.strings),
        "reach": [anchors.nearest, anchors.farthest],
        "put": wrong.put,
        "levels": [wrong.fix, wrong.alone],
        "when": [[c.name, c.words] for c in wrong.when],
        "unless": [[c.name, c.words] for c in wrong.unless],
        "flags": [wrong.ambiguous, wrong.case],
        "where": wrong.where,
    }


def _entry(row: list[Any]) -> Entry:
    identifier, zh, en, not_in, wrong, gloss, domain, why, period, refs, change, keep, where = row
    return Entry(
        id=identifier,
        zh=tuple(zh),
        en=tuple(en),
        not_in=tuple(not_in),
        wrong=tuple(map(_wrong, wrong)),
        gloss=gloss,
        domain=domain,
        why=why,
        period=None if period is None else Period(*period),
        refs=tuple(refs),
        change=tuple(Change(*example) for example in change),
        keep=tuple(Keep(*example) for example in keep),
        where=where,
    )


def _wrong(row: Mapping[str, Any]) -> Wrong:
    anchors = Anchors(frozenset(row["anchors"]), *row["reach"])
    fix, alone = row["levels"]
    ambiguous, case = row["flags"]
    return Wrong(
        pattern=Pattern(row["text"], row["width"], anchors, frozenset(row["groups"]), row["opening"]),
        put=row["put"],
        fix=Fix(fix),
        alone=Fix(alone),
        when=tuple(Condition(name, tuple(words)) for name, words in row["when"]),
        unless=tuple(Condition(name, tuple(words)) for name, words in row["unless"]),
        ambiguous=ambiguous,
        case=case,
        where=row["where"],
    )
