"""Quantities of the machine output against those of the Chinese beside it; mended only where the cause is certain."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from yiwen.checks.rewritten import garbled_figures, with_figure, with_points, with_unit
from yiwen.checks.sentence_pairs import place_after
from yiwen.checks.spotted import Spotted
from yiwen.text.quantities.chinese_numerals import read_numeral
from yiwen.text.quantities.compare import Comparison, Difference, Kind, compare, significant
from yiwen.text.quantities.remembered import of_chinese, of_english
from yiwen.text.quantities.written import figure_span
from yiwen.types import Document, Finding, Fix, Quantity, Segment, Span

_TRADITIONAL = re.compile("[億萬國們為與時個來這對開發經實會學說過還進員業產區長門關]")
_ABROAD = re.compile(
    "美元|美金|港元|港币|港幣|欧元|日元|日圆|英镑|韩元|卢布|澳元|加元|新元|台币|卢比|外币|[$€£]|US|HK|"
    "美国|香港|澳门|台湾|日本|英国|欧洲|欧盟|加拿大|澳大利亚|新加坡|韩国"
)
_OTHER_UNIT = re.compile("[呎尺吋哩]|英")  # 平方呎: the parser reads 平方 alone as square meters
_DIGITS = re.compile(r"\d[\d,.]*")
_BROKEN_BEFORE = re.compile(r"\d[,.] ?$")
_BROKEN_AFTER = re.compile(r"[,.] ?\d")
_CHARACTERS = re.compile("[零〇一二两三四五六七八九十百千万亿]+")
_PART_OF_NAME = re.compile("代|世纪|世紀|后|後|号|號|度|周年|週年")  # 80年代, 20世纪, 95后, 555号
_FEW = 10
_MEASURED = frozenset({"area", "length", "mass", "volume", "energy", "power", "money"})
_GROWS = re.compile("(?:增长|增加|提高|增|上升|扩大|超出|多)(?:了|约|近|超|超过)*$")
_TIMES_MORE = re.compile(r"(?:increas|grew|grow|ris|rose|up|higher|more)\w*\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
_DEGREES = re.compile(r" degrees?(?! ?(?:Celsius|Fahrenheit|centigrade|C\b|F\b|north|south|east|west))")


@lru_cache(maxsize=4096)  # a document is read again after each repair
def compared(src: str, mt: str) -> Comparison:
    """Return the quantities of a Chinese text and its English compared."""
    return compare(of_chinese(src), of_english(mt), any_currency=_TRADITIONAL.search(src) is not None)


@lru_cache(maxsize=2)  # every rule asks for the same document
def _compared(segments: tuple[Segment, ...]) -> tuple[tuple[int, Segment, str, Comparison], ...]:
    """Return index, segment, source and comparison of the segments with a source whose quantities differ or pair."""
    return tuple(
        (index, segment, segment.src, comparison)
        for index, segment in enumerate(segments)
        if segment.src and ((comparison := compared(segment.src, segment.mt)).differences or comparison.pairs)
    )


def spot_scales(document: Document) -> Iterator[Spotted]:
    """Yield figures a power of ten off ("192,000 hectares" for 1.92万公顷) and figures with misplaced separators."""
    for index, segment, src, comparison in _compared(document.segments):
        differences = comparison.differences
        for one in differences:
            if one.kind is Kind.SCALE and one.source and one.target and not _is_broken(segment.mt, one.target):
                sole = _is_sole(one.source.dimension, differences)
                yield _scale(index, segment.mt, src, one, one.source, one.target, sole=sole)
        for span, written, quantity in _garbled(segment.mt, comparison):
            message = f"not a number; the Chinese has {quantity.span.of(src)}"
            yield Spotted(index, span, message, written, Fix.SAFE, 0.95, src_span=quantity.span)


def _garbled(mt: str, comparison: Comparison) -> list[tuple[Span, str, Quantity]]:
    """Return the figures that are no numbers, with what they stand for."""
    open_ = [d.source for d in comparison.differences if d.kind in (Kind.MISSING, Kind.SCALE) and d.source]
    return list(garbled_figures(mt, open_))


def _is_sole(dimension: str, differences: Sequence[Difference]) -> bool:
    """Return whether of a dimension nothing differs but by powers of ten, so that each figure stands for its like."""
    open_ = [d for d in differences if d.kind in (Kind.SCALE, Kind.MISSING, Kind.ADDED, Kind.UNIT)]
    touching = [d for d in open_ if dimension in {q.dimension for q in (d.source, d.target) if q}]
    return all(d.kind is Kind.SCALE and d.certain for d in touching)


def _scale(
    index: int, mt: str, src: str, found: Difference, source: Quantity, target: Quantity, *, sole: bool
) -> Spotted:
    factor = f"{10 ** abs(found.power):,} times too {'large' if found.power > 0 else 'small'}"
    message = f"{factor}: the Chinese has {source.span.of(src)}"
    edit = with_figure(mt, target, source.value)
    if edit is None:
        return Spotted(index, target.span, message, src_span=source.span)
    safe = found.certain and (_is_sure(mt, src, source, target) or (sole and source.dimension in _MEASURED))
    fix, confidence = (Fix.SAFE, 0.95) if safe else (Fix.REVIEW, 0.6)
    return Spotted(index, edit[0], message, edit[1], fix, confidence, src_span=source.span)


def _is_broken(mt: str, target: Quantity) -> bool:
    """Return whether digits stand on the other side of a comma or point: "26,1.5 million", "1, 500,000"."""
    span = figure_span(mt, target) or target.span
    before = _BROKEN_BEFORE.search(mt, max(0, span.start - 4), span.start)
    return bool(before or _BROKEN_AFTER.match(mt, span.end))


def _is_sure(mt: str, src: str, source: Quantity, target: Quantity) -> bool:
    """Return whether the digits cannot agree by chance: two or more, or one printed alike with a unit or scale word."""
    if len(significant(source.value)) >= 2 and source.dimension != "ratio":
        return True
    figure = figure_span(mt, target)
    if figure is None or _printed(src, source.span) != _printed(mt, figure):
        return False
    return bool(target.unit) or len(figure.of(mt)) >= 2  # a lone "6" may be anything


def _printed(text: str, span: Span) -> str:
    """Return the number as printed before its scale word, or the first numeral in characters or words."""
    digits = _DIGITS.search(text, span.start, span.end)
    if digits:
        return digits.group().rstrip(",.").replace(",", "")
    named = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
    named |= {"nine": "9", "ten": "10"}
    characters = "零一二三四五六七八九十"
    first = span.of(text).split("-")[0].split(" ")[0].lower()
    return named.get(first, str(characters.find(first[:1])) if first[:1] in characters else first)


def spot_units(document: Document) -> Iterator[Spotted]:
    """Yield figures that were kept under another unit or currency: "300 acres" for 300公顷, "50 dollars" for 50元.

    Acres for mu are the glossary's.
    """
    for index, segment, src, comparison in _compared(document.segments):
        for one in comparison.differences:
            if one.kind is Kind.UNIT and one.source and one.target and not _is_others(src, one.source, one.target):
                yield _unit(index, segment.mt, src, one.source, one.target)
        for source, target in comparison.pairs:
            degrees = _DEGREES.match(segment.mt, target.span.end)
            if source.unit == "kilowatt-hour" and target.unit == "" and degrees:
                message = f"度 counts kilowatt-hours: the Chinese has {source.span.of(src)}"
                span = Span(*degrees.span())
                yield Spotted(index, span, message, " kilowatt-hours", Fix.SAFE, 0.95, src_span=source.span)


def _is_others(src: str, source: Quantity, target: Quantity) -> bool:
    """Return whether the difference is another rule's, or the Chinese unit was not read whole."""
    return {source.unit, target.unit} == {"mu", "acre"} or bool(_OTHER_UNIT.match(src, source.span.end))


def _unit(index: int, mt: str, src: str, source: Quantity, target: Quantity) -> Spotted:
    message = f"the unit is another: the Chinese has {source.span.of(src)}"
    if source.dimension == "ratio" or source.dimension != target.dimension:
        return Spotted(index, target.span, message, src_span=source.span)
    edit = with_unit(mt, target, source.unit)
    if edit is None:
        return Spotted(index, target.span, message, src_span=source.span)
    foreign = source.dimension == "money" and source.unit == "yuan" and _ABROAD.search(src)
    safe = not foreign and source.value >= _FEW
    fix, confidence = (Fix.SAFE, 0.9) if safe else (Fix.REVIEW, 0.5)
    return Spotted(index, edit[0], message, edit[1], fix, confidence, src_span=source.span)


def spot_points(document: Document) -> Iterator[Spotted]:
    """Yield percent for percentage points: "up 2 percent" for 提高2个百分点."""
    for index, segment, src, comparison in _compared(document.segments):
        for one in comparison.differences:
            if one.kind is Kind.POINTS and one.source and one.target:
                yield _points(index, segment.mt, src, one.source, one.target)


def _points(index: int, mt: str, src: str, source: Quantity, target: Quantity) -> Spotted:
    said, meant = ("percent", "percentage points") if target.unit == "percent" else ("points", "percent")
    message = f"{said} for {meant}: the Chinese has {source.span.of(src)}"
    edit = with_points(mt, target) if target.unit == "percent" else None
    if edit is None:
        return Spotted(index, target.span, message, src_span=source.span)
    return Spotted(index, edit[0], message, edit[1], Fix.SAFE, 0.9, src_span=source.span)


def spot_multiples(document: Document) -> Iterator[Spotted]:
    """Yield "increased two times" for 增长2倍, which is to three times."""
    for index, segment, src, comparison in _compared(document.segments):
        for one in comparison.differences:
            if one.kind is not Kind.MULTIPLE or not one.source or not one.target or one.source.value >= _FEW:
                continue
            grows = _GROWS.search(src, max(0, one.source.span.start - 6), one.source.span.start)
            if grows and _TIMES_MORE.search(segment.mt, max(0, one.target.span.start - 40), one.target.span.start):
                message = (
                    f"{src[grows.start() : one.source.span.end]} is to {one.source.value + 1:g} times; "
                    f"many read the English as {one.target.value:g} times"
                )
                yield Spotted(index, one.target.span, message, src_span=one.source.span)


def spot_bounds(document: Document) -> Iterator[Spotted]:
    """Yield bounds that were turned round: "nearly 200" for 超过200."""
    for index, segment, src, comparison in _compared(document.segments):
        for one in comparison.differences:
            if one.kind is Kind.BOUND and one.source and one.target and _says_bounds(src, segment.mt, one):
                message = f"'{one.target.bound}': the Chinese says '{one.source.bound}', {_around(src, one.source)}"
                yield Spotted(index, one.target.span, message, src_span=one.source.span)


def _says_bounds(src: str, mt: str, found: Difference) -> bool:
    """Return whether both bounds are what they seem: no 不会超过, no "up to", which stands for 达 and 上 too."""
    before = src[max(0, found.source.span.start - 5) : found.source.span.start] if found.source else ""
    preceding = mt[: found.target.span.start].rstrip().lower() if found.target else ""
    return not re.search("[不未没勿]|[上达]$", before) and not preceding.endswith(("up to", "within"))


def _around(src: str, quantity: Quantity) -> str:
    return src[max(0, quantity.span.start - 3) : quantity.span.end + 3]


def spot_missing(document: Document) -> Iterator[Spotted]:
    """Yield the end of a text that lacks a figure of the Chinese."""
    for index, segment, src, comparison in _compared(document.segments):
        for quantity in _missing(src, segment.mt, comparison):
            message = f"a figure of the Chinese is missing: {quantity.span.of(src)}"
            place = place_after(src, segment.mt, quantity.span)
            yield Spotted(index, place, message, src_span=quantity.span)


def _missing(src: str, mt: str, comparison: Comparison) -> list[Quantity]:
    """Return the quantities that are missing for certain: with digits, and these nowhere in the English."""
    missing = [one.source for one in comparison.differences if one.kind is Kind.MISSING and one.source]
    shown = _figures(mt) if missing else set()
    return [
        q
        for q in missing
        if _counts(src, q) and significant(q.value) not in shown and not _PART_OF_NAME.match(src, q.span.end)
    ]


def spot_added(document: Document) -> Iterator[Spotted]:
    """Yield figures that the Chinese does not have."""
    for index, segment, src, comparison in _compared(document.segments):
        added = [one.target for one in comparison.differences if one.kind is Kind.ADDED and one.target]
        shown = _figures(src) if added else set()
        for quantity in added:
            if _counts(segment.mt, quantity) and significant(quantity.value) not in shown:
                message = "a figure that the Chinese does not have"
                yield Spotted(index, quantity.span, message)


def _counts(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity is a figure that must not get lost: printed in digits, and no mere handful."""
    written = quantity.span.of(text)
    if quantity.high is not None or quantity.value == 1 or not any(letter.isdigit() for letter in written):
        return False
    return bool(quantity.unit) or quantity.value >= _FEW


def _figures(text: str) -> set[str]:
    """Return the significant digits of all figures in a text, dates, years and numerals in characters too."""
    shown = {match.group().replace(",", "").replace(".", "").strip("0") for match in _DIGITS.finditer(text)}
    for match in _CHARACTERS.finditer(text):
        numeral = read_numeral(match.group(), 0)
        if numeral is not None:
            shown.add(significant(numeral.value))
    return shown


def without_conversions(segment: Segment, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that would not rename the unit of a right conversion: 1,401 acres of 8505亩 are 8,505 mu."""
    if not segment.src or not any(finding.kind == "unit" for finding in findings):
        return list(findings)
    pairs = compared(segment.src, segment.mt).pairs
    right = [other.span for one, other in pairs if one.unit and other.unit and one.unit != other.unit]
    return [f for f in findings if f.kind != "unit" or not any(f.span.overlaps(span) for span in right)]
