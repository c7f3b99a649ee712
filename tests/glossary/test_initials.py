"""Initials that nothing explains are those of the organization for which they stand, where the document shows it."""

from yiwen.glossary.enforce import Enforcer
from yiwen.glossary.entry import Entry
from yiwen.types import Document, Finding, Fix, Segment

ENTRIES = [
    Entry(id="user:1", zh=("粮储局",), en=("GSA",), user=True),
    Entry(id="user:2", zh=("仓库",), en=("granary",), user=True),
]
ROWS = (
    ("粮储局开放两座仓库。", "The FRB opened two granaries."),
    ("粮储局登记仓库。", "The FRB registered granaries."),
    ("仓库由粮储局管理。", "The granary is run by the NDA."),
    ("粮储局与粮储局职工清点仓库。", "The NDA and NDA workers counted the granary."),
)
MORE = (("仓库通风良好。", "The granary is well aired."),) * 14  # so that the document tells something of its writer


def made_up(rows: tuple[tuple[str, str], ...], entries: list[Entry] = ENTRIES) -> list[Finding]:
    segments = tuple(Segment(str(at), mt, src) for at, (src, mt) in enumerate((*rows, *MORE)))
    every = Enforcer(entries).findings(Document("d", "txt", segments))
    return [finding for findings in every for finding in findings if finding.message.startswith("the source has no")]


def test_made_up_initials_become_those_of_the_termbase() -> None:
    found = made_up(ROWS)
    assert [finding.observed for finding in found] == ["FRB", "FRB", "NDA", "NDA", "NDA"]
    assert {finding.suggestion for finding in found} == {"GSA"}
    assert {finding.message for finding in found[:1]} == {"the source has no FRB: the termbase renders 粮储局 as 'GSA'"}
    assert {finding.fix for finding in found} <= {Fix.SAFE, Fix.REVIEW}


def test_initials_that_the_source_has_are_left_alone() -> None:
    assert made_up((("粮储局（FRB）开放仓库。", ROWS[0][1]), ROWS[1])) == []


def test_initials_that_the_text_spells_out_are_left_alone() -> None:
    spelled = ("粮储局开放仓库。", "The Food Reserve Bureau (FRB) opened granaries.")
    assert made_up((spelled, *ROWS[:2])) == []


def test_initials_of_another_term_are_left_alone() -> None:
    other = Entry(id="user:3", zh=("铁路局",), en=("FRB",), user=True)
    assert made_up(ROWS[:2], [*ENTRIES, other]) == []


def test_initials_that_stand_where_the_organization_does_not_are_left_alone() -> None:
    elsewhere = (("仓库漏雨。", "The FRB granary leaks."), ("仓库关闭。", "The FRB granary closed."))
    assert made_up((*ROWS[:2], *elsewhere)) == []


def test_initials_oftener_than_the_organization_are_left_alone() -> None:
    often = (("粮储局开放仓库。", "The FRB and the FRB board opened the FRB granary."),) * 3
    assert made_up(often) == []


def test_one_segment_shows_nothing() -> None:
    assert made_up(ROWS[:1]) == []
    assert made_up(ROWS[:2]) == []


def test_a_term_that_is_no_organization_has_no_initials() -> None:
    things = [Entry(id="user:1", zh=("粮储法",), en=("GSA",), user=True), ENTRIES[1]]
    rows = tuple((src.replace("粮储局", "粮储法"), mt) for src, mt in ROWS)
    assert made_up(rows, things) == []
