"""Translate Chinese documents with a model, window by window, in order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from yiwen.types import Document, Edit, Passage, Revision, Segment, Span, Translation, Translator
from yiwen.workflow.journal import Journal
from yiwen.workflow.passages import Plan, Planner, Unread, put_together

RULE = "translation"


@dataclass(frozen=True, slots=True)
class Translated:
    """A document's translation.

    `source` is the document as it was read; `document` has the Chinese as `src` and the model's English as `mt`;
    `revisions` are the repair's, one a segment, where there was one; `unread` are the passages left in Chinese.
    """

    source: Document
    document: Document
    unread: tuple[Unread, ...]
    revisions: tuple[Revision, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The English of each segment, repaired where it was."""
        if self.revisions:
            return tuple(revision.after for revision in self.revisions)
        return tuple(segment.mt for segment in self.document.segments)

    @property
    def as_revisions(self) -> tuple[Revision, ...]:
        """What a writer of the source's format needs: Chinese before, English after."""
        return tuple(_whole(segment.mt, text) for segment, text in zip(self.source.segments, self.texts, strict=True))


def translate_documents(
    documents: Iterable[Document],
    translator: Translator,
    *,
    tell: Callable[[Passage], Passage] | None = None,
    journal: Journal | None = None,
    watch: Callable[[int, int, int], None] | None = None,
) -> Iterator[Translated]:
    """Yield the translation of each document, in order.

    Args:
        documents: of each segment the `src` is translated, or the `mt` where there is none.
        translator: the model.
        tell: gives a passage the terms that a model is told, where it heeds them.
        journal: where what is done is kept.
        watch: told, after every window, how many segments and passages are done, and how many passages are known of.

    Raises:
        ModelError: the model cannot be asked, or its answers cannot be had.
    """
    run = _Run(translator, tell, journal, watch)
    waiting: list[Plan] = []
    size = 0
    for document in documents:
        waiting.append(run.plan(document))
        size += sum(1 for _ in waiting[-1].passages)
        if size >= translator.window:
            yield from run.translated(waiting)
            waiting, size = [], 0
    yield from run.translated(waiting)


class _Run:
    """A run in progress."""

    def __init__(
        self,
        translator: Translator,
        tell: Callable[[Passage], Passage] | None,
        journal: Journal | None,
        watch: Callable[[int, int, int], None] | None,
    ) -> None:
        self._translator, self._journal, self._watch = translator, journal, watch
        self._planner = Planner(translator)
        self._with_terms = tell if translator.takes_terms else None
        self._passages = self._segments = self._known = 0

    def plan(self, document: Document) -> Plan:
        """Return the document taken apart, its passages with their terms."""
        plan = self._planner.plan(document)
        tell = self._with_terms
        if tell is None:
            return plan
        parts = (tuple(p if isinstance(p, str) else tell(p) for p in parts) for parts in plan.parts)
        return replace(plan, parts=tuple(parts))

    def translated(self, plans: Sequence[Plan]) -> Iterator[Translated]:
        """Yield the documents of these plans, translated window by window."""
        made: dict[int, Translation] = {}
        self._known += sum(1 for plan in plans for _ in plan.passages)
        passages = (passage for plan in plans for passage in plan.passages)
        while window := list(islice(passages, self._translator.window)):
            done = self._window(window)
            made.update(zip((passage.number for passage in window), done, strict=True))
            self._passages += len(window)
            self._tell()
        for plan in plans:
            texts, unread = put_together(plan, made)
            pairs = zip(plan.document.segments, texts, strict=True)
            segments = tuple(_translated(segment, text) for segment, text in pairs)
            self._segments += len(segments)
            yield Translated(plan.document, replace(plan.document, segments=segments), tuple(unread))
        self._tell()

    def _window(self, window: Sequence[Passage]) -> list[Translation]:
        known = self._journal.done(window) if self._journal else []
        rest = window[len(known) :]
        if not rest:
            return known
        made = self._translator.translate(rest)
        if self._journal:
            self._journal.add(rest, made)
        return [*known, *made]

    def _tell(self) -> None:
        if self._watch is not None:
            self._watch(self._segments, self._passages, self._known)


def _translated(segment: Segment, text: str) -> Segment:
    locked = () if segment.src else _found(segment.mt, segment.locked, text)
    return replace(segment, src=segment.src or segment.mt, mt=text, locked=locked)


def _whole(before: str, after: str) -> Revision:
    edits = (Edit(Span(0, len(before)), before, after, RULE),) if before != after else ()
    return Revision(before, after, edits)


def _found(source: str, locked: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Return where what was locked in the source stands in the translation, in order."""
    spans: list[Span] = []
    place = 0
    for lock in locked:
        own = lock.of(source)
        start = text.find(own, place)
        if own and start >= 0:
            spans.append(Span(start, start + len(own)))
            place = start + len(own)
    return tuple(spans)
