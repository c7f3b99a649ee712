"""A rendering in another spelling than the termbase's is told; number, capitals and hyphens are the sentence's own."""

import pytest

from yiwen.glossary.enforce import Enforcer
from yiwen.glossary.entry import Entry
from yiwen.types import Document, Finding, Fix, Segment, Severity

TERMS = {
    "储备管理部": "Reserves Management Department",
    "备忘录": "memorandums of understanding",
    "溢出": "spill-overs",
    "码头基金": "Harbour Fund",
    "渔船和港口": "fishing boats and harbours",
}
FILLER = [("码头基金。", "The Harbour Fund.")] * 25 + [
    ("渔会。", "The club."),
    ("船会。", "The crew."),
    ("港会。", "The team."),
]


def told(src: str, mt: str) -> list[Finding]:
    more = {"渔会": "fishing union", "船会": "shipping union", "港会": "harbour union"}
    entries = [Entry(id=zh, zh=(zh,), en=(en,), user=True) for zh, en in {**TERMS, **more}.items()]
    rows = [(src, mt), *FILLER]
    segments = tuple(Segment(str(number), text, source) for number, (source, text) in enumerate(rows))
    return Enforcer(entries).findings(Document("a", "txt", segments))[0]


@pytest.mark.parametrize(
    ("src", "mt", "observed", "suggestion"),
    [
        (
            "储备管理部负责。",
            "The Reserve Management Department did it.",
            "Reserve Management Department",
            TERMS["储备管理部"],
        ),
        ("签署备忘录。", "They signed memoranda of understanding.", "memoranda of understanding", TERMS["备忘录"]),
        ("溢出有限。", "There were few spillovers.", "spillovers", "spill-overs"),
    ],
)
def test_another_spelling_is_told_and_mended(src: str, mt: str, observed: str, suggestion: str) -> None:
    assert [(f.observed, f.suggestion, f.fix) for f in told(src, mt)] == [(observed, suggestion, Fix.SAFE)]


def test_it_is_a_note() -> None:
    (finding,) = told("储备管理部负责。", "The Reserve Management Department did it.")
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("src", "mt"),
    [
        ("签署备忘录。", "They signed a memorandum of understanding."),
        ("码头基金。", "The harbour funds grew."),
        ("码头基金。", "The Harbour-Fund grew."),
        ("渔船和港口。", "A fishing boat and harbours."),
        ("储备管理部负责。", "RESERVES MANAGEMENT DEPARTMENT"),
    ],
)
def test_number_case_and_hyphens_are_left(src: str, mt: str) -> None:
    assert told(src, mt) == []
