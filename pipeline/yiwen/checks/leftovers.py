"""What a machine leaves behind: Chinese in the English, and the same text twice in a row."""

import re
from collections.abc import Iterator

from yiwen.checks.spotted import Spotted
from yiwen.types import Document, Severity, Span

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_HAN_RUN = re.compile(f"[{_HAN}](?:[{_HAN}\u3000-\u303f\uff00-\uffef0-9A-Za-z—·“”-]*[{_HAN}])?")
_OPENINGS = ("(", "（")
_LINE = re.compile(r"[^\r\n]+")
_ENOUGH_WORDS = 4
_CUT_OFF = ("...", "…")


def spot_han(document: Document) -> Iterator[Spotted]:
    """Yield runs of Chinese characters; those in brackets, which may be meant, as notes."""
    for index, segment in enumerate(document.segments):
        text = segment.mt
        if text.isascii():
            continue
        for match in _HAN_RUN.finditer(text):
            glossed = text[max(0, match.start() - 4) : match.start()].rstrip("“\"'《 ").endswith(_OPENINGS)
            severity = Severity.NOTE if glossed else None
            message = f"Chinese left in the English: {match.group()}"
            yield Spotted(index, Span(*match.span()), message, severity=severity)


def spot_repeated_text(document: Document) -> Iterator[Spotted]:
    """Yield a line (a headline, a paragraph) that says again what the line before it said, and teasers that open so."""
    previous = ""
    for index, segment in enumerate(document.segments):
        for match in _LINE.finditer(segment.mt):
            line = match.group().strip()
            if not line:
                continue
            if previous and line[0].casefold() == previous[0].casefold():
                yield from _repeated(index, match, line, previous)
            previous = line


def _repeated(index: int, match: re.Match[str], line: str, previous: str) -> Iterator[Spotted]:
    start = match.start() + match.group().index(line)
    if line.casefold() == previous.casefold() and len(line.split()) >= _ENOUGH_WORDS:
        yield Spotted(index, Span(start, start + len(line)), "the same text twice in a row")
    elif line.endswith(_CUT_OFF) and line.startswith(previous) and len(previous.split()) > _ENOUGH_WORDS:
        yield Spotted(index, Span(start, start + len(previous)), "the headline above once more, before a cut-off text")
