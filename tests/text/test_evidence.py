"""The evidence of several scorers is added up; what is said against a unit counts for each pair of it."""

from collections.abc import Sequence

import pytest

from yiwen.text.align import align
from yiwen.text.evidence import MOST_AGAINST, Evidence, gather

ZH = ["第一句话说的是学校。", "第二句话说的是医院。", "第三句话说的是公园。"]
EN = ["The first one is about a school.", "The third one tells us of a park."]


def plain(source: Sequence[str], target: Sequence[str]) -> dict[tuple[int, int], float]:
    return {(0, 0): 2.0}


def wordy(source: Sequence[str], target: Sequence[str]) -> Evidence:
    return Evidence({(0, 0): 1.5}, ([0.5, 0.0, 0.0], [0.0, 0.25]), [2.0, 8.0, 0.0])


def test_scorers_add_up() -> None:
    found = gather([plain, wordy], ZH, EN)
    assert found.of(0, 0, 1.0) == pytest.approx(2.0 + 1.5 - 0.5 - 2.0)
    assert found.of(0, 0, 0.5) == pytest.approx(2.0 + 1.5 - 0.5 - 1.0)
    assert found.of(1, 1, 2.0) == pytest.approx(-MOST_AGAINST - 0.25)
    assert found.of(2, 0, 1.0) == 0.0


def test_what_is_said_against_all_pairs_leaves_a_unit_without_any() -> None:
    def against(source: Sequence[str], target: Sequence[str]) -> Evidence:
        return Evidence({(0, 0): 4.0, (2, 1): 4.0}, against=[3.0, 3.0, 3.0])

    beads = align(ZH, EN, scorers=[against])
    assert [(list(bead.source), list(bead.target)) for bead in beads] == [([0], [0]), ([1], []), ([2], [1])]
