"""Where a saved web page came from: outlet, date and address, as the page itself says."""

import re

from yiwen.summary import cues
from yiwen.summary.blocks import blocks
from yiwen.summary.dates import dateline
from yiwen.summary.sheet import Origin
from yiwen.types import Document

_FRONT, _BACK = 12, 6
_SHORT_LINE = 30
_ADDRESS = re.compile(r"https?://[^\s<>\"'()（）]+[^\s<>\"'()（）.,;:]")
_SOURCE = re.compile(
    r"\b(?:source|from|published by|author)\s*[:：]\s*"
    r"(?P<outlet>[A-Z][\w'’&.-]*(?: (?:of |the |and )?[A-Z][\w'’&.-]*){0,6})",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?:[A-Z][\w'’.-]*\s+){1,4}"
    r"(?:News Agency|Daily(?: News)?|Evening News|Morning Post|Times|Herald|Release|News|Post)\b"
)
_LEADING = re.compile(r"(?P<outlet>[A-Z][\w'’&-]*(?: [\w'’&()-]+){0,8}?) (?=\d{4}-\d{1,2}-\d{1,2}\b|Published\b)")
# Words of the page that stand behind the outlet in the same line.
_PAGE_WORDS = re.compile(r"\s+(?:Large|Medium|Small|Print|Font|Share|Views?|Editor|Published)\b.*$")
_MONTHS = "January February March April May June July August September October November December".split()


def origin(document: Document) -> Origin:
    """Return outlet, date and address of the page; what it does not say stays empty."""
    found = blocks(document)
    edges = [block.words for block in (*found[:_FRONT], *found[-_BACK:])]
    dated = dateline(document)
    day = f"{_MONTHS[dated.date.month - 1]} {dated.date.day}, {dated.date.year}" if dated else ""
    return Origin(_outlet(edges), day, _address(document))


def _address(document: Document) -> str:
    for segment in document.segments:
        if match := _ADDRESS.search(segment.mt):
            return match[0]
    return ""


def _outlet(lines: list[str]) -> str:
    short = [line for line in lines if len(line.split()) <= _SHORT_LINE]
    for pattern in (_SOURCE, _LEADING):
        for line in short:
            if match := pattern.search(line):
                return _PAGE_WORDS.sub("", match["outlet"]).strip()
    for line in lines:
        front = line if len(line.split()) <= _SHORT_LINE else line[:60]
        if (match := _PAPER.search(front)) and (line in short or cues.CREDIT.search(front)):
            return match[0].strip()
    return ""
