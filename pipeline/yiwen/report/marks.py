"""Where edits and findings stand in the two texts of a revision, and the texts cut at their borders."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from yiwen.report.changes import Change
from yiwen.types import Edit, Revision, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A change lit at a place of one text."""

    span: Span
    change: Change


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text with all the marks that cover it; an empty mark is an empty run."""

    span: Span
    marks: tuple[Mark, ...]


def place(revision: Revision, changes: Sequence[Change]) -> tuple[tuple[Mark, ...], tuple[Mark, ...]]:
    """Return the marks of the text before and of the text after, sorted by place.

    An edit is marked in both. A finding left is marked in the text after, where it can still be acted on; in the text
    before where an edit took part of it away; nowhere where the text does not hold what was observed.
    """
    shift = _Shift(revision.edits)
    applied = [change for change in changes if change.finding is None]
    before = [Mark(change.span, change) for change in applied]
    after = [Mark(shift.written(index), change) for index, change in enumerate(applied)]
    for change in changes:
        if change.finding is None or change.span.of(revision.before) != change.before:
            continue
        moved = shift.moved(change.span)
        if moved is None:
            before.append(Mark(change.span, change))
        else:
            after.append(Mark(moved, change))
    return _sorted(before), _sorted(after)


def place_in_source(source: str, changes: Sequence[Change]) -> tuple[Mark, ...]:
    """Return the marks of the source: what each change comes from, where that is known."""
    spans = ((change.src_span, change) for change in changes)
    return _sorted([Mark(span, change) for span, change in spans if span and span.start < span.end <= len(source)])


def _sorted(marks: list[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: (mark.span, mark.change.number)))


class _Shift:
    """Places of the text before, carried over to the text after."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.span.start for edit in edits]
        self._ends = [edit.span.end for edit in edits]
        self._offsets = list(accumulate((len(edit.after) - len(edit.before) for edit in edits), initial=0))

    def written(self, index: int) -> Span:
        """Return where the edit's text stands."""
        start = self._starts[index] + self._offsets[index]
        return Span(start, start + len(self._edits[index].after))

    def moved(self, span: Span) -> Span | None:
        """Return where a span went with the edits inside it, or None where an edit cuts it or replaced just it."""
        first = bisect_left(self._starts, span.start)
        while first < len(self._ends) and self._ends[first] == span.start:  # put in just before the span, not in it
            first += 1
        last = max(first, bisect_left(self._starts, span.end))
        cut_at_start = first > 0 and self._ends[first - 1] > span.start
        cut_at_end = last > 0 and self._ends[last - 1] > span.end
        replaced = last == first + 1 and self._edits[first].span == span
        if cut_at_start or cut_at_end or replaced:
            return None
        return Span(span.start + self._offsets[first], span.end + self._offsets[last])


def runs(length: int, marks: Sequence[Mark]) -> Iterator[Run]:
    """Yield the runs of a text of that many code points, in order and without a gap; `marks` are sorted by place."""
    borders = sorted({0, length, *(mark.span.start for mark in marks), *(mark.span.end for mark in marks)})
    waiting = list(reversed(marks))
    open_marks: list[Mark] = []
    for start, end in pairwise([*borders, length]):
        open_marks = [mark for mark in open_marks if mark.span.end > start]
        while waiting and waiting[-1].span.start <= start:
            mark = waiting.pop()
            if mark.span.start == mark.span.end:
                yield Run(mark.span, (mark,))
            else:
                open_marks.append(mark)
        if start < end:
            yield Run(Span(start, end), tuple(open_marks))
