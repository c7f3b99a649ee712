"""Quantities of the machine output against those of the Chinese beside it; mended only where the cause is certain."""

import re
from collections.abc import Iterator, Sequence

from yiwen.checks.compared import compared, is_traditional
from yiwen.checks.reading import Reading
from yiwen.checks.rewritten import garbled_figures, with_figure, with_points, with_range, with_unit
from yiwen.checks.spotted import Spotted
from yiwen.text.quantities.chinese_numerals import plain
from yiwen.text.quantities.chinese_units import UNITS
from yiwen.text.quantities.compare import Comparison, Difference, Kind
from yiwen.text.quantities.likeness import is_vague, same_figure, worth
from yiwen.text.quantities.pairing import significant
from yiwen.text.quantities.units import BY_NAME, find_unit
from yiwen.text.quantities.written import figure_span, write_figure
from yiwen.types import Finding, Fix, Quantity, Segment, Span

_ABROAD = re.compile(
    "美元|美金|港元|港币|港幣|欧元|日元|日圆|英镑|韩元|卢布|澳元|加元|新元|台币|卢比|外币|[$€£]|US|HK|"
    "美国|香港|澳门|台湾|日本|英国|欧洲|欧盟|加拿大|澳大利亚|新加坡|韩国"
)
_STATED_BOUND = re.compile("(?:不低于|不少于|不超过|至少|不到|不足|未满|不满) ?$")
_BOUND_BEHIND = re.compile("..?以[上下]|以[上下]")  # 达20年以上: 达 says nothing more
_OTHER_UNIT = re.compile("[呎尺吋哩]|英")  # 平方呎: the parser reads 平方 alone as square meters
_DIGITS = re.compile(r"\d[\d,.]*")
_BROKEN_BEFORE = re.compile(r"\d[,.]$|(?<!\d)\d{1,3}[,.] $")  # "26,1.5", "1, 500,000", but not "2023, 4,500"
_BROKEN_AFTER = re.compile(r"[,.](?:\d| \d{1,3}(?!\d))")
_LISTED, _LIST = re.compile(r"(?<![\d,.])\d{1,3}(?:\.\d+)?,? and $"), 12  # its scale word is that figure's, too
_DOLLARS = frozenset({"dollar", "US dollar"})
_EACH = re.compile("每(平方米|平方公里|公顷|亩|公里|公斤|千克|吨)")
_PER = re.compile(
    r"\b(?:per|a|an|each|every) (square (?:kilo)?met(?:er|re)|square (?:foot|mile)|hectare|acre|mu|kilomet(?:er|re)"
    r"|mile|kilogram(?:me)?|pound|ton(?:ne)?)\b"
)
_FEW = 10
_MANY = 1000
_MEASURED = frozenset({"area", "length", "mass", "volume", "energy", "power", "money"})
_GROWS = re.compile("(?:增长|增加|提高|增|上升|扩大|超出|多)(?:了|约|近|超|超过)*$")
_TIMES_MORE = re.compile(r"(?:increas|grew|grow|ris|rose|up|higher|more)\w*\W+(?:\w+\W+){0,3}$", re.IGNORECASE)
_DEGREES = re.compile(r" degrees?(?! ?(?:Celsius|Fahrenheit|centigrade|C\b|F\b|north|south|east|west))")


def spot_scales(reading: Reading) -> Iterator[Spotted]:
    """Yield figures a power of ten off ("192,000 hectares" for 1.92万公顷) and figures with misplaced separators."""
    for index, segment, src, comparison in reading.compared:
        differences = comparison.differences
        alone: dict[str, bool] = {}
        for one in differences:
            if one.kind is Kind.SCALE and one.source and one.target and not _is_broken(segment.mt, one.target):
                dimension = one.source.dimension
                if dimension not in alone:
                    alone[dimension] = _is_sole(dimension, differences)
                yield _scale(index, segment.mt, src, one, one.source, one.target, sole=alone[dimension])
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
    unit = worth(source, target) or 1.0  # in units of the source
    if source.high is not None and target.high is not None:
        edit = with_range(mt, target, source.value / unit, source.high / unit)
    else:
        edit = with_figure(mt, target, source.value / unit)
    if edit is None:
        return Spotted(index, target.span, message, src_span=source.span)
    alone = sole and (source.dimension in _MEASURED or min(source.value, target.value) >= _MANY)
    if _LISTED.search(mt, max(0, target.span.start - _LIST), target.span.start):
        return Spotted(index, target.span, message, src_span=source.span)
    safe = found.certain and (alone or _is_sure(mt, src, source, target))
    fix, confidence = (Fix.SAFE, 0.95) if safe else (Fix.REVIEW, 0.6)
    return Spotted(index, edit[0], message, edit[1], fix, confidence, src_span=source.span)


def _is_broken(mt: str, target: Quantity) -> bool:
    """Return whether digits stand on the other side of a comma or point: "26,1.5 million", "1, 500,000"."""
    span = figure_span(mt, target) or target.span
    if not mt[span.end - 1 : span.end].isdigit():
        return False  # "2 billion, 5 billion"
    before = _BROKEN_BEFORE.search(mt, max(0, span.start - 6), span.start)
    return bool(before or _BROKEN_AFTER.match(mt, span.end))


def _is_sure(mt: str, src: str, source: Quantity, target: Quantity) -> bool:
    """Return whether the digits cannot agree by chance: two or more, or one printed alike with a unit or scale word."""
    if source.high is not None and source.dimension != "ratio":
        return True
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


def spot_units(reading: Reading) -> Iterator[Spotted]:
    """Yield figures that were kept under another unit or currency: "300 acres" for 300公顷, "50 dollars" for 50元.

    Acres for mu are the glossary's.
    """
    for index, segment, src, comparison in reading.compared:
        for one in comparison.differences:
            if one.kind is Kind.UNIT and one.source and one.target and not _is_others(src, one.source, one.target):
                yield _unit(index, segment.mt, src, one.source, one.target)
        for source, target in comparison.pairs:
            degrees = _DEGREES.match(segment.mt, target.span.end)
            if source.unit == "kilowatt-hour" and target.unit == "" and degrees:
                message = f"度 counts kilowatt-hours: the Chinese has {source.span.of(src)}"
                span = Span(*degrees.span())
                yield Spotted(index, span, message, " kilowatt-hours", Fix.SAFE, 0.95, src_span=source.span)
            if not source.unit and target.unit in _DOLLARS and _is_of_china(src):
                message = f"dollars: the Chinese has {source.span.of(src)} and no foreign money"
                yield Spotted(index, target.span, message, src_span=source.span)
        for ours, theirs in _other_rates(src, segment.mt, comparison):
            yield Spotted(index, theirs, f"the Chinese has {ours.of(src)}", src_span=ours)


def _is_of_china(src: str) -> bool:
    """Return whether a text speaks of 元 and of no money or place abroad."""
    return "元" in src and not _ABROAD.search(src) and not is_traditional(src)


def _other_rates(src: str, mt: str, comparison: Comparison) -> Iterator[tuple[Span, Span]]:
    """Yield 每公顷 and "per acre", right behind a figure that is kept: a rate by another unit of the same kind.

    Acres for mu are the glossary's.
    """
    kept = {target.span.end for source, target in comparison.pairs if same_figure(source, target)}
    ours = {UNITS[match[1]]: Span(*match.span()) for match in _EACH.finditer(plain(src))}
    for rate in _PER.finditer(mt) if ours else ():
        unit = find_unit(rate[1])
        kin = [one for one in ours if BY_NAME[one].dimension == unit.dimension]
        if rate.start() - 1 in kept and kin and unit.name not in ours and {unit.name, *kin} != {"acre", "mu"}:
            yield ours[kin[0]], Span(*rate.span())


def _is_others(src: str, source: Quantity, target: Quantity) -> bool:
    """Return whether the difference is another rule's, a manner of speaking, or of a unit that was not read whole."""
    if is_vague(source) and is_vague(target):  # thousands of miles
        return source.dimension != "money"
    return {source.unit, target.unit} == {"mu", "acre"} or bool(_OTHER_UNIT.match(src, source.span.end))


def _unit(index: int, mt: str, src: str, source: Quantity, target: Quantity) -> Spotted:
    message = f"the unit is another: the Chinese has {source.span.of(src)}"
    figure = figure_span(mt, target)
    if (source.unit, target.unit) == ("permille", "percent") and figure:
        tenth = write_figure(source.value / 10)
        return Spotted(index, figure, message, tenth, Fix.SAFE, 0.9, src_span=source.span)
    if source.dimension == "ratio" or source.dimension != target.dimension:
        return Spotted(index, target.span, message, src_span=source.span)
    edit = with_unit(mt, target, source.unit)
    if edit is None:
        return Spotted(index, target.span, message, src_span=source.span)
    foreign = source.dimension == "money" and source.unit == "yuan" and _ABROAD.search(src)
    safe = not foreign and source.value >= _FEW
    fix, confidence = (Fix.SAFE, 0.9) if safe else (Fix.REVIEW, 0.5)
    return Spotted(index, edit[0], message, edit[1], fix, confidence, src_span=source.span)


def spot_points(reading: Reading) -> Iterator[Spotted]:
    """Yield percent for percentage points: "up 2 percent" for 提高2个百分点."""
    for index, segment, src, comparison in reading.compared:
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


def spot_multiples(reading: Reading) -> Iterator[Spotted]:
    """Yield "increased two times" for 增长2倍, which is to three times."""
    for index, segment, src, comparison in reading.compared:
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


def spot_bounds(reading: Reading) -> Iterator[Spotted]:
    """Yield bounds that were turned round: "nearly 200" for 超过200."""
    for index, segment, src, comparison in reading.compared:
        for one in comparison.differences:
            if one.kind is Kind.BOUND and one.source and one.target and _says_bounds(src, segment.mt, one):
                message = f"'{one.target.bound}': the Chinese says '{one.source.bound}', {_around(src, one.source)}"
                yield Spotted(index, one.target.span, message, src_span=one.source.span)


def _says_bounds(src: str, mt: str, found: Difference) -> bool:
    """Return whether both bounds are what they seem: no 不会超过, no "up to", which stands for 达 and 上 too."""
    start = found.source.span.start if found.source else 0
    if stated := _STATED_BOUND.search(src, max(0, start - 4), start):
        start = stated.start()
    before = src[max(0, start - 5) : start]
    preceding = mt[: found.target.span.start].rstrip().lower() if found.target else ""
    loose: tuple[str, ...] = ("up to",) if stated else ("up to", "within")
    if found.target and found.target.unit in ("day", "month", "year", "decade"):
        loose = ("up to", "within", "over")  # "over three years" is as long as three years, too
    behind = found.source is not None and _BOUND_BEHIND.match(src, found.source.span.end)
    return not re.search("[不未没勿]" if behind else "[不未没勿]|(?<!以)[上达]$", before) and not preceding.endswith(
        loose
    )


def _around(src: str, quantity: Quantity) -> str:
    return src[max(0, quantity.span.start - 3) : quantity.span.end + 3]


def without_conversions(segment: Segment, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings that would not rename the unit of a right conversion: 1,401 acres of 8505亩 are 8,505 mu."""
    if not segment.src or not any(finding.kind == "unit" for finding in findings):
        return list(findings)
    pairs = compared(segment.src, segment.mt).pairs
    right = [other.span for one, other in pairs if one.unit and other.unit and one.unit != other.unit]
    return [f for f in findings if f.kind != "unit" or not any(f.span.overlaps(span) for span in right)]
