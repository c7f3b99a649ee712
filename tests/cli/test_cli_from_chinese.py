"""From the Chinese alone: the small model translates a shipped report, the repair mends it; summary and scores with it.

No sentence of the report was in the model's training, nor could a template of it have made one but formulas such as
"fixed-asset investment grew by 6 percent" (eval/bench/train_test_model.py asserts it).
"""

import json
from pathlib import Path

import pytest

from yiwen.resources import data_folder

MODEL = "test-zh-en"
OFFLINE = {"HF_HUB_OFFLINE": "1", "http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
REPORT = data_folder("eval/sets") / "reports" / "12-statistics.jsonl"
ROWS = [json.loads(line) for line in REPORT.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def chinese(tmp_path: Path) -> Path:
    """Return the Chinese of a shipped report as a text, with its reference beside it in `en.txt`."""
    (tmp_path / "en.txt").write_text("\n\n".join(row["ref"] for row in ROWS) + "\n", encoding="utf-8")
    path = tmp_path / "zh.txt"
    path.write_text("\n\n".join(row["src"] for row in ROWS) + "\n", encoding="utf-8")
    return path


def test_run_translates_repairs_summarizes_and_scores_in_one_go(yiwen, chinese: Path, tmp_path: Path) -> None:
    done = yiwen("run", chinese, "--model", MODEL, "--reference", "en.txt", "-o", "out", **OFFLINE)
    assert done.returncode == 0, done.stderr
    (document,) = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))["documents"]
    scores = {score["metric"]: score["value"] for score in document["scores"]}
    for metric, gain in {"Terms": 20, "Figures F1": 8, "BLEU": 8}.items():
        assert scores[f"{metric}, repaired"] >= scores[f"{metric}, machine output"] + gain, metric
    assert len(document["segments"]) == len(ROWS)
    fixed = "\n".join(segment["fixed"] for segment in document["segments"])
    assert len(document["summary"]["sentences"]) >= 2
    assert all(sentence["text"] in fixed for sentence in document["summary"]["sentences"])
    told = done.stdout.decode()
    assert "machine output  repaired" in told
    assert all(metric in told for metric in ("BLEU", "Terms", "Figures F1"))


def test_translate_then_score_agree_with_run(yiwen, tmp_path: Path) -> None:
    kept = [{key: row[key] for key in ("id", "doc", "src", "ref")} for row in ROWS]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), "utf-8")
    done = yiwen("translate", "rows.jsonl", "--model", MODEL, "--fix", "-o", "rows.en.jsonl", **OFFLINE)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "rows.en.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [row["id"] for row in ROWS]
    for name in ("mt", "fixed", "ref", "src"):
        (tmp_path / f"{name}.txt").write_text("".join(row[name] + "\n" for row in rows), encoding="utf-8")
    done = yiwen("score", "mt.txt", "fixed.txt", "--ref", "ref.txt", "--source", "src.txt", "-m", "figures", "--json")
    assert done.returncode == 0, done.stderr
    raw, fixed = (
        {score["metric"]: score["value"] for score in system["scores"]} for system in json.loads(done.stdout)["systems"]
    )
    assert raw["Scale errors"] > 5
    assert fixed["Scale errors"] < raw["Scale errors"] / 2
    assert fixed["Figures F1"] >= raw["Figures F1"] + 8
