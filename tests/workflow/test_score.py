import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sacrebleu.metrics.bleu import BLEU

from yiwen.errors import EvaluationError
from yiwen.eval.comparison import Cell, Plan
from yiwen.report.score_tables import to_csv, to_json, to_latex, to_markdown, to_text
from yiwen.workflow.score import Task, labels, score_files

REFERENCE = ["The park covers 300 mu.", "Output grew 2 percentage points.", "Twelve new schools opened in May."]
GOOD = ["The park has 300 mu.", "Output grew by 2 percentage points.", "Twelve schools opened in May."]
BAD = ["The park covers 300 acres.", "Output grew 2 percent.", "12 school open May."]
SOURCE = ["园区占地300亩。", "产值增长2个百分点。", "5月新开办12所学校。"]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "terms.csv").write_text("zh,en\n亩,mu\n百分点,percentage point\n", encoding="utf-8")
    sides = {"ref": REFERENCE, "good": GOOD, "bad": BAD, "zh": SOURCE, "docs": ["a", "a", "b"]}
    for name, lines in sides.items():
        (tmp_path / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return {name: str(tmp_path / f"{name}.txt") for name in sides} | {"terms": str(tmp_path / "terms.csv")}


def _task(files: dict[str, str], **changes: object) -> Task:
    given: dict[str, object] = {
        "hypotheses": (files["good"], files["bad"]),
        "references": (files["ref"],),
        "source": files["zh"],
        "documents": files["docs"],
        "glossaries": (files["terms"],),
        "metrics": ("all",),
    }
    return Task(**(given | changes))  # type: ignore[arg-type]


def _run(*arguments: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "yiwen", "score", *arguments]
    return subprocess.run(command, capture_output=True, text=True, input=stdin, encoding="utf-8", check=False)


def test_terms_and_figures_see_what_ngrams_hardly_see(files: dict[str, str]) -> None:
    cells = score_files(_task(files)).comparison.cells
    good, bad = cells["good.txt"], cells["bad.txt"]
    assert (good["term-accuracy"].value, bad["term-accuracy"].value) == (100, 0)
    assert (good["figures-f1"].value, bad["figure-unit"].value) == (100, 100 * 2 / 3)
    assert good["bleu"].value == pytest.approx(BLEU().corpus_score(GOOD, [REFERENCE]).score)


def test_every_number_travels_with_its_signature_and_the_digests(files: dict[str, str]) -> None:
    record = json.loads(to_json(score_files(_task(files))))
    assert all(score["signature"] for system in record["systems"] for score in system["scores"])
    assert all(len(one["sha256"]) == 64 for one in (*record["systems"], *record["references"], record["source"]))
    assert all(len(digest) == 64 for digest in record["glossaries"].values())
    assert record["settings"]["normalizer"] == "2"


def test_a_second_run_gives_the_same_bytes(files: dict[str, str]) -> None:
    plan = Plan(resamples=50, trials=50, randomization=True)
    first, second = (to_json(score_files(_task(files, plan=plan))) for _ in range(2))
    assert first == second


def test_without_names_the_metrics_are_those_that_can_be_computed(files: dict[str, str]) -> None:
    def keys(**changes: object) -> list[str]:
        return [measure.key for measure in score_files(_task(files, metrics=(), **changes)).measures]

    assert keys(source=None, documents=None, glossaries=()) == ["bleu", "chrf++"]
    assert keys(glossaries=()) == ["bleu", "chrf++", "figures-f1", "figure-scale", "figure-unit"]
    assert keys(references=()) == [
        "term-accuracy",
        "term-extra",
        "term-wrong",
        "figures-f1",
        "figure-scale",
        "figure-unit",
    ]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"metrics": ("meteor",)}, "unknown metric 'meteor'; the known are bleu, .*chrf"),
        ({"metrics": ("term-accuracy",), "glossaries": ()}, "'term-accuracy' needs --glossary"),
        ({"metrics": ("figures-f1",), "source": None, "glossaries": ()}, "'figures-f1' needs --source"),
        ({"source": "REF"}, "holds no Chinese"),
        ({"references": ("ZH",)}, "the reference is in Chinese"),
        ({"documents": None, "plan": Plan(units="documents")}, "documents: not known"),
        ({"plan": Plan(baseline="nobody")}, "baseline: no system 'nobody'"),
        ({"hypotheses": ("-",), "source": "-"}, "standard input can be read once"),
    ],
)
def test_what_cannot_be_scored_says_why(files: dict[str, str], changes: dict[str, object], complaint: str) -> None:
    named = {"REF": files["ref"], "ZH": files["zh"]}
    changes = {
        key: named.get(value, value) if isinstance(value, str)  # type: ignore[call-overload]
        else tuple(named.get(one, one) for one in value) if isinstance(value, tuple) else value
        for key, value in changes.items()
    }  # fmt: skip
    with pytest.raises(EvaluationError, match=complaint):
        score_files(_task(files, **changes))


def test_doubts_are_said(files: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text("".join(f"{line}\n" for line in REFERENCE), encoding="utf-8")
    notes = score_files(_task(files, hypotheses=(str(copy),))).notes
    assert "copy.txt: identical to a reference" in notes


def test_quotes_are_made_equal_only_when_asked(tmp_path: Path) -> None:
    curly, straight = tmp_path / "curly.txt", tmp_path / "straight.txt"
    lines = ["It’s the “town’s” plan.", "The town’s “leaders” agreed.", "The county’s roads are new."]
    curly.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    text = "\n".join(lines).replace("’", "'").replace("“", '"').replace("”", '"')
    straight.write_text(f"{text}\n", encoding="utf-8")
    task = Task((str(curly),), (str(straight),))
    plain, equal = score_files(task), score_files(Task((str(curly),), (str(straight),), normalize_quotes=True))
    assert any("--normalize quotes" in note for note in plain.notes)
    assert equal.comparison.cells["curly.txt"]["bleu"].value == pytest.approx(100)
    assert plain.comparison.cells["curly.txt"]["bleu"].value < 90
    assert equal.signatures["bleu"] == plain.signatures["bleu"] + "|quotes:straight"


def test_tables_hold_every_system_and_metric(files: dict[str, str]) -> None:
    results = score_files(_task(files, plan=Plan(resamples=20)))
    assert to_text(results).startswith("metric ")  # twenty metrics are too wide for columns
    for table in (to_text(results), to_markdown(results), to_latex(results)):
        assert all(measure.label in table for measure in results.measures)
        assert all(results.signatures[measure.key] in table for measure in results.measures)
    assert to_markdown(results).count("\n| good.txt |") == 1
    assert "\\begin{tabular}{l" in to_latex(results)


def test_the_command_prints_a_table_and_leaves_talk_to_stderr(files: dict[str, str]) -> None:
    done = _run(files["good"], files["bad"], "--ref", files["ref"], "-m", "bleu", "-m", "ter")
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in done.stdout.splitlines()[:3]] == ["system", "good.txt", "bad.txt"]
    assert "TER: nrefs:1|case:lc" in done.stdout


def test_json_is_an_alias_and_standard_input_is_read(files: dict[str, str]) -> None:
    text = "".join(f"{line}\n" for line in GOOD)
    done = _run("-", "--ref", files["ref"], "--json", stdin=text)
    same = _run("-", "--ref", files["ref"], "--format", "json", stdin=text)
    assert done.stdout == same.stdout
    assert json.loads(done.stdout)["systems"][0]["scores"][0]["key"] == "bleu"


def test_unequal_lengths_name_both_counts_and_exit_with_2(files: dict[str, str]) -> None:
    Path(files["bad"]).write_text("one\n\nthree\nfour\n", encoding="utf-8")
    done = _run(files["bad"], "--ref", files["ref"])
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "4 segments, but" in done.stderr
    assert "has 3; line 2 is the first that is empty on one side only" in done.stderr


def test_empty_lines_are_refused_unless_allowed(files: dict[str, str]) -> None:
    Path(files["bad"]).write_text("one\n\nthree\n", encoding="utf-8")
    assert "bad.txt:2: empty segment" in _run(files["bad"], "--ref", files["ref"]).stderr
    assert _run(files["bad"], "--ref", files["ref"], "--allow-empty").returncode == 0


def test_rows_in_another_order_are_refused(tmp_path: Path) -> None:
    for name, order in (("ref", (1, 2, 3)), ("mt", (1, 3, 2))):
        rows = [{"id": at, "mt": GOOD[at - 1], "ref": REFERENCE[at - 1]} for at in order]
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    task = Task((str(tmp_path / "mt.jsonl"),), (str(tmp_path / "ref.jsonl"),))
    with pytest.raises(EvaluationError, match=r"mt.jsonl:2: id '3', but .*ref.jsonl has '2' there"):
        score_files(task)


def test_systems_are_called_by_what_tells_their_files_apart() -> None:
    assert labels(("runs/a/out.txt", "runs/b/out.txt")) == ("a/out.txt", "b/out.txt")
    assert labels(("/data/one.txt", "/data/two.txt", "/data/one.txt")) == ("one.txt", "two.txt", "one.txt (3)")
    assert labels(("-", "sys.txt")) == ("-", "sys.txt")


def test_the_baseline_may_be_named_as_its_file_or_as_in_the_table(files: dict[str, str]) -> None:
    for name in (files["bad"], "bad.txt"):
        results = score_files(_task(files, metrics=("bleu",), plan=Plan(resamples=20, baseline=name)))
        assert [(t.first, t.second) for t in results.comparison.tests] == [("good.txt", "bad.txt")]


def test_what_is_wrong_with_the_last_system_is_told_before_the_first_is_counted(
    files: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("counted too early")

    monkeypatch.setattr("yiwen.workflow.score.Counters", fail)
    Path(files["bad"]).write_text("one\n\nthree\n", encoding="utf-8")
    with pytest.raises(EvaluationError, match=r"bad.txt:2: empty segment; .*--allow-empty"):
        score_files(_task(files))


def test_a_spreadsheet_gets_a_row_a_system_and_metric(files: dict[str, str]) -> None:
    done = _run(files["good"], files["bad"], "--ref", files["ref"], "-m", "bleu", "-m", "chrf", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [(row["system"], row["metric"]) for row in rows] == [
        (name, key) for name in ("good.txt", "bad.txt") for key in ("bleu", "chrf")
    ]
    assert float(rows[0]["value"]) == round(BLEU().corpus_score(GOOD, [REFERENCE]).score, 10)
    assert rows[0]["low"] == ""
    assert rows[0]["signature"].startswith("nrefs:1|case:mixed")


def test_a_spreadsheet_does_not_tell_the_rounding_of_the_computation(files: dict[str, str]) -> None:
    results = score_files(_task(files, hypotheses=(files["ref"],), metrics=("bleu",)))
    cells = {"ref.txt": {"bleu": Cell(100.00000000000004, 99.99999999999999, 100.00000000000001, 1)}}
    exact = replace(results, comparison=replace(results.comparison, cells=cells))
    (row,) = csv.DictReader(io.StringIO(to_csv(exact)))
    assert (row["value"], row["low"], row["high"], row["cluster"]) == ("100.0", "100.0", "100.0", "1")


def test_a_file_given_twice_is_told_and_two_files_are_not(files: dict[str, str]) -> None:
    twice = score_files(_task(files, hypotheses=(files["good"], files["bad"], files["good"]), metrics=("bleu",)))
    assert "good.txt, good.txt (3): the same segments; was a file given twice?" in twice.notes
    two = score_files(_task(files, hypotheses=(files["good"], files["bad"]), metrics=("bleu",)))
    assert not any("given twice" in note for note in two.notes)


def test_what_changes_nothing_is_said(files: dict[str, str]) -> None:
    notes = " ".join(score_files(_task(files, metrics=("bleu",))).notes)
    assert "--glossary: used by none of these metrics" in notes
    assert "--docs: used by none of these metrics" in notes
    done = _run(files["good"], "--ref", files["ref"], "--seed", "5")
    assert done.returncode == 2
    assert "nothing is resampled; add --paired or --confidence" in done.stderr


def test_a_suite_that_cannot_be_computed_says_what_it_needs(files: dict[str, str]) -> None:
    with pytest.raises(EvaluationError, match="'terms' needs --glossary; add it"):
        score_files(_task(files, metrics=("bleu", "terms"), glossaries=()))


def test_tests_are_a_table_with_the_significant_ones_marked(tmp_path: Path) -> None:
    for name, wrong in (("ref", 0), ("near", 4), ("far", 36)):
        lines = ["Nothing of it is right." if at < wrong else f"Road {at} was opened to traffic." for at in range(40)]
        (tmp_path / f"{name}.txt").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    systems = [str(tmp_path / name) for name in ("near.txt", "far.txt")]
    done = _run(*systems, "--ref", str(tmp_path / "ref.txt"), "-m", "chrf", "--paired", "ar", "--resamples", "200")
    head, row = [line.split() for line in done.stdout.splitlines() if "far.txt" in line or "randomization" in line][-2:]
    assert "bootstrap" not in head
    assert row[:3] == ["chrF2", "near.txt", "far.txt"]
    assert row[-1] == "0.0050*"


def test_help_loads_neither_numpy_nor_sacrebleu() -> None:
    code = (
        "import sys\nfrom yiwen.cli.app import app\n"
        "try:\n    app(['bench', 'run', '--help'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(name in sys.modules for name in ('numpy', 'sacrebleu', 'yaml')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_whoever_watches_hears_how_far_counting_and_resampling_are(files: dict[str, str]) -> None:
    told: list[tuple[str, int, int]] = []
    plan = Plan(resamples=20, trials=40, randomization=True)
    score_files(_task(files, metrics=("bleu", "ter"), plan=plan), lambda *what: told.append(what))
    last = {what: (done, total) for what, done, total in told}
    assert last == {"TER": (6, 6), "counting": (2, 2), "resamples": (20, 20), "trials": (40, 40)}
