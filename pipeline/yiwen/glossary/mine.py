"""Propose terms that the glossary lacks: frequent Chinese of bilingual rows with the English that goes with it.

A candidate is a run of Chinese characters that stands often, in varied company (the entropy of its left and right
neighbours; Jin and Tanaka-Ishii 2006), and is not just a part of a longer one (C-value; Frantzi et al. 2000). Its
renderings are the English word runs most associated with it over the rows (log-likelihood ratio; Dunning 1993). A
person judges them.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiwen.glossary.entry import Glossary
from yiwen.types import Segment

LONGEST = 8
LONGEST_ENGLISH = 5
_RUN = re.compile("[\u4e00-\u9fff]+")
_WORD = re.compile(r"[a-z][a-z'-]*")
_SMALL = frozenset(
    "a an and are as at be been by for from had has have in into is it its of on or that the their this to was "
    "were will with".split()
)
# Characters that begin or end no term: particles, pronouns, conjunctions, common verbs of the genre's frame.
_EDGE = frozenset(
    "的了和与及在为是等对将从以向把被并也都而就或于由到使让给这那其该此个们我你他她它不有要会能可已再又中上下年月日"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A Chinese term that the glossary lacks, how often it stands, its termhood, and English that goes with it."""

    zh: str
    count: int
    termhood: float
    renderings: tuple[str, ...]


def mine(
    segments: Iterable[Segment], glossary: Glossary, *, least: int = 3, most: int = 100, shortest: int = 3
) -> list[Candidate]:
    """Return the best candidates, best first; rows without a source are left out.

    `least` is how often a term must stand, `most` how many candidates are wanted, `shortest` how many characters a
    term must have: two make a word of everyday language far more often than a term.
    """
    rows = [(segment.src, segment.mt.lower()) for segment in segments if segment.src]
    known = {zh for entry in glossary.entries for zh in entry.zh}
    scores = _termhood(_counted([src for src, _ in rows], least))
    wanted = (zh for zh in scores if zh not in known and len(zh) >= shortest)
    chosen = sorted(wanted, key=lambda zh: (-scores[zh][1], zh))[:most]
    english = [_english_runs(mt) for _, mt in rows]
    totals = Counter(run for runs in english for run in runs)
    return [
        Candidate(zh, scores[zh][0], round(scores[zh][1], 2), _renderings(zh, rows, english, totals)) for zh in chosen
    ]


def _counted(sources: Sequence[str], least: int) -> dict[str, tuple[int, float]]:
    """Return count and smaller neighbour entropy of each run of two to eight characters that stands often enough."""
    counts: Counter[str] = Counter()
    left: defaultdict[str, Counter[str]] = defaultdict(Counter)
    right: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for source in sources:
        for run in _RUN.finditer(source):
            text = f"^{run[0]}$"
            for start in range(1, len(text) - 2):
                for end in range(start + 2, min(start + LONGEST, len(text) - 1) + 1):
                    gram = text[start:end]
                    counts[gram] += 1
                    left[gram][text[start - 1]] += 1
                    right[gram][text[end]] += 1
    return {
        gram: (count, min(_entropy(left[gram]), _entropy(right[gram])))
        for gram, count in counts.items()
        if count >= least and gram[0] not in _EDGE and gram[-1] not in _EDGE
    }


def _entropy(neighbours: Counter[str]) -> float:
    """Return the entropy in bits; the border of a run counts as a new neighbour each time."""
    borders = neighbours["^"] + neighbours["$"]
    total = neighbours.total()
    kinds = [count for letter, count in neighbours.items() if letter not in "^$"] + [1] * borders
    return -sum(count / total * math.log2(count / total) for count in kinds)


def _termhood(grams: dict[str, tuple[int, float]]) -> dict[str, tuple[int, float]]:
    """Return count and termhood: C-value times neighbour entropy."""
    nests: defaultdict[str, list[int]] = defaultdict(list)
    for gram, (count, _) in grams.items():
        for size in range(2, len(gram)):
            for start in range(len(gram) - size + 1):
                nests[gram[start : start + size]].append(count)
    scored = {}
    for gram, (count, entropy) in grams.items():
        inside = nests[gram]
        free = count - (sum(inside) / len(inside) if inside else 0.0)
        scored[gram] = (count, math.log2(len(gram)) * free * entropy)
    return {gram: score for gram, score in scored.items() if score[1] > 0}


def _english_runs(text: str) -> frozenset[str]:
    """Return the runs of one to five words of a text that neither begin nor end with a small word."""
    words = _WORD.findall(text)
    runs = set()
    for start, word in enumerate(words):
        if word not in _SMALL:
            for end in range(start + 1, min(start + LONGEST_ENGLISH, len(words)) + 1):
                if words[end - 1] not in _SMALL:
                    runs.add(" ".join(words[start:end]))
    return frozenset(runs)


def _renderings(
    zh: str, rows: Sequence[tuple[str, str]], english: Sequence[frozenset[str]], totals: Counter[str]
) -> tuple[str, ...]:
    """Return the three English runs most associated with a term; of runs inside one another the longest."""
    holding = [runs for (src, _), runs in zip(rows, english, strict=True) if zh in src]
    together = Counter(run for runs in holding for run in runs)
    scored = {
        run: _log_likelihood(count, len(holding), totals[run], len(rows))
        for run, count in together.items()
        if count >= max(2, len(holding) / 5)
    }
    best: list[str] = []
    for run in sorted(scored, key=lambda run: (-scored[run] * (1 + 0.1 * len(run.split())), run)):
        if not any(f" {run} " in f" {other} " or f" {other} " in f" {run} " for other in best):
            best.append(run)
        if len(best) == 3:
            break
    return tuple(best)


def _log_likelihood(both: int, term: int, run: int, rows: int) -> float:
    """Return Dunning's log-likelihood ratio of a two by two table of rows; negative where the two avoid each other."""
    table = ((both, term - both), (run - both, rows - term - run + both))
    row_sums, column_sums = [sum(line) for line in table], [sum(column) for column in zip(*table, strict=True)]
    ratio = 2 * sum(
        cell * math.log(cell * rows / (row_sums[i] * column_sums[j]))
        for i, line in enumerate(table)
        for j, cell in enumerate(line)
        if cell > 0
    )
    return ratio if both * rows > term * run else -ratio
