"""Throughput and memory of `yiwen fix` and `yiwen check` beside pofilter and termflex, in one run on one core.

    python eval/bench/repair.py                                  20 MB of rows and of text, yiwen alone
    python -m venv PEERS
    PEERS/bin/pip install 'translate-toolkit==3.20.*' 'termflex==1.0.*'
    python eval/bench/repair.py --peers PEERS --peer-size 2      and the peers, on 2 MB of the same paragraphs
    YIWEN_DATA=DATA python eval/bench/repair.py --size 5         made of the seeds in DATA, not of the shipped reports

Whole processes are timed, by the CPU time the system charged them; what a process takes for one row is its start-up and
is taken off before MB/s is reckoned. MB are millions of bytes of English (UTF-8), without JSON's or PO's own. Every
paragraph differs from every other: names and numbers are varied, and one that has neither comes once.
The peers are cut to `--peer-size`: both read each paragraph as source and as translation, termflex with the English
terms of yiwen's glossary as the terms to look for. They check; neither repairs.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import paragraphs, reports

from yiwen.glossary.builtin import builtin_glossary

SHIPPED = Path(__file__).parent.parent / "sets" / "reports"
ADDITIONS = 10_000_000
PEERS = {"pofilter": "translate-toolkit==3.20.*", "termflex": "termflex==1.0.*"}
INSTALL = "python -m venv {0}; {0}/bin/pip install " + " ".join(f"'{package}'" for package in PEERS.values())

# A small process between: one begun by this large one would be charged with this one's memory (Linux).
LAUNCHER = """
import os, sys
child = os.fork()
if not child:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {int(sys.argv[1])})
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds of CPU time, and megabytes at its peak."""

    seconds: float
    memory: float


@dataclass(frozen=True)
class Row:
    """A line of the table: start-up is in seconds, size and memory in megabytes."""

    what: str
    size: float
    cost: Cost
    start_up: float

    @property
    def speed(self) -> float:
        """Megabytes of English a second, start-up apart."""
        return self.size / (self.cost.seconds - self.start_up)


def cost_of(command: Sequence[str], core: int) -> Cost:
    """Run a command on one core and return what it took.

    Raises:
        SystemExit: it ended with a code that says it failed (1 says only that it found something).
    """
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, str(core), *command], capture_output=True, text=True, check=True
    )
    code, seconds, memory = done.stdout.split()
    if code not in ("0", "1"):
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-400:]}")
    unit = 1e6 if sys.platform == "darwin" else 1e3  # ru_maxrss: bytes there, kilobytes elsewhere
    return Cost(float(seconds), float(memory) / unit)


def calibration() -> float:
    """Return the CPU seconds of ten million additions in a Python loop: how fast, or how busy, the machine is."""
    code = f"import time\nt = time.process_time()\nn = 0\nfor _ in range({ADDITIONS}): n += 1\n"
    code += "print(time.process_time() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def megabytes(texts: Sequence[str]) -> float:
    """Return the size of the texts in UTF-8."""
    return sum(len(text.encode()) for text in texts) / 1e6


def write_rows(path: Path, texts: Sequence[str]) -> Path:
    """Write JSONL rows `{"id", "mt"}`."""
    rows = (json.dumps({"id": str(number), "mt": text}, ensure_ascii=False) for number, text in enumerate(texts, 1))
    path.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def write_text(path: Path, texts: Sequence[str]) -> Path:
    """Write paragraphs with an empty line between."""
    path.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    return path


def write_po(path: Path, texts: Sequence[str]) -> Path:
    """Write a PO file in which each paragraph is its own translation."""
    quoted = (json.dumps(text, ensure_ascii=False) for text in texts)
    entries = "".join(f"\nmsgid {text}\nmsgstr {text}\n" for text in quoted)
    path.write_text(f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n{entries}', encoding="utf-8")
    return path


def write_table(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    return path


def measured_yiwen(texts: Sequence[str], folder: Path, core: int) -> list[Row]:
    """Return the costs of both verbs on rows, on a quarter of the rows, and on the rows as one text."""
    quarter = texts[: len(texts) // 4]
    inputs = {
        "rows": (write_rows(folder / "rows.jsonl", texts), megabytes(texts)),
        "rows, a quarter": (write_rows(folder / "quarter.jsonl", quarter), megabytes(quarter)),
        "one text": (write_text(folder / "text.txt", texts), megabytes(texts)),
    }
    short = write_rows(folder / "short.jsonl", ["The park is open."])
    program = [sys.executable, "-m", "yiwen"]
    found = []
    for verb in (["fix", "-o", str(folder / "fixed")], ["check", "--format", "json"]):
        # the first may have to compile the glossary
        start_up = min(cost_of([*program, *verb, str(short)], core).seconds for _ in range(3))
        for name, (path, size) in inputs.items():
            found.append(Row(f"yiwen {verb[0]}, {name}", size, cost_of([*program, *verb, str(path)], core), start_up))
    return found


def measured_peers(texts: Sequence[str], folder: Path, peers: Path, core: int) -> list[Row]:
    """Return the costs of the peers that are installed; say which are not."""
    terms = sorted({rendering for entry in builtin_glossary().entries for rendering in entry.en})
    glossary = write_table(folder / "terms.csv", ["term"], [[term] for term in terms])
    fields = [
        "--glossary-source-field",
        "term",
        "--glossary-target-field",
        "term",
        "--source-field",
        "a",
        "--target-field",
        "b",
    ]
    found = []
    for name in PEERS:
        program = peers / "bin" / name
        if not program.exists():
            print(f"{program} is not there: {INSTALL.format(peers)}")
            continue
        costs = []
        for part in (texts[:1], texts):
            if name == "pofilter":
                path = write_po(folder / "peer.po", part)
                command = [str(program), "--progress=none", str(path), str(folder / "filtered.po")]
            else:
                path = write_table(folder / "peer.csv", ["a", "b"], [[text, text] for text in part])
                command = [str(program), str(path), "--glossary", str(glossary), *fields, "--src", "en", "--tgt", "en"]
                command += ["--workers", "1", "--quiet"]
            costs.append(cost_of(command, core))
        found.append(Row(name, megabytes(texts), costs[1], costs[0].seconds))
    return found


def print_table(rows: Sequence[Row]) -> None:
    """Print a line a measurement, the growth of memory, and what yiwen is to each peer."""
    print(f"\n{'':30}{'MB':>7}{'CPU s':>8}{'start-up s':>12}{'MB/s':>8}{'peak MB':>9}")
    for row in rows:
        print(
            f"{row.what:30}{row.size:7.2f}{row.cost.seconds:8.2f}{row.start_up:12.2f}{row.speed:8.3f}{row.cost.memory:9.0f}"
        )
    by_name = {row.what: row for row in rows}
    for verb in ("fix", "check"):
        whole, part = by_name[f"yiwen {verb}, rows"], by_name[f"yiwen {verb}, rows, a quarter"]
        print(f"{verb}: four times the rows take {whole.cost.memory / part.cost.memory:.2f} times the memory")
        for peer in (by_name[name] for name in PEERS if name in by_name):
            print(f"{verb} on rows is {whole.speed / peer.speed:.1f} times as fast as {peer.what}")


def main() -> None:
    """Make the text, run everything on it, print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=float, default=20, metavar="MB", help="English to repair (default 20)")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="a virtual environment that holds the peers")
    parser.add_argument("--peer-size", type=float, default=1, metavar="MB", help="English for the peers (default 1)")
    parser.add_argument("--core", type=int, default=0, help="the core to run on (default 0)")
    arguments = parser.parse_args()
    data = os.environ.get("YIWEN_DATA")
    source = Path(data, "seeds") if data else SHIPPED
    texts = list(paragraphs(reports(source), int(arguments.size * 1e6)))
    made_of = "the seeds" if data else "eval/sets/reports"
    print(f"{len(texts)} different paragraphs made of {made_of}, {time.strftime('%F')}")
    print(f"{ADDITIONS} additions before: {calibration():.2f} s")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        rows = measured_yiwen(texts, folder, arguments.core)
        if arguments.peers is None:
            print(f"no --peers: yiwen alone. To have them: {INSTALL.format('PEERS')}")
        else:
            share = min(1.0, arguments.peer_size / arguments.size)
            print(f"the peers get {share:.0%} of the paragraphs; their MB/s are of that part")
            rows += measured_peers(texts[: max(1, int(len(texts) * share))], folder, arguments.peers, arguments.core)
    print(f"{ADDITIONS} additions after: {calibration():.2f} s")
    print_table(rows)


if __name__ == "__main__":
    main()
