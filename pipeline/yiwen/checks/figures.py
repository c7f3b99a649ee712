"""Quantities that contradict each other in the text: an area in two units, a share and its parts, a rate and its total.

Only what the grammar binds together is compared; a finding never carries a fix, for either figure may be the wrong one.
"""

import itertools
import math
import re
from collections.abc import Iterator
from itertools import accumulate

from yiwen.checks.spotted import Spotted
from yiwen.text.quantities import agrees, convert, parse
from yiwen.types import Document, Quantity, Span

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n+")
_UNIT_HINTS = (
    "acre",
    "hectare",
    " mu",
    "-mu",
    "quare ",
    "sq",
    " ha",
    " ton",
    "kg",
    "kilo",
    "jin",
    "catt",
    "mile",
    " km",
    "feet",
)
JOINTS = ("(", " or ", " equ", " that is ")
_JOINT = re.compile(r"[a-z0-9²]\.?(?:\s?[(（]|,?\s(?:or|that is|i\.e\.|equal to|equivalent to)\s)[^\d\n(]{0,30}\d")
_REACH = 80
_PLAIN_FROM = 1000
_UNPLURALIZED = frozenset({"mu", "jin", "liang", "qing", "li"})
_SAME_THING = re.compile(
    r"(?:\s?[(（]\s?|,?\s(?:or|that is|i\.e\.)\s|,?\s(?:equal|equivalent)\sto\s)"
    r"(?:(?:or|about|around|approximately|roughly|some|nearly|over|more than|equal to|equivalent to|i\.e\.,?)\s?){0,3}"
)
_SLACK = 0.05
_LOOSE_SLACK = 0.12
SHARE_MARKS = ("%", "percent", "per cent")
_SHARE_HINT = re.compile(r"percent|per cent|%")
_OF_NUMBER = re.compile(r" of (?:the |all |a total of |its |these )?(?:[a-z-]+ ){0,2}?\d")
_GROWTH = re.compile(
    r"grow|grew|increas|rise|rose|risen|up |down |declin|drop|fell|fall|year[- ]on[- ]year|higher|lower|faster|decreas"
    r"|gain",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(
    r"\s(?:[a-z-]+\s){0,3}?(?:out\sof|of)\s(?:the\s|all\s|a\stotal\sof\s|its\s|these\s)?(?:[a-z-]+\s){0,2}?",
    re.IGNORECASE,
)
_SHARE_JOINTS = r"(?:accounting\sfor|representing|making\sup|or|which\sis|a\sshare\sof|equal\sto|i\.e\.)"
_SHARE_LINK = re.compile(
    rf"(?:\s[a-z-]+){{0,6}}?(?:,?\s{_SHARE_JOINTS}\s|\s?\()(?:about\s|nearly\s|over\s|some\s|around\s)?", re.IGNORECASE
)
_JOINS_SHARE = re.compile(rf"\s{_SHARE_JOINTS}\s|\(", re.IGNORECASE)
_PLAN = re.compile(r"\b(?:plan|planned|target|annual plan|budget(?:ed)?|goal|total investment)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:completed|complet(?:es|ing)|finished|achieved|fulfill?ed|invested|realized|accomplished)\b", re.IGNORECASE
)
_RATE_OF_PLAN = re.compile(
    r"^\s(?:of\s(?:the|its|this year['’]s)\s(?:[a-z-]+\s){0,3}?(?:plan|target|total|budget|goal)"
    r"|(?:complete|completed|done)\b)",
    re.IGNORECASE,
)
_SOME_EVERY = re.compile(r"\b(?:one|1)\s(?:[A-Za-z-]+\s){1,4}every\s", re.IGNORECASE)
_EVERY = re.compile(rf"{_SOME_EVERY.pattern}(?:about\s|nearly\s)?$", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:in|within|over|during)\s(?:the\spast\s|the\slast\s|just\s|only\s)?$", re.IGNORECASE)
TOTAL_CUES = ("comprising", "consisting of", "made up of", "namely", "composed of")
_TOTAL_OF = re.compile(rf"\b(?:{'|'.join(TOTAL_CUES)})\b")
_SIGNED = re.compile(r"\b(?:loss|gain|net|offset|deficit|surplus|profit|declin|decreas)", re.IGNORECASE)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences with where they start."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def spot_two_units(document: Document) -> Iterator[Spotted]:
    """Yield a quantity given in two units that do not agree: "40,000 square meters (60 acres)"."""
    for index, segment in enumerate(document.segments):
        text = segment.mt
        if not any(map(text.__contains__, JOINTS)):
            continue
        if sum(map(text.__contains__, _UNIT_HINTS)) > 1:
            for match in _JOINT.finditer(text):
                yield from _two_units_at(index, text, match.start() + 1)


def _two_units_at(index: int, text: str, joint: int) -> Iterator[Spotted]:
    """Yield the quantities on both sides of a bracket or "or", when they do not agree."""
    offset = max(0, joint - _REACH)
    around = text[offset : joint + _REACH]
    quantities = parse(around)
    for first, second in itertools.pairwise(quantities):
        if first.unit == second.unit or not first.span.end <= joint - offset + 1 < second.span.start + 2:
            continue
        if _SAME_THING.fullmatch(around[first.span.end : second.span.start]) and _contradict(first, second):
            span = Span(offset + first.span.start, offset + second.span.end)
            yield Spotted(index, span, _two_units_message(first, second, around))


def _contradict(first: Quantity, second: Quantity) -> bool:
    """Return whether the two measure one thing and differ by more than rounding, or 12 per cent behind "about"."""
    if first.dimension != second.dimension or first.dimension not in ("area", "length", "mass", "volume"):
        return False
    return not agrees(first, second, _LOOSE_SLACK if first.bound or second.bound else _SLACK)


def _two_units_message(first: Quantity, second: Quantity, text: str) -> str:
    value = convert(first.value, first.unit, second.unit)
    amount = f"{value:,.0f}" if value >= _PLAIN_FROM else f"{value:.4g}"
    message = f"{first.span.of(text)} is {amount} {_plural(second.unit)}, not {second.span.of(text)}"
    for quantity, other in ((first, second), (second, first)):
        if quantity.unit == "acre" and math.isclose(
            convert(quantity.value, "mu", other.unit), other.value, rel_tol=_SLACK
        ):
            message += f"; {quantity.value:,g} mu would agree"
    return message


def _plural(unit: str) -> str:
    return unit if unit in _UNPLURALIZED else f"{unit}s".replace("foots", "feet").replace("inchs", "inches")


def spot_shares(document: Document) -> Iterator[Spotted]:
    """Yield a percentage that its parts in the same sentence do not make: "61 of the 101, or 90 percent"."""
    for index, segment in enumerate(document.segments):
        text = segment.mt
        if not any(map(text.__contains__, SHARE_MARKS)):
            continue
        if _OF_NUMBER.search(text) or (_PLAN.search(text) and _DONE.search(text)):
            for start, sentence in _sentences(text):
                if _SHARE_HINT.search(sentence) and _may_hold_share(sentence):
                    yield from _shares_in(index, start, sentence)


def _may_hold_share(sentence: str) -> bool:
    """Return whether the words stand there that join a share to its whole, or a plan to what was done of it."""
    return bool(_JOINS_SHARE.search(sentence) or (_PLAN.search(sentence) and _DONE.search(sentence)))


def _shares_in(index: int, offset: int, sentence: str) -> Iterator[Spotted]:
    quantities = parse(sentence)
    for part, whole, share in zip(quantities, quantities[1:], quantities[2:], strict=False):
        if (
            share.unit != "percent"
            or part.dimension != whole.dimension
            or part.dimension not in ("count", "money", "area")
        ):
            continue
        if _is_part_of(part, whole, share, sentence):
            yield from _share_mismatch(index, offset, sentence, part, whole, share)
        elif _is_plan(part, whole, share, sentence):
            yield from _share_mismatch(index, offset, sentence, whole, part, share)


def _is_part_of(part: Quantity, whole: Quantity, share: Quantity, sentence: str) -> bool:
    """Return whether the text reads "N (things) of the M (things), or P percent" with no bounds."""
    if part.bound or whole.bound or share.bound or part.high or whole.high or share.high:
        return False
    of = sentence[part.span.end : whole.span.start]
    link = sentence[whole.span.end : share.span.start]
    return bool(_OF_WHOLE.fullmatch(of) and _SHARE_LINK.fullmatch(link))


def _is_plan(plan: Quantity, done: Quantity, share: Quantity, sentence: str) -> bool:
    """Return whether the text reads "planned N, completed M, P percent of the plan"."""
    if plan.unit != done.unit or not plan.unit or share.high is not None:
        return False
    before, between = sentence[: plan.span.start], sentence[plan.span.end : done.span.start]
    link, after = sentence[done.span.end : share.span.start], sentence[share.span.end :]
    if not (_PLAN.search(before[-80:]) and _DONE.search(between + link)) or _GROWTH.search(link + after[:40]):
        return False
    return bool(
        _RATE_OF_PLAN.match(after) or re.search(r"(?:completion rate|accounting for|completing|or)\D{0,20}$", link)
    )


def _share_mismatch(
    index: int, offset: int, sentence: str, part: Quantity, whole: Quantity, share: Quantity
) -> Iterator[Spotted]:
    if not whole.value or part.unit != whole.unit:
        return
    made = 100 * part.value / whole.value
    slack = (
        100 * (part.step + whole.step * part.value / whole.value) / whole.value if part.dimension != "count" else 0.0
    )
    if abs(made - share.value) <= max(2 * share.step, 0.02) + slack:
        return
    message = (
        f"{part.span.of(sentence)} of {whole.span.of(sentence)} is {made:.4g} percent, not {share.span.of(sentence)}"
    )
    yield Spotted(index, Span(offset + share.span.start, offset + share.span.end), message)


def spot_rates(document: Document) -> Iterator[Spotted]:
    """Yield a rate that does not follow from total and time in its sentence: "30 in 60 days, one every 5 days"."""
    for index, segment in enumerate(document.segments):
        if not _SOME_EVERY.search(segment.mt):
            continue
        for start, sentence in _sentences(segment.mt):
            if " every " in sentence:
                yield from _rates_in(index, start, sentence)


def _rates_in(index: int, offset: int, sentence: str) -> Iterator[Spotted]:
    quantities = parse(sentence)
    periods = [q for q in quantities if q.dimension == "duration" and _WITHIN.search(sentence[: q.span.start])]
    rates = [q for q in quantities if q.dimension == "duration" and _EVERY.search(sentence[: q.span.start])]
    totals = [q for q in quantities if q.dimension == "count" and q.value > 1 and not q.bound and q.high is None]
    if len(periods) != 1 or len(rates) != 1 or len(totals) != 1:
        return
    (period,), (rate,), (total,) = periods, rates, totals
    days = _days(period)
    made, said = days / total.value, _days(rate)
    if abs(made - said) > max(2 * _days(rate) * rate.step / rate.value, 0.05 * made):
        written = [q.span.of(sentence) for q in (total, period, rate)]
        message = f"{written[0]} in {written[1]} is one every {made:.3g} days, not {written[2]}"
        yield Spotted(index, Span(offset + rate.span.start, offset + rate.span.end), message)


def _days(duration: Quantity) -> float:
    """Return a duration in days; a month counts 365/12 of them."""
    if duration.unit in ("month", "year", "decade"):
        return convert(duration.value, duration.unit, "month") * 365 / 12
    return convert(duration.value, duration.unit, "day")


def spot_totals(document: Document) -> Iterator[Spotted]:
    """Yield a total that its enumerated parts do not make: "12 schools, namely 5 primary and 3 middle schools"."""
    for index, segment in enumerate(document.segments):
        if not any(map(segment.mt.__contains__, TOTAL_CUES)):
            continue
        for start, sentence in _sentences(segment.mt):
            if cue := _TOTAL_OF.search(sentence):
                yield from _totals_in(index, start, sentence, cue)


def _totals_in(index: int, offset: int, sentence: str, cue: re.Match[str]) -> Iterator[Spotted]:
    quantities = [q for q in parse(sentence) if q.dimension in ("count", "money", "area", "mass")]
    before = [q for q in quantities if q.span.end <= cue.start()]
    parts = [q for q in quantities if q.span.start >= cue.end()]
    if (
        len(before) != 1
        or len(parts) < 2
        or _SIGNED.search(sentence)
        or any(q.bound or q.high for q in (*before, *parts))
    ):
        return
    total = before[0]
    if any((q.dimension, q.unit) != (total.dimension, total.unit) for q in parts) or cue.start() - total.span.end > 60:
        return
    sums = list(accumulate(q.value for q in parts))
    slack = 0.0 if total.dimension == "count" else total.step + sum(q.step for q in parts)
    if all(abs(made - total.value) > slack for made in sums):  # what follows the last part may split it further
        message = f"the parts make {sums[-1]:,.12g}, not {total.span.of(sentence)}"
        yield Spotted(index, Span(offset + total.span.start, offset + total.span.end), message)
