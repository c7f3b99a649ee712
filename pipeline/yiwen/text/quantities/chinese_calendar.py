"""Dates, years, ordinals and plan periods read at a place of a `plain` Chinese text."""

import re

from yiwen.text.quantities.chinese_numerals import CHARACTERS, DIGIT, read_numeral
from yiwen.types import Quantity, Span

_NUMERAL = rf"(?:{DIGIT}|{CHARACTERS})"
_NOT_A_YEAR = "[万亿亩元个家户人吨米公平美港以余多左名项条套只]"
_YEAR = re.compile(
    r"((?:19|20)\d\d) ?年?[-至到]((?:19|20)\d\d)(?!\d)(?: ?年)?"
    rf"|((?:19|20)\d\d)(?: ?年(?!期|限)|(?![\d,.%]|-\d{{3}})(?! ?{_NOT_A_YEAR}))"
    r"|([一二]\w[〇零一二三四五六七八九]{2})年"
)
_DATE = re.compile(
    r"(?:((?:19|20)\d\d) ?年 ?)?(\d{1,2}) ?月 ?(\d{1,2})(?: ?日?[-至到](\d{1,2}))? ?[日号]"
    r"|((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月(?! ?\d)"
)
MONTH = re.compile(r"\d{1,2}(?:[-至到]\d{1,2})? ?(?:月(?:份|底|末|初|中旬|上旬|下旬)?(?!\d+ ?[日号])|[日号])")
NO_ORDINAL = "第[一二三](?:、?第?[二三])*产业|第一时间"
_ORDINAL = re.compile(
    rf"(?!{NO_ORDINAL})第({_NUMERAL})(?:[-至到第]*)|([一二三四])季度|([上下])半年"
    r"|(?<![\d一二三四五六七八九十])(首)(?=[个次届批家条套台期季艘座])"
    rf"|({_NUMERAL})届|([一二三四五六七八])中全会|“?(十[一二三四五])五”?(?=规划|时期|期间|末|发展|，|以来|”)"
    rf"|(\d+)号(?=文件|线|公告|楼)|({_NUMERAL})周年"
)


def read_date(text: str, start: int) -> Quantity | None:
    """Return a date as YYYYMMDD, 0 for what is not said."""
    match = _DATE.match(text, start)
    if match is None:
        return None
    year, month, day, last = int(match[1] or match[5] or 0), int(match[2] or match[6]), int(match[3] or 0), match[4]
    if not 1 <= month <= 12 or day > 31:
        return None
    whole = year * 10_000 + month * 100
    return Quantity(
        Span(*match.span()), float(whole + day), "", "date", high=float(whole + int(last)) if last else None
    )


def read_year(text: str, start: int) -> Quantity | None:
    """Return a year, in digits or characters, or a span of years."""
    match = _YEAR.match(text, start)
    if match is None:
        return None
    if match[4]:
        numeral = read_numeral(match[4], 0)
        if numeral is None or not 1900 <= numeral.value <= 2099:
            return None
        return Quantity(Span(*match.span()), numeral.value, "", "year")
    return Quantity(
        Span(*match.span()), float(match[1] or match[3]), "", "year", high=float(match[2]) if match[2] else None
    )


def read_ordinal(text: str, start: int) -> Quantity | None:
    """Return 第十三届, 三季度, 下半年, 首次, 三中全会, 十四五, 40周年."""
    match = _ORDINAL.match(text, start)
    if match is None:
        return None
    half, first = match[3], match[4]
    if half or first:
        return Quantity(Span(*match.span()), 2.0 if half == "下" else 1.0, "", "ordinal")
    numeral = read_numeral(next(group for group in match.groups() if group), 0)
    return Quantity(Span(*match.span()), numeral.value, "", "ordinal") if numeral else None
