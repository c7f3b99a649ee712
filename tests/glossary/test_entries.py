"""Every entry of the glossary holds what it promises: its examples, alone, together, and in sentences of other make."""

import re
from pathlib import Path

import pytest

from yiwen.glossary.builtin import builtin_glossary
from yiwen.glossary.entry import Change, Entry, Glossary
from yiwen.glossary.examples import Failure, repair_text, run_examples
from yiwen.glossary.inflect import capitalize
from yiwen.glossary.match import Matcher
from yiwen.resources import data_folder
from yiwen.types import Fix

FILES = sorted(path.name for path in (data_folder("glossary") / "zh-en").glob("*.yaml"))
SENTENCE_BEFORE = "The meeting began at nine. "
KEPT_IN_OTHER_FRAMES = 0.98


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIWEN_CACHE", "off")  # what the files say now, read by the code as it is now
        return builtin_glossary.__wrapped__()


@pytest.fixture(scope="module")
def matcher(glossary: Glossary) -> Matcher:
    return Matcher(glossary)


def of_file(glossary: Glossary, name: str) -> list[Entry]:
    return [entry for entry in glossary.entries if entry.where.split(":")[0] == name]


def told(failures: list[Failure]) -> str:
    return "\n".join(f"{f.where} {f.entry}: {f.problem}\n  expected {f.expected}\n  got      {f.got}" for f in failures)


@pytest.mark.parametrize("name", FILES)
def test_the_examples_hold(glossary: Glossary, name: str) -> None:
    failures = list(run_examples(glossary, of_file(glossary, name)))
    assert not failures, told(failures)


@pytest.mark.parametrize("name", FILES)
def test_entries_are_complete(glossary: Glossary, name: str) -> None:
    for entry in of_file(glossary, name):
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", entry.id), f"{entry.where}: {entry.id}"
        if entry.wrong:
            assert entry.change, entry.where
            assert entry.keep, entry.where
            assert entry.why, entry.where
            assert all(change.mt != change.fixed for change in entry.change), entry.where


@pytest.mark.parametrize("frame", ["They spoke of {} again.", "{} came next.", "“{}” was the word."])
def test_no_good_rendering_is_changed_unasked(glossary: Glossary, matcher: Matcher, frame: str) -> None:
    changed = [
        f"{entry.where} {entry.id}: '{rendering}' becomes: {got}"
        for entry in glossary.entries
        for rendering in entry.en
        if (got := repair_text(matcher, text := frame.format(capitalize(rendering) if frame[0] == "{" else rendering)))
        != text
    ]
    assert not changed, "\n".join(changed)


def test_the_order_of_the_entries_does_not_matter(glossary: Glossary, matcher: Matcher) -> None:
    backwards = Matcher(Glossary(tuple(reversed(glossary.entries)), glossary.words))
    different = [
        (example.where, example.mt)
        for entry in glossary.entries
        for example in (*entry.change, *entry.keep)
        if repair_text(matcher, example.mt, example.src) != repair_text(backwards, example.mt, example.src)
    ]
    assert not different


def safe_changes(glossary: Glossary, matcher: Matcher) -> list[Change]:
    """Return the examples that whole sentences make, repaired unasked."""
    return [
        change
        for entry in glossary.entries
        for change in entry.change
        if change.mt.endswith((".", "!")) and "\n" not in change.mt
        if repair_text(matcher, change.mt, change.src, (Fix.SAFE,)) == change.fixed
    ]


def quoted(text: str) -> str:
    return f"“{text.removesuffix('.')},” he said." if text.endswith(".") else f"“{text}” he said."


def test_a_sentence_before_changes_nothing(glossary: Glossary, matcher: Matcher) -> None:
    changes = safe_changes(glossary, matcher)
    kept = [c for c in changes if repair_text(matcher, SENTENCE_BEFORE + c.mt, c.src) == SENTENCE_BEFORE + c.fixed]
    lost = [f"{c.where}: {c.mt}" for c in changes if c not in kept]
    assert len(kept) >= KEPT_IN_OTHER_FRAMES * len(changes), "\n".join(lost)


def test_a_repaired_sentence_is_repaired_when_quoted_too(glossary: Glossary, matcher: Matcher) -> None:
    changes = [c for c in safe_changes(glossary, matcher) if not re.search("[\"'“”‘’]", c.mt + c.fixed)]
    kept = [c for c in changes if repair_text(matcher, quoted(c.mt), c.src) == quoted(c.fixed)]
    lost = [
        f"{c.where}: {quoted(c.mt)}\n  {repair_text(matcher, quoted(c.mt), c.src)}" for c in changes if c not in kept
    ]
    assert len(kept) >= KEPT_IN_OTHER_FRAMES * len(changes), "\n".join(lost)


def test_good_text_stays_after_another_sentence(glossary: Glossary, matcher: Matcher) -> None:
    for entry in glossary.entries:
        for keep in entry.keep:
            text = SENTENCE_BEFORE + keep.mt
            assert repair_text(matcher, text, keep.src) == text, keep.where


def test_no_file_is_left_out(glossary: Glossary) -> None:
    found = {Path(entry.where.split(":")[0]).name for entry in glossary.entries}
    assert set(FILES) <= found
