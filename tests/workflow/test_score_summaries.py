"""Summaries scored against reference summaries and reports, alone and as a benchmark."""

import json
from pathlib import Path

import pytest

from yiwen.errors import DocumentError, EvaluationError
from yiwen.eval.comparison import Plan
from yiwen.eval.results import Results
from yiwen.eval.summary_files import summary_text
from yiwen.report.bench_files import report_md, run_json
from yiwen.report.bench_html import bench_html
from yiwen.report.score_tables import to_json, to_text
from yiwen.workflow.bench import BenchTask, run_bench
from yiwen.workflow.score_summaries import SummaryTask, score_summaries

pytest.importorskip("rouge_score", reason="the extra summary-eval is not installed")

_NORTH = """Heshan opened four schools in 2021, with 2,400 places. The work cost 64 million yuan.

The town repaired 31 wells and planted 900 mu of tea. Mayor Ou Yan thanked the farmers of the upper valley.

A bridge over the Yan River will be finished in 2023, and the ferry will stop.
"""
_SOUTH = """Linshui finished its dam in May 2021 at a cost of 640 million yuan. The dam keeps 41 villages safe.

In the autumn the county put 18 buses on the road to the coast. Fares stayed as they were.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {
        "reports/north.txt": _NORTH,
        "reports/south.txt": _SOUTH,
        "references/north.md": "# Heshan\n\nHeshan opened four schools for 64 million yuan and repaired 31 wells.\n",
        "references/south.md": "# Linshui\n\nLinshui finished its dam for 640 million yuan and bought 18 buses.\n",
        "good/north.summary.md": "Heshan opened four schools with 2,400 places. The town repaired 31 wells.\n",
        "good/south.summary.md": "Linshui finished its dam in May 2021 at a cost of 640 million yuan.\n",
        "bad/north.txt": "Heshan opened nine schools with 4,200 places. Penguins sang.\n",
        "bad/south.txt": "Linshui lost its dam. It cost 46 million yuan. It cost 46 million yuan.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _score(folder: Path, *systems: str, **more: object) -> Results:
    given: dict[str, object] = {"references": (str(folder / "references"),), "reports": str(folder / "reports")}
    paths = tuple(str(folder / name) for name in systems)
    return score_summaries(SummaryTask(paths, **(given | more)))  # type: ignore[arg-type]


def _values(results: Results, system: str) -> dict[str, float | None]:
    return {key: cell.value for key, cell in results.comparison.cells[system].items()}


def test_files_of_one_name_belong_together_and_the_better_system_scores_higher(folder: Path) -> None:
    results = _score(folder, "good", "bad")
    good, bad = (_values(results, str(folder / name)) for name in ("good", "bad"))
    assert (good["figure-precision"], good["failing"]) == (100, 0)
    assert bad["figure-precision"] is not None
    assert bad["figure-precision"] < 50
    assert bad["failing"] is not None
    assert bad["failing"] >= 60
    for key in ("rouge1", "rouge2", "rougeL", "rougeLsum", "coverage"):
        assert good[key] > bad[key], key  # type: ignore[operator]
    assert bad["redundancy"] > good["redundancy"] == 0  # type: ignore[operator]


def test_headings_do_not_count_and_a_copy_of_the_reference_scores_100(folder: Path) -> None:
    values = _values(_score(folder, "references", metrics=("rouge", "length")), str(folder / "references"))
    assert all(value == pytest.approx(100) for value in values.values())


def test_every_value_has_a_signature_and_the_json_holds_all(folder: Path) -> None:
    results = _score(folder, "good", "bad", plan=Plan(resamples=100, randomization=True, trials=200))
    assert "rouge-score 0." in results.signatures["rouge2"]
    assert "Porter stemmer" in to_text(results)
    assert "only 2 summaries to draw from" in "".join(results.notes)
    record = json.loads(to_json(results))
    assert record["settings"] == {"task": "summary"}
    (test,) = [test for test in record["tests"] if test["key"] == "rouge1"]
    assert test["randomization"] > 0.4  # of two summaries every other swap gives what was seen


def test_a_bootstrap_with_few_summaries_is_said_to_say_little(folder: Path) -> None:
    cell = _score(folder, "good", plan=Plan(resamples=100)).comparison.cells[str(folder / "good")]["rouge1"]
    assert cell.low is not None
    assert cell.high is not None
    assert cell.value is not None
    assert cell.low <= cell.value <= cell.high


def test_rows_are_paired_by_id_and_texts_without_a_report_by_references_alone(folder: Path) -> None:
    rows = [{"id": "south", "summary": "The dam cost 640 million yuan."}, {"id": "north", "summary": "Wells, 31."}]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    results = _score(folder, "rows.jsonl", reports=None)
    assert "coverage" not in results.signatures
    assert results.systems[0].segments == 2


def test_single_texts_need_no_common_name(folder: Path) -> None:
    results = score_summaries(
        SummaryTask((str(folder / "good/north.summary.md"),), (str(folder / "references/north.md"),))
    )
    assert results.comparison.cells[str(folder / "good/north.summary.md")]["rouge1"].value > 50  # type: ignore[operator]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"references": (), "reports": None}, "none given"),
        ({"metrics": ("bleu",)}, "unknown metric 'bleu'"),
        ({"metrics": ("term-precision",)}, "needs --glossary"),
        ({"reports": None, "metrics": ("coverage",)}, "needs --report"),
    ],
)
def test_what_does_not_go_together_is_refused(change: dict[str, object], said: str, folder: Path) -> None:
    with pytest.raises(EvaluationError, match=said):
        _score(folder, "good", **change)


def test_a_missing_summary_is_named(folder: Path) -> None:
    (folder / "good/south.summary.md").unlink()
    with pytest.raises(EvaluationError, match="no summary of 'south'; it has north"):
        _score(folder, "good", "bad")


def test_broken_files_are_named_with_their_line(folder: Path) -> None:
    (folder / "rows.jsonl").write_text('{"id": "north", "summary": "x"}\n{"id": "south"}\n', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"rows\.jsonl:2: has none of the fields"):
        _score(folder, "rows.jsonl")
    (folder / "good/north.summary.md").write_text("# Only a heading\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match="north: the summary is empty"):
        _score(folder, "good")


def test_a_page_is_stripped_to_its_sentences() -> None:
    page = "# Title\n\n- One road.\n- Two wells.\n\n## Key figures\n\n| a |\n\n## About this summary\n\nMade by.\n"
    assert summary_text(page) == "One road.\nTwo wells."


def _set(folder: Path, **changes: object) -> Path:
    fields = {
        "name": "towns", "task": "summary", "reports": "reports/*.txt", "references": ["references/*.md"],
        "glossary": "builtin", "systems": {"good": "good/*.md"},
    }  # fmt: skip
    path = folder / "set.yaml"
    path.write_text(json.dumps(fields | changes), encoding="utf-8")
    return path


def _bench(folder: Path, path: Path, **more: object) -> object:
    task = BenchTask((path,), folder / "out", resamples=50, **more)  # type: ignore[arg-type]
    return run_bench(task, lambda _line: None)


def test_a_benchmark_puts_our_summaries_beside_first_sentences_and_given_ones(folder: Path) -> None:
    bench = run_bench(
        BenchTask((_set(folder),), folder / "out", systems={"bad": (folder / "bad",)}, resamples=50), lambda _line: None
    )
    (one,) = bench.sets
    assert one.results.names == ("yiwen", "first sentences", "good", "bad")
    cells = one.results.comparison.cells
    assert cells["yiwen"]["figure-precision"].value == 100
    assert cells["yiwen"]["length"].value <= 105  # type: ignore[operator]
    assert [time.system for time in bench.times] == ["yiwen"]
    page = bench_html(bench)
    assert "2 summaries · 4 rows · scored by summary" in page
    assert "2 summaries, scored by summary" in report_md(bench)
    assert json.loads(run_json(bench))["sets"][0]["documents"]["yiwen"]["north"]["rouge1"] > 0


def test_reports_of_one_name_are_told_apart_by_their_folders(folder: Path) -> None:
    for key, text in (("a", _NORTH), ("b", _SOUTH)):
        (folder / key).mkdir()
        (folder / key / "report.md").write_text(text, encoding="utf-8")
        (folder / key / "summary.md").write_text(text.split(".")[0] + ".", encoding="utf-8")
    bench = _bench(folder, _set(folder, reports="*/report.md", references="*/summary.md", systems={}))
    assert [view.id for view in bench.sets[0].segments] == ["a", "b"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reports": None}, "has no reports"),
        ({"tasks": 1}, "unknown field 'tasks'"),
        ({"references": "good/n*.md"}, "no reference of 'south'|no reference"),
        ({"systems": {"yiwen": "good/*.md"}}, "the name is taken"),
        ({"reports": "nothing/*.txt"}, "no file is named like"),
    ],
)
def test_a_wrong_set_is_refused(change: dict[str, object], said: str, folder: Path) -> None:
    with pytest.raises(EvaluationError, match=said):
        _bench(folder, _set(folder, **change))


def test_summaries_have_no_output_to_repair(folder: Path) -> None:
    with pytest.raises(EvaluationError, match="leave --repair out"):
        _bench(folder, _set(folder), repair="alone")
