"""A run that is ended from outside leaves nothing half-written behind."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROW = b'{"id": "1", "mt": "The town acquired 310 acres of land ."}\n'


def waits_for(condition, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_told_to_end_leaves_no_file(number: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "yiwen", "fix", "-", "--input-format", "jsonl", "-o", "out.jsonl"]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdin is not None
        assert run.stderr is not None
        run.stdin.write(ROW)
        run.stdin.flush()
        waits_for(lambda: list(tmp_path.glob(".yiwen-*.tmp")))
        run.send_signal(number)
        assert run.wait(timeout=60) == 128 + number
        assert run.stderr.read() == b""
    assert list(tmp_path.iterdir()) == []


def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    code = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
        "from yiwen.cli import _leave_in_order_when_told_to as ready; ready();"
        "print(signal.getsignal(signal.SIGHUP) is signal.SIG_IGN, signal.getsignal(signal.SIGTERM).__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "_exit"]
