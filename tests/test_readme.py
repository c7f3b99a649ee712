"""The README's console blocks are what the commands print. `python tests/test_readme.py` writes them anew."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def printed(command: str, folder: Path) -> str:
    """Return what a command line prints in a folder; several spaces at line ends go."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "yiwen: " not in done.stderr, f"{command}: {done.stderr}"
    assert "Traceback" not in done.stderr, f"{command}: {done.stderr}"
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def run_block(block: str, folder: Path) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{printed(command, folder)}" for command in commands)


def made_anew(text: str, folder: Path) -> str:
    """Return the README's text with every console block run in order in one folder."""
    shutil.copytree(ROOT / "eval/sets", folder / "eval/sets")
    return BLOCK.sub(lambda match: f"```console\n{run_block(match[1], folder)}```", text)


def test_the_console_blocks_are_fresh(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    assert BLOCK.search(text)
    assert made_anew(text, tmp_path) == text


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        README.write_text(made_anew(README.read_text(encoding="utf-8"), Path(place)), encoding="utf-8")
