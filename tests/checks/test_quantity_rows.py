"""Figures of every kind beside their Chinese: right ones are left alone, slips are mended or told."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from yiwen.types import Document, Revision, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

ROWS = Path(__file__).with_name("quantities.txt")
HAN = re.compile("[\u3400-\u9fff]")
RULES = set(
    """figure-scale figure-unit figure-differs figure-missing figure-added percent-for-points times-off-by-one
    bound-reversed date-differs date-missing date-added two-units share-mismatch currency-missing long-millions
    bare-billion omission addition mu-not-acre label-order""".split()
)


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of quantity, the Chinese, how the row is marked, and the English; `wanted` stands in it once mended."""

    kind: str
    src: str
    mark: str
    mt: str
    wanted: str = ""


def read_rows() -> list[Row]:
    """Return the rows; a text in either language may run over several lines."""
    rows: list[Row] = []
    kind, src, mark, english = "", [""], "", [""]

    def close() -> None:
        if mark:
            mt, _, wanted = "\n".join(english).partition(" => ")
            rows.append(Row(kind, "\n".join(src), mark, mt, wanted))

    for line in ROWS.read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        if line[:2] in ("+ ", "= ", "? "):
            close()
            mark, english = line[0], [line[2:]]
        elif line.startswith("@") or HAN.search(line):
            close()
            kind = line[1:] if line.startswith("@") else kind
            src = [] if mark or line.startswith("@") else src
            src += [] if line.startswith("@") else [line]
            mark = ""
        else:
            english.append(line)
    close()
    return rows


ALL = read_rows()


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def fixed(row: Row, finder: Finder) -> tuple[Revision, set[str]]:
    """Return the revision, and which rules about figures edited or told something."""
    (revision,) = fix_document(Document("d", "jsonl", (Segment("1", row.mt, row.src),)), finder)
    spoke = {rule for edit in revision.edits for rule in edit.rule.split("+")} | {one.rule for one in revision.left}
    return revision, spoke & RULES


def of(mark: str) -> list[Row]:
    return [row for row in ALL if row.mark == mark]


def test_the_rows_are_read_whole() -> None:
    assert len(ALL) > 650
    assert all(row.src and row.mt and row.kind and (row.wanted != "") == (row.mark == "=") for row in ALL)


@pytest.mark.parametrize("row", of("+"), ids=lambda row: row.mt[:60])
def test_right_figures_are_left_alone(row: Row, finder: Finder) -> None:
    _, spoke = fixed(row, finder)
    assert spoke == set()


@pytest.mark.parametrize("row", of("="), ids=lambda row: row.mt[:60])
def test_slips_whose_cause_is_certain_are_mended(row: Row, finder: Finder) -> None:
    revision, _ = fixed(row, finder)
    assert row.wanted in revision.after
    assert revision.after != row.mt


@pytest.mark.parametrize("row", of("?"), ids=lambda row: row.mt[:60])
def test_other_slips_are_told(row: Row, finder: Finder) -> None:
    _, spoke = fixed(row, finder)
    assert spoke
