"""Who says what stands under a line such as "The mayor said" or "Ou Yan, director of the bureau:".

Newspapers print such a line by itself and the speech below it: taken from there, a sentence has lost its speaker.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from yiwen.summary import cues
from yiwen.summary.blocks import Block, Kind, title_of

_LONGEST = 16
_SAYING = re.compile(
    r"(?P<lead>[A-Z][^.:;!?]{2,120}?\s(?:said|says|stressed|emphasi[sz]ed|pointed out|noted|requested|required|urged|"
    r"believes?|introduced|called for|asked)"
    r"(?:\s+(?:that|in an interview|in (?:his|her) (?:speech|report)))?)\s*[:：,.…]*$"
)
_NAMED = re.compile(r"(?P<lead>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3},\s[^!?;]{4,120}?)\s*[:：]$")


@dataclass(frozen=True)
class Speakers:
    """Where in a report each speaker begins and ends: places as (number of the segment, offset), in order."""

    numbers: dict[str, int]
    places: tuple[tuple[int, int], ...]
    leads: tuple[str, ...]

    def of(self, segment: str, offset: int) -> str:
        """Return the line that says who speaks there, without its colon; "" where nobody is named."""
        at = bisect_right(self.places, (self.numbers.get(segment, -1), offset)) - 1
        return self.leads[at] if at >= 0 else ""


def speakers(found: Sequence[Block]) -> Speakers:
    """Return who speaks where, from a report's blocks."""
    numbers: dict[str, int] = {}
    places: list[tuple[int, int]] = []
    leads: list[str] = []
    lead, just_named = "", False
    for block in found:
        number = numbers.setdefault(block.segment, len(numbers))
        named = _lead(block)
        if named:
            lead, just_named = named, True
        elif block.kind is Kind.FURNITURE or (block.kind is Kind.HEADING and not just_named):
            lead = ""
        elif block.kind is not Kind.HEADING:
            just_named = False
            lead = "" if _ends_speech(block) else lead
        places.append((number, block.span.start))
        leads.append(lead)
    return Speakers(numbers, tuple(places), tuple(leads))


def _ends_speech(block: Block) -> bool:
    """Return whether the paragraph speaks of the meeting again, or of who was there."""
    return cues.MEETING.match(block.words) is not None or cues.ATTENDANCE.search(block.words[:120]) is not None


def _lead(block: Block) -> str:
    """Return the line without its colon, if it stands alone and names a speaker."""
    words = title_of(block) if block.kind is Kind.HEADING else block.words
    if block.kind is Kind.FURNITURE or len(words.split()) > _LONGEST:
        return ""
    match = _SAYING.match(words)
    if match is None:
        match = _NAMED.match(words)
        if match is None or not cues.POSTS.union(("manager", "head", "dean")).intersection(words.lower().split()):
            return ""
    return " ".join(match["lead"].split())
