"""A finding's line and column are those that an editor shows."""

import io

from yiwen.formats import read
from yiwen.types import Document, Segment, Severity
from yiwen.workflow.check import check_file, fails
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
