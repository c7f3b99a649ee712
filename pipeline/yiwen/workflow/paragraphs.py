"""A document paragraph by paragraph: what is found and changed is local to one, and only changed ones are read again.

The source of a segment of many paragraphs is shared out among them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from yiwen.checks.wording import SCORERS
from yiwen.text.parallel import share_out
from yiwen.text.segment import paragraphs
from yiwen.types import Document, Edit, Finding, Revision, Segment, Span

Item = TypeVar("Item", Edit, Finding)


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A document whose segments are single paragraphs, and where each stands: index of its segment, and offset there.

    `source_places` are the offsets of the paragraphs' sources in those of their segments.
    """

    document: Document
    places: tuple[tuple[int, int], ...]
    source_places: tuple[int, ...] = ()


def split(document: Document) -> Paragraphs:
    """Return the document with every segment of many paragraphs taken apart; itself where there is none."""
    if not any(_is_broken(segment.mt) for segment in document.segments):
        return Paragraphs(document, ())
    return _shared_out(document, None)


def reshared(document: Document, parts: Paragraphs, texts: Sequence[str]) -> Paragraphs:
    """Return the parts with the sources that fit these texts, what has become of each; itself where they fit already.

    A repair may tell better than the text before it which stretch of the source a paragraph translates.
    """
    if parts.document is document or not any(segment.src for segment in document.segments):
        return parts
    if all(segment.mt == text for segment, text in zip(parts.document.segments, texts, strict=True)):
        return parts
    again = _shared_out(document, texts)
    same = [part.src for part in again.document.segments] == [part.src for part in parts.document.segments]
    return parts if same and again.source_places == parts.source_places else again


def _shared_out(document: Document, texts: Sequence[str] | None) -> Paragraphs:
    """Return the document's paragraphs, the source shared out by these texts of theirs, or by those they have."""
    segments: list[Segment] = []
    places: list[tuple[int, int]] = []
    source_places: list[int] = []
    for index, segment in enumerate(document.segments):
        spans = _spans(segment.mt)
        first = len(segments)
        written = texts[first : first + len(spans)] if texts else [span.of(segment.mt) for span in spans]
        for span, source in zip(spans, _sources(segment, written), strict=True):
            places.append((index, span.start))
            source_places.append(source.start if source else 0)
            whole = len(span.of(segment.mt)) == len(segment.mt)
            segments.append(segment if whole else _part(segment, span, source))
    return Paragraphs(replace(document, segments=tuple(segments)), tuple(places), tuple(source_places))


def join_revisions(document: Document, parts: Paragraphs, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Return the revisions of the document's own segments."""
    if parts.document is document:
        return tuple(revisions)
    edits: list[list[Edit]] = [[] for _ in document.segments]
    left: list[list[Finding]] = [[] for _ in document.segments]
    after: list[list[str]] = [[] for _ in document.segments]
    done = [0] * len(document.segments)
    for (index, offset), source, revision in zip(parts.places, parts.source_places, revisions, strict=True):
        edits[index] += (_placed(edit, offset, source) for edit in revision.edits)
        left[index] += (_placed(finding, offset, source) for finding in revision.left)
        after[index] += (document.segments[index].mt[done[index] : offset], revision.after)
        done[index] = offset + len(revision.before)
    return tuple(
        Revision(segment.mt, "".join((*after[i], segment.mt[done[i] :])), tuple(edits[i]), tuple(left[i]))
        for i, segment in enumerate(document.segments)
    )


def join_findings(
    document: Document, parts: Paragraphs, findings: Iterable[Sequence[Finding]]
) -> tuple[tuple[Finding, ...], ...]:
    """Return the findings of the document's own segments."""
    if parts.document is document:
        return tuple(map(tuple, findings))
    joined: list[list[Finding]] = [[] for _ in document.segments]
    for (index, offset), source, found in zip(parts.places, parts.source_places, findings, strict=True):
        joined[index] += (_placed(finding, offset, source) for finding in found)
    return tuple(tuple(found) for found in joined)


def _spans(text: str) -> Sequence[Span]:
    return paragraphs(text) if _is_broken(text) else (Span(0, len(text)),)


def _is_broken(text: str) -> bool:
    return "\n" in text or "\r" in text


def _sources(segment: Segment, texts: Sequence[str]) -> Sequence[Span | None]:
    """Return the stretch of the segment's source that each paragraph translates; the whole where it cannot be told."""
    src = segment.src or ""
    whole: list[Span | None] = [Span(0, len(src))] * len(texts)
    if len(texts) < 2 or not src.strip():
        return whole
    sharing = share_out(src, paragraphs(src), texts, SCORERS)
    return sharing.spans if sharing.belonging.holds else whole


def _part(segment: Segment, span: Span, source: Span | None) -> Segment:
    locked = tuple(
        Span(max(lock.start, span.start) - span.start, min(lock.end, span.end) - span.start)
        for lock in segment.locked
        if lock.overlaps(span)
    )
    src = None if segment.src is None or source is None else source.of(segment.src)
    return Segment(segment.id, span.of(segment.mt), src, segment.ref, locked, segment.ignored)


def _placed(item: Item, offset: int, source_offset: int) -> Item:
    """Return a finding or an edit of a paragraph as one of its segment."""
    src_span = None if item.src_span is None else item.src_span.moved(source_offset)
    return replace(item, span=item.span.moved(offset), src_span=src_span)
