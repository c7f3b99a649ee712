"""Turn findings into revisions: choose, apply, look again until nothing is left to do."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from yiwen.text.edits import apply, compose, meet, resolve
from yiwen.types import Document, Edit, Finding, Fix, Revision, Segment, Span

MOST_PASSES = 4


class Find(Protocol):
    """Finds what is wrong in a document; with `only`, in the segments at these indexes, the only ones changed since."""

    def __call__(self, document: Document, only: Collection[int] | None = None) -> Sequence[Sequence[Finding]]:
        """Return the findings of each segment, in text order."""
        ...


def revise(document: Document, find: Find, allowed: Collection[Fix] = (Fix.SAFE,)) -> tuple[Revision, ...]:
    """Return a revision of each segment, with every finding of an allowed level applied.

    What a change brings to light is repaired too, so that revising the result again changes nothing.
    """
    first = find(document)
    edits = [_chosen(findings, allowed) for findings in first]
    changed = [index for index, made in enumerate(edits) if made]
    for _ in range(MOST_PASSES):
        if not changed:
            break
        middle = applied(document, edits)
        new = [_chosen(findings, allowed) for findings in find(middle, changed)]
        changed = [index for index, made in enumerate(new) if made]
        for index in changed:
            edits[index] = list(compose(document.segments[index].mt, edits[index], new[index]))
    return tuple(
        _revision(segment, made, findings)
        for segment, made, findings in zip(document.segments, edits, first, strict=True)
    )


def _chosen(findings: Sequence[Finding], allowed: Collection[Fix]) -> list[Edit]:
    """Return the edits of the findings that may be applied and win against those that overlap them."""
    if not findings:
        return []
    wanted = [f for f in findings if f.fix in allowed and f.suggestion is not None and f.suggestion != f.observed]
    return [Edit(f.span, f.observed, f.suggestion or "", f.rule, f.src_span) for f in resolve(wanted)]


def applied(document: Document, edits: Sequence[Sequence[Edit]]) -> Document:
    """Return the document with the edits of each segment made."""
    segments = tuple(
        replace(segment, mt=apply(segment.mt, made), locked=_shifted(segment.locked, made)) if made else segment
        for segment, made in zip(document.segments, edits, strict=True)
    )
    return replace(document, segments=segments)


def _shifted(locked: Sequence[Span], edits: Sequence[Edit]) -> tuple[Span, ...]:
    """Return where locked spans stand after the edits, none of which touches one."""

    def growth(place: int) -> int:
        return sum(len(e.after) - len(e.before) for e in edits if e.span.end <= place)

    return tuple(Span(span.start + growth(span.start), span.end + growth(span.start)) for span in locked)


def _revision(segment: Segment, edits: Sequence[Edit], findings: Sequence[Finding]) -> Revision:
    if not edits:
        return Revision(segment.mt, segment.mt, (), tuple(findings))
    left = tuple(f for f in findings if not any(meet(f.span, e.span) for e in edits))
    return Revision(segment.mt, apply(segment.mt, edits), tuple(edits), left)
