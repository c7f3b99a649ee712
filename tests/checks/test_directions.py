"""A rise told as a fall is another figure; what says the same in other words is not."""

import pytest

from yiwen.checks.compared import compared
from yiwen.checks.directions import turned_round


def told(src: str, mt: str) -> list[tuple[str, str]]:
    return [(ours.of(src), theirs.of(mt)) for ours, theirs in turned_round(src, mt, compared(src, mt))]


@pytest.mark.parametrize(
    ("src", "mt", "found"),
    [
        ("出口下降5.3%。", "Exports rose 5.3 percent.", ("下降5.3%", "5.3 percent")),
        ("出口同比增长约8%。", "Exports were down about 8 percent.", ("增长约8%", "8 percent")),
        ("产量减少12万吨。", "There was an increase of 120,000 tons.", ("减少12万吨", "120,000 tons")),
        ("出口下降5%。", "Despite negative news, growth of 5 percent was seen.", ("下降5%", "5 percent")),
        ("比重下降到41%。", "The share rose to 41 percent.", ("下降到41%", "41 percent")),
        ("用電量增加6%。", "There was a 6 percent drop in power use.", ("增加6%", "6 percent")),
    ],
)
def test_the_other_direction_is_told(src: str, mt: str, found: tuple[str, str]) -> None:
    assert told(src, mt) == [found]


@pytest.mark.parametrize(
    ("src", "mt"),
    [
        ("出口下降5.3%。", "Exports fell 5.3 percent."),
        ("出口下降5.3%。", "Exports grew by -5.3 percent."),
        ("出口下降5%。", "Exports saw negative growth of 5 percent."),
        ("出口下降5%。", "Exports recorded a negative year-on-year growth of about 5 percent."),
        ("降幅收窄2个百分点。", "The fall narrowed by 2 percentage points."),
        ("增速回落1.2个百分点。", "Growth was 1.2 percentage points lower."),
        ("亏损减少3亿元。", "Results rose by 300 million yuan."),
        ("出口负增长6%。", "Exports fell 6 percent."),
        ("占比下降到52%。", "It made up 52 percent."),
        ("人口减少5万，收入增长3%。", "The population fell by 50,000 and incomes rose 3 percent."),
    ],
)
def test_what_says_the_same_is_not(src: str, mt: str) -> None:
    assert told(src, mt) == []
