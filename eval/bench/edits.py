"""Every edit that the built-in glossary and the checks make with the source in view, and what each does to BLEU.

    python eval/bench/edits.py WMT22 [--systems DLUT,NiuTrans] [--only RULE]

WMT22 is a folder with `segments.jsonl` (id, src, ref) and `outputs/NAME.txt`. Prints each distinct edit once, with the
systems it was made in and the words round it, to be judged by eye; then a line a system: edits, segments changed, BLEU
before and after, and how many segments lost chrF2++ by it.
"""

import argparse
import json
from collections import defaultdict
from pathlib import Path

from sacrebleu.metrics import BLEU, CHRF

from yiwen.types import Document, Edit, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

_AROUND = 50  # characters on either side of an edit


def main() -> None:
    """Repair every system's output, print the edits and the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="segments.jsonl and outputs/NAME.txt")
    parser.add_argument("--systems", default="", help="only these, by name, parted by commas")
    parser.add_argument("--only", action="append", default=[], metavar="RULE", help="only the edits of this rule")
    options = parser.parse_args()
    rows = [json.loads(line) for line in (options.folder / "segments.jsonl").read_text(encoding="utf-8").splitlines()]
    finder = Finder(Settings(only=tuple(options.only)))
    seen: defaultdict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    shown: dict[tuple[str, str, str, str], str] = {}
    scores = []
    for path in sorted((options.folder / "outputs").glob("*.txt")):
        if options.systems and path.stem not in options.systems.split(","):
            continue
        before = path.read_text(encoding="utf-8").splitlines()
        after = []
        for row, text in zip(rows, before, strict=True):
            segment = Segment(row["id"], text, row["src"])
            (revision,) = fix_document(Document(path.name, "jsonl", (segment,)), finder)
            after.append(revision.after)
            for edit in revision.edits:
                key = (edit.rule, row["id"], edit.before, edit.after)
                seen[key].append(path.stem)
                shown.setdefault(key, _around(text, edit))
        scores.append(_score(path.stem, before, after, [row["ref"] for row in rows]))
    for (rule, name, old, new), systems in sorted(seen.items()):
        print(f"{rule} [{name}] {old!r} -> {new!r}  in {len(systems)}: {', '.join(systems)}")
        print(f"    {shown[rule, name, old, new]}")
    edits = sum(len(systems) for systems in seen.values())
    print(f"\n{edits} edits, {len(seen)} distinct\n")
    print("\n".join(scores))


def _around(text: str, edit: Edit) -> str:
    start, end = edit.span.start, edit.span.end
    return f"...{text[max(0, start - _AROUND) : start]}[{edit.before}]{text[end : end + _AROUND]}..."


def _score(name: str, before: list[str], after: list[str], references: list[str]) -> str:
    bleu, chrf = BLEU(), CHRF(word_order=2)
    was, now = (bleu.corpus_score(texts, [references]).score for texts in (before, after))
    changed = [(b, a, r) for b, a, r in zip(before, after, references, strict=True) if a != b]
    lost = sum(chrf.sentence_score(a, [r]).score < chrf.sentence_score(b, [r]).score for b, a, r in changed)
    return f"{name:<24}{len(changed):>4} segments changed   BLEU {was:.3f} -> {now:.3f}   {lost} with lower chrF2++"


if __name__ == "__main__":
    main()
