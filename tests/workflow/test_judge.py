import subprocess
import sys
from pathlib import Path

import pytest

from yiwen.errors import EvaluationError
from yiwen.eval.human import Judgement, to_esa
from yiwen.report.bench_files import run_json, segments_jsonl
from yiwen.resources import data_folder
from yiwen.workflow.bench import BenchTask, run_bench
from yiwen.workflow.judge import agreements_of, correlate, read_all


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    task = BenchTask(
        (data_folder("eval/sets") / "reports.yaml",), folder, repair="alone", resamples=20, metrics=("chrf++", "han")
    )
    bench = run_bench(task, lambda _line: None)
    (folder / "run.json").write_text(run_json(bench), encoding="utf-8")
    (folder / "segments.jsonl").write_text("".join(segments_jsonl(bench)), encoding="utf-8")
    return folder


def _judged(raters: tuple[str, ...] = ("r",)) -> list[Judgement]:
    return [
        Judgement(system, "", f"01-{at:02}", rater, "", "", (), 80.0 - at + (5 if "repair" in system else 0))
        for system in ("machine", "machine + repair")
        for at in range(1, 16)
        for rater in raters
    ]


def _write(path: Path, judgements: list[Judgement]) -> Path:
    path.write_text(to_esa(judgements), encoding="utf-8")
    return path


def test_every_metric_is_set_beside_people(run: Path, tmp_path: Path) -> None:
    found = correlate(run, read_all([_write(tmp_path / "esa.tsv", _judged())]))
    assert (found.judgements, found.placed) == (30, 30)
    by_metric = {one.metric: one for one in found.agreements}
    assert by_metric["chrF2++"].accuracy == 1
    assert by_metric["chrF2++"].segment_pairs == 15
    assert 0.3 < (by_metric["chrF2++"].segment_accuracy or 0) <= 1


def test_judgements_of_other_texts_are_refused(run: Path) -> None:
    with pytest.raises(EvaluationError, match="no judged segment of a system of the run"):
        correlate(run, [Judgement("other", "", "01-01", "r", "", "", (), 50.0)])


def test_raters_in_one_table_are_compared(tmp_path: Path) -> None:
    (found,) = agreements_of([_write(tmp_path / "esa.tsv", _judged(("ann", "ben")))])
    assert (found.first, found.second, found.scored, found.kendall) == ("ann", "ben", 30, 1)


def test_the_commands_print_tables(run: Path, tmp_path: Path) -> None:
    table = _write(tmp_path / "esa.tsv", _judged())
    command = [sys.executable, "-m", "yiwen", "bench"]
    shown = subprocess.run([*command, "correlate", str(run), str(table)], capture_output=True, text=True, check=True)
    assert [line.split()[0] for line in shown.stdout.splitlines()] == ["metric", "chrF2++", "Han"]
    written = subprocess.run(
        [*command, "judgements", str(table), "--to", "mqm"], capture_output=True, text=True, check=True
    )
    assert written.stdout.startswith("system\tdoc\tdoc_id\tseg_id\trater")
    missing = subprocess.run(
        [*command, "correlate", str(tmp_path), str(table)], capture_output=True, text=True, check=False
    )
    assert missing.returncode == 2
    assert "run.json" in missing.stderr


def test_a_worksheet_is_written_as_an_excel_file_only(run: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "yiwen", "bench", "worksheet", str(run), "-o", str(tmp_path / "sheet.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "give a name in .xlsx" in done.stderr
    assert not (tmp_path / "sheet.csv").exists()
