"""What more entries cost: speed of an English-only repair with some entries of the glossary and with more, and loading.

    python eval/bench/entries.py [--entries 300,all] [--size 0.5] [--turns 5] [--human]
    YIWEN_DATA=DATA python eval/bench/entries.py        text made of the seeds in DATA, not of the shipped reports

Every number of entries is drawn at random from those that repair (the smaller draw is part of the larger) and repairs
the same paragraphs in the same process, a document each; the turns go through the numbers forwards and backwards in
turn, and the fastest turn counts. MB are millions of bytes of English, times are CPU times. A speed should not fall by
more than a fifth from 300 entries to 750. More entries change more, and each change costs: the changes are printed,
and `--human` takes the human English of the reports, where little is to change, so that looking alone is measured.
Loading is measured in fresh processes, after yiwen is imported: reading a compiled glossary of 750 entries and of all,
and making ready to look for them; for 750 both together should stay below 0.15 s on an idle machine.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import unittest.mock
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpus import paragraphs, reports

from yiwen.glossary import cache
from yiwen.glossary.builtin import builtin_glossary
from yiwen.glossary.entry import Entry
from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.memory import settle
from yiwen.workflow.settings import Finder, Settings

SHIPPED = Path(__file__).parent.parent / "sets" / "reports"
_SEED = 300750
_LOADED = 750
_LOADING = """
import time
import yiwen.workflow.fix
from yiwen.glossary.builtin import builtin_glossary
from yiwen.glossary.match import Matcher
began = time.process_time()
glossary = builtin_glossary()
read = time.process_time()
Matcher(glossary)
print(read - began, time.process_time() - read)
"""


def sources(*, human: bool) -> list[str]:
    """Return the reports that the text is made of."""
    if human:
        rows = [path.read_text(encoding="utf-8").splitlines() for path in sorted(SHIPPED.glob("*.jsonl"))]
        return ["\n".join(json.loads(row)["ref"] for row in report) for report in rows]
    data = os.environ.get("YIWEN_DATA")
    return reports(Path(data) / "seeds" if data else SHIPPED)


def finder_with(entries: Sequence[Entry]) -> Finder:
    """Return a finder that knows these entries of the glossary alone."""
    finder = Finder(Settings())
    finder.glossary = replace(finder.glossary, entries=tuple(entries))
    return finder


def repair(finder: Finder, texts: Sequence[str]) -> tuple[float, int]:
    """Return the CPU time of repairing the texts, each a document of its own, and the number of changes."""
    began = time.process_time()
    changes = 0
    for number, text in enumerate(texts):
        (revision,) = fix_document(Document(str(number), "txt", (Segment("1", text),)), finder)
        changes += len(revision.edits)
    return time.process_time() - began, changes


def loading(number: int, turns: int) -> tuple[float, float]:
    """Return the CPU time, in a fresh process, of reading a compiled glossary and of making ready to look for it.

    Its entries are so many of the built-in glossary's, drawn at random; the median of so many turns.
    """
    glossary = builtin_glossary()
    drawn = random.Random(_SEED).sample(glossary.entries, min(number, len(glossary.entries)))
    with tempfile.TemporaryDirectory() as folder, unittest.mock.patch.dict(os.environ, YIWEN_CACHE=folder):
        cache.store(replace(glossary, entries=tuple(drawn)))
        command = [sys.executable, "-c", _LOADING]
        done = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(turns)]
    read, ready = (statistics.median(times) for times in zip(*(map(float, one.split()) for one in done), strict=True))
    return read, ready


def speeds(finders: Sequence[Finder], texts: Sequence[str], turns: int) -> list[float]:
    """Return the megabytes of English a second of each finder, in its fastest turn."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    taken: list[list[float]] = [[] for _ in finders]
    for turn in range(turns):
        order = range(len(finders)) if turn % 2 else reversed(range(len(finders)))
        for at in order:
            taken[at].append(repair(finders[at], texts)[0])
    return [size / min(times) for times in taken]


def main() -> None:
    """Print a line a number of entries that repair, and one a number of entries that are loaded."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", default="300,all", help="how many entries, by commas")
    parser.add_argument("--size", type=float, default=0.5, help="megabytes of text")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--human", action="store_true", help="the human English of the shipped reports")
    given = parser.parse_args()
    texts = list(paragraphs(sources(human=given.human), int(given.size * 1e6)))
    every = [entry for entry in Finder(Settings()).glossary.entries if entry.wrong]
    shuffled = random.Random(_SEED).sample(every, len(every))
    asked = [len(every) if number == "all" else int(number) for number in given.entries.split(",")]
    numbers = [min(number, len(every)) for number in asked]
    finders = [finder_with(shuffled[:number]) for number in numbers]
    changes = [repair(finder, texts)[1] for finder in finders]  # patterns are compiled when they are first needed
    settle()
    measured = speeds(finders, texts, given.turns)
    for number, speed, made in zip(numbers, measured, changes, strict=True):
        print(f"{number} entries: {speed:.2f} MB/s, {speed / measured[0]:.2f} of the first; {made} changes")
    for number in (_LOADED, len(builtin_glossary().entries)):
        read, ready = loading(number, given.turns)
        print(f"loading {number} entries: {1000 * read:.0f} ms to read, {1000 * ready:.0f} ms to make ready")


if __name__ == "__main__":
    main()
