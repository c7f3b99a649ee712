"""Quarters of a year, alone and summed up: "the third quarter" for 前三季度, "the fourth quarter" for 一季度."""

import re
from collections.abc import Iterator

from yiwen.text.quantities.chinese_numerals import plain
from yiwen.types import Span

_CHINESE = re.compile(
    r"(?P<sum>[前头頭首])(?P<many>[二两三2-3])个?季度?|(?<![前头頭首])第?(?P<one>[一二三四1-4])季度?|(?P<half>上半年|[前首][六6]个月)"
    r"|(?P<nine>[前首][九9]个月|1月?[-至到]9月|一至九月)"
)
_DIGITS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4}
_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_ORDINALS |= {"final": 4}
_ORDINAL = f"(?:{'|'.join(_ORDINALS)})"
_ENGLISH = re.compile(
    r"\bfirst (?P<many>two|2|three|3) quarters|\b(?P<half>first (?:half|six months|6 months))"
    r"|\b(?P<nine>(?:first )?(?:nine|9) months|January (?:to|through|-) September)"
    rf"|\b(?P<one>{_ORDINAL})(?=(?:(?:,| and| to|,? and the| to the) {_ORDINAL})* quarters?\b)"
    r"|\bQ(?P<short>[1-4])\b",
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
        else:
            written = match["many"] or match["one"]
            yield (_SUM if match["sum"] else 0) + (_DIGITS.get(written) or int(written)), span


def _of_english(mt: str) -> Iterator[tuple[int, Span]]:
    for match in _ENGLISH.finditer(mt):
        span = Span(*match.span())
        if match["one"] or match["short"]:
            yield _ORDINALS[match["one"].lower()] if match["one"] else int(match["short"]), span
        else:
            two = match["half"] or (match["many"] or "").lower() in ("two", "2")
            yield _SUM + (2 if two else 3), span
