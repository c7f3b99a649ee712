from collections.abc import Sequence
from typing import Literal

import pytest

from yiwen.models.guard import Guarded, problem_of
from yiwen.types import Passage, Translation

GOOD = [
    ("全市新增3亿元投资。", "The city added 300 million yuan of investment."),
    ("抱歉，我不能参加。", "I'm sorry, I cannot attend."),
    ("我不能忘记这片土地。", "I cannot forget this land."),
    ("注：数据为初步核算数。", "Note: the figures are preliminary."),
    ("译文：", "Translation:"),
    ("当然，困难不少。", "Of course, there are many difficulties."),
    ("对，对，对，对，对！", "Yes, yes, yes, yes, yes!"),
    ("以下是主要指标。", "The following are the main indicators."),
    ("第一行\n第二行", "Line one\nLine two"),
    ("张伟（副镇长）", "Zhang Wei (张伟), deputy mayor of the town"),
    ("命令为```make```。", "The command is ```make```."),
    ("亩", "mu"),
    ("以下是普查结果。", "Here are the results of the census."),
    ("说明：数据未经审计。", "Note: the figures are unaudited."),
    ("一、总体情况", "1. Overall Situation"),
    ("翻译服务中心", "Translation service center: open to all"),
]


@pytest.mark.parametrize(("source", "answer"), GOOD)
def test_good_translations_pass(source: str, answer: str) -> None:
    assert problem_of(source, answer) == ""


@pytest.mark.parametrize(
    ("source", "answer", "problem"),
    [
        ("以下是主要指标。", "Sure, here is the translation: The main indicators follow.", "chatter"),
        ("道路通车。", "译文：The road opened.", "chatter"),
        ("道路通车。", "Translation: The road opened.", "chatter"),
        ("道路通车。", "The road opened.\nLet me know if you need more.", "chatter"),
        ("道路通车。", "I am unable to translate this.", "refused"),
        ("道路通车。", "抱歉，我无法回答。", "refused"),
        ("道路通车。", "```text\nThe road opened.\n```", "fence"),
        ("道路通车。", "The road </s> opened.", "control marks"),
        ("道路通车。", "道路 is open 通车", "left in Chinese"),
        ("道路通车。", " \n ", "nothing"),
        ("第一行\n第二行\n第三行", "Line one\nLine two", "2 lines for 3"),
        ("道路通车。", "the road " * 6, 'over and over ("the road")'),
        ("道路通车。", " ".join(f"word{number}" for number in range(70)), "far too long"),
    ],
)
def test_what_is_no_translation_is_told(source: str, answer: str, problem: str) -> None:
    assert problem in problem_of(source, answer)


class _Scripted:
    """A translator that says what its script says, attempt by attempt."""

    name, context, window = "scripted", 0, 8
    unit: Literal["sentence", "paragraph", "as-is"] = "sentence"
    takes_terms = takes_context = False

    def __init__(self, *attempts: dict[str, str]) -> None:
        self.attempts = attempts
        self.asked: list[list[str]] = []

    def count(self, text: str) -> int:
        return len(text)

    def translate(self, passages: Sequence[Passage], attempt: int = 0) -> list[Translation]:
        self.asked.append([passage.text for passage in passages])
        return [Translation(self.attempts[attempt][passage.text]) for passage in passages]


def test_only_bad_answers_are_asked_for_again_and_each_lands_in_its_place() -> None:
    inner = _Scripted({"一": "One", "二": "", "三": "Three", "四": "四四"}, {"二": "Two", "四": ""}, {"四": "四"})
    made = Guarded(inner).translate([Passage(text) for text in "一二三四"])
    assert [one.text for one in made] == ["One", "Two", "Three", "四"]
    assert inner.asked == [["一", "二", "三", "四"], ["二", "四"], ["四"]]


def test_what_stays_bad_keeps_its_problem_and_no_text() -> None:
    bad = {"道路通车。": "I'm sorry, I can't."}
    (one,) = Guarded(_Scripted(bad, bad, bad)).translate([Passage("道路通车。")])
    assert one == Translation("", "the model refused")
