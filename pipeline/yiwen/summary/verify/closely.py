"""A sentence that follows one of the report nearly word for word: every word that differs is looked at.

Where a sentence is taken over with a word changed, the change itself is the question: no reading of clauses is needed,
only which words stand in which words' place.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from yiwen.summary.verify.amounts import same_amount
from yiwen.summary.verify.families import NEGATION, PLANNED, Cue
from yiwen.summary.verify.reading import ROLES, Reading, Word
from yiwen.summary.verify.records import Doubt, Kind, Status
from yiwen.text.quantities.units import WORDS
from yiwen.types import Quantity, Span

_CLOSE = 0.7
_TIMES = frozenset({"date", "year"})


def close_doubts(reading: Reading, report: Reading) -> Iterator[Doubt]:
    """Yield what a near copy of a report's sentence changes in it; nothing where the two are not that close."""
    mine, theirs = [_key(word) for word in reading.words], [_key(word) for word in report.words]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    blocks = matcher.get_matching_blocks()
    shared = sum(block.size for block in blocks)
    if shared < _CLOSE * min(len(mine), len(theirs)) or 2 * shared < len(mine):
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield from _change(reading, _stretch(reading.words, a, b), report, _stretch(report.words, c, d))


def _key(word: Word) -> str:
    return word.text.lower().replace(",", "").removesuffix("'s")


def _stretch(words: Sequence[Word], start: int, end: int) -> Span:
    """Return the place of some words; an empty one where they would stand."""
    if start < end:
        return Span(words[start].span.start, words[end - 1].span.end)
    place = words[start].span.start if start < len(words) else (words[-1].span.end if words else 0)
    return Span(place, place)


def _change(reading: Reading, mine: Span, report: Reading, theirs: Span) -> Iterator[Doubt]:
    """Yield what it means that the words at `mine` stand where the report has those at `theirs`."""
    yield from _negation(reading, mine, report, theirs)
    if mine.start == mine.end:
        return  # words left out
    yield from _cues(reading, mine, report, theirs)
    if theirs.start < theirs.end:
        yield from _times(reading, mine, report, theirs)
    yield from _plan(reading, mine, report, theirs)
    own, other = _own_names(reading, mine), _own_names(report, theirs)
    if own and other and not {w.text.lower() for w in own} & {w.text.lower() for w in other}:
        yield _doubt(Kind.NAME, Status.CHANGED, reading, mine, theirs.of(report.text))
        return
    yield from _words(reading, mine, report, theirs)


def _doubt(kind: Kind, status: Status, reading: Reading, span: Span, instead: str) -> Doubt:
    observed = span.of(reading.text)
    return Doubt(kind, status, span, observed, f"the report says {instead}, not {observed}", instead)


def _own_names(reading: Reading, span: Span) -> list[Word]:
    words = [word for word in reading.words if _inside(word.span, span)]
    return [w for w in words if w.text[0].isupper() and w.text.lower() not in ROLES and w.carries and w.span.start]


def _inside(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end


def _times(reading: Reading, mine: Span, report: Reading, theirs: Span) -> Iterator[Doubt]:
    """Yield a year or date, or any figure, in the place of another."""
    for quantity in _quantities(reading, mine):
        there = _quantities(report, theirs)
        rivals = [q for q in there if (q.dimension in _TIMES) == (quantity.dimension in _TIMES)] or there
        if rivals and not any(same_amount(quantity, rival) for rival in rivals):
            kind = Kind.DATE if quantity.dimension in _TIMES else Kind.FIGURE
            yield _doubt(kind, Status.CHANGED, reading, quantity.span, rivals[0].span.of(report.text))


def _quantities(reading: Reading, span: Span) -> list[Quantity]:
    return [quantity for quantity in reading.quantities if quantity.span.overlaps(span)]


def _cues(reading: Reading, mine: Span, report: Reading, theirs: Span) -> Iterator[Doubt]:
    there = [cue for cue in report.cues if cue.span.overlaps(theirs)]
    for cue in reading.cues:
        if not cue.span.overlaps(mine):
            continue
        rival = next((other for other in there if other.family == cue.family), None)
        if rival is not None and rival.value != cue.value and not _has(there, cue):
            yield _doubt(cue.kind, Status.CHANGED, reading, cue.span, rival.text)


def _has(cues: Sequence[Cue], wanted: Cue) -> bool:
    return any(cue.family == wanted.family and cue.value == wanted.value for cue in cues)


def _found(pattern: re.Pattern[str], reading: Reading, span: Span) -> re.Match[str] | None:
    """Return the pattern's first match that touches the words at a place; it may reach beyond them: "plans to"."""
    return next((m for m in pattern.finditer(reading.plain) if span.overlaps(Span(*m.span()))), None)


def _negation(reading: Reading, mine: Span, report: Reading, theirs: Span) -> Iterator[Doubt]:
    said, told = _found(NEGATION, reading, mine), _found(NEGATION, report, theirs)
    if said and not told:
        where = Span(*said.span())
        message = f"the report does not say {said[0]} here"
        yield Doubt(Kind.NEGATION, Status.CHANGED, where, said[0], message)
    elif told and not said:
        yield Doubt(
            Kind.NEGATION, Status.CHANGED, mine, mine.of(reading.text), f"the report says {told[0]} here", told[0]
        )


def _plan(reading: Reading, mine: Span, report: Reading, theirs: Span) -> Iterator[Doubt]:
    """Yield another word in the place of "will" or "plans to", or the other way round."""
    said, told = _found(PLANNED, reading, mine), _found(PLANNED, report, theirs)
    if bool(said) != bool(told) and theirs.start < theirs.end:
        yield _doubt(Kind.MODALITY, Status.CHANGED, reading, mine, theirs.of(report.text))


def _is_unit(word: Word) -> bool:
    return word.text.lower() in WORDS


def _words(reading: Reading, mine: Span, report: Reading, theirs: Span) -> Iterator[Doubt]:
    """Yield a word that carries meaning in the place of another one."""
    own = [word for word in reading.words if _inside(word.span, mine) and word.carries]
    other = [word for word in report.words if _inside(word.span, theirs) and word.carries]
    units, others = [word for word in own if _is_unit(word)], [word for word in other if _is_unit(word)]
    if units and others and units[0].root != others[0].root:
        yield _doubt(Kind.UNIT, Status.CHANGED, reading, units[0].span, others[0].text)
    new = [word for word in own if word.root not in report.roots]
    lost = [word for word in other if word.root not in reading.roots]
    if new and lost:
        span = Span(new[0].span.start, new[-1].span.end)
        yield _doubt(Kind.WORDING, Status.DOUBTFUL, reading, span, " ".join(word.text for word in lost))
