"""What decisions make of a segment: where each item stands, and the segment's text.

Decisions are kept as they were made; which of several at one place counts is worked out here, the latest first.
So taking one back lets the one before it stand again.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from yiwen.errors import DocumentError
from yiwen.review.items import Item, Passage
from yiwen.text.edits import apply
from yiwen.types import Edit, Revision, Segment, Span

HAND = "hand"
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class State(StrEnum):
    """Where an item stands; `covered` is what another choice at its place, or a rewritten paragraph, made moot."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EDITED = "edited"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of an item or a passage; `version` is 0 where it was said of an earlier draft."""

    state: State
    text: str | None = None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an item stands, the text that is written there (None: what the machine wrote), and what decided it."""

    state: State
    text: str | None = None
    decision: Decision | None = None


def standings(passage: Passage, decisions: Mapping[str, Decision]) -> tuple[Standing, ...]:
    """Return where each item of the passage stands; `decisions` are by key."""
    if passage.key in decisions:
        return tuple(Standing(State.COVERED, None, decisions.get(item.key)) for item in passage.items)
    winners = _winners(passage.items, decisions)
    taken = [passage.items[index].span for index in winners]
    return tuple(
        Standing(*winners[index], decisions.get(item.key))
        if index in winners
        else Standing(_unwritten(item, decisions.get(item.key), taken), None, decisions.get(item.key))
        for index, item in enumerate(passage.items)
    )


def _winners(items: Sequence[Item], decisions: Mapping[str, Decision]) -> dict[int, tuple[State, str]]:
    """Return the state and text of the items that are written, by index: the latest decision first, then defaults."""
    claims: list[tuple[int, int, State, str]] = []
    for index, item in enumerate(items):
        decision = decisions.get(item.key)
        if decision is None:
            if item.applied and item.after is not None:
                claims.append((1, index, State.ACCEPTED, item.after))
            continue
        text = decision.text if decision.state is State.EDITED else item.after
        if decision.state in (State.ACCEPTED, State.EDITED) and text is not None and not item.locked:
            claims.append((-decision.version, index, decision.state, text))
    winners: dict[int, tuple[State, str]] = {}
    for _, index, state, text in sorted(claims):
        if not any(_touches(items[index].span, items[other].span) for other in winners):
            winners[index] = (state, text)
    return winners


def _unwritten(item: Item, decision: Decision | None, taken: Sequence[Span]) -> State:
    if decision is not None and decision.state is State.REFUSED:
        return State.REFUSED
    return State.COVERED if any(_touches(item.span, span) for span in taken) else State.PENDING


def _touches(one: Span, other: Span) -> bool:
    return one == other or one.overlaps(other)


def settled(passage: Passage, decisions: Mapping[str, Decision]) -> Revision:
    """Return the revision that the decisions make; the repair's own where nothing was decided."""
    rewritten = decisions.get(passage.key)
    if rewritten is not None:
        edits = rewriting(passage.segment, rewritten.text or "")
        return Revision(passage.segment.mt, apply(passage.segment.mt, edits), edits)
    if not any(item.key in decisions for item in passage.items):
        return passage.revision
    stand = standings(passage, decisions)
    edits = tuple(
        Edit(item.span, item.before, one.text, _rule(item, one))
        for item, one in zip(passage.items, stand, strict=True)
        if one.text is not None and one.text != item.before
    )
    pending = {
        id(finding)
        for item, one in zip(passage.items, stand, strict=True)
        if one.state is State.PENDING
        for finding in item.findings
    }
    left = tuple(finding for finding in passage.revision.left if id(finding) in pending)
    return Revision(passage.segment.mt, apply(passage.segment.mt, edits), edits, left)


def _rule(item: Item, standing: Standing) -> str:
    names = (*item.rules, HAND) if standing.state is State.EDITED else item.rules
    return "+".join(dict.fromkeys(names))


def rewriting(segment: Segment, text: str) -> tuple[Edit, ...]:
    """Return the edits that lead from a segment's text to the text, word by word.

    Raises:
        DocumentError: a locked stretch would be touched.
    """
    before, starts = _tokens(segment.mt, segment.locked)
    after, places = _tokens(text, _same_locked(segment, text))
    edits: list[Edit] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind != "equal":
            span = Span(starts[first], starts[last])
            edits.append(Edit(span, span.of(segment.mt), text[places[begin] : places[end]], HAND))
    for lock in segment.locked:
        if any(edit.span.overlaps(lock) for edit in edits):
            raise DocumentError(f"'{lock.of(segment.mt)}' is locked (code, a tag or an address); leave it as it is")
    return tuple(edits)


def _same_locked(segment: Segment, text: str) -> tuple[Span, ...]:
    """Return where the segment's locked stretches stand in the text, each after the one before."""
    spans: list[Span] = []
    place = 0
    for lock in segment.locked:
        words = lock.of(segment.mt)
        start = text.find(words, place)
        if start < 0:
            raise DocumentError(f"'{words}' is locked (code, a tag or an address); leave it as it is")
        place = start + len(words)
        spans.append(Span(start, place))
    return tuple(spans)


def _tokens(text: str, locked: Sequence[Span]) -> tuple[list[str], list[int]]:
    """Return the words of a text, a locked stretch being one, and where each begins, with the end last."""
    borders = {match.start() for match in _TOKEN.finditer(text)}
    for lock in locked:
        borders -= set(range(lock.start + 1, lock.end))
        borders |= {lock.start, lock.end}
    starts = sorted(border for border in borders if border < len(text))
    ends = [*starts[1:], len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=False)], [*starts, len(text)]
