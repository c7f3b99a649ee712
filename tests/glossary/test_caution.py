"""A termbase is not forced upon good English: what would only add words, or cuts words apart, is left to a person."""

import pytest

from yiwen.glossary.enforce import Enforcer
from yiwen.glossary.entry import Entry
from yiwen.types import Document, Fix, Segment

TERMS = {
    "村集体经济": "village collective economy",
    "营商环境": "business environment",
    "土地收储": "land banking",
    "学位": "school places",
    "中小企业": "SMEs",
    "渔业协会": "fisheries association",
}


def safe(*pairs: tuple[str, str]) -> list[tuple[str, str | None]]:
    entries = [Entry(id=zh, zh=(zh,), en=(en,), user=True) for zh, en in TERMS.items()]
    segments = tuple(Segment(str(number), mt, src) for number, (src, mt) in enumerate(pairs))
    found = Enforcer(entries).findings(Document("a", "txt", segments))
    return [(f.observed, f.suggestion) for findings in found for f in findings if f.fix is Fix.SAFE]


@pytest.mark.parametrize(
    ("src", "mt"),
    [
        ("全镇村集体经济收入增长。", "Village collectives across the town earned more."),
        (
            "营商环境持续优化，企业满意。",
            "The climate for business kept improving, and business satisfaction was high.",
        ),
        ("完成土地收储120亩。", "A total of 120 mu of land was added to the reserve."),
        ("新增学位3600个。", "Schools gained 3,600 places."),
        ("扶持中小企业35家。", "It supported 35 small and medium-sized enterprises of the county."),
        ("扶持中小企业35家。", "It supported 35 smaller enterprises of the county."),
    ],
)
def test_a_good_translation_in_other_words_is_not_rewritten(src: str, mt: str) -> None:
    changed = safe((src, mt))
    assert all(observed.startswith("small and medium") for observed, _ in changed), changed


def test_a_wrong_rendering_is_still_replaced() -> None:
    assert safe(("渔业协会成立。", "The fishery society was founded.")) == [
        ("fishery society", "fisheries association")
    ]


def test_a_writer_who_knows_the_termbase_is_believed() -> None:
    knows = [("渔业协会开会。", "The fisheries association met.")] * 30
    doubtful = ("渔业协会成立。", "The fishing body was founded.")
    assert safe(*knows, doubtful) == []


@pytest.mark.parametrize(
    ("src", "mt"),
    [
        ("渔业协会开会。", "Fisheries grew, and the association of the coast met with fisheries staff."),
        ("营商环境稳定。", "The environment stayed stable for every business here."),
    ],
)
def test_nothing_is_written_that_stands_beside_it_already(src: str, mt: str) -> None:
    assert safe((src, mt), *[("学位。", "All went well.")] * 25) == []


def test_one_word_that_is_not_the_head_is_not_added_to() -> None:
    filler = [("学位。", "All went well.")] * 25
    assert not any(
        before == "fisheries" for before, _ in safe(("渔业协会很大。", "It has fisheries, large ones."), *filler)
    )
