"""Edits of a text: choose among overlapping ones, apply, undo, and make one list of two passes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol, TypeVar

from yiwen.errors import DocumentError
from yiwen.types import Edit, Span


class Claim(Protocol):
    """Anything that wants a stretch of the text."""

    @property
    def span(self) -> Span:
        """The stretch."""
        ...

    @property
    def confidence(self) -> float:
        """How sure it is, 0 to 1."""
        ...

    @property
    def rule(self) -> str:
        """Who wants it."""
        ...


C = TypeVar("C", bound=Claim)


def resolve(claims: Iterable[C]) -> list[C]:
    """Return the disjoint claims that win, in text order: the longest first, then the surest, then the leftmost."""
    ranked = sorted(claims, key=lambda c: (c.span.start - c.span.end, -c.confidence, c.span.start, c.rule))
    chosen: list[C] = []
    taken: list[Span] = []
    for claim in ranked:
        if not any(meet(claim.span, span) for span in taken):
            chosen.append(claim)
            taken.append(claim.span)
    chosen.sort(key=lambda c: (c.span.start, c.span.end))
    return chosen


def meet(one: Span, other: Span) -> bool:
    """Return whether two spans overlap or, both empty, stand at one place."""
    if one.start < other.end and other.start < one.end:
        return True
    return one.start == other.start and one.end == other.end


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return the text with the sorted, disjoint edits made.

    Raises:
        DocumentError: an edit does not fit the text, or two overlap.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.span.start < at or text[edit.span.start : edit.span.end] != edit.before:
            raise DocumentError(
                f"offset {edit.span.start}: the text does not hold {edit.before!r} there; "
                "the edits belong to another text"
            )
        parts += (text[at : edit.span.start], edit.after)
        at = edit.span.end
    parts.append(text[at:])
    return "".join(parts)


def invert(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return the edits that lead from the changed text back, with spans in the changed text."""
    back: list[Edit] = []
    shift = 0
    for edit in edits:
        start = edit.span.start + shift
        back.append(Edit(Span(start, start + len(edit.after)), edit.after, edit.before, edit.rule))
        shift += len(edit.after) - len(edit.before)
    return tuple(back)


def undo(text: str, edits: Sequence[Edit]) -> str:
    """Return the text as it was before the edits: `undo(apply(t, e), e) == t`."""
    return apply(text, invert(edits))


def compose(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """Return one list of edits of `text` that does what `first` and then `second` (of the changed text) do."""
    pieces = _pieces(text, first)
    for edit in reversed(second):
        _merge(pieces, edit)
    edits: list[Edit] = []
    at = 0
    for before, after, rule, src_span in pieces:
        if rule and before != after:
            edits.append(Edit(Span(at, at + len(before)), before, after, rule, src_span))
        at += len(before)
    return tuple(edits)


class _Piece(NamedTuple):
    """A stretch of the text before and after, the rules that changed it ("" for kept text), and what of the source."""

    before: str
    after: str
    rule: str = ""
    src_span: Span | None = None


def _pieces(text: str, edits: Sequence[Edit]) -> list[_Piece]:
    """Return the text cut into kept and edited pieces."""
    pieces: list[_Piece] = []
    at = 0
    for edit in edits:
        kept = text[at : edit.span.start]
        pieces += (_Piece(kept, kept), _Piece(edit.before, edit.after, edit.rule, edit.src_span))
        at = edit.span.end
    return [*pieces, _Piece(text[at:], text[at:])]


def _merge(pieces: list[_Piece], edit: Edit) -> None:
    """Make one piece of all that an edit of the changed text touches; kept pieces are cut at its borders."""
    begin = _cut(pieces, edit.span.start)
    start = sum(len(piece.after) for piece in pieces[:begin])
    stop = begin
    end = start
    while end < edit.span.end or stop == begin:
        if stop == len(pieces):
            break
        end += len(pieces[stop].after)
        stop += 1
    if end > edit.span.end and not pieces[stop - 1].rule:
        _cut(pieces, edit.span.end)
        end = edit.span.end
    touched = pieces[begin:stop]
    after = "".join(piece.after for piece in touched)
    changed = after[: edit.span.start - start] + edit.after + after[edit.span.end - start :]
    rules = dict.fromkeys(rule for piece in touched for rule in piece.rule.split("+") if rule)
    name = "+".join(dict.fromkeys([*rules, edit.rule]))
    source = next((piece.src_span for piece in touched if piece.src_span), edit.src_span)
    pieces[begin:stop] = [_Piece("".join(piece.before for piece in touched), changed, name, source)]


def _cut(pieces: list[_Piece], place: int) -> int:
    """Return the index of the piece that starts at, or holds, a place of the changed text; a kept one is cut there."""
    at = 0
    for index, piece in enumerate(pieces):
        if place < at + len(piece.after) or index == len(pieces) - 1:
            if piece.rule or place == at:
                return index
            head, tail = piece.after[: place - at], piece.after[place - at :]
            pieces[index : index + 1] = [_Piece(head, head), _Piece(tail, tail)]
            return index + 1
        at += len(piece.after)
    return len(pieces)
