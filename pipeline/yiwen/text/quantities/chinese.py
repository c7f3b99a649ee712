"""Quantities of a Chinese text, with the units and dimensions of the English ones, so that the two can be compared."""

import re
from collections.abc import Callable, Iterator

from yiwen.text.quantities.chinese_numerals import CHARACTERS, DIGIT, ChineseNumeral, plain, read_numeral
from yiwen.text.quantities.units import BY_NAME
from yiwen.types import Quantity, Span

_WRITTEN = {
    "mu": "亩",
    "acre": "英亩",
    "mile": "英里",
    "foot": "英尺",
    "year": "岁 歲 周年 年",
    "hectare": "公顷",
    "square kilometer": "平方公里 平方千米",
    "square meter": "平方米 平米 ㎡ 平方",
    "kilometer": "公里 千米 km",
    "nautical mile": "海里",
    "li": "华里",
    "centimeter": "厘米",
    "millimeter": "毫米",
    "nanometer": "纳米",
    "meter": "米",
    "kilogram": "公斤 千克",
    "jin": "斤",
    "ton": "吨",
    "gram": "克",
    "cubic meter": "立方米",
    "kilowatt-hour": "千瓦时 度电",
    "megawatt-hour": "兆瓦时",
    "gigawatt-hour": "吉瓦时",
    "kilowatt": "千瓦",
    "megawatt": "兆瓦",
    "gigawatt": "吉瓦",
    "yuan": "元 块钱",
    "US dollar": "美元 美金",
    "HK dollar": "港元 港币 港幣",
    "pataca": "澳门元 澳门币",
    "euro": "欧元 歐元",
    "yen": "日元 日圆",
    "pound sterling": "英镑 英鎊",
    "won": "韩元",
    "ruble": "卢布",
    "New Taiwan dollar": "新台币",
    "percent": "% 厘",
    "permille": "‰",
    "percentage point": "个百分点 百分点",
    "basis point": "个基点 基点",
    "time": "倍",
    "month": "个月 個月",
    "day": "天 个交易日",
    "hour": "个小时 小时",
    "minute": "分钟 分鐘",
    "week": "个星期",
}
_UNITS = {written: unit for unit, words in _WRITTEN.items() for written in words.split()}
_MONEY = {"yuan": "人民币 人民幣 ¥ ￥", "US dollar": "美元 US$", "HK dollar": "港币 港幣 HK$", "dollar": "$"}
_CURRENCIES = {written: unit for unit, words in _MONEY.items() for written in words.split()}
_CLASSIFIERS = (
    "个项宗家户所间栋套台条批轮届名位艘架枚辆座件张处场次门种类支只头株片块层起份例幢口本部颗艘班桩篇道期"
    "個項戶間棟條輪屆輛張處場門種類隻頭塊層"
)
_COUNTED = f"人次|人|[{_CLASSIFIERS}]|标箱|标准箱|学位|床位"
_UNIT = re.compile(" ?(" + "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True)) + ")")
_MORE = re.compile(r"余|几|多(?=[^少]|$)")
_POWER = re.compile("度(?![假数日月年])")
_CLASS = re.compile("级(?!别)")
_COUNTS = re.compile(_COUNTED)
_AFTER = {
    "以上": "at least",
    "及以上": "at least",
    "以下": "at most",
    "以内": "at most",
    "左右": "about",
    "上下": "about",
}
_BOUND_AFTER = re.compile(rf"(?:[{_CLASSIFIERS}]|人次|人)?({'|'.join(_AFTER)})")
_BOUNDS = {
    "at least": "不低于 不少于 至少",
    "at most": "不超过",
    "about": "约 大约",
    "nearly": "近 将近 接近",
    "over": "超 超过 逾 突破 上",
}
_BEFORE = {written: bound for bound, words in _BOUNDS.items() for written in words.split()}
_BOUND_BEFORE = re.compile(rf"({'|'.join(sorted(_BEFORE, key=len, reverse=True))})$")
_RANGE = re.compile(r"(?:[-至到~]|―)(?=[\d一二两三四五六七八九十百])")

_NUMERAL = rf"(?:{DIGIT}|{CHARACTERS})"
_NOT_A_YEAR = "[万亿亩元个家户人吨米公平美港]"
_YEAR = re.compile(
    r"((?:19|20)\d\d) ?年?[-至到]((?:19|20)\d\d)(?!\d)(?: ?年)?"
    rf"|((?:19|20)\d\d)(?: ?年(?!期|限)|(?![\d,.%])(?! ?{_NOT_A_YEAR}))"
    r"|([一二]\w[〇零一二三四五六七八九]{2})年"
)
_DATE = re.compile(
    r"(?:((?:19|20)\d\d) ?年 ?)?(\d{1,2}) ?月 ?(\d{1,2})(?: ?日?[-至到](\d{1,2}))? ?[日号]"
    r"|((?:19|20)\d\d) ?年 ?(\d{1,2}) ?月(?! ?\d)"
)
_MONTH = re.compile(r"\d{1,2}(?:[-至到]\d{1,2})? ?(?:月(?:份|底|末|初|中旬|上旬|下旬)?(?!\d)|[日号])")
_NO_ORDINAL = "第[一二三](?:、?第?[二三])*产业|第一时间"
_ORDINAL = re.compile(
    rf"(?!{_NO_ORDINAL})第({_NUMERAL})(?:[-至到第]*)|([一二三四])季度|([上下])半年|(?<![\d一二三四五六七八九十])(首)(?=[个次届批家条套台期季艘座])"
    rf"|({_NUMERAL})届|([一二三四五六七八])中全会|“?(十[一二三四五])五”?(?=规划|时期|期间|末|发展|，|以来|”)|(\d+)号(?=文件|线|公告|楼)"
)
_TENTHS = re.compile(rf"({_NUMERAL})成([半一二三四五六七八九](?!成))?(?![功立为员果本长品人绩效型交份就熟片群套不分])")
_PARTS = re.compile(rf"(百|千|万|{_NUMERAL})分之({_NUMERAL}(?:点[零〇一二三四五六七八九]+)?)")
_HALF = re.compile("一半")
_MULTIPLY = re.compile(r"翻了?(一|两|三|四)?番")
_LABEL = re.compile(r"\d+(?:\+\d+)+(?![\d.])|(?<=[“\"])\d{2,}(?=[”\"])")
_SKIPPED = re.compile(
    r"\d{1,2}:\d\d(?::\d\d)?|\d+(?:\.\d+){2,}|\d{3,4}-\d{6,8}(?!\d)|[A-Za-z]+-?\d+(?:\.\d+)?|\d+[A-Za-z]+(?<!km)|千方百计|千家万户|百千万"
    r"|一[把带体线流批系]|三旧|四梁八柱|五通一平|两会|两岸|两地|三农|三中|万众|万达|万科|万一|百姓|百年|千古|十分(?![钟之鐘米])|一千零一夜"
    rf"|{_NO_ORDINAL}"
)
_START = re.compile(r"[\d零〇一二两三四五六七八九十百千万亿数几第上下首翻US HK¥￥人美港$“A-Za-z]")


def parse_chinese(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a Chinese text, sorted and disjoint; spans are places of the text as given.

    Numerals in characters count only with a unit, a classifier or a scale, and not for one of a thing (一个). A number
    of tenths (三成) is a percentage; 多, 余, 以上 and the like are bounds; 数万 runs from itself to ten times itself.
    """
    return tuple(_scan(plain(text)))


def _scan(text: str) -> Iterator[Quantity]:
    position = 0
    while start := _START.search(text, position):
        found = _read(text, start.start())
        if isinstance(found, Quantity):
            yield found
            position = found.span.end
        else:
            position = found


def _read(text: str, start: int) -> Quantity | int:
    """Return the quantity that begins here, or the place from which to look on."""
    if label := _LABEL.match(text, start):
        return Quantity(Span(*label.span()), float(re.sub(r"\D", "", label.group())), "", "label")
    for read in _READERS:
        if found := read(text, start):
            return found
    skipped = _SKIPPED.match(text, start) or _MONTH.match(text, start)
    if skipped:
        return skipped.end()
    return _read_measure(text, start)


def _read_date(text: str, start: int) -> Quantity | None:
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


def _read_year(text: str, start: int) -> Quantity | None:
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


def _read_ordinal(text: str, start: int) -> Quantity | None:
    match = _ORDINAL.match(text, start)
    if match is None:
        return None
    numbered, quarter, half, first, session, plenum, plan, document = match.groups()
    if half or first:
        value = 2.0 if half == "下" else 1.0
    else:
        numeral = read_numeral(numbered or quarter or session or plenum or plan or document, 0)
        if numeral is None:
            return None
        value = numeral.value
    return Quantity(Span(*match.span()), value, "", "ordinal")


def _read_tenths(text: str, start: int) -> Quantity | None:
    match = _TENTHS.match(text, start)
    numeral = read_numeral(match[1], 0) if match else None
    if match is None or numeral is None or not 1 <= numeral.value < 10:
        return None
    tail = match[2]
    value = 10 * numeral.value + (5 if tail == "半" else "零一二三四五六七八九".index(tail) if tail else 0)
    return Quantity(Span(*match.span()), value, "percent", "ratio", 0.0, _bound(text, start, match.end()))


def _read_parts(text: str, start: int) -> Quantity | None:
    match = _PARTS.match(text, start)
    if match is None:
        return None
    above = _decimal(match[2])
    unit, below = {"百": ("percent", 1.0), "千": ("permille", 1.0), "万": ("percent", 100.0)}.get(match[1], ("", 0.0))
    if not below:
        numeral = read_numeral(match[1], 0)
        below = numeral.value if numeral else 0.0
    if above is None or not below:
        return None
    return Quantity(Span(*match.span()), above / below, unit, "ratio", 0.0, _bound(text, start, match.end()))


def _decimal(written: str) -> float | None:
    """Return the value of 三点五 or 3.5 or 三十."""
    whole, _, decimals = written.partition("点")
    numeral = read_numeral(whole, 0)
    if numeral is None:
        return None
    digits = "".join(str("零一二三四五六七八九".find(letter.replace("〇", "零"))) for letter in decimals)
    return numeral.value + (float(f"0.{digits}") if digits else 0.0)


def _read_half(text: str, start: int) -> Quantity | None:
    match = _HALF.match(text, start)
    return Quantity(Span(*match.span()), 0.5, "", "ratio", bound=_bound(text, start, match.end())) if match else None


def _read_multiple(text: str, start: int) -> Quantity | None:
    match = _MULTIPLY.match(text, start)
    if match is None:
        return None
    return Quantity(Span(*match.span()), 2.0 ** " 一两三四".index(match[1] or "一"), "time", "ratio")


_READERS: tuple[Callable[[str, int], Quantity | None], ...] = (
    _read_date,
    _read_year,
    _read_ordinal,
    _read_tenths,
    _read_parts,
    _read_half,
    _read_multiple,
)


def _read_measure(text: str, start: int) -> Quantity | int:
    currency = next((word for word in _CURRENCIES if text.startswith(word, start)), "")
    begin = start + len(currency)
    numeral = read_numeral(text, begin)
    if numeral is None:
        return start + 1
    return _range(text, start, currency, numeral) or _measure(text, start, currency, numeral) or numeral.end


def _range(text: str, start: int, currency: str, low: ChineseNumeral) -> Quantity | None:
    """Return 3-5个, 3%至5%, 20万到30万元 as one quantity; None where it is no range."""
    unit = _UNIT.match(text, low.end)
    joint = _RANGE.match(text, unit.end() if unit else low.end)
    high = read_numeral(text, joint.end()) if joint else None
    if high is None or high.value <= low.value:
        return None
    found = _measure(text, start, currency, high)
    if found is None:
        return None
    scale = high.value / low.value if high.value >= 1e4 > low.value * 100 else 1.0
    value = low.value * (1e4 if scale > 1 and high.value < 1e8 else 1e8 if scale > 1 else 1)
    if unit and _UNITS[unit[1]] != found.unit:
        return None
    return Quantity(found.span, value, found.unit, found.dimension, high.step, found.bound, high.value)


def _measure(text: str, start: int, currency: str, number: ChineseNumeral) -> Quantity | None:
    """Return number and unit; None for numerals in characters that count nothing."""
    more = _MORE.match(text, number.end)
    end = more.end() if more else number.end
    if special := _special_unit(text, start, end, number):
        return special
    unit = _UNIT.match(text, end)
    counted = _COUNTS.match(text, end)
    if not (unit or currency) and number.spelled and (number.bare or not counted) and number.value < 1e4:
        return None
    if not (unit or currency) and ((number.bare and number.high is None) or number.value == 1):
        return None
    name = _UNITS[unit[1]] if unit else _CURRENCIES[currency] if currency else ""
    if unit and number.bare and number.high is None and name in ("year", "day", "meter", "time"):
        return None
    name = _CURRENCIES.get(currency, name) if name == "yuan" else name
    dimension = BY_NAME[name].dimension if name else "count"
    end = unit.end() if unit else end
    bound = _bound(text, start, end) or ("over" if more or number.more else "")
    return Quantity(Span(start, end), number.value, name, dimension, number.step, bound, number.high)


def _special_unit(text: str, start: int, end: int, number: ChineseNumeral) -> Quantity | None:
    """Return 3,000万度 (of electricity), 千亿级 (of yuan), 每万人: what only the scale tells."""
    span = Span(start, end + 1)
    if number.value >= 1e4 and _POWER.match(text, end):
        return Quantity(span, number.value, "kilowatt-hour", "energy", number.step, _bound(text, start, end + 1))
    if number.bare and number.value >= 1e8 and _CLASS.match(text, end):
        return Quantity(span, number.value, "yuan", "money", number.step)
    if number.bare and text[:start].endswith("每") and _COUNTS.match(text, end):
        return Quantity(Span(start, end), number.value, "", "count")
    return None


def _bound(text: str, start: int, end: int) -> str:
    if after := _BOUND_AFTER.match(text, end):
        return _AFTER[after[1]]
    before = _BOUND_BEFORE.search(text[max(0, start - 3) : start])
    return _BEFORE[before[1]] if before else ""
