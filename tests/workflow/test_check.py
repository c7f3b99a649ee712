"""A finding's line and column are those that an editor shows."""

import io
from dataclasses import replace
from pathlib import Path

import pytest

from yiwen.formats import read
from yiwen.review.items import passages
from yiwen.types import Document, Segment, Severity
from yiwen.workflow import fix
from yiwen.workflow.check import check_file, fails
from yiwen.workflow.paragraphs import Paragraphs
from yiwen.workflow.settings import Finder, Settings


def located(data: bytes, name: str) -> list[tuple[str, int, int, str]]:
    finder = Finder(Settings())
    return [
        (place.finding.rule, place.line, place.column, place.finding.observed)
        for document in read(io.BytesIO(data), name)
        for place in check_file(document, finder)
    ]


def test_line_and_column_in_a_text_file() -> None:
    found = located(b"Title here\n\nIt has land.\nIt has 300 acres of it .\n", "a.txt")
    assert ("mu-not-acre", 4, 8, "300 acres") in found
    assert any(rule == "stray-space" and (line, column) == (4, 23) for rule, line, column, _ in found)


def test_the_first_character_is_line_one_column_one() -> None:
    assert located(b"300 acres were sold.", "a.txt")[0][:3] == ("mu-not-acre", 1, 1)


def test_carriage_returns_do_not_shift_lines() -> None:
    assert ("mu-not-acre", 3, 8, "300 acres") in located(b"One.\r\n\r\nIt has 300 acres.\r\n", "a.txt")


def test_a_row_counts_lines_of_its_own_text() -> None:
    data = b'{"id": "r1", "mt": "One.\\n\\nIt has 300 acres."}\n'
    assert ("mu-not-acre", 3, 8, "300 acres") in located(data, "a.jsonl")


def test_fail_on_means_this_level_or_worse() -> None:
    (document,) = read(io.BytesIO(b"It has 300 acres."), "a.txt")
    place = next(check_file(document, Finder(Settings())))
    assert place.finding.severity is Severity.WARNING
    assert fails(place, Severity.WARNING)
    assert fails(place, Severity.NOTE)
    assert not fails(place, Severity.ERROR)


def test_a_rule_speaks_once_of_a_place_and_two_rules_that_agree_as_one() -> None:
    row = Segment("1", "The county expropriated 310 acres of land for its park.", "县里为园区征地310亩。")
    found = [one.finding for one in check_file(Document("a", "jsonl", (row,)), Finder(Settings()))]
    assert [finding.rule for finding in found].count("mu-not-acre") == 1
    places = [(finding.span, finding.suggestion) for finding in found if finding.suggestion is not None]
    assert len(places) == len(set(places))


def test_check_and_review_share_the_source_out_as_the_repair_does(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "粮食产量450吨。\n\n新建学校89所。"
    text = "Grain came to 450 tons.\n\nNew schools: 89."
    document = Document("d", "jsonl", (Segment("1", text, source),))
    finder = Finder(Settings())
    asked: list[Paragraphs] = []

    def turned_round(_: Document, parts: Paragraphs, __: object) -> Paragraphs:
        if not asked:
            one, two = parts.document.segments
            segments = (replace(one, src=two.src), replace(two, src=one.src))
            other = replace(parts.document, segments=segments)
            asked.append(Paragraphs(other, parts.places, parts.source_places[::-1]))
        return asked[0]

    def told() -> list[tuple[str, str]]:
        found = [(located.finding.rule, located.finding.message) for located in check_file(document, finder)]
        return [(rule, message) for rule, message in found if rule == "figure-missing"]

    assert told() == []
    monkeypatch.setattr(fix, "reshared", turned_round)
    assert [message.rpartition(" ")[2] for _, message in told()] == ["89", "450吨"]
    (passage,) = passages([document], finder)
    assert len([item for item in passage.items if item.rules == ("figure-missing",)]) == 2


@pytest.mark.parametrize("joined", [False, True])
def test_a_term_that_another_repair_puts_in_is_not_told_as_missing(tmp_path: Path, joined: bool) -> None:
    (tmp_path / "terms.csv").write_text("zh,en\n学位,school places\n码头,pier\n", encoding="utf-8")
    finder = Finder(Settings(glossaries=(tmp_path / "terms.csv",)))
    rows = [
        ("全市新增学位3600个。", "3,600 new degrees were added."),
        ("码头新增学位20个。", "20 new degrees were added there."),
    ]
    segments = tuple(Segment(str(at), mt, zh) for at, (zh, mt) in enumerate(rows))
    if joined:
        segments = (Segment("0", "\n\n".join(mt for _, mt in rows), "\n\n".join(zh for zh, _ in rows)),)
    document = Document("a.csv", "csv", segments)
    missed = [place.finding for place in check_file(document, finder) if not place.finding.observed]
    assert [finding.rule for finding in missed] == ["user-terms:码头"]
    revisions = fix.fix_document(document, finder)
    assert [finding.rule for one in revisions for finding in one.left if not finding.observed] == ["user-terms:码头"]
    assert "school places" in revisions[0].after
