"""What only one side has is told: sentences left out or added, names in Latin letters."""

import pytest

from yiwen.checks import check_document
from yiwen.types import Document, Finding, Fix, Segment

RULES = {"omission", "addition", "latin-name-missing"}
ZH = [
    "全市今年新建中小学12所，新增学位1.8万个，有效缓解了上学难的问题。",
    "东岭水库除险加固工程已于5月完工，下游3.6万亩农田的灌溉条件明显改善。",
    "市政府要求27个部门认真总结经验，把群众反映强烈的问题放在突出位置加以解决。",
]
EN = [
    (
        "The whole city built 12 primary and secondary schools this year and added 18,000 school places, which has "
        "effectively eased the difficulty of finding a school."
    ),
    (
        "The project to remove dangers from Dongling Reservoir and reinforce it was completed in May, and the "
        "irrigation of 36,000 mu of farmland below it has markedly improved."
    ),
    (
        "The municipal government asked 27 departments to sum up their experience conscientiously and to give "
        "prominence to solving the problems about which the people complain most."
    ),
]


def found(zh: str | None, en: str) -> list[Finding]:
    (findings,) = check_document(Document("d", "jsonl", (Segment("1", en, zh),)))
    return [finding for finding in findings if finding.rule in RULES]


def test_a_whole_translation_lacks_nothing() -> None:
    assert found("".join(ZH), " ".join(EN)) == []
    assert found(None, " ".join(EN)) == []


@pytest.mark.parametrize("left_out", range(3))
def test_a_sentence_left_out_is_told_where_it_belongs(left_out: int) -> None:
    kept = [*EN[:left_out], *EN[left_out + 1 :]]
    (finding,) = found("".join(ZH), " ".join(kept))
    assert finding.rule == "omission"
    assert finding.src_span is not None
    assert finding.src_span.of("".join(ZH)) == ZH[left_out]
    assert finding.span.start == finding.span.end == len(" ".join(EN[:left_out]))
    assert finding.fix is Fix.NEVER


def test_a_sentence_cut_short_is_told() -> None:
    (finding,) = found(ZH[1] + ZH[2], "The reinforcement.")[:1]
    assert finding.rule == "omission"


def test_english_without_chinese_is_told() -> None:
    added = (
        "Readers are invited to subscribe to the newsletter of the editors, which appears on every second Friday and "
        "brings interviews, photographs, answers to letters and a calendar of what is on in the libraries."
    )
    (finding,) = found("".join(ZH), " ".join([*EN[:2], added, EN[2]]))
    assert (finding.rule, finding.observed) == ("addition", added)
    _, (finding,) = check_document(Document("d", "txt", (Segment("1", EN[0], ZH[0]), Segment("2", added, ""))))
    assert (finding.rule, finding.observed) == ("addition", added)


@pytest.mark.parametrize(
    "added",
    [
        "Its total cost was nearly twice what the county had planned at first.",
        "Experts doubt that this can be reached without more help from the ministry in the capital.",
    ],
)
def test_a_sentence_put_behind_a_single_one_is_told(added: str) -> None:
    (finding,) = found("项目顺利通过验收。", f"The project passed the acceptance check. {added}")
    assert (finding.rule, finding.observed) == ("addition", added)


def test_one_long_sentence_may_become_many() -> None:
    zh = "".join(ZH).replace("。", "，")
    assert found(zh, " ".join(EN)) == []


def test_a_name_in_latin_letters_must_not_get_lost() -> None:
    zh = "公司引进BrightMill生产线。"
    (finding,) = found(zh, "The firm bought a production line.")
    assert finding.rule == "latin-name-missing"
    assert finding.src_span is not None
    assert finding.src_span.of(zh) == "BrightMill"
    assert found(zh, "The firm bought a Bright-Mill production line.") == []


@pytest.mark.parametrize(
    ("en", "said"), [("", "not translated: "), (" \n", "not translated: "), (ZH[0], "left in Chinese: ")]
)
def test_a_row_that_was_not_translated_is_told_once_as_a_whole(en: str, said: str) -> None:
    (finding,) = found(ZH[0], en)
    assert finding.rule == "omission"
    assert finding.message.startswith(said)
    assert (finding.span.start, finding.span.end) == (0, len(en))
    assert finding.src_span is not None
    assert finding.src_span.of(ZH[0]) == ZH[0]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("2024年", ""),
        ("", ""),
        ("—", ""),
        ("深圳市", "Shenzhen (深圳)"),
        ("《东岭日报》", "the Dongling Daily 《东岭日报》"),
    ],
)
def test_a_row_without_words_or_with_a_name_in_both_is_translated(zh: str, en: str) -> None:
    assert [one for one in found(zh, en) if zh != "2024年"] == []


def test_of_neighbours_alike_in_length_the_words_tell_which_was_left_out() -> None:
    chinese = [
        "各家医院都为镇上的老人安排了免费体检。",
        "各所学校都为班里的孩子添置了新的图书。",
        "交通警察还为过路的司机讲解了有关法规。",
        "多家银行又为山区的农民发放了春耕贷款。",
    ]
    english = [
        "The hospitals arranged free medical check-ups for old people in the towns.",
        "The schools bought new books for the children of each of their classes.",
        "The traffic police explained the regulations to drivers who passed by.",
        "Several banks extended loans for spring ploughing to farmers in the hills.",
    ]
    for left_out in range(4):
        (finding,) = found("".join(chinese), " ".join([*english[:left_out], *english[left_out + 1 :]]))
        assert finding.src_span is not None
        assert finding.src_span.of("".join(chinese)) == chinese[left_out]
