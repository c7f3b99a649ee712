"""Corrupted copies of true sentences, to measure a verifier: one fact of each is turned, the rest is left."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yiwen.summary.verify.reading import ROLES, Reading

_UNITS = {
    "mu": "hectares", "hectares": "mu", "acres": "hectares", "kilometers": "meters", "kilometres": "metres",
    "square meters": "square kilometers", "square metres": "square kilometres", "meters": "kilometers",
    "percent": "percentage points", "per cent": "percentage points", "percentage points": "percent",
    "billion": "million", "million": "billion", "trillion": "billion", "yuan": "US dollars", "tons": "kilograms",
    "days": "months", "months": "years", "hours": "days", "HK$": "US$", "US$": "HK$",
}  # fmt: skip
_TURNED = {
    "rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased", "increase": "decrease",
    "decrease": "increase", "growth": "decline", "grew": "shrank", "grown": "shrunk", "declined": "grew", "up": "down",
    "down": "up", "higher": "lower", "lower": "higher", "expanded": "shrank", "expand": "shrink", "reduced": "raised",
    "rise": "fall", "fall": "rise", "rising": "falling", "increasing": "decreasing", "shortened": "extended",
    "opened": "closed", "exports": "imports", "imports": "exports", "surplus": "deficit", "largest": "smallest",
    "highest": "lowest", "lowest": "highest", "more": "fewer", "gain": "loss",
    "faster": "slower", "improved": "worsened",
}  # fmt: skip
_BOUNDS = {
    "over": "nearly", "nearly": "over", "more than": "less than", "less than": "more than", "exceeding": "below",
    "at least": "at most", "above": "below", "below": "above", "almost": "over", "about": "over",
}  # fmt: skip
_MODALITY = {
    "will": "did",
    "plans to": "has managed to",
    "aims to": "managed to",
    "planned": "completed",
    "must": "did",
}
_SCOPES = {
    "city": "province", "province": "city", "district": "city", "county": "province", "national": "provincial",
    "provincial": "national", "municipal": "national", "town": "county",
}  # fmt: skip
_BASES = {
    "year-on-year": "month-on-month", "year on year": "month on month", "signed": "completed", "invested": "signed",
    "planned investment": "completed investment", "cumulative": "annual", "quarter-on-quarter": "year-on-year",
}  # fmt: skip
_FIGURE = re.compile(r"(?<![\w.,-])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w-]|[.,]\d)")
_YEAR = re.compile(r"(?<![\w.,$-])(?:19|20)\d\d(?![\w,.-]*\d)(?!-)")
_AUXILIARY = re.compile(r"\b(?:was|were|is|are|has|have|had|will|did)\b(?!\s+not)")


@dataclass(frozen=True, slots=True)
class Corrupted:
    """A sentence with one fact turned, what was there and what stands there now."""

    kind: str
    text: str
    before: str
    after: str


Corruption = Callable[[str, Sequence[str], random.Random], "Corrupted | None"]


def figure_changed(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with another figure: a digit changed, ten times as much, or another of the report's."""
    places = [m for m in _FIGURE.finditer(sentence) if not _YEAR.fullmatch(m[0]) and len(m[0]) > 1]
    if not places:
        return None
    place = chance.choice(places)
    others = [m[0] for text in report for m in _FIGURE.finditer(text) if not _YEAR.fullmatch(m[0]) and len(m[0]) > 1]
    others = [other for other in others if other not in sentence]
    ways = [_other_digit(place[0], chance), _tenfold(place[0])] + ([chance.choice(others)] if others else [])
    return _put("figure", sentence, place, chance.choice(ways))


def _other_digit(figure: str, chance: random.Random) -> str:
    at = next(k for k, letter in enumerate(figure) if letter.isdigit())
    return figure[:at] + chance.choice([d for d in "123456789" if d != figure[at]]) + figure[at + 1 :]


def _tenfold(figure: str) -> str:
    return figure.replace(".", "", 1) if "." in figure else figure + "0" if "," not in figure else "1" + figure


def unit_swapped(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with another unit, currency or scale behind a figure."""
    del report
    places = [m for m in _words(_UNITS).finditer(sentence) if re.search(r"[\d.][- ]?(?:\w+ )?$", sentence[: m.start()])]
    return _put("unit", sentence, place, _UNITS[place[0]]) if (place := _any(places, chance)) else None


def name_swapped(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with another of the report's names in the place of one."""
    reading = Reading(sentence)
    names = [name for name in reading.names if _is_name(name.words, opens=name.opens)]
    spoken = {word.text for word in reading.words}
    others = sorted(
        {
            str(name)
            for text in report
            if text.rstrip().endswith(".") and text != sentence
            for name in Reading(text).names
            if _is_name(name.words, opens=name.opens) and not set(name.words) & spoken
        }
    )
    if not names or not others:
        return None
    name, other = chance.choice(names), chance.choice(others)
    before, after = sentence[: name.span.start], sentence[name.span.end :]
    return Corrupted("name", before + other + after, name.span.of(sentence), other)


def _is_name(words: Sequence[str], *, opens: bool) -> bool:
    own = [word for word in words if word.lower() not in ROLES and word[:1].isupper()]
    return bool(own) and not opens and all(len(word) > 2 for word in own)


def direction_flipped(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with up for down, open for closed, most for least."""
    return _replaced("direction", _TURNED, sentence, report, chance)


def year_moved(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with a year or two more or less, or "last year" for "this year"."""
    del report
    places = list(_YEAR.finditer(sentence))
    if place := _any(places, chance):
        return _put("year", sentence, place, str(int(place[0]) + chance.choice([-2, -1, 1, 2])))
    relative = {"this year": "last year", "last year": "this year", "next year": "last year"}
    found = _any(list(_words(relative).finditer(sentence)), chance)
    return _put("year", sentence, found, relative[found[0]]) if found else None


def bound_turned(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with "nearly" for "over"."""
    del report
    places = [
        m for m in _words(_BOUNDS).finditer(sentence) if re.match(r"\s+(?:[$¥€]|US|HK)?\$?\d", sentence[m.end() :])
    ]
    return _put("bound", sentence, place, _BOUNDS[place[0]]) if (place := _any(places, chance)) else None


def modality_changed(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with a plan told as a deed."""
    return _replaced("modality", _MODALITY, sentence, report, chance)


def scope_changed(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with the province for the city, the city for the district."""
    return _replaced("scope", _SCOPES, sentence, report, chance)


def basis_changed(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with another basis: month on month for year on year, signed for invested."""
    return _replaced("basis", _BASES, sentence, report, chance)


def negated(sentence: str, report: Sequence[str], chance: random.Random) -> Corrupted | None:
    """Return the sentence with a "not"."""
    del report
    place = _any(list(_AUXILIARY.finditer(sentence)), chance)
    return _put("negation", sentence, place, f"{place[0]} not") if place else None


ASKED: tuple[Corruption, ...] = (figure_changed, unit_swapped, name_swapped, direction_flipped, year_moved)
FURTHER: tuple[Corruption, ...] = (bound_turned, modality_changed, scope_changed, basis_changed, negated)


def _replaced(
    kind: str, table: dict[str, str], sentence: str, report: Sequence[str], chance: random.Random
) -> Corrupted | None:
    del report
    place = _any(list(_words(table).finditer(sentence)), chance)
    return _put(kind, sentence, place, table[place[0]]) if place else None


def _words(table: dict[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(w) for w in sorted(table, key=len, reverse=True))})(?![\w-])")


def _any(places: Sequence[re.Match[str]], chance: random.Random) -> re.Match[str] | None:
    return chance.choice(places) if places else None


def _put(kind: str, sentence: str, place: re.Match[str], after: str) -> Corrupted:
    return Corrupted(kind, sentence[: place.start()] + after + sentence[place.end() :], place[0], after)
