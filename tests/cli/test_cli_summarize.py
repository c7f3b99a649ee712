import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]

_REPORT = """Linshui Finishes Its Dam

March 4, 2024 Source: Linshui Daily

This year Linshui County finished the Yan River Dam at a total cost of 640 million yuan. The dam keeps 41 villages safe.

In 2023 the county built 14 bridges and repaired 112 kilometers of village roads. Party Secretary Ou Yan opened them.

https://www.linshui.example/news/1.html
"""


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    path = tmp_path / "finished.txt"
    path.write_text(_REPORT, encoding="utf-8")
    return path


def test_without_options_the_sentences_come_one_a_line(yiwen: Run, finished: Path) -> None:
    done = yiwen("summarize", finished, "--words", "40")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.decode().splitlines()
    assert "This year (2024) Linshui County finished the Yan River Dam at a total cost of 640 million yuan." in lines
    assert sum(len(line.split()) for line in lines) <= 40


@pytest.mark.parametrize("shape", ["brief", "bullets", "figures", "people", "headline"])
def test_every_shape_is_a_page_that_says_how_it_was_made(shape: str, yiwen: Run, finished: Path) -> None:
    done = yiwen("summarize", finished, "--shape", shape, "--strip-web")
    assert done.returncode == 0, done.stderr
    page = done.stdout.decode()
    assert page.startswith("# ")
    assert "Made by yiwen" in page
    assert "Linshui Daily, March 4, 2024, https://www.linshui.example/news/1.html" in page


def test_pages_are_written_as_html_json_and_word(yiwen: Run, finished: Path, tmp_path: Path) -> None:
    assert yiwen("summarize", finished, "--format", "html").stdout.startswith(b"<!DOCTYPE html>")
    assert json.loads(yiwen("summarize", finished, "--format", "json").stdout)["shape"] == "brief"
    pytest.importorskip("docx", reason="the extra docx is not installed")
    assert yiwen("summarize", finished, "--format", "docx", "-o", "out.docx").returncode == 0
    assert (tmp_path / "out.docx").read_bytes().startswith(b"PK")
    refused = yiwen("summarize", finished, "--format", "docx")
    assert refused.returncode == 2
    assert b"needs a file" in refused.stderr


def test_house_style_and_the_users_template(yiwen: Run, finished: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("MINE\n\n$figures\n\n$text", encoding="utf-8")
    done = yiwen("summarize", finished, "--template", "mine.md", "--house", "money=RMB")
    page = done.stdout.decode()
    assert page.startswith("MINE")
    assert "RMB 640 million" in page
    refused = yiwen("summarize", finished, "--house", "money=gold")
    assert refused.returncode == 2
    assert b"money=yuan or money=RMB" in refused.stderr


def test_a_digest_takes_several_reports(yiwen: Run, finished: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text(_REPORT.replace("640 million", "460 million"), encoding="utf-8")
    done = yiwen("summarize", finished, other, "--shape", "digest", "--words", "120")
    assert done.returncode == 0, done.stderr
    page = done.stdout.decode()
    assert page.startswith("# Digest of 2 reports")
    assert "contradict each other" in page
    refused = yiwen("summarize", finished, "--shape", "digest")
    assert refused.returncode == 2
    assert b"name two or more" in refused.stderr


def test_a_summary_is_held_against_its_report(yiwen: Run, finished: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    assert yiwen("summarize", finished, "--shape", "brief", "-o", page).returncode == 0
    good = yiwen("summarize", "--verify", page, "--against", finished)
    assert good.returncode == 0, good.stdout.decode()
    page.write_text("In 2023 the county built 41 bridges.", encoding="utf-8")
    bad = yiwen("summarize", "--verify", page, "--against", finished)
    assert bad.returncode == 1
    assert "the report says 14, not 41" in bad.stdout.decode()
    as_json = yiwen("summarize", "--verify", page, "--against", finished, "--format", "json")
    assert as_json.returncode == 1
    assert json.loads(as_json.stdout)["supported"] is False


def test_chinese_beside_the_report_is_shown(yiwen: Run, tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("The county built 14 bridges in 2023 for its many farmers.\n", encoding="utf-8")
    (tmp_path / "zh.txt").write_text("2023年全县为农民建成桥梁14座。\n", encoding="utf-8")
    done = yiwen("summarize", "en.txt", "--source", "zh.txt", "--shape", "brief", "--words", "11")
    assert done.returncode == 0, done.stderr
    assert "2023年全县为农民建成桥梁14座。" in done.stdout.decode()


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        ("", [], "empty"),
        ("| Roads | 41 |\n| Wells | 58 |\n", [], "only tables"),
        ("全县完成水库建设，总投资六亿四千万元。", [], "Chinese"),
        (_REPORT, ["--words", "0"], "more than 0 words"),
        (_REPORT, ["--words", "9999"], "more than the report"),
        (_REPORT, ["--percent", "200"], "more than the report"),
        ("Farmers sing in the valley in the evening and dance.\n", ["--shape", "people"], "names nobody with a post"),
    ],
)
def test_bad_input_is_one_clear_line(text: str, arguments: list[str], message: str, yiwen: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(text, encoding="utf-8")
    done = yiwen("summarize", "bad.txt", *arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1


def test_usage_errors_say_what_to_give(yiwen: Run, finished: Path) -> None:
    assert b"name a report" in yiwen("summarize").stderr
    assert b"--verify SUMMARY --against REPORT" in yiwen("summarize", "--verify", finished).stderr
