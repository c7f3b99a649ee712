import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from yiwen.resources import data_folder

Run = Callable[..., subprocess.CompletedProcess[bytes]]
SETS = data_folder("eval/sets") / "reports"


@pytest.fixture
def chinese(tmp_path: Path) -> Path:
    path = tmp_path / "report.zh.txt"
    path.write_text(
        "2024年上半年临湾市经济运行情况\n\n"
        "全市完成固定资产投资12.5亿元，同比增长6.2%。园区累计引进项目86个，计划总投资约213亿元。\n\n"
        "2024-07-26\n",
        encoding="utf-8",
    )
    return path


def test_a_report_is_translated_in_its_own_shape(yiwen: Run, chinese: Path, tmp_path: Path) -> None:
    done = yiwen("translate", chinese, "--model", "test-zh-en", "-o", "en.txt")
    assert (done.returncode, done.stdout) == (0, b"")
    text = (tmp_path / "en.txt").read_text(encoding="utf-8")
    assert text.count("\n\n") == 2
    assert text.endswith("\n\n2024-07-26\n")
    assert "2024" in text.split("\n\n")[0]
    assert text.isascii()
    assert not list(tmp_path.glob("*.journal"))


def test_without_an_output_it_is_printed(yiwen: Run, chinese: Path) -> None:
    done = yiwen("translate", chinese, "--model", "test-zh-en")
    assert done.returncode == 0
    assert done.stdout.decode().endswith("2024-07-26\n")


def test_translations_made_elsewhere_are_repaired_and_reported(yiwen: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("园区完成征地8505亩。\n\n2024年5月\n", encoding="utf-8")
    (tmp_path / "mt.txt").write_text("The park acquired 8,505 acres of land.\nMay 2024\n", encoding="utf-8")
    done = yiwen("translate", "zh.txt", "--model", "file:mt.txt", "--fix", "-o", "en.txt", "--report", "r.json")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "en.txt").read_text(encoding="utf-8").startswith("The park acquired 8,505 mu of land.\n")
    (record,) = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert record["model"] == "file:mt.txt"
    assert {"zh": "亩", "en": "mu", "count": 1} in record["terms"]["brought"]
    assert "by the repair" in done.stderr.decode()


def test_a_passage_that_is_not_translated_stays_chinese_and_the_exit_code_says_so(yiwen: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("修路。\n\n通车。\n", encoding="utf-8")
    (tmp_path / "mt.txt").write_text("I'm sorry, I can't translate this.\nIt opened.\n", encoding="utf-8")
    done = yiwen("translate", "zh.txt", "--model", "file:mt.txt", "-o", "en.txt")
    assert done.returncode == 1
    assert (tmp_path / "en.txt").read_text(encoding="utf-8") == "修路。\n\nIt opened.\n"
    assert "1 passage is left in Chinese" in done.stderr.decode()
    assert "segment 1: the model refused: 修路。" in done.stderr.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--model", "opus-mt-zh-en"), "`yiwen models pull opus-mt-zh-en` downloads 315 MB"),
        (("--model", "nllb-200-distilled-600m"), "add --accept-licence"),
        (("--model", "hy-mt2-7b"), "name it with --server"),
        (("--model", "none"), "no model is named 'none'"),
        (("--model", "bart-large-cnn"), "is for summarization, not translation"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_nothing_is_written(
    arguments: tuple[str, ...], message: str, yiwen: Run, chinese: Path, tmp_path: Path
) -> None:
    done = yiwen("translate", chinese, "-o", "en.txt", *arguments, YIWEN_MODELS=str(tmp_path / "none"))
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "en.txt").exists()


def test_a_model_must_be_named(yiwen: Run, chinese: Path) -> None:
    done = yiwen("translate", chinese)
    assert done.returncode == 2
    assert b"yiwen models list" in done.stderr


def test_an_english_report_is_not_translated(yiwen: Run, report: Path) -> None:
    done = yiwen("translate", report, "--model", "test-zh-en", "-o", "en.txt")
    assert done.returncode == 2
    assert b"holds no Chinese" in done.stderr


def test_a_whole_run_from_the_chinese_offline(yiwen: Run, tmp_path: Path) -> None:
    """The shipped set's report of statistics: translation, repair, summary and scores, the last side by side."""
    done = yiwen("run", SETS / "12-statistics.jsonl", "--model", "test-zh-en", "-o", "out", HF_HUB_OFFLINE="1")
    assert done.returncode == 0, done.stderr
    out = tmp_path / "out"
    assert {"12-statistics.en.jsonl", "12-statistics.en.fixed.jsonl", "12-statistics.en.summary.md"} <= {
        path.name for path in out.iterdir()
    }
    table = {
        line.rsplit(None, 2)[0].strip(): tuple(map(float, line.rsplit(None, 2)[1:]))
        for line in done.stdout.decode().splitlines()
        if line.startswith(("  Terms", "  Figures F1", "  BLEU"))
    }
    assert set(table) == {"BLEU", "Terms", "Figures F1"}
    for metric, least in (("Terms", 10.0), ("Figures F1", 5.0)):
        before, after = table[metric]
        assert after >= before + least, (metric, before, after)
    record = json.loads((out / "12-statistics.translation.json").read_text(encoding="utf-8"))
    assert record["model"] == "test-zh-en@1"
    assert record["terms"]["by_repair"] > 0
    assert len((out / "12-statistics.en.summary.md").read_text(encoding="utf-8")) > 200


def test_a_text_file_in_chinese_is_run_with_its_chinese_in_view(yiwen: Run, chinese: Path, tmp_path: Path) -> None:
    done = yiwen("run", chinese, "--model", "test-zh-en", "-o", "out")
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    sources = [segment["src"] for document in report["documents"] for segment in document["segments"]]
    assert sources[1].startswith("全市完成固定资产投资12.5亿元")
    assert (tmp_path / "out" / "report.en.fixed.txt").is_file()


def test_chinese_without_a_model_is_told_what_to_add(yiwen: Run, chinese: Path) -> None:
    done = yiwen("run", chinese, "-o", "out")
    assert done.returncode == 2
    assert b"is Chinese; translate it first" in done.stderr


def test_standard_input_is_not_run_with_a_model(yiwen: Run) -> None:
    done = yiwen("run", "-", "--model", "test-zh-en", "-o", "out", stdin="道路通车。".encode())
    assert done.returncode == 2
    assert b"reads its input twice; give it as a file" in done.stderr


def test_english_with_a_model_is_repaired_as_ever(yiwen: Run, report: Path, tmp_path: Path) -> None:
    done = yiwen("run", report, "--model", "test-zh-en", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "report.fixed.txt").is_file()


def test_a_model_is_one_more_system_of_a_benchmark_and_is_asked_once(yiwen: Run, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text(
        '{"id": "1", "doc": "a", "src": "全市完成固定资产投资12.5亿元。", "ref": "Investment was 1.25 billion yuan."}\n'
        '{"id": "2", "doc": "a", "src": "园区累计引进项目86个。", "ref": "The park has attracted 86 projects."}\n',
        encoding="utf-8",
    )
    (tmp_path / "set.yaml").write_text("name: two\nparts: [{rows: rows.jsonl, glossary: builtin}]\n", encoding="utf-8")
    arguments = ("bench", "run", "set.yaml", "--model", "test-zh-en", "--repair", "source", "-m", "bleu", "-o", "out")
    done = yiwen(*arguments, "--resamples", "50")
    assert done.returncode == 0, done.stderr
    assert b"test-zh-en@1 + repair" in done.stdout
    (made,) = (tmp_path / "out" / "models").glob("*.jsonl")
    first = made.read_bytes()
    assert yiwen(*arguments, "--resamples", "50").returncode == 0
    assert made.read_bytes() == first


def test_what_the_model_leaves_in_chinese_is_in_the_record_of_a_run(yiwen: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("修路。\n\n通车。\n", encoding="utf-8")
    (tmp_path / "mt.jsonl").write_text('{"mt": "```road```\\n```"}\n{"mt": "The road opened."}\n', encoding="utf-8")
    done = yiwen("run", "zh.txt", "--model", "file:mt.jsonl", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert "1 passage is left in Chinese" in done.stderr.decode()
    record = json.loads((tmp_path / "out" / "zh.translation.json").read_text(encoding="utf-8"))
    assert [one["text"] for one in record["untranslated"]] == ["修路。"]
    assert (tmp_path / "out" / "zh.en.txt").read_text(encoding="utf-8") == "修路。\n\nThe road opened.\n"
    assert "```" not in (tmp_path / "out" / "report.json").read_text(encoding="utf-8")
