"""English numerals read at a place of a normalized text: digits, number and scale words, fractions, vague amounts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
ONES = {word: value for value, word in enumerate(_SMALL)}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALES = {"bn": 1e9, "tn": 1e12, "mn": 1e6, "mln": 1e6, "bln": 1e9}
_MONEY_SCALES = {"k": 1e3, "m": 1e6, "b": 1e9}
_MOST_DIGITS = 18
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_PARTS |= {"eighth": 8, "ninth": 9, "tenth": 10}
_VAGUE = {"tens": 10.0, "dozens": 12.0, "scores": 20.0} | {f"{word}s": value for word, value in SCALES.items()}
_MULTIPLES = {"doubl": 2.0, "tripl": 3.0, "trebl": 3.0, "quadrupl": 4.0, "quintupl": 5.0, "twice": 2.0, "halv": 0.5}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written up to `end`. `step` is half a unit of its last printed digit, 0 where there is none."""

    end: int
    value: float
    step: float
    scale: float = 1.0
    spelled: bool = False
    high: float | None = None


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
_SCALE = re.compile(
    rf"(?:[ -]?(?:({_either(SCALES)})|({_either(_SHORT_SCALES)}))|([kmb]))(?![A-Za-z0-9])", re.IGNORECASE
)
_CARDINAL = re.compile(rf"(?:{_either([*ONES, *TENS, *SCALES, 'dozen'])})(?:(?![A-Za-z])|(?=fold\b))", re.IGNORECASE)
_ARTICLE = re.compile(rf"an? (?=(?:{_either([*SCALES, 'dozen'])})(?![A-Za-z]))", re.IGNORECASE)
_AND_A_HALF = re.compile(r" and a half(?![A-Za-z])", re.IGNORECASE)
_HALF_A = re.compile(rf"half an? ({_either(SCALES)}|dozen)?", re.IGNORECASE)
_FRACTION = re.compile(
    rf"(?:(an?|one) ?-?(third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?=(?: of)?(?![A-Za-z]))"
    rf"|(one|two|three|four|five|six|seven|eight|nine)[ -]"
    rf"(halves|thirds|(?:{_either(set(_PARTS) - {'half', 'halves'})})s)"
    rf"|(\d{{1,2}})/(\d{{1,3}})(?![\d/]))(?![A-Za-z])",
    re.IGNORECASE,
)
_HALF_OF = re.compile(
    r"(?<!first )(?<!second )(?<!latter )(?<!other )half(?= (?:of|the|its|their|his|her|our|all|that|this) )",
    re.IGNORECASE,
)
_VAGUE_AMOUNT = re.compile(
    rf"(?:{_either(_VAGUE)})(?:(?: of (?:{_either(SCALES)})s?)+(?![A-Za-z])|(?= of (?!(?:{_either(SCALES)}))))",
    re.IGNORECASE,
)
_MULTIPLE = re.compile(
    r"(?:(doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|ing|es?(?= (?:the|that|its|their|last|in|to|by|from)\b))"
    r"|(twice))(?![A-Za-z])",
    re.IGNORECASE,
)
_BEHIND_ARTICLE = (*SCALES, "dozen", *(f"{part} of" for part in _PARTS))
STARTS = (
    *(*ONES, *TENS, *_VAGUE, *SCALES, "dozen", "half", *_MULTIPLES),
    *(f"{article} {word}" for article in ("a", "an") for word in _BEHIND_ARTICLE),
)  # what a spelled number begins with


def read_number(text: str, start: int, money: bool = False) -> Numeral | None:
    """Return the number that begins at `start`, scale words multiplied in; `money` allows "5m" and "5k"."""
    digits = DIGITS.match(text, start)
    if digits is None:
        return _read_words(text, start)
    body = digits.group().replace(",", "")
    if len(body) > _MOST_DIGITS:  # an account or a barcode, not an amount
        return None
    decimals = len(body) - body.find(".") - 1 if "." in body else 0
    return _scaled(text, Numeral(digits.end(), float(body), 0.5 * 10.0**-decimals), money)


def _scaled(text: str, mantissa: Numeral, money: bool = False) -> Numeral:
    """Return the number multiplied by every scale word behind it, and by "and a half"."""
    end, scale, value = mantissa.end, mantissa.scale, mantissa.value
    if half := _AND_A_HALF.match(text, end):
        end, value = half.end(), value + 0.5
    while match := _SCALE.match(text, end):
        word, short, letter = match.groups()
        if letter and (not money or scale != 1):
            break
        end = match.end()
        scale *= (
            SCALES[word.lower()] if word else _SHORT_SCALES[short.lower()] if short else _MONEY_SCALES[letter.lower()]
        )
    return Numeral(end, value * scale, mantissa.step * scale, scale, mantissa.spelled)


def _read_words(text: str, start: int) -> Numeral | None:
    """Return a spelled number: "a hundred and twenty", "ninety-nine thousand", "two dozen"."""
    article = _ARTICLE.match(text, start)
    position = article.end() if article else start
    total, current, scale, previous, end = 0.0, 1.0 if article else 0.0, 1.0, "one" if article else "", start
    while match := _CARDINAL.match(text, position):
        word = match.group().lower()
        if not _follows(word, previous):
            break
        if word in SCALES or word == "dozen":
            scale = SCALES.get(word, 12.0)
            total, current = _with_scale(total, current, scale, bare=previous in SCALES and current == 0)
        else:
            current, scale = current + ONES.get(word, TENS.get(word, 0)), 1.0
        previous, end = word, match.end()
        position = _next_word(text, end, previous)
    if end == start:
        return None
    number = _scaled(text, Numeral(end, total + current, 0.5 * scale, 1.0, spelled=True))
    return number if number.scale > 1 else replace(number, scale=scale)


def _with_scale(total: float, current: float, scale: float, bare: bool) -> tuple[float, float]:
    """Return total and open group after a scale word; a bare one ("two thousand million") multiplies what stands."""
    if bare:
        return total * scale, 0.0
    group = (current or 1.0) * scale
    return (total + group, 0.0) if scale > SCALES["hundred"] else (total, group)


def _follows(word: str, previous: str) -> bool:
    """Return whether a number word continues the number after another: "twenty" then "one", not "two" then "three"."""
    if not previous:
        return True
    if word in SCALES or word == "dozen":
        return previous != "dozen" and (previous != word)
    if previous in SCALES:
        return True
    return previous in TENS and 0 < ONES.get(word, 0) < 10


def _next_word(text: str, end: int, previous: str) -> int:
    """Return where the next number word would begin: "and" joins only behind hundred, thousand ..."""
    if previous in SCALES and text[end : end + 5].lower() == " and ":
        return end + 5
    return end + 1 if text[end : end + 1] in (" ", "-") else len(text)


def read_fraction(text: str, start: int) -> Numeral | None:
    """Return a share of one: "two-thirds", "a quarter of", "half of", "1/3"; None for "a third party"."""
    if half := _HALF_OF.match(text, start):
        return Numeral(half.end(), 0.5, 0.0, spelled=True)
    match = _FRACTION.match(text, start)
    if match is None:
        return None
    article, part, count, parts, top, bottom = match.groups()
    if top:
        return _printed_fraction(match.end(), int(top), int(bottom))
    if part:
        hyphenated = text[match.start() : match.end()].find("-") > 0
        if (article.lower() != "one" or part.lower() == "quarter") and not (
            hyphenated or text.startswith(" of ", match.end())
        ):
            return None
        return Numeral(match.end(), 1 / _PARTS[part.lower()], 0.0, spelled=True)
    divisor = _PARTS.get(parts.lower()) or _PARTS[parts.lower()[:-1]]
    return Numeral(match.end(), ONES[count.lower()] / divisor, 0.0, spelled=True)


def _printed_fraction(end: int, top: int, bottom: int) -> Numeral | None:
    return Numeral(end, top / bottom, 0.0) if 0 < top < bottom <= 20 else None


def read_half_of_unit(text: str, start: int) -> Numeral | None:
    """Return "half a million" as a number, "half a" (year, mu ...) as one half; the unit must follow."""
    match = _HALF_A.match(text, start)
    if match is None:
        return None
    if match[1] is None:
        return Numeral(match.end() - 1, 0.5, 0.0, spelled=True)
    scale = SCALES.get(match[1].lower(), 12.0)
    return Numeral(match.end(), 0.5 * scale, 0.0, scale, spelled=True)


def read_vague(text: str, start: int) -> Numeral | None:
    """Return "dozens of", "tens of thousands of" as a range from the named amount to ten times it."""
    match = _VAGUE_AMOUNT.match(text, start)
    if match is None:
        return None
    value = 1.0
    for word in match.group().lower().split(" of "):
        value *= _VAGUE.get(word) or SCALES[word]
    return Numeral(match.end(), value, 0.0, value, spelled=True, high=10 * value)


def read_multiple(text: str, start: int) -> Numeral | None:
    """Return the factor of "doubled", "tripling", "twice", "double the"."""
    match = _MULTIPLE.match(text, start)
    if match is None:
        return None
    return Numeral(match.end(), _MULTIPLES[(match[1] or match[2]).lower()], 0.0, spelled=True)
