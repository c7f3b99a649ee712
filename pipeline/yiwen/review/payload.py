"""What the page is told: the texts, the items and where they stand, as JSON with offsets as browsers count them."""

import json
from collections.abc import Iterable
from typing import Any

from yiwen.review.items import Item, Passage
from yiwen.review.session import Session
from yiwen.review.settle import Standing, State, settled
from yiwen.types import Span


def encoded(value: Any) -> bytes:
    """Return JSON in UTF-8; a lone surrogate, which UTF-8 cannot hold, as an escape."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, separators=(",", ":")).encode("ascii")


def fixed_part(session: Session) -> bytes:
    """Return what does not change while the page is open: texts, items and rules. It is made once, before serving."""
    return encoded(
        {
            "name": session.path.name,
            "format": session.documents[0].format,
            "hasSource": any(passage.segment.src for passage in session.passages),
            "rules": {
                rule.id: {"title": rule.title, "why": rule.why, "kind": rule.kind, "sources": rule.sources}
                for rule in session.rules.values()
            },
            "passages": [_passage(passage) for passage in session.passages],
        }
    )


def whole(session: Session, fixed: bytes) -> bytes:
    """Return all that the page shows; of the states only those that were decided on, the others are as they began.

    The version is read first: what changes meanwhile is told again later.
    """
    version = session.store.version
    states = _states(session, session.touched(session.decisions()))
    return b'{"document":' + fixed + b"," + encoded({"version": version, "states": states})[1:]


def changes(session: Session, since: int) -> dict[str, Any]:
    """Return where the items of every passage stand that was decided on after a version."""
    version = session.store.version
    return {"version": version, "states": _states(session, session.touched(session.store.changed(since)))}


def _passage(passage: Passage) -> dict[str, Any]:
    segment = passage.segment
    count, count_source = _Units(segment.mt), _Units(segment.src or "")
    return {
        "key": passage.key,
        "id": segment.id,
        "mt": segment.mt,
        "src": segment.src,
        "items": [_item(item, count, count_source) for item in passage.items],
    }


def _item(item: Item, count: "_Units", count_source: "_Units") -> dict[str, Any]:
    return {
        "key": item.key,
        "span": count.span(item.span),
        "before": item.before,
        "after": item.after,
        "rules": item.rules,
        "kind": item.kind,
        "severity": item.severity,
        "safety": item.safety,
        "message": item.message,
        "confidence": item.confidence,
        "applied": item.applied,
        "locked": item.locked,
        "src": None if item.src_span is None else count_source.span(item.src_span),
        "options": item.options,
    }


def _states(session: Session, numbers: Iterable[int]) -> dict[str, Any]:
    """Return by passage index the rewritten text (or None), and for each item its state, text and what decided it."""
    decisions = session.decisions()
    found = {}
    for index, stand in session.standings(numbers).items():
        passage = session.passages[index]
        rewritten = settled(passage, decisions).after if passage.key in decisions else None
        found[str(index)] = {"rewritten": rewritten, "items": [_standing(one) for one in stand]}
    return found


def _standing(standing: Standing) -> list[Any]:
    decision = standing.decision
    decided = "" if decision is None else "earlier" if decision.version == 0 else "here"
    text = standing.text if standing.state is State.EDITED else None
    return [standing.state, text, decided]


class _Units:
    """Counts UTF-16 units, as browsers do, where a text has characters that take two."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_wide = any(letter > "\uffff" for letter in text)

    def span(self, span: Span) -> tuple[int, int]:
        """Return where a span of code points begins and ends."""
        return self._place(span.start), self._place(span.end)

    def _place(self, place: int) -> int:
        return place + sum(letter > "\uffff" for letter in self._text[:place]) if self._is_wide else place
