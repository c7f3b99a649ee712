"""The words of a dictionary speak for the English that renders them and against the English that does not."""

from yiwen.checks.wording import shared_words

ZH = ["医院为老人免费体检。", "学校为孩子添置图书。", "警察为司机讲解法规。"]
EN = [
    "Hospitals gave old people free check-ups.",
    "Schools bought new books for their children.",
    "Police explained the regulations to drivers.",
]


def test_each_sentence_speaks_most_for_its_translation() -> None:
    scores = shared_words(ZH, EN)
    for at in range(3):
        others = max(scores[at, other] for other in range(3) if other != at)
        assert others < 0
        assert scores[at, at] > others + 1


def test_the_parts_of_a_sentence_are_not_held_against_it() -> None:
    whole = ["".join(ZH).replace("。", "，")]
    (stranger,) = shared_words(whole, ["The reservoir was emptied in spring and cleaned."]).values()
    assert min(shared_words(whole, EN).values()) > stranger


def test_the_script_makes_no_difference() -> None:
    traditional = ["醫院為老人免費體檢。", "學校為孩子添置圖書。", "警察為司機講解法規。"]
    assert shared_words(traditional, EN) == shared_words(ZH, EN)


def test_where_there_are_no_words_nothing_is_said() -> None:
    assert shared_words(["（三）", "12.5%"], EN) == {}
    assert shared_words([], EN) == shared_words(ZH, []) == {}
