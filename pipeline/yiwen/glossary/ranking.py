"""The candidates of a segment's missing terms beside each other: the best first, and which may be written unasked."""

from collections.abc import Callable, Iterable, Sequence
from operator import mul
from typing import NamedTuple

from yiwen.glossary.candidate import Candidate, compare
from yiwen.glossary.caution import Bar
from yiwen.glossary.evidence import FAINT, row_of
from yiwen.glossary.features import FEATURES
from yiwen.glossary.standing import Described
from yiwen.glossary.terms import Rendering
from yiwen.glossary.weights import WEIGHTS

_WEIGHTS = tuple(WEIGHTS[feature] for feature in FEATURES)
_ONLY_PROPOSED = 1.0  # how much more must speak for what may only be proposed than for what may be written
_NEARER = 0.01


class Ranked(NamedTuple):
    """A candidate for an occurrence: how much speaks for it, and whether it may be written unasked."""

    how: float
    number: int
    one: Described
    is_sure: bool


def ranked(
    every: Iterable[tuple[int, Described, Sequence[float]]],
    bar: Bar,
    least: float,
    shorter: Callable[[int], Iterable[Rendering]],
) -> list[Ranked]:
    """Return the candidates for which at least so much speaks, the best first.

    What may only be proposed stands behind what may be written and has nearly as much for it: of "multilateral" and
    "multilateral institutions" the second is mended, though the first is more like "multilateral organisations".

    Args:
        every: the number of an occurrence, a candidate for it, and its `FEATURES`.
        bar: how much must speak for what is written unasked.
        least: how much must speak for what is told.
        shorter: the renderings of the terms inside that of an occurrence that the source has beside it.
    """
    found = []
    for number, one, row in every:
        how = score(row)
        if how < least:
            continue
        is_sure = (
            how >= bar.of(one.candidate)
            and one.replacement is not None
            and one.replacement.fits
            and not _is_shorter(one.candidate, shorter(number))
        )
        found.append(Ranked(how, number, one, is_sure))
    found = [r._replace(is_sure=False) if r.is_sure and _only_takes_more(r, found) else r for r in found]
    found.sort(key=lambda r: (_ONLY_PROPOSED * (not r.is_sure) - r.how, *r.one.stretch, r.number))
    return found


def _only_takes_more(ranked: Ranked, found: Sequence[Ranked]) -> bool:
    """Return whether words hold likelier ones for the same occurrence, and nothing speaks for what they have beyond.

    A word that may only be proposed for a longer rendering does not take its neighbour along to be replaced unasked.
    """
    (start, end), evidence = ranked.one.stretch, ranked.one.candidate.evidence
    for other in found:
        first, last = other.one.stretch
        is_inside = start <= first and last <= end and (start, end) != (first, last)
        if is_inside and other.number == ranked.number and other.how >= ranked.how and not other.is_sure:
            beyond = (at for at in range(start, end) if not first <= at < last and evidence.unit.content[at])
            if all(evidence.total.get(at, 0.0) < FAINT for at in beyond):
                return True
    return False


def score(row: Sequence[float]) -> float:
    """Return how much speaks for a candidate; above 0 more than against it."""
    total: float = sum(map(mul, _WEIGHTS, row))
    return total


def _is_shorter(candidate: Candidate, renderings: Iterable[Rendering]) -> bool:
    """Return whether words are more like the whole of a shorter term than like this one.

    "native forests" may be 天然林 ("natural forests"), and not 天然林保护 ("natural forest protection").
    """
    unit, (start, end) = candidate.evidence.unit, candidate.stretch
    likes = (compare(unit, row_of(unit, rendering, rendering), start, end) for rendering in renderings)
    return any(like.f > candidate.like.f + _NEARER and like.content <= like.wanted for like in likes)
