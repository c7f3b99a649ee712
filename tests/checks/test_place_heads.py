"""A place keeps the kind of its Chinese: a town is no village."""

import pytest

from yiwen.checks import check_document
from yiwen.types import Document, Finding, Fix, Segment


def found(zh: str, en: str) -> list[Finding]:
    (findings,) = check_document(Document("d", "jsonl", (Segment("1", en, zh),)))
    return [finding for finding in findings if finding.rule == "name-head"]


@pytest.mark.parametrize(
    ("zh", "en", "observed", "right"),
    [
        ("兰溪镇建成幼儿园2所。", "Lanxi Village built two nurseries.", "Village", "Town"),
        ("昆山市位于江苏东南部。", "Kunshan County lies in the southeast of Jiangsu.", "County", "City"),
        ("靖遠縣新修公路。", "Jingyuan City built new roads.", "City", "County"),
        ("在鹤山区调研", "on a visit to Heshan County", "County", "District"),
    ],
)
def test_another_head_is_told_with_the_right_one(zh: str, en: str, observed: str, right: str) -> None:
    (finding,) = found(zh, en)
    assert (finding.observed, finding.suggestion, finding.fix) == (observed, right, Fix.REVIEW)
    assert finding.src_span is not None


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("兰溪镇建成幼儿园2所。", "Lanxi Township built two nurseries."),
        ("青海湖水位上升。", "In Qinghai Province the lake is rising."),
        ("广东市场活跃。", "The market of Guangdong Province is lively."),
        ("吉林省吉林市", "Jilin City in Jilin Province"),
        ("昆山经济发展很快。", "The economy of Kunshan City grows fast."),
        ("长江区域", "in Changjiang County"),
        ("约克郡", "in York County"),
    ],
)
def test_right_heads_and_names_without_one_are_left_alone(zh: str, en: str) -> None:
    assert found(zh, en) == []
