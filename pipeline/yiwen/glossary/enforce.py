"""Put a termbase's renderings where its Chinese stands in the source: what is there is kept, what is not is located."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yiwen.glossary.associations import Associations
from yiwen.glossary.entry import Entry
from yiwen.glossary.locate import FEATURES, Candidate, Unit, candidates
from yiwen.glossary.present import Present, present, stretches
from yiwen.glossary.recognize import Occurrence, Recognizer
from yiwen.glossary.render import render
from yiwen.glossary.terms import Term, shadows, terms_of
from yiwen.glossary.weights import WEIGHTS
from yiwen.glossary.words import Words, words
from yiwen.types import Finding, Fix, Segment, Severity, Span

_WEIGHTS = tuple(WEIGHTS.get(feature, 0.0) for feature in FEATURES)
_LEAST = 0.0
_SURE = 0.15
_AROUND = 30


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation, with what is known of them."""

    source: str
    text: Words
    occurrences: tuple[Occurrence, ...]
    there: Present

    @property
    def missing(self) -> tuple[int, ...]:
        """The occurrences that no accepted rendering serves."""
        return tuple(n for n in range(len(self.occurrences)) if n not in self.there.served)


class Enforcer:
    """A termbase made ready for texts with their source; one serves any number of documents."""

    def __init__(self, entries: Iterable[Entry], known: Iterable[Entry] = ()) -> None:
        self.terms: tuple[Term, ...] = terms_of(entries)
        self.shadows = shadows(self.terms)
        self.recognizer = Recognizer(self.terms)
        self.associations = Associations((*self.terms, *terms_of(known)))

    def pairs(self, units: Iterable[tuple[str, str]]) -> list[Pair]:
        """Return the units read: terms recognized, accepted renderings assigned."""
        return [self._pair(source, text) for source, text in units]

    def _pair(self, source: str, text: str) -> Pair:
        read = words(text)
        found = self.recognizer.occurrences(source)
        there = present(read, [self.terms[o.term].renderings for o in found])
        return Pair(source, read, found, there)

    def findings(self, segment: Segment) -> list[Finding]:
        """Return what is to be said of a segment; nothing of one without a source."""
        if not segment.src or not segment.mt or not self.terms:
            return []
        pair = self._pair(segment.src or "", segment.mt)
        if not pair.missing or not len(pair.text):
            return []
        taken = list(pair.there.taken)
        for lock in segment.locked:
            for at in range(len(pair.text)):
                if pair.text.starts[at] < lock.end and lock.start < pair.text.ends[at]:
                    taken[at] = True
        ranked: list[tuple[float, Candidate]] = []
        for _, options in self.located(pair, taken):
            ranked += [(score(c), c) for c in options]
        ranked.sort(key=lambda item: (-item[0], item[1].stretch, item[1].occurrence))
        done: set[int] = set()
        found = []
        for how, candidate in ranked:
            stretch = candidate.stretch
            if how < _LEAST:
                break
            if candidate.occurrence in done or any(taken[stretch.start : stretch.end]):
                continue
            finding = self._finding(segment, pair, candidate, how)
            if not _serves(segment.mt, finding, candidate):
                continue
            done.add(candidate.occurrence)
            taken[stretch.start : stretch.end] = [True] * (stretch.end - stretch.start)
            found.append(finding)
        return found

    def _finding(self, segment: Segment, pair: Pair, candidate: Candidate, how: float) -> Finding:
        text, stretch = pair.text, candidate.stretch
        occurrence = pair.occurrences[candidate.occurrence]
        entry = self.terms[occurrence.term].entry
        span = Span(text.starts[stretch.start], text.ends[stretch.end - 1])
        replacement = render(segment.mt, span, candidate.rendering.text)
        confidence = 1 / (1 + math.exp(-how))
        fix = Fix.SAFE if how >= _SURE else Fix.REVIEW
        return Finding(
            rule=entry.id,
            kind=entry.kind,
            severity=Severity.WARNING,
            span=replacement.span,
            observed=replacement.span.of(segment.mt),
            message=f"the termbase renders {entry.zh[0]} as {entry.en[0]!r}",
            suggestion=replacement.text,
            fix=fix,
            confidence=confidence,
            src_span=occurrence.span,
            candidates=entry.en,
        )

    def located(self, pair: Pair, taken: Sequence[bool]) -> Iterator[tuple[int, list[Candidate]]]:
        """Yield the candidates of each missing occurrence, with its number."""
        unit = Unit(pair.text, taken)
        expect = _Expectation(pair)
        for number in pair.missing:
            occurrence = pair.occurrences[number]
            term = self.terms[occurrence.term]
            known = self.associations.of(term.zh[0])
            yield number, list(candidates(unit, number, term, self.shadows, known, {}, expect(occurrence)))


def _serves(text: str, finding: Finding, candidate: Candidate) -> bool:
    """Return whether the rendering is recognized where it would be written: else the change would be made again."""
    span = finding.span
    left, right = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    around = words(f"{left}{finding.suggestion}{right}")
    places: dict[str, list[int]] = {}
    for at, word in enumerate(around.singulars):
        places.setdefault(word, []).append(at)
    return bool(stretches(around, candidate.rendering, places))


def score(candidate: Candidate) -> float:
    """Return how much speaks for a candidate; above 0 more than against it."""
    return sum((w * f for w, f in zip(_WEIGHTS, candidate.features, strict=True)), 0.0)


class _Expectation:
    """Where in the words of a text an occurrence is expected: between its neighbours that are served."""

    def __init__(self, pair: Pair) -> None:
        anchors = sorted(
            (pair.occurrences[n].span.start + pair.occurrences[n].span.end, stretch.start + stretch.end)
            for n, stretch in pair.there.served.items()
        )
        self._anchors = [(0, 0), *anchors, (2 * len(pair.source), 2 * len(pair.text))]

    def __call__(self, occurrence: Occurrence) -> float:
        place = occurrence.span.start + occurrence.span.end
        after = min(bisect_right(self._anchors, (place, 1 << 60)), len(self._anchors) - 1)
        (x0, y0), (x1, y1) = self._anchors[after - 1], self._anchors[after]
        return (y0 + (y1 - y0) * (place - x0) / (x1 - x0 or 1)) / 2
