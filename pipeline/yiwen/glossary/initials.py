"""Initials that a machine made up for an organization: "FSA" and "KBA" in one report for 金管局, which is the HKMA.

Such initials are like no rendering, and a report has several. What tells them is the document: they stand where the
Chinese has the organization and the text does not, and hardly anywhere else, never oftener than the Chinese has it;
nobody spells them out; and all together they stand for a good part of the organization's mentions.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from yiwen.glossary.present import Stretch
from yiwen.glossary.terms import Rendering, Term
from yiwen.glossary.usage import Pair

_ORGANIZATION = re.compile("[局会署院部厅委处行所办社司团]$")
_INITIALS = re.compile(r"(?<![\w&-])[A-Z]{3,6}(?![\w&-])")
_SPELLED_OUT = re.compile(r"\(([A-Z]{3,6})\)|\b([A-Z]{3,6}) \(")
_SEGMENTS = 2  # that have the same initials, at least
_FITTING = 0.8  # of these, those where the organization is missing as often as the initials stand there
_SHARE = 0.3  # of the organization's mentions that are missing, those for which such initials stand
_TOGETHER = 3  # segments with any of them, at least
_LATIN = re.compile(r"[A-Za-z]{3,}")
_REMEMBERED = 4096  # segments: a document is read again after each repair

Places = Mapping[str, Mapping[int, Sequence[int]]]  # by initials and segment, the words that they are


class Invented(NamedTuple):
    """An occurrence for which made-up initials stand: its number in the pair, where they are, and what is right."""

    number: int
    stretch: Stretch
    rendering: Rendering


def invented(
    pairs: Sequence[Pair | None], terms: Sequence[Term], known: frozenset[str]
) -> Mapping[int, Sequence[Invented]]:
    """Return, by segment, the occurrences of organizations for which initials stand that nothing explains.

    `known` are the initials that the termbase has.
    """
    missing = _missing(pairs)
    wanted = {term: short for term in missing if (short := _initials_of(terms[term])) is not None}
    if not wanted:
        return {}
    owners = defaultdict(list)
    places = _unexplained(pairs, known)
    for initials, where in places.items():
        fitting = [term for term in wanted if _fits(where, term, pairs)]
        if len(where) >= _SEGMENTS and len(fitting) == 1:
            owners[fitting[0]].append(initials)
    found: dict[int, list[Invented]] = defaultdict(list)
    for term, every in owners.items():
        for index, stretches in _together(term, missing[term], [places[one] for one in every], pairs).items():
            numbers = _pair(pairs, index).missing[term]
            found[index] += (
                Invented(number, stretch, wanted[term]) for number, stretch in zip(numbers, stretches, strict=False)
            )
    return found


def known_initials(terms: Sequence[Term]) -> frozenset[str]:
    """Return the abbreviations of a termbase, in capitals."""
    return frozenset(r.text.upper() for term in terms for r in term.renderings if r.is_short)


def _missing(pairs: Sequence[Pair | None]) -> Counter[int]:
    """Return how often each term is missing in the document."""
    return Counter(
        term for pair in pairs if pair is not None for term, numbers in pair.missing.items() for _ in numbers
    )


def _initials_of(term: Term) -> Rendering | None:
    """Return the initials by which a termbase calls an organization, if it does."""
    if not _ORGANIZATION.search(term.zh[0]):
        return None
    return next((r for r in term.renderings if r.is_short and _INITIALS.fullmatch(r.text)), None)


def _unexplained(pairs: Sequence[Pair | None], known: frozenset[str]) -> Places:
    """Return the initials of a document that neither its source nor the termbase has and that it does not spell out."""
    known = known.union(*(_explained(pair) for pair in pairs if pair is not None))
    places: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for index, pair in enumerate(pairs):
        for at, initials in _initials_in(pair) if pair is not None else ():
            if initials not in known:
                places[initials].setdefault(index, []).append(at)
    return places


@lru_cache(_REMEMBERED)
def _explained(pair: Pair) -> frozenset[str]:
    """Return the initials that the source has, in capitals, and those that the text spells out."""
    spelled = (one or other for one, other in _SPELLED_OUT.findall(pair.unit.text.text))
    return frozenset((*map(str.upper, _LATIN.findall(pair.source)), *spelled))


@lru_cache(_REMEMBERED)
def _initials_in(pair: Pair) -> tuple[tuple[int, str], ...]:
    """Return the words of a text that may be initials, and serve no term."""
    if not pair.unit.capitals:
        return ()
    text, taken = pair.unit.text, pair.there.taken
    starts = {match.start(): match[0] for match in _INITIALS.finditer(text.text)}
    return tuple((at, starts[start]) for at, start in enumerate(text.starts) if start in starts and not taken[at])


def _fits(where: Mapping[int, Sequence[int]], term: int, pairs: Sequence[Pair | None]) -> bool:
    """Return whether a term is missing where initials stand, as often as they do, but for a segment here or there."""
    fitting = [len(_pair(pairs, index).missing.get(term, ())) >= len(found) for index, found in where.items()]
    return sum(fitting) >= _FITTING * len(fitting)


def _together(
    term: int, missing: int, every: Sequence[Mapping[int, Sequence[int]]], pairs: Sequence[Pair | None]
) -> Mapping[int, Sequence[Stretch]]:
    """Return where initials stand for a term that is missing so often, in order; nowhere where they are too few."""
    found: dict[int, list[int]] = defaultdict(list)
    for where in every:
        for index, words in where.items():
            found[index] += words
    kept = {i: words for i, words in found.items() if len(words) <= len(_pair(pairs, i).missing.get(term, ()))}
    if len(kept) < _TOGETHER or sum(map(len, kept.values())) < _SHARE * missing:
        return {}
    return {index: [Stretch(at, at + 1) for at in sorted(words)] for index, words in kept.items()}


def _pair(pairs: Sequence[Pair | None], index: int) -> Pair:
    pair = pairs[index]
    assert pair is not None
    return pair
