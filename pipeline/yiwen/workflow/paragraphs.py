"""A document paragraph by paragraph: what is found and changed is local to one, and only changed ones are read again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from yiwen.text.segment import paragraphs
from yiwen.types import Document, Edit, Finding, Revision, Segment, Span


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A document whose segments are single paragraphs, and where each stands: index of its segment, and offset there."""

    document: Document
    places: tuple[tuple[int, int], ...]


def split(document: Document) -> Paragraphs:
    """Return the document with every segment of many paragraphs taken apart."""
    segments: list[Segment] = []
    places: list[tuple[int, int]] = []
    for index, segment in enumerate(document.segments):
        for span in _spans(segment.mt):
            places.append((index, span.start))
            segments.append(segment if len(span.of(segment.mt)) == len(segment.mt) else _part(segment, span))
    return Paragraphs(replace(document, segments=tuple(segments)), tuple(places))


def join_revisions(document: Document, parts: Paragraphs, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Return the revisions of the document's own segments."""
    edits: list[list[Edit]] = [[] for _ in document.segments]
    left: list[list[Finding]] = [[] for _ in document.segments]
    after: list[list[str]] = [[] for _ in document.segments]
    done = [0] * len(document.segments)
    for (index, offset), revision in zip(parts.places, revisions, strict=True):
        edits[index] += (replace(edit, span=_moved(edit.span, offset)) for edit in revision.edits)
        left[index] += (replace(finding, span=_moved(finding.span, offset)) for finding in revision.left)
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
    joined: list[list[Finding]] = [[] for _ in document.segments]
    for (index, offset), found in zip(parts.places, findings, strict=True):
        joined[index] += (replace(finding, span=_moved(finding.span, offset)) for finding in found)
    return tuple(tuple(found) for found in joined)


def _spans(text: str) -> Sequence[Span]:
    return paragraphs(text) if "\n" in text or "\r" in text else (Span(0, len(text)),)


def _part(segment: Segment, span: Span) -> Segment:
    locked = tuple(
        Span(max(lock.start, span.start) - span.start, min(lock.end, span.end) - span.start)
        for lock in segment.locked
        if lock.overlaps(span)
    )
    return Segment(segment.id, span.of(segment.mt), segment.src, segment.ref, locked)


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)
