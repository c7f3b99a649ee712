"""The sentences of a segment's Chinese beside those of its English, for all checks that ask."""

from functools import lru_cache

from yiwen.checks.wording import SCORERS
from yiwen.text.align import SENTENCES, Bead, align
from yiwen.text.anchors import shared_anchors
from yiwen.text.segment import sentences
from yiwen.types import Span

SentencePairs = tuple[tuple[Span, ...], tuple[Span, ...], tuple[Bead, ...]]


@lru_cache(maxsize=4096)
def sentence_pairs(src: str, mt: str) -> SentencePairs:
    """Return the sentences of both sides and how they go together; the last few are remembered."""
    ours, theirs = sentences(src), sentences(mt)
    if len(ours) == len(theirs) == 1:
        return ours, theirs, (Bead(range(1), range(1)),)
    scorers = SCORERS if len(ours) > 1 < len(theirs) else (shared_anchors,)
    return ours, theirs, align([s.of(src) for s in ours], [s.of(mt) for s in theirs], SENTENCES, scorers)


def place_after(src: str, mt: str, missing: Span) -> Span:
    """Return the empty span behind the English that goes with a place of the Chinese: where what is missing belongs."""
    ours, theirs, beads = sentence_pairs(src, mt)
    ends = 0
    for bead in beads:
        if bead.target:
            ends = theirs[bead.target.stop - 1].end
        if bead.source and ours[bead.source.stop - 1].end >= missing.end:
            break
    end = ends or len(mt.rstrip())
    return Span(end, end)
