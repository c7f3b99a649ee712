"""Put a termbase's renderings where its Chinese stands in the source: what is there is kept, what is not is located."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

from yiwen.glossary.associations import Associations, Claims
from yiwen.glossary.candidate import Candidate
from yiwen.glossary.caution import Bar, bar_for
from yiwen.glossary.entry import Entry
from yiwen.glossary.evidence import Unit, weigh
from yiwen.glossary.initials import Invented, invented, known_initials
from yiwen.glossary.locate import candidates
from yiwen.glossary.present import Stretch, expected_words, present
from yiwen.glossary.put import Replacement
from yiwen.glossary.ranking import ranked
from yiwen.glossary.recognize import Occurrence, Recognizer
from yiwen.glossary.render import render
from yiwen.glossary.respell import Respelled, respelled
from yiwen.glossary.standing import Described, Place, describe, may_stand, standing
from yiwen.glossary.terms import Rendering, Term, shadows, terms_of
from yiwen.glossary.usage import Pair, Usage
from yiwen.glossary.weights import SURE
from yiwen.glossary.words import words
from yiwen.text.script import comparable
from yiwen.types import Document, Finding, Fix, Segment, Severity, Span

_SPELLED_OTHERWISE = 2.2  # how sure it is that the termbase's own spelling is wanted
_MADE_UP = 2.2  # and that initials which nothing explains are the organization's
_PROPOSED = 0.4  # what is only proposed is right as it stands far less often than the likelihood of its place says
_DOUBTFUL = 1.0  # how far below what is acted on a candidate is still told, for review
_REMEMBERED = 4096  # segments whose reading is kept: a document is read again after each repair


class _Shown(NamedTuple):
    """What a document shows: how it renders its terms, how sure a change must be, and which initials were made up.

    `levels` is how far what is told may be trusted.
    """

    usage: Usage
    bar: Bar
    initials: Mapping[int, Sequence[Invented]]
    levels: Collection[Fix]

    @property
    def least(self) -> float:
        """How much must speak for a candidate that is told."""
        return SURE - _DOUBTFUL if Fix.REVIEW in self.levels else self.bar.replacing


class Enforcer:
    """A termbase made ready for texts with their source; one serves any number of documents."""

    def __init__(self, entries: Iterable[Entry], known: Iterable[Entry] = ()) -> None:
        self.terms: tuple[Term, ...] = terms_of(entries)
        self.shadows = shadows(self.terms)
        self.recognizer = Recognizer(self.terms)
        self.associations = Associations((*self.terms, *terms_of(known)))
        self._initials = known_initials(self.terms)
        self._zh = tuple(term.zh for term in self.terms)
        self._owners: dict[tuple[str, ...], list[int]] = {}
        for index, term in enumerate(self.terms):
            for rendering in term.renderings:
                self._owners.setdefault(rendering.singulars, []).append(index)
        self._unit = lru_cache(_REMEMBERED)(_unit)
        self._read = lru_cache(_REMEMBERED)(self._pair)
        self._rivals = lru_cache(_REMEMBERED)(self._claims)
        self._described = lru_cache(_REMEMBERED)(self._describe)
        self._taken = lru_cache(_REMEMBERED)(_taken)

    def _pair(self, source: str, text: str) -> Pair:
        """Return a source and its translation read: terms recognized, accepted renderings assigned."""
        unit = self._unit(text)
        found = self.recognizer.occurrences(source)
        expected = expected_words([occurrence.span for occurrence in found], source, unit.text)
        there = present(unit.text, [self.terms[occurrence.term].renderings for occurrence in found], expected)
        return Pair(source, unit, found, there)

    def pairs(self, units: Iterable[tuple[str, str]]) -> list[Pair]:
        """Return the units read: terms recognized, accepted renderings assigned."""
        return [self._read(source, text) for source, text in units]

    def _claims(self, source: str) -> Claims:
        return self.associations.claims(comparable(source))

    def findings(self, document: Document, levels: Collection[Fix] = tuple(Fix)) -> list[list[Finding]]:
        """Return what is to be said of each segment; nothing of one without a source.

        Only what may be trusted as far as one of the `levels` need be told.
        """
        if not self.terms:
            return [[] for _ in document.segments]
        pairs = [self._read(s.src, s.mt) if s.src and s.mt else None for s in document.segments]
        shown = _Shown(Usage(pairs, self._zh), bar_for(pairs), invented(pairs, self.terms, self._initials), levels)
        return [
            [] if pair is None else self._findings(segment, index, pair, shown)
            for index, (segment, pair) in enumerate(zip(document.segments, pairs, strict=True))
        ]

    def _findings(self, segment: Segment, index: int, pair: Pair, shown: _Shown) -> list[Finding]:
        if not pair.occurrences or not len(pair.unit.text):
            return []
        taken = list(self._taken(pair, segment.locked))
        found, done = [], set[int]()
        for number, stretch, finding in self._certain(segment, index, pair, shown, taken):
            found.append(finding)
            done.add(number)
            taken[stretch.start : stretch.end] = [True] * (stretch.end - stretch.start)
        every = self.located(pair, index, segment.locked, shown.usage)
        for how, number, one, is_sure in ranked(every, shown.bar, shown.least, partial(self._shorter, pair)):
            start, end = one.stretch
            if number in done or any(taken[start:end]) or one.replacement is None:
                continue
            done.add(number)
            taken[start:end] = [True] * (end - start)
            fix = Fix.SAFE if is_sure else Fix.REVIEW
            finding = self._finding(segment, pair.occurrences[number], one.replacement, how, fix)
            found.append(finding if is_sure else replace(finding, confidence=_PROPOSED * finding.confidence))
        return [*found, *self._nowhere(pair, done)] if Fix.NEVER in shown.levels else found

    def _shorter(self, pair: Pair, number: int) -> Iterator[Rendering]:
        """Yield the renderings of the terms inside that of an occurrence that the source has beside it."""
        term = pair.occurrences[number].term
        zh = self.terms[term].zh[0]
        for other in pair.numbers:
            if other != term and self.terms[other].zh[0] in zh:
                yield from (self.shadows.get(one.text, one) for one in self.terms[other].renderings)

    def _certain(
        self, segment: Segment, index: int, pair: Pair, shown: _Shown, taken: Sequence[bool]
    ) -> Iterator[tuple[int, Stretch, Finding]]:
        """Yield what needs no weighing: a rendering spelled otherwise, and initials that were made up."""
        fix = Fix.SAFE if shown.bar.adding < math.inf else Fix.REVIEW
        for spelled in respelled(pair, self.terms, taken):
            finding = self._in_place(segment, pair, spelled, _SPELLED_OTHERWISE, fix)
            if finding is None:
                continue
            message = f"the termbase spells it {spelled.rendering.text!r}"
            yield spelled.number, spelled.stretch, replace(finding, severity=Severity.NOTE, message=message)
        for initials in shown.initials.get(index, ()):
            if any(taken[initials.stretch.start : initials.stretch.end]):
                continue
            finding = self._in_place(segment, pair, initials, _MADE_UP, fix)
            if finding is None:
                continue
            message = f"the source has no {finding.observed}: {finding.message}"
            yield initials.number, initials.stretch, replace(finding, message=message)

    def _nowhere(self, pair: Pair, done: AbstractSet[int]) -> Iterator[Finding]:
        """Yield the terms of which a segment has neither a rendering nor words near enough to one: once each."""
        served = {pair.occurrences[number].term for number in (*pair.there.served, *done)}
        for term, (number, *_) in pair.missing.items():
            if term in served:
                continue
            entry, text = self.terms[term].entry, pair.unit.text
            place = text.ends[min(round(pair.expected(number)), len(text) - 1)]
            yield Finding(
                rule=entry.id,
                kind=entry.kind,
                severity=Severity.NOTE,
                span=Span(place, place),
                observed="",
                message=f"no rendering of {entry.zh[0]} is here that the termbase knows: it has {entry.en[0]!r}",
                src_span=pair.occurrences[number].span,
                candidates=entry.en,
            )

    def _finding(
        self, segment: Segment, occurrence: Occurrence, replacement: Replacement, how: float, fix: Fix
    ) -> Finding:
        entry = self.terms[occurrence.term].entry
        return Finding(
            rule=entry.id,
            kind=entry.kind,
            severity=Severity.WARNING,
            span=replacement.span,
            observed=replacement.span.of(segment.mt),
            message=f"the termbase renders {entry.zh[0]} as {entry.en[0]!r}",
            suggestion=replacement.text,
            fix=fix,
            confidence=1 / (1 + math.exp(-how)),
            src_span=occurrence.span,
            candidates=entry.en,
        )

    def _in_place(
        self, segment: Segment, pair: Pair, one: Respelled | Invented, how: float, fix: Fix
    ) -> Finding | None:
        """Return the finding that a rendering belongs where words stand for an occurrence; None where it cannot."""
        text = pair.unit.text
        span = Span(text.starts[one.stretch.start], text.ends[one.stretch.end - 1])
        written = render(segment.mt, span, one.rendering.text)
        return written and self._finding(segment, pair.occurrences[one.number], written, how, fix)

    def located(
        self, pair: Pair, index: int, locked: tuple[Span, ...], usage: Usage
    ) -> Iterator[tuple[int, Described, tuple[float, ...]]]:
        """Yield the candidates of the missing occurrences: the number of each, a candidate and its features."""
        for term, numbers in pair.missing.items():
            here = usage.here(term)
            shown = tuple(sorted((word, how) for word, how in here.items() if word in pair.unit.places)) if here else ()
            every = self._described(pair, term, locked, shown, usage.used(term))
            for found in standing(every, term, index, usage) if every else ():
                for number in numbers:
                    first = usage.is_first(term, index, number)
                    row = found.row(pair.occurrences[number].span, pair.expected(number), is_first=first)
                    yield number, found.one, row

    def _describe(
        self,
        pair: Pair,
        term: int,
        locked: tuple[Span, ...],
        here: tuple[tuple[str, float], ...],
        used: frozenset[tuple[str, ...]],
    ) -> tuple[Described, ...]:
        """Return the candidates of a term with what the segment says of them.

        `here` is what the document says, `used` the renderings that it has.

        Kept for the next time that the document is read: most segments are as they were then.
        """
        its, taken = self.terms[term], self._taken(pair, locked)
        relatives, rivals = self.associations.relatives(its), self._rivals(pair.source)
        numbers = pair.numbers[term]
        spans = tuple(pair.occurrences[number].span for number in numbers)
        evidence = weigh(pair.unit, its, self.shadows, relatives, dict(here), rivals, spans)
        if not may_stand(evidence):
            return ()
        options = candidates(evidence, taken, used)
        beside = any(number in pair.there.served for number in numbers)
        return describe(options, Place(taken, len(numbers), beside, self._owned(options, term)))

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


def _unit(text: str) -> Unit:
    return Unit(words(text))


def _taken(pair: Pair, locked: Iterable[Span]) -> tuple[bool, ...]:
    """Return which words serve a term already, or are locked."""
    taken, text = list(pair.there.taken), pair.unit.text
    for lock in locked:
        for at in range(len(text)):
            if text.starts[at] < lock.end and lock.start < text.ends[at]:
                taken[at] = True
    return tuple(taken)
