"""Put a termbase's renderings where its Chinese stands in the source: what is there is kept, what is not is located."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from yiwen.glossary.associations import Associations, Claims
from yiwen.glossary.caution import Bar, bar_for
from yiwen.glossary.entry import Entry
from yiwen.glossary.evidence import Unit, weigh
from yiwen.glossary.features import FEATURES, Described, Place, describe, features, is_to_leave
from yiwen.glossary.locate import Candidate, candidates
from yiwen.glossary.present import present, stretches
from yiwen.glossary.recognize import Occurrence, Recognizer
from yiwen.glossary.render import render
from yiwen.glossary.terms import Term, shadows, terms_of
from yiwen.glossary.usage import Pair, Usage
from yiwen.glossary.weights import SURE, WEIGHTS
from yiwen.glossary.words import words
from yiwen.text.script import comparable
from yiwen.types import Document, Finding, Fix, Segment, Severity, Span

_WEIGHTS = tuple(WEIGHTS[feature] for feature in FEATURES)
_AROUND = 30
_DOUBTFUL = 1.0  # how far below what is acted on a candidate is still told, for review
_REMEMBERED = 4096  # segments whose reading is kept: a document is read again after each repair


class Enforcer:
    """A termbase made ready for texts with their source; one serves any number of documents."""

    def __init__(self, entries: Iterable[Entry], known: Iterable[Entry] = ()) -> None:
        self.terms: tuple[Term, ...] = terms_of(entries)
        self.shadows = shadows(self.terms)
        self.recognizer = Recognizer(self.terms)
        self.associations = Associations((*self.terms, *terms_of(known)))
        self._owners: dict[tuple[str, ...], list[int]] = {}
        for index, term in enumerate(self.terms):
            for rendering in term.renderings:
                self._owners.setdefault(rendering.singulars, []).append(index)
        self._read = lru_cache(_REMEMBERED)(self._pair)
        self._rivals = lru_cache(_REMEMBERED)(self._claims)
        self._described = lru_cache(_REMEMBERED)(self._describe)

    def _pair(self, source: str, text: str) -> Pair:
        """Return a source and its translation read: terms recognized, accepted renderings assigned."""
        unit = Unit(words(text))
        found = self.recognizer.occurrences(source)
        there = present(unit.text, [self.terms[o.term].renderings for o in found])
        return Pair(source, unit, found, there)

    def pairs(self, units: Iterable[tuple[str, str]]) -> list[Pair]:
        """Return the units read: terms recognized, accepted renderings assigned."""
        return [self._read(source, text) for source, text in units]

    def _claims(self, source: str) -> Claims:
        return self.associations.claims(comparable(source))

    def findings(self, document: Document) -> list[list[Finding]]:
        """Return what is to be said of each segment; nothing of one without a source."""
        if not self.terms:
            return [[] for _ in document.segments]
        pairs = [self._read(s.src, s.mt) if s.src and s.mt else None for s in document.segments]
        usage, bar = Usage(pairs), bar_for(pairs)
        return [
            [] if pair is None else self._findings(segment, index, pair, usage, bar)
            for index, (segment, pair) in enumerate(zip(document.segments, pairs, strict=True))
        ]

    def _findings(self, segment: Segment, index: int, pair: Pair, usage: Usage, bar: Bar) -> list[Finding]:
        if not pair.missing or not len(pair.unit.text):
            return []
        taken = _taken(pair, segment.locked)
        ranked = [
            (score(row), number, candidate)
            for number, options, rows in self.located(pair, index, segment.locked, usage)
            for candidate, row in zip(options, rows, strict=True)
        ]
        ranked.sort(key=lambda item: (-item[0], item[2].stretch, item[1]))
        done: set[int] = set()
        found = []
        for how, number, candidate in ranked:
            stretch = candidate.stretch
            if how < SURE - _DOUBTFUL:
                break
            if number in done or any(taken[stretch.start : stretch.end]):
                continue
            finding = self._finding(segment, candidate, how, bar)
            if not _serves(segment.mt, finding, candidate):
                continue
            done.add(number)
            taken[stretch.start : stretch.end] = [True] * (stretch.end - stretch.start)
            found.append(finding)
        return found

    def _finding(self, segment: Segment, candidate: Candidate, how: float, bar: Bar) -> Finding:
        text, stretch = candidate.evidence.unit.text, candidate.stretch
        occurrence = candidate.evidence.occurrence
        entry = self.terms[occurrence.term].entry
        span = Span(text.starts[stretch.start], text.ends[stretch.end - 1])
        replacement = render(segment.mt, span, candidate.row.rendering.text)
        return Finding(
            rule=entry.id,
            kind=entry.kind,
            severity=Severity.WARNING,
            span=replacement.span,
            observed=replacement.span.of(segment.mt),
            message=f"the termbase renders {entry.zh[0]} as {entry.en[0]!r}",
            suggestion=replacement.text,
            fix=Fix.SAFE if how >= bar.of(candidate) else Fix.REVIEW,
            confidence=1 / (1 + math.exp(-how)),
            src_span=occurrence.span,
            candidates=entry.en,
        )

    def located(
        self, pair: Pair, index: int, locked: tuple[Span, ...], usage: Usage
    ) -> Iterator[tuple[int, list[Candidate], list[tuple[float, ...]]]]:
        """Yield the number of each missing occurrence with its candidates and their features."""
        for number in pair.missing:
            here = usage.here(pair.occurrences[number].term)
            shown = tuple(sorted((word, how) for word, how in here.items() if word in pair.unit.stems))
            described = self._described(pair, number, locked, shown)
            rows = features(described, index, number, usage) if described else []
            kept = [at for at, row in enumerate(rows) if not is_to_leave(row)]
            yield number, [described[at].candidate for at in kept], [rows[at] for at in kept]

    def _describe(
        self, pair: Pair, number: int, locked: tuple[Span, ...], here: tuple[tuple[str, float], ...]
    ) -> tuple[Described, ...]:
        """Return the candidates of an occurrence with what the segment says of them; `here` is what the document does.

        Kept for the next time that the document is read: most segments are as they were then.
        """
        occurrence = pair.occurrences[number]
        term, taken = self.terms[occurrence.term], _taken(pair, locked)
        relatives, rivals = self.associations.relatives(term), self._rivals(pair.source)
        evidence = weigh(pair.unit, occurrence, term, self.shadows, relatives, dict(here), rivals)
        options = candidates(evidence, taken)
        place = Place(
            taken,
            _Expectation(pair)(occurrence),
            sum(other.term == occurrence.term for other in pair.occurrences),
            any(pair.occurrences[n].term == occurrence.term for n in pair.there.served),
            self._owned(options, occurrence.term),
        )
        return describe(options, place)

    def _owned(self, options: Iterable[Candidate], term: int) -> dict[tuple[str, ...], tuple[bool, bool]]:
        """Return, by the words of a candidate, whether they render a term inside this one, or another."""
        zh = self.terms[term].zh[0]
        found = {}
        for candidate in options:
            stretch = candidate.stretch
            singulars = candidate.evidence.unit.text.singulars[stretch.start : stretch.end]
            others = [self.terms[owner].zh[0] for owner in self._owners.get(singulars, ()) if owner != term]
            if others:
                found[singulars] = any(other in zh for other in others), any(other not in zh for other in others)
        return found


def _taken(pair: Pair, locked: Iterable[Span]) -> list[bool]:
    """Return which words serve a term already, or are locked."""
    taken, text = list(pair.there.taken), pair.unit.text
    for lock in locked:
        for at in range(len(text)):
            if text.starts[at] < lock.end and lock.start < text.ends[at]:
                taken[at] = True
    return taken


def _serves(text: str, finding: Finding, candidate: Candidate) -> bool:
    """Return whether the rendering is recognized where it would be written: else the change would be made again."""
    span = finding.span
    left, right = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    around = words(f"{left}{finding.suggestion}{right}")
    places: dict[str, list[int]] = {}
    for at, word in enumerate(around.singulars):
        places.setdefault(word, []).append(at)
    return bool(stretches(around, candidate.row.rendering, places))


def score(row: Sequence[float]) -> float:
    """Return how much speaks for a candidate; above 0 more than against it."""
    return sum(map(float.__mul__, _WEIGHTS, row))


class _Expectation:
    """Where in the words of a text an occurrence is expected: between its neighbours that are served."""

    def __init__(self, pair: Pair) -> None:
        anchors = sorted(
            (pair.occurrences[n].span.start + pair.occurrences[n].span.end, stretch.start + stretch.end)
            for n, stretch in pair.there.served.items()
        )
        self._anchors = [(0, 0), *anchors, (2 * len(pair.source), 2 * len(pair.unit.text))]

    def __call__(self, occurrence: Occurrence) -> float:
        place = occurrence.span.start + occurrence.span.end
        after = min(bisect_right(self._anchors, (place, 1 << 60)), len(self._anchors) - 1)
        (x0, y0), (x1, y1) = self._anchors[after - 1], self._anchors[after]
        return (y0 + (y1 - y0) * (place - x0) / (x1 - x0 or 1)) / 2
