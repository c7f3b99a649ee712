"""Which stretches of a text are looked at for a term: where the evidence for it is, trimmed to what is like it."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from yiwen.glossary.candidate import compare
from yiwen.glossary.evidence import FAINT, Evidence, Row, Unit
from yiwen.glossary.inflect import is_no_noun
from yiwen.glossary.words import JOINING

_LONGER = 4  # words that a stretch may have over the longest rendering
_PLAIN = 0.3  # the evidence that a word must have to speak for a stretch rather than against it
_MOST, _OFTEN = 10, 4  # stretches that are looked at for each time that the source has a term, and for how many times
_BACK = 3
_PART = re.compile(r"[^\W_]+")


def stretches(evidence: Evidence, taken: Sequence[bool]) -> list[tuple[int, int]]:
    """Return the stretches with the most evidence, best first."""
    longest = max(_spread(row.rendering.text) for row in evidence.rows) + _LONGER
    text = evidence.unit.text
    linked = text.near if any("(" in row.rendering.text for row in evidence.rows) else text.joined
    likely: list[tuple[float, int, int]] = []
    for start in _starts(evidence, taken, linked):
        likely += _from(evidence, taken, linked, start, min(text.size, start + longest))
    likely.sort(reverse=True)
    most = _MOST * min(len(evidence.spans), _OFTEN)
    found = dict.fromkeys((start, end) for _, start, end in likely[:most])
    for row in evidence.rows:
        if row.best:
            more = [_trimmed(evidence.unit, row, *one) for one in found]
            if len(likely) > most and len(row.best) > 1:
                more.append(_likest(evidence, taken, linked, row))
            found.update(dict.fromkeys(one for one in more if one is not None))
    return list(found)


def _trimmed(unit: Unit, row: Row, start: int, end: int) -> tuple[int, int] | None:
    """Return a stretch from its first word on that is like one of a rendering's, if it begins with others.

    What the document shows lifts the words that often stand before a term: "conducted on-site inspections".
    """
    first = next((at for at in range(start, end) if at in row.best), start)
    first = max(start, opening(unit, first))
    return (first, end) if first > start else None


def opening(unit: Unit, at: int) -> int:
    """Return the first word of the hyphened compound that word `at` is of: "off" of "off-site"."""
    while at and unit.text.hyphened[at]:
        at -= 1
    return at


def _likest(evidence: Evidence, taken: Sequence[bool], linked: Sequence[bool], row: Row) -> tuple[int, int] | None:
    """Return the stretch likest to a rendering, of those that begin and end with words of its own; None for one word.

    What the document shows may lift words round it above it: "highly liquid" where US dollar assets are always that.
    """
    ends = sorted(row.best)
    most, likest = 0.0, None
    for at, start in enumerate(ends):
        if taken[start] or evidence.unit.text.hyphened[start]:
            continue
        reached = start
        for last in ends[at + 1 :]:
            if any(taken[i] or not linked[i] for i in range(reached + 1, last + 1)):
                break
            reached = last
            if last + 1 < len(taken) and evidence.unit.text.hyphened[last + 1]:
                continue
            how = compare(evidence.unit, row, start, last + 1).f
            if how > most:
                most, likest = how, (_from_first(evidence.unit, row, start), last + 1)
    return likest


def _from_first(unit: Unit, row: Row, start: int) -> int:
    """Return where a stretch begins that the rendering's first word stands right before: "US" of US dollars."""
    text = unit.text
    return start - 1 if start and text.joined[start] and text.forms[start - 1] == row.read.forms[0] else start


@lru_cache(maxsize=8192)
def _spread(rendering: str) -> int:
    """Return how many words a rendering may stand for: an abbreviation for as many as it has letters."""
    return sum(len(part) if part.isupper() else 1 for part in _PART.findall(rendering))


def _starts(evidence: Evidence, taken: Sequence[bool], linked: Sequence[bool]) -> list[int]:
    """Return where a stretch may begin: at a word with evidence, or a few before it."""
    unit = evidence.unit
    joining = JOINING if any(JOINING.intersection(row.read.forms) for row in evidence.rows) else frozenset[str]()
    starts = set()
    for at, how in evidence.total.items():
        if how < FAINT or taken[at]:
            continue
        starts.add(at)
        for back in range(at - 1, at - 1 - _BACK, -1):
            if back < 0 or taken[back] or not linked[back + 1]:
                break
            if unit.content[back]:
                starts.add(back)
            elif unit.text.forms[back] not in joining:
                break
    openings = {opening(unit, start) for start in starts}
    return sorted(start for start in openings if not taken[start])


def _from(
    evidence: Evidence, taken: Sequence[bool], linked: Sequence[bool], start: int, limit: int
) -> Iterator[tuple[float, int, int]]:
    """Yield the stretches that begin at a word: how much speaks for each, its start and its end."""
    text, content, total = evidence.unit.text, evidence.unit.content, evidence.total
    size = text.size
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
