"""A review under way: the documents, what was found in them, and what a person has decided."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from yiwen.errors import DocumentError
from yiwen.formats import writer
from yiwen.review.items import Item, Passage, passages
from yiwen.review.settle import Decision, Standing, State, rewriting, settled, standings
from yiwen.review.store import About, Hand, Move, Store, Wish
from yiwen.types import Document, Revision, Rule, Segment
from yiwen.workflow.settings import Finder

PASSAGE_RULE = "paragraph"
_LONGEST = 100_000  # characters of a text written by hand
_SHOWN = 40  # characters of a text in a label


@dataclass(frozen=True, slots=True)
class Progress:
    """How many items there are, and how many stand in each state."""

    total: int
    states: Counter[State]

    @property
    def pending(self) -> int:
        """How many are still to decide."""
        return self.states[State.PENDING]

    @property
    def written(self) -> int:
        """How many change the text."""
        return self.states[State.ACCEPTED] + self.states[State.EDITED]


class Session:
    """What the page, the export and the command line ask of a review."""

    def __init__(self, path: Path, documents: Iterable[Document], finder: Finder, store: Store) -> None:
        self.path = path
        self.store = store
        self.run = token_hex(8)
        self._digest = _digest(path)
        self.documents = tuple(documents)
        self.passages = passages(self.documents, finder)
        self.rules = _spoken(self.passages, finder.rules)
        self.entries = finder.glossary.by_id
        self._passage_of = {passage.key: passage for passage in self.passages}
        self._item_of = {item.key: item for passage in self.passages for item in passage.items}

    def decisions(self) -> dict[str, Decision]:
        """Return the decisions on this draft by key: its own, else those made in the same sentence of another draft."""
        own, known, near = self.store.decisions(), self.store.versions(), self.store.nearby()
        carried = {
            key: near[item.near] for key, item in self._item_of.items() if key not in known and item.near in near
        }
        return {**carried, **own}

    def standings(self, numbers: Iterable[int] | None = None) -> dict[int, tuple[Standing, ...]]:
        """Return where the items stand, by the index of their passage; of all passages or these."""
        decisions = self.decisions()
        chosen = range(len(self.passages)) if numbers is None else sorted(set(numbers))
        return {index: standings(self.passages[index], decisions) for index in chosen}

    def progress(self) -> Progress:
        """Return how far the review is."""
        states = Counter(one.state for stand in self.standings().values() for one in stand)
        return Progress(len(self._item_of), states)

    def revisions(self) -> tuple[Revision, ...]:
        """Return the revision of every segment of all documents, in order."""
        decisions = self.decisions()
        return tuple(settled(passage, decisions) for passage in self.passages)

    def export(self) -> Iterator[bytes]:
        """Yield the file with what was accepted, in its own format.

        Raises:
            DocumentError: the file has changed since it was read, or cannot hold a character that was written.
        """
        if _digest(self.path) != self._digest:
            raise DocumentError(f"{self.path}: has changed since the review began; stop and start `yiwen review` again")
        revisions = iter(self.revisions())
        target = writer(self.documents[0])
        for document in self.documents:
            yield target.add(document, [next(revisions) for _ in document.segments])
        yield target.close()

    def decide(self, tab: str, key: str, state: State | None, text: str | None, seen: int) -> bool:
        """Keep a decision on an item or a passage; False where it was changed after the version `seen`.

        Raises:
            DocumentError: there is no such item, or it cannot stand so.
        """
        about = self._about(key)
        if state not in (None, State.ACCEPTED, State.REFUSED, State.EDITED):
            raise DocumentError(f"'{state}' cannot be decided; accept, refuse, edit or take the decision back")
        text = self._checked(key, state, text)
        label = f"{_verb(state)} {_shown(about.before)}"
        return self.store.decide(Hand(tab, self.run), label, [Wish(about, state, text)], seen)

    def decide_rule(self, tab: str, rule: str, state: State) -> int:
        """Accept or refuse every item of a rule that no decision was made on; return how many."""
        decisions = self.decisions()
        wishes = [
            Wish(_about(item), state)
            for passage in self.passages
            for item, stand in zip(passage.items, standings(passage, decisions), strict=True)
            if rule in item.rules and stand.decision is None and _may(item, state) and stand.state is not State.COVERED
        ]
        if wishes:
            label = f"{_verb(state)} {len(wishes)} of {rule}"
            self.store.decide(Hand(tab, self.run), label, wishes)
        return len(wishes)

    def undo(self, tab: str) -> Move | None:
        """Take back the last step of a tab; None where there is none."""
        return self.store.undo(Hand(tab, self.run))

    def redo(self, tab: str) -> Move | None:
        """Do again what a tab took back last; None where there is nothing."""
        return self.store.redo(Hand(tab, self.run))

    def touched(self, keys: Iterable[str]) -> set[int]:
        """Return the indexes of the passages that decisions on these keys concern; of another draft's keys none."""
        items = (self._item_of[key].segment for key in keys if key in self._item_of)
        return {*items, *(self._passage_of[key].number - 1 for key in keys if key in self._passage_of)}

    def _about(self, key: str) -> About:
        if key in self._item_of:
            return _about(self._item_of[key])
        if key in self._passage_of:
            return About(key, "", PASSAGE_RULE, self._passage_of[key].segment.mt, None)
        raise DocumentError("there is no such finding in this draft; load the page again")

    def _checked(self, key: str, state: State | None, text: str | None) -> str | None:
        """Return the text to keep with a decision; raises a DocumentError for a decision that cannot stand."""
        item, passage = self._item_of.get(key), self._passage_of.get(key)
        if passage is not None and state not in (None, State.EDITED):
            raise DocumentError("a paragraph is rewritten or not; accept and refuse its findings")
        if item is not None and state is not None and not _may(item, state):
            reason = (
                "it is locked (code, a tag or an address)" if item.locked else "it proposes nothing; edit it by hand"
            )
            raise DocumentError(f"{_shown(item.before)} cannot be {state}: {reason}")
        if state is not State.EDITED:
            return None
        written = _clean(text, self.passages[item.segment].segment if item else passage.segment if passage else None)
        if passage is not None:
            rewriting(passage.segment, written)
        return written


def _about(item: Item) -> About:
    return About(item.key, item.near, "+".join(item.rules), item.before, item.after)


def _may(item: Item, state: State) -> bool:
    """Return whether an item can be put in a state."""
    if state is State.REFUSED:
        return True
    return not item.locked and (state is State.EDITED or item.after is not None)


def _clean(text: str | None, segment: Segment | None) -> str:
    """Return a text written by hand: without control characters; on one line unless its segment has several."""
    if text is None:
        raise DocumentError("an edit needs its text")
    if len(text) > _LONGEST:
        raise DocumentError(f"an edit may have {_LONGEST:,} characters; this one has {len(text):,}")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if segment is None or "\n" not in segment.mt:
        text = text.replace("\n", " ")
    return "".join(c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0x7F <= ord(c) < 0xA0 and not _is_half(c)))


def _is_half(letter: str) -> bool:
    return "\ud800" <= letter <= "\udfff" or letter in "\ufffe\uffff"


def _verb(state: State | None) -> str:
    return {State.ACCEPTED: "accepted", State.REFUSED: "refused", State.EDITED: "edited"}.get(
        state or State.PENDING, "took back the decision on"
    )


def _shown(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”"


def _spoken(all_passages: Sequence[Passage], rules: dict[str, Rule]) -> dict[str, Rule]:
    """Return the rules that spoke, by id, in the order of the text; a gloss has no entry of its own."""
    names = dict.fromkeys(name for passage in all_passages for item in passage.items for name in item.rules)
    return {name: rules.get(name) or Rule(name, "other", name, "") for name in names}


def _digest(path: Path) -> bytes:
    try:
        return sha256(path.read_bytes()).digest()
    except OSError as error:
        raise DocumentError(f"{path}: cannot be read: {error.strerror}; check the path") from error
