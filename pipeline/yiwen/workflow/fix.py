"""Repair documents: find, choose, apply, gloss; one process or several."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor

from yiwen.text.revise import Find, revise
from yiwen.types import Document, Revision
from yiwen.workflow.gloss import add_glosses
from yiwen.workflow.kept import with_kept
from yiwen.workflow.paragraphs import join_revisions, split
from yiwen.workflow.settings import Finder, Settings

_IN_FLIGHT = 8  # documents a process that wait, so that memory does not grow with their number
_finder: Finder | None = None  # a worker process's own


def fix_document(document: Document, finder: Finder, find: Find | None = None) -> tuple[Revision, ...]:
    """Return a revision of each segment of the document; `find` stands in for a finder that is watched."""
    settings = finder.settings
    document = with_kept(document, settings.keep)
    parts = split(document)
    revisions = revise(parts.document, find or finder, settings.allowed)
    revisions = add_glosses(revisions, finder.glossary, settings.gloss)
    return join_revisions(document, parts, revisions)


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


def _fix_in_worker(document: Document) -> tuple[Revision, ...]:
    if _finder is None:
        raise RuntimeError("the worker was not started")
    return fix_document(document, _finder)
