"""`yiwen config`, and a folder's settings at the command line."""

import json

import pytest


@pytest.fixture
def folder(tmp_path):
    (tmp_path / ".yiwen.toml").write_text('root = true\nkeep = ["2,600 acres"]\n[house]\nspelling = "british"\n')
    (tmp_path / "a.txt").write_text("The town acquired 2,600 acres of land and 900 acres of ponds.\n")
    return tmp_path


def test_config_shows_what_applies_and_where_it_was_said(yiwen, folder):
    out = yiwen("config", folder / "a.txt").stdout.decode()
    assert str(folder / ".yiwen.toml") in out
    assert "house.spelling    british" in out
    record = json.loads(yiwen("config", folder, "--json").stdout.decode())
    assert {"key": "keep", "value": "2,600 acres", "where": str(folder / ".yiwen.toml"), "applies": True} in record[
        "choices"
    ]


def test_fix_and_check_heed_the_folder_and_the_command_line_beats_it(yiwen, folder):
    assert "2,600 acres of land and 900 mu" in yiwen("fix", folder / "a.txt").stdout.decode()
    assert "mu" not in yiwen("fix", folder / "a.txt", "--keep", "900 acres").stdout.decode()
    assert "2,600" not in yiwen("check", folder / "a.txt", "--fail-on", "never").stdout.decode()


def test_a_place_that_is_not_there_is_one_line(yiwen, tmp_path):
    done = yiwen("config", tmp_path / "none")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_the_style_of_a_summary_may_stand_in_the_folder_too(yiwen, tmp_path):
    (tmp_path / ".yiwen.toml").write_text('root = true\n[house]\npercent = "%"\nspelling = "british"\n')
    lines = [
        "The town's output rose by 12 percent to 3.1 billion yuan in 2024, a record for its industrial park.",
        "Nine firms from the neighbouring county signed contracts for new plants beside the river in May.",
        "The bus station was moved to the east of the town, and two schools have opened there since then.",
    ]
    (tmp_path / "a.txt").write_text("\n\n".join(lines) + "\n")
    assert b"12%" in yiwen("summarize", "a.txt", "--words", "45").stdout
    assert yiwen("fix", "a.txt").returncode == 0
    assert b"12 percent" in yiwen("summarize", "a.txt", "--words", "45", "--house", "percent=percent").stdout
    done = yiwen("summarize", "a.txt", "--house", "percent=none")
    assert done.returncode == 2
    assert b"use percent=percent or percent=%" in done.stderr
