"""Good English is left alone; errors of the listed kinds, in sentences that no entry was written to, are repaired."""

import json
from functools import cache
from pathlib import Path

import pytest

from yiwen.glossary.builtin import builtin_glossary
from yiwen.glossary.examples import repair_text
from yiwen.glossary.match import Matcher

HERE = Path(__file__).parent
GOOD = sorted(HERE.glob("good_english_*.txt"))
ERRORS = sorted(HERE.glob("errors_*.jsonl"))
REPAIRED = 0.85


@cache
def matcher() -> Matcher:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIWEN_CACHE", "off")  # what the files say now
        return Matcher(builtin_glossary.__wrapped__())


def test_there_are_sentences() -> None:
    assert GOOD
    assert ERRORS


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_good_english_is_left_alone(path: Path) -> None:
    sentences = [line for line in path.read_text(encoding="utf-8").splitlines() if line]
    assert len(sentences) == len(set(sentences)) >= 100
    repaired = {sentence: repair_text(matcher(), sentence) for sentence in sentences}
    changed = [f"{before} => {after}" for before, after in repaired.items() if after != before]
    assert not changed, "\n".join(changed)


@pytest.mark.parametrize("path", ERRORS, ids=lambda path: path.stem)
def test_errors_of_the_listed_kinds_are_repaired(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    assert len(rows) >= 100
    assert all(row["accept"] and row["mt"] not in row["accept"] for row in rows)
    got = {row["mt"]: repair_text(matcher(), row["mt"]) for row in rows}
    missed = [f"{row['mt']} => {got[row['mt']]}" for row in rows if got[row["mt"]] not in row["accept"]]
    assert len(missed) <= (1 - REPAIRED) * len(rows), "\n".join(missed)
