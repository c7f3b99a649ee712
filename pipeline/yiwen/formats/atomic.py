"""Files written whole or not at all."""

import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from yiwen.errors import DocumentError


def write_atomically(path: Path, chunks: Iterable[bytes]) -> None:
    """Write the chunks beside the target, then rename: whoever looks sees the old file or the new one.

    An existing file's mode is kept; a symbolic link stays and its target is replaced; a device or pipe is written to
    directly. Whatever stops the writing, the chunks' own errors among it, leaves nothing behind.

    Raises:
        DocumentError: the target cannot be written.
    """
    target = Path(os.path.realpath(path))
    with _named_errors(path):
        mode = _mode_of(target)
    if mode is not None and not stat.S_ISREG(mode):
        _fill(path, target, os.O_WRONLY, chunks)
        return
    beside = target.with_name(f".yiwen-{secrets.token_hex(6)}.tmp")
    try:
        _fill(path, beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, chunks, mode)
        with _named_errors(path):
            beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _mode_of(target: Path) -> int | None:
    """Return the mode of the target, None if there is none yet; refuse what cannot be replaced."""
    if not target.exists():
        if not target.parent.is_dir():
            raise DocumentError(f"{target}: the folder {target.parent} does not exist; make it first")
        return None
    mode = target.stat().st_mode
    if stat.S_ISDIR(mode):
        raise DocumentError(f"{target}: is a folder; name a file to write")
    if not os.access(target, os.W_OK):
        raise DocumentError(f"{target}: is read-only; make it writable or name another file")
    return mode


def _fill(path: Path, place: Path, flags: int, chunks: Iterable[bytes], mode: int | None = None) -> None:
    """Write the chunks to the place; only what the system says of it is reported as the path's failure."""
    with _named_errors(path):
        descriptor = os.open(place, flags | getattr(os, "O_BINARY", 0), 0o666)
    file = os.fdopen(descriptor, "wb", buffering=0)
    try:
        if mode is not None:
            place.chmod(stat.S_IMODE(mode))
        for chunk in chunks:
            with _named_errors(path):
                _write_all(file.fileno(), chunk)
        with _named_errors(path):
            if flags & os.O_CREAT:
                os.fsync(file.fileno())
    finally:
        file.close()


def _write_all(descriptor: int, chunk: bytes) -> None:
    rest = memoryview(chunk)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise DocumentError(
            f"{path}: could not be written: {reason}; free space, check permissions or name another file"
        ) from error
