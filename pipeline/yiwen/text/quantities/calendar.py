"""Dates, years and ordinals read at a place of a normalized text."""

import re

from yiwen.text.quantities.numerals import TENS
from yiwen.types import Quantity, Span

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH_OF = {name[:3]: number for number, name in enumerate(_MONTHS, start=1)}
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December"
MONTH += r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?(?![\d%]|,\d{3}|\.\d|[ -](?:percent|million|billion|thousand))"
_THEN = r"(?:(?: ?- ?| to | and )(\d{1,2})(?:st|nd|rd|th)?(?![\d%]|\.\d|,\d{3}| [A-Za-z]+s\b))?"
_YEAR = r"(?:,? ?((?:19|20)\d\d)(?!\d|,\d{3}))?"
_MONTH_DAY = re.compile(rf"({MONTH}) (?:the )?{_DAY}{_THEN}{_YEAR}")
_MONTH_YEAR = re.compile(rf"({MONTH}),? ((?:1[89]|20)\d\d)(?!\d|,\d{{3}})")
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:st|nd|rd|th)?(?:-(\d{{1,2}})(?:st|nd|rd|th)?)?(?: of)? ({MONTH})(?![A-Za-z]){_YEAR}"
)
_NUMERIC_DATE = re.compile(r"((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_YEARS = re.compile(
    r"((?:19|20)\d\d)(?:(?:-|/| to | and )((?:19|20)\d\d|(?<=[-/])\d\d)(?![\d%]|[.,]\d))?(s)?(?![A-Za-z\d]|[.,]\d)"
)
_ORDINAL_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "hundredth": 100,
} | {f"{word[:-1]}ieth": value for word, value in TENS.items()}  # fmt: skip
_ORDINAL = re.compile(
    rf"(?:({'|'.join(TENS)})-)?({'|'.join(_ORDINAL_WORDS)})(?![A-Za-z])|(\d+)(?:st|nd|rd|th)(?![A-Za-z\d])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"No\.? ?(\d+)(?![\d.,]*\d)")
ORDINAL_STARTS = tuple(_ORDINAL_WORDS)
_SECONDS = re.compile(r"(?:\d|\bper|\bone|\ba|\beach) $")


def read_date(text: str, start: int) -> Quantity | None:
    """Return a date as YYYYMMDD, 0 for what is not said: "May 22" is 522, "May 2024" 20240500."""
    named = text[start : start + 1].isalpha()
    if match := _MONTH_DAY.match(text, start) if named else None:
        month, day, last, year = match.groups()
    elif match := _MONTH_YEAR.match(text, start) if named else None:
        (month, year), day, last = match.groups(), "0", None
    elif match := _DAY_MONTH.match(text, start):
        day, last, month, year = match.groups()
        day, last = (day, last) if last is None or int(day) < int(last) else (last, None)
    elif match := _NUMERIC_DATE.match(text, start):
        year, _, number, day = match.groups()
        return _date(Span(start, match.end()), int(year), int(number), int(day), None)
    else:
        return None
    return _date(Span(start, match.end()), int(year or 0), _MONTH_OF[month[:3]], int(day), int(last) if last else None)


def _date(span: Span, year: int, month: int, day: int, last: int | None) -> Quantity | None:
    if month not in range(1, 13) or day > 31 or (last or 0) > 31:
        return None
    whole = year * 10_000 + month * 100
    return Quantity(span, float(whole + day), "", "date", high=None if last is None else float(whole + last))


def read_year(text: str, start: int) -> Quantity | None:
    """Return a year or a span of years ("2021-2025", "2018/19", "the 1990s")."""
    match = _YEARS.match(text, start)
    if match is None:
        return None
    first, last, decade = match.groups()
    value, high = int(first), None
    if last:
        high = int(last if len(last) == 4 else first[:2] + last)
        if high <= value:
            return Quantity(Span(start, start + 4), float(value), "", "year")
    elif decade:
        high = value + 9
    return Quantity(Span(start, match.end()), float(value), "", "year", high=None if high is None else float(high))


def read_ordinal(text: str, start: int) -> Quantity | None:
    """Return "13th", "thirteenth", "twenty-first", "No. 1"; None for the second of a minute."""
    if match := _NUMBERED.match(text, start):
        return Quantity(Span(start, match.end()), float(match[1]), "", "ordinal")
    match = _ORDINAL.match(text, start)
    if match is None:
        return None
    tens, word, digits = match.groups()
    if digits:
        return Quantity(Span(start, match.end()), float(digits), "", "ordinal")
    value = _ORDINAL_WORDS[word.lower()] + (TENS[tens.lower()] if tens else 0)
    if (tens and value % 10 == 0) or (word.lower() == "second" and _SECONDS.search(text, max(0, start - 6), start)):
        return None
    return Quantity(Span(start, match.end()), float(value), "", "ordinal")


def looks_like_year(digits: str) -> bool:
    """Return whether four digits alone would be read as a year."""
    return len(digits) == 4 and digits.isdecimal() and 1900 <= int(digits) <= 2099


__all__ = ["MONTH", "ORDINAL_STARTS", "looks_like_year", "read_date", "read_ordinal", "read_year"]
