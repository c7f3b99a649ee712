"""A headline and a standfirst: the report's own title, cut where it may be, and its weightiest sentence."""

import re

from yiwen.summary.blocks import Kind, blocks, title_of
from yiwen.types import Document

_LONGEST = 18
_SHORTEST = 3
_WIDEST = 45
_PARTS = re.compile(r"\s*(?::|：|\s[—–|-]{1,3}\s|;)\s*")
_PATH = re.compile(r"[>|»]|\b(?:home|index)\b", re.IGNORECASE)
_DATE_OPENER = re.compile(r"^date \d", re.IGNORECASE)


def title(document: Document) -> str:
    """Return the report's title: its first heading that is no path of the page; "" where it has none.

    A title of more than 18 words is cut to its part before or behind a colon or dash, if that part can stand alone.
    """
    for block in blocks(document):
        words = title_of(block)
        if block.kind is Kind.PROSE and len(words.split()) > _WIDEST:
            return ""
        fit = _SHORTEST <= len(words.split()) <= _WIDEST and not _PATH.search(words)
        if block.kind is Kind.HEADING and fit and not _DATE_OPENER.match(words):
            return _shortened(words)
    return ""


def _shortened(words: str) -> str:
    words = words.rstrip(". ")
    if len(words.split()) <= _LONGEST:
        return words
    parts = [part for part in _PARTS.split(words) if _SHORTEST < len(part.split()) <= _LONGEST]
    return max(parts, key=lambda part: len(part.split()), default=words)
