"""What must hold on real material with the Chinese in view: slips mended, omissions told, right English left alone."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from yiwen.checks import check_document
from yiwen.checks.compared import compared
from yiwen.checks.crossed import crossed_figures
from yiwen.checks.directions import turned_round
from yiwen.text.align import PARAGRAPHS, align
from yiwen.text.edits import undo
from yiwen.types import Document, Fix, Revision, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

SLIPS_MENDED = 0.9
FINDINGS_A_THOUSAND_WORDS = 1.0
RIGHT_EDITS_OF_REFERENCES = {"wmt22 ref_b 1131", "wmt22 ref_b 1809"}  # the references are wrong there
BILINGUAL = (
    "figure-scale figure-unit figure-differs figure-missing figure-added percent-for-points times-off-by-one "
    "bound-reversed date-differs date-missing date-added omission addition latin-name-missing"
).split()


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def fixed(finder: Finder, row: dict[str, Any]) -> Revision:
    (revision,) = fix_document(Document("d", "jsonl", (Segment(row["id"], row["mt"], row["src"]),)), finder)
    assert undo(revision.after, revision.edits) == row["mt"]
    return revision


def test_acres_for_mu_are_mended_and_right_text_is_kept(data: Path, finder: Finder) -> None:
    for row in rows(data / "cases/mu.jsonl"):
        revision = fixed(finder, row)
        if row["mt_unit"] == "acre":
            assert not re.search(r"\bacres?\b", revision.after), row["id"]
        else:
            assert not [edit for edit in revision.edits if edit.rule == "mu-not-acre"], row["id"]


def test_slips_of_scale_are_mended_and_missing_figures_told(data: Path, finder: Finder) -> None:
    mended: list[bool] = []
    for row in rows(data / "cases/number_scale_candidates.jsonl"):
        revision = fixed(finder, row)
        figures = [edit for edit in revision.edits if set(edit.rule.split("+")) & set(BILINGUAL)]
        if row["label"] == "slip":
            mended.append(row["fix"] in revision.after)
        elif row["label"] == "missing":
            assert "figure-missing" in {finding.rule for finding in revision.left}, row["id"]
        if row["label"] != "slip":
            assert not figures, row["id"]
    assert sum(mended) >= SLIPS_MENDED * len(mended)


def test_the_bay_area_is_named(data: Path, finder: Finder) -> None:
    for row in rows(data / "cases/dawan.jsonl"):
        assert "Greater Bay Area" in fixed(finder, row).after


def references(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield name, Chinese and human English, paragraph by paragraph."""
    for row in rows(data / "wmt22/segments.jsonl"):
        for key in ("ref", "ref_b"):
            yield f"wmt22 {key} {row['id']}", row["src"], row[key]
    for row in rows(data / "wmt25/documents.jsonl"):
        lines = zip(row["src"].split("\n"), row["ref"].split("\n"), strict=True)
        yield from ((f"wmt25 {row['id']}:{at}", zh, en) for at, (zh, en) in enumerate(lines) if zh.strip())


def test_human_translations_are_left_alone(data: Path) -> None:
    names, segments = [], []
    for name, zh, en in references(data):
        names.append(name)
        segments.append(Segment(name, en, zh))
    found = check_document(Document("references", "jsonl", tuple(segments)))
    spoken = [
        (name, one) for name, findings in zip(names, found, strict=True) for one in findings if one.rule in BILINGUAL
    ]
    assert {name for name, finding in spoken if finding.fix is Fix.SAFE} <= RIGHT_EDITS_OF_REFERENCES
    words = sum(len(segment.mt.split()) for segment in segments)
    assert len(spoken) <= FINDINGS_A_THOUSAND_WORDS * words / 1000


def test_human_translations_cross_no_figures_and_turn_none_round(data: Path) -> None:
    told = [
        (name, zh, en)
        for name, zh, en in references(data)
        if en.strip() and (crossed_figures(zh, en) or any(turned_round(zh, en, compared(zh, en))))
    ]
    assert told == []


def test_lines_that_correspond_are_aligned_one_by_one(data: Path) -> None:
    wrong = total = 0
    for row in rows(data / "wmt25/documents.jsonl"):
        lines = [pair for pair in zip(row["src"].split("\n"), row["ref"].split("\n"), strict=True) if all(pair)]
        beads = align([zh for zh, _ in lines], [en for _, en in lines], PARAGRAPHS)
        wrong += sum(bead.source != bead.target for bead in beads)
        total += len(lines)
    assert wrong <= 0.01 * total
