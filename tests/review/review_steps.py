"""What tests do to a review, in short words."""

from yiwen.review.items import Item
from yiwen.review.session import Session
from yiwen.review.settle import Standing, State

LATE = 10**9  # a version later than any


def find(session: Session, before: str, number: int = 0) -> Item:
    """Return an item by what it would replace."""
    return [item for passage in session.passages for item in passage.items if item.before == before][number]


def stands(session: Session, item: Item) -> Standing:
    """Return where an item stands."""
    passage = session.passages[item.segment]
    return session.standings([item.segment])[item.segment][passage.items.index(item)]


def decide(session: Session, item: Item, state: State | None, text: str | None = None, tab: str = "tab") -> bool:
    """Decide on an item, whatever was decided before."""
    return session.decide(tab, item.key, state, text, LATE)


def exported(session: Session) -> str:
    """Return the document as decided."""
    return b"".join(session.export()).decode()
