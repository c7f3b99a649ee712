"""What speaks for and against a candidate, as numbers that `weights` weighs."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from yiwen.glossary.candidate import Candidate
from yiwen.glossary.evidence import FAINT
from yiwen.glossary.inflect import is_no_noun
from yiwen.glossary.present import Stretch
from yiwen.glossary.terms import is_short
from yiwen.glossary.usage import Usage
from yiwen.glossary.words import stem
from yiwen.types import Span

_ATTESTED = 0.1
_MANY = 5
_SAME = 0.9
_BESIDE, _BESIDE_SIGNS = 8, 14  # words of the text, and characters of the source, that are beside a term
_FAR = 3  # words on both sides that "beside" spans, and four times as many "near"

_LIKE = "recall precision f spelled head first longer shorter lacking content wanted same_order"
_CHANGE = "growth lost added lost_unattested added_unattested relatives_old relatives_new lost_related added_related"
_EVIDENCE = "cover least sum head_related related_only rival_over rival_mean rival_unlike"
_SIDES = "left right left_open right_open open_first capital_in capital_new capitals capital_left numbers repeats near"
_AGAIN = "spoken spoken_all verb_first name_goes_on"
_SHORT = "is_short shortens short_unknown short_has_full first_mention first_short"
_PLACE = "far zh_length zh_short zh_three text_length again served_beside"
_DOCUMENT = "served served_term segments lone_segment special here here_beaten here_most owned_nested owned_elsewhere"
_GAPS = "gap_f gap_recall gap_cover gap_sum gap_here gap_same gap_old"
_WHOLE = "fragment betrays fragment_served"

FEATURES = tuple(
    f"bias {_LIKE} {_CHANGE} {_EVIDENCE} {_SIDES} {_AGAIN} {_SHORT} {_PLACE} {_DOCUMENT} {_GAPS} {_WHOLE}".split()
)


class Seen(NamedTuple):
    """How much speaks for the words of a stretch, the claims of other terms apart."""

    cover: float
    least: float
    sum: float
    head_related: float
    related_only: float


def seen(candidate: Candidate) -> Seen:
    """Return how much speaks for the words of a stretch."""
    evidence, best = candidate.evidence, candidate.row.best
    related, total = evidence.related, evidence.total
    least, together, beyond, only = math.inf, 0.0, 0.0, 0.0
    for at in _inside(candidate):
        how, its = total.get(at, 0.0), related.get(at, 0.0)
        least, together = min(least, how), together + how
        beyond += max(0.0, its - best.get(at, 0.0))
        if at not in best:
            only = max(only, its)
    cover = min(1.0, candidate.like.recall + beyond / (len(candidate.row.matches) or 1))
    head = related.get(candidate.stretch.end - 1, 0.0)
    return Seen(cover, 0.0 if least == math.inf else least, together, head, only)


def rival_features(candidate: Candidate, span: Span) -> tuple[float, float, float]:
    """Return how well other Chinese than a span of the source explains the words of a stretch."""
    related, best = candidate.evidence.related, candidate.row.best
    inside = _inside(candidate)
    rivals = [candidate.evidence.rival(at, span) for at in inside]
    known = [max(best.get(at, 0.0), related.get(at, 0.0)) for at in inside]
    return (
        sum(max(0.0, rival - mine) for rival, mine in zip(rivals, known, strict=True)),
        sum(rivals) / (len(inside) or 1),
        max((rival for rival, at in zip(rivals, inside, strict=True) if at not in best), default=0.0),
    )


def _inside(candidate: Candidate) -> list[int]:
    """Return the words of a stretch that carry meaning."""
    content = candidate.evidence.unit.content
    return [at for at in range(candidate.stretch.start, candidate.stretch.end) if content[at]]


def like_features(candidate: Candidate) -> tuple[float, ...]:
    """Return how alike a stretch and the rendering are."""
    like = candidate.like
    stretch, unit = candidate.stretch, candidate.evidence.unit
    same_order = not like.spelled and unit.text.singulars[stretch.start : stretch.end] == candidate.row.read.singulars
    return (
        like.recall,
        like.precision,
        like.f,
        float(like.spelled),
        like.head,
        like.first,
        max(0, like.content - like.wanted) / 2,
        max(0, like.wanted - like.content) / 2,
        (1 - like.recall) * like.wanted,
        float(like.content),
        float(like.wanted),
        float(same_order),
    )


def related_now(candidate: Candidate) -> float:
    """Return how much the termbase's relatives attest the words of a stretch."""
    others = candidate.evidence.relatives.others
    old = _stems(candidate)
    return sum(others[word] for word in old) / (len(old) or 1)


def change_features(candidate: Candidate, related: float) -> tuple[float, ...]:
    """Return how much of the words would change, and whether the termbase's relatives attest what goes and comes.

    `related` is how much they attest the words of the stretch.
    """
    others = candidate.evidence.relatives.others
    stretch, unit = candidate.stretch, candidate.evidence.unit
    new = dict.fromkeys(map(stem, candidate.row.read.content))  # in order: sums of floats depend on it
    old = _stems(candidate)
    lost = [others[word] for word in old if word not in new]
    added = [others[word] for word in new if word not in old]
    length = unit.text.ends[stretch.end - 1] - unit.text.starts[stretch.start]
    return (
        (len(candidate.row.rendering.text) - length) / 20,
        float(len(lost)),
        float(len(added)),
        float(sum(how < _ATTESTED for how in lost)),
        float(sum(how < _ATTESTED for how in added)),
        related,
        sum(others[word] for word in new) / (len(new) or 1),
        max(lost, default=0.0),
        max(added, default=0.0),
    )


def _stems(candidate: Candidate) -> dict[str, None]:
    """Return the stems of a stretch, each once and in order."""
    stretch = candidate.stretch
    return dict.fromkeys(filter(None, candidate.evidence.unit.stem_at[stretch.start : stretch.end]))


def side_features(candidate: Candidate, taken: Sequence[bool]) -> tuple[float, ...]:
    """Return what stands beside the stretch, and whether capitals run on."""
    start, end = candidate.stretch.start, candidate.stretch.end
    unit, total, like = candidate.evidence.unit, candidate.evidence.total, candidate.like
    text, content = unit.text, unit.content
    joined_left = start > 0 and text.joined[start]
    joined_right = end < text.size and text.joined[end]
    left = total.get(start - 1, 0.0) if joined_left and not taken[start - 1] else 0.0
    right = total.get(end, 0.0) if joined_right and not taken[end] else 0.0
    left_open = joined_left and content[start - 1] and not taken[start - 1] and left < FAINT
    right_open = joined_right and content[end] and not taken[end] and right < FAINT
    upper = unit.is_upper(start)
    repeats = near = 0
    for found in like.lacking:
        for at, how in found.items():
            away = start - at if at < start else at - end + 1
            if how >= 1.0 and away <= _FAR:
                repeats += 1
            elif how >= 1.0 and away <= 4 * _FAR and not taken[at]:
                near += 1
    return (
        left,
        right,
        float(left_open and not is_no_noun(text.forms[start - 1])),
        float(right_open),
        float((left_open or (joined_left and taken[start - 1])) and like.first < 0.5),
        float(upper and joined_left),
        float(candidate.row.rendering.text[:1].isupper()),
        float(like.content > 1 and all(unit.is_upper(at) for at in range(start, end) if content[at])),
        float(joined_left and content[start - 1] and upper and unit.is_upper(start - 1)),
        float(sum(text.forms[at][0].isdigit() and at not in candidate.row.best for at in range(start, end))),
        float(repeats),
        float(near),
    )


def echoes(candidate: Candidate) -> bool:
    """Return whether the rendering would bring a word that stands beside it, oftener than the source says it there."""
    unit, stretch, evidence = candidate.evidence.unit, candidate.stretch, candidate.evidence
    for each in candidate.like.lacking:
        beside = [at for at, how in each.items() if how >= _SAME and _away(at, stretch) <= _BESIDE]
        if beside:
            words = {unit.stem_at[at] for at in beside}
            said = max(sum(away <= _BESIDE_SIGNS for away in evidence.said_outside(word)) for word in words)
            if len(beside) > said:
                return True
    return False


def _away(at: int, stretch: Stretch) -> int:
    return stretch.start - at if at < stretch.start else at - stretch.end + 1


def again_features(candidate: Candidate) -> tuple[float, ...]:
    """Return what else the words belong to: what else the source says, a verb, a longer name."""
    inside, evidence = _inside(candidate), candidate.evidence
    spoken = sum(map(evidence.is_spoken_for, inside)) / (len(inside) or 1)
    first = evidence.unit.text.forms[candidate.stretch.start]
    verb = (
        is_no_noun(first)
        and first not in candidate.row.read.forms
        and candidate.row.best.get(candidate.stretch.start, 0.0) < _SAME
    )
    return spoken, float(spoken == 1.0), float(verb), float(_goes_on_as_name(candidate))


def _goes_on_as_name(candidate: Candidate) -> bool:
    """Return whether a name in capitals goes on beside the stretch, in a sentence that is not all in capitals."""
    unit, start, end = candidate.evidence.unit, candidate.stretch.start, candidate.stretch.end
    text, content = unit.text, unit.content
    before = (
        start > 1 and text.joined[start] and content[start - 1] and unit.is_upper(start - 1) and unit.is_upper(start)
    )
    if not (before or unit.is_name_begun(end)):
        return False
    around = range(max(0, start - _BESIDE), min(text.size, end + _BESIDE))
    return any(content[at] and not start <= at < end and not unit.is_upper(at) for at in around)


def short_features(candidate: Candidate) -> tuple[float, float, float]:
    """Return whether the rendering is an abbreviation, comes in the place of words, and has a full form beside it."""
    evidence, stretch, rendering = candidate.evidence, candidate.stretch, candidate.row.rendering
    if not rendering.is_short:
        return 0.0, 0.0, 0.0
    text = evidence.unit.text
    written = text.text[text.starts[stretch.start] : text.ends[stretch.end - 1]]
    shortens = not is_short(text.forms[stretch.start : stretch.end], written)
    return 1.0, float(shortens), float(shortens and any(not row.rendering.is_short for row in evidence.rows))


def place_features(candidate: Candidate, again: int, *, served_beside: bool) -> tuple[float, ...]:
    """Return what is the same for all candidates of a term: `again` is how often the source has it."""
    zh = len(candidate.evidence.term.zh[0])
    size = candidate.evidence.unit.text.size
    return (
        min(zh, 12) / 6,
        float(zh <= 2),
        float(zh == 3),
        min(size, 60) / 60,
        float(min(again, 3) - 1),
        float(served_beside),
    )


def far(candidate: Candidate, expected: float) -> float:
    """Return how far from the word where it is expected a candidate stands, as a share of the text."""
    middle = (candidate.stretch.start + candidate.stretch.end) / 2
    return min(1.0, abs(middle - expected) / max(10, candidate.evidence.unit.text.size))


def document_features(term: int, usage: Usage) -> tuple[float, ...]:
    """Return what the document shows of a term."""
    segments = usage.segments_with(term)
    return usage.served, usage.served_of(term), min(segments, _MANY) / _MANY, float(segments <= 1)


def special(same: int, other: int) -> float:
    """Return how much words are a term's own that stand so often with it, and without it: -0.5 to 0.5."""
    return (same + 0.5) / (same + other + 1) - 0.5
