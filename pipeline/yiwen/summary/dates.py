"""A report's own date, and "this year" or "yesterday" of its sentences made absolute by it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yiwen.summary import cues
from yiwen.summary.blocks import Block, Kind, blocks
from yiwen.text.quantities import parse
from yiwen.types import Document, Span

_FRONT = 12
_BACK = 3
_SHORT_LINE = 30
_LEAD = 60
_RELATIVE = re.compile(
    r"\b(?P<year>this year|last year|next year|the previous year|the year before last)\b(?:['’]s\b)?"
    r"|\b(?P<day>yesterday|today|tomorrow)\b(?:['’]s\b)?"
    r"|\b(?P<month>this month|last month|next month)\b(?:['’]s\b)?",
    re.IGNORECASE,
)
_YEARS = {"this year": 0, "last year": -1, "next year": 1, "the year before last": -2}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
_MONTHS = {"this month": 0, "last month": -1, "next month": 1}
_MONTH_NAMES = "January February March April May June July August September October November December".split()
# "today" as in "the China of today", "today's world": no day is meant.
_NO_DAY = re.compile(r"today['’]s\s+(?:world|china|society|era|age|young)|\bof today\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dateline:
    """When a report was published, as it says itself, and where it says so."""

    date: date
    segment: str
    span: Span


@dataclass(frozen=True, slots=True)
class Relative:
    """A phrase that means another time in another year: its place and what it means in a report of a given date."""

    span: Span
    phrase: str
    meant: str
    year: int


def dateline(document: Document) -> Dateline | None:
    """Return the report's date: the first full date of a line of the page near its front, else near its end.

    A date within the prose is an event's, not the report's, unless it opens the text as a newspaper's dateline does.
    """
    found = blocks(document)
    for block in (*found[:_FRONT], *found[: -_BACK - 1 : -1]):
        if dated := _date_of(block):
            return dated
    return None


def _date_of(block: Block) -> Dateline | None:
    words = block.span.of(block.text)
    line = block.kind is not Kind.PROSE and len(words.split()) <= _SHORT_LINE
    reach = len(words) if line else _LEAD
    if not line and not (cues.CREDIT.search(words[:_LEAD]) or words.lstrip().lower().startswith("date ")):
        return None
    for quantity in parse(words[:reach]):
        if quantity.dimension == "date" and (known := _calendar_date(quantity.value)):
            start = block.span.start
            return Dateline(known, block.segment, Span(start + quantity.span.start, start + quantity.span.end))
    return None


def _calendar_date(value: float) -> date | None:
    year, rest = divmod(int(value), 10_000)
    month, day = divmod(rest, 100)
    try:
        return date(year, month, day) if year and day else None
    except ValueError:  # 31 February
        return None


def relatives(text: str, day: date) -> Iterator[Relative]:
    """Yield the relative phrases of a text with what they mean in a report of that day."""
    for match in _RELATIVE.finditer(text):
        phrase = match[0].lower().replace("’", "'").removesuffix("'s")
        span = Span(*match.span())
        if match["year"]:
            year = day.year + (-1 if phrase == "the previous year" else _YEARS[phrase])
            if phrase != "the previous year":  # previous to what it speaks of, which may be any year
                yield Relative(span, phrase, str(year), year)
        elif match["day"]:
            if not _NO_DAY.match(text, max(0, match.start() - 3)) and not _NO_DAY.match(text, match.start()):
                meant = day + timedelta(days=_DAYS[phrase])
                yield Relative(span, phrase, f"{_MONTH_NAMES[meant.month - 1]} {meant.day}, {meant.year}", meant.year)
        else:
            year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[phrase], 12)
            yield Relative(span, phrase, f"{_MONTH_NAMES[month]} {year}", year)


def absolute(text: str, day: date | None) -> tuple[str, tuple[Span, ...]]:
    """Return the text with "(2024)" after "this year", once each, and the places of what was put in.

    Where the sentence names that year itself, or a bracket follows, nothing is put in.
    """
    if day is None:
        return text, ()
    parts: list[str] = []
    marks: list[Span] = []
    done, length = 0, 0
    said: set[str] = set()
    for relative in relatives(text, day):
        end = relative.span.end
        if relative.meant in said or str(relative.year) in text or text[end:].lstrip().startswith("("):
            continue
        said.add(relative.meant)
        parts += (text[done:end], f" ({relative.meant})")
        length += end - done
        marks.append(Span(length + 1, length + len(parts[-1])))
        length += len(parts[-1])
        done = end
    return "".join((*parts, text[done:])), tuple(marks)


def undated(text: str, day: date | None) -> tuple[str, ...]:
    """Return the relative phrases that stay relative, because the report has no date."""
    if day is not None:
        return ()
    return tuple(relative.phrase for relative in relatives(text, date(2000, 1, 1)))
