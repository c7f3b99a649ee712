"""The WMT25 terminology task, one system of it: the floors of `eval/bench/terms.json` hold."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

BENCH = Path(__file__).parents[2] / "eval/bench/terms.py"


def test_terms_are_enforced_as_well_as_pinned(data: Path, tmp_path: Path) -> None:
    """One system, since each takes 10 s or more: most of it is the scoring of every changed line."""
    run = subprocess.run(
        [sys.executable, BENCH, data, "--no-peer", "--systems", "Erlendur", "--scratch", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "yiwen" in run.stdout


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(("system", "chapters"), [("organizers_NLLB", (3, 4, 5)), ("MeGuMa", (16,))])
def test_a_chapter_whose_source_is_shared_out_otherwise_once_it_is_repaired_stays_when_repaired_again(
    data: Path, system: str, chapters: tuple[int, ...]
) -> None:
    """The chapters whose paragraphs do not pair with the source's: two ways to share it out call each other."""
    texts = rows(data / f"wmt25/outputs/{system}.noterm.jsonl")
    documents = rows(data / "wmt25/documents.jsonl")
    for at in chapters:
        terms = data / f"wmt25/terms.{documents[at]['year']}.jsonl"
        finder = Finder(Settings(glossaries=(terms,), builtin=False))

        def fixed(text: str, src: str = documents[at]["src"], finder: Finder = finder) -> str:
            return fix_document(Document("d", "jsonl", (Segment("1", text, src=src),)), finder)[0].after

        once = fixed(texts[at]["mt"])
        assert once != texts[at]["mt"]
        assert fixed(once) == once
