import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiwen.errors import DocumentError
from yiwen.formats.atomic import write_atomically


def test_chunks_become_the_file(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.txt", [b"one", b"", b"two"])
    assert (tmp_path / "a.txt").read_bytes() == b"onetwo"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_new_file_has_the_mode_the_system_gives_new_files(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_atomically(tmp_path / "a.txt", [b"one"])
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_an_existing_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(path, [b"new"])
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", 0o640)


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_atomically(tmp_path / "link.txt", [b"new"])
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, DocumentError])
def test_an_interrupted_writing_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, error: type[BaseException]
) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise error("stopped")

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(error):
        write_atomically(path, chunks())
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_disk_is_named_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, call, full)
    path = tmp_path / "a.txt"
    with pytest.raises(DocumentError) as caught:
        write_atomically(path, [b"one"])
    assert str(caught.value).startswith(f"{path}: could not be written: No space left on device; ")
    assert list(tmp_path.iterdir()) == []


def test_a_failing_source_is_not_called_a_failing_target(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise OSError(errno.EIO, "of the source")

    with pytest.raises(OSError, match="of the source"):
        write_atomically(tmp_path / "a.txt", chunks())
    assert list(tmp_path.iterdir()) == []


def test_targets_that_cannot_be_are_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for path, problem in ((tmp_path, "is a folder"), (tmp_path / "no" / "a.txt", "does not exist"),
                          (tmp_path / "file" / "a.txt", "does not exist")):  # fmt: skip
        with pytest.raises(DocumentError, match=problem) as caught:
            write_atomically(path, [b"one"])
        assert str(path) in str(caught.value)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_device_is_written_to_directly() -> None:
    write_atomically(Path(os.devnull), [b"one"])
    with pytest.raises(DocumentError, match=r"^/dev/full: could not be written: No space left on device; "):
        write_atomically(Path("/dev/full"), [b"one"])
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
