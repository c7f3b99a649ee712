import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]


def test_the_list_says_what_is_here_and_what_would_be_downloaded(yiwen: Run, tmp_path: Path) -> None:
    done = yiwen("models", "list", YIWEN_MODELS=str(tmp_path / "none"))
    assert done.returncode == 0
    rows = {line.split()[0]: line for line in done.stdout.decode().splitlines()[1:]}
    assert rows["test-zh-en"].endswith("here")
    assert rows["opus-mt-zh-en"].endswith("to pull, 315 MB")
    assert "(non-commercial)" in rows["nllb-200-distilled-600m"]
    assert rows["hy-mt2-7b"].endswith("on a server of yours (--server URL)")
    assert not (tmp_path / "none").exists()


def test_a_card_is_shown(yiwen: Run) -> None:
    done = yiwen("models", "show", "madlad400-3b-mt")
    assert done.stdout.decode().startswith("# madlad400-3b-mt\n")
    assert "| back-end | ctranslate2 |" in done.stdout.decode()


def test_the_shipped_model_verifies(yiwen: Run) -> None:
    done = yiwen("models", "verify", "test-zh-en")
    assert done.returncode == 0, done.stdout
    lines = done.stdout.decode().splitlines()
    assert lines[0].endswith("files are those on record")
    assert all(line.startswith("good: ") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "none"), "no model is named 'none'"),
        (("verify", "opus-mt-zh-en"), "is not on this machine"),
        (("verify", "hy-mt2-7b"), "has no files here"),
        (("pull", "hy-mt2-7b"), "runs on a server that you start"),
        (("pull", "nllb-200-distilled-600m"), "add --accept-licence"),
        (("convert", "opus-mt-zh-en"), "nothing to convert"),
    ],
)
def test_what_cannot_be_done_is_one_line(arguments: tuple[str, ...], message: str, yiwen: Run, tmp_path: Path) -> None:
    done = yiwen("models", *arguments, YIWEN_MODELS=str(tmp_path))
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


def test_the_server_may_come_from_the_environment(yiwen: Run, tmp_path: Path) -> None:
    (tmp_path / "zh.txt").write_text("道路通车。\n", encoding="utf-8")
    done = yiwen("translate", "zh.txt", "--model", "openai:any", YIWEN_SERVER="ftp://nowhere")
    assert done.returncode == 2
    assert b"such as http://127.0.0.1:8080/v1" in done.stderr
