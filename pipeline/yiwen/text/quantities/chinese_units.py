"""How Chinese writes units: each spelling with the canonical English name, currencies before figures, classifiers."""

import re

_WRITTEN = {
    "mu": "亩",
    "qing": "市顷",
    "acre": "英亩",
    "mile": "英里",
    "foot": "英尺",
    "inch": "英寸",
    "square foot": "平方英尺",
    "square mile": "平方英里",
    "year": "岁 歲 年",
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
    "milligram": "毫克",
    "cubic meter": "立方米",
    "milliliter": "毫升",
    "kilowatt-hour": "千瓦时 度电",
    "megawatt-hour": "兆瓦时",
    "gigawatt-hour": "吉瓦时",
    "kilowatt": "千瓦",
    "megawatt": "兆瓦",
    "gigawatt": "吉瓦",
    "yuan": "元 块钱",
    "US dollar": "美元 美金",
    "HK dollar": "港元 港币 港幣",
    "pataca": "澳门元 澳门币 澳門元 澳門幣",
    "euro": "欧元 歐元",
    "yen": "日元 日圆 日圓",
    "pound sterling": "英镑 英鎊",
    "won": "韩元 韓元",
    "ruble": "卢布 盧布",
    "rupee": "卢比 盧比",
    "franc": "法郎",
    "Australian dollar": "澳元",
    "Canadian dollar": "加元",
    "Singapore dollar": "新加坡元 新元",
    "New Taiwan dollar": "新台币 新臺幣",
    "percent": "% 厘",
    "permille": "‰",
    "percentage point": "个百分点 百分点",
    "basis point": "个基点 基点",
    "time": "倍",
    "month": "个月 個月",
    "day": "天 个交易日 个工作日",
    "hour": "个小时 小时 小時",
    "minute": "分钟 分鐘",
    "week": "个星期 個星期",
}
UNITS = {written: unit for unit, words in _WRITTEN.items() for written in words.split()}
_MONEY = {"yuan": "人民币 人民幣 ¥ ￥", "US dollar": "美元 US$", "HK dollar": "港币 港幣 HK$", "dollar": "$"}
CURRENCIES = {written: unit for unit, words in _MONEY.items() for written in words.split()}
CLASSIFIERS = (
    "个项宗家户所间栋套台条批轮届名位艘架枚辆座件张处场次门种类支只头株片块层起份例幢口本部颗艘班桩篇道期"
    "個項戶間棟條輪屆輛張處場門種類隻頭塊層"
)
COUNTED = f"人次|人|[{CLASSIFIERS}]|标箱|标准箱|学位|床位"
COUNTS = re.compile(COUNTED)

# 担 opens verbs, 里 and 升 stand in other words
_WITH_CARE = {
    "li": "里(?![程面约昂德外斯弗边头根氏拉诺])",
    "dan": "担(?![任保当心负忧架纲])",
    "liter": "升(?![至到级学入高值降格旗国])",
}
_GUARDED = {name: re.compile(pattern) for name, pattern in _WITH_CARE.items()}
_NO_YEAR = frozenset("级級代份")  # 三年级, 九十年代
_UNIT = re.compile(" ?(" + "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True)) + ")")


def unit_at(text: str, start: int) -> tuple[str, int] | None:
    """Return the canonical name of the unit that stands here in a `plain` text and where it ends, or None."""
    if match := _UNIT.match(text, start):
        if match[1] == "年" and text[match.end() : match.end() + 1] in _NO_YEAR:
            return None
        return UNITS[match[1]], match.end()
    for name, pattern in _GUARDED.items():
        if guarded := pattern.match(text, start):
            return name, guarded.end()
    return None
