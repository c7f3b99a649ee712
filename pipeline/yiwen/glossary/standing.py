"""The candidates of a term beside each other: which are left alone, and a row of numbers for each of the others."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from yiwen.glossary.candidate import TIED, Candidate
from yiwen.glossary.evidence import FAINT, Evidence
from yiwen.glossary.features import (
    Seen,
    again_features,
    change_features,
    document_features,
    echoes,
    far,
    like_features,
    place_features,
    related_now,
    rival_features,
    seen,
    short_features,
    side_features,
    special,
)
from yiwen.glossary.lexicon import glosses
from yiwen.glossary.present import is_recognized
from yiwen.glossary.put import Replacement
from yiwen.glossary.render import render
from yiwen.glossary.usage import Usage
from yiwen.glossary.words import singular
from yiwen.types import Span

_GOOD = 0.4  # share of the terms that are served; below it what stands for a term is no rendering, but a part of one
_MOSTLY = 0.7
_PART = 0.6
_HALF, _OFTEN, _RARE = 0.45, 0.6, 0.2  # how much of the term, here, and only here
_SHORT_ZH = 2
_BEFORE_NOUN = frozenset("a an the this that its their of".split())
_NOUN = re.compile(r"(?:tion|ment|ness|ity|ship|ism|ance|ence|er|or|ist)$")
_LOST, _ADDED = 7, 8  # of `change_features`


@dataclass(frozen=True, slots=True)
class Place:
    """What the candidates of one term share, whatever the rest of the document is.

    `again` is how often the source has the term; `served_beside` whether one of these is served; `owners` says whether
    words are the rendering of a term that is inside this one, or of another.
    """

    taken: Sequence[bool]
    again: int
    served_beside: bool
    owners: Mapping[tuple[str, ...], tuple[bool, bool]]


class Details(NamedTuple):
    """The features of a candidate that its segment gives, in order: `start`, (rivals), `sides`, ..., `shared`."""

    start: tuple[float, ...]
    sides: tuple[float, ...]
    shared: tuple[float, ...]
    betrays: float


class Described:
    """A candidate with what its segment says of it; the details, and what would be written, when they are asked for.

    `stretch` and `words` are where it starts and ends, and its words in the singular; `related` is how much the
    termbase's relatives attest them; `here` how much the document says that they stand for the term, and how much more
    that others do.
    """

    def __init__(self, candidate: Candidate, place: Place, shown: Seen, *, is_stray: bool) -> None:
        stretch, evidence = candidate.stretch, candidate.evidence
        self.candidate, self.like, self.seen, self.is_stray = candidate, candidate.like, shown, is_stray
        self.stretch = stretch.start, stretch.end
        self.words = evidence.unit.text.singulars[stretch.start : stretch.end]
        self.related = related_now(candidate)
        self.here = _here(candidate, place.taken) if evidence.here else (0.0, 0.0, 0.0)
        self.owned = tuple(map(float, place.owners.get(self.words, (False, False))))
        self._place = place
        self._rivals: dict[Span, tuple[float, float, float]] = {}

    @property
    def is_small(self) -> bool:
        """Whether it is one word of a longer rendering."""
        return _is_small(self.candidate)

    def is_whole(self, own: float) -> bool:
        """Return whether it is more than a part of what stands for the term; `own` is how much it is the term's own."""
        if self.like.spelled:
            return True
        known = self.seen.cover >= _HALF or (not self.like.recall and self.here[0] > _OFTEN and own > _RARE)
        return known and 2 * self.like.content >= max(self.like.wanted, 1)

    @cached_property
    def short(self) -> tuple[float, float, float]:
        """Whether the rendering is an abbreviation, comes in the place of words, and has a full form beside it."""
        return short_features(self.candidate)

    @cached_property
    def details(self) -> Details:
        """The features that the segment gives."""
        change = change_features(self.candidate, self.related)
        place = self._place
        return Details(
            (1.0, *like_features(self.candidate), *change, *self.seen),
            (*side_features(self.candidate, place.taken), *again_features(self.candidate)),
            place_features(self.candidate, place.again, served_beside=place.served_beside),
            max(0.0, change[_LOST] - change[_ADDED]),
        )

    def rivals(self, span: Span) -> tuple[float, float, float]:
        """Return what other Chinese than a span of the source explains the words."""
        if span not in self._rivals:
            self._rivals[span] = rival_features(self.candidate, span)
        return self._rivals[span]

    @cached_property
    def replacement(self) -> Replacement | None:
        """What would be written; None where it would be no English, or not be recognized there and be written again."""
        text, stretch = self.candidate.evidence.unit.text, self.candidate.stretch
        span = Span(text.starts[stretch.start], text.ends[stretch.end - 1])
        written = render(text.text, span, self.candidate.row.rendering.text)
        if written is None:
            return None
        its = self.candidate.row.rendering
        forms = (one for one in self.candidate.evidence.term.renderings if one.text == its.text)
        return written if any(is_recognized(text.text, written, one) for one in forms) else None


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate that is not left alone, with what the document says of it.

    `is_unknown` is whether the reader has not yet met the abbreviation that would be written.
    """

    one: Described
    is_unknown: bool
    document: tuple[float, ...]

    def row(self, span: Span, expected: float, *, is_first: bool) -> tuple[float, ...]:
        """Return the `FEATURES` of the candidate for an occurrence: its span, the word where it is expected."""
        one, (start, sides, shared, _) = self.one, self.one.details
        is_short, shortens, has_full = one.short
        first = float(is_first)
        return (
            *start,
            *one.rivals(span),
            *sides,
            is_short,
            shortens,
            float(self.is_unknown),
            has_full,
            first,
            first * is_short,
            far(one.candidate, expected),
            *shared,
            *self.document,
        )


def may_stand(evidence: Evidence) -> bool:
    """Return whether any words may stand for a term: without one like a rendering's, only what relatives know well."""
    if any(row.best or row.letters for row in evidence.rows) or max(evidence.here.values(), default=0.0) >= TIED:
        return True
    if len(evidence.term.zh[0]) <= _SHORT_ZH:
        return not glosses(evidence.term.zh[0]).keys().isdisjoint(evidence.unit.places)
    return max(evidence.related.values(), default=0.0) >= _RARE


def describe(candidates: Sequence[Candidate], place: Place) -> tuple[Described, ...]:
    """Return the candidates of a term with what their segment says of them; none where all are left alone."""
    shown = [seen(candidate) for candidate in candidates]
    stray = [_is_stray(*both, beside=place.served_beside) for both in zip(candidates, shown, strict=True)]
    if all(stray):
        return ()
    return tuple(
        Described(candidate, place, how, is_stray=alone)
        for candidate, how, alone in zip(candidates, shown, stray, strict=True)
    )


def _is_stray(candidate: Candidate, shown: Seen, *, beside: bool) -> bool:
    """Return whether a candidate is left alone whatever the document shows; `beside` is whether the term is served too.

    One word of a term that the text has in full beside it ("the Fund"): it refers back; words like no rendering that
    only chance brings together with the term; an abbreviation for words where the termbase has the words too; and words
    beside which the rendering would say again what stands there; and, where the term is served too, words of which one
    stands for something else.
    """
    if not (candidate.like.recall or candidate.like.spelled or _is_tied(candidate)):
        is_short = len(candidate.evidence.term.zh[0]) <= _SHORT_ZH
        if shown.related_only < _RARE or (is_short and not _is_glossed(candidate)):
            return True
    return (beside and (_is_small(candidate) or _is_others(candidate))) or _has_full(candidate) or echoes(candidate)


def _is_glossed(candidate: Candidate) -> bool:
    """Return whether a dictionary gives every word for the whole of the term's Chinese, and they are a noun here."""
    stretch, unit = candidate.stretch, candidate.evidence.unit
    known = glosses(candidate.evidence.term.zh[0])
    if not all(unit.stem_at[at] in known for at in range(stretch.start, stretch.end)):
        return False
    last, end = unit.text.forms[stretch.end - 1], stretch.end
    if end < unit.text.size and unit.text.joined[end] and unit.content[end]:
        return False
    before = unit.text.forms[stretch.start - 1] if stretch.start else ""
    return singular(last) != last or before in _BEFORE_NOUN or _NOUN.search(last) is not None


def _is_tied(candidate: Candidate) -> bool:
    """Return whether the document shows that the words stand for the term."""
    mean, _, most = _here(candidate, ())
    return mean >= _OFTEN and most >= TIED


def _is_others(candidate: Candidate) -> bool:
    """Return whether a word of the stretch, unlike the rendering, stands for other Chinese wherever the text has it."""
    evidence, best, stretch = candidate.evidence, candidate.row.best, candidate.stretch
    inside = [at for at in range(stretch.start, stretch.end) if evidence.unit.content[at] and at not in best]
    return any(evidence.related.get(at, 0.0) < FAINT and evidence.is_spoken_for(at) for at in inside)


def _has_full(candidate: Candidate) -> bool:
    return candidate.row.rendering.is_short and bool(short_features(candidate)[2])


def _is_small(candidate: Candidate) -> bool:
    return candidate.like.content <= 1 and candidate.like.recall < _PART


def _here(candidate: Candidate, taken: Sequence[bool]) -> tuple[float, float, float]:
    """Return how much the document ties the words to the term: in the mean, less than others, and at most."""
    shown, stretch = candidate.evidence.here, candidate.stretch
    inside = [shown.get(at, 0.0) for at in range(stretch.start, stretch.end)]
    own = max(inside, default=0.0)
    most = max((how for at, how in shown.items() if not (taken and taken[at])), default=0.0)
    return sum(inside) / (candidate.like.content or 1), max(0.0, most - own), own


def standing(every: Sequence[Described], term: int, index: int, usage: Usage) -> Iterator[Standing]:
    """Yield the candidates that are not left alone; they are all those of a term in segment `index`."""
    met = [usage.phrase(term, index, one.words) for one in every]
    own = [special(*counts) for counts in met]
    whole = [one.is_whole(how) for one, how in zip(every, own, strict=True)]
    kept = [at for at, one in enumerate(every) if not _is_left(one, term, usage, is_whole=whole[at])]
    if not kept:
        return
    compared = [
        (one.like.f, one.like.recall, one.seen.cover, one.seen.sum, one.here[0], min(counts[0], 3) / 3, one.related)
        for one, counts in zip(every, met, strict=True)
    ]
    best = [max(column) for column in zip(*compared, strict=True)]
    shown = document_features(term, usage)
    for at in kept:
        one, fragment = every[at], float(not whole[at])
        yield Standing(
            one,
            bool(one.short[1]) and not usage.knows(one.candidate.row.rendering.text, index),
            (
                *shown,
                own[at],
                *one.here,
                *one.owned,
                *(most - mine for most, mine in zip(best, compared[at], strict=True)),
                fragment,
                one.details.betrays,
                fragment * usage.served,
            ),
        )


def _is_left(one: Described, term: int, usage: Usage, *, is_whole: bool) -> bool:
    """Return whether a candidate is left alone whatever else speaks for it.

    A part of a rendering, in a translation that knows most terms; and one word of a term that the text has in full
    nearly everywhere: it refers back.
    """
    if one.is_stray or (not is_whole and usage.served >= _GOOD):
        return True
    return one.is_small and usage.served_of(term) > _MOSTLY
