"""The words of a dictionary speak for the English that renders them and against the English that does not."""

from collections.abc import Mapping, Sequence

from yiwen.checks.wording import may_render, shared_words
from yiwen.text.evidence import gather
from yiwen.text.lengths import english_length, expected_length

ZH = ["医院为老人免费体检。", "学校为孩子添置图书。", "警察为司机讲解法规。"]
EN = [
    "Hospitals gave old people free check-ups.",
    "Schools bought new books for their children.",
    "Police explained the regulations to drivers.",
]
STRANGER = "The reservoir was emptied in spring and cleaned."


def said(source: Sequence[str], target: Sequence[str]) -> Mapping[tuple[int, int], float]:
    """Return all that words say of each pair."""
    found = gather([shared_words], source, target)
    return {
        (i, j): found.of(i, j, english_length(english) / expected_length(chinese))
        for i, chinese in enumerate(source)
        for j, english in enumerate(target)
    }


def test_each_sentence_speaks_most_for_its_translation() -> None:
    scores = said(ZH, EN)
    for at in range(3):
        others = max(scores[at, other] for other in range(3) if other != at)
        assert others < 0
        assert scores[at, at] > others + 1


def test_the_parts_of_a_sentence_are_not_held_against_it() -> None:
    whole = ["".join(ZH).replace("。", "，")]
    (stranger,) = said(whole, [STRANGER]).values()
    assert min(said(whole, EN).values()) > stranger


def test_a_sentence_may_render_what_shares_its_words() -> None:
    assert may_render("学校为孩子买书。", EN[1])
    assert not any(may_render(chinese, STRANGER) for chinese in ZH)


def test_the_script_makes_no_difference() -> None:
    traditional = ["醫院為老人免費體檢。", "學校為孩子添置圖書。", "警察為司機講解法規。"]
    assert said(traditional, EN) == said(ZH, EN)


def test_where_there_are_no_words_nothing_is_said() -> None:
    assert set(said(["（三）", "12.5%"], EN).values()) == {0.0}
    assert shared_words([], EN) == shared_words(ZH, []) == {}


def test_evidence_grows_with_the_number_of_texts_not_of_pairs() -> None:
    few, many = (
        len(shared_words([f"{zh}第{at}号" for at in range(size) for zh in ZH], EN * size)) for size in (20, 200)
    )
    assert few > 0
    assert many <= 10 * few
