import json
import random
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import EvaluationError
from yiwen.eval import human
from yiwen.eval.correlation import agree, calibrated_accuracy, cohen_kappa, kendall, pairwise_accuracy
from yiwen.eval.human import ErrorSpan, Judgement, read_judgements, to_esa, to_mqm

ACRES = ErrorSpan(10, 15, "major", "Accuracy/Mistranslation")
IN_SOURCE = ErrorSpan(0, 2, "major", "Source error", in_source=True)
JUDGEMENTS = (
    Judgement("one", "d", "1", "r1", "占地20亩", "covers 20 acres", (ACRES,)),
    Judgement("one", "d", "2", "r1", "开工", "It began .", (ErrorSpan(8, 9, "minor", "Fluency/Punctuation"),)),
    Judgement("two", "d", "1", "r1", "占地20亩", "covers 20 mu", ()),
    Judgement("two", "d", "2", "r2", "开工", "Began", (ErrorSpan(-1, -1, "minor", "Accuracy/Omission"),)),
    Judgement("two", "d", "3", "r2", "开工了", "Work began", (IN_SOURCE,)),
)  # fmt: skip


def test_mqm_written_is_mqm_read(tmp_path: Path) -> None:
    path = tmp_path / "mqm.tsv"
    path.write_text(to_mqm(JUDGEMENTS), encoding="utf-8")
    assert read_judgements(path) == JUDGEMENTS


def test_esa_written_is_esa_read(tmp_path: Path) -> None:
    scored = tuple(
        replace(one, errors=tuple(error for error in one.errors if not error.in_source), score=40.0 + at)
        for at, one in enumerate(JUDGEMENTS)
    )
    path = tmp_path / "esa.tsv"
    path.write_text(to_esa(scored), encoding="utf-8")
    assert read_judgements(path) == scored


def test_errors_weigh_as_in_mqm() -> None:
    assert [round(judgement.value, 3) for judgement in JUDGEMENTS] == [-5, -0.1, 0, -1, -5]
    assert human.weight(ErrorSpan(0, 4, "major", "Non-translation!")) == 25
    assert human.weight(ErrorSpan(0, 4, "neutral", "Style")) == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "is empty"),
        ("system\tdoc\n", ":1: no column 'seg_id'"),
        (to_mqm(JUDGEMENTS) + "one\ttwo\n", ":7: 2 cells, but the header has 9"),
        (to_esa(JUDGEMENTS).replace("[]", "{x"), ":4: broken row"),
    ],
)
def test_a_broken_table_names_its_line(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "judged.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=complaint):
        read_judgements(path)


def test_judgements_are_placed_by_id_or_by_source() -> None:
    placed = human.placed(JUDGEMENTS, {"1": "占地20亩", "b": "开工"})
    assert [(j.system, j.segment) for j in placed] == [("one", "1"), ("one", "b"), ("two", "1"), ("two", "b")]


def _tau(a: list[int], b: list[int]) -> float | None:
    """Kendall's tau-b from its definition."""
    pairs = [((a[i] > a[j]) - (a[i] < a[j]), (b[i] > b[j]) - (b[i] < b[j])) for i, j in combinations(range(len(a)), 2)]
    first, second = sum(x != 0 for x, _ in pairs), sum(y != 0 for _, y in pairs)
    return sum(x * y for x, y in pairs) / (first * second) ** 0.5 if first and second else None


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=8))
def test_kendall_is_tau_b(pairs: list[tuple[int, int]]) -> None:
    a, b = [x for x, _ in pairs], [y for _, y in pairs]
    expected = _tau(a, b)
    found = kendall(a, b)
    assert (found is None) == (expected is None)
    assert found == pytest.approx(expected)


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-6, 6)), min_size=1, max_size=12))
def test_ties_are_calibrated_for_the_best_accuracy(gaps: list[tuple[int, int]]) -> None:
    import numpy as np

    def accuracy(epsilon: float) -> float:
        right = 0
        for a, b in gaps:
            tied = abs(b) <= epsilon
            right += tied if a == 0 else (not tied and (a > 0) == (b > 0))
        return right / len(gaps)

    found, _ = calibrated_accuracy(*(np.array(side, dtype=float) for side in zip(*gaps, strict=True)))
    best = max(accuracy(e) for e in [0, *(abs(b) for _, b in gaps)])
    assert found == pytest.approx(best)


def test_a_metric_that_is_the_human_score_agrees_wholly() -> None:
    rng = random.Random(1)
    scores = {(system, str(at)): rng.random() for system in "abcd" for at in range(9)}
    totals = {system: sum(v for (s, _), v in scores.items() if s == system) for system in "abcd"}
    found = agree("same", scores, scores, totals)
    assert (found.kendall, found.accuracy, found.segment_accuracy) == (1, 1, 1)
    opposite = agree("turned", scores, scores, totals, lower_is_better=True)
    assert (opposite.kendall, opposite.accuracy) == (-1, 0)


def test_pairs_that_people_tie_are_left_out_for_systems() -> None:
    assert pairwise_accuracy([1, 1, 2], [3, 5, 9]) == 1


def test_kappa_of_chance_is_none_or_nought() -> None:
    assert cohen_kappa(["right", "wrong"] * 4, ["right", "right", "wrong", "wrong"] * 2) == pytest.approx(0)
    assert cohen_kappa(["right"] * 3, ["right"] * 3) is None
    assert cohen_kappa(["right", "wrong", "missing"], ["right", "wrong", "missing"]) == 1


def test_spans_of_missing_words_are_said_so() -> None:
    row = to_esa(JUDGEMENTS[3:4]).splitlines()[1].split("\t")
    assert json.loads(row[-1])[0]["start_i"] == "missing"
