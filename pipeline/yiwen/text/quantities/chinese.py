"""Quantities of a Chinese text, with the units and dimensions of the English ones, so that the two can be compared."""

import re
from collections.abc import Callable, Iterator

from yiwen.text.quantities.chinese_calendar import MONTH, NO_ORDINAL, read_date, read_ordinal, read_year
from yiwen.text.quantities.chinese_numerals import CHARACTERS, DIGIT, ChineseNumeral, plain, read_numeral
from yiwen.text.quantities.chinese_units import CLASSIFIERS, COUNTS, CURRENCIES, unit_at
from yiwen.text.quantities.units import BY_NAME
from yiwen.types import Quantity, Span

_MORE = re.compile(r"余|几|多(?=[^少]|$)")
_POWER = re.compile("度(?![假数日月年])")
_CLASS = re.compile("级(?!别)")
_AFTER = {
    "以上": "at least",
    "及以上": "at least",
    "以下": "at most",
    "以内": "at most",
    "左右": "about",
    "上下": "about",
}
_BOUND_AFTER = re.compile(rf"(?:[{CLASSIFIERS}]|人次|人)?({'|'.join(_AFTER)})|(?P<more>多)(?=[，。、；的高长）)]|$)")
_BOUNDS = {
    "at least": "不低于 不少于 至少",
    "at most": "不超过 不到 不足 未满 不满 少于 低于 小于",
    "about": "约 大约",
    "nearly": "近 将近 接近",
    "over": "超 超过 逾 突破 上 高于 多于 大于",
}
_BEFORE = {written: bound for bound, words in _BOUNDS.items() for written in words.split()}
_BOUND_BEFORE = re.compile(rf"({'|'.join(sorted(_BEFORE, key=len, reverse=True))})$")
_RANGE = re.compile(r"(?:[-至到~]|―)(?=[\d一二两三四五六七八九十百])")

_PRINTED = frozenset("0123456789")
_CURRENCY_STARTS = frozenset(word[0] for word in CURRENCIES)
_NUMERAL = rf"(?:{DIGIT}|{CHARACTERS})"
_NEARLY, _HUNDRED = ("近", "逾"), 100
_LONGEST = 40  # characters of a numeral with its unit
_TENTHS = re.compile(rf"({_NUMERAL})成([半一二三四五六七八九](?!成))?(?![功立为员果本长品人绩效型交份就熟片群套不分])")
_PARTS = re.compile(rf"(百|千|万|{_NUMERAL})分之({_NUMERAL}(?:点[零〇一二三四五六七八九]+)?)")
_HALF = re.compile("一半|半数|(?<=[过逾超])半(?![个個年月天日小夜山岛导径生成])")
_HALF_OF_UNIT = re.compile("(?<![上下前后大小多各])半个?(年|月|小时|小時|天|世纪)")
_AND_A_HALF = re.compile(rf"({_NUMERAL})(?:个半(小时|小時|月)|(年|小时|天|倍|公里|亩)半(?![数径价]))")
_HALVED = {"年": "year", "月": "month", "小时": "hour", "小時": "hour", "天": "day", "世纪": "decade", "倍": "time"}
_HALVED |= {"公里": "kilometer", "亩": "mu"}
_MULTIPLY = re.compile(r"翻了?(一|两|三|四)?番")
_LABEL = re.compile(r"\d+(?:\+\d+)+(?![\d.])|(?<=[“\"])\d{2,}(?=[”\"])")
_SKIPPED = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?|\d+(?:\.\d+){2,}|\d{3,4}-\d{6,8}(?!\d)|[A-Za-z]+-?\d+(?:\.\d+)?|\d+[A-Za-z]+(?<!km)|千方百计|千家万户|百千万"
    r"|一[把带体线流批系]|三旧|四梁八柱|五通一平|两会|两岸|两地|三农|三中|万众|万达|万科|万一|百姓|百年|千古|十分(?![钟之鐘米])|一千零一夜"
    rf"|{NO_ORDINAL}|{_NUMERAL}年[代级級]"
)
_START = re.compile(
    "[\\d零〇一二两三四五六七八九十百千万亿数几第翻半$¥￥“]|[A-Za-z]+|人(?=民[币幣])|美(?=元)|港(?=[币幣])|[上下](?=半年)|首(?=[个次届批家条套台期季艘座])"
)
_LATIN_MONEY = re.compile(r"(?:US|HK)\$")


def parse_chinese(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a Chinese text, sorted and disjoint; spans are places of the text as given.

    Numerals in characters count only with a unit, a classifier or a scale, and not for one of a thing (一个). A number
    of tenths (三成) is a percentage; 多, 余, 以上 and the like are bounds; 数万 runs from itself to ten times itself.
    """
    return tuple(_scan(plain(text)))


def _scan(text: str) -> Iterator[Quantity]:
    position = 0
    while start := _START.search(text, position):
        found = _read(text, start.start()) if start.end() - start.start() == 1 else _read_word(text, start)
        if isinstance(found, Quantity):
            yield found
            position = found.span.end
        else:
            position = found


def _read_word(text: str, word: re.Match[str]) -> Quantity | int:
    """Return an amount in US$ or HK$, or where Latin letters and the number of a name (G20, PM2.5) end."""
    if _LATIN_MONEY.match(text, word.end() - 2):
        return _read_measure(text, word.end() - 2)
    skipped = _SKIPPED.match(text, word.start())
    return skipped.end() if skipped else word.end()


def _read(text: str, start: int) -> Quantity | int:
    """Return the quantity that begins here, or the place from which to look on."""
    printed = text[start] in _PRINTED
    if printed and (label := _LABEL.match(text, start)):
        return Quantity(Span(*label.span()), float(re.sub(r"\D", "", label.group())), "", "label")
    for read in _BY_FIRST.get(text[start], ()):
        if found := read(text, start):
            return found
    skipped = _SKIPPED.match(text, start) or (MONTH.match(text, start) if printed else None)
    if skipped:
        return skipped.end()
    return _read_measure(text, start)


def _is_near(written: str, text: str, start: int) -> bool:
    """Return whether what a quantity cannot do without stands close behind its beginning."""
    return text.find(written, start, start + _LONGEST) >= 0


def _read_tenths(text: str, start: int) -> Quantity | None:
    match = _TENTHS.match(text, start) if _is_near("成", text, start) else None
    numeral = read_numeral(match[1], 0) if match else None
    if match is None or numeral is None or not 1 <= numeral.value < 10:
        return None
    tail = match[2]
    value = 10 * numeral.value + (5 if tail == "半" else "零一二三四五六七八九".index(tail) if tail else 0)
    return Quantity(Span(*match.span()), value, "percent", "ratio", 0.0, _bound(text, start, match.end()))


def _read_parts(text: str, start: int) -> Quantity | None:
    match = _PARTS.match(text, start) if _is_near("分之", text, start) else None
    if match is None:
        return None
    above, high = _decimal(match[2]), _high(match[2])
    unit, below = {"百": ("percent", 1.0), "千": ("permille", 1.0), "万": ("percent", 100.0)}.get(match[1], ("", 0.0))
    if not below:
        numeral = read_numeral(match[1], 0)
        below = numeral.value if numeral else 0.0
    if above is None or not below:
        return None
    bound = _bound(text, start, match.end())
    return Quantity(Span(*match.span()), above / below, unit, "ratio", 0.0, bound, high / below if high else None)


def _high(written: str) -> float | None:
    numeral = read_numeral(written, 0)
    return numeral.high if numeral else None


def _decimal(written: str) -> float | None:
    """Return the value of 三点五 or 3.5 or 三十."""
    whole, _, decimals = written.partition("点")
    numeral = read_numeral(whole, 0)
    if numeral is None:
        return None
    digits = "".join(str("零一二三四五六七八九".find(letter.replace("〇", "零"))) for letter in decimals)
    return numeral.value + (float(f"0.{digits}") if digits else 0.0)


def _read_half(text: str, start: int) -> Quantity | None:
    match = _HALF.match(text, start) if _is_near("半", text, start) else None
    if match is None:
        return None
    bound = _bound(text, start, match.end()) or ("over" if text[start - 1 : start] == "过" else "")
    return Quantity(Span(*match.span()), 0.5, "", "ratio", bound=bound)


def _read_halves(text: str, start: int) -> Quantity | None:
    """Return 半年, 半个月; 一年半, 两个半小时."""
    if not _is_near("半", text, start):
        return None
    if alone := _HALF_OF_UNIT.match(text, start):
        value, written, end = 0.5, alone[1], alone.end()
    elif more := _AND_A_HALF.match(text, start):
        numeral = read_numeral(more[1], 0)
        if numeral is None or numeral.high is not None:
            return None
        value, written, end = numeral.value + 0.5, more[2] or more[3], more.end()
    else:
        return None
    unit = _HALVED[written]
    value *= 10 if written == "世纪" else 1
    return Quantity(Span(start, end), value, unit, BY_NAME[unit].dimension, 0.0, _bound(text, start, end))


def _read_multiple(text: str, start: int) -> Quantity | None:
    match = _MULTIPLY.match(text, start)
    if match is None:
        return None
    return Quantity(Span(*match.span()), 2.0 ** " 一两三四".index(match[1] or "一"), "time", "ratio")


_Reader = Callable[[str, int], Quantity | None]
_OF_NUMERALS: tuple[_Reader, ...] = (
    read_date,
    read_year,
    read_ordinal,
    _read_tenths,
    _read_parts,
    _read_half,
    _read_halves,
)
_BY_FIRST: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys("0123456789零〇一二两三四五六七八九十百千万", _OF_NUMERALS),
    **dict.fromkeys("第上下首“", (read_ordinal,)),
    "半": (_read_half, _read_halves),
    "翻": (_read_multiple,),
}  # what a quantity begins with tells what may read it; an amount may begin with any


def _read_measure(text: str, start: int) -> Quantity | int:
    may_be_money = text[start] in _CURRENCY_STARTS
    currency = next((word for word in CURRENCIES if text.startswith(word, start)), "") if may_be_money else ""
    begin = start + len(currency)
    numeral = read_numeral(text, begin)
    if numeral is None:
        return start + 1
    return _range(text, start, currency, numeral) or _measure(text, start, currency, numeral) or numeral.end


def _range(text: str, start: int, currency: str, low: ChineseNumeral) -> Quantity | None:
    """Return 3-5个, 3%至5%, 20万到30万元 as one quantity; None where it is no range."""
    unit = unit_at(text, low.end)
    joint = _RANGE.match(text, unit[1] if unit else low.end)
    high = read_numeral(text, joint.end()) if joint else None
    if high is None or high.value <= low.value or low.high is not None or high.high is not None:
        return None
    found = _measure(text, start, currency, high)
    if found is None:
        return None
    scale = high.value / low.value if high.value >= 1e4 > low.value * 100 > 0 else 1.0
    value = low.value * (1e4 if scale > 1 and high.value < 1e8 else 1e8 if scale > 1 else 1)
    if unit and unit[0] != found.unit:
        return None
    return Quantity(found.span, value, found.unit, found.dimension, high.step, found.bound, high.value)


def _measure(text: str, start: int, currency: str, number: ChineseNumeral) -> Quantity | None:
    """Return number and unit; None for numerals in characters that count nothing."""
    more = _MORE.match(text, number.end)
    end = more.end() if more else number.end
    if special := _special_unit(text, start, end, number):
        return special
    unit = unit_at(text, end)
    counted = COUNTS.match(text, end)
    nearly = bool(counted and number.bare and number.value >= _HUNDRED and text[start - 1 : start] in _NEARLY)  # 近千家
    if not (unit or currency or nearly):
        if number.spelled and (number.bare or not counted) and number.value < 1e4:
            return None
        if (number.bare and number.high is None) or number.value == 1:
            return None
    name = unit[0] if unit else CURRENCIES[currency] if currency else ""
    some = more is not None and more[0] != "几"  # 十余年, but no 百年大计
    if unit and number.bare and number.high is None and not some and name in ("year", "day", "meter", "time"):
        return None
    name = CURRENCIES.get(currency, name) if name == "yuan" else name
    dimension = BY_NAME[name].dimension if name else "count"
    end = unit[1] if unit else end
    bound = _bound(text, start, end) or ("over" if more or number.more else "")
    return Quantity(Span(start, end), number.value, name, dimension, number.step, bound, number.high)


def _special_unit(text: str, start: int, end: int, number: ChineseNumeral) -> Quantity | None:
    """Return 3,000万度 (of electricity), 千亿级 (of yuan), 每万人: what only the scale tells."""
    span = Span(start, end + 1)
    if number.value >= 1e4 and _POWER.match(text, end):
        return Quantity(span, number.value, "kilowatt-hour", "energy", number.step, _bound(text, start, end + 1))
    if number.bare and number.value >= 1e8 and _CLASS.match(text, end):
        return Quantity(span, number.value, "yuan", "money", number.step)
    if number.bare and text[:start].endswith("每") and COUNTS.match(text, end):
        return Quantity(Span(start, end), number.value, "", "count")
    return None


def _bound(text: str, start: int, end: int) -> str:
    if after := _BOUND_AFTER.match(text, end):
        return "over" if after["more"] else _AFTER[after[1]]
    before = _BOUND_BEFORE.search(text[max(0, start - 3) : start])
    return _BEFORE[before[1]] if before else ""
