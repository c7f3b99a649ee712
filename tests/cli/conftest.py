"""Run the command line as a user does: in its own process."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def yiwen(tmp_path: Path) -> Run:
    """Return a function that runs `yiwen` with arguments in a folder of the test's own."""

    def run(*arguments: str | Path, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "yiwen", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, **environment},
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a small report of raw machine output."""
    path = tmp_path / "report.txt"
    path.write_text(
        "Nanling Town Expands Its Park\n\n"
        "On May 3, the town said the park had added 1,200 acres of industrial land . It attracted nine specialized and "
        "special new enterprises with a total investment of 2.4 billion yuan.\n\n"
        "The “three old” transformation of the old pier is under way.\n",
        encoding="utf-8",
    )
    return path
