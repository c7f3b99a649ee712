"""Quantities of an English text: one pass over what may begin a number, then readers from the special to the plain."""

import re
from collections.abc import Iterator
from dataclasses import replace

from yiwen.text.normalize import normalize
from yiwen.text.quantities import calendar, numerals, units
from yiwen.text.quantities.numerals import Numeral
from yiwen.text.quantities.prefixes import any_of
from yiwen.types import Quantity, Span


def _either(spellings: list[str]) -> str:
    return "|".join(re.escape(s).replace(r"\ ", "[ -]") for s in sorted(spellings, key=len, reverse=True))


_CURRENCIES = [s for u in units.UNITS if u.dimension == "money" for s in u.symbols if not s.isalpha()]
_CURRENCIES += ["RMB", "CNY", "USD", "HKD", "EUR", "GBP", "JPY", "MOP", "Rmb"]
_MONEY = re.compile(rf"(?:{_either(_CURRENCIES)}) ?(?=\d)")
_UNIT = re.compile(
    rf"[ -]?(?:(?i:{_either(list(units.WORDS))})(?![A-Za-z0-9²³$])"
    rf"|(?:{_either([s for s in units.SYMBOLS if s.isalnum() and s.isascii()])})(?![A-Za-z0-9²³$/])"
    rf"|(?:{_either([s for s in units.SYMBOLS if not (s.isalnum() and s.isascii())])})(?!\d))"
)
# the number of a name (Covid-19, Tianwen-1) is none of its own, that of mid-2025 is
_DIGIT = r"(?P<digit>\d)(?:(?<![a-z]-\d)|(?<=(?:mid|pre|sub|top|non)-\d)|(?<=(?:post|near|over|plus)-\d)|(?<=under-\d))"
_START = re.compile(
    rf"(?<![A-Za-z0-9_])(?<!\d\.)(?<![A-Z]-)(?:{_DIGIT}|(?P<money>{_either(_CURRENCIES)}) ?\d"
    rf"|(?P<month>{calendar.MONTH})[ ,]"
    rf"|(?P<numbered>No\.? ?\d)|(?P<word>{any_of([*numerals.STARTS, *calendar.ORDINAL_STARTS])}))"
)
_SKIPPED = re.compile(  # clock times, section numbers, telephone numbers; digits glued to letters (5G, 3D, 737MAX)
    r"\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\d+(?:\.\d+){2,}|\d{3,4}-\d{6,8}(?!\d)|\d{1,2} ?[ap]\.?m\b\.?"
)
_GLUED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_LABEL = re.compile(r"\d+(?:\+\d+)+(?![\d.])|(?<=[\"'])\d+(?=[\"'])")
_WORD_LABEL = re.compile(
    rf"(?<=[\"'])(?:{'|'.join([*numerals.ONES, *numerals.TENS])})(?:[-+](?:{'|'.join(numerals.ONES)}))+(?=[\"'])",
    re.IGNORECASE,
)
_BOUNDS_BEFORE = {
    "about": "about|around|approximately|roughly|some|circa|an estimated",
    "over": "over|more than|above|exceed|exceeds|exceeded|exceeding|in excess of|upwards of"
    "|surpass|surpassed|surpassing|topped",
    "nearly": "nearly|almost|close to|just under|just short of|approaching",
    "at least": "at least|no less than|not less than|no fewer than|not fewer than|no lower than"
    "|not lower than|a minimum of",
    "at most": "at most|up to|no more than|not more than|less than|fewer than|under|below|within"
    "|a maximum of|not exceeding",
}
_BOUND_OF = {word: bound for bound, words in _BOUNDS_BEFORE.items() for word in words.split("|")}
_BEFORE = re.compile(rf"(?<![A-Za-z])({'|'.join(sorted(_BOUND_OF, key=len, reverse=True))}) $", re.IGNORECASE)
_NEGATED = {"over": "at most", "at most": "at least"}
_NOT = re.compile(r"(?:\bnot|\bnever|\bno|n't)(?: \w+){0,4} $", re.IGNORECASE)
_NEGATION = 36  # characters in which a negation stands before a bound
_ENDS = tuple(f"{word} " for word in _BOUND_OF)
_AFTER = re.compile(
    r" (?:or|and) (?P<least>more|above|over|higher|greater)\b|(?P<plus>\+(?!\d)|[ -]plus\b)| or (?P<about>so)\b"
    r"| (?:or|and) (?P<most>less|fewer|below|under|lower)\b"
)
_RANGE = re.compile(r" ?(-|to|and|or) ?(?=\d|[A-Za-z$¥€£])")
_OF_A = re.compile(r" of an?(?= )")
_ONE_OUT = re.compile(
    r"(?!-[a-z]| [A-Za-z0-9])|-(?:on|off|sided)\b"
    r"| (?:of|another|that|who|which|can|could|must|should|may|might|will|would|is|was|has|had|to|and|or|in|on|at|by"
    r"|with|for|as|the|after|where|more|also|does|do|did|thing|side|hand|such|needs?|from|than|but|it|we|they|I|you|he|she"
    r"|finds?|gets?)\b"
)
_ONE_BEFORE = re.compile(
    r"(?:\b(?:no|any|every|some|each|this|that|another|the|which|only|last|next|not)|-) ?$", re.IGNORECASE
)


def parse(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of an English text, sorted and disjoint; spans are places of the text as given.

    Bounds ("over", "or more") and what is counted stand outside the span. A date's value is YYYYMMDD with 0 for what is
    not said; a label's ("1+3+2") its digits in a row; a vague amount ("tens of thousands of") runs from itself to ten
    times itself. A bare "$" or "dollars" is a "dollar" of an unknown country, a bare "¥" a yuan.
    """
    return tuple(_scan(normalize(text)))


def _scan(text: str) -> Iterator[Quantity]:
    position = 0
    while start := _START.search(text, position):
        place = start.start()
        found = _read(text, place, start.lastgroup or "digit")
        if isinstance(found, Quantity):
            yield found
            position = found.span.end
        else:
            position = found


def _read(text: str, start: int, kind: str) -> Quantity | int:
    """Return the quantity that begins here, or the place from which to look on."""
    if kind == "digit":
        return _read_digits(text, start)
    if kind == "month":
        return calendar.read_date(text, start) or start + 3
    if kind == "numbered":
        return calendar.read_ordinal(text, start) or start + 2
    if kind == "money":
        return _read_measure(text, start) or start + 1
    return _read_word(text, start) or _skip_word(text, start)


def _read_digits(text: str, start: int) -> Quantity | int:
    if label := _LABEL.match(text, start):
        return _label(Span(start, label.end()), label.group().replace("+", ""))
    special = calendar.read_date(text, start) or calendar.read_ordinal(text, start)
    if special:
        return special
    if skipped := _SKIPPED.match(text, start):
        return skipped.end()
    if fraction := numerals.read_fraction(text, start):
        return _share(text, start, fraction)
    measure = _read_measure(text, start)
    if measure is None:
        return calendar.read_year(text, start) or _skip_digits(text, start)
    if measure.dimension in ("count", "duration") and calendar.looks_like_year(text[start : start + 4]):
        year = calendar.read_year(text, start)
        if year and (year.high or not measure.bound):
            return year
    return measure


def _read_word(text: str, start: int) -> Quantity | None:
    if label := _WORD_LABEL.match(text, start):
        return _word_label(text, start, label.end())
    if multiple := numerals.read_multiple(text, start):
        bound = _bound(text, start, multiple.end)
        return Quantity(Span(start, multiple.end), multiple.value, "time", "ratio", bound=bound)
    if vague := numerals.read_vague(text, start):
        return _vague(text, start, vague)
    if fraction := numerals.read_fraction(text, start):
        return _share(text, start, fraction)
    if ordinal := calendar.read_ordinal(text, start):
        return ordinal
    if half := numerals.read_half_of_unit(text, start):
        unit = _unit_at(text, half.end)
        return _quantity(text, start, half, unit) if unit or half.scale > 1 else None
    return _read_measure(text, start)


def _read_measure(text: str, start: int) -> Quantity | None:
    """Return number and unit, or a range of them, with what bounds it."""
    first = _measured(text, start)
    if first is None or _is_pronoun(text, start, first[0]):
        return None
    numeral, unit, end = first
    return _range(text, start, first) or _quantity(text, start, numeral, (unit, end) if unit else None)


def _measured(text: str, start: int) -> tuple[Numeral, units.Unit | None, int] | None:
    """Return number, unit and end of one amount; None where letters are glued to the digits."""
    money = _MONEY.match(text, start)
    numeral = numerals.read_number(text, money.end() if money else start, money is not None)
    if numeral is None:
        return None
    currency = units.find_unit(money.group().strip()) if money else None
    unit = _unit_at(text, numeral.end)
    if unit and (currency is None or unit[0].base == currency.base or "dollar" in unit[0].base):
        return numeral, unit[0], unit[1]
    if not numeral.spelled and _GLUED.match(text, numeral.end):
        return None
    return numeral, currency, numeral.end


def _unit_at(text: str, end: int) -> tuple[units.Unit, int] | None:
    match = _UNIT.match(text, end)
    return (units.find_unit(match.group().lstrip(" -")), match.end()) if match else None


def _range(text: str, start: int, first: tuple[Numeral, units.Unit | None, int]) -> Quantity | None:
    """Return "3 to 5 percent", "3-5 million", "between 3 and 5 mu" as one quantity; None where it is no range."""
    low, unit, end = first
    joint = _RANGE.match(text, end)
    if joint is None:
        return None
    before = text[max(0, start - 9) : start].lower()
    if (joint[1] == "and") != before.endswith("between ") or (unit and before.endswith("from ")):
        return None
    second = _measured(text, joint.end())
    if second is None or second[0].spelled != low.spelled:
        return None
    high, high_unit, high_end = second
    if unit is None and _MONEY.match(text, joint.end()):
        return None  # "in 2017 to $5 million"
    if joint[1] == "or" and high.value / high.scale > low.value / low.scale + 1:
        return None  # "two or three", no choice of any two
    if unit and high_unit and unit != high_unit:
        return None
    factor = high.scale if low.scale == 1 and low.value < high.value / high.scale else 1.0
    value = low.value * factor
    if value >= high.value or (unit and not high_unit and _MONEY.match(text, start) is None):
        return None
    number = Numeral(high_end, value, max(low.step * factor, high.step), high.scale, low.spelled, high.value)
    shared = high_unit or unit
    return _quantity(text, start, number, (shared, high_end) if shared else None)


def ends(text: str, quantity: Quantity) -> tuple[Quantity, ...]:
    """Return the two amounts of a range as they stand in the text; the quantity itself where it is none."""
    text, start = normalize(text), quantity.span.start
    first = _measured(text, start)
    joint = _RANGE.match(text, first[2]) if first and quantity.high is not None else None
    if first is None or joint is None or quantity.high is None:
        return (quantity,)
    low = replace(quantity, span=Span(start, first[2]), high=None)
    return low, replace(quantity, span=Span(joint.end(), quantity.span.end), value=quantity.high, high=None, bound="")


def _quantity(text: str, start: int, number: Numeral, unit: tuple[units.Unit, int] | None) -> Quantity:
    end = unit[1] if unit else number.end
    name, dimension = (unit[0].name, unit[0].dimension) if unit else ("", "count")
    return Quantity(Span(start, end), number.value, name, dimension, number.step, _bound(text, start, end), number.high)


def _bound(text: str, start: int, end: int) -> str:
    if after := _AFTER.match(text, end):
        return {"least": "at least", "plus": "over", "about": "about", "most": "at most"}[str(after.lastgroup)]
    begin = max(0, start - 20)
    if not text[begin:start].lower().endswith(_ENDS):
        return ""
    before = _BEFORE.search(text, begin, start)
    if before is None:
        return ""
    bound = _BOUND_OF[before[1].lower()]
    return (
        _NEGATED.get(bound, bound) if _NOT.search(text, max(0, before.start() - _NEGATION), before.start()) else bound
    )


def _share(text: str, start: int, number: Numeral) -> Quantity:
    """Return a fraction: of its unit where one follows ("1/15 hectare", "a quarter of an hour"), else a ratio."""
    of_a = _OF_A.match(text, number.end)
    unit = _unit_at(text, of_a.end() if of_a else number.end)
    if unit:
        return _quantity(text, start, number, unit)
    return Quantity(Span(start, number.end), number.value, "", "ratio", bound=_bound(text, start, number.end))


def _vague(text: str, start: int, number: Numeral) -> Quantity:
    unit = _unit_at(text, number.end + 3 if text.startswith(" of", number.end) else number.end)
    return _quantity(text, start, number, unit)


def _label(span: Span, digits: str) -> Quantity:
    return Quantity(span, float(digits), "", "label")


def _word_label(text: str, start: int, end: int) -> Quantity | None:
    words = re.split("[-+]", text[start:end].lower())
    values = [numerals.ONES.get(word, numerals.TENS.get(word, 0)) for word in words]
    if len(words) == 2 and values[0] >= 20:  # "twenty-one" in quotes is a number
        return None
    return _label(Span(start, end), "".join(map(str, values)))


def _is_pronoun(text: str, start: int, number: Numeral) -> bool:
    """Return whether "one" stands for a thing or a person rather than for 1."""
    if not number.spelled or number.value != 1 or text[start : start + 3].lower() != "one":
        return False
    return bool(_ONE_OUT.match(text, number.end) or _ONE_BEFORE.search(text, max(0, start - 8), start))


def _skip_digits(text: str, start: int) -> int:
    digits = numerals.DIGITS.match(text, start)
    end = digits.end() if digits else start + 1
    glued = _GLUED.match(text, end)
    return glued.end() if glued else end


def _skip_word(text: str, start: int) -> int:
    word = _GLUED.match(text, start)
    return word.end() if word else start + 1
