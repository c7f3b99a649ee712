"""Dates, years, ordinals and labels beside their Chinese: others are told, left out ones too, right ones never."""

import pytest

from yiwen.checks import check_document
from yiwen.types import Document, Finding, Fix, Segment, Severity

RULES = {"date-differs", "date-missing", "date-added"}


def found(zh: str, en: str) -> list[Finding]:
    (findings,) = check_document(Document("d", "jsonl", (Segment("1", en, zh),)))
    return [finding for finding in findings if finding.rule in RULES]


@pytest.mark.parametrize(
    ("zh", "en", "theirs", "ours"),
    [
        ("大桥将于2027年通车。", "The bridge will open in 2037.", "2037", "2027年"),
        ("会议于5月16日召开。", "The meeting was held on May 6.", "May 6", "5月16日"),
        ("展会6月3日至8日举行。", "The fair ran from June 3 to 9.", "June 3 to 9", "6月3日至8日"),
        ("工程4月开工。", "Work began in June.", "June", "4月"),
        ("第七次代表大会开幕。", "The eighth congress opened.", "eighth", "第七"),
        ("“十四五”期间新增床位。", "Beds were added under the 12th Five-Year Plan.", "12th", "“十四五”"),
        ("下半年出口回升2%。", "Exports recovered 2 percent in the first half.", "first", "下半年"),
        ("三季度订单增加3成。", "Orders rose 30 percent in the second quarter.", "second", "三季度"),
        ("办好“366”工程。", 'The "336" project was carried out.', "336", "366"),
        (
            "县委十三届五次全会召开。",
            "The 13th plenary session of the fifth county committee was held.",
            "13th plenary session of the fifth",
            "十三届五次全会",
        ),
    ],
)
def test_another_date_or_ordinal_is_told(zh: str, en: str, theirs: str, ours: str) -> None:
    (finding,) = found(zh, en)
    assert finding.rule == "date-differs"
    assert finding.observed == theirs
    assert finding.src_span is not None
    assert finding.src_span.of(zh) in (ours, ours.strip("“”"))
    assert (finding.fix, finding.severity) == (Fix.NEVER, Severity.WARNING)


@pytest.mark.parametrize(
    ("zh", "en", "rule"),
    [
        ("公司2019年成立，现有员工80人。", "The company has 80 employees.", "date-missing"),
        ("公司于9月12日成立。", "The company was founded.", "date-missing"),
        ("公司现有员工80人。", "The company, founded in 2009, has 80 employees.", "date-added"),
        ("八十年代建成的水库", "a reservoir built in the 1970s", "date-added"),
    ],
)
def test_a_date_on_one_side_only_is_noted(zh: str, en: str, rule: str) -> None:
    (finding,) = found(zh, en)
    assert (finding.rule, finding.severity, finding.fix) == (rule, Severity.NOTE, Fix.NEVER)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("今年粮食增产。", "Grain output rose in 2024."),
        ("2023年粮食增产。", "Grain output rose that year."),
        ("98年洪水", "the flood of 1998"),
        ("95后摄影师", "a photographer born after 1995"),
        ("六七十年代的厂房", "workshops of the 1960s and 1970s"),
        ("“十四五”期间", "in the years from 2021 to 2025"),
        ("6月30日前完成。", "It is to be finished by the end of June."),
        ("记者22日获悉", "The reporter learned on the 22nd"),
        ("1月至9月", "in the first three quarters"),
        ("第2个试点区", "a second pilot area"),
        ("首次举办", "It was held for the first time."),
        ("第十四届二次会议", "the second session of the 14th committee"),
        ("排名第5位", "It ranks among the top five."),
        ("2016/17年度", "the 2016-17 financial year"),
        ("三分之一的乡镇", "a third of the townships"),
    ],
)
def test_what_is_said_in_other_words_is_left_alone(zh: str, en: str) -> None:
    assert found(zh, en) == []
