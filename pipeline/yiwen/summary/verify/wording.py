"""Does a sentence say the same of its figures and names as the report: up or down, done or planned, not, by whom?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from yiwen.summary.verify.families import HEARSAY, NEGATION, PLANNED, SAID, Cue
from yiwen.summary.verify.index import Passage
from yiwen.summary.verify.reading import Reading, likeness
from yiwen.summary.verify.records import Doubt, Kind, Status
from yiwen.types import Span

_SAME_PLACE = 0.40
_CLEARLY = 0.75
_HARDLY = 0.25
_NEGATED_WORDS = 5
_MOSTLY = 0.6
_SURE = 0.7
_ENOUGH = 3
_CLAUSE_END = re.compile(r"[;:]|\.(?!\d)|,? (?:but|while|whereas|although|though)\b")


def wording_doubts(reading: Reading, evidence: Sequence[Passage], share: float) -> Iterator[Doubt]:
    """Yield what turns the sense of a sentence; `share` is how much of it the evidence says."""
    if not evidence:
        return
    yield from _family_doubts(reading, evidence)
    sure = share >= _SURE
    for doubt in (*_negation_doubts(reading, evidence), *_modality_doubts(reading, evidence)):
        yield doubt if sure else replace(doubt, status=Status.DOUBTFUL)
    if share >= _MOSTLY:
        yield from _attribution_doubts(reading, evidence)


def _family_doubts(reading: Reading, evidence: Sequence[Passage]) -> Iterator[Doubt]:
    theirs = [(passage, cue) for passage in evidence for cue in passage.reading.cues]
    for cue in reading.cues:
        rivals = [(passage, other) for passage, other in theirs if other.family == cue.family]
        near = reading.around(cue.span)
        best, best_same, instead = 0.0, 0.0, None
        for passage, other in rivals:
            alike = likeness(near, passage.reading.around(other.span))
            if other.value == cue.value:
                best_same = max(best_same, alike)
            elif alike > best:
                best, instead = alike, other
        if (
            instead is not None
            and best >= _SAME_PLACE
            and best_same < 0.8 * best
            and not _said_too(instead, reading, cue)
        ):
            message = f"the report says {instead.text}, not {cue.text}"
            yield Doubt(cue.kind, Status.CHANGED, cue.span, cue.text, message, instead.text)
        elif not rivals and cue.kind is Kind.BASIS and cue.family == "comparison":
            message = f"the report does not say {cue.text} here"
            yield Doubt(cue.kind, Status.UNSUPPORTED, cue.span, cue.text, message)
        elif not rivals and cue.family == "direction" and _measures(reading, cue):
            message = f"the report does not say {cue.text} here"
            yield Doubt(cue.kind, Status.DOUBTFUL, cue.span, cue.text, message)


def _said_too(other: Cue, reading: Reading, cue: Cue) -> bool:
    """Return whether the sentence uses the report's word as well: then it is not this one that took its place."""
    return any(own.text.lower() == other.text.lower() and own is not cue for own in reading.cues)


def _measures(reading: Reading, cue: Cue) -> bool:
    return any(0 <= quantity.span.start - cue.span.end <= 20 for quantity in reading.quantities)


def _negation_doubts(reading: Reading, evidence: Sequence[Passage]) -> Iterator[Doubt]:
    """Yield a "not" that only one of the two sentences has over the same words."""
    mine = [(match, _scope(reading, match.end(), _NEGATED_WORDS)) for match in NEGATION.finditer(reading.plain)]
    theirs = [
        (match, _scope(passage.reading, match.end(), _NEGATED_WORDS), passage)
        for passage in evidence
        for match in NEGATION.finditer(passage.reading.plain)
    ]
    told = frozenset().union(*(passage.reading.roots for passage in evidence))
    for match, words in mine:
        if words and len(words & told) >= _MOSTLY * len(words) and not any(words & other for _, other, _ in theirs):
            message = f"the report does not say {match[0]} here"
            yield Doubt(Kind.NEGATION, Status.CHANGED, Span(*match.span()), match[0], message)
    for match, words, passage in theirs:
        shared = words & reading.roots
        if not words or len(shared) < max(2, _CLEARLY * len(words)) or any(shared & other for _, other in mine):
            continue
        if _said_positively(passage.reading, match, shared):
            continue
        where = _first(reading, shared)
        message = f"the report says {match[0]} here"
        yield Doubt(Kind.NEGATION, Status.CHANGED, where, where.of(reading.text), message, match[0])


def _said_positively(report: Reading, match: re.Match[str], words: frozenset[str]) -> bool:
    """Return whether the report has the words outside the negation too."""
    outside = {word.root for word in report.words if not match.end() <= word.span.start <= match.end() + 60}
    return len(words & outside) >= _CLEARLY * len(words)


def _scope(reading: Reading, start: int, most: int) -> frozenset[str]:
    """Return the roots of the words that a cue ending at `start` governs: some words on, within its clause."""
    stop = _CLAUSE_END.search(reading.plain, start)
    end = stop.start() if stop else len(reading.plain)
    words = [word.root for word in reading.words if start <= word.span.start < end and word.carries]
    return frozenset(words[:most])


def _modality_doubts(reading: Reading, evidence: Sequence[Passage]) -> Iterator[Doubt]:
    """Yield a plan told as a deed, or a deed as a plan: of the words in both, where do they stand?"""
    planned = _planned(reading)
    report_planned, report_done = _planned_and_done(evidence)
    told = report_planned | report_done
    shared = planned & told
    cue = PLANNED.search(reading.plain)
    if cue and len(shared) >= _ENOUGH:
        if len(shared & report_planned) <= _HARDLY * len(shared):
            message = f"the report tells this as done, the summary as planned ({cue[0]})"
            yield Doubt(Kind.MODALITY, Status.CHANGED, Span(*cue.span()), cue[0], message)
        return
    done = (reading.roots - planned) & told
    if not cue and len(done) >= _ENOUGH and len(done & report_done) <= _HARDLY * len(done):
        where = _first(reading, done)
        message = "the report tells this as planned or wanted, the summary as done"
        yield Doubt(Kind.MODALITY, Status.CHANGED, where, where.of(reading.text), message)


def _planned(reading: Reading) -> frozenset[str]:
    """Return the roots of the words that stand behind a word of planning, to the end of its clause."""
    found: set[str] = set()
    for match in PLANNED.finditer(reading.plain):
        stop = re.compile(r";|,? (?:but|while|whereas)\b").search(reading.plain, match.end())
        end = stop.start() if stop else len(reading.plain)
        found.update(word.root for word in reading.words if match.start() <= word.span.start < end and word.carries)
    return frozenset(found)


def _planned_and_done(evidence: Sequence[Passage]) -> tuple[frozenset[str], frozenset[str]]:
    planned: set[str] = set()
    done: set[str] = set()
    for passage in evidence:
        wanted = _planned(passage.reading)
        planned |= wanted
        done |= passage.reading.roots - wanted
    return frozenset(planned), frozenset(done)


def _attribution_doubts(reading: Reading, evidence: Sequence[Passage]) -> Iterator[Doubt]:
    """Yield a statement whose speaker was left out, or that was given to a speaker the report does not have."""
    first = evidence[0].reading
    theirs, mine = _said(first), _said(reading)
    if theirs and not mine:
        where = Span(0, len(reading.text.split()[0]))
        message = f"in the report someone says this ({theirs}); the summary does not say who"
        yield Doubt(Kind.ATTRIBUTION, Status.DOUBTFUL, where, where.of(reading.text), message, theirs)
    elif mine and not any(_said(passage.reading) for passage in evidence):
        match = SAID.search(reading.plain)
        assert match is not None
        message = f"nobody says this in the report's sentence ({mine})"
        yield Doubt(Kind.ATTRIBUTION, Status.DOUBTFUL, Span(*match.span()), match[0], message)


def _said(reading: Reading) -> str | None:
    if HEARSAY.search(reading.plain):
        return None
    match = SAID.search(reading.plain)
    return match[0] if match else None


def _first(reading: Reading, roots: frozenset[str]) -> Span:
    return next((word.span for word in reading.words if word.root in roots), Span(0, len(reading.text)))
