"""The paired bootstrap beside sacrebleu's: CPU time, peak memory and p-values of one command against the other.

    python eval/bench/significance.py WMT22_FOLDER

Ten systems, BLEU and chrF2++, from files to table, each tool in a process of its own; then the resampling part alone.
WMT22_FOLDER holds segments.jsonl (rows with ref) and outputs/*.txt, a segment a line.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from yiwen.eval.comparison import Plan, compare
from yiwen.eval.corpus import read_hypotheses
from yiwen.eval.measures import MEASURES
from yiwen.eval.metrics import Scorer

SYSTEMS = 10


def main() -> None:
    """Print the figures of both tools, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="WMT22_FOLDER")
    folder = parser.parse_args().folder
    lines = (folder / "segments.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    outputs = sorted((folder / "outputs").glob("*.txt"))[:SYSTEMS]
    with tempfile.TemporaryDirectory() as scratch:
        reference = Path(scratch) / "reference.txt"
        reference.write_text("".join(f"{json.loads(line)['ref']}\n" for line in lines), encoding="utf-8")
        files = [str(path) for path in outputs]
        metrics = ["-m", "bleu", "-m", "chrf++"]
        ours = [sys.executable, "-m", "yiwen", "score", *files, "--ref", str(reference), *metrics, "--allow-empty"]
        ours += ["--paired", "bs", "--baseline", files[0], "--json"]
        theirs = [sys.executable, "-m", "sacrebleu", str(reference), "-i", *files, "-m", "bleu", "chrf"]
        theirs += ["--chrf-word-order", "2", "--paired-bs", "-f", "text"]
        mine, table = measured(ours)
        peer, other = measured(theirs)
    print(f"yiwen      {mine[0]:6.2f} s CPU  {mine[1]:6.0f} MB")
    print(f"sacrebleu  {peer[0]:6.2f} s CPU  {peer[1]:6.0f} MB")
    print(f"ratio      {mine[0] / peer[0]:6.3f} of the CPU time (at most 0.25), {mine[1]:.0f} MB (at most 250)")
    print(f"p-values equal: {p_values(json.loads(table)) == peer_p_values(other)}")
    resampling(lines, outputs)


def measured(command: list[str]) -> tuple[tuple[float, float], str]:
    """Return CPU seconds and peak megabytes of a command, and what it printed."""
    with tempfile.TemporaryFile() as printed:
        child = subprocess.Popen(command, stdout=printed, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            raise SystemExit(f"exit {child.returncode}: {' '.join(command[:4])}")
        printed.seek(0)
        return (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), printed.read().decode()


def p_values(table: dict[str, list[dict[str, object]]]) -> list[tuple[str, str]]:
    """Return our p-values by metric, in the order of the systems."""
    return sorted((str(test["key"]), f"{test['bootstrap']:.4f}") for test in table["tests"])


def peer_p_values(table: str) -> list[tuple[str, str]]:
    """Return sacrebleu's p-values likewise: a row of its table holds BLEU's, then chrF2++'s."""
    found = []
    for line in table.splitlines():
        values = re.findall(r"p = (\d\.\d+)", line)
        if len(values) == 2:
            found += [("bleu", values[0]), ("chrf++", values[1])]
    return sorted(found)


def resampling(lines: list[str], outputs: list[Path]) -> None:
    """Print what the resampling itself takes in both, on the same statistics."""
    scorer = Scorer([[json.loads(line)["ref"] for line in lines]])
    counted = {path.stem: scorer.statistics(read_hypotheses(path), allow_empty=True) for path in outputs}
    start = time.process_time()
    compare(counted, [MEASURES["bleu"], MEASURES["chrf++"]], Plan(baseline=outputs[0].stem))
    ours = time.process_time() - start
    start = time.process_time()
    for rows in counted.values():
        draws = np.random.default_rng(12345).choice(len(lines), size=(1000, len(lines)), replace=True)
        for key, metric in (("bleu", BLEU()), ("chrf++", CHRF(word_order=2))):
            single = rows[key].astype("float32")
            np.array([metric._compute_score_from_stats(one.sum(0)).score for one in single[draws]])
    theirs = time.process_time() - start
    print(f"resampling {ours:.3f} s against {theirs:.2f} s: {theirs / ours:.0f} times faster (at least 20)")
    print(f"peak of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
