"""A Chinese document taken apart into passages for a model, and its translation put together again.

What holds no Chinese (figures, code, addresses) is never sent to a model: it stands in the translation as it was.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiwen.text.script import HAN
from yiwen.text.segment import paragraphs, sentences
from yiwen.types import Document, Passage, Segment, Span, Translation, Translator

_CLAUSES = (re.compile("(?<=[；;])"), re.compile("(?<=[，,：:])"), re.compile("(?<=、)"))
_MARKS = re.compile("[。，、；：！？]+")
_ENGLISH = str.maketrans("。，、；：！？", ".,,;:!?")
_CONTEXT = 200  # characters before a passage that a model may be told


@dataclass(frozen=True, slots=True)
class Plan:
    """A document and, for each of its segments, literal text and passages in order."""

    document: Document
    parts: tuple[tuple[str | Passage, ...], ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """The passages, in order."""
        return (part for parts in self.parts for part in parts if isinstance(part, Passage))


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage that the model did not translate: the Chinese stays in its place."""

    segment: str
    text: str
    problem: str


class Planner:
    """Takes documents apart as a translator wants them; passages are numbered through a whole run."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._next = 0

    def plan(self, document: Document) -> Plan:
        """Return the document taken apart."""
        before = ""
        parts = []
        for segment in document.segments:
            cut = tuple(self._segment(segment, before))
            parts.append(cut)
            before = f"{before}{segment.src or segment.mt}\n"[-_CONTEXT:] if self._translator.takes_context else ""
        return Plan(document, tuple(parts))

    def _segment(self, segment: Segment, before: str) -> Iterator[str | Passage]:
        text = segment.src or segment.mt
        if self._translator.unit == "as-is":
            yield from self._as_is(text)
            return
        place = 0
        for lock in () if segment.src else _joined(segment.locked):
            yield from self._stretch(text[place : lock.start], before)
            yield _spaced(text, lock)
            marks = _MARKS.match(text, lock.end)
            yield marks[0].translate(_ENGLISH) + " " if marks else ""
            place = marks.end() if marks else lock.end
        yield from self._stretch(text[place:], before)

    def _as_is(self, text: str) -> Iterator[str | Passage]:
        place = 0
        for span in paragraphs(text):
            yield text[place : span.start]
            yield self._passage(span.of(text), "")
            place = span.end
        yield text[place:]

    def _stretch(self, text: str, before: str) -> Iterator[str | Passage]:
        """Yield the sentences, or paragraphs, of a stretch without code or addresses, and what stands between them."""
        place = 0
        for span in (sentences if self._translator.unit == "sentence" else paragraphs)(text):
            gap = text[place : span.start]
            yield " " if place and not gap else gap
            yield from self._unit(span.of(text), before + text[max(0, place - _CONTEXT) : span.start])
            place = span.end
        yield text[place:]

    def _unit(self, text: str, before: str) -> Iterator[str | Passage]:
        """Yield a sentence or paragraph: literally where it holds no Chinese, in pieces where it is too long."""
        if not HAN.search(text):
            self._next += 1
            yield text
            return
        for number, piece in enumerate(fitting(text, self._translator)):
            if number:
                yield " "
            yield self._passage(piece, before if self._translator.takes_context else "")
            before += piece

    def _passage(self, text: str, before: str) -> Passage:
        self._next += 1
        return Passage(text, self._next - 1, before[-_CONTEXT:])


def fitting(text: str, translator: Translator) -> list[str]:
    """Return a text in the fewest pieces that the model can read, cut at the ends of sentences, else of clauses.

    A clause that is still too long is a piece of its own: the model tells it, no one cuts it.
    """
    if _fits(text, translator):
        return [text]
    pieces = [span.of(text) for span in sentences(text)]
    for bound in _CLAUSES:
        pieces = [part for piece in pieces for part in ([piece] if _fits(piece, translator) else bound.split(piece))]
    joined: list[str] = []
    for piece in filter(None, pieces):
        if joined and _fits(joined[-1] + piece, translator):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _fits(text: str, translator: Translator) -> bool:
    """Return whether the model can read the text; a token holds a byte at least, so a short one need not be counted."""
    return (
        not translator.context
        or len(text.encode()) <= translator.context
        or (translator.count(text) <= translator.context)
    )


def put_together(plan: Plan, made: Mapping[int, Translation]) -> tuple[list[str], list[Unread]]:
    """Return the English of each segment, and the passages that stay Chinese."""
    texts: list[str] = []
    unread: list[Unread] = []
    for segment, parts in zip(plan.document.segments, plan.parts, strict=True):
        pieces: list[str] = []
        for part in parts:
            if isinstance(part, str):
                pieces.append(part)
                continue
            one = made[part.number]
            pieces.append(part.text if one.problem else one.text)
            if one.problem:
                unread.append(Unread(segment.id, part.text, one.problem))
        texts.append("".join(pieces))
    return texts, unread


def _joined(locked: Sequence[Span]) -> list[Span]:
    """Return the spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for span in sorted(locked):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _spaced(text: str, lock: Span) -> str:
    """Return what is locked, with a space on a side where it is a word of its own among Chinese characters."""
    own = lock.of(text)
    left = " " if own[:1].isalnum() and HAN.match(text[lock.start - 1 : lock.start]) else ""
    right = " " if own[-1:].isalnum() and HAN.match(text[lock.end : lock.end + 1]) else ""
    return f"{left}{own}{right}"
