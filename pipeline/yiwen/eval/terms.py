"""Terms as metrics: statistics a segment whose sums give accuracy, success, overlap, extra and wrong renderings.

Sources: term success: WMT25 terminology task, track 2. Exact match and window overlap: Alam et al. 2021, arXiv
2106.11891; their TERm is left out: it needs their modified TER and word alignments. Consistency: Semenov and Bojar
2022, with the termbase in place of an aligner and the document's most frequent rendering as the pseudo-reference.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from yiwen.eval.assignment import assign
from yiwen.eval.formulas import Array
from yiwen.eval.occurrences import Hit, TermIndex
from yiwen.text.normalize import fold, normalize

WINDOWS = (2, 3)
TERM_KEYS = (
    "term-accuracy",
    "term-success",
    "term-exact",
    *(f"term-window{size}" for size in WINDOWS),
    "term-extra",
    "term-wrong",
    "term-consistency",
)
_WORD = re.compile(r"\w+(?:[-'.,/]\w+)*")


@dataclass(frozen=True, slots=True)
class _Side:
    """What a segment's source and references ask for.

    `wanted` counts source occurrences of terms that a reference renders (of all terms where there is no reference),
    `all` those of every term; `substrings` are, for term success, each Chinese string's count and its renderings.
    """

    index: TermIndex
    wanted: Counter[int]
    all: Counter[int]
    substrings: tuple[tuple[int, tuple[str, ...]], ...]
    windows: Mapping[int, tuple[dict[int, Counter[str]], ...]]


class TermCounter:
    """Counts how any number of systems render the terms of the same sources.

    `indexes` holds each segment's glossary, made once and shared; `documents` each segment's document, by number.
    """

    def __init__(
        self,
        sources: Sequence[str],
        references: Sequence[Sequence[str]],
        indexes: Sequence[TermIndex],
        documents: Sequence[int] | None = None,
    ) -> None:
        self._documents = documents
        self._sides = [
            _side(source, [reference[at] for reference in references], index)
            for at, (source, index) in enumerate(zip(sources, indexes, strict=True))
        ]

    def rows(self, hypotheses: Sequence[str]) -> dict[str, Array]:
        """Return for each metric its statistics, a row a segment (consistency: in the rows of a document's first)."""
        rows = {key: np.zeros((len(hypotheses), 2)) for key in TERM_KEYS}
        renderings: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        for at, (side, text) in enumerate(zip(self._sides, hypotheses, strict=True)):
            if not side.all and not side.substrings:
                _count_unasked(side, text, rows, at)
                continue
            served = _count(side, text, rows, at)
            for hit in served:
                document = self._documents[at] if self._documents else 0
                renderings[document, hit.term].append(_base_form(text[hit.start : hit.end]))
        if self._documents is not None:
            _add_consistency(rows["term-consistency"], renderings, self._documents)
        return rows


def _side(source: str, references: Sequence[str], index: TermIndex) -> _Side:
    every = Counter(hit.term for hit in index.in_source(source))
    lowered = [reference.lower() for reference in references]
    attested = {hit.term for reference in references for hit in index.in_target(reference)}
    wanted = Counter({term: n for term, n in every.items() if term in attested}) if references else every
    terms = sorted({hit.term for hit in index.anywhere_in_source(source)})
    substrings = tuple(_substrings(source.lower(), index, [t for t in terms if _is_rendered(index, t, lowered)]))
    return _Side(index, wanted, every, substrings, _windows(references[0], index, wanted) if references else {})


def _is_rendered(index: TermIndex, term: int, references: Sequence[str]) -> bool:
    """Return whether a reference holds one of the term's renderings anywhere, as the WMT25 task asks."""
    if not references:
        return True
    return any(english.strip().lower() in reference for reference in references for english in index.entries[term].en)


def _substrings(source: str, index: TermIndex, terms: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    for term in terms:
        entry = index.entries[term]
        for zh in entry.zh:
            times = source.count(zh.strip().lower())
            if times:
                yield times, tuple(english.strip().lower() for english in entry.en)


def _count(side: _Side, text: str, rows: Mapping[str, Array], at: int) -> list[Hit]:
    """Fill a segment's rows; return the places that serve source occurrences of any term."""
    hits = side.index.in_target(text)
    served = assign(side.wanted, hits)
    asked = served if side.wanted == side.all else assign(side.all, hits)
    needed = side.wanted.total()
    rows["term-accuracy"][at] = len(served), needed
    lowered = text.lower()
    rows["term-success"][at] = (
        sum(min(1.0, sum(lowered.count(e) for e in english) / times) for times, english in side.substrings),
        len(side.substrings),
    )
    rows["term-exact"][at] = _exact(side, text, hits), needed
    for size in WINDOWS:
        rows[f"term-window{size}"][at] = _overlap(side, text, hits, size), needed if side.windows else 0
    rows["term-extra"][at] = _extra(hits, len(asked))
    rows["term-wrong"][at] = _wrong(side, text, asked), side.all.total()
    return asked


def _count_unasked(side: _Side, text: str, rows: Mapping[str, Array], at: int) -> None:
    """Fill the one row of a segment without terms: what it uses unasked."""
    rows["term-extra"][at] = _extra(side.index.in_target(text), 0)


def _exact(side: _Side, text: str, hits: Sequence[Hit]) -> int:
    """Return how many wanted occurrences have a rendering letter for letter, each starting at a place of its own."""
    plain = normalize(text)
    starts: set[int] = set()
    left = side.wanted.copy()
    for hit in hits:
        english = normalize(side.index.entries[hit.term].en[hit.rendering].strip())
        if left[hit.term] > 0 and hit.start not in starts and plain[hit.start : hit.end] == english:
            starts.add(hit.start)
            left[hit.term] -= 1
    return side.wanted.total() - left.total()


def _extra(hits: Sequence[Hit], asked: int) -> tuple[int, int]:
    """Return how many of the hypothesis' renderings no source occurrence asks for, and how many there are."""
    standing = len(_disjoint(hits))
    standing = max(standing, asked)
    return standing - asked, standing


def _disjoint(hits: Sequence[Hit]) -> list[Hit]:
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not chosen or chosen[-1].end <= hit.start:
            chosen.append(hit)
    return chosen


def _wrong(side: _Side, text: str, served: Sequence[Hit]) -> int:
    """Return how many source occurrences a known wrong rendering stands for: at most those not served."""
    plain = fold(normalize(text))
    done = Counter(hit.term for hit in served)
    total = 0
    for term, times in side.all.items():
        unserved = times - done[term]
        patterns = side.index.wrong(term) if unserved > 0 else ()
        if patterns:
            found = {match.start() for pattern in patterns for match in pattern.finditer(plain)}
            total += min(unserved, len(found))
    return total


def _windows(
    reference: str, index: TermIndex, wanted: Counter[int]
) -> Mapping[int, tuple[dict[int, Counter[str]], ...]]:
    """Return for each wanted term the words round each of its places in the reference, for every window size."""
    words = _Words(reference)
    found: defaultdict[int, list[dict[int, Counter[str]]]] = defaultdict(list)
    for hit in index.in_target(reference):
        if wanted[hit.term]:
            found[hit.term].append({size: words.around(hit, size) for size in WINDOWS})
    return {term: tuple(windows) for term, windows in found.items()}


def _overlap(side: _Side, text: str, hits: Sequence[Hit], size: int) -> float:
    """Return the sum over wanted occurrences of the share of the reference's window found in the hypothesis'."""
    by_term: defaultdict[int, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.term in side.windows:
            by_term[hit.term].append(hit)
    if not by_term:
        return 0.0
    words = _Words(text)
    total = 0.0
    for term, places in by_term.items():
        own = [words.around(hit, size) for hit in places]
        total += _best_pairs([window[size] for window in side.windows[term]], own, side.wanted[term])
    return total


def _best_pairs(references: Sequence[Counter[str]], own: Sequence[Counter[str]], most: int) -> float:
    """Return the summed overlap of windows paired best first, each once."""
    pairs = sorted(
        ((_share(a, b), i, j) for i, a in enumerate(references) for j, b in enumerate(own)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    used_a, used_b, total = set[int](), set[int](), 0.0
    for value, i, j in pairs:
        if len(used_a) < most and i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            total += value
    return total


def _share(reference: Counter[str], own: Counter[str]) -> float:
    return (reference & own).total() / reference.total() if reference else 1.0


class _Words:
    """A text's words, punctuation aside, with their places."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(fold(normalize(text))))
        self._words = [match.group() for match in found]
        self._starts = [match.start() for match in found]
        self._ends = [match.end() for match in found]

    def around(self, hit: Hit, size: int) -> Counter[str]:
        """Return the words next to a place, so many on each side."""
        before, after = bisect_right(self._ends, hit.start), bisect_left(self._starts, hit.end)
        return Counter(self._words[max(0, before - size) : before] + self._words[after : after + size])


def _base_form(rendering: str) -> str:
    """Return the rendering as one writes it in a list: number and case are no inconsistency."""
    return " ".join(word.removesuffix("s") for word in fold(normalize(rendering)).split())


def _add_consistency(
    rows: Array, renderings: Mapping[tuple[int, int], Sequence[str]], documents: Sequence[int]
) -> None:
    """Add to each document's first row: the uses of each repeated term's commonest rendering, and all its uses."""
    first: dict[int, int] = {}
    for at, document in enumerate(documents):
        first.setdefault(document, at)
    for (document, _), used in renderings.items():
        if len(used) > 1:
            rows[first[document]] += (max(Counter(used).values()), len(used))
