"""Figures that only one side has: left out, added, or another in the place of the one that the Chinese gives.

Nothing is changed: whether the figure or the words round it are wrong is for a person to say.
"""

import math
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from yiwen.checks.crossed import CROSSED, ORDER, crossed_figures
from yiwen.checks.directions import turned_round
from yiwen.checks.reading import Reading
from yiwen.checks.sentence_pairs import place_after
from yiwen.checks.spotted import Spotted
from yiwen.text.quantities.chinese_numerals import plain, read_numeral
from yiwen.text.quantities.compare import Comparison, Kind
from yiwen.text.quantities.likeness import is_vague, worth
from yiwen.text.quantities.pairing import significant
from yiwen.text.quantities.remembered import of_english
from yiwen.types import Quantity

_DIGITS = re.compile(r"\d[\d,.]*")
_CHARACTERS = re.compile(r"(?<![\d.零〇一二两三四五六七八九十百千万亿])[零〇一二两三四五六七八九十百千万亿]+")
_PART_OF_NAME = re.compile("代|世纪|世紀|后|後|号|號|度|周年|週年")  # 80年代, 20世纪, 95后, 555号
_DISCOUNT = re.compile(r"([一二三四五六七八九]|\d(?:\.\d)?)折(?![扣旧合射算叠腾磨])")
_WHOLE = re.compile(
    r"\b(?:all|every(?:one|body)?|each|full|fully|entire|entirely|whole|complete|completely|totally)\b", re.IGNORECASE
)
_PLAN = re.compile(r"[ -]Plan\b", re.IGNORECASE)  # Five-Year
_FEW = 10
_NEAR = 0.15  # 三成 may be "a third"
_APART = 0.9  # powers of ten between dozens and hundreds
_MOST = 3  # figures of one kind, beyond which it is not clear which stands for which

Pair = tuple[Quantity, Quantity]


def spot_differing(reading: Reading) -> Iterator[Spotted]:
    """Yield figures that stand for another of the Chinese: "a quarter" for 三分之二, "126.87 billion" for 1286.7亿.

    Figures that changed places are such, and falls told as rises.
    """
    for index, segment, src, comparison in reading.compared:
        for source, target in _differing(src, segment.mt, comparison):
            if _PLAN.match(segment.mt, target.span.end):
                continue
            yield Spotted(index, target.span, f"the Chinese has {source.span.of(src)}", src_span=source.span)
        for source, target in crossed_figures(src, segment.mt):
            if source.dimension in ORDER:
                continue
            message = f"{CROSSED}: the Chinese has {source.span.of(src)} here"
            yield Spotted(index, target.span, message, src_span=source.span)

        for ours, theirs in turned_round(src, segment.mt, comparison):
            yield Spotted(index, theirs, f"the other way round: the Chinese has {ours.of(src)}", src_span=ours)


def spot_missing(reading: Reading) -> Iterator[Spotted]:
    """Yield the end of a text that lacks a figure of the Chinese."""
    for index, segment, src, comparison in reading.compared:
        for quantity in _missing(src, segment.mt, comparison):
            message = f"a figure of the Chinese is missing: {quantity.span.of(src)}"
            place = place_after(src, segment.mt, quantity.span)
            yield Spotted(index, place, message, src_span=quantity.span)


def spot_added(reading: Reading) -> Iterator[Spotted]:
    """Yield figures that the Chinese does not have."""
    for index, segment, src, comparison in reading.compared:
        for quantity in _added(src, segment.mt, comparison):
            yield Spotted(index, quantity.span, "a figure that the Chinese does not have")


@lru_cache(maxsize=256)
def _differing(src: str, mt: str, comparison: Comparison) -> tuple[Pair, ...]:
    """Return the figures of the Chinese and those in their place: as many of a kind are missing as are added."""
    missing = _of_kinds(one.source for one in comparison.differences if one.kind is Kind.MISSING)
    added = _of_kinds(one.target for one in comparison.differences if one.kind is Kind.ADDED)
    pairs: list[Pair] = []
    for kind in sorted(missing.keys() & added.keys()):
        if len(missing[kind]) == len(added[kind]) <= _MOST:
            pairs += zip(missing[kind], added[kind], strict=True)
    told = (pair for pair in pairs if _is_another(*pair) and not _is_elsewhere(src, mt, *pair))
    return (*told, *_handfuls(src, mt, comparison))


def _handfuls(src: str, mt: str, comparison: Comparison) -> Iterator[Pair]:
    """Yield the one count below ten of the Chinese, in digits, and the only one of the English: "six" for 3例.

    In characters (两位, 三个) it may be a manner of speaking.
    """
    missing = [one.source for one in comparison.differences if one.kind is Kind.MISSING and one.source]
    added = [one.target for one in comparison.differences if one.kind is Kind.ADDED and one.target]
    pairs = [[q for q in side if q.dimension == "count" and 1 < q.value < _FEW] for side in (missing, added)]
    if len(pairs[0]) == 1 == len(pairs[1]):
        source, target = pairs[0][0], pairs[1][0]
        if source.span.of(src).isdecimal() and not mt.startswith(" other", target.span.end):
            yield source, target


def _of_kinds(quantities: Iterable[Quantity | None]) -> dict[str, list[Quantity]]:
    """Return the quantities by dimension, without counts of a mere handful."""
    kinds: dict[str, list[Quantity]] = {}
    for one in filter(None, quantities):
        if one.dimension != "count" or one.value >= _FEW or one.high is not None:
            kinds.setdefault(one.dimension, []).append(one)
    return kinds


def _is_another(source: Quantity, target: Quantity) -> bool:
    """Return whether the two cannot be one amount in other words."""
    factor = worth(source, target)
    if factor is None:
        return source.dimension in ("money", "ratio")
    low, given = source.value, target.value * factor
    if is_vague(source) or is_vague(target):
        return low > 0 and given > 0 and abs(math.log10(given / low)) >= _APART and is_vague(source) is is_vague(target)
    if source.dimension in ("ratio", "duration"):
        increased = source.value + 1 if source.unit == "time" else source.value
        return all(abs(given - value) > _NEAR * max(given, value) for value in (low, increased))
    return True


def _is_elsewhere(src: str, mt: str, source: Quantity, target: Quantity) -> bool:
    """Return whether the digits of one stand on the other side, in another figure."""
    theirs = _figures(_but(mt, [target])) | _spelled(mt, target)
    ours = _figures(_but(src, [source]))
    return significant(source.value) in theirs or significant(target.value) in ours


def _but(text: str, quantities: Iterable[Quantity]) -> str:
    """Return the text without these quantities, which stand for others."""
    for span in sorted({one.span for one in quantities}, reverse=True):  # the ends of a range have one span
        text = f"{text[: span.start]} {text[span.end :]}"
    return text


def _missing(src: str, mt: str, comparison: Comparison) -> list[Quantity]:
    """Return the quantities that are missing for certain: with digits, and these nowhere in the English."""
    missing = [one.source for one in comparison.differences if one.kind is Kind.MISSING and one.source]
    replaced = [source for source, _ in _differing(src, mt, comparison)] if missing else ()
    shown = _figures(_but(mt, [target for _, target in comparison.pairs])) if missing else set()
    return [
        q
        for q in missing
        if q not in replaced
        and _counts(src, q)
        and significant(q.value) not in shown
        and not _PART_OF_NAME.match(src, q.span.end)
        and not (q.unit == "percent" and q.value == 100 and _WHOLE.search(mt))
    ]


def _added(src: str, mt: str, comparison: Comparison) -> list[Quantity]:
    """Return the quantities that were added for certain: with digits, and these nowhere in the Chinese."""
    added = [one.target for one in comparison.differences if one.kind is Kind.ADDED and one.target]
    replacing = [target for _, target in _differing(src, mt, comparison)] if added else ()
    shown = _figures(_but(src, [source for source, _ in comparison.pairs])) if added else set()
    return [q for q in added if q not in replacing and _counts(mt, q) and significant(q.value) not in shown]


def _counts(text: str, quantity: Quantity) -> bool:
    """Return whether a quantity is a figure that must not get lost: printed in digits, and no mere handful."""
    written = quantity.span.of(text)
    if quantity.high is not None or quantity.value == 1 or not any(letter.isdigit() for letter in written):
        return False
    return bool(quantity.unit) or quantity.value >= _FEW


def _figures(text: str) -> set[str]:
    """Return the significant digits of all figures in a text, dates, years and numerals in characters too.

    A price of 八折 is 80 percent, or 20 percent off.
    """
    text = plain(text)
    shown = {match.group().replace(",", "").replace(".", "").strip("0") for match in _DIGITS.finditer(text)}
    for match in _CHARACTERS.finditer(text):
        numeral = read_numeral(match.group(), 0)
        if numeral is not None:
            shown.add(significant(numeral.value))
    for match in _DISCOUNT.finditer(text):
        numeral = read_numeral(match[1], 0)
        shown |= {significant(numeral.value), significant(10 - numeral.value)} if numeral else set()
    return shown


def _spelled(mt: str, but: Quantity) -> set[str]:
    """Return the significant digits of the quantities of an English text, those in words too."""
    return {significant(one.value) for one in of_english(mt) if one.span != but.span}
