"""What must hold on real material: errors repaired, right text kept, human English left alone."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiwen.formats import read
from yiwen.text.edits import undo
from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

WORDS_AN_EDIT = 20_000
REPAIRED = 0.90
COMPOSED_REPAIRED = 0.95


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def fixed(finder: Finder, text: str) -> str:
    return fix_document(Document("t", "txt", (Segment("1", text),)), finder)[0].after


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def human_texts(data: Path) -> Iterator[tuple[str, str]]:
    for row in rows(data / "wmt22/segments.jsonl"):
        yield from ((f"wmt22 {key}", row[key]) for key in row if key.startswith("ref"))
    for row in rows(data / "wmt25/documents.jsonl"):
        yield f"wmt25 {row['id']}" if "id" in row else "wmt25", row["ref"]
    for path in sorted(data.glob("highlights/*/*.md")):
        yield f"{path.parent.name} {path.name}", path.read_text(encoding="utf-8")


def test_the_seeds_are_repaired_and_right_text_is_kept(data: Path) -> None:
    tool = data.parent / "tools/seeds.py"
    if not tool.is_file():
        pytest.skip("the measure of the seeds is not there")
    command = f"{sys.executable} -m yiwen fix {{input}} -o {{output}}"
    done = subprocess.run([sys.executable, tool, "--cmd", command], capture_output=True, text=True, check=True)
    figures = re.search(
        r"repaired \d+/\d+ = ([\d.]+); edited otherwise (\d+).*otherwise (\d+); right texts changed (\d+)/", done.stdout
    )
    assert figures, done.stdout
    assert float(figures[1]) >= REPAIRED, done.stdout
    assert figures.groups()[1:] == ("0", "0", "0"), done.stdout
    assert "human text changed" not in done.stdout


def test_composed_errors_are_repaired(data: Path, finder: Finder) -> None:
    wanted = [row for row in rows(data / "composed/errors.jsonl") if row["expect"] == "fix"]
    missed = [(row["id"], got) for row in wanted if (got := fixed(finder, row["mt"])) not in row["accept"]]
    assert len(missed) <= (1 - COMPOSED_REPAIRED) * len(wanted), missed


@pytest.mark.parametrize("name", ["traps", "battery"])
def test_no_good_sentence_is_touched(name: str, data: Path, finder: Finder) -> None:
    touched = [
        row["text"] for row in rows(data / f"composed/{name}.jsonl") if fixed(finder, row["text"]) != row["text"]
    ]
    assert touched == []


def test_human_english_is_safe(data: Path, finder: Finder) -> None:
    words, edits = 0, []
    for name, text in human_texts(data):
        words += len(text.split())
        (revision,) = fix_document(Document(name, "txt", (Segment("1", text),)), finder)
        for edit in revision.edits:
            around = text[max(0, edit.span.start - 40) : edit.span.end + 20]
            edits.append(f"{name} {edit.rule}: {around!r} -> {edit.after!r}")
    assert words > 150_000
    assert len(edits) <= words / WORDS_AN_EDIT, "\n".join(edits)


def test_real_files_are_repaired_once_and_undone_exactly(data: Path, finder: Finder) -> None:
    paths = [*sorted(data.glob("seeds/00*.txt")), *sorted(data.glob("highlights/*/*.md"))]
    assert len(paths) > 5
    for path in paths:
        (document,) = read(path)
        revisions = fix_document(document, finder)
        for segment, revision in zip(document.segments, revisions, strict=True):
            assert undo(revision.after, revision.edits) == segment.mt
            assert fixed(finder, revision.after) == revision.after, path.name


@pytest.mark.parametrize("name", ["Online-W", "NiuTrans"])
def test_machine_output_fixed_twice_changes_nothing(name: str, data: Path, finder: Finder) -> None:
    for line in (data / f"wmt22/outputs/{name}.txt").read_text(encoding="utf-8").split("\n"):
        once = fixed(finder, line)
        assert fixed(finder, once) == once
