"""What a repair makes to be decided on, and what it is known by in another draft."""

from pathlib import Path

import pytest
from review_steps import find

from yiwen.formats import read
from yiwen.review.items import passages
from yiwen.review.options import options
from yiwen.types import Document, Fix, Segment, Span


def keys(text: str, finder) -> list[str]:
    document = Document("d", "txt", tuple(Segment(str(n), part) for n, part in enumerate(text.split("\n"))))
    return [item.key for passage in passages([document], finder) for item in passage.items]


def test_every_change_and_every_finding_left_is_an_item(session, finder) -> None:
    revised = [(e.before, e.after) for passage in session.passages for e in passage.revision.edits]
    applied = [(i.before, i.after) for passage in session.passages for i in passage.items if i.applied]
    assert applied == revised
    assert ("1,200 acres", "1,200 mu") in applied
    left = {f.span for passage in session.passages for f in passage.revision.left}
    assert left == {i.span for passage in session.passages for i in passage.items if not i.applied}
    assert left


def test_an_applied_change_has_the_reason_of_its_finding(session) -> None:
    item = find(session, "1,200 acres")
    assert item.rules == ("mu-not-acre",)
    assert item.safety is Fix.SAFE
    assert "acre" in item.message
    assert session.rules["mu-not-acre"].sources


def test_what_is_observed_stands_at_the_span(session) -> None:
    for passage in session.passages:
        for item in passage.items:
            assert item.span.of(passage.segment.mt) == item.before


def test_keys_are_of_the_content_and_not_of_the_place(finder) -> None:
    line = "It has 300 acres of tea and 40 acres of rice."
    assert keys(f"Hello.\n\n{line}", finder) == keys(line, finder)
    assert len(set(keys(line, finder))) == 2


def test_the_same_words_again_have_keys_of_their_own(finder) -> None:
    twice = keys("It has 300 acres.\nIt has 300 acres.", finder)
    assert len(set(twice)) == 2
    assert twice[:1] == keys("It has 300 acres.", finder)


def test_one_sentence_is_known_in_another_paragraph(finder) -> None:
    def near(text: str) -> set[str]:
        document = Document("d", "txt", (Segment("1", text),))
        return {item.near for passage in passages([document], finder) for item in passage.items}

    assert near("It has 300 acres of tea. The rest is rice.") == near("Fields all round. It has 300 acres of tea.")
    assert near("It has 300 acres of tea.") != near("It has 300 acres of rice.")


def test_a_finding_in_locked_text_cannot_be_written(finder) -> None:
    segment = Segment("1", "The code 翻一番 stands for it.", locked=(Span(9, 12),))
    items = [i for p in passages([Document("d", "txt", (segment,))], finder) for i in p.items]
    assert all(item.locked for item in items)
    assert items


@pytest.mark.parametrize(
    ("before", "after", "candidates", "expected"),
    [
        ("stuck points", "bottlenecks", ("bottleneck", "blockage"), ("blockages",)),
        ("1,620 degrees", "1,620 school places", ("school places", "school seats"), ("1,620 school seats",)),
        ("6,320 acres", "6,320 mu", ("mu", "Chinese mu"), ()),
        (
            "reaching production",
            "reaching full capacity",
            ("reach full capacity", "reach it all", "full reach"),
            ("reaching it all",),
        ),
        ("Little Thing", "Small Thing", ("small thing", "tiny thing"), ("Tiny Thing",)),
        ("100 billion level", "100-billion-yuan", ("10-billion-yuan", "100-billion-yuan"), ()),
        ("odd", "even so", ("other",), ()),
        ("odd", None, ("other", "odd"), ("other",)),
    ],
)
def test_other_candidates_stand_in_the_proposals_form(before, after, candidates, expected) -> None:
    assert options(before, after, candidates) == expected


def test_real_reports_offer_candidates_that_keep_the_figures(finder) -> None:
    reports = sorted((Path(__file__).parents[2] / "eval/sets/reports").glob("*.mt.txt"))
    offered = 0
    for path in reports:
        for passage in passages(read(path), finder):
            for item in passage.items:
                offered += len(item.options)
                for option in item.options if item.after else ():
                    assert [c for c in option if c.isdigit()] == [c for c in item.after if c.isdigit()]
    assert offered > 100
