"""Decisions kept in a file: versions, steps back and forth, two hands at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from yiwen.errors import DocumentError
from yiwen.review.settle import State
from yiwen.review.store import About, Hand, Store, Wish

ME = Hand("mine", "run")
OTHER = Hand("other", "run")


def about(key: str) -> About:
    return About(key, f"near {key}", "rule", "before", "after")


def wish(key: str, state: State | None = State.ACCEPTED, text: str | None = None) -> Wish:
    return Wish(about(key), state, text)


def states(store: Store) -> dict[str, str]:
    return {key: decision.state.value for key, decision in store.decisions().items()}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(tmp_path / "kept.db")) as opened:
        yield opened


def test_decisions_are_there_when_the_file_is_opened_again(store: Store) -> None:
    store.decide(ME, "label", [wish("a"), wish("b", State.EDITED, "文字 text")])
    with closing(Store(store.path)) as again:
        assert states(again) == {"a": "accepted", "b": "edited"}
        assert again.decisions()["b"].text == "文字 text"
        assert again.version == store.version == 1


def test_a_step_is_kept_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(AttributeError):
        store.decide(ME, "label", [wish("a"), Wish(None, State.ACCEPTED)])  # type: ignore[arg-type]
    with pytest.raises(DocumentError):
        store.decide(ME, "label", [wish("a"), wish("b", State.EDITED, object())])  # type: ignore[arg-type]
    assert states(store) == {}
    assert store.version == 0


def test_a_stale_decision_is_not_kept(store: Store) -> None:
    seen = store.version
    assert store.decide(OTHER, "first", [wish("a", State.REFUSED)], seen)
    assert not store.decide(ME, "second", [wish("a")], seen)
    assert states(store) == {"a": "refused"}
    assert store.decide(ME, "elsewhere", [wish("b")], seen)
    assert store.decide(ME, "third", [wish("a")], store.version)
    assert set(store.changed(seen)) == {"a", "b"}
    assert store.changed(store.version) == ()


def test_undo_and_redo_without_end(store: Store) -> None:
    for key in "abcde":
        store.decide(ME, key, [wish(key)])
    assert [store.undo(ME).label for _ in range(5)] == list("edcba")
    assert store.undo(ME) is None
    assert states(store) == {}
    assert [store.redo(ME).label for _ in range(5)] == list("abcde")
    assert store.redo(ME) is None
    assert len(states(store)) == 5


def test_a_new_step_ends_what_could_be_redone(store: Store) -> None:
    store.decide(ME, "a", [wish("a")])
    store.undo(ME)
    store.decide(ME, "b", [wish("b")])
    assert store.redo(ME) is None
    assert states(store) == {"b": "accepted"}


def test_undo_brings_back_the_text_before(store: Store) -> None:
    store.decide(ME, "one", [wish("a", State.EDITED, "one")])
    store.decide(ME, "two", [wish("a", State.EDITED, "two")])
    store.undo(ME)
    assert store.decisions()["a"].text == "one"


def test_a_tab_takes_back_its_own_steps_only(store: Store) -> None:
    store.decide(ME, "mine", [wish("a")])
    store.decide(OTHER, "theirs", [wish("b")])
    assert store.undo(ME).label == "mine"
    assert store.undo(ME) is None
    assert states(store) == {"b": "accepted"}


def test_what_another_hand_changed_since_is_not_taken_back(store: Store) -> None:
    store.decide(ME, "both", [wish("a"), wish("b")])
    store.decide(OTHER, "theirs", [wish("a", State.REFUSED)])
    move = store.undo(ME)
    assert (move.keys, move.kept) == (("b",), 1)
    assert states(store) == {"a": "refused"}


def test_steps_of_an_earlier_run_can_be_taken_back(store: Store) -> None:
    store.decide(ME, "yesterday", [wish("a")])
    today = Hand("new tab", "new run")
    store.decide(today, "today", [wish("b")])
    assert [store.undo(today).label for _ in range(2)] == ["today", "yesterday"]
    assert store.redo(today).label == "yesterday"


def test_two_processes_share_a_file(store: Store) -> None:
    with closing(Store(store.path)) as second:
        store.decide(ME, "one", [wish("a")])
        second.decide(OTHER, "two", [wish("b")])
        assert states(store) == states(second) == {"a": "accepted", "b": "accepted"}
        assert store.version == second.version == 2


@pytest.mark.parametrize("content", [b"not a database at all, only words", b"{}" * 600])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(DocumentError, match=r"other\.db"):
        Store(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(DocumentError, match="no file of decisions"):
        Store(path)


def test_a_file_that_another_process_holds_is_told_after_a_while(store: Store, monkeypatch) -> None:
    monkeypatch.setattr("yiwen.review.store._PATIENCE", 0.05)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other, closing(Store(store.path)) as mine:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DocumentError, match="locked"):
            mine.decide(ME, "label", [wish("a")])
        with pytest.raises(DocumentError, match="locked"):
            mine.decisions()
        other.execute("ROLLBACK")
        assert mine.decide(ME, "label", [wish("a")])


class _Model(RuleBasedStateMachine):
    """Two hands decide, undo and redo at will: nothing that one did is changed by the other's steps back."""

    def __init__(self) -> None:
        super().__init__()
        self.store = Store(Path(":memory:"))
        self.last: dict[str, str] = {}

    @rule(
        hand=st.sampled_from([ME, OTHER]),
        keys=st.sets(st.sampled_from("abcd"), min_size=1),
        state=st.sampled_from(State),
    )
    def decide(self, hand: Hand, keys: set[str], state: State) -> None:
        own = [key if hand is ME else key.upper() for key in keys]
        self.store.decide(hand, "label", [wish(key, state) for key in own])

    @rule(hand=st.sampled_from([ME, OTHER]), back=st.booleans())
    def move(self, hand: Hand, back: bool) -> None:
        theirs = {key: state for key, state in states(self.store).items() if key.isupper() == (hand is ME)}
        version = self.store.version
        move = self.store.undo(hand) if back else self.store.redo(hand)
        kept = {key: state for key, state in states(self.store).items() if key.isupper() == (hand is ME)}
        assert kept == theirs
        assert self.store.version == version + (move is not None)

    @invariant()
    def every_change_is_told(self) -> None:
        assert set(states(self.store)) <= set(self.store.changed(0))

    def teardown(self) -> None:
        self.store.close()


_Model.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestTwoHands = _Model.TestCase
