"""Rises told as falls and falls as rises: "exports rose 5.3 percent" for 出口下降5.3%.

Only what stands right beside a figure of both sides is read, and only where both verbs are plain: a fall of a fall
(降幅收窄), a rate that slows (增速回落) and a negative growth that is said as a fall are all right.
"""

import re
from collections.abc import Iterator

from yiwen.text.quantities.compare import Comparison
from yiwen.types import Quantity, Span

_TIMELESS = frozenset({"ratio", "money", "mass", "area", "energy", "volume", "length", "power", "count"})
_RISES = "增长 增長 增加 提高 上升 上涨 上漲 上扬 上揚 攀升 上调 上調 同比增 环比增"
_FALLS = "下降 减少 減少 降低 下跌 下滑 回落 下调 下調 同比降 环比降"
_VERB = re.compile(
    rf"(?:(?P<rise>{'|'.join(_RISES.split())})|(?P<fall>{'|'.join(_FALLS.split())}))"
    "(?P<level>[到至])?(?:了|约|約|近|超过|超過|超|逾|达|達)?(?:人民[币幣]|[美港]元)? ?$"
)
_OF_CHANGE = re.compile(
    "[增降跌涨漲]幅|增速|增长率|增長率|下降率|缩小|縮小|收窄|扩大|擴大|拖累|拉动|拉動|[负負]增|由[负負正]|亏损|虧損|赤字|逆差"
)
_REACH_IN_CHINESE, _REACH = 10, 60
_CLAUSE = 60  # characters, at most
_WORDS = (
    "(?:(?:by|of|some|about|around|nearly|almost|over|more|than|an?|another|further|sharply|slightly|only|just|year"
    "|on|month|quarter) ){0,4}"
)
_RISE = (
    "(?:ris(?:e|es|en|ing)|rose|gr(?:ow|ows|ew|own|owing|owth)|increas(?:e|es|ed|ing)|climb(?:ed|s|ing)?"
    "|(?<!made )(?<!make )(?<!makes )(?<!making )up|gain(?:ed|s|ing)?|jump(?:ed|s|ing)?|surg(?:ed|es|ing))"
)
_FALL = (
    "(?:f[ae]ll(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|down|shr[au]nk"
    "|slump(?:ed)?|slid|plung(?:ed|ing))"
)
_SIGN = r"(?:RMB|US\$|HK\$|\$|€|¥)?"
_ROSE, _FELL = (re.compile(rf"\b{verb} {_WORDS}{_SIGN}$", re.IGNORECASE) for verb in (_RISE, _FALL))
_A_RISE, _A_FALL = (
    re.compile(rf"[ -](?:(?:year-on-year|annual|further) )?{verb}\b", re.IGNORECASE) for verb in (_RISE, _FALL)
)
_REACHED = re.compile(r"\bto (?:about |nearly |some |around |over |more than )?$")
_NEGATIVE = re.compile(r"\b(?:negative|minus) (?:[\w-]+ ){0,3}(?:growth|increase|gain)\b[^,;.]*$", re.IGNORECASE)
_MINUS = re.compile(r"(?:[-\u2212\u2013]|minus |negative )$", re.IGNORECASE)


def turned_round(src: str, mt: str, comparison: Comparison) -> Iterator[tuple[Span, Span]]:
    """Yield verb and figure of the Chinese, and the figure in the English, that a rise and a fall are told of."""
    for source, target in comparison.pairs:
        if source.dimension in _TIMELESS and source.high is None:
            verb = _verb(src, source)
            if verb and _told(mt, target, level=bool(verb["level"])) == ("fall" if verb["rise"] else "rise"):
                start = max(0, source.span.start - _REACH_IN_CHINESE) + verb.start()
                yield Span(start, source.span.end), target.span


def _verb(src: str, source: Quantity) -> re.Match[str] | None:
    """Return the verb of change right before a figure of the Chinese; None where the change is of a change."""
    before = src[max(0, source.span.start - _REACH_IN_CHINESE) : source.span.start]
    clause = re.split("[，。；、]", src[max(0, source.span.start - _CLAUSE) : source.span.start])[-1]
    return None if _OF_CHANGE.search(clause) else _VERB.search(before)


def _told(mt: str, target: Quantity, *, level: bool) -> str:
    """Return whether the English right beside a figure tells of a "rise" or a "fall"; "" for neither and for both.

    The figure is that of the change, or a `level` that was reached: "rose to 5 percent".
    """
    before = mt[max(0, target.span.start - _REACH) : target.span.start]
    if level:
        before = _REACHED.sub("", before)
    if _MINUS.search(before) or _NEGATIVE.search(before):
        return ""
    rises = bool(_ROSE.search(before) or _A_RISE.match(mt, target.span.end))
    falls = bool(_FELL.search(before) or _A_FALL.match(mt, target.span.end))
    return "rise" if rises and not falls else "fall" if falls and not rises else ""
