"""What speaks for and against a candidate, as numbers that `weights` weighs."""

from collections.abc import Sequence
from dataclasses import dataclass

from yiwen.glossary.evidence import FAINT, Evidence
from yiwen.glossary.locate import Candidate, is_no_noun
from yiwen.glossary.terms import is_short
from yiwen.glossary.usage import Usage
from yiwen.glossary.words import stem

_ATTESTED = 0.1
_MANY = 5
_FAR = 3  # words on both sides that "beside" spans, and four times as many "near"

_LIKE = "recall precision f spelled head first longer shorter lacking content wanted same_order"
_CHANGE = "growth lost added lost_unattested added_unattested relatives_old relatives_new lost_related added_related"
_EVIDENCE = "cover least sum head_related related_only rival_over rival_mean rival_unlike"
_SIDES = "left right left_open right_open open_first capital_in capital_new capitals capital_left numbers repeats near"
_SHORT = "is_short shortens short_unknown short_has_full first_mention first_short"
_PLACE = "far zh_length zh_short zh_three text_length again served_beside"
_DOCUMENT = "served served_term segments lone_segment special here here_beaten owned_nested owned_elsewhere"
_GAPS = "gap_f gap_recall gap_cover gap_sum gap_here gap_same gap_old"
_WHOLE = "fragment betrays fragment_served"

FEATURES = tuple(f"bias {_LIKE} {_CHANGE} {_EVIDENCE} {_SIDES} {_SHORT} {_PLACE} {_DOCUMENT} {_GAPS} {_WHOLE}".split())


_AT = {feature: at for at, feature in enumerate(FEATURES)}
_RECALL, _SPELLED, _CONTENT, _WANTED, _COVER, _HERE, _SPECIAL, _LOST, _ADDED = (
    _AT[feature] for feature in "recall spelled content wanted cover here special lost_related added_related".split()
)
_FRAGMENT, _BESIDE, _SERVED, _TERM, _ZH_SHORT, _FULL, _RELATED = (
    _AT[feature] for feature in "fragment served_beside served served_term zh_short short_has_full related_only".split()
)
_GOOD = 0.4  # share of the terms that are served; below it what stands for a term is no rendering, but a part of one
_MOSTLY = 0.7
_PART = 0.6
_HALF, _OFTEN, _RARE = 0.45, 0.6, 0.2  # how much of the term, here, and only here


@dataclass(frozen=True, slots=True)
class Place:
    """What the candidates of one occurrence share, whatever the rest of the document is.

    `expected` is the word where the occurrence is expected; `again` how often the source has the term; `served_beside`
    whether one of these is served; `owners` says whether words are the rendering of a term that is inside this one, or
    of another.
    """

    taken: Sequence[bool]
    expected: float
    again: int
    served_beside: bool
    owners: dict[tuple[str, ...], tuple[bool, bool]]


@dataclass(frozen=True, slots=True)
class Described:
    """A candidate with what its segment alone says of it: the features before and after those that the document gives.

    `best` are what is compared with the other candidates' best, but for what the document shows.
    """

    candidate: Candidate
    before: tuple[float, ...]
    after: tuple[float, ...]
    best: tuple[float, float, float, float, float]
    here: tuple[float, float]
    owned: tuple[float, float]


def describe(candidates: Sequence[Candidate], place: Place) -> tuple[Described, ...]:
    """Return the candidates of one occurrence with what their segment says of them."""
    if not candidates:
        return ()
    shared = _place(candidates[0].evidence, place)
    return tuple(_described(candidate, place, shared) for candidate in candidates)


def _described(candidate: Candidate, place: Place, shared: tuple[float, ...]) -> Described:
    like, evidence, stretch = candidate.like, candidate.evidence, candidate.stretch
    seen, changed = _evidence(candidate), _change(candidate)
    inside = [evidence.here.get(at, 0.0) for at in range(stretch.start, stretch.end)]
    most = max((how for at, how in evidence.here.items() if not place.taken[at]), default=0.0)
    nested, elsewhere = place.owners.get(_words(candidate), (False, False))
    return Described(
        candidate,
        (1.0, *_like(candidate), *changed, *seen, *_sides(candidate, place.taken)),
        (_far(candidate, place.expected), *shared),
        (like.f, like.recall, seen[0], seen[2], changed[5]),
        (sum(inside) / (like.content or 1), max(0.0, most - max(inside, default=0.0))),
        (float(nested), float(elsewhere)),
    )


def features(described: Sequence[Described], index: int, number: int, usage: Usage) -> list[tuple[float, ...]]:
    """Return a row of `FEATURES` a candidate; they are all those of occurrence `number` of segment `index`."""
    rows, compared = [], []
    for one in described:
        document, same = _document(one, index, usage)
        rows.append((*one.before, *_short(one.candidate, index, number, usage), *one.after, *document))
        f, recall, cover, total, old = one.best
        compared.append((f, recall, cover, total, one.here[0], same, old))
    best = [max(column) for column in zip(*compared, strict=True)]
    served = usage.served
    return [
        (*row, *(most - one for most, one in zip(best, mine, strict=True)), *_whole(row, served))
        for row, mine in zip(rows, compared, strict=True)
    ]


def is_to_leave(row: Sequence[float]) -> bool:
    """Return whether a candidate is left alone whatever else speaks for it.

    A part of a rendering, in a translation that knows most terms; one word of a term that the text has in full beside
    it or nearly everywhere ("the Fund"): it refers back; words like no rendering that only chance brings together with
    the term; and an abbreviation for words where the termbase has the words too.
    """
    refers_back = row[_CONTENT] <= 1 and row[_RECALL] < _PART and (row[_BESIDE] or row[_TERM] > _MOSTLY)
    unlike = not row[_RECALL] and not row[_SPELLED]
    stray = unlike and (row[_ZH_SHORT] or row[_RELATED] < _RARE)
    return bool((row[_FRAGMENT] and row[_SERVED] >= _GOOD) or refers_back or stray or row[_FULL])


def _whole(row: Sequence[float], served: float) -> tuple[float, ...]:
    """Return whether a candidate is but a part of what stands for the term, and what of the Chinese would be lost."""
    whole = row[_SPELLED] or (
        2 * row[_CONTENT] >= max(row[_WANTED], 1)
        and (row[_COVER] >= _HALF or (not row[_RECALL] and row[_HERE] > _OFTEN and row[_SPECIAL] > _RARE))
    )
    fragment = float(not whole)
    return fragment, max(0.0, row[_LOST] - row[_ADDED]), fragment * served


def _like(candidate: Candidate) -> tuple[float, ...]:
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


def _change(candidate: Candidate) -> tuple[float, ...]:
    """Return how much of the words would change, and whether the termbase's relatives attest what goes and comes."""
    others = candidate.evidence.relatives.others
    stretch, unit = candidate.stretch, candidate.evidence.unit
    new = dict.fromkeys(map(stem, candidate.row.read.content))  # in order: sums of floats depend on it
    old = dict.fromkeys(word for word in unit.stem_at[stretch.start : stretch.end] if word)
    lost = [others[word] for word in old if word not in new]
    added = [others[word] for word in new if word not in old]
    length = unit.text.ends[stretch.end - 1] - unit.text.starts[stretch.start]
    return (
        (len(candidate.row.rendering.text) - length) / 20,
        float(len(lost)),
        float(len(added)),
        float(sum(how < _ATTESTED for how in lost)),
        float(sum(how < _ATTESTED for how in added)),
        sum(others[word] for word in old) / (len(old) or 1),
        sum(others[word] for word in new) / (len(new) or 1),
        max(lost, default=0.0),
        max(added, default=0.0),
    )


def _evidence(candidate: Candidate) -> tuple[float, ...]:
    evidence, stretch = candidate.evidence, candidate.stretch
    best, related, total = candidate.row.best, evidence.related, evidence.total
    inside = [at for at in range(stretch.start, stretch.end) if evidence.unit.content[at]]
    each = [total.get(at, 0.0) for at in inside]
    rivals = [evidence.rival(at) for at in inside]
    only = sum(max(0.0, related.get(at, 0.0) - best.get(at, 0.0)) for at in inside)
    known = [max(best.get(at, 0.0), related.get(at, 0.0)) for at in inside]
    return (
        min(1.0, candidate.like.recall + only / (len(candidate.row.matches) or 1)),
        min(each, default=0.0),
        sum(each),
        related.get(stretch.end - 1, 0.0),
        max((related.get(at, 0.0) for at in inside if not best.get(at)), default=0.0),
        sum(max(0.0, rival - mine) for rival, mine in zip(rivals, known, strict=True)),
        sum(rivals) / (len(inside) or 1),
        max((rival for rival, at in zip(rivals, inside, strict=True) if not best.get(at)), default=0.0),
    )


def _sides(candidate: Candidate, taken: Sequence[bool]) -> tuple[float, ...]:
    """Return what stands beside the stretch, and whether capitals run on."""
    start, end = candidate.stretch.start, candidate.stretch.end
    unit, total, like = candidate.evidence.unit, candidate.evidence.total, candidate.like
    text, content = unit.text, unit.content
    joined_left = start > 0 and text.joined[start]
    joined_right = end < len(text) and text.joined[end]
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


def _short(candidate: Candidate, index: int, number: int, usage: Usage) -> tuple[float, ...]:
    """Return whether an abbreviation comes in the place of words, and whether the reader knows it."""
    evidence, stretch = candidate.evidence, candidate.stretch
    text, rendering = evidence.unit.text, candidate.row.rendering
    written = text.text[text.starts[stretch.start] : text.ends[stretch.end - 1]]
    shortens = rendering.is_short and not is_short(text.forms[stretch.start : stretch.end], written)
    known = shortens and usage.knows(rendering.text, index)
    has_full = shortens and any(not row.rendering.is_short for row in evidence.rows)
    first = usage.is_first(evidence.occurrence.term, index, number)
    return (
        float(rendering.is_short),
        float(shortens),
        float(shortens and not known),
        float(has_full),
        float(first),
        float(first and rendering.is_short),
    )


def _place(evidence: Evidence, place: Place) -> tuple[float, ...]:
    """Return what is the same for all candidates of an occurrence."""
    zh = len(evidence.term.zh[0])
    size = len(evidence.unit.text)
    return (
        min(zh, 12) / 6,
        float(zh <= 2),
        float(zh == 3),
        min(size, 60) / 60,
        float(min(place.again, 3) - 1),
        float(place.served_beside),
    )


def _far(candidate: Candidate, expected: float) -> float:
    """Return how far from where it is expected a candidate stands, as a share of the text."""
    middle = (candidate.stretch.start + candidate.stretch.end) / 2
    return min(1.0, abs(middle - expected) / max(10, len(candidate.evidence.unit.text)))


def _document(one: Described, index: int, usage: Usage) -> tuple[tuple[float, ...], float]:
    """Return what the document shows of the term and the words, and how often it has them together."""
    term = one.candidate.evidence.occurrence.term
    same, other = usage.phrase(term, index, _words(one.candidate))
    segments = usage.segments_with(term)
    return (
        usage.served,
        usage.served_of(term),
        min(segments, _MANY) / _MANY,
        float(segments <= 1),
        (same + 0.5) / (same + other + 1) - 0.5,
        *one.here,
        *one.owned,
    ), min(same, 3) / 3


def _words(candidate: Candidate) -> tuple[str, ...]:
    """Return the words of a candidate's stretch in the singular."""
    stretch = candidate.stretch
    return candidate.evidence.unit.text.singulars[stretch.start : stretch.end]
