"""Renderings that introduce an abbreviation: "Ministry of Finance (MOF)" is that, the name alone, and MOF.

Many termbases keep the full form and the abbreviation in one cell. In running text the brackets belong to the first
mention only, so each of the forms is a rendering of its own.
"""

import re
from collections.abc import Iterable

_INTRODUCED = re.compile(r"(?P<full>[^()]+?) ?\((?P<short>(?=[^A-Z]*[A-Z][^A-Z]*[A-Z])[A-Za-z&.-]+)\)")


def with_each_form(renderings: Iterable[str]) -> tuple[str, ...]:
    """Return renderings, and behind them the forms without brackets of those that introduce an abbreviation."""
    given = tuple(renderings)
    return tuple(dict.fromkeys((*given, *(form for one in given for form in _forms(one)))))


def _forms(rendering: str) -> tuple[str, ...]:
    """Return the full form of a rendering that introduces an abbreviation, and the abbreviation; else nothing."""
    found = _INTRODUCED.fullmatch(rendering.strip())
    return found.groups() if found and _is_made_of(found["short"], found["full"]) else ()


def _is_made_of(short: str, full: str) -> bool:
    """Return whether a name has the letters of an abbreviation in their order, the first of them first: MOFCOM."""
    letters = iter(full.lower())
    return full[:1].lower() == short[:1].lower() and all(one in letters for one in short.lower() if one.isalpha())
