"""Terms enforced with the source in view, beside the naive repair, in one run: floors, and speed.

    python eval/bench/terms.py DATA [--systems CommandA_MT,Erlendur] [--no-peer]

DATA is a folder with `wmt25/` (documents.jsonl, terms.YEAR.jsonl, outputs/NAME.noterm.jsonl): the WMT25 terminology
task, track 2. The naive repair replaces, for each missing term, the stretch of words most like its first rendering.
A line a system: chrF2++ and BLEU before, naive, ours, and the changed lines that lose more than 0.5 chrF2++.
Exit code 1 where a floor of `FLOORS` is missed; a floor is only ever raised.
"""

import argparse
import json
import sys
import time
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from yiwen.glossary.entry import Entry
from yiwen.text.normalize import fold
from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

FLOORS = {  # chrF2++ and BLEU after repair
    "CommandA_MT": (73.75, 43.5),
    "Erlendur": (74.65, 44.0),
    "MeGuMa": (70.2, 33.7),
    "stitch": (61.5, 29.3),
    "organizers_gpt-4.1-nano": (64.1, 30.3),
    "organizers_MADLAD": (59.1, 27.7),
    "organizers_NLLB": (62.5, 28.4),
}
_CHRF, _BLEU = CHRF(char_order=6, word_order=2), BLEU(tokenize="13a")
_LEAST = 0.5  # likeness below which the naive repair leaves the text alone


def rows(path: Path) -> list[dict[str, object]]:
    """Return the rows of a JSONL file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def finder(pairs: Sequence[tuple[str, Sequence[str]]], folder: Path, year: object) -> Finder:
    """Return a finder that knows these pairs alone."""
    path = folder / f"terms-{year}.jsonl"
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


def measure(name: str, data: Path, scratch: Path, *, peer: bool) -> bool:
    """Print a system's line; return whether its floors hold."""
    documents = rows(data / "documents.jsonl")
    sources, references = ([str(d[key]) for d in documents] for key in ("src", "ref"))
    before = [str(row["mt"]) for row in rows(data / "outputs" / f"{name}.noterm.jsonl")]
    years = [d["year"] for d in documents]
    finders = {}
    for year in sorted(set(map(str, years))):
        pairs = [(str(r["zh"]).strip(), list(r["en"])) for r in rows(data / f"terms.{year}.jsonl")]  # type: ignore[call-overload]
        finders[year] = finder([(zh, [e for e in en if e.strip()]) for zh, en in pairs if zh], scratch, year)
    made, seconds = {}, {}
    start = time.process_time()
    made["yiwen"] = [
        fix_document(Document("d", "jsonl", (Segment("1", mt, src=src),)), finders[str(year)])[0].after
        for src, mt, year in zip(sources, before, years, strict=True)
    ]
    seconds["yiwen"] = time.process_time() - start
    if peer:
        start = time.process_time()
        made["naive"] = [
            naive_chapter(src, mt, finders[str(year)].glossary.entries)
            for src, mt, year in zip(sources, before, years, strict=True)
        ]
        seconds["naive"] = time.process_time() - start
    size = sum(map(len, before)) / 1e6
    old = _CHRF.corpus_score(before, [references]).score, _BLEU.corpus_score(before, [references]).score
    print(f"{name}: before chrF2++ {old[0]:.2f} BLEU {old[1]:.2f}", flush=True)
    for who, after in made.items():
        new = _CHRF.corpus_score(after, [references]).score, _BLEU.corpus_score(after, [references]).score
        share = worse(references, before, after)
        rate = size / seconds[who]
        print(f"  {who:6} chrF2++ {new[0]:.2f} BLEU {new[1]:.2f} worse {share:.3f}  {rate:.3f} MB/s", flush=True)
        if who == "yiwen":
            good = all(got >= floor for got, floor in zip(new, FLOORS.get(name, (0.0, 0.0)), strict=True))
    return good


def main() -> None:
    """Measure the systems asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--systems", default=",".join(FLOORS))
    parser.add_argument("--scratch", type=Path, default=Path("/tmp"))
    parser.add_argument("--no-peer", action="store_true", help="leave the naive repair out: it is slow")
    given = parser.parse_args()
    held = [
        measure(name, given.data / "wmt25", given.scratch, peer=not given.no_peer) for name in given.systems.split(",")
    ]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
