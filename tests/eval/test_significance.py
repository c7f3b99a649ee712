import json
import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER
from sacrebleu.significance import PairedTest

from yiwen.eval import significance as sig
from yiwen.eval.comparison import Plan, compare
from yiwen.eval.corpus import read_hypotheses
from yiwen.eval.measures import MEASURES
from yiwen.eval.metrics import Scorer

NOUNS = ["park", "road", "school", "port", "bond", "plan", "mill", "clinic"]
VERBS = ["opened", "grew", "was built", "was approved", "moved ahead"]


def _sentences(seed: int, count: int = 40) -> list[str]:
    rng = np.random.default_rng(seed)
    return [
        f"The new {NOUNS[rng.integers(8)]} {VERBS[rng.integers(5)]} in {rng.integers(1990, 2000)} "
        f"with {rng.integers(10)} {NOUNS[rng.integers(8)]}s."
        for _ in range(count)
    ]


REFERENCE = _sentences(0)
SYSTEMS = {
    "first": _sentences(1),
    "second": [a if i % 3 else b for i, (a, b) in enumerate(zip(REFERENCE, _sentences(2), strict=True))],
}
SYSTEMS["third"] = [a if i % 2 else b for i, (a, b) in enumerate(zip(REFERENCE, _sentences(3), strict=True))]


def _theirs(
    systems: dict[str, list[str]], references: list[list[str]], kind: str, samples: int, ter: bool
) -> dict[tuple[str, str], float]:
    metrics = {"bleu": BLEU(force=True, references=references), "chrf++": CHRF(word_order=2, references=references)}
    if ter:
        metrics["ter"] = TER(references=references)
    _, found = PairedTest(list(systems.items()), metrics, None, test_type=kind, n_samples=samples)()
    columns = [key for key in found if key != "System"]
    names = list(systems)
    return {
        (names[at], key): found[column][at].p_value
        for column, key in zip(columns, metrics, strict=True)
        for at in range(1, len(names))
    }


def _ours(
    systems: dict[str, list[str]], references: list[list[str]], plan: Plan, ter: bool
) -> dict[tuple[str, str], float]:
    keys = ("bleu", "chrf++", "ter") if ter else ("bleu", "chrf++")
    scorer = Scorer(references, keys)
    counted = {name: scorer.statistics(texts, allow_empty=True) for name, texts in systems.items()}
    tests = compare(counted, [MEASURES[key] for key in keys], plan).tests
    return {(t.first, t.measure): t.bootstrap if plan.bootstrap else t.randomization for t in tests}


@pytest.mark.parametrize("references", [[REFERENCE], [REFERENCE, _sentences(9)]])
@pytest.mark.parametrize("kind", ["bs", "ar"])
def test_p_values_equal_those_of_sacrebleu(references: list[list[str]], kind: str) -> None:
    plan = Plan(resamples=200, trials=200, baseline="first", bootstrap=kind == "bs", randomization=kind == "ar")
    assert _ours(SYSTEMS, references, plan, ter=True) == _theirs(SYSTEMS, references, kind, 200, ter=True)


def test_p_values_of_ten_wmt22_systems_equal_those_of_sacrebleu() -> None:
    """The paired bootstrap of the whole set, as `sacrebleu --paired-bs` gives it."""
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set: no WMT22 outputs to compare on")
    lines = (Path(folder) / "wmt22" / "segments.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    reference = [json.loads(line)["ref"] for line in lines][:400]
    paths = sorted((Path(folder) / "wmt22" / "outputs").glob("*.txt"))[:10]
    systems = {path.stem: list(read_hypotheses(path))[:400] for path in paths}
    plan = Plan(resamples=300, baseline=paths[0].stem)
    assert _ours(systems, [reference], plan, ter=False) == _theirs(systems, [reference], "bs", 300, ter=False)


def test_drawing_in_pieces_draws_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = np.arange(60, dtype=np.float64).reshape(30, 2)
    whole = sig.bootstrap_sums(rows, 50), sig.Randomization(rows, 100)._kept
    monkeypatch.setattr(sig, "_CELLS", 1)
    assert np.array_equal(sig.bootstrap_sums(rows, 50), whole[0])
    assert np.array_equal(sig.Randomization(rows, 100)._kept, whole[1])


def test_a_system_does_not_differ_from_itself() -> None:
    counted = {name: Scorer([REFERENCE]).statistics(SYSTEMS["second"]) for name in ("one", "same")}
    found = compare(counted, [MEASURES["bleu"]], Plan(resamples=100, randomization=True, trials=100))
    assert [(t.bootstrap, t.randomization) for t in found.tests] == [(1.0, 1.0)]
    assert {name: cells["bleu"].cluster for name, cells in found.cells.items()} == {"one": 1, "same": 1}


def test_our_own_metrics_get_a_two_sided_test_that_keeps_its_level() -> None:
    """Equal systems get p < .05 five times in a hundred; sacrebleu's test does so more often."""
    rng = np.random.default_rng(3)
    found = []
    for _ in range(300):
        first = rng.normal(50, 20, 200)
        second = first + rng.normal(0, 15, 200)
        drawn = rng.integers(200, size=(200, 200))
        sums = first[drawn].mean(axis=1), second[drawn].mean(axis=1)
        difference = abs(float(first.mean() - second.mean()))
        found.append((sig.bootstrap_p(*sums, difference) < 0.05, sig.sacrebleu_p(*sums, difference) < 0.05))
    ours, theirs = (sum(column) / len(found) for column in zip(*found, strict=True))
    assert 0.02 < ours < 0.07 < theirs


def _counted(scores: dict[str, list[float]]) -> dict[str, dict[str, np.ndarray]]:
    return {name: {"han": np.column_stack([row, np.full(len(row), 100.0)])} for name, row in scores.items()}


def test_ranks_go_by_both_tests_where_both_were_made() -> None:
    counted = _counted({"clean": [0.0] * 40, "seldom": [0.0] * 35 + [9.0] * 5})
    plans = [Plan(), Plan(bootstrap=False, randomization=True), Plan(randomization=True)]
    ranks = [compare(counted, [MEASURES["han"]], plan).cells["seldom"]["han"].cluster for plan in plans]
    assert ranks == [2, 1, 1]


def test_three_units_make_nothing_significant() -> None:
    counted = _counted({"one": [1.0, 2.0, 1.5], "two": [61.0, 62.0, 66.0]})
    (test,) = compare(counted, [MEASURES["han"]], Plan()).tests
    assert test.bootstrap == 0.25
    counted = _counted({"one": [1.0] * 12, "two": [61.0, 63.0] * 6})
    (test,) = compare(counted, [MEASURES["han"]], Plan()).tests
    assert test.bootstrap == 1 / 1001


def test_intervals_alone_ask_for_no_test() -> None:
    counted = _counted({"one": [1.0, 2.0] * 20, "two": [5.0, 6.0] * 20})
    found = compare(counted, [MEASURES["han"]], Plan(bootstrap=False))
    assert not found.tests
    assert found.cells["one"]["han"].low is not None
    assert found.cells["one"]["han"].cluster is None
    tested = compare(counted, [MEASURES["han"]], Plan(intervals=False))
    assert tested.tests[0].bootstrap is not None
    assert tested.cells["one"]["han"].low is None


@given(st.lists(st.floats(0.0001, 1), min_size=1, max_size=12))
def test_holm_never_lowers_a_p_value_and_keeps_the_order(p_values: list[float]) -> None:
    adjusted = sig.holm(p_values)
    assert all(p <= q <= 1 for p, q in zip(p_values, adjusted, strict=True))
    ordered = [adjusted[at] for at in sorted(range(len(p_values)), key=lambda at: p_values[at])]
    assert all(a <= b for a, b in pairwise(ordered))
    assert min(adjusted) == min(1.0, min(p_values) * len(p_values))


def test_holm_gives_the_figures_of_the_textbook() -> None:
    assert sig.holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))


def test_a_cluster_begins_where_all_above_differ_from_all_below() -> None:
    alike = {frozenset("ab"), frozenset("bc")}
    assert sig.clusters("abc", lambda a, b: frozenset((a, b)) not in alike) == (1, 1, 1)
    assert sig.clusters("abcd", lambda a, b: frozenset((a, b)) not in alike) == (1, 1, 1, 2)


def test_two_levels_draw_whole_documents_when_their_segments_are_alike() -> None:
    documents = [0, 0, 0, 1, 1, 1]
    rows = np.array([[1.0]] * 3 + [[10.0]] * 3)
    sums = sig.two_level_sums(rows, documents, 200)[:, 0]
    assert set(sums.tolist()) == {6.0, 33.0, 60.0}
    assert abs(sums.mean() - 33) < 4


def test_two_levels_spread_wider_than_segments_where_documents_differ() -> None:
    rng = np.random.default_rng(5)
    documents = [at // 20 for at in range(200)]
    rows = np.array([[float(document % 2) + 0.1 * rng.random(), 1.0] for document in documents])
    by_segment = sig.bootstrap_sums(rows, 400)
    in_levels = sig.two_level_sums(rows, documents, 400)
    assert np.std(in_levels[:, 0] / in_levels[:, 1]) > 2 * np.std(by_segment[:, 0] / by_segment[:, 1])


def test_few_units_and_few_resamples_are_said() -> None:
    counted = {name: Scorer([REFERENCE[:10]]).statistics(texts[:10]) for name, texts in SYSTEMS.items()}
    notes = " ".join(compare(counted, [MEASURES["bleu"]], Plan(resamples=30)).notes)
    assert "only 10 segments to draw from" in notes
    assert "30 resamples cannot give p under 0.05 after correction for 3 pairs" in notes
