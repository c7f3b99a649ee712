"""Summarize a document with the glossary's terms weighted and the places with open findings avoided."""

from collections.abc import Sequence

from yiwen.glossary.entry import Glossary
from yiwen.summary import summarize
from yiwen.types import Document, Revision, Severity, Span, Summary


def summarize_document(
    document: Document,
    glossary: Glossary,
    *,
    revisions: Sequence[Revision] = (),
    words: int | None = None,
    sentences: int | None = None,
    percent: float | None = None,
) -> Summary:
    """Return the summary of a document; with the revisions that made it, doubtful places are avoided.

    Raises:
        DocumentError: the budget does not fit, or there is nothing to summarize.
    """
    terms = [rendering for entry in glossary.entries for rendering in entry.en]
    avoid = {
        segment.id: _open_places(revision) for segment, revision in zip(document.segments, revisions, strict=False)
    }
    return summarize(document, words=words, sentences=sentences, percent=percent, terms=terms, avoid=avoid)


def _open_places(revision: Revision) -> tuple[Span, ...]:
    """Return where the findings left of a revision stand in the repaired text; notes do not count."""
    places: list[Span] = []
    for finding in revision.left:
        if finding.severity is not Severity.NOTE:
            shift = sum(len(e.after) - len(e.before) for e in revision.edits if e.span.end <= finding.span.start)
            places.append(Span(finding.span.start + shift, finding.span.end + shift))
    return tuple(places)
