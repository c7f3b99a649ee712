"""A segment's text as a file writes it: runs with tags between them, and where an edit of the text goes.

Tags are not in the text, so that a term broken by them is still seen as one. What replaces text that crosses tags goes,
word for word, where the words it replaces stood: each changed stretch into the first run that it touches, out of the
others. Tags stay where they are, in their order.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from yiwen.types import Edit, Span

Spell = Callable[[str], str]
STATE = "state"  # the rule that a patch of a segment's state, not of its text, carries
OBJECT = "\ufffc"  # what a placeholder without text of its own is in a segment: Unicode's object replacement character
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a segment's text, written at `start` to `end` of the file's text.

    `spell` writes other text in its place as the file must write it; None where nothing may be changed. An empty run is
    a place beside such a one, where text may be put in. A run that is not written letter for letter (an entity), or is
    `whole` (a cell that may come to need quotes), is written anew. `shadows` are ranges of the file that no reader sees
    while this run stands, such as a second space after a tag: they go with it.
    """

    text: str
    start: int
    end: int
    spell: Spell | None = None
    whole: bool = False
    shadows: tuple[tuple[int, int], ...] = ()

    @property
    def is_literal(self) -> bool:
        """Whether every letter of the text is one letter of the file."""
        return len(self.text) == self.end - self.start


@dataclass(frozen=True, slots=True)
class Patch:
    """A change of the file's text: what stood at `start` to `end` becomes `after`."""

    start: int
    end: int
    after: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change within one run: `span` of its text becomes `after`."""

    run: int
    span: Span
    after: str
    rule: str


def text_of(runs: Sequence[Run]) -> str:
    """Return the text that the runs make."""
    return "".join(run.text for run in runs)


def common_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many letters two texts share at the beginning, and of the rest at the end."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    tail = next((i for i in range(shorter - head) if old[-1 - i] != new[-1 - i]), shorter - head)
    return head, tail


def locked_spans(runs: Sequence[Run]) -> tuple[Span, ...]:
    """Return the spans of the text that may not be changed, those that touch joined."""
    spans: list[Span] = []
    at = 0
    for run in runs:
        if run.spell is None and run.text:
            start = spans.pop().start if spans and spans[-1].end == at else at
            spans.append(Span(start, at + len(run.text)))
        at += len(run.text)
    return tuple(spans)


def changes(edits: Sequence[Edit], lengths: Sequence[int], open_runs: Sequence[bool]) -> Iterator[Change]:
    """Yield what the edits of a text change in each of its runs, in order.

    `lengths` are those of the runs' texts, which follow one another; only `open_runs` may be changed. A run of a Word
    file is one as well as a stretch of text between two tags.
    """
    starts = list(accumulate(lengths, initial=0))
    for edit in edits:
        for part in _parts(edit, starts):
            yield from _placed(part, starts, open_runs)


def _parts(edit: Edit, starts: Sequence[int]) -> Iterator[Edit]:
    """Yield the edit, or the words of it that change where it crosses from one run into another."""
    if _run_at(starts, edit.span.start) == _run_at(starts, max(edit.span.start, edit.span.end - 1)):
        yield edit
        return
    before, after = _WORD.findall(edit.before), _WORD.findall(edit.after)
    ends = list(accumulate(map(len, before), initial=edit.span.start))
    for kind, i, j, k, m in SequenceMatcher(str.isspace, before, after, autojunk=False).get_opcodes():
        if kind == "replace" and _are_alike(before[i:j], after[k:m]):
            for place, (old, new) in enumerate(zip(before[i:j], after[k:m], strict=True), i):
                if old != new:
                    yield Edit(Span(ends[place], ends[place + 1]), old, new, edit.rule)
        elif kind != "equal":
            yield Edit(Span(ends[i], ends[j]), "".join(before[i:j]), "".join(after[k:m]), edit.rule)


def _are_alike(before: Sequence[str], after: Sequence[str]) -> bool:
    """Return whether there are as many words in both, with the same between them: each replaces its own."""
    return len(before) == len(after) and all(
        old == new or (old[0].isalnum() and new[0].isalnum()) for old, new in zip(before, after, strict=True)
    )


def _run_at(starts: Sequence[int], place: int) -> int:
    """Return the index of the run that holds the character at a place."""
    return max(0, min(bisect_right(starts, place), len(starts) - 1) - 1)


def _placed(part: Edit, starts: Sequence[int], open_runs: Sequence[bool]) -> Iterator[Change]:
    start, end = part.span.start, part.span.end
    if start == end:
        chosen = _for_insertion(start, starts, open_runs)
        place = min(max(start - starts[chosen], 0), starts[chosen + 1] - starts[chosen])
        yield Change(chosen, Span(place, place), part.after, part.rule)
        return
    after = part.after
    for run in range(_run_at(starts, start), _run_at(starts, end - 1) + 1):
        if starts[run] == starts[run + 1] or not open_runs[run]:
            continue
        span = Span(max(start, starts[run]) - starts[run], min(end, starts[run + 1]) - starts[run])
        yield Change(run, span, after, part.rule)
        after = ""


def _for_insertion(place: int, starts: Sequence[int], open_runs: Sequence[bool]) -> int:
    """Return the run that takes what is inserted: the first that ends or begins at the place, else the nearest."""
    left = _run_at(starts, max(0, place - 1))
    if open_runs[left]:
        return left
    distances = (max(starts[run] - place, place - starts[run + 1], 0) for run in range(len(open_runs)))
    return (
        min((distance, run) for run, distance in enumerate(distances) if open_runs[run])[1] if any(open_runs) else left
    )
