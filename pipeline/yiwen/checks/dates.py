"""Years, months, days, ordinals and labels that are others than in the Chinese: 2035 for 2025年, "13th" for 十四五.

The grammar of the two languages sets them too differently to compare one by one (今年 is a year in figures, 首次 is no
"first", 3日 is "the 3rd"). What is told stands on one side only, beside one of its kind that only the other side has.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from yiwen.checks.crossed import ORDER, crossed_figures
from yiwen.checks.quarters import other_quarters
from yiwen.checks.sentence_pairs import place_after
from yiwen.checks.sessions import swapped_sessions
from yiwen.checks.spotted import Spotted
from yiwen.text.quantities.chinese_numerals import numeral_value, plain
from yiwen.text.quantities.numerals import ONES, TENS
from yiwen.text.quantities.remembered import of_chinese, of_english
from yiwen.types import Document, Quantity, Span

_DIGITS = re.compile(r"\d+")
_TWO_DIGITS = re.compile(r"(?<!\d)\d\d(?= ?[年后後])")
_DECADES = re.compile(r"(\d0|[二三四五六七八九]+十)年代")
_OF_TODAY = re.compile(
    "[今去明前上同次翌本當当]年|年[内內初底中末]|近年|[過过]去|[昨今明前後后次翌当當]日|[今明昨前后]天|星期|周[一二三四五六日]"
)
_CHARACTERS = re.compile("[零〇一二两三四五六七八九十百]+")
_WORDS = re.compile(rf"\b(?:{'|'.join([*TENS, *ONES])})\b", re.IGNORECASE)
_MONTHS_OF = re.compile(r"\d+ ?月")
_MONTH = re.compile(r"(?<![\d个十一二])(\d{1,2}|十[一二]?|[一二三四五六七八九]) ?月(?![球亮光饼票薪租经])")
_MONTHS = "January February March April May June July August September October November December".split()
_NUMBERS = {name[:3]: float(number) for number, name in enumerate(_MONTHS, start=1)}
_MONTH_NAME = re.compile(
    rf"\b(?:{'|'.join(name for name in _MONTHS if name not in ('March', 'May'))})\b"
    r"|(?:(?<=\b(?:of|in|by|to) )|(?<=\bmid-)|(?<=\b(?:late|from|last|this|next) )|(?<=\b(?:early|since|until|after) ))"
    r"(?:March|May)\b"
)  # elsewhere March and May may be other words
_ANY_MONTH = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})")
_HALF = re.compile(r"[ -](?:half|six months)\b")
_SHORT_YEAR = re.compile(r"(?<=\d[/-])\d\d(?!\d)|(?<=['’])\d\d(?!\d)")
_WORTH = {**ONES, **TENS}
_CENTURIES = (1900.0, 2000.0)
_DECADES_APART = (10.0, 20.0, 100.0)  # of a year and what it was miswritten for; last year is not so far
_MOST = 3  # of one kind, beyond which it is not clear which stands for which

_THIS_YEAR = re.compile(
    r"\b(?:this|last|next|the|that|same|previous|following|current|past) year|year[- ]end", re.IGNORECASE
)
_TODAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|day)\b"
    rf"|\b(?:end|beginning|start)(?:-| of )(?:the (?:month|quarter|year|half)|{'|'.join(_MONTHS)})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Stated:
    """A year, month, day, ordinal or label as a number, and where it stands."""

    value: float
    span: Span


@dataclass(frozen=True, slots=True)
class _OneSided:
    """What of a kind only the Chinese has, and what only the English: where it stands, by its number."""

    missing: Mapping[float, Span]
    extra: Mapping[float, Span]

    def pairs(self) -> tuple[tuple[Span, Span], ...]:
        """Return which stands for which, in order; nothing where there are not as many of both."""
        if not 0 < len(self.missing) == len(self.extra) <= _MOST:
            return ()
        return tuple(zip(self.missing.values(), self.extra.values(), strict=True))


def spot_differing_dates(document: Document) -> Iterator[Spotted]:
    """Yield years, days, months, ordinals and labels of the English that stand for others of the Chinese."""
    for index, src, mt in _sides(document):
        for ours, theirs in _apart(_differing(src, mt)):
            yield Spotted(index, theirs, f"the Chinese has {ours.of(src)}", src_span=ours)


def spot_missing_dates(document: Document) -> Iterator[Spotted]:
    """Yield the end of a text that lacks a year or day of the Chinese, and says no "last year" or "yesterday"."""
    for index, src, mt in _sides(document):
        for span, _ in _apart(_missing(src, mt)):
            message = f"a date of the Chinese is missing: {span.of(src)}"
            yield Spotted(index, place_after(src, mt, span), message, src_span=span)


def spot_added_dates(document: Document) -> Iterator[Spotted]:
    """Yield years and days of the English for which the Chinese has none, nor a 今年 or 昨日."""
    for index, src, mt in _sides(document):
        for span, _ in _apart(_added(src, mt)):
            yield Spotted(index, span, "a date that the Chinese does not have")


def _sides(document: Document) -> Iterator[tuple[int, str, str]]:
    """Yield the segments that have both sides."""
    for index, segment in enumerate(document.segments):
        if segment.src and segment.mt.strip():
            yield index, segment.src, segment.mt


def _apart(places: Iterable[tuple[Span, Span]]) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs of places of which the second overlaps none before: of a date told once, year and day."""
    told: list[Span] = []
    for ours, theirs in places:
        if not any(map(theirs.overlaps, told)):
            told.append(theirs)
            yield ours, theirs


def _differing(src: str, mt: str) -> Iterator[tuple[Span, Span]]:
    for kind in (_years, _days, _months, _ordinals, _labels):
        yield from kind(src, mt).pairs()
    yield from other_quarters(src, mt)
    yield from _of_other_years(src, mt)
    yield from swapped_sessions(src, mt)
    for source, target in crossed_figures(src, mt):
        if source.dimension in ORDER:
            yield source.span, target.span


def _of_other_years(src: str, mt: str) -> Iterator[tuple[Span, Span]]:
    """Yield full dates that stand in the English under another year, though the years and the days are all there."""
    ours, theirs = ([q for q in side if _is_full_date(q)] for side in (of_chinese(src), of_english(mt)))
    said, given = {q.value for q in ours}, {q.value for q in theirs}
    for one in ours:
        others = [q for q in theirs if q.value % 10_000 == one.value % 10_000 and q.value not in said]
        if one.value not in given and len(others) == 1:
            yield one.span, others[0].span


def _is_full_date(quantity: Quantity) -> bool:
    return quantity.dimension == "date" and quantity.value > 10_000 and quantity.value % 100 > 0


def _missing(src: str, mt: str) -> Iterator[tuple[Span, Span]]:
    for kind, instead in ((_years, _THIS_YEAR), (_days, _TODAY)):
        found = kind(src, mt)
        if found.missing and not found.pairs() and not instead.search(mt):
            yield from zip(found.missing.values(), found.missing.values(), strict=True)


def _added(src: str, mt: str) -> Iterator[tuple[Span, Span]]:
    for kind in (_years, _days):
        found = kind(src, mt)
        if found.extra and not found.pairs():
            named = _rarer_years(src, mt) if kind is _years else ()
            spans = [
                span
                for year, span in found.extra.items()
                if not _OF_TODAY.search(src) or any(abs(year - other) in _DECADES_APART for other in named)
            ]
            yield from zip(spans, spans, strict=True)


def _rarer_years(src: str, mt: str) -> Counter[float]:
    """Return the years that the English has less often than the Chinese."""
    counts = [Counter(one.value for one in _years_of(side)) for side in (of_chinese(src), of_english(mt))]
    return counts[0] - counts[1]


def _one_sided(
    ours: Iterable[_Stated], theirs: Iterable[_Stated], here: Collection[float], there: Collection[float]
) -> _OneSided:
    """Return what stands on one side only.

    `here` are all numbers of the Chinese that one of the English may come from, `there` likewise those of the English.
    """
    return _OneSided(
        {one.value: one.span for one in ours if one.value not in there},
        {one.value: one.span for one in theirs if one.value not in here},
    )


@lru_cache(maxsize=4096)
def _years(src: str, mt: str) -> _OneSided:
    ours, theirs = list(_years_of(of_chinese(src))), list(_years_of(of_english(mt)))
    if {one.value for one in ours} == {one.value for one in theirs}:
        return _NOTHING
    chinese = plain(src)
    short = {int(two) for two in _TWO_DIGITS.findall(chinese)}
    here = _printed(chinese) | {year.value for year in ours}
    here |= {century + two for two in short for century in _CENTURIES}
    here |= {1951.0 + 5 * plan + year for plan in _plans(src) for year in range(5)}
    here |= {century + decade + year for decade in _decades(chinese) for year in (0, 9) for century in _CENTURIES}
    there = _printed(mt) | {year.value for year in theirs} | {2000.0 + int(two) for two in _SHORT_YEAR.findall(mt)}
    return _one_sided(ours, theirs, here, there)


def _decades(chinese: str) -> Iterator[float]:
    """Yield 80 for 80年代, 60 and 70 for 六七十年代."""
    for decades in _DECADES.findall(chinese):
        yield from [float(decades)] if decades.isdigit() else [10 * numeral_value(digit) for digit in decades[:-1]]


def _plans(src: str) -> Iterator[float]:
    """Yield 14 for 十四五, the plan of 2021 to 2025."""
    return (one.value for one in of_chinese(src) if one.dimension == "ordinal" and "五" in one.span.of(src)[-2:])


def _years_of(quantities: Iterable[Quantity]) -> Iterator[_Stated]:
    """Yield the years, both ends of a span of them."""
    for one in quantities:
        if one.dimension == "year":
            yield _Stated(one.value, one.span)
            if one.high is not None:
                yield _Stated(one.high, one.span)
        elif one.dimension == "date" and one.value >= 10_000:
            yield _Stated(one.value // 10_000, one.span)


@lru_cache(maxsize=4096)
def _days(src: str, mt: str) -> _OneSided:
    """Compare month and day, as 1230 for December 30; the day alone ("the 30th") is enough."""
    ours, theirs = list(_days_of(of_chinese(src))), list(_days_of(of_english(mt)))
    if {one.value for one in ours} == {one.value for one in theirs}:
        return _NOTHING
    stated, printed = {day.value for day in ours}, _printed(mt) | _ordinals_of(mt)
    alone = _numbers(_MONTHS_OF.sub(" ", plain(src))) - {day % 100 for day in stated}
    there = {day.value for day in theirs} | {d for d in stated if d % 100 in printed and not theirs}
    free = [day for day in theirs if day.value % 100 not in alone]
    return _one_sided(ours, free, stated, there)


def _days_of(quantities: Iterable[Quantity]) -> Iterator[_Stated]:
    for one in quantities:
        for value in (one.value, one.high) if one.dimension == "date" else ():
            if value is not None and value % 100:
                yield _Stated(value % 10_000, one.span)


def _months(src: str, mt: str) -> _OneSided:
    names = _MONTH_NAME.finditer(mt) if "月" in src else ()
    theirs = [_Stated(_NUMBERS[name[0][:3]], Span(*name.span())) for name in names]
    if not theirs:
        return _NOTHING
    chinese = plain(src)
    ours = [_Stated(numeral_value(month[1]), Span(*month.span())) for month in _MONTH.finditer(chinese)]
    there = {_NUMBERS[name] for name in _ANY_MONTH.findall(mt)}
    if {month.value for month in ours} <= there:
        return _NOTHING
    return _one_sided(ours, theirs, _numbers(_without_measures(chinese, of_chinese(src))), there)


def _ordinals(src: str, mt: str) -> _OneSided:
    """Compare ordinals but the first, which may be anything; a half of the year always counts."""
    ours = [q for q in of_chinese(src) if q.dimension == "ordinal" and (q.value > 1 or "半年" in q.span.of(src))]
    named = [q for q in of_english(mt) if q.dimension == "ordinal"] if ours else []
    theirs = [q for q in named if q.value > 1 or _HALF.match(mt, q.span.end)]
    if not theirs or {q.value for q in ours} <= {q.value for q in named}:
        return _NOTHING
    bare = _without_measures(mt, of_english(mt))
    there = _printed(bare) | {float(_WORTH[word.lower()]) for word in _WORDS.findall(bare)} | _ordinals_of(mt)
    there |= {q.value % 100 for q in of_english(mt) if q.dimension == "date"}
    here = _numbers(_MONTHS_OF.sub(" ", _without_measures(plain(src), of_chinese(src)))) | {q.value for q in ours}
    return _one_sided(_as_stated(ours), _as_stated(theirs), here, there)


def _as_stated(quantities: Iterable[Quantity]) -> list[_Stated]:
    return [_Stated(one.value, one.span) for one in quantities]


def _without_measures(text: str, quantities: Iterable[Quantity]) -> str:
    """Return the text with its amounts left out, which no ordinal renders: the 2 of 下降2% is no second quarter."""
    parts, end = [], 0
    for one in quantities:
        if one.unit and one.dimension != "duration":
            parts.append(text[end : one.span.start])
            end = one.span.end
    return " ".join([*parts, text[end:]])


def _ordinals_of(mt: str) -> set[float]:
    return {q.value for q in of_english(mt) if q.dimension == "ordinal"}


def _labels(src: str, mt: str) -> _OneSided:
    ours = _as_stated(q for q in of_chinese(src) if q.dimension == "label")
    theirs = _as_stated(q for q in of_english(mt) if q.dimension == "label") if ours else []
    if not theirs:
        return _NOTHING
    here = _numbers(plain(src)) | {label.value for label in ours}
    return _one_sided(ours, theirs, here, _printed(mt) | {label.value for label in theirs})


_NOTHING = _OneSided({}, {})


def _printed(text: str) -> set[float]:
    return set(map(float, _DIGITS.findall(text)))


def _numbers(chinese: str) -> set[float]:
    """Return the numbers of a `plain` text, in digits or characters, each character for itself too."""
    numbers = _printed(chinese)
    for run in _CHARACTERS.findall(chinese):
        numbers |= {numeral_value(run), *map(numeral_value, run)}
    return numbers
