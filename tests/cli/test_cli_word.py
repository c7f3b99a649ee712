"""Word files on the command line: fix, tracked changes, undo, check, summarize, run, and as the source."""

from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from yiwen.formats import read


def saved(path: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    document.add_heading("Nanling Town Expands Its Park", 1)
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(path)
    return path


def texts(path: Path) -> list[str]:
    return [segment.mt for document in read(path) for segment in document.segments]


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return saved(
        tmp_path / "report.docx",
        "On May 3, the town said the park had added 1,200 acres of industrial land . Nine firms came.",
        "It attracted nine specialized and special new enterprises with a total investment of 2.4 billion yuan.",
        "The three old piers were pulled down in April, and a square of 20,000 square meters took their place.",
        "Some 800 people found work in the park last year, twice as many as in the year before, the town said.",
    )


def test_fix_writes_a_clean_file_and_undo_restores_it(yiwen, word: Path, tmp_path: Path) -> None:
    assert yiwen("fix", word, "-o", "fixed.docx", "--edits", "edits.json").returncode == 0
    assert "1,200 mu of industrial land." in texts(tmp_path / "fixed.docx")[1]
    assert yiwen("undo", "fixed.docx", "--edits", "edits.json", "-o", "back.docx").returncode == 0
    with ZipFile(word) as before, ZipFile(tmp_path / "back.docx") as after:
        assert before.namelist() == after.namelist()
        assert all(before.read(name) == after.read(name) for name in before.namelist())


def test_track_marks_changes_under_the_name_given(yiwen, word: Path, tmp_path: Path) -> None:
    done = yiwen("fix", word, "--track", "--author", "Li Na", "-o", "tracked.docx")
    assert (done.returncode, done.stderr) == (0, b"")
    marked = docx.Document(tmp_path / "tracked.docx")
    names = set(marked.element.body.xpath(".//w:ins/@w:author | .//w:del/@w:author"))
    assert names == {"Li Na"}
    assert {comment.author for comment in marked.comments} == {"Li Na"}
    assert "Rule: mu-not-acre" in "\n".join(comment.text for comment in marked.comments)


def test_marking_a_marked_file_changes_nothing(yiwen, word: Path, tmp_path: Path) -> None:
    assert yiwen("fix", word, "--track", "-o", "once.docx").returncode == 0
    assert yiwen("fix", "once.docx", "--track", "-o", "twice.docx").returncode == 0
    assert (tmp_path / "once.docx").read_bytes() == (tmp_path / "twice.docx").read_bytes()


def test_a_file_with_nothing_to_repair_comes_out_byte_for_byte(yiwen, tmp_path: Path) -> None:
    good = saved(tmp_path / "good.docx", "The harbour handled ten ships in May.")
    assert yiwen("fix", good, "--track", "-o", "out.docx").returncode == 0
    assert (tmp_path / "out.docx").read_bytes() == good.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("fix", "report.txt", "--track", "-o", "x.txt"), "report.txt: only Word files (docx) hold tracked changes"),
        (("fix", "report.docx", "--track", "--edits", "e.json", "-o", "x.docx"), "rejected in Word"),
        (("fix", "report.docx", "--track", "--author", " ", "-o", "x.docx"), "give a name"),
        (("undo", "report.docx", "-o", "x.docx"), "wrote; tracked changes are rejected in Word"),
    ],
)
def test_what_cannot_be_done_is_told(yiwen, word: Path, report: Path, tmp_path: Path, arguments, told: str) -> None:
    done = yiwen(*arguments)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.decode().split())
    assert not list(tmp_path.glob("x.*"))


def test_what_is_left_alone_is_told(yiwen, word: Path, tmp_path: Path) -> None:
    written = docx.Document(word)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " REF x ")
    paragraph = written.add_paragraph("As in ")
    field.append(paragraph.add_run("7 acres")._r)
    paragraph._p.append(field)
    written.save(word)
    done = yiwen("fix", word, "-o", "fixed.docx")
    assert done.stderr.decode() == f"yiwen: {word}: left alone: 1 stretch of text in fields, controls or moves\n"
    assert texts(tmp_path / "fixed.docx")[-1] == "As in 7 acres"


def test_check_names_the_paragraph(yiwen, word: Path) -> None:
    done = yiwen("check", word)
    assert done.returncode == 1
    assert "report.docx[2]:1:44: warning mu-not-acre: '1,200 acres' -> '1,200 mu' (safe)" in done.stdout.decode()


def test_a_word_file_is_summarized_by_its_headings(yiwen, word: Path) -> None:
    done = yiwen("summarize", word)
    assert done.returncode == 0
    assert "1,200 acres" in done.stdout.decode()
    assert "Nanling Town Expands" not in done.stdout.decode()


def test_run_writes_the_repaired_file_and_its_edits(yiwen, word: Path, tmp_path: Path) -> None:
    done = yiwen("run", word, "-o", "out")
    assert done.returncode == 0, done.stderr
    made = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"report.fixed.docx", "report.edits.json", "report.summary.md", "report.html"} <= made
    assert "1,200 mu" in texts(tmp_path / "out/report.fixed.docx")[1]


def test_a_word_file_may_be_the_source(yiwen, tmp_path: Path) -> None:
    source = docx.Document()
    source.add_paragraph("去年，该园区完成征地8505亩，引进项目12个。")
    source.save(tmp_path / "zh.docx")
    (tmp_path / "en.txt").write_text("Last year, the park acquired 85,050 mu of land and introduced 12 projects.\n")
    done = yiwen("fix", "en.txt", "--source", "zh.docx", "--diff")
    assert done.returncode == 0, done.stderr
    assert "+Last year, the park acquired 8,505 mu of land and introduced 12 projects." in done.stdout.decode()
