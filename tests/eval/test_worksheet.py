from pathlib import Path

import pytest

from yiwen.errors import EvaluationError
from yiwen.eval.occurrences import TermIndex
from yiwen.eval.worksheet import Item, agreement, read_worksheet, sample, write_worksheet
from yiwen.glossary.entry import Entry

ITEMS = [
    Item("", str(at), "doc", system, f"占地{at}亩", f"covers {at} {word}", f"covers {at} mu")
    for at in range(1, 13)
    for system, word in (("raw", "acres"), ("fixed", "mu"))
]
INDEX = TermIndex([Entry(id="mu", zh=("亩",), en=("mu",))])


def test_a_sample_hides_the_systems_and_can_be_drawn_again() -> None:
    drawn = sample(ITEMS, 5)
    assert drawn == sample(list(reversed(ITEMS)), 5) or len({item.segment for item in drawn}) == 5
    assert drawn == sample(ITEMS, 5)
    assert len(drawn) == 10
    assert not any(item.system in item.item for item in drawn)
    assert sample(ITEMS, 5, seed=1) != drawn


def test_what_people_fill_in_is_read_back_and_compared(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is an optional extra")
    paths = [tmp_path / "first.xlsx", tmp_path / "second.xlsx"]
    for number, path in enumerate(paths):
        write_worksheet(path, sample(ITEMS, 6), INDEX)
        book = openpyxl.load_workbook(path)
        assert book["key"].sheet_state == "hidden"
        for row in book["segments"].iter_rows(min_row=2):
            row[5].value = 90 - number if "mu" in row[3].value else 30
        for row in book["terms"].iter_rows(min_row=2):
            row[5].value = "right" if "mu" in row[4].value else "wrong"
        book.save(path)
    first, second = map(read_worksheet, paths)
    assert {(j.system, j.value) for j in first.judgements} == {("fixed", 90), ("raw", 30)}
    found = agreement(first, second)
    assert (found.scored, found.judged, found.kappa) == (12, 12, 1)
    assert found.kendall == 1


def test_a_score_out_of_range_names_its_item(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is an optional extra")
    path = tmp_path / "sheet.xlsx"
    write_worksheet(path, sample(ITEMS, 1), None)
    book = openpyxl.load_workbook(path)
    book["segments"]["F2"] = 150
    book.save(path)
    with pytest.raises(EvaluationError, match=r"sheet\.xlsx: item T0001: unknown, or its score 150"):
        read_worksheet(path)
