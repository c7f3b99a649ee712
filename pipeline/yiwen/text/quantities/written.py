"""How an English quantity is written: its figure, alone or with the unit's word, made anew for another value."""

import math
import re

from yiwen.text.normalize import normalize
from yiwen.text.quantities import numerals
from yiwen.text.quantities.prefixes import any_of
from yiwen.types import Quantity, Span

_DIGIT_OR_WORD = re.compile(rf"\d|{any_of(numerals.STARTS)}")
_SCALE_WORDS = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_JOINED_SCALE = re.compile(r"\d-[A-Za-z]|-(?:thousand|million|billion|trillion)", re.IGNORECASE)
_MOST_DECIMALS = 3
_WORDS = {value: word for word, value in (*numerals.ONES.items(), *numerals.TENS.items())}
_SPELLED_BELOW = 100


def figure_span(text: str, quantity: Quantity) -> Span | None:
    """Return where the number of a quantity stands, scale words included, currency sign and unit not.

    None for a range, and where no number is found.
    """
    found = _number(text, quantity.span, money=quantity.dimension == "money") if quantity.high is None else None
    if found is None or not math.isclose(found[1], quantity.value):
        return None  # what a range shares with its other end, or a list with its last, is not written here
    return found[0]


def figure_in(text: str, span: Span) -> Span | None:
    """Return where the first number of a stretch stands, scale words included; None where there is none."""
    found = _number(text, span, money=False)
    return found[0] if found else None


def _number(text: str, span: Span, *, money: bool) -> tuple[Span, float] | None:
    start = _DIGIT_OR_WORD.search(text, span.start, span.end)
    number = numerals.read_number(normalize(text), start.start(), money=money) if start else None
    if start is None or number is None or number.end > span.end:
        return None
    return Span(start.start(), number.end), number.value


def write_figure(value: float, like: str = "") -> str:
    """Return a number as English prints it: "19,200", "1.2 billion", "30", in words where `like` is in words.

    From a million on the scale word is used, where no more than three decimals are needed for it.
    """
    if like and not any(letter.isdigit() for letter in like) and value < _SPELLED_BELOW and value in _WORDS:
        word = _WORDS[int(value)]
        return word.capitalize() if like[0].isupper() else word
    joint = "-" if _JOINED_SCALE.search(like) else "\u00a0" if "\u00a0" in like else " "
    for worth, word in _SCALE_WORDS:
        mantissa = value / worth
        if value >= worth and _decimals(mantissa) <= _MOST_DECIMALS:
            return f"{_plain(mantissa)}{joint}{word}"
    return _plain(value)


def _decimals(value: float) -> int:
    return len(f"{value:.9f}".rstrip("0").partition(".")[2])


def _plain(value: float) -> str:
    """Return the digits, in groups of three, with as many decimals as there are."""
    return f"{value:,.9f}".rstrip("0").rstrip(".")
