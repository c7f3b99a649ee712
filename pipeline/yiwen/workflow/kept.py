"""Words that the user wants left as they are: locked in every segment before anything is looked for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from yiwen.text.normalize import normalize
from yiwen.types import Document, Segment, Span


def with_kept(document: Document, words: Sequence[str]) -> Document:
    """Return the document with every whole-word occurrence of the words locked, in any case and any spacing."""
    if not words:
        return document
    pattern = _pattern(words)
    return replace(document, segments=tuple(_locked(segment, pattern) for segment in document.segments))


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    written = (r"\s+".join(map(re.escape, normalize(word).split())) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(written)})(?!\w)", re.IGNORECASE)


def _locked(segment: Segment, pattern: re.Pattern[str]) -> Segment:
    kept = [Span(*match.span()) for match in pattern.finditer(normalize(segment.mt))]
    return replace(segment, locked=tuple(sorted((*segment.locked, *kept)))) if kept else segment
