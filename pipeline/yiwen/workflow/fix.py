"""Repair documents: find, choose, apply, gloss; one process or several."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace

from yiwen.text.edits import compose
from yiwen.text.revise import Find, applied, revise
from yiwen.types import Document, Finding, Fix, Revision
from yiwen.workflow.first_mention import add_first_mentions
from yiwen.workflow.gloss import add_glosses
from yiwen.workflow.kept import with_kept
from yiwen.workflow.memory import settle
from yiwen.workflow.paragraphs import Paragraphs, join_findings, join_revisions, reshared, split
from yiwen.workflow.settings import Finder, Settings

_IN_FLIGHT = 8  # documents a process that wait, so that memory does not grow with their number
_MOST_SHARINGS, _AFRESH = 8, 3  # times that the source is shared out again, and of these from the text as it was
_finder: Finder | None = None  # a worker process's own


Findings = tuple[tuple[Finding, ...], ...]
Found = Sequence[Sequence[Finding]]


def fix_document(document: Document, finder: Finder) -> tuple[Revision, ...]:
    """Return a revision of each segment of the document."""
    return _repaired(with_kept(document, finder.settings.keep), finder)[0]


def found_first(document: Document, finder: Finder) -> Findings:
    """Return what is found in each segment before anything is changed, as a repair finds it."""
    document = with_kept(document, finder.settings.keep)
    parts = split(document)
    # How the source is shared out among paragraphs, and which terms are there in the end, is for the repair to tell.
    if any(segment.src for segment in document.segments) and (parts.document is not document or finder.has_user_terms):
        return repaired(document, finder)[1]
    return join_findings(document, parts, finder(parts.document))


def repaired(document: Document, finder: Finder) -> tuple[tuple[Revision, ...], Findings]:
    """Return a revision of each segment of the document, and what was found in it before anything was changed."""
    document = with_kept(document, finder.settings.keep)
    revisions, parts, found = _repaired(document, finder)
    return revisions, join_findings(document, parts, found)


def _repaired(document: Document, finder: Finder) -> tuple[tuple[Revision, ...], Paragraphs, Found]:
    """Return a revision of each segment, and what was found in these paragraphs before anything was changed."""
    settings = finder.settings
    parts, revisions, begun, found = _revised(document, finder, settings.allowed)
    revisions, found = _without_answered(parts.document, revisions, found, finder)
    revisions = add_glosses(revisions, finder.glossary, settings.gloss)
    if settings.first_mention:
        revisions = add_first_mentions(parts.document, revisions, finder.abbreviated)
    return join_revisions(document, parts, revisions), begun, found


def _without_answered(
    document: Document, revisions: Sequence[Revision], found: Found, finder: Finder
) -> tuple[tuple[Revision, ...], Found]:
    """Return the revisions and what was found without the terms that are missed and that another repair has put in."""
    made = list(revisions)
    told = list(found)
    for index, (segment, revision, findings) in enumerate(zip(document.segments, revisions, found, strict=True)):
        missed = {finding.rule for finding in (*revision.left, *findings) if _misses_a_term(finding)}
        if missed and revision.edits and segment.src:
            answered = missed & finder.mentions.rendered(segment.src, revision.after)
            made[index] = replace(revision, left=_without(revision.left, answered))
            told[index] = _without(findings, answered)
    return tuple(made), told


def _misses_a_term(finding: Finding) -> bool:
    return not finding.observed and bool(finding.candidates)


def _without(findings: Iterable[Finding], answered: Collection[str]) -> tuple[Finding, ...]:
    return tuple(f for f in findings if not (_misses_a_term(f) and f.rule in answered))


def _revised(
    document: Document, find: Find, allowed: Collection[Fix]
) -> tuple[Paragraphs, tuple[Revision, ...], Paragraphs, Found]:
    """Return the paragraphs and their revisions, the source shared out as the repaired text asks, and what was found.

    So the repaired text is shared out the same way when it is repaired again, and nothing more is found in it. What
    was changed with another stretch of the source in view is taken back; but where two ways to share the source out
    call each other, what each asks for is done. What was found is told of the paragraphs as they were, shared out the
    last time that it was asked afresh.
    """
    found: Found = ()

    def first(document: Document, only: Collection[int] | None = None) -> Sequence[Sequence[Finding]]:
        nonlocal found
        told = find(document, only)
        found = told if only is None else found
        return told

    parts = begun = split(document)
    revisions = revise(parts.document, first, allowed)
    for turn in range(_MOST_SHARINGS):
        again = reshared(document, parts, [revision.after for revision in revisions])
        if again is parts:
            break
        if turn < _AFRESH:
            revisions, begun = revise(again.document, first, allowed), again
        else:
            revisions = _added(parts, revisions, again, find, allowed)
        parts = again
    return parts, revisions, begun, found


def _added(
    parts: Paragraphs, revisions: Sequence[Revision], again: Paragraphs, find: Find, allowed: Collection[Fix]
) -> tuple[Revision, ...]:
    """Return the revisions with what is found in their texts beside the sources of `again`."""
    edits = [revision.edits for revision in revisions]
    more = revise(applied(again.document, edits), find, allowed)
    added = []
    for old, new, first, then in zip(parts.document.segments, again.document.segments, revisions, more, strict=True):
        same = old.src == new.src
        made = first.edits if same else tuple(replace(edit, src_span=None) for edit in first.edits)
        joined = compose(first.before, made, then.edits)
        left = tuple(f for f in first.left if same and not any(f.span.overlaps(edit.span) for edit in joined))
        added.append(Revision(first.before, then.after, joined, left))
    return tuple(added)


def fix_documents(
    documents: Iterable[Document], finder: Finder, *, jobs: int = 1
) -> Iterator[tuple[Document, tuple[Revision, ...]]]:
    """Yield each document with its revisions, in order; with `jobs` over 1 in that many processes."""
    if jobs <= 1:
        for document in documents:
            yield document, fix_document(document, finder)
        return
    with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(finder.settings,)) as pool:
        waiting: deque[tuple[Document, Future[tuple[Revision, ...]]]] = deque()
        for document in documents:
            waiting.append((document, pool.submit(_fix_in_worker, document)))
            if len(waiting) > _IN_FLIGHT * jobs:
                done, future = waiting.popleft()
                yield done, future.result()
        while waiting:
            done, future = waiting.popleft()
            yield done, future.result()


def _start_worker(settings: Settings) -> None:
    global _finder  # noqa: PLW0603  # a pool's initializer has no other place to leave what its tasks need
    _finder = Finder(settings)
    settle()


def _fix_in_worker(document: Document) -> tuple[Revision, ...]:
    if _finder is None:
        raise RuntimeError("the worker was not started")
    return fix_document(document, _finder)
