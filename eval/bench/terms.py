"""Terms enforced with the source in view, beside the naive repair, in one run: floors, and speed.

    python eval/bench/terms.py DATA [--systems CommandA_MT,Erlendur] [--no-peer] [--withhold] [--growth] [--pin]

DATA is a folder with `wmt25/` (documents.jsonl, terms.YEAR.jsonl, outputs/NAME.TRACK.jsonl): the WMT25 terminology
task, track 2. The naive repair replaces, for each missing term, the stretch of words most like its first rendering.
A line a system: chrF2++, BLEU, success (the task's own: renderings found for the terms of a chapter), exclusive (each
occurrence with a stretch of its own), and the share of the changed lines that lose more than 0.5 chrF2++.
`--growth` repairs some chapters, two and four times as many, and with a half and a quarter of the terms, and tells
the speed of both ways: to be linear in the text and nearly flat in the terms.
`--withhold` repairs with a random half of the terms and tells what becomes of the other half.
Exit code 1 where a floor of `terms.json` is missed. `--pin` raises floors to what was measured; it never lowers one.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from yiwen.glossary.entry import Entry
from yiwen.text.normalize import fold
from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.memory import settle
from yiwen.workflow.settings import Finder, Settings

FLOORS = Path(__file__).with_name("terms.json")
_CHRF, _BLEU = CHRF(char_order=6, word_order=2), BLEU(tokenize="13a")
_LEAST = 0.5  # likeness below which the naive repair leaves the text alone
_SEED = 20251
_CHAPTERS, _MOST_TERMS = 4, 1400  # what `--growth` begins with
_SLACK = {"chrf": 0.02, "bleu": 0.02, "success": 0.002, "exclusive": 0.002, "worse": 0.003}  # what --pin leaves below

Pairs = Sequence[tuple[str, Sequence[str]]]


def rows(path: Path) -> list[dict[str, object]]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def finder(pairs: Pairs, folder: Path, name: object) -> Finder:
    """Return a finder that knows these pairs alone."""
    path = folder / f"terms-{name}.jsonl"
    text = "".join(json.dumps({"zh": zh, "en": list(en)}, ensure_ascii=False) + "\n" for zh, en in pairs)
    path.write_text(text, encoding="utf-8")
    return Finder(Settings(glossaries=(path,), builtin=False))


def naive(source: str, text: str, entries: Sequence[Entry]) -> str:
    """Return a line in which each missing term's likest stretch is its first rendering."""
    for entry in entries:
        if entry.zh[0] not in source or any(fold(en) in fold(text) for en in entry.en):
            continue
        words, wanted = text.split(" "), entry.en[0]
        size = len(wanted.split())
        spans = [(i, j) for i in range(len(words)) for j in range(i + 1, min(len(words), i + size + 2) + 1)]
        likest = max(spans, key=lambda s: _like(" ".join(words[s[0] : s[1]]), wanted), default=None)
        if likest and _like(" ".join(words[likest[0] : likest[1]]), wanted) >= _LEAST:
            words[likest[0] : likest[1]] = [wanted]
            text = " ".join(words)
    return text


def _like(one: str, other: str) -> float:
    match = SequenceMatcher(None, fold(one), fold(other), autojunk=False)
    return match.ratio() if match.real_quick_ratio() >= _LEAST and match.quick_ratio() >= _LEAST else 0.0


def naive_chapter(source: str, text: str, entries: Sequence[Entry]) -> str:
    """Return a chapter repaired line by line; one whose lines do not pair stays."""
    sources, lines = source.split("\n"), text.split("\n")
    if len(sources) != len(lines):
        return text
    return "\n".join(naive(src, line, entries) for src, line in zip(sources, lines, strict=True))


def worse(references: Sequence[str], before: Sequence[str], after: Sequence[str]) -> float:
    """Return the share of changed lines (of 10 words or more in the reference) that lose over 0.5 chrF2++."""
    changed = lost = 0
    for ref, old, new in zip(references, before, after, strict=True):
        triple = [text.split("\n") for text in (ref, old, new)]
        if len({len(lines) for lines in triple}) > 1:
            continue
        for r, x, y in zip(*triple, strict=True):
            if x != y and len(r.split()) >= 10:
                changed += 1
                delta = _CHRF.corpus_score([y], [[r]]).score - _CHRF.corpus_score([x], [[r]]).score
                lost += delta < -0.5
    return lost / max(1, changed)


def success(sources: Sequence[str], references: Sequence[str], texts: Sequence[str], pairs: Sequence[Pairs]) -> float:
    """Return the mean over chapters and terms of the share of a term's occurrences that a rendering can serve."""
    shares = []
    lower = [[one.lower() for one in every] for every in (sources, references, texts)]
    for source, reference, text, known in zip(*lower, pairs, strict=True):
        for zh, renderings in known:
            wanted, low = source.count(zh.lower()), [one.strip().lower() for one in renderings]
            if wanted and any(one in reference for one in low):
                shares.append(min(1.0, sum(text.count(one) for one in low) / wanted))
    return sum(shares) / len(shares)


def exclusive(sources: Sequence[str], references: Sequence[str], texts: Sequence[str], pairs: Sequence[Pairs]) -> float:
    """Return the share of occurrences that have a stretch of whole words of their own, longest given out first."""
    need = got = 0
    for source, human, text, known in zip(sources, references, texts, pairs, strict=True):
        left, reference, low = source.lower(), human.lower(), text.lower()
        free = [True] * len(low)
        for zh, renderings in sorted(known, key=lambda pair: -len(pair[0])):
            count = left.count(zh.lower())
            left = left.replace(zh.lower(), "\0" * len(zh))
            forms = sorted({one.strip().lower() for one in renderings}, key=lambda form: (-len(form), form))
            if not count or not any(one in reference for one in forms):
                continue
            need += count
            got += _served(low, free, forms, count)
    return got / need


def _served(text: str, free: list[bool], forms: Sequence[str], count: int) -> int:
    """Return how many of `count` occurrences find a free stretch; the stretches are free no more."""
    got = 0
    for form in forms:
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            if got < count and all(free[match.start() : match.end()]):
                free[match.start() : match.end()] = [False] * len(form)
                got += 1
    return got


class Task:
    """The chapters, their references, and the terms of each chapter's year."""

    def __init__(self, data: Path) -> None:
        documents = rows(data / "documents.jsonl")
        self.data = data
        self.sources = [str(document["src"]) for document in documents]
        self.references = [str(document["ref"]) for document in documents]
        self.years = [str(document["year"]) for document in documents]
        self.terms: dict[str, Pairs] = {}
        for year in sorted(set(self.years)):
            read = [(str(row["zh"]).strip(), list(row["en"])) for row in rows(data / f"terms.{year}.jsonl")]  # type: ignore[call-overload]
            self.terms[year] = [(zh, [en for en in ens if en.strip()]) for zh, ens in read if zh]

    def outputs(self, name: str) -> list[str]:
        """Return a system's chapters; a name without a track is the output without glossary."""
        name = name if name.endswith((".noterm", ".proper")) else f"{name}.noterm"
        return [str(row["mt"]) for row in rows(self.data / "outputs" / f"{name}.jsonl")]

    def of_chapters(self, terms: Mapping[str, Pairs]) -> list[Pairs]:
        """Return the terms of each chapter."""
        return [terms[year] for year in self.years]

    def scores(self, before: Sequence[str], after: Sequence[str]) -> dict[str, float]:
        """Return the measures of a repair."""
        pairs = self.of_chapters(self.terms)
        return {
            "chrf": _CHRF.corpus_score(after, [self.references]).score,
            "bleu": _BLEU.corpus_score(after, [self.references]).score,
            "success": success(self.sources, self.references, after, pairs),
            "exclusive": exclusive(self.sources, self.references, after, pairs),
            "worse": worse(self.references, before, after),
        }


def repaired(task: Task, texts: Sequence[str], finders: Mapping[str, Finder]) -> list[str]:
    """Return the chapters repaired, each by its year's finder."""
    return [
        fix_document(Document("d", "jsonl", (Segment("1", mt, src=src),)), finders[year])[0].after
        for src, mt, year in zip(task.sources, texts, task.years, strict=True)
    ]


def measure(task: Task, name: str, finders: Mapping[str, Finder], *, peer: bool) -> dict[str, float]:
    """Print a system's lines; return the measures of our repair."""
    before = task.outputs(name)
    size = sum(map(len, before)) / 1e6
    print(f"{name}: before {_told(task.scores(before, before))}", flush=True)
    start = time.process_time()
    after = repaired(task, before, finders)
    seconds = time.process_time() - start
    scores = task.scores(before, after)
    print(f"  yiwen  {_told(scores)}  {size / seconds:.3f} MB/s", flush=True)
    if peer:
        start = time.process_time()
        plain = [
            naive_chapter(src, mt, finders[year].glossary.entries)
            for src, mt, year in zip(task.sources, before, task.years, strict=True)
        ]
        seconds = time.process_time() - start
        print(f"  naive  {_told(task.scores(before, plain))}  {size / seconds:.3f} MB/s", flush=True)
    return scores


def _told(scores: Mapping[str, float]) -> str:
    return (
        f"chrF2++ {scores['chrf']:.2f} BLEU {scores['bleu']:.2f} success {scores['success']:.3f} "
        f"exclusive {scores['exclusive']:.3f} worse {scores['worse']:.3f}"
    )


def withheld(task: Task, name: str, scratch: Path) -> None:
    """Print what becomes of a random half of the terms where the other half alone is enforced."""
    known: dict[str, Pairs] = {}
    hidden: dict[str, Pairs] = {}
    for year, pairs in task.terms.items():
        shuffled = random.Random(_SEED).sample(list(pairs), len(pairs))
        half = len(shuffled) // 2
        known[year], hidden[year] = shuffled[:half], shuffled[half:]
    finders = {year: finder(pairs, scratch, f"{year}-half") for year, pairs in known.items()}
    before = task.outputs(name)
    after = repaired(task, before, finders)
    for who, terms in (("enforced", known), ("withheld", hidden)):
        then, now = (success(task.sources, task.references, t, task.of_chapters(terms)) for t in (before, after))
        print(f"{name}: success of the half that is {who}: {then:.4f} -> {now:.4f}", flush=True)


def growth(task: Task, name: str, scratch: Path, *, peer: bool) -> None:
    """Print the speed of both ways as text and termbase grow; the termbase is read, and one chapter, before."""
    pairs = list({zh: (zh, ens) for known in task.terms.values() for zh, ens in known}.values())[:_MOST_TERMS]
    chapters = list(zip(task.sources, task.outputs(name), strict=True))
    warm = Document("d", "jsonl", (Segment("1", chapters[-1][1], src=chapters[-1][0]),))
    for times, terms in ((1, 1), (2, 1), (4, 1), (1, 2), (1, 4)):
        some = random.Random(_SEED).sample(pairs, len(pairs) // terms)
        found = finder(some, scratch, f"growth-{terms}")
        fix_document(warm, found)
        text = chapters[: _CHAPTERS * times]
        size = sum(len(mt) for _, mt in text) / 1e6
        document = Document("d", "jsonl", tuple(Segment(str(at), mt, src=src) for at, (src, mt) in enumerate(text)))
        ours = _seconds(lambda d=document, f=found: fix_document(d, f))  # type: ignore[misc]
        told = f"{name}: {size:.3f} MB, {len(some)} terms: yiwen {ours:.2f} s, {size / ours:.3f} MB/s"
        if peer:
            entries = found.glossary.entries
            plain = _seconds(lambda t=text, e=entries: [naive_chapter(src, mt, e) for src, mt in t])  # type: ignore[misc]
            told += f"; naive {plain:.2f} s, {size / plain:.3f} MB/s"
        print(told, flush=True)


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def missed(name: str, scores: Mapping[str, float], floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    """Return what a system misses of its floors; for `worse` the floor is the most."""
    wanted = floors.get(name, {})
    return [
        f"{name}: {measure} {scores[measure]:.4f}, floor {floor}"
        for measure, floor in wanted.items()
        if (scores[measure] > floor if measure == "worse" else scores[measure] < floor)
    ]


def raised(old: Mapping[str, float], scores: Mapping[str, float]) -> dict[str, float]:
    """Return a system's floors raised to what was measured; none is lowered."""
    new = dict(old)
    for measure, value in scores.items():
        if measure == "worse":
            new[measure] = min(old.get(measure, 1.0), round(value + _SLACK[measure], 3))
        else:
            new[measure] = max(old.get(measure, 0.0), round(value - _SLACK[measure], 3))
    return new


def main() -> None:
    """Measure the systems asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text(encoding="utf-8"))
    parser.add_argument("data", type=Path)
    parser.add_argument("--systems", default=",".join(floors))
    parser.add_argument("--scratch", type=Path, default=Path("/tmp"))
    parser.add_argument("--no-peer", action="store_true", help="leave the naive repair out: it is slow")
    parser.add_argument("--withhold", action="store_true", help="enforce a random half of the terms")
    parser.add_argument("--growth", action="store_true", help="measure speed as text and terms grow")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is measured")
    given = parser.parse_args()
    task = Task(given.data / "wmt25")
    finders = {year: finder(pairs, given.scratch, year) for year, pairs in task.terms.items()}
    settle()  # as the command line does
    below = []
    for name in given.systems.split(","):
        if given.growth:
            growth(task, name, given.scratch, peer=not given.no_peer)
            continue
        if given.withhold:
            withheld(task, name, given.scratch)
            continue
        scores = measure(task, name, finders, peer=not given.no_peer)
        below += missed(name, scores, floors)
        floors[name] = raised(floors.get(name, {}), scores)
    if given.pin:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
    for line in below:
        print(line, file=sys.stderr)
    sys.exit(1 if below else 0)


if __name__ == "__main__":
    main()
