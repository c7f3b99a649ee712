"""Are a sentence's figures, dates and years those of the report, of the same thing, with the same bound?"""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from yiwen.summary.dates import relatives
from yiwen.summary.verify.amounts import base_value, changed_bound, same_amount, same_number
from yiwen.summary.verify.index import Passage, ReportIndex
from yiwen.summary.verify.reading import Reading, likeness
from yiwen.summary.verify.records import Doubt, Kind, Status
from yiwen.types import Quantity, Span

_TIMES = frozenset({"date", "year"})
_SMALL = 3
_ALIKE = 0.35
_SAME_THING = 0.5
_CLOSE = 0.5
_CLEARLY = 0.25
_MOST_PERMUTED = 5
_AKIN = 0.2
_NEXT = 0.6
_HEADING = 6
_NUMBER = re.compile(r"\d(?:[\d.,:/-]*\d)?")

Placed = tuple[Passage, Quantity]


def figure_doubts(reading: Reading, evidence: Sequence[Passage], index: ReportIndex) -> Iterator[Doubt]:
    """Yield what is wrong with the figures, dates and years of a sentence."""
    matched: dict[Quantity, Placed] = {}
    for quantity in reading.quantities:
        if quantity.dimension in _TIMES:
            yield from _time_doubts(reading, quantity, evidence, index)
        elif found := _counterpart(reading, quantity, evidence):
            matched[quantity] = found
            yield from _bound_doubts(reading, quantity, found)
        else:
            yield from _missing(reading, quantity, evidence, index)
    yield from _exchanged(reading, matched)
    yield from _unread(reading, evidence, index)


def _unread(reading: Reading, evidence: Sequence[Passage], index: ReportIndex) -> Iterator[Doubt]:
    """Yield the numbers that are read as no figure ("80:20") and that the report does not have as written."""
    told = {match[0] for passage in evidence for match in _NUMBER.finditer(passage.reading.plain)}
    for match in _NUMBER.finditer(reading.plain):
        span = Span(*match.span())
        if match[0] in told or any(quantity.span.overlaps(span) for quantity in reading.quantities):
            continue
        known = index.holds([match[0]])
        message = f"{match[0]} stands in the report, but not with this" if known else f"{match[0]} is not in the report"
        yield Doubt(Kind.FIGURE, Status.DOUBTFUL if known else Status.UNSUPPORTED, span, match[0], message)


def figures_in_report(reading: Reading, index: ReportIndex) -> tuple[int, int]:
    """Return how many figures (no years, no dates) a sentence has and how many of them stand in the report."""
    figures = [quantity for quantity in reading.quantities if quantity.dimension not in _TIMES]
    return len(figures), sum(bool(index.with_amount(quantity)) for quantity in figures)


def _counterpart(reading: Reading, quantity: Quantity, evidence: Sequence[Passage]) -> Placed | None:
    """Return the figure of the evidence that states the amount, in the likeliest place where it stands in several."""
    near = reading.around(quantity.span)
    found = [
        (likeness(near, passage.reading.around(other.span)), -at, passage, other)
        for at, passage in enumerate(evidence)
        for other in passage.reading.quantities
        if same_amount(quantity, other)
    ]
    if not found:
        return None
    best = max(found, key=lambda row: (row[0], row[3].bound == quantity.bound, row[1]))
    return best[2], best[3]


def _bound_doubts(reading: Reading, quantity: Quantity, found: Placed) -> Iterator[Doubt]:
    passage, other = found
    if quantity.dimension != "duration" and changed_bound(quantity, other):
        said, meant = quantity.bound or "no bound", other.bound or "no bound"
        observed = quantity.span.of(reading.text)
        message = f"the report has {meant} at {other.span.of(passage.reading.text)}, the summary {said}"
        yield Doubt(Kind.BOUND, Status.CHANGED, quantity.span, observed, message, other.bound or None)


def _missing(reading: Reading, quantity: Quantity, evidence: Sequence[Passage], index: ReportIndex) -> Iterator[Doubt]:
    """Yield the doubt of a figure that the evidence does not have."""
    near = reading.around(quantity.span)
    elsewhere = index.with_amount(quantity)
    if any(_is_of_the_same(quantity, near, passage) for passage in elsewhere):
        return
    observed = quantity.span.of(reading.text)
    trivial = quantity.value <= _SMALL and not observed[:1].isdigit()
    expected = _nearest(reading, quantity, evidence)
    if expected is not None and _shares_a_unit(reading, quantity, expected[1]):
        return
    if expected is not None:
        instead = expected[1].span.of(expected[0].reading.text)
        kind = Kind.UNIT if same_number(quantity, expected[1]) else Kind.FIGURE
        message = f"the report says {instead}, not {observed}"
        yield Doubt(kind, Status.DOUBTFUL if trivial else Status.CHANGED, quantity.span, observed, message, instead)
    elif elsewhere:
        message = f"{observed} stands in the report, but of something else"
        akin = any(_is_akin(quantity, near, passage) for passage in elsewhere)
        status = Status.DOUBTFUL if trivial or akin or quantity.dimension == "ordinal" else Status.CHANGED
        yield Doubt(Kind.FIGURE, status, quantity.span, observed, message)
    else:
        status = Status.DOUBTFUL if trivial else Status.UNSUPPORTED
        yield Doubt(Kind.FIGURE, status, quantity.span, observed, f"{observed} is not in the report")


def _shares_a_unit(reading: Reading, quantity: Quantity, report: Quantity) -> bool:
    """Return whether the unit was only not said again: "12 million yuan and 9 million"."""
    said = any(other.unit == report.unit for other in reading.quantities)
    return quantity.unit == "" and said and same_number(quantity, report)


def _is_of_the_same(quantity: Quantity, near: dict[str, float], passage: Passage, like: float = _SAME_THING) -> bool:
    return any(
        same_amount(quantity, other)
        and likeness(near, passage.reading.around(other.span)) >= like
        and not changed_bound(quantity, other)
        for other in passage.reading.quantities
    )


def _is_akin(quantity: Quantity, near: dict[str, float], passage: Passage) -> bool:
    """Return whether the passage may state the amount of the same thing in another order of words."""
    closest = {word for word, weight in near.items() if weight > _NEXT}
    return len(closest & passage.reading.roots) > 1 or _is_of_the_same(quantity, near, passage, _AKIN)


def _nearest(reading: Reading, quantity: Quantity, evidence: Sequence[Passage]) -> Placed | None:
    """Return the figure of the evidence in whose place this one stands; one that the sentence has itself is taken."""
    near = reading.around(quantity.span)
    best: tuple[float, Placed] | None = None
    for passage in evidence:
        for other in passage.reading.quantities:
            if other.dimension in _TIMES or any(same_amount(own, other) for own in reading.quantities):
                continue
            alike = likeness(near, passage.reading.around(other.span))
            alike += 0.1 * (other.dimension == quantity.dimension) + 0.3 * same_number(quantity, other)
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = alike, (passage, other)
    return best[1] if best else None


def _time_doubts(
    reading: Reading, quantity: Quantity, evidence: Sequence[Passage], index: ReportIndex
) -> Iterator[Doubt]:
    """Yield the doubt of a date or year that is not that of the evidence, of its context or of the report itself."""
    if any(_says_time(quantity, passage, index) for passage in evidence):
        return
    observed = quantity.span.of(reading.text)
    near = reading.around(quantity.span)
    rivals = [
        (likeness(near, passage.reading.around(other.span)), other.span.of(passage.reading.text))
        for passage in evidence
        for other in passage.reading.quantities
        if other.dimension in _TIMES and not any(same_amount(own, other) for own in reading.quantities)
    ]
    if rivals and max(rivals)[0] >= _ALIKE / 2 and not (_is_heading(reading) and _in_report(quantity, index)):
        instead = max(rivals)[1]
        message = f"the report says {instead}, not {observed}"
        yield Doubt(Kind.DATE, Status.CHANGED, quantity.span, observed, message, instead)
        return
    context = [before for passage in evidence for before in index.before(passage)]
    if any(_says_time(quantity, passage, index) for passage in context):
        return
    known = _in_report(quantity, index)
    status = Status.UNSUPPORTED if not known else Status.DOUBTFUL if _is_heading(reading) else Status.CHANGED
    where = "stands in the report, but not with this" if known else "is not in the report"
    yield Doubt(Kind.DATE, status, quantity.span, observed, f"{observed} {where}")


def _is_heading(reading: Reading) -> bool:
    """Return whether the line is too short to say of what the year is: "Highlights of 2015"."""
    return len(reading.words) <= _HEADING and not reading.plain.rstrip().endswith((".", "!", "?"))


def _in_report(quantity: Quantity, index: ReportIndex) -> bool:
    return bool(index.with_amount(quantity)) or (
        index.day is not None and quantity.dimension == "year" and quantity.value == index.day.year
    )


def _says_time(quantity: Quantity, passage: Passage, index: ReportIndex) -> bool:
    """Return whether a sentence names the time: as a figure, as the year of a date, or as "this year"."""
    for other in passage.reading.quantities:
        if same_amount(quantity, other):
            return True
        if quantity.dimension == "year" and other.dimension == "date" and quantity.value == int(other.value) // 10_000:
            return True
        if (
            quantity.dimension == other.dimension == "year"
            and other.high
            and other.value <= quantity.value <= other.high
        ):
            return True
    if quantity.high is not None and quantity.dimension == "year":
        years = {other.value for other in passage.reading.quantities if other.dimension == "year"}
        return {quantity.value, quantity.high} <= years
    if index.day is None:
        return False
    meant = " ".join(relative.meant for relative in relatives(passage.reading.text, index.day))
    if quantity.dimension == "year":
        return str(int(quantity.value)) in meant
    return bool(meant) and any(same_amount(quantity, told) for told in Reading(meant).quantities)


def _exchanged(reading: Reading, matched: dict[Quantity, Placed]) -> Iterator[Doubt]:
    """Yield the figures of one kind that stand in each other's places: "A 5, B 7" for "A 7, B 5"."""
    groups: dict[tuple[str, str], list[Quantity]] = {}
    for quantity in matched:
        groups.setdefault((quantity.dimension, quantity.unit), []).append(quantity)
    for group in groups.values():
        if 1 < len(group) <= _MOST_PERMUTED and len({base_value(one) for one in group}) == len(group):
            yield from _permuted(reading, group, [matched[one] for one in group])


def _permuted(reading: Reading, group: Sequence[Quantity], places: Sequence[Placed]) -> Iterator[Doubt]:
    own = [reading.around(one.span, 4) for one in group]
    theirs = [passage.reading.around(other.span, 4) for passage, other in places]
    fits = [[likeness(a, b) for b in theirs] for a in own]
    straight = sum(fits[at][at] for at in range(len(group)))
    best = max(permutations(range(len(group))), key=lambda order: sum(fits[at][to] for at, to in enumerate(order)))
    gain = sum(fits[at][to] for at, to in enumerate(best)) - straight
    moved = [at for at, to in enumerate(best) if at != to]
    if not moved or gain < _CLEARLY * len(moved) or any(fits[at][best[at]] < _CLOSE for at in moved):
        return
    for at in moved:
        passage, other = places[best[at]]
        observed, instead = group[at].span.of(reading.text), other.span.of(passage.reading.text)
        message = f"in this place the report says {instead}, not {observed}"
        yield Doubt(Kind.FIGURE, Status.CHANGED, group[at].span, observed, message, instead)
