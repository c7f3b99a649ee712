"""Scoring at size: CPU time and peak memory for many segments and several systems, and sacrebleu's beside it.

    python eval/bench/scoring.py WMT22_FOLDER [--segments 100000] [--systems 3]

Segments are those of the folder, again and again with their numbers varied, so that no cache helps.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Print the figures of both tools, then the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--segments", type=int, default=100_000)
    parser.add_argument("--systems", type=int, default=3)
    args = parser.parse_args()
    lines = (args.folder / "segments.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    rows = [json.loads(line) for line in lines]
    outputs = sorted((args.folder / "outputs").glob("*.txt"))[: args.systems]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write(folder / "zh.txt", [row["src"] for row in rows], args.segments)
        write(folder / "ref.txt", [row["ref"] for row in rows], args.segments)
        files = []
        for path in outputs:
            texts = path.read_bytes().decode("utf-8").split("\n")[: len(rows)]
            files.append(str(write(folder / path.name, texts, args.segments)))
        ours = [sys.executable, "-m", "yiwen", "score", *files, "--ref", str(folder / "ref.txt"), "--allow-empty"]
        whole = [*ours, "--source", str(folder / "zh.txt"), "--glossary", "builtin", "-m", "all"]
        theirs = [sys.executable, "-m", "sacrebleu", str(folder / "ref.txt"), "-i", *files, "-m", "bleu", "chrf"]
        for name, command in (
            ("yiwen, BLEU and chrF2++", ours),
            ("yiwen, all metrics", whole),
            ("sacrebleu, BLEU and chrF2++", [*theirs, "--chrf-word-order", "2"]),
        ):
            seconds, megabytes = measured(command)
            print(f"{name:30} {seconds:7.1f} s CPU {megabytes:7.0f} MB", flush=True)


def write(path: Path, texts: list[str], count: int) -> Path:
    """Write so many segments: the texts over and over, each time with other numbers at their ends."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for at in range(count):
            text = texts[at % len(texts)]
            file.write(f"{text} {at}\n" if text and at >= len(texts) else f"{text}\n")
    return path


def measured(command: list[str]) -> tuple[float, float]:
    """Return CPU seconds and peak megabytes of a command."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"exit {child.returncode}: {' '.join(command[:4])}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
