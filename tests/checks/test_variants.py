"""One person, one spelling: other spellings are told, other persons are left alone."""

from functools import partial

import pytest
from name_samples import findings_of, told_by

from yiwen.checks import check_document
from yiwen.types import Document, Fix, Segment, Severity

findings = partial(findings_of, "name-varies")
told = partial(told_by, "name-varies")


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        (("Wen Haotian came.", "Then Wen Hao Tian spoke."), ("Wen Hao Tian", "Wen Haotian")),
        (("Wen Haotian came.", "Then Wen Hao-tian's guests left."), ("Wen Hao-tian", "Wen Haotian")),
        (("Wen Haotian came.", "Wen Haotian spoke.", "Haotian Wen left."), ("Haotian Wen", "Wen Haotian")),
        (("It is in Xiangzhou District.", "Xiang Zhou District is old."), ("Xiang Zhou", "Xiangzhou")),
        (("Roads of Bao'an.", "Ports of Bao’an.", "Baoan District is large."), ("Baoan", "Bao'an")),
    ],
)
def test_the_same_letters_written_otherwise_are_told_from_the_english_alone(rows, finding):
    assert told(*rows) == [finding]


def test_of_two_full_names_that_sound_alike_the_rarer_is_a_note_without_a_suggestion():
    (finding,) = findings("Chen Zhiqiang came.", "Chen Zhiqiang spoke.", "Chen Ziqiang left.")
    assert (finding.observed, finding.suggestion) == ("Chen Ziqiang", None)
    assert finding.fix is Fix.NEVER
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    "rows",
    [
        ("Chen Zhiqiang came.", "Chen Zhiqiang spoke."),
        ("Chen Zhiqiang came.", "Chen Jianhua spoke.", "Wang Zhiqiang left."),
        ("CHEN Zhiqiang came.", "Chen Zhiqiang spoke."),
        ("Li Min came.", "Li Ming left."),
        ("Chen Jian and Hua Ping came.", "Chen Jianhua left."),
        ("He went up Xin Road.", "Xinhua Road is long.", "Hua Road is short."),
        ("It's Xi'an.", "Xi’an is old.", "Xian Jianguo is young."),
        (("陈志强来了。", "Chen Zhiqiang came."), ("陈子强来了。", "Chen Ziqiang came.")),
    ],
)
def test_other_persons_and_places_are_left_alone(rows):
    assert told(*rows) == []


def test_with_the_chinese_any_two_spellings_of_a_person_are_told():
    rows = (
        ("陳茂波出席。", "Chen Maobo attended."),
        ("陳茂波表示歡迎。", "Chan Mo-po expressed his welcome."),
    )
    (finding,) = findings(*rows)
    assert finding.observed == "Chan Mo-po"
    assert finding.fix is Fix.NEVER
    assert finding.message.startswith("陈茂波 is 'Chen Maobo' (once, in segment 1) and 'Chan Mo-po' (once,")
    assert finding.src_span.of(rows[1][0]) == "陳茂波"


def test_with_the_chinese_another_given_name_for_the_same_characters_is_told():
    first, second = ("李建国说。", "Li Jianguo said."), ("李建国走了。", "Li Weimin left.")
    assert told(first, second) == [("Li Weimin", None)]


@pytest.mark.parametrize(
    "rows",
    [
        (("李建国说。", "Li Jianguo said."), ("李建国和李建华走了。", "Li Jianhua left with him.")),
        (("李建国、李志远到会。", "Li Jianguo and Li Zhiyuan came."), ("李建国、李志远走了。", "Li Fang left.")),
        (("王夫人来了。", "Wang Furen came."), ("王夫人走了。", "Wang Fang left.")),
        (("李建国说。", "Li Jianguo said."), ("李建国路通车。", "Li County has a road.")),
        (("李建国说。", "Li Jianguo said."), ("李市长走了。", "Mayor Li left.")),
    ],
)
def test_who_may_be_somebody_else_is_left_alone(rows):
    assert told(*rows) == []


def test_a_mistaken_sound_is_told_once_by_its_own_rule():
    for misread in ("Chen Ziqiang", "Chen Zhiwei"):
        rows = (("陈志强说。", "Chen Zhiqiang said."), ("陈志强走了。", f"{misread} left."))
        segments = tuple(Segment(str(n), mt, src) for n, (src, mt) in enumerate(rows))
        found = check_document(Document("a", "txt", segments))
        assert [finding.rule for row in found for finding in row] == ["name-misread"]


def test_a_wrong_surname_is_told_once_by_its_own_rule():
    rows = (("李建国说。", "Li Jianguo said."), ("李建国走了。", "Zhang Jianguo left."))
    assert told(*rows) == []
    segments = tuple(Segment(str(n), mt, src) for n, (src, mt) in enumerate(rows))
    found = check_document(Document("a", "txt", segments))
    assert [finding.rule for row in found for finding in row] == ["name-surname"]
