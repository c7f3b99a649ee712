"""Figures that changed places: "610,000 tons of wheat and 840,000 tons of corn" for 小麦84万吨，玉米61万吨.

Both sides hold the same figures, so nothing is missing. What tells is what stands with each: the words of a figure's
clause in the Chinese are looked for in the English by a dictionary, and years, ordinals and figures of other kinds by
their values. Where those of one figure stand with another, and the other's not with it, the two were crossed. Whoever
sets clauses in another order moves figure and words together; figures in the order of the Chinese are not asked.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from yiwen.checks.compared import compared
from yiwen.checks.rows import names_in_row
from yiwen.checks.sentence_pairs import sentence_pairs
from yiwen.checks.wording import words_at
from yiwen.glossary.lexicon import glosses
from yiwen.glossary.words import stem
from yiwen.text.quantities.chinese_units import COUNTED
from yiwen.text.quantities.likeness import worth
from yiwen.text.quantities.remembered import of_chinese, of_english
from yiwen.text.script import comparable
from yiwen.types import Quantity, Span

CROSSED = "two figures changed places"
ORDER = frozenset({"year", "date", "ordinal"})
_WORD = re.compile(r"[a-z]+")
_STRONG = re.compile(r"[;；。\n]|[.!?] ")
_WEAK = re.compile("[，、：:\t|｜和及与跟與]|, | and | while | whereas | but ")
_FROM, _TO = re.compile(r"[由从自從][^，；。]{0,12}$"), re.compile("[到至为為][^，；。]{0,10}$")
_FROM_ENGLISH = re.compile(r"\bfrom (?:a low of |a high of |about |nearly |some |around |over |an? )?$")
_TO_ENGLISH = re.compile(r"\bto (?:a low of |a high of |about |nearly |some |around |over |an? )?$")
_LEADS = 36, 100  # characters before a figure of the Chinese and of the English that may belong to it
_NEAR = 200, 600  # characters of Chinese and English that a sentence with both figures may have between them
_CLOSE = 40  # characters between a word and a figure of which nothing else is known
_ONE_PLACE = 14  # characters within which the same word twice is one place: "year on year"
_MOST = 24  # figures of a sentence that are looked at
_STATISTICS = {
    "同比": "year annual yoy", "环比": "month quarter mom qoq", "户均": "household", "人均": "capita person head",
    "累计": "total cumulative accumulated altogether", "新增": "new newly additional",
    "城镇": "urban town", "农村": "rural", "东部": "east", "中部": "central", "西部": "west", "东北": "northeast",
    "第一产业": "primary", "第二产业": "secondary", "第三产业": "tertiary",
    "男性": "male men man", "女性": "female women woman",
    "开工": "started start began begun launched broke", "竣工": "completed finished", "投产": "production operation",
    "在建": "construction", "签约": "signed contract", "通车": "traffic opened", "出口": "exports", "进口": "imports",
    "国有": "state", "民营": "private", "民间": "private", "外资": "foreign",
}  # fmt: skip  # words that statistics set against each other, as they are in English
_STATISTICS_WORDS = re.compile("|".join(sorted(_STATISTICS, key=len, reverse=True)))
_LATIN = re.compile(r"[a-z]{2,}")
_CHART = re.compile(r"(?:图|圖|表|附注|附註|[（(]) ?$")  # 图4 counts nothing
_CLOSED = re.compile(f"(?:{COUNTED})?(?=[，。；、]|$)")
_FEW = 10

Pair = tuple[Quantity, Quantity]
Kind = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Link:
    """A figure that both sides state; `kind` tells which others it might be mistaken for."""

    source: Quantity
    target: Quantity
    kind: Kind


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of both sides, or several that go together: where it stands, and the figures that both state."""

    src: str
    mt: str
    source: Span
    target: Span
    links: tuple[_Link, ...]


@lru_cache(maxsize=4096)
def crossed_figures(src: str, mt: str) -> tuple[Pair, ...]:
    """Return figures of the Chinese with those of the English that stand in their place, each figure of another."""
    amounts = [pair for pair in compared(src, mt).pairs if _is_plain(pair[0]) and _is_plain(pair[1])]
    dates = _in_order(of_chinese(src), of_english(mt))
    if not (_are_out_of_order(amounts) or _are_out_of_order(dates) or _compares_periods(src)):
        return ()
    links = sorted(_links(src, (*amounts, *dates)), key=lambda link: link.source.span)
    return tuple(pair for sentence in _sentences(src, mt, links) for pair in _crossed(sentence))


def _are_out_of_order(pairs: Iterable[Pair]) -> bool:
    """Return whether two figures of a kind that stand near each other are in another order in the English."""
    last: dict[Kind, tuple[int, int]] = {}
    for one, other in sorted(pairs, key=lambda pair: pair[0].span.start):
        ours, theirs = one.span.start, other.span.start
        before, there = last.get((one.dimension, one.unit), (ours, theirs))
        if theirs < there <= theirs + _NEAR[1] and ours <= before + _NEAR[0]:
            return True
        last[one.dimension, one.unit] = ours, theirs
    return False


def _links(src: str, pairs: Sequence[Pair]) -> Iterator[_Link]:
    """Yield what both sides state once: amounts as they are compared, years, dates and ordinals of one value."""
    seen = Counter((one.dimension, one.unit, one.value) for one, _ in pairs)
    places = [Counter(pair[at].span for pair in pairs) for at in (0, 1)]
    for one, other in pairs:
        if one.dimension == "count" and (one.value < _FEW or _CHART.search(src[: one.span.start][-4:])):
            continue
        factor = worth(one, other) if other.unit else 1.0  # "from 3 to 5 percent" leaves one without
        alone = seen[one.dimension, one.unit, one.value] == 1 and (factor or 0) * other.value == one.value
        if alone and places[0][one.span] == 1 == places[1][other.span]:
            yield _Link(one, other, (one.dimension, one.unit))


def _is_plain(quantity: Quantity) -> bool:
    return quantity.high is None and quantity.dimension != "label"


def _in_order(ours: Iterable[Quantity], theirs: Iterable[Quantity]) -> list[Pair]:
    """Return the years, dates and ordinals that stand once on each side."""
    sides = [[one for one in side if one.dimension in ORDER and _is_plain(one)] for side in (ours, theirs)]
    if min(map(len, sides)) < 2:
        return []
    counts = [Counter((one.dimension, one.value) for one in side) for side in sides]
    given = {(one.dimension, one.value): one for one in sides[1]}
    keys = [(one, (one.dimension, one.value)) for one in sides[0]]
    return [(one, given[key]) for one, key in keys if counts[0][key] == 1 == counts[1][key]]


def _compares_periods(src: str) -> bool:
    """Return whether changes over a year and over a month are told side by side."""
    return "同比" in src and "环比" in src


def _rivals(links: Sequence[_Link], *, every: bool = False) -> list[Kind]:
    """Return the kinds of which figures stand in another order in the English than in the Chinese.

    Where changes over a year and over a month are told, all kinds: there the words are what is mixed up.
    """
    places: dict[Kind, list[int]] = {}
    for link in links:
        places.setdefault(link.kind, []).append(link.target.span.start)
    return [kind for kind, starts in places.items() if every or any(one > other for one, other in pairwise(starts))]


def _sentences(src: str, mt: str, links: Sequence[_Link]) -> Iterator[_Sentence]:
    """Yield the sentences with figures that might be mistaken for one another."""
    ours, theirs, beads = sentence_pairs(src, mt)
    for bead in beads:
        if bead.source and bead.target:
            source = Span(ours[bead.source[0]].start, ours[bead.source[-1]].end)
            target = Span(theirs[bead.target[0]].start, theirs[bead.target[-1]].end)
            held = tuple(one for one in links if _holds(source, one.source.span) and _holds(target, one.target.span))
            if len(held) <= _MOST and _rivals(held, every=_compares_periods(src)):
                yield _Sentence(src, mt, source, target, held)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _crossed(sentence: _Sentence) -> Iterator[Pair]:
    """Yield the figures of a sentence that stand in each other's place."""
    words = _words_of_english(sentence)
    for kind in _rivals(sentence.links, every=_compares_periods(sentence.src)):
        links = [link for link in sentence.links if link.kind == kind]
        evidence = _evidence(sentence, links, words)
        theirs = _territories(sentence.mt, [link.target.span for link in links], sentence.target, _LEADS[1])
        swapped: dict[int, int] = {}
        for one, other in combinations(range(len(links)), 2):
            roles = _roles(sentence, links[one], links[other])
            if not {one, other} & swapped.keys() and roles <= 0:
                sides = [(evidence[at], theirs[at], links[at].target.span.start) for at in (one, other)]
                alone = other == one + 1 and all(
                    _is_named_before(sentence.src, links[at].source) for at in (one, other)
                )
                if roles < 0 or (
                    _change_places(*sides, alone=alone)
                    and not _is_row_turned(sentence, links[one], links[other], words)
                ):
                    swapped |= {one: other, other: one}
        for one, other in sorted(swapped.items()):
            yield links[one].source, links[other].target


def _is_named_before(src: str, figure: Quantity) -> bool:
    """Return whether a figure closes its clause, so that what it is of stands before it: 增加1.6万人, not 22个品类."""
    return bool(figure.unit) or _CLOSED.match(src, figure.span.end) is not None


def _is_row_turned(sentence: _Sentence, one: _Link, other: _Link, words: Mapping[str, Sequence[int]]) -> bool:
    """Return whether names that stand before both figures are, as far as is known, in another order in the English.

    Whoever writes 工业和农业分别增长5%和3% as "agriculture and industry" has to turn the figures round, too.
    """
    chinese, start, end = comparable(sentence.src), one.source.span.end, other.source.span.start
    figures = [link.source.span for link in sentence.links]
    between = "".join(chinese[at] for at in range(start, end) if not any(_within(at, figure) for figure in figures))
    names = names_in_row(chinese[sentence.source.start : one.source.span.start], between)
    found = [_places_of(name, words) for name in names]
    ranked = [places[-1] for places in found[:-1] if places] + [places[0] for places in found[-1:] if places]
    return bool(names) and (len(ranked) < 2 or ranked != sorted(ranked))


def _places_of(name: str, words: Mapping[str, Sequence[int]]) -> list[int]:
    """Return where the words of a name stand in the English, in the order of the Chinese."""
    told = {word: list(map(stem, _STATISTICS[word].split())) for word in _STATISTICS_WORDS.findall(name)}
    told = {word: list(glosses(word)) for word in words_at(name)} | told
    return [at for word in sorted(told, key=name.find) for at in _one_place(told[word], words)]


_Side = tuple[Sequence[int], Span, int]  # where a figure's words stand, its stretch of the English, and where it stands


def _change_places(one: _Side, other: _Side, *, alone: bool) -> bool:
    """Return whether what goes with each of two figures stands with the other, or before both in the other order.

    The latter is "wheat and corn output was 610,000 and 840,000 tons". Where nothing is known of one of the figures,
    what goes with the other may tell `alone`, if it stands close.
    """
    if all(_within(at, other[1]) for at in one[0]) and all(_within(at, one[1]) for at in other[0]):
        close = [abs(at - there[2]) <= _CLOSE for here, there in ((one, other), (other, one)) for at in here[0]]
        return bool(one[0] and other[0]) or (alone and any(close) and all(close))
    if all(at < min(one[2], other[2]) for at in (*one[0], *other[0])):
        return _order(one[0], other[0]) == (1 if one[2] > other[2] else -1)
    return False


def _within(place: int, territory: Span) -> bool:
    return territory.start <= place < territory.end


def _order(one: Sequence[int], other: Sequence[int]) -> int:
    """Return 1 where all places of the one are before all of the other, -1 where all are behind, else 0."""
    if not (one and other):
        return 0
    return 1 if max(one) < min(other) else -1 if min(one) > max(other) else 0


def _roles(sentence: _Sentence, one: _Link, other: _Link) -> int:
    """Return -1 where 由3.9%降到3.2% became "from 3.2 to 3.9 percent", 1 where both are what they were, else 0."""
    src, mt = sentence.src, sentence.mt
    if not _TO.search(src[: other.source.span.start][-12:]):
        return 0
    before = [mt[: link.target.span.start][-20:].lower() for link in (one, other)]
    if _FROM_ENGLISH.search(before[0]) or _TO_ENGLISH.search(before[1]):
        return 1
    turned = _TO_ENGLISH.search(before[0]) and _FROM_ENGLISH.search(before[1])
    return -1 if turned and _FROM.search(src[: one.source.span.start][-14:]) else 0


def _evidence(sentence: _Sentence, links: Sequence[_Link], words: Mapping[str, Sequence[int]]) -> list[list[int]]:
    """Return for each figure the places in the English of what stands with it, and with no other, in the Chinese.

    Figures of other kinds and the words of statistics tell most; where a figure has such, no other word is asked.
    """
    chinese = comparable(sentence.src)
    territories = _territories(sentence.src, [link.source.span for link in links], sentence.source, _LEADS[0])

    def places(found: Iterable[tuple[str, Iterable[str]]]) -> set[int]:
        """Return where words of the Chinese, each with its renderings, stand in the English."""
        once = [stems for word, stems in found if chinese.count(word, sentence.source.start, sentence.source.end) == 1]
        return {at for stems in once for at in _one_place(stems, words)}

    strong: list[set[int]] = []
    weak: list[set[int]] = []
    for territory in territories:
        held = territory.of(chinese)
        others = (one for one in sentence.links if one.kind != links[0].kind)
        figures = {one.target.span.start for one in others if _holds(territory, one.source.span)}
        told = {word: map(stem, _STATISTICS[word].split()) for word in _STATISTICS_WORDS.findall(held)}
        strong.append(figures | places(told.items()) | places((word, (word,)) for word in _LATIN.findall(held)))
        weak.append(places((word, glosses(word)) for word in words_at(held)))
    return [of_strong or of_weak for of_strong, of_weak in zip(_unclaimed(strong), _unclaimed(weak), strict=True)]


def _one_place(stems: Iterable[str], words: Mapping[str, Sequence[int]]) -> list[int]:
    """Return where the renderings of a word stand, if that is one place."""
    found = sorted({at for one in stems for at in words.get(one, ())})
    return found[:1] if found and found[-1] - found[0] <= _ONE_PLACE else []


def _unclaimed(places: Sequence[set[int]]) -> list[list[int]]:
    """Return for each figure the places that no other has."""
    claims = Counter(at for claimed in places for at in claimed)
    return [sorted(at for at in claimed if claims[at] == 1) for claimed in places]


def _words_of_english(sentence: _Sentence) -> dict[str, list[int]]:
    """Return where the words of the English stand, by their stems; figures are none."""
    places: dict[str, list[int]] = {}
    for match in _WORD.finditer(sentence.mt.lower(), sentence.target.start, sentence.target.end):
        if not any(_within(match.start(), link.target.span) for link in sentence.links):
            places.setdefault(stem(match.group()), []).append(match.start())
    return places


def _territories(text: str, figures: Sequence[Span], whole: Span, lead: int) -> list[Span]:
    """Return the stretch of a text that goes with each figure, in the order of the figures.

    Between two figures the clause ends the first one's; where nothing ends, all leads up to the second.
    """
    ranked = sorted(range(len(figures)), key=lambda at: figures[at])
    found: dict[int, Span] = {}
    start = whole.start
    for at, following in zip(ranked, [*ranked[1:], None], strict=True):
        end = figures[at].end
        limit = whole.end if following is None else figures[following].start
        cut = _STRONG.search(text, end, limit) or _WEAK.search(text, end, limit)
        stop = cut.start() if cut else limit if following is None else end
        found[at] = Span(max(start, figures[at].start - lead), stop)
        start = stop
    return [found[at] for at in range(len(figures))]
