"""Figures that only one side has, and those that stand for another of the Chinese."""

import pytest

from yiwen.checks import check_document
from yiwen.types import Document, Finding, Fix, Segment

RULES = {"figure-differs", "figure-missing", "figure-added"}


def found(zh: str, en: str) -> list[Finding]:
    (findings,) = check_document(Document("d", "jsonl", (Segment("1", en, zh),)))
    return [finding for finding in findings if finding.rule in RULES]


@pytest.mark.parametrize(
    ("zh", "en", "theirs", "ours"),
    [
        ("税收增至1286.7亿元。", "Tax revenue rose to 126.87 billion yuan.", "126.87 billion yuan", "1286.7亿元"),
        ("五分之三的乡镇通了气。", "A quarter of the townships have gas.", "A quarter", "五分之三"),
        ("产值翻两番。", "Output value doubled.", "doubled", "翻两番"),
        ("工期3到5年。", "The works take three to eight years.", "eight years", "3到5年"),
        ("亩产1.2万斤", "a yield of 1.2 million tons per mu", "1.2 million tons", "1.2万斤"),
    ],
)
def test_another_figure_is_told_once_beside_its_chinese(zh: str, en: str, theirs: str, ours: str) -> None:
    (finding,) = found(zh, en)
    assert (finding.rule, finding.observed) == ("figure-differs", theirs)
    assert finding.src_span is not None
    assert finding.src_span.of(zh) == ours
    assert finding.fix is Fix.NEVER


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("三成企业", "a third of the firms"),
        ("票价打八折", "tickets at 20 percent off"),
        ("100%的村庄通了路", "Every village has a road."),
        ("“十四五”规划实施一年来", "since the 14th Five-Year Plan began a year ago"),
        ("上世纪80年代", "in the 1980s"),
        ("数千公里", "over thousands of miles"),
        ("新冠疫苗接种点30个", "30 places for Covid-19 vaccination"),
        ("记者２０日获悉", "The reporter 20 learned"),
        ("20至30名，其中15人来自外地", "20 or up to 30, some from elsewhere, fifteen in all"),
    ],
)
def test_one_amount_in_other_words_is_left_alone(zh: str, en: str) -> None:
    assert found(zh, en) == []


def test_a_figure_that_stands_for_another_hides_no_missing_one() -> None:
    zh = "其中30学时的费用为300元。"
    (finding,) = found(zh, "The fee for the class hours is 300 yuan.")
    assert finding.rule == "figure-missing"
    assert finding.src_span is not None
    assert finding.src_span.of(zh).startswith("30")
