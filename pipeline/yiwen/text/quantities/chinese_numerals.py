"""Chinese numerals read at a place of a text: digits, characters, and both with the scales 万 and 亿."""

import re
from dataclasses import dataclass
from functools import lru_cache

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10.0, "百": 100.0, "千": 1e3}
_SCALES = {"万": 1e4, "亿": 1e8}
_TRADITIONAL = str.maketrans(
    "萬億兩點個畝頃噸屆號週萬餘幾數過約廿％，．０１２３４５６７８９—–－～〜",
    "万亿两点个亩顷吨届号周万余几数过约廿%,.0123456789-----",
)

DIGIT = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
# 千 and 百 open units of measure (千瓦, 千克, 千米) and fractions (百分之)
_TEN = r"(?:十|百(?!分[之点])|千(?![瓦克米卡帕伏焦分]))"
_PLACE = r"[零〇一二两三四五六七八九]"
CHARACTERS = rf"(?:{_PLACE}|{_TEN})+"
_SECTION = rf"(?:(?:(?:{DIGIT}){_TEN})+|(?:{DIGIT})|{CHARACTERS})"
_SCALED = rf"{_SECTION}(?:(?:[多余几]| )(?=[万亿]))?[万亿]{{0,2}}"
_NUMERAL = re.compile(rf"{_SCALED}(?:(?<=[万亿]){_SCALED}){{0,4}}|[万亿]{{1,2}}")
_MORE = re.compile("[多余几]")
_VAGUE = re.compile(rf"[数几](?:个(?=亿))?(?P<scale>{_TEN}+[万亿]*|[万亿]+)")
_NEXT = "一[二两]|[二两]三|三四|四五|五六|六七|七八|八九|三五"
_FROM_TO = re.compile(  # 二三十, 十七八, 五六万
    rf"(?<![零〇一二两三四五六七八九])(?P<tens>[二三四五六七八九]?十)?(?P<both>{_NEXT})(?!{_PLACE})(?P<scale>{_TEN}*[万亿]*)"
)
_DIGIT = re.compile(DIGIT)


@dataclass(frozen=True, slots=True)
class ChineseNumeral:
    """A number as written up to `end`.

    `step` is half a unit of its last written digit; `bare` has no digit (亿, 百);
    `more` has 多, 余 or 几 inside (1200多万). `high` is the other end of 二三十 (20 to 30) and 数十 (10 to 100).
    """

    end: int
    value: float
    step: float
    spelled: bool
    bare: bool = False
    more: bool = False
    high: float | None = None


@lru_cache(maxsize=4096)  # each check asks for the same texts, and the translation takes long
def plain(text: str) -> str:
    """Return the text with plain digits and dashes and simplified numerals: as long as it was."""
    return text.translate(_TRADITIONAL)


def read_numeral(text: str, start: int) -> ChineseNumeral | None:
    """Return the number that begins here (in a `plain` text), or None."""
    if vague := _VAGUE.match(text, start):
        low = _value(vague["scale"])
        return ChineseNumeral(vague.end(), low, 0.0, spelled=True, high=10 * low)
    if both := _FROM_TO.match(text, start):
        tens, scale = both["tens"] or "", both["scale"]
        ends = [_value(f"{tens}{digit}{scale}") for digit in both["both"]] if not (tens and scale[:1] == "十") else []
        if ends:
            return ChineseNumeral(both.end(), ends[0], 0.0, spelled=True, high=ends[1])
    match = _NUMERAL.match(text, start)
    if match is None:
        return None
    given = match.group().replace(" ", "")
    written = _MORE.sub("", given)
    spelled = not any(letter.isdigit() and letter.isascii() for letter in written)
    bare = not any(letter in _DIGITS or (letter.isascii() and letter.isdigit()) for letter in written)
    return ChineseNumeral(match.end(), _value(written), _step(written), spelled, bare, written != given)


def numeral_value(text: str) -> float:
    """Return the number that a `plain` text begins with; 0 where it begins with none."""
    numeral = read_numeral(text, 0)
    return numeral.value if numeral else 0.0


def _value(written: str) -> float:
    """Return what a numeral is worth: 3亿5千万, 1.4万亿, 一百零五, 一万二 (12,000)."""
    for scale in ("亿", "万"):
        if scale in written:
            before, after = written.rsplit(scale, 1)
            worth = _SCALES[scale]
            return (_value(before) if before else 1.0) * worth + _rest(after, worth)
    return _section(written)


def _rest(after: str, worth: float) -> float:
    """Return what stands after a scale: a lone digit counts its tenths (一万二)."""
    if len(after) == 1 and after in _DIGITS:
        return _DIGITS[after] * worth / 10
    return _value(after) if after else 0.0


def _section(written: str) -> float:
    """Return the value of a numeral below 万."""
    digits = list(_DIGIT.finditer(written))
    if digits:
        return sum(
            float(one.group().replace(",", "")) * _TENS.get(written[one.end() : one.end() + 1], 1.0) for one in digits
        )
    if not any(letter in _TENS for letter in written):
        return float("".join(str(_DIGITS[letter]) for letter in written) or 0)
    total, digit, last = 0.0, None, 0.0
    zero = False
    for letter in written:
        if letter in _TENS:
            last = _TENS[letter]
            total += (1 if digit is None else digit) * last
            digit, zero = None, False
        else:
            zero = zero or _DIGITS[letter] == 0
            digit = _DIGITS[letter]
    if digit is None:
        return total
    # 两千三 is 2,300, but 二十三 is 23 and 两千零三 is 2,003
    return total + digit * (last / 10 if last > 10 and not zero else 1)


def _step(written: str) -> float:
    """Return half a unit of the last written digit, 0 for numerals in characters."""
    digits = list(_DIGIT.finditer(written))
    if not digits:
        return 0.0
    last = digits[-1]
    decimals = len(last.group().partition(".")[2])
    worth = 1.0
    for letter in written[last.end() :]:
        worth *= _TENS.get(letter) or _SCALES.get(letter) or 1.0
    return 0.5 * worth / 10.0**decimals
