"""Quotation marks the wrong way round, and those without a partner."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiwen.checks.spotted import Spotted
from yiwen.types import Document, Fix, Severity, Span

_WRONG_CLOSING = re.compile(r"(?<=[\w.,!?%)])“(?=[\s.,;:!?)]|$)")
_WRONG_OPENING = re.compile(r"(?:(?<=[\s(])|^)”(?=\w)")
_CURLY = re.compile("[“”]")
_ANY = re.compile('[“”"]')
_STRAIGHT = re.compile(r'"(?:(?<!\d")|(?=[\s.,;:!?)]))')  # not an inch


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening mark that nothing has closed yet."""

    segment: int
    place: int


def spot_quotes(document: Document) -> Iterator[Spotted]:
    """Yield quotation marks the wrong way round, and those whose partner is nowhere.

    A quotation may run over several segments, opened anew at the head of each and closed once; an opening mark counts
    as alone only when another opens inside a sentence, or the document ends, before it is closed.
    """
    pending: _Open | None = None
    for index, segment in enumerate(document.segments):
        text = segment.mt
        if "“" not in text and "”" not in text:
            yield from _odd_straight(index, text)
            continue
        turned = list(_turned(text))
        fixed = _with_turned(text, turned)
        stray, left_open = _pairing(fixed, opened=pending is not None)
        yield from _report_turned(index, text, turned, Fix.REVIEW if stray or left_open is not None else Fix.SAFE)
        yield from (_alone(index, place, text) for place in stray)
        if left_open is not None:
            if pending is not None and text[:left_open].strip():
                yield _alone(pending.segment, pending.place, document.segments[pending.segment].mt)
            pending = _Open(index, left_open)
        elif "”" in fixed:
            pending = None
    if pending is not None:
        yield _alone(pending.segment, pending.place, document.segments[pending.segment].mt)


def _report_turned(index: int, text: str, places: list[int], fix: Fix) -> Iterator[Spotted]:
    for place in places:
        right = "”" if text[place] == "“" else "“"
        message = f"a quotation mark the wrong way round: {text[place]}"
        yield Spotted(index, Span(place, place + 1), message, right, fix)


def _turned(text: str) -> Iterator[int]:
    """Yield the places of curly quotes whose neighbours say they face the wrong way."""
    is_open = False
    for match in _CURLY.finditer(text):
        place = match.start()
        if match.group() == "“" and is_open and _WRONG_CLOSING.match(text, place):
            yield place
            is_open = False
        elif (
            match.group() == "”"
            and not is_open
            and _WRONG_OPENING.match(text, place)
            and text.find("”", place + 1) >= 0
        ):
            yield place
            is_open = True
        else:
            is_open = match.group() == "“"


def _with_turned(text: str, places: list[int]) -> str:
    for place in places:
        text = text[:place] + ("”" if text[place] == "“" else "“") + text[place + 1 :]
    return text


def _pairing(text: str, opened: bool) -> tuple[list[int], int | None]:
    """Return the marks without a partner, and the last opening mark left open; a straight mark closes too."""
    stray: list[int] = []
    open_at: int | None = None
    for match in _ANY.finditer(text):
        if match.group() == "“":
            if open_at is not None:
                stray.append(open_at)
            open_at, opened = match.start(), False
        elif open_at is not None:
            open_at = None
        elif opened:
            opened = False
        elif match.group() == "”":
            stray.append(match.start())
    return stray, open_at


def _odd_straight(index: int, text: str) -> Iterator[Spotted]:
    """Yield the last straight quote of a segment that holds an odd number of them, none at its ends."""
    marks = [match.start() for match in _STRAIGHT.finditer(text)] if '"' in text else []
    if len(marks) % 2 and not (text.lstrip().startswith('"') or text.rstrip().endswith('"')):
        yield _alone(index, marks[-1], text)


def _alone(index: int, place: int, text: str) -> Spotted:
    message = f"the quotation mark {text[place]} has no partner"
    return Spotted(index, Span(place, place + 1), message, severity=Severity.NOTE)
