"""A review from the first draft to the export, and on to the next draft."""

import json
from pathlib import Path

import pytest
from conftest import REPORT
from review_steps import LATE, decide, exported, find, stands

from yiwen.errors import DocumentError
from yiwen.formats import read, write
from yiwen.glossary.builtin import builtin_words
from yiwen.glossary.load import load_entries
from yiwen.review.personal import glossary_yaml, ignore_toml, refused_rules
from yiwen.review.session import Session
from yiwen.review.settle import State
from yiwen.types import Fix
from yiwen.workflow.config import read_config
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

REPORTS = sorted((Path(__file__).parents[2] / "eval/sets/reports").glob("*.*"))


def fixed(path: Path, finder: Finder) -> bytes:
    """Return a file as `yiwen fix` writes it."""
    from yiwen.formats import writer

    documents = list(read(path))
    target = writer(documents[0])
    return b"".join([*(target.add(one, fix_document(one, finder)) for one in documents), target.close()])


@pytest.mark.parametrize("path", [p for p in REPORTS if p.suffix in (".txt", ".jsonl")], ids=lambda p: p.name)
def test_with_nothing_decided_the_export_is_the_repair(path: Path, open_session, finder, tmp_path: Path) -> None:
    session = open_session(path, tmp_path / "kept.db")
    assert b"".join(session.export()) == fixed(path, finder)


def test_accepting_exactly_the_safe_ones_is_the_repair(session, report, finder) -> None:
    for passage in session.passages:
        for item in passage.items:
            decide(
                session, item, State.ACCEPTED if item.safety is Fix.SAFE and item.after is not None else State.REFUSED
            )
    document = next(read(report))
    assert exported(session).encode() == write(document, fix_document(document, finder))


def test_accepting_all_that_unsafe_would_is_the_unsafe_repair(open_session, report, tmp_path: Path) -> None:
    unsafe = Finder(Settings(unsafe=True))
    session = open_session(using=unsafe)
    document = next(read(report))
    assert exported(session).encode() == write(document, fix_document(document, unsafe))
    assert session.progress().written > open_session(kept_in=tmp_path / "other.db").progress().written


def test_refusing_all_is_the_machine_output(session, report) -> None:
    for passage in session.passages:
        for item in passage.items:
            decide(session, item, State.REFUSED)
    assert exported(session) == REPORT
    assert session.progress().pending == 0


def test_a_hand_edit_is_written(session) -> None:
    decide(session, find(session, "stuck points"), State.EDITED, "snags and hitches")
    assert "remove the snags and hitches, and" in exported(session)
    decide(session, find(session, "stuck points"), None)
    assert "remove the bottlenecks, and" in exported(session)


def test_a_hand_edit_is_cleaned_for_its_place(session) -> None:
    item = find(session, "stuck points")
    decide(session, item, State.EDITED, "two\nlines\x00 and \x1b[31m a bell\x07")
    assert stands(session, item).text == "two lines and [31m a bell"


def test_what_cannot_be_is_refused(session) -> None:
    alone = find(session, "老渡口")
    assert alone.after is None
    with pytest.raises(DocumentError, match="proposes nothing"):
        decide(session, alone, State.ACCEPTED)
    with pytest.raises(DocumentError, match="needs its text"):
        decide(session, alone, State.EDITED)
    with pytest.raises(DocumentError, match="characters"):
        decide(session, alone, State.EDITED, "x" * 100_001)
    with pytest.raises(DocumentError, match="no such finding"):
        session.decide("tab", "0" * 32, State.REFUSED, None, LATE)
    with pytest.raises(DocumentError, match="cannot be decided"):
        decide(session, alone, State.COVERED)
    assert session.store.count() == 0


def test_a_paragraph_is_rewritten_and_taken_back(session) -> None:
    passage = session.passages[-1]
    session.decide("tab", passage.key, State.EDITED, "Tea grows on 40 mu.", LATE)
    assert exported(session).endswith("\n\nTea grows on 40 mu.\n")
    assert stands(session, find(session, "40 acres")).state is State.COVERED
    session.undo("tab")
    assert exported(session).endswith("The town has 40 mu of tea.\n")
    with pytest.raises(DocumentError):
        session.decide("tab", passage.key, State.REFUSED, None, LATE)


def test_a_whole_rule_leaves_what_was_decided_by_hand(session) -> None:
    kept = find(session, "300 acres")
    decide(session, kept, State.ACCEPTED)
    assert session.decide_rule("tab", "mu-not-acre", State.REFUSED) == 2
    assert "1,200 acres" in exported(session)
    assert "300 mu" in exported(session)
    session.undo("tab")
    assert "1,200 mu" in exported(session)
    assert session.decide_rule("tab", "no-such-rule", State.ACCEPTED) == 0


def test_an_overlapping_finding_yields_while_another_stands(session) -> None:
    counted = session.progress()
    assert counted.total == sum(counted.states.values())


def test_decisions_are_remembered_for_the_next_draft(open_session, report: Path) -> None:
    first = open_session()
    decide(first, find(first, "1,200 acres"), State.REFUSED)
    decide(first, find(first, "stuck points"), State.EDITED, "snags")
    decide(first, find(first, "40 acres"), State.REFUSED)
    draft = REPORT.replace("Ferry Town Opens", "New: Ferry Town Opens").replace(
        "It should remove", "It will have to remove"
    )
    draft = draft.replace(
        "\n\nThe town has 40 acres of tea.", "\n\nThere is more to say. The town has 40 acres of tea."
    )
    report.write_text(f"A new first paragraph with 70 acres.\n\n{draft}", encoding="utf-8")
    second = open_session()
    assert stands(second, find(second, "1,200 acres")).state is State.REFUSED
    assert stands(second, find(second, "1,200 acres")).decision.version > 0
    carried = stands(second, find(second, "40 acres"))  # its paragraph is another, its sentence the same
    assert (carried.state, carried.decision.version) == (State.REFUSED, 0)
    assert stands(second, find(second, "stuck points")).decision is None  # its sentence was changed
    assert stands(second, find(second, "70 acres")).decision is None


def test_a_carried_decision_can_be_taken_back(open_session, report: Path) -> None:
    first = open_session()
    decide(first, find(first, "40 acres"), State.REFUSED)
    report.write_text("More. The town has 40 acres of tea.\n", encoding="utf-8")
    second = open_session()
    item = find(second, "40 acres")
    assert stands(second, item).state is State.REFUSED
    decide(second, item, None)
    assert stands(second, item).state is State.ACCEPTED
    second.undo("tab")
    assert stands(second, item).state is State.ACCEPTED
    decide(second, item, State.EDITED, "40 mu (2.7 hectares)")
    assert exported(second) == "More. The town has 40 mu (2.7 hectares) of tea.\n"


def test_a_file_changed_meanwhile_is_not_written_over_with_old_text(session, report: Path) -> None:
    report.write_text("Something else.\n", encoding="utf-8")
    with pytest.raises(DocumentError, match="has changed since"):
        list(session.export())


def test_rows_are_exported_as_rows(open_session, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "mt": "It has 300 acres.", "doc": "one", "page": 7},
        {"id": "b", "mt": "It has 300 acres.", "doc": "two"},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    session = open_session(path)
    decide(session, find(session, "300 acres", 1), State.REFUSED)
    written = [json.loads(line) for line in exported(session).splitlines()]
    assert [row["fixed"] for row in written] == ["It has 300 mu.", "It has 300 acres."]
    assert written[0]["page"] == 7


def test_terms_written_by_hand_become_a_glossary(session: Session, report: Path, tmp_path: Path) -> None:
    assert glossary_yaml(session) == ""
    decide(session, find(session, "stuck points"), State.EDITED, "impediments")
    decide(session, find(session, "1,200 acres"), State.EDITED, "1,200 Chinese acres")  # a figure: no term
    mine = tmp_path / "mine.yaml"
    mine.write_text(glossary_yaml(session), encoding="utf-8")
    (entry,) = load_entries(mine, builtin_words(), user=True)
    assert entry.en == ("impediment",)
    assert "堵点" in entry.zh
    document = next(read(report))
    repaired = fix_document(document, Finder(Settings(glossaries=(mine,))))
    assert any("remove the impediments" in revision.after for revision in repaired)


def test_rules_refused_throughout_become_an_ignore_list(session: Session, tmp_path: Path) -> None:
    assert ignore_toml(session) == ""
    decide(session, find(session, "stuck points"), State.REFUSED)
    decide(session, find(session, "1,200 acres"), State.REFUSED)  # two more of its rule stand
    assert refused_rules(session) == {"bottleneck": 1}
    path = tmp_path / ".yiwen.toml"
    path.write_text(ignore_toml(session), encoding="utf-8")
    assert read_config(path)["ignore"] == ("bottleneck",)
