"""The WMT25 terminology task, one system of it: the floors of `eval/bench/terms.json` hold."""

import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parents[2] / "eval/bench/terms.py"


def test_terms_are_enforced_as_well_as_pinned(data: Path, tmp_path: Path) -> None:
    """One system, since each takes 10 s or more: most of it is the scoring of every changed line."""
    run = subprocess.run(
        [sys.executable, BENCH, data, "--no-peer", "--systems", "Erlendur", "--scratch", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "yiwen" in run.stdout
