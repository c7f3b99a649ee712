"""Find the words of a text that stand for a Chinese term rendered otherwise than its termbase says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from yiwen.glossary.evidence import FAINT, Evidence, Row, Unit
from yiwen.glossary.inflect import form_of
from yiwen.glossary.present import Stretch
from yiwen.glossary.words import SMALL_WORDS, Words, likeness

_LONGER = 4  # words that a stretch may have over the longest rendering
_PLAIN = 0.3  # the evidence that a word must have to speak for a stretch rather than against it
_MOST = 10
_BACK = 3
_SAME = 0.9
_PREFERRED = 0.1  # likeness that a rendering may lack which the document has already
_LIGHT = 0.15  # what a small word counts beside one that carries meaning
_SPELLED = 0.9
TIED = 0.85  # from here on the document shows that a word stands for a term, whatever the word is
_VERBS = ("past", "third")
_PARTICIPLES = ("past", "participle")
_BEHIND_PARTICIPLE = frozenset("in on by to with for from as at under".split())
_DETERMINERS = frozenset("a an its their this these that those our his her".split())
_OBJECTS = _DETERMINERS | frozenset("the to on in for as with from by at up out such all any some".split())
_PREPOSITIONS = re.compile(" (of|on|for|in|to|at|by|with|from|under|between)(?= )")
_AWAY = 4  # characters of the source from which on two words are no neighbours
_PART = re.compile(r"[^\W_]+")
_PAIRED = (("(", ")"), ("[", "]"), ("“", "”"))
_PAIR = 2
_MARKS = re.compile(r'[()\[\]"]')


class Likeness(NamedTuple):
    """How alike a stretch and a rendering are: shares of the one in the other, 0 to 1, and counts of words."""

    recall: float
    precision: float
    f: float
    spelled: bool  # the one spells the letters of the other
    content: int  # words of the stretch that carry meaning
    wanted: int  # words of the rendering that carry meaning
    lacking: Sequence[Mapping[int, float]]  # where the text has the words of the rendering that the stretch lacks
    head: float  # likeness of the last words
    first: float


class Candidate(NamedTuple):
    """A stretch that may stand for a term, and the rendering that it is likest to."""

    evidence: Evidence
    stretch: Stretch
    row: Row
    like: Likeness


def candidates(
    evidence: Evidence, taken: Sequence[bool], used: AbstractSet[tuple[str, ...]] = frozenset()
) -> list[Candidate]:
    """Return the stretches that may stand for a term, each with its likest long and short rendering.

    Of renderings that are about as like, the one comes first that the document has elsewhere (`used`: their words in
    the singular).
    """
    found = []
    for start, end in _stretches(evidence, taken):
        compared = [(compare(evidence.unit, row, start, end), row) for row in evidence.rows]
        if len(compared) > 1:
            compared.sort(key=lambda one: -one[0].f - _PREFERRED * (one[1].rendering.singulars in used))
        kinds = set()
        for like, row in compared:
            if row.rendering.is_short in kinds:
                continue
            kinds.add(row.rendering.is_short)
            candidate = Candidate(evidence, Stretch(start, end), row, like)
            if not _is_no_phrase(candidate, taken):
                found.append(candidate)
    return found


def _stretches(evidence: Evidence, taken: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the stretches with the most evidence, best first."""
    longest = max(_spread(row.rendering.text) for row in evidence.rows) + _LONGER
    text = evidence.unit.text
    linked = text.near if any("(" in row.rendering.text for row in evidence.rows) else text.joined
    likely: list[tuple[float, int, int]] = []
    for start in _starts(evidence, taken, linked):
        likely += _from(evidence, taken, linked, start, min(len(text), start + longest))
    likely.sort(reverse=True)
    return [(start, end) for _, start, end in likely[:_MOST]]


@lru_cache(maxsize=8192)
def _spread(rendering: str) -> int:
    """Return how many words a rendering may stand for: an abbreviation for as many as it has letters."""
    return sum(len(part) if part.isupper() else 1 for part in _PART.findall(rendering))


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
    recall = precision = f = 0.0
    got, lacking = _got(row, start, end)
    if got:
        small = _LIGHT * (len(row.read.forms) - len(row.matches))
        light = _LIGHT * (end - start - content)
        known = sum(how for at, how in row.best.items() if start <= at < end)
        recall = (got + small) / (len(row.matches) + small)
        precision = (known + light) / (content + light)
        f = 2 * precision * recall / (precision + recall)
    if row.letters and (start, end) in row.letters:
        return Likeness(1.0, 1.0, max(f, _SPELLED), True, content, content, (), 1.0, 1.0)
    forms, read = unit.text.forms, row.read.forms
    head = likeness(forms[end - 1], read[-1]) if end - 1 in row.best else 0.0
    return Likeness(
        recall, precision, f, False, content, len(row.matches) or 1, lacking, head, likeness(forms[start], read[0])
    )


def _got(row: Row, start: int, end: int) -> tuple[float, Sequence[Mapping[int, float]]]:
    """Return how much of a rendering's words a stretch has, and where the text has those that it lacks."""
    got, lacking = 0.0, []
    for found in row.matches:
        most = 0.0
        for at, how in found.items():
            if how > most and start <= at < end:
                most = how
        if most:
            got += most
        elif found:
            lacking.append(found)
    return got, lacking


def _is_no_phrase(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a stretch cannot be what stands for the term: it is cut, too short or too long.

    What is commonest and cheapest to tell is asked first.
    """
    return (
        _leaves_head(candidate)
        or _takes_more(candidate)
        or _trails(candidate)
        or _goes_on(candidate, taken)
        or _repeats_before(candidate)
        or _is_clause(candidate)
        or _adds_to_part(candidate)
        or _is_before_name(candidate)
        or _is_cut(candidate)
        or _takes_neighbour(candidate)
    )


def _is_cut(candidate: Candidate) -> bool:
    """Return whether the stretch holds one of two brackets or quotation marks."""
    text, stretch = candidate.evidence.unit.text, candidate.stretch
    written = text.text[text.starts[stretch.start] : text.ends[stretch.end - 1]]
    if written.isascii() and not _MARKS.search(written):
        return False
    return any(written.count(one) != written.count(other) for one, other in _PAIRED) or written.count('"') % 2 == 1


def _trails(candidate: Candidate) -> bool:
    """Return whether the stretch ends with a participle or an adverb of its own: it belongs to what follows."""
    last = candidate.stretch.end - 1
    return (
        not candidate.like.spelled
        and not candidate.row.best.get(last)
        and is_no_noun(candidate.evidence.unit.text.forms[last])
    )


def _repeats_before(candidate: Candidate) -> bool:
    """Return whether the rendering begins with the word before the stretch, or with the initials of words from there.

    "U.S." and "US" are one word; "information technology security" has no place for "IT security" in its last words.
    """
    forms, start, first = candidate.evidence.unit.text.forms, candidate.stretch.start, candidate.row.rendering.forms[0]
    if not start:
        return False
    size = len(first)
    spelled = (forms[at : at + size] for at in range(max(0, start - size), start)) if size > 1 else ()
    if any("".join(form[0] for form in words) == first for words in spelled):
        return True
    return first in (forms[start - 1], "".join(forms[max(0, start - 2) : start]))


def _is_clause(candidate: Candidate) -> bool:
    """Return whether the stretch holds a verb with what belongs to it: "to amend laws", "audit conducted in"."""
    if candidate.like.spelled:
        return False
    stretch, text = candidate.stretch, candidate.evidence.unit.text
    best, start, end = candidate.row.best, stretch.start, stretch.end
    if start and text.forms[start - 1] == "to" and best.get(start, 0.0) < _SAME and candidate.like.content > 1:
        return True
    if end < len(text) and text.joined[end] and text.forms[end] in _DETERMINERS and best.get(end - 1, 0.0) < _SAME:
        return True
    within, own = text.forms[start:end], candidate.row.read.forms
    return any(form in _DETERMINERS and form not in own for form in within[1:]) or any(
        form_of(one) in _PARTICIPLES and other in _BEHIND_PARTICIPLE and other not in own
        for one, other in pairwise(within)
    )


def _adds_to_part(candidate: Candidate) -> bool:
    """Return whether the rendering would bring a first word of its own behind one that the text has in its place.

    "supporting portfolio" is the whole of what stands for "Backing Portfolio", and "President of the company" for
    "Chief Executive of the company".
    """
    stretch, unit, row = candidate.stretch, candidate.evidence.unit, candidate.row
    if candidate.like.spelled or not stretch.start or candidate.like.wanted <= candidate.like.content:
        return False
    opening = next((at for at in range(stretch.start, stretch.end) if unit.content[at]), stretch.start)
    if candidate.like.first >= _SAME or (row.matches and row.matches[0].get(opening, 0.0) >= _SAME):
        return False
    text, before = unit.text, stretch.start - 1
    if not text.joined[stretch.start]:
        return False
    if unit.content[before]:
        is_name = unit.is_upper(before) and unit.is_upper(stretch.start)
        has_subject = before > 0 and text.joined[before] and unit.content[before - 1]
        is_verb = form_of(text.forms[before]) in _VERBS and has_subject and not is_name
        return not (is_verb or min(candidate.evidence.said_outside(unit.stem_at[before]), default=_AWAY) < _AWAY)
    back = before - 1 if text.forms[before] in ("the", "s") else before
    return text.forms[back] == "of" and back > 0 and unit.content[back - 1] and "of" in row.read.forms


def _goes_on(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a word beside the stretch is one of the rendering's that the stretch lacks: it is too short."""
    if not candidate.like.lacking:
        return False
    stretch, unit = candidate.stretch, candidate.evidence.unit
    beside = [at for at in _beside(unit, stretch.start, stretch.end) if not taken[at]]
    return any(found.get(at, 0.0) >= _SAME for found in candidate.like.lacking for at in beside)


def _leaves_head(candidate: Candidate) -> bool:
    """Return whether a noun that the stretch modifies would be left behind a rendering that brings its own."""
    if candidate.like.spelled or candidate.like.head >= 1.0 or _is_tied(candidate):
        return False
    text, after = candidate.evidence.unit.text, candidate.stretch.end
    if after < len(text) and text.joined[after] and text.forms[after] == "s":
        after += 1
    if after >= len(text) or not text.joined[after] or text.forms[after] in SMALL_WORDS:
        return False
    return not is_no_noun(text.forms[after]) or _ends_phrase(text, after)


def _is_before_name(candidate: Candidate) -> bool:
    """Return whether a name goes on behind a rendering with a preposition, which the stretch is without.

    "HKMA Chief Executive Mr Chan" has no place for "Chief Executive of the HKMA", nor "Financial Affairs Committee" for
    "Panel on Financial Affairs".
    """
    unit, stretch = candidate.evidence.unit, candidate.stretch
    within = unit.text.forms[stretch.start : stretch.end]
    if not any(form not in within for form in _PREPOSITIONS.findall(candidate.row.rendering.text)):
        return False
    after = stretch.end
    return after < len(unit.text) and unit.text.joined[after] and unit.is_upper(after)


def _is_tied(candidate: Candidate) -> bool:
    """Return whether the document has words unlike the rendering where the term is, and hardly anywhere else."""
    return not candidate.like.recall and candidate.evidence.here.get(candidate.stretch.end - 1, 0.0) >= TIED


def _ends_phrase(text: Words, at: int) -> bool:
    """Return whether a word in -ing is a noun by what follows: "opening, loans", but "banks offering a loan"."""
    after = at + 1
    if not text.forms[at].endswith("ing"):
        return False
    return after == len(text) or not text.joined[after] or text.forms[after] not in _OBJECTS


def _takes_more(candidate: Candidate) -> bool:
    """Return whether a word at an edge stands for nothing of the term, which has words enough without it."""
    stretch, like, total = candidate.stretch, candidate.like, candidate.evidence.total
    if like.spelled or like.content <= like.wanted:
        return False
    return total.get(stretch.start, 0.0) < FAINT or total.get(stretch.end - 1, 0.0) < FAINT


def _takes_neighbour(candidate: Candidate) -> bool:
    """Return whether a word at an edge, unlike the rendering, stands for what the Chinese has right beside the term.

    In "irrigated area" for 灌区面积 the area is not the district's.
    """
    evidence, stretch, best = candidate.evidence, candidate.stretch, candidate.row.best
    if candidate.like.spelled or candidate.like.content < _PAIR:
        return False
    for at in (stretch.start, stretch.end - 1):
        word = evidence.unit.stem_at[at]
        if word and at not in best and min(evidence.said_outside(word), default=_AWAY) <= 0:
            own = evidence.related.get(at, 0.0)
            if min(evidence.rival(at, span) for span in evidence.spans) > own:
                return True
    return False


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
