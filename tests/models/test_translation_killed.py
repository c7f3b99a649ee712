"""A translation killed with SIGKILL, at several moments, goes on where it was: four processes, so it takes seconds."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from chat_server import ChatServer, chat_server, translates

COUNT = 96
SOURCES = [f"全市新增企业{number}家。" for number in range(COUNT)]
WINDOW = 16  # of the back-end at four requests at a time


def _english(source: str) -> str:
    time.sleep(0.01)
    return f"The city gained {re.sub('[^0-9]', '', source)} enterprises."


def _command(server: ChatServer, output: str) -> list[str]:
    model = ("--model", "openai:any", "--server", server.url)
    return [sys.executable, "-m", "yiwen", "translate", "zh.jsonl", *model, "-o", output]


def _kill_after(command: list[str], folder: Path, journal: Path, lines: int, pause: float) -> None:
    """Run a command until its journal has so many lines, and a little longer; then kill it."""
    running = subprocess.Popen(command, cwd=folder, env=os.environ, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < deadline:
        if journal.exists() and journal.read_bytes().count(b"\n") >= lines:
            time.sleep(pause)
            break
        time.sleep(0.002)
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL, "it was done before it could be killed"


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "zh.jsonl"
    lines = [json.dumps({"id": str(n), "src": source}, ensure_ascii=False) for n, source in enumerate(SOURCES)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_no_sentence_is_lost_or_doubled(rows: Path, tmp_path: Path) -> None:
    journal = tmp_path / "en.jsonl.journal"
    with chat_server(otherwise=translates(_english)) as server:
        for lines, pause in ((1, 0.0), (2 * WINDOW, 0.01), (4 * WINDOW, 0.02)):
            _kill_after(_command(server, "en.jsonl"), tmp_path, journal, lines, pause)
            assert not (tmp_path / "en.jsonl").exists()
        held = journal.read_bytes().count(b"\n")
        assert 4 * WINDOW <= held < COUNT
        with journal.open("ab") as file:
            file.write(b'{"key": "half a li')  # and the disk kept half a line
        server.bodies.clear()
        done = subprocess.run(_command(server, "en.jsonl"), cwd=tmp_path, capture_output=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        assert f"went on after {held} passages" in done.stderr.decode()
        asked = Counter(prompt.rpartition("\n\n")[2] for prompt in server.prompts)
    assert asked == Counter(SOURCES[held:])  # what was done is not asked for again, and nothing twice
    made = [json.loads(line) for line in (tmp_path / "en.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["src"] for row in made] == SOURCES
    assert [row["mt"] for row in made] == [_english(source) for source in SOURCES]
    assert not journal.exists()
