"""`yiwen score --task summary` and a set of summaries in `yiwen bench run`."""

import json
from pathlib import Path

import pytest

pytest.importorskip("rouge_score", reason="the extra summary-eval is not installed")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    report = "Heshan opened four schools in 2021. The work cost 64 million yuan. The town repaired 31 wells.\n"
    (tmp_path / "report.txt").write_text(report, encoding="utf-8")
    (tmp_path / "reference.md").write_text("# Heshan\n\nHeshan opened four schools for 64 million yuan.\n", "utf-8")
    (tmp_path / "mine.txt").write_text("Heshan opened four schools in 2021.\n", encoding="utf-8")
    (tmp_path / "theirs.txt").write_text("Heshan opened forty schools for 46 million yuan.\n", encoding="utf-8")
    return tmp_path


def test_summaries_are_scored_against_reference_and_report(yiwen, texts: Path) -> None:
    sides = ["--task", "summary", "--ref", "reference.md", "--report", "report.txt"]
    done = yiwen("score", "mine.txt", "theirs.txt", *sides)
    assert done.returncode == 0, done.stderr
    table = done.stdout.decode()
    assert "ROUGE-Lsum" in table
    assert "rouge-score 0." in table
    as_json = json.loads(yiwen("score", "mine.txt", "theirs.txt", *sides, "--json", "--confidence").stdout)
    scores = {one["name"]: {s["key"]: s["value"] for s in one["scores"]} for one in as_json["systems"]}
    assert scores["mine.txt"]["failing"] == 0
    assert scores["theirs.txt"]["failing"] == 100
    assert texts.is_dir()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--task", "summary"], "give --ref, --report or both"),
        (["--task", "summary", "--ref", "reference.md", "--source", "zh.txt"], "is for translations"),
        (["--ref", "reference.md", "--report", "report.txt"], "is for summaries"),
        (["--task", "summary", "--ref", "nothing.md"], "nothing.md: no such file"),
        (["--task", "summary", "--ref", "reference.md", "-m", "bleu"], "unknown metric 'bleu'"),
    ],
)
def test_what_does_not_go_together_is_told(arguments: list[str], said: str, yiwen, texts: Path) -> None:
    done = yiwen("score", texts / "mine.txt", *arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_a_benchmark_of_summaries_writes_its_folder(yiwen, texts: Path) -> None:
    fields = {"name": "towns", "task": "summary", "reports": "report.txt", "references": "reference.md"}
    (texts / "set.yaml").write_text(json.dumps(fields), encoding="utf-8")
    done = yiwen("bench", "run", "set.yaml", "-o", "out", "--resamples", "20")
    assert done.returncode == 0, done.stderr
    assert {"run.json", "scores.csv", "report.md", "report.html"} <= {path.name for path in (texts / "out").iterdir()}
    assert "first sentences" in done.stdout.decode()
