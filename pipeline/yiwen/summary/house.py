"""House style: percent or %, yuan or RMB, hectares beside mu; the value of a figure never changes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from yiwen.errors import GlossaryError
from yiwen.text.quantities import convert, parse
from yiwen.types import Quantity, Span

Percent = Literal["as-is", "percent", "%"]
Money = Literal["as-is", "yuan", "RMB"]
Land = Literal["as-is", "hectares"]
_RMB = re.compile(r"(?:RMB|CNY|Rmb|¥) ?")
_YUAN = re.compile(r"\s*yuan\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class House:
    """What an outlet writes. `land="hectares"` adds hectares in brackets behind an area in mu."""

    percent: Percent = "as-is"
    money: Money = "as-is"
    land: Land = "as-is"


AS_IS = House()
STYLES = {"percent": ("percent", "%"), "money": ("yuan", "RMB"), "land": ("hectares",)}


def house_of(choices: Iterable[tuple[str, str]]) -> House:
    """Return the style that a house's choices ask for; those of the termbase are left to it.

    Raises:
        GlossaryError: a style has no such value.
    """
    chosen: dict[str, str] = {}
    for what, how in choices:
        if what in STYLES and how not in STYLES[what]:
            known = " or ".join(f"{what}={value}" for value in STYLES[what])
            raise GlossaryError(f"'{what}={how}' is no house choice; use {known}")
        if what in STYLES:
            chosen[what] = how
    return House(**chosen)  # type: ignore[arg-type]  # each value is one of its field's


def styled(text: str, house: House) -> tuple[str, tuple[Span, ...]]:
    """Return the text in house style and the places of what was put in (hectares); the rest is only spelled anew."""
    if house == AS_IS:
        return text, ()
    parts: list[str] = []
    marks: list[Span] = []
    done = length = 0
    for quantity in parse(text):
        written = quantity.span.of(text)
        spelled, added = _spelled(written, quantity, house), _hectares(text, quantity, house)
        if spelled == written and not added:
            continue
        parts += (text[done : quantity.span.start], spelled, added)
        length += quantity.span.start - done + len(spelled)
        if added:
            marks.append(Span(length + 1, length + len(added)))
        length += len(added)
        done = quantity.span.end
    return "".join((*parts, text[done:])), tuple(marks)


def _spelled(written: str, quantity: Quantity, house: House) -> str:
    if quantity.unit == "percent" and house.percent != "as-is":
        number = re.sub(r"\s*(?:%|per cent|percent)$", "", written, flags=re.IGNORECASE)
        same = number == written
        return written if same else f"{number}%" if house.percent == "%" else f"{number} percent"
    if quantity.unit == "yuan" and quantity.high is None:
        if house.money == "RMB" and _YUAN.search(written) and written[0].isdigit() and "-" not in written:
            return "RMB " + _YUAN.sub("", written)
        if house.money == "yuan" and (prefix := _RMB.match(written)):
            rest = written[prefix.end() :]
            return rest if _YUAN.search(rest) else f"{rest} yuan"
    return written


def _hectares(text: str, quantity: Quantity, house: House) -> str:
    attributive = "-" in quantity.span.of(text)
    follows = text[quantity.span.end :].lstrip().startswith("(")
    if house.land != "hectares" or quantity.unit != "mu" or quantity.high is not None or attributive or follows:
        return ""
    value = convert(quantity.value, "mu", "hectare")
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    shown = f"{value:,.{digits}f}"
    shown = shown.rstrip("0").rstrip(".") if digits else shown
    about = "" if abs(float(shown.replace(",", "")) - value) < 1e-9 * value else "about "
    return f" ({about}{shown} hectares)"
