"""The translator's commands on translators' own files."""

import json
import sys
from io import BytesIO
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "formats"))
from format_samples import MQXLIFF, PO, SDLXLIFF, SRT, TMX, XLIFF_2, XLIFF_12, workbook

from yiwen.cli.undoing import undone
from yiwen.formats.archives import open_archive

FILES = {
    "page.html": "<!DOCTYPE html>\n<h1>News</h1>\n<p>The park covers\n  300 <b>acres</b> of land.</p>\n",
    "old.xlf": XLIFF_12,
    "new.xliff": XLIFF_2,
    "trados.sdlxliff": SDLXLIFF,
    "memoq.mqxliff": MQXLIFF,
    "memory.tmx": TMX,
    "menu.po": PO,
    "film.srt": SRT,
    "table.csv": 'id,Chinese,English\n1,占地300亩,"It covers 300 acres, all told."\n',
    "tabs.tsv": "id\tChinese\tEnglish\n1\t占地300亩\tIt covers 300 acres.\n",
}
BOOK = workbook([["Chinese", "English"], ["占地300亩", "It covers 300 acres."]])


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    """Write a file of each kind, and return them."""
    made = {**{name: text.encode() for name, text in FILES.items()}, "book.xlsx": BOOK}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return made


def test_fix_and_undo(files: dict[str, bytes], yiwen, tmp_path: Path) -> None:
    (tmp_path / "edits").mkdir()
    done = yiwen("fix", *files, "-o", "out/", "--edits", "edits")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    for name, before in files.items():
        assert (tmp_path / name).read_bytes() == before
        assert (tmp_path / "out" / name).read_bytes() != before
        back = b"".join(undone(tmp_path / "out" / name, tmp_path / "edits" / f"{name}.edits.json"))
        assert parts(back) == parts(before) if name.endswith("xlsx") else back == before


def parts(data: bytes) -> dict[str, bytes]:
    return dict(open_archive(BytesIO(data), "a"))


def test_undo_of_the_command_line(files: dict[str, bytes], yiwen, tmp_path: Path) -> None:
    for name in ("trados.sdlxliff", "book.xlsx"):
        assert yiwen("fix", name, "-o", f"out.{name}", "--edits", "edits.json").returncode == 0
        assert yiwen("undo", f"out.{name}", "--edits", "edits.json", "-o", f"back.{name}").returncode == 0
        back = (tmp_path / f"back.{name}").read_bytes()
        assert parts(back) == parts(BOOK) if name == "book.xlsx" else back == files[name]
        done = yiwen("undo", name, "--edits", "edits.json")
        assert done.returncode == 2
        assert b"is not the file that these edits made" in done.stderr


def test_run_writes_the_files_and_their_reports(files: dict[str, bytes], yiwen, tmp_path: Path) -> None:
    done = yiwen("run", *files, "-o", "out")
    assert (done.returncode, done.stderr) == (0, b"")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    for path in map(Path, files):
        assert {f"{path.stem}.fixed{path.suffix}", f"{path.stem}.edits.json"} <= names
    assert "trados.sdlxliff" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    report = json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert {one["format"] for one in report["documents"]} == {"html", "xliff", "tmx", "po", "srt", "csv", "xlsx"}


def test_repaired_files_hold_mu(yiwen, tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    assert yiwen("fix", *FILES, "-o", "out/").returncode == 0
    page = (tmp_path / "out/page.html").read_bytes().decode()
    assert page == FILES["page.html"].replace("300 <b>acres", "300 <b>mu")
    assert (tmp_path / "out/film.srt").read_text() == SRT.replace("acres", "mu")
    assert 'conf="Draft"' in (tmp_path / "out/trados.sdlxliff").read_text()
    assert "300 mu, all told" in (tmp_path / "out/table.csv").read_text()


def test_check_says_where(yiwen, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FILES["page.html"])
    (tmp_path / "table.xlsx").write_bytes(BOOK)
    done = yiwen("check", "page.html", "table.xlsx")
    assert done.returncode == 1
    first, second = done.stdout.decode().splitlines()
    assert first.startswith("page.html:4:3: warning mu-not-acre: '300 acres' -> '300 mu'")
    assert second.startswith("table.xlsx[Terms!B2]:1:11: warning mu-not-acre: ")
    found = json.loads(yiwen("check", "page.html", "--format", "json").stdout)
    assert [(row["line"], row["column"]) for row in found] == [(4, 3)]


def test_diff_shows_text_without_tags(yiwen, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FILES["page.html"])
    text = yiwen("fix", "page.html", "--diff").stdout.decode()
    assert "-The park covers 300 acres of land.\n+The park covers 300 mu of land.\n" in text


def test_the_chinese_of_a_unit_is_in_view(yiwen, tmp_path: Path) -> None:
    text = XLIFF_12.replace('园区占地<g id="1">300亩</g>', '园区占地<g id="1">300英亩</g>')
    (tmp_path / "a.xlf").write_text(text, encoding="utf-8")
    made = yiwen("fix", "a.xlf").stdout.decode()
    assert "300 acres" in made
    assert "80 mu" in made


def test_proposals_leave_targets_alone(yiwen, tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(XLIFF_12, encoding="utf-8")
    made = yiwen("fix", "a.xlf", "--propose").stdout.decode()
    assert '<alt-trans origin="yiwen"><target>The park covers <g id="1">300 mu</g>.</target></alt-trans>' in made
    assert '<target>The park covers <g id="1">300 acres</g>.</target>' in made


def test_columns_are_named(yiwen, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("one,two\n占地300亩,It covers 300 acres.\n", encoding="utf-8")
    done = yiwen("fix", "a.csv", "--target-column", "two", "--source-column", "1")
    assert "It covers 300 mu." in done.stdout.decode()


def test_standard_input_has_a_format(yiwen) -> None:
    done = yiwen("fix", "-", "--input-format", "html", stdin=b"<p>5 <i>acres</i> of land")
    assert done.stdout == b"<p>5 <i>mu</i> of land"
    assert open_archive(BytesIO(yiwen("fix", "-", "--input-format", "xlsx", stdin=BOOK).stdout), "a")


def test_many_processes_give_the_same(yiwen, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(FILES["page.html"])
    assert yiwen("fix", "a.html", "--jobs", "2").stdout == yiwen("fix", "a.html").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fix", "a.csv"], "a.csv:1: no one column is headed as the English; say --target-column NAME"),
        (["fix", "a.txt", "--propose"], "a.txt: --propose means nothing for txt files; leave it out"),
        (["check", "a.html", "--target-column", "B"], "a.html: --target-column means nothing for html files"),
        (
            ["fix", "a.xlf", "--source", "zh.txt"],
            "zh.txt: the segments of a.xlf carry their own Chinese; leave --source",
        ),
        (["fix", "broken.xlf"], "broken.xlf:1:"),
        (["fix", "a.xlsx"], "a.xlsx: is no zipped document"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(arguments: list[str], message: str, yiwen, tmp_path: Path) -> None:
    for name, text in {
        "a.csv": "one,two\n1,2\n",
        "a.txt": "It has 5 acres.\n",
        "a.html": "<p>5 acres",
        "a.xlf": XLIFF_12,
        "zh.txt": "占地300亩\n",
        "broken.xlf": XLIFF_12[:-20].replace("\n", ""),
        "a.xlsx": "no workbook",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = yiwen(*arguments, "-o", "out") if arguments[0] == "fix" else yiwen(*arguments)
    assert done.returncode == 2
    assert message in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "out").exists()
