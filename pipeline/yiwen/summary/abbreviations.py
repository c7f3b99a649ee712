"""What abbreviations stand for, as the report says itself, put in where a summary uses one that it never introduced."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from yiwen.summary.blocks import Block
from yiwen.summary.sheet import Line
from yiwen.types import Span

_SHORT = r"[A-Z][A-Za-z&]{0,6}[A-Z]s?"
_DEFINED = re.compile(rf"\((?:the\s+)?[\"“]?(?P<short>{_SHORT})[\"”]?\)")
_USED = re.compile(rf"\b(?P<short>{_SHORT})\b(?![-–/])(?:['’]s?\b|['’])?")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_SMALL = frozenset("a an and at by for from in of on the to with".split())
_BREAK = re.compile(r"[.;:!?()\[\]\"“”,]")
_LONGEST = 10
_KNOWN = frozenset("AI CPI EU GDP GPS ICT IT PhD PM R&D SME SMEs TV UK UN US USA VAT".split())
"""What every reader of a newspaper knows."""


def introduced(found: Iterable[Block]) -> dict[str, str]:
    """Return what each abbreviation stands for, where the report introduces it: "Linshui Water Fund (LWF)".

    The initials of the words in front must spell it, and an abbreviation with two meanings has none.
    """
    meanings: dict[str, str] = {}
    doubtful: set[str] = set()
    for block in found:
        for match in _DEFINED.finditer(block.words):
            short = match["short"]
            meaning = _spelt(block.words[: match.start()], short)
            if meaning and meanings.setdefault(short, meaning).lower() != meaning.lower():
                doubtful.add(short)
    return {short: meaning for short, meaning in meanings.items() if short not in doubtful | _KNOWN}


def _spelt(before: str, short: str) -> str:
    """Return the words at the end of a text whose initials are the abbreviation's letters; "" where there are none."""
    clause = _BREAK.split(before)[-1]
    words = list(_WORD.finditer(clause))[-_LONGEST:]
    letters = [letter.lower() for letter in short.removesuffix("s") if letter.isalpha()]
    for number in range(len(words) - 1, -1, -1):
        first = words[number][0]
        if first[0].lower() != letters[0] or first.lower() in _SMALL:
            continue
        told = words[number:]
        weighty = [word[0][0].lower() for word in told if word[0].lower() not in _SMALL]
        if letters in (weighty, [word[0][0].lower() for word in told]):
            return clause[words[number].start() :].strip()
    return ""


def introduce(lines: Sequence[Line], meanings: Mapping[str, str]) -> tuple[Line, ...]:
    """Return the lines with what an abbreviation stands for in brackets behind its first mention, and behind its "'s".

    Where a line has told it before, in full or in brackets, nothing is put in, nor within a compound
    ("PPP-based"); what a model wrote stays as it is.
    """
    told: set[str] = set()
    result = []
    for line in lines:
        result.append(line if line.model else _introduced(line, meanings, told))
        told |= {short for short, meaning in meanings.items() if meaning.lower() in line.text.lower()}
    return tuple(result)


def _introduced(line: Line, meanings: Mapping[str, str], told: set[str]) -> Line:
    first: dict[str, int] = {}
    for match in _USED.finditer(line.text):
        first.setdefault(match["short"], match.end())
    for short, place in sorted(first.items(), key=lambda item: -item[1]):
        if short not in meanings or short in told:
            continue
        told.add(short)
        if meanings[short].lower() not in line.text.lower() and not line.text[place:].lstrip().startswith("("):
            line = _with(line, place, f" ({meanings[short]})")
    return line


def _with(line: Line, place: int, piece: str) -> Line:
    """Return the line with a piece put in at a place, marked; marks behind it move on."""
    moved = [
        Span(mark.start + len(piece), mark.end + len(piece)) if mark.start >= place else mark for mark in line.marks
    ]
    marks = sorted((*moved, Span(place + 1, place + len(piece))))
    return replace(line, text=line.text[:place] + piece + line.text[place:], marks=tuple(marks))
