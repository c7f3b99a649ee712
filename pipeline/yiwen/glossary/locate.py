"""Find the words of a text that stand for a Chinese term rendered otherwise than its termbase says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yiwen.glossary.evidence import FAINT, Evidence, Row, Unit
from yiwen.glossary.inflect import form_of
from yiwen.glossary.present import Stretch
from yiwen.glossary.words import likeness

_LONGER = 4  # words that a stretch may have over the longest rendering
_PLAIN = 0.3  # the evidence that a word must have to speak for a stretch rather than against it
_MOST = 10
_BACK = 3
_SAME = 0.9
_HEAD = 0.5
_LIGHT = 0.15  # what a small word counts beside one that carries meaning
_SPELLED = 0.9


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a stretch and a rendering are: shares of the one in the other, 0 to 1, and counts of words."""

    recall: float
    precision: float
    f: float
    spelled: bool  # the one spells the letters of the other
    content: int  # words of the stretch that carry meaning
    wanted: int  # words of the rendering that carry meaning
    lacking: tuple[Mapping[int, float], ...]  # the matches of the rendering's words that the stretch lacks
    head: float  # likeness of the last words
    first: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may stand for an occurrence, and the rendering that it is likest to."""

    evidence: Evidence
    stretch: Stretch
    row: Row
    like: Likeness


def candidates(evidence: Evidence, taken: Sequence[bool]) -> list[Candidate]:
    """Return the stretches that may stand for an occurrence, each with its likest long and short rendering."""
    found = []
    for start, end in _stretches(evidence, taken):
        compared = [(compare(evidence.unit, row, start, end), row) for row in evidence.rows]
        compared.sort(key=lambda one: -one[0].f)
        kinds = set()
        for like, row in compared:
            if row.rendering.is_short in kinds:
                continue
            kinds.add(row.rendering.is_short)
            candidate = Candidate(evidence, Stretch(start, end), row, like)
            if not (_goes_on(candidate, taken) or _leaves_head(candidate) or _takes_more(candidate)):
                found.append(candidate)
    return found


def _stretches(evidence: Evidence, taken: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the stretches with the most evidence, best first."""
    longest = max(len(row.rendering.forms) for row in evidence.rows) + _LONGER
    text = evidence.unit.text
    linked = text.near if any("(" in row.rendering.text for row in evidence.rows) else text.joined
    likely = [
        found
        for start in _starts(evidence, taken, linked)
        for found in _from(evidence, taken, linked, start, min(len(text), start + longest))
    ]
    likely.sort(reverse=True)
    return [(start, end) for _, start, end in likely[:_MOST]]


def _starts(evidence: Evidence, taken: Sequence[bool], linked: Sequence[bool]) -> list[int]:
    """Return where a stretch may begin: at a word with evidence, or a few before it."""
    unit = evidence.unit
    starts = set()
    for at, how in evidence.total.items():
        if how < FAINT or taken[at]:
            continue
        starts.add(at)
        for back in range(at - 1, at - 1 - _BACK, -1):
            if back < 0 or taken[back] or not unit.content[back] or not linked[back + 1]:
                break
            starts.add(back)
    return sorted(start for start in starts if not unit.text.hyphened[start])


def _from(
    evidence: Evidence, taken: Sequence[bool], linked: Sequence[bool], start: int, limit: int
) -> Iterator[tuple[float, int, int]]:
    """Yield the stretches that begin at a word: how much speaks for each, its start and its end."""
    text, content, total = evidence.unit.text, evidence.unit.content, evidence.total
    size = len(text)
    last, how = -1, 0.0
    left = total.get(start - 1, 0.0) / 2 if start and linked[start] and not taken[start - 1] else 0.0
    for at in range(start, limit):
        if taken[at] or (at > start and not linked[at]):
            break
        speaks = total.get(at, 0.0)
        if speaks >= FAINT:
            last = at
        if not content[at]:
            continue
        how += speaks - _PLAIN
        if last < 0:
            continue
        if at - last > 2 or (at > last and is_no_noun(text.forms[at])):
            break
        after = at + 1
        if after < size and text.hyphened[after]:
            continue
        right = total.get(after, 0.0) / 2 if after < size and linked[after] and not taken[after] else 0.0
        yield how - left - right, start, after


def compare(unit: Unit, row: Row, start: int, end: int) -> Likeness:
    """Return how alike a stretch and a rendering are."""
    content = sum(unit.content[start:end])
    got, lacking = 0.0, []
    for found in row.matches:
        most = max((how for at, how in found.items() if start <= at < end), default=0.0) if found else 0.0
        got += most
        if not most:
            lacking.append(found)
    small = _LIGHT * (len(row.read.forms) - len(row.matches))
    need = len(row.matches) + small
    recall = (got + small) / need if got else 0.0
    light = _LIGHT * (end - start - content)
    precision = (
        (sum(how for at, how in row.best.items() if start <= at < end) + light) / (content + light) if got else 0.0
    )
    f = 2 * precision * recall / (precision + recall) if got else 0.0
    if (start, end) in row.letters:
        return Likeness(1.0, 1.0, max(f, _SPELLED), True, content, content, (), 1.0, 1.0)
    head = likeness(unit.text.forms[end - 1], row.read.forms[-1]) if row.best.get(end - 1) else 0.0
    first = likeness(unit.text.forms[start], row.read.forms[0])
    return Likeness(recall, precision, f, False, content, len(row.matches) or 1, tuple(lacking), head, first)


def _goes_on(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a word beside the stretch is one of the rendering's that the stretch lacks: it is too short."""
    stretch, unit = candidate.stretch, candidate.evidence.unit
    beside = [at for at in _beside(unit, stretch.start, stretch.end) if not taken[at]]
    return any(found.get(at, 0.0) >= _SAME for found in candidate.like.lacking if found for at in beside)


def _leaves_head(candidate: Candidate) -> bool:
    """Return whether a noun that the stretch modifies would be left behind a rendering that brings its own."""
    if candidate.like.spelled or candidate.like.head >= _HEAD:
        return False
    text, after = candidate.evidence.unit.text, candidate.stretch.end
    if after < len(text) and text.joined[after] and text.forms[after] == "s":
        after += 1
    if after >= len(text) or not text.joined[after] or not candidate.evidence.unit.content[after]:
        return False
    return not is_no_noun(text.forms[after])


def _takes_more(candidate: Candidate) -> bool:
    """Return whether a word at an edge stands for nothing of the term, which has words enough without it."""
    stretch, like, total = candidate.stretch, candidate.like, candidate.evidence.total
    if like.spelled or like.content <= like.wanted:
        return False
    return total.get(stretch.start, 0.0) < FAINT or total.get(stretch.end - 1, 0.0) < FAINT


@lru_cache(maxsize=65536)
def is_no_noun(word: str) -> bool:
    """Return whether a word looks like a verb in the past, a participle or an adverb."""
    return word.endswith(("ing", "ly")) or form_of(word) in ("past", "participle")


def _beside(unit: Unit, start: int, end: int) -> Iterator[int]:
    """Yield the words next to a stretch, and behind one small word."""
    text = unit.text
    if start and text.joined[start]:
        yield start - 1
        if start > 1 and not unit.content[start - 1] and text.joined[start - 1]:
            yield start - 2
    if end < len(text) and text.joined[end]:
        yield end
        if end + 1 < len(text) and not unit.content[end] and text.joined[end + 1]:
            yield end + 1
