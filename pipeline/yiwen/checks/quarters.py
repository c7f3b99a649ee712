"""Quarters of a year, alone and summed up: "the third quarter" for 前三季度, "the fourth quarter" for 一季度."""

import re
from collections.abc import Iterator

from yiwen.text.quantities.chinese_numerals import plain
from yiwen.types import Span

_ONE = "[一二三四1-4]"
_CHINESE = re.compile(
    r"(?P<sum>[前头頭首])(?P<many>[二两三2-3])个?季度?"
    rf"|(?<![前头頭首\d十])(?<!{_ONE}[-至到])(?P<nth>第)?(?P<one>{_ONE})(?:[-至到]第?(?P<upto>{_ONE}))?"
    rf"(?=(?:[、和及与與]第?{_ONE})*季(?(nth)|度))(?:季度?)?"  # 四季 alone is all the year round
    r"|(?P<half>上半年|[前首][六6]个月)|(?P<nine>[前首][九9]个月|1月?[-至到]9月|一至九月)"
)
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_ORDINALS |= {"final": 4}
_ORDINAL = f"(?:{'|'.join(_ORDINALS)})"
_ENGLISH = re.compile(
    r"\bfirst (?P<many>two|2|three|3) quarters|\b(?P<half>first (?:half|six months|6 months))"
    r"|\b(?P<nine>(?:first )?(?:nine|9) months|January (?:to|through|-) September)"
    rf"|\b(?P<one>{_ORDINAL})(?=(?:(?:,|,? (?:and|or|to|through)(?: the)?) {_ORDINAL})* quarters?\b)"
    r"|\bQ(?P<short>[1-4])(?:[-\u2013](?P<upto>[1-4])(?!\d|\.\d|%| percent))?\b",
    re.IGNORECASE,
)
_SUM = 10  # added to the number of quarters where they are summed up


def other_quarters(src: str, mt: str) -> Iterator[tuple[Span, Span]]:
    """Yield the quarters of the Chinese that the English has not, with those in their place."""
    ours = dict(_of_chinese(plain(src))) if "季" in src else {}
    theirs = dict(_of_english(mt)) if ours else {}
    missing = [span for value, span in ours.items() if value not in theirs]
    added = [span for value, span in theirs.items() if value not in ours]
    if 0 < len(missing) == len(added):
        yield from zip(missing, added, strict=True)


def _of_chinese(src: str) -> Iterator[tuple[int, Span]]:
    for match in _CHINESE.finditer(src):
        span = Span(*match.span())
        if match["half"] or match["nine"]:
            yield _SUM + (2 if match["half"] else 3), span
        elif match["sum"]:
            yield _SUM + _digit(match["many"]), span
        else:
            for quarter in _range(_digit(match["one"]), _digit(match["upto"] or match["one"])):
                yield quarter, span


def _of_english(mt: str) -> Iterator[tuple[int, Span]]:
    for match in _ENGLISH.finditer(mt):
        span = Span(*match.span())
        if match["one"]:
            yield _ORDINALS[match["one"].lower()], span
        elif match["short"]:
            for quarter in _range(int(match["short"]), int(match["upto"] or match["short"])):
                yield quarter, span
        else:
            two = match["half"] or (match["many"] or "").lower() in ("two", "2")
            yield _SUM + (2 if two else 3), span


def _digit(written: str) -> int:
    return _DIGITS.get(written) or int(written)


def _range(first: int, last: int) -> tuple[int, ...]:
    """Return the quarters of 二至四季度 each; from the first on they are summed up, as in 一至三季度 and Q1-3."""
    if first == 1 < last:
        return (_SUM + last,)
    return tuple(range(first, last + 1)) or (first, last)
