"""`fix`, `undo` and `check` on files, standard input and bad input."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


def test_one_input_goes_to_standard_output_and_nothing_else(yiwen, report: Path) -> None:
    done = yiwen("fix", report)
    assert done.returncode == 0
    assert done.stderr == b""
    assert "1,200 mu of industrial land." in done.stdout.decode()
    assert "“three-old” redevelopment" in done.stdout.decode()


def test_edits_undo_to_the_byte(yiwen, report: Path, tmp_path: Path) -> None:
    assert yiwen("fix", report, "-o", "fixed.txt", "--edits", "edits.json").returncode == 0
    done = yiwen("undo", "fixed.txt", "--edits", "edits.json")
    assert done.returncode == 0
    assert done.stdout == report.read_bytes()


def test_several_inputs_keep_their_names(yiwen, report: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.md"
    other.write_text("# 300 acres\n\n`40 acres`\n")
    assert yiwen("fix", report, other, "-o", "out").returncode == 0
    assert (tmp_path / "out/b.md").read_text() == "# 300 mu\n\n`40 acres`\n"
    assert (tmp_path / "out/report.txt").is_file()
    assert yiwen("fix", report, other).returncode == 2


def test_rows_among_other_files_keep_their_own_edits(yiwen, report: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"id": "a", "mt": "It has 300 acres."}\n{"id": "b", "mt": "It rained."}\n')
    done = yiwen("fix", report, "rows.jsonl", "-o", "out/", "--edits", "edits")
    assert done.returncode == 0
    assert done.stderr == b"yiwen: rows.jsonl: its rows carry their edits; no file is kept\n"
    assert [path.name for path in (tmp_path / "edits").iterdir()] == ["report.txt.edits.json"]
    assert b"300 acres" in yiwen("undo", "out/rows.jsonl").stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("fix", "report.txt", "-o", "out.txt"), r"report\.txt: \d+ changes, \d+ findings? left \(`yiwen check` lists"),
        (("check", "report.txt", "--fail-on", "never"), r"^\d+ warnings?\r"),
        (("check", "clean.txt"), r"^nothing found\r"),
    ],
)
def test_on_a_terminal_the_end_is_told(arguments: tuple[str, ...], told: str, report: Path, tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text("The river rose.\n")
    ours, theirs = os.openpty()
    made = subprocess.run(
        [sys.executable, "-m", "yiwen", *arguments],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        cwd=tmp_path,
        check=False,
        timeout=60,
    )
    assert made.returncode == 0
    assert re.search(told, os.read(ours, 1000).decode())
    os.close(theirs)
    os.close(ours)


def test_a_file_in_the_place_of_a_command_is_told_what_can_be_done(yiwen, report: Path) -> None:
    done = yiwen("report.txt")
    assert done.returncode == 2
    assert "'report.txt' is a file; say what to do with it: yiwen run report.txt -o results/" in done.stderr.decode()


def test_in_place_only_when_asked(yiwen, report: Path) -> None:
    before = report.read_bytes()
    assert yiwen("fix", report).returncode == 0
    assert report.read_bytes() == before
    assert yiwen("fix", report, "--in-place").returncode == 0
    assert report.read_bytes() != before


def test_rows_in_order_with_their_own_fields(yiwen) -> None:
    rows = [
        {"id": "a", "mt": "It has 300 acres.\n\nA small giant came to us.", "page": 7},
        {"id": 2, "mt": "种植100英亩 It planted 100 acres.", "src": "种植100英亩"},
        {"id": "c", "mt": "Nothing here.", "doc": "d1"},
    ]
    done = yiwen("fix", "-", "--input-format", "jsonl", stdin=b"".join(json.dumps(r).encode() + b"\n" for r in rows))
    assert done.returncode == 0, done.stderr
    out = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in out] == ["a", 2, "c"]
    assert out[0]["fixed"].startswith("It has 300 mu.")
    assert out[0]["edits"] == [{"start": 7, "end": 16, "before": "300 acres", "after": "300 mu", "rule": "mu-not-acre"}]
    assert out[0]["page"] == 7
    keys = ["start", "end", "rule", "kind", "severity", "fix", "suggestion", "candidates", "confidence", "message"]
    assert [list(finding) for finding in out[0]["findings"]] == [keys]
    assert out[1]["fixed"] == rows[1]["mt"]


def test_undo_restores_rows_and_leaves_their_other_fields(yiwen, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        '{"id": 7, "mt": "It has 300 acres , all told.", "n": 2.50, "x": {"é": [1e3]}}\n'
    )
    assert yiwen("fix", "in.jsonl", "-o", "out.jsonl").returncode == 0
    done = yiwen("undo", "out.jsonl")
    assert done.stdout.decode() == (tmp_path / "in.jsonl").read_text()


def test_diff_shows_changed_lines_only(yiwen, report: Path) -> None:
    text = yiwen("fix", report, "--diff").stdout.decode()
    assert "-The “three old” transformation" in text
    assert "+The “three-old” redevelopment" in text
    assert "Nanling Town Expands" not in text


def test_a_users_terms_beat_ours(yiwen, report: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("zh,en\n专精特新,SRDI\n", encoding="utf-8")
    assert b"nine SRDI enterprises" in yiwen("fix", report, "--glossary", "mine.csv").stdout


def test_check_fails_at_its_level(yiwen, report: Path) -> None:
    done = yiwen("check", report)
    assert done.returncode == 1
    assert b"report.txt:3:" in done.stdout
    assert yiwen("check", report, "--fail-on", "never").returncode == 0
    assert yiwen("check", report, "--fail-on", "error").returncode == 0


def test_check_prints_json_and_annotations(yiwen, report: Path) -> None:
    found = json.loads(yiwen("check", report, "--format", "json").stdout)
    assert {"mu-not-acre", "srdi", "three-old-renewal", "stray-space"} <= {row["rule"] for row in found}
    first = yiwen("check", report, "--format", "github").stdout.splitlines()[0]
    assert first.startswith(b"::warning file=")


BAD = {
    "missing": (["fix", "nowhere.txt"], b"nowhere.txt: no such file"),
    "folder": (["fix", "folder"], b"folder: is a folder"),
    "binary": (["fix", "binary.txt"], b"binary.txt: looks like a binary file"),
    "latin": (["fix", "latin.txt"], b"latin.txt:2: byte 0xE9"),
    "empty": (["fix", "empty.txt"], b"empty.txt: the file is empty"),
    "broken row": (["fix", "broken.jsonl", "-o", "out.jsonl"], b"broken.jsonl:2: "),
    "unknown field": (["fix", "ok.txt", "--glossary", "field.yaml"], b"field.yaml:2: unknown field 'taget'"),
    "bad pattern": (["fix", "ok.txt", "--glossary", "pattern.yaml"], b"pattern.yaml:4: "),
    "runaway pattern": (["fix", "ok.txt", "--glossary", "runaway.yaml"], b"runaway.yaml:4: "),
    "table without Chinese": (["fix", "ok.txt", "--glossary", "table.csv"], b"table.csv:1: the header has no column"),
    "no such rule": (["fix", "ok.txt", "--only", "mu-ache"], b"no rule is named 'mu-ache'"),
    "full disk": (["fix", "ok.txt", "-o", "/dev/full"], b"No space left on device"),
    "sources": (["fix", "ok.txt", "--source", "a", "--source", "b"], b"1 inputs need as many --source"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_told_in_one_line(case: str, yiwen, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "ok.txt").write_text("It has 300 acres.\n")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01\x02PK")
    (tmp_path / "latin.txt").write_bytes("One.\nCaf\u00e9 and more.\n".encode("latin-1"))
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.jsonl").write_text('{"id": 1, "mt": "x"}\n{"id": 2,\n')
    entry = "- id: x\n  {field}: 1\n  zh: [亩]\n  wrong: ['{pattern}']\n  en: [mu]\n"
    (tmp_path / "field.yaml").write_text(entry.format(field="taget", pattern="x"), encoding="utf-8")
    for name, pattern in (("pattern", "acre("), ("runaway", "(?:a|aa){1,30}c")):
        text = entry.replace("  {field}: 1\n", "  domain: land\n").format(pattern=pattern)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "table.csv").write_text("de,en\nMorgen,acre\n", encoding="utf-8")
    arguments, message = BAD[case]
    done = yiwen(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert b"Traceback" not in done.stderr
    if b"Usage" not in done.stderr:
        assert done.stderr.count(b"\n") == 1
    assert done.stdout == b""


def test_nothing_half_written_when_a_row_is_broken(yiwen, tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text('{"id": 1, "mt": "It has 300 acres."}\n{"id": 2,\n')
    assert yiwen("fix", "broken.jsonl", "-o", "out.jsonl").returncode == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.jsonl"]
