"""The summaries of the reports that ship with yiwen, as they were read and found good.

Where a change is meant, read the new ones, then write them down: `YIWEN_GOLDEN=write pytest` on this file.
"""

import json
import os
from pathlib import Path

import pytest

from yiwen.formats import read
from yiwen.resources import data_folder
from yiwen.summary import summarize

_GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "summaries.json"
_WORDS = 90


def _reports() -> list[Path]:
    return sorted((data_folder("eval/sets") / "reports").glob("*.mt.txt"))


def _summary(path: Path) -> list[str]:
    (document,) = read(path)
    return [sentence.text for sentence in summarize(document, words=_WORDS).sentences]


def test_there_is_a_summary_of_every_report() -> None:
    if os.environ.get("YIWEN_GOLDEN") == "write":
        found = {path.name: _summary(path) for path in _reports()}
        _GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert sorted(json.loads(_GOLDEN.read_text(encoding="utf-8"))) == [path.name for path in _reports()]


@pytest.mark.parametrize("path", _reports(), ids=lambda path: path.name)
def test_the_summary_is_the_one_that_was_read(path: Path) -> None:
    assert _summary(path) == json.loads(_GOLDEN.read_text(encoding="utf-8"))[path.name]
