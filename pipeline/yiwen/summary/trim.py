"""The kept part of a sentence: openings and endings that say nothing are left off, never a fact.

Only a stretch at the front or at the end may go, so that what is kept stands in the report as one piece. Who said it
and when stays: "The reporter learned that" goes, "The reporter learned on Monday that" stays.
"""

import re

from yiwen.types import Span

# A newspaper's credit in front of the first sentence: "City Daily News (Reporter/A, B) ".
_CREDIT = r"(?:[A-Z][\w'’.]*\s+){0,5}[(（](?i:reporters?|correspondents?|text|photos?)\b[^()（）]*[)）]\s*[:,—–-]?\s*"
_MARKER = r"(?:[-*•·□■◆●▪]|\(?\d{1,2}[.)、]|[(（]\d{1,2}[)）]|[(（]?[ivx]{1,4}[)）])\s+"
_ORDER = (
    r"(?:first|firstly|second|secondly|third|thirdly|fourth|fourthly|fifth|fifthly|sixth|seventh|finally|lastly),\s+"
)
_LINK = r"(?:in addition|at the same time|meanwhile|moreover|furthermore|additionally|besides|what is more|also),\s+"
_HEARSAY = (
    r"(?:the reporters?|reporters?|our reporters?|this reporter)\s+(?:has\s+|have\s+)?(?:recently\s+)?"
    r"(?:learned|learnt|was informed|were informed)\s+that\s+"
    r"|it\s+(?:is|was|has been)\s+(?:reported|learned|learnt|understood)\s+that\s+"
    r"|it\s+(?:is|should be)\s+(?:worth (?:noting|mentioning)|noted|pointed out)\s+that\s+|according to reports,\s+"
)
# "Fellow deputies," in a report that was read out.
_ADDRESS = (
    r"(?:(?:fellow|dear|esteemed|distinguished)\s+)?(?:deputies|delegates|comrades|colleagues|friends|guests|members)"
    r"(?:\s+and\s+(?:comrades|colleagues|friends|guests|members))?,\s+"
)
_OPENINGS = re.compile(rf"(?:{_CREDIT}|{_MARKER}|(?i:{_ORDER}|{_LINK}|{_HEARSAY}|{_ADDRESS}))")
_CLOSING = re.compile(
    r"\s*[(（](?:see\s+)?(?:charts?|tables?|figures?|annex(?:es)?|appendix|box)\s+\d[\w\s,.&–-]*[)）](?=\s*[.!]?\s*$)"
    r"|\s+(?=[.!]\s*$)",
    re.IGNORECASE,
)
# A meeting's sentence too long to be read aloud sheds the purpose that follows "was held": what was held stays whole.
_PURPOSE = re.compile(r"\b(?:was|were) (?:\w+ly )?(?:held|convened)\b(?=,? to (?:\w+ly )?[a-z]+)", re.IGNORECASE)
_TOO_LONG = 60


def kept(text: str, span: Span) -> Span:
    """Return the part of the sentence at `span` that a summary may print: no white space, empty opening or closing."""
    start, end = _stripped(text, span.start, span.end)
    while match := _OPENINGS.match(text, start, end):
        if match.end() >= end:
            break
        start = match.end()
    for match in _CLOSING.finditer(text, start, end):
        end = match.start()
        break
    if len(text[start:end].split()) > _TOO_LONG and (match := _PURPOSE.search(text, start, end)):
        end = match.end()
    return Span(*_stripped(text, start, end))


def printed(text: str, span: Span) -> str:
    """Return the stretch as a summary prints it: a capital first, a full stop last, one space between words."""
    words = " ".join(span.of(text).split())
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "!", "?", ".”", '."', ".’", "!”", "?”", ".)")) else words.rstrip(",;:") + "."


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
