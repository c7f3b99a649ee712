"""Names in a row are found where their figures stand side by side, too."""

import pytest

from yiwen.checks.rows import names_in_row


@pytest.mark.parametrize(
    ("before", "between", "names"),
    [
        ("小麦和大麦分别增产", "和", ("小麦", "大麦")),
        ("今年以来，小麦、大麦和玉米分别增产", "、和", ("小麦", "大麦", "玉米")),
        ("小麦和大麦长势良好，分别增产", "和", ("小麦", "大麦长势良好")),
        ("小麦和大麦产量为", "、约", ("小麦", "大麦产量为")),
        ("小麦和大麦增产", "，玉米增产", ()),
        ("出口增长", "和", ()),
    ],
)
def test_names_before_both_figures(before: str, between: str, names: tuple[str, ...]) -> None:
    assert names_in_row(before, between) == names
