"""What the verifier catches, what it wrongly suspects, and whether any figure of our summaries is not in its report.

    python eval/bench/verifier.py                               # the reports that ship with yiwen
    python eval/bench/verifier.py --data FOLDER --budgets 12    # and every report of a folder of real material

Three measures over summaries of every report at several budgets. Caught: one fact of a sentence is turned (figure,
unit, name, direction, year; then bound, modality, scope, basis, negation), and the verifier is asked. Suspected: the
same summaries untouched. Unsupported: figures of our own summaries that the report does not hold, key figures too. The
peer of the first two is a look-up of figures and capitalised words in the report, what a script of ten lines does.
"""

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from yiwen.errors import DocumentError
from yiwen.formats import read
from yiwen.summary import Shape, summarize
from yiwen.summary.shapes import sheet
from yiwen.summary.verify import Verifier
from yiwen.summary.verify.corrupt import ASKED, FURTHER
from yiwen.summary.verify.records import FAILING
from yiwen.types import Document, Segment, Summary

REPORTS = Path(__file__).resolve().parent.parent / "sets" / "reports"
EVERY = 2  # of so many summaries one is corrupted
OTHERS = 200  # sentences of the report from which a wrong figure or name is taken
FIGURE = re.compile(r"\d[\d,.]*\d|\d")
CAPITAL = re.compile(r"(?<=[a-z,] )[A-Z][\w-]+")


def documents(data: Path | None) -> Iterator[Document]:
    """Yield the shipped reports and, of a data folder, its texts and the rows of its jsonl files as documents."""
    paths = sorted(REPORTS.glob("*.mt.txt"))
    paths += sorted([*data.rglob("*.md"), *data.rglob("*.txt")]) if data else []
    for path in paths:
        if path.name != "README.md" and path.stat().st_size > 1500:
            yield from read(path)
    for path in sorted(data.rglob("*.jsonl")) if data else []:
        for number, row in enumerate(map(json.loads, path.read_text(encoding="utf-8").splitlines())):
            for key in ("ref", "mt", "text", "ref_b", "hyp", "target"):
                if isinstance(row, dict) and isinstance(row.get(key), str) and len(row[key]) > 1500:
                    yield Document(f"{path.name}:{number}:{key}", "txt", (Segment("1", row[key]),))


def summaries(document: Document, budgets: int) -> Iterator[Summary]:
    """Yield the document's summaries at budgets from 20 to 500 words, as many as fit."""
    size = sum(len(segment.mt.split()) for segment in document.segments)
    for number in range(budgets):
        words = 20 + 480 * number // max(1, budgets - 1)
        if words <= size:
            try:
                yield summarize(document, words=words)
            except DocumentError:
                continue


def unsupported(document: Document, summary: Summary) -> list[str]:
    """Return the figures of a summary's page that its report does not hold; years that were put in do not count."""
    page = sheet(document, Shape.BRIEF, summary)
    whole = " ".join(" ".join(segment.mt for segment in document.segments).split())
    wrong = []
    for line in page.lines:
        put_in = {place for mark in line.marks for place in range(mark.start, mark.end)}
        wrong += [m[0] for m in FIGURE.finditer(line.text) if m.start() not in put_in and m[0] not in whole]
    cells = [cell for row in page.figures for cell in (row.figure.text, row.compared) if cell]
    return wrong + [cell for cell in cells if cell not in whole]


def looked_up(text: str, whole: str) -> bool:
    """Return whether the peer suspects a sentence: a figure or capitalised word of it is nowhere in the report."""
    return any(word not in whole for word in (*FIGURE.findall(text), *CAPITAL.findall(text)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--budgets", type=int, default=6)
    parser.add_argument("--show", action="store_true", help="print what was missed or wrongly suspected")
    arguments = parser.parse_args()
    chance, made, caught, peer = random.Random(1), Counter[str](), Counter[str](), Counter[str]()
    count = suspected = 0
    alarms = Counter[str]()
    wrong: list[str] = []
    began = time.process_time()
    for document in documents(arguments.data):
        verifier: Verifier | None = None
        for summary in summaries(document, arguments.budgets):
            verifier = verifier or Verifier(document)
            count += 1
            wrong += unsupported(document, summary)
            texts = [sentence.text for sentence in summary.sentences]
            failing = [one for one in map(verifier.sentence, texts) if one.fails]
            suspected += bool(failing)
            alarms.update(doubt.kind for one in failing for doubt in one.doubts if doubt.status in FAILING)
            if failing and arguments.show:
                print("suspected:", failing[0].text, [doubt.message for doubt in failing[0].doubts])
            if count % EVERY:
                continue
            passages = verifier.index.passages
            whole = "\n".join(passage.reading.text for passage in passages)
            report = [one.reading.text for one in chance.sample(passages, min(len(passages), OTHERS))]
            for corruption in (*ASKED, *FURTHER):
                turned = next((c for text in texts if (c := corruption(text, report, chance))), None)
                if turned is None:
                    continue
                made[turned.kind] += 1
                caught[turned.kind] += (hit := verifier.sentence(turned.text).fails)
                peer[turned.kind] += looked_up(turned.text, whole)
                if not hit and arguments.show:
                    print("missed:", turned)
        if count % 50 < arguments.budgets:
            print(f"{count} summaries", file=sys.stderr)
    print(f"{'turned':11}{'made':>7}{'caught':>8}{'look-up':>9}")
    for kind, number in made.items():
        print(f"{kind:11}{number:7}{caught[kind] / number:8.1%}{peer[kind] / number:9.1%}")
    print(f"{'all':11}{made.total():7}{caught.total() / made.total():8.1%}{peer.total() / made.total():9.1%}")
    kinds = ", ".join(f"{kind} {number}" for kind, number in alarms.most_common())
    print(f"untouched: {suspected} of {count} summaries suspected{f' ({kinds})' if kinds else ''}")
    print(f"unsupported figures in {count} summaries: {len(wrong)} {wrong[:5]}")
    print(f"{time.process_time() - began:.0f} s")


if __name__ == "__main__":
    main()
