"""A document as the checks read it: what several of them look for is found once."""

import re
from functools import cached_property

from yiwen.checks.compared import compared_segments
from yiwen.text.quantities.compare import Comparison
from yiwen.types import Document, Segment

PAIR = re.compile(r"([A-Z][a-z]+)[ \u00a0](?=([A-Z][A-Za-z]+))")


class Reading(Document):
    """A document, and what tells a check at once that there is nothing for it there."""

    @cached_property
    def text(self) -> str:
        """The whole text, a line or more a segment."""
        return "\n".join([segment.mt for segment in self.segments])

    @cached_property
    def has_source(self) -> bool:
        """Whether there is Chinese beside one of the segments."""
        return any(segment.src for segment in self.segments)

    @cached_property
    def compared(self) -> tuple[tuple[int, Segment, str, Comparison], ...]:
        """Index, segment, source and compared quantities of the segments where any differ or pair."""
        return compared_segments(self.segments)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each segment, and a line break where there are several."""
        texts = [segment.mt for segment in self.segments]
        return [*texts, "\n"] if len(texts) > 1 else texts

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The capitalised words that stand before another, each with that other one."""
        return frozenset(PAIR.findall(self.text))
