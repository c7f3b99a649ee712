"""Marks out of place: stray spaces, doubled words, doubled and full-width marks."""

import re
from collections.abc import Iterator
from itertools import islice
from operator import eq

from yiwen.checks.spotted import Spotted
from yiwen.text.script import HAN
from yiwen.types import Document, Fix, Span

_GAP = "[ \u00a0]"
_MARKS = ",.;:!?"
_SPACES = (" ", "\u00a0")
STRAY_SPACES = tuple(found for space in _SPACES for found in (f"({space}", *(space + mark for mark in f"{_MARKS})")))
# A quotation mark may stand the wrong way round: what its neighbours make of it counts, as in `yiwen.checks.quotes`.
_CLOSING_QUOTE = r"[\"”’]|“(?=[\s.,;:!?)]|$)"
_OPENING_QUOTE = r"[\"“‘]|”(?=\w)"
_STRAY_BEFORE = re.compile(rf"{_GAP}+(?P<mark>[{_MARKS}])(?=\s|$|\)|{_CLOSING_QUOTE})")
_MAY_END = re.compile(r"[A-Za-z0-9%\"“”’')\]]")  # “ before a space is a ” the wrong way round
_ABBREVIATED = re.compile(r"[a-z]\.$")
_STRAY_OPENING = re.compile(rf"\({_GAP}+(?=[\w$¥€£]|{_OPENING_QUOTE})")
_STRAY_CLOSING = re.compile(rf"{_GAP}+\)")
_EMOTICON_EYES = ":;=8xX~^-"
_MAY_END_BRACKET = re.compile(r"[\w.%\"“”’!?]")
_SPACED_DOTS = re.compile(rf"\.{_GAP}\.{_GAP}\.|\.\.")
_FAR = 400
_CERTAIN = frozenset(",.")
_REPEATED = re.compile(r"(?<![\w'’.&/-])([A-Za-z]+)(?:[ \u00a0]+\1)+(?![\w'’&/-])", re.IGNORECASE)
_SURELY_DOUBLED = frozenset({"the", "of", "and", "a", "an", "to"})
_DOUBTFULLY_DOUBLED = frozenset(
    {"in", "for", "with", "by", "from", "at", "are", "was", "were", "be", "been", "will", "as", "it", "we", "this"}
    | {"their", "its", "our", "or", "but", "has", "have", "which", "into", "than", "can", "should", "not", "on", "is"}
)
_DOUBLED = sorted(_SURELY_DOUBLED | _DOUBTFULLY_DOUBLED)
DOUBLED_WORDS = (  # or more than a plain space stands between the two
    *(f"{one} {word}" for word in _DOUBLED for one in (word, word.capitalize(), word.upper())), "  ", "\u00a0",
)  # fmt: skip
_DOUBLES = (",,", ", ,", ",;", ";,", ";;", ",.", ", .", "; ;", "; ,", ", ;")
_DOUBLED_MARK = re.compile(rf"(?<=\w)(?P<marks>,{_GAP}*[,;]|;{_GAP}*[,;]|,{_GAP}*\.(?![\w.]))(?=\s|$)")
_WIDE = {"，": ",", "。": ".", "；": ";", "：": ":", "？": "?", "！": "!", "、": ",", "（": "(", "）": ")"}
DOUBLED_MARKS = (*_DOUBLES, *_WIDE)
_WIDE_MARK = re.compile(f"[{''.join(_WIDE)}]")


def spot_stray_spaces(document: Document) -> Iterator[Spotted]:
    """Yield spaces before a comma, stop or closing bracket and after an opening bracket."""
    for index, segment in enumerate(document.segments):
        text = segment.mt
        yield from _spaces_before_marks(index, text)
        if "(" in text and ")" in text:
            yield from _spaces_in_brackets(index, text)


def _spaces_before_marks(index: int, text: str) -> Iterator[Spotted]:
    for match in _STRAY_BEFORE.finditer(text):
        start, mark = match.start(), match["mark"]
        if _is_exempt(text, start, match.end()):
            continue
        if _MAY_END.match(text, start - 1):
            fix = Fix.SAFE if mark in _CERTAIN else Fix.REVIEW
            yield Spotted(index, Span(*match.span()), f"a space before '{mark}'", mark, fix)
        elif mark == "." and _ABBREVIATED.search(text, max(0, start - 2), start):
            yield Spotted(index, Span(*match.span()), "a second full stop after an abbreviation's", "", Fix.SAFE)


def _is_exempt(text: str, start: int, end: int) -> bool:
    """Return whether the place begins a text, or stands among spaced dots or marks, in a table row or in code."""
    if start == 0 or _SPACED_DOTS.search(text, max(0, start - 3), min(len(text), end + 3)):
        return True
    if _STRAY_BEFORE.match(text, end):
        return True
    reach = max(0, start - _FAR)
    line = text[max(reach, text.rfind("\n", reach, start) + 1) : start]
    return "|" in line or line.startswith(("    ", "\t", "$ ", "> "))


def _spaces_in_brackets(index: int, text: str) -> Iterator[Spotted]:
    for match in _STRAY_OPENING.finditer(text):
        close = text.find(")", match.end(), match.end() + _FAR)
        if close >= 0 and "\n" not in text[match.start() : close] and not _is_emoticon(text, match.start()):
            yield Spotted(index, Span(*match.span()), "a space after an opening bracket", "(", Fix.SAFE)
    for match in _STRAY_CLOSING.finditer(text):
        opening = text.rfind("(", max(0, match.start() - _FAR), match.start())
        if opening < 0 or _is_emoticon(text, opening) or {")", "\n"} & set(text[opening : match.start()]):
            continue
        if _MAY_END_BRACKET.match(text, match.start() - 1):
            yield Spotted(index, Span(*match.span()), "a space before a closing bracket", ")", Fix.SAFE)


def _is_emoticon(text: str, bracket: int) -> bool:
    return bracket > 0 and text[bracket - 1] in _EMOTICON_EYES


def spot_doubled_words(document: Document) -> Iterator[Spotted]:
    """Yield function words written twice: "the the" surely wrong, "in in" perhaps; never "had had" or "that that"."""
    for index, segment in enumerate(document.segments):
        words = segment.mt.lower().split()
        if any(map(eq, words, islice(words, 1, None))):
            yield from _doubled_in(index, segment.mt)


def _doubled_in(index: int, text: str) -> Iterator[Spotted]:
    for match in _REPEATED.finditer(text):
        first = match[1]
        word = match.group()[-len(first) :]
        if not word.islower() or first not in (word, word.capitalize()):
            continue
        if word in _SURELY_DOUBLED or word in _DOUBTFULLY_DOUBLED:
            fix = Fix.SAFE if word in _SURELY_DOUBLED else Fix.REVIEW
            yield Spotted(index, Span(*match.span()), f"'{word}' stands twice", first, fix)


def spot_doubled_marks(document: Document) -> Iterator[Spotted]:
    """Yield punctuation written twice (", ,", ",.") and full-width Chinese marks between English words."""
    for index, segment in enumerate(document.segments):
        text = segment.mt
        if any(map(text.__contains__, _DOUBLES)):
            for match in _DOUBLED_MARK.finditer(text):
                message = f"'{match['marks']}': two marks where one is due"
                yield Spotted(index, Span(*match.span()), message, match["marks"][-1], Fix.REVIEW)
        if not text.isascii():
            yield from _wide_marks(index, text)


def _wide_marks(index: int, text: str) -> Iterator[Spotted]:
    for match in _WIDE_MARK.finditer(text):
        start, end = match.span()
        around = text[max(0, start - 2) : start] + text[end : end + 2]
        if HAN.search(around) or not _WIDE.keys().isdisjoint(around):
            continue
        message = f"a full-width '{match.group()}' in English"
        yield Spotted(index, Span(start, end), message, _narrowed(text, start), Fix.REVIEW)


def _narrowed(text: str, place: int) -> str:
    """Return the plain mark with the space that English sets beside it."""
    mark = _WIDE[text[place]]
    if mark == "(":
        return f" {mark}" if text[place - 1 : place].isalnum() and place else mark
    return f"{mark} " if text[place + 1 : place + 2].isalnum() else mark
