"""A running LibreOffice for the tests that need one."""

import json
import subprocess
from pathlib import Path

import pytest

BRIDGE = "/usr/bin/python3"  # Debian's own, which has LibreOffice's bridge (python3-uno)
DOCX = "MS Word 2007 XML"


class Office:
    """A running LibreOffice."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        script = Path(__file__).with_name("libreoffice_server.py")
        self._server = subprocess.Popen(
            [BRIDGE, script, folder / "profile"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            cwd=folder,
        )
        if self._answer() != "ready":
            pytest.skip("LibreOffice does not start")

    def convert(
        self, source: Path | bytes, suffix: str = ".docx", *, filter_name: str = DOCX, command: str = ""
    ) -> Path:
        """Open a file (bytes are of a docx), do a command to it, and return it stored anew."""
        self._count += 1
        if isinstance(source, bytes):
            written = self._folder / f"{self._count}.in.docx"
            written.write_bytes(source)
            source = written
        target = self._folder / f"{self._count}.out{suffix}"
        assert self._server.stdin
        self._server.stdin.write(json.dumps([str(source), str(target), filter_name, command]) + "\n")
        self._server.stdin.flush()
        answer = self._answer()
        assert answer == "done", answer
        return target

    def close(self) -> None:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait(60)
        self._server.stdout.close()

    def _answer(self) -> str:
        assert self._server.stdout
        return self._server.stdout.readline().strip()
