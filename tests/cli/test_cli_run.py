"""`run`, `summarize`, `glossary`, and what the help promises."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"numpy", "sacrebleu", "lxml", "docx", "transformers", "datasets", "torch", "yaml", "rich"}


def test_run_writes_all_results_and_says_where(yiwen, report: Path, tmp_path: Path) -> None:
    reference = tmp_path / "en.txt"
    reference.write_text("Title\n\nThe town added 1,200 mu.\n\nThe pier is being redeveloped.\n")
    done = yiwen("run", report, "--reference", reference, "-o", "results")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "results").iterdir()}
    assert {"report.fixed.txt", "report.edits.json", "report.html", "report.md", "report.json"} <= names
    assert "results/report.html" in done.stdout.decode()
    scores = json.loads((tmp_path / "results/report.json").read_text())["documents"][0]["scores"]
    assert [score["metric"] for score in scores] == [
        "BLEU, machine output",
        "chrF2++, machine output",
        "BLEU, repaired",
        "chrF2++, repaired",
    ]


def test_run_can_be_undone(yiwen, report: Path) -> None:
    assert yiwen("run", report, "-o", "r").returncode == 0
    done = yiwen("undo", "r/report.fixed.txt", "--edits", "r/report.edits.json")
    assert done.stdout == report.read_bytes()


def test_two_reports_of_one_name_are_refused(yiwen, report: Path, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x/report.txt").write_text("Text.")
    done = yiwen("run", report, "x/report.txt", "-o", "r")
    assert done.returncode == 2
    assert b"two reports are named report.txt" in done.stderr


def test_summarize_holds_its_budget(yiwen, report: Path) -> None:
    done = yiwen("summarize", report, "--words", "40")
    assert done.returncode == 0, done.stderr
    assert 0 < len(done.stdout.split()) <= 40


@pytest.mark.parametrize("budget", ["0", "-3"])
def test_a_budget_that_cannot_be_is_told(budget: str, yiwen, report: Path) -> None:
    done = yiwen("summarize", report, "--words", budget)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1


def test_the_glossary_shows_its_entries(yiwen) -> None:
    shown = yiwen("glossary", "show", "mu-not-acre").stdout.decode()
    for part in ("mu-not-acre", "why the rendering is wrong", "before", "after", "left alone", "source"):
        assert part in shown
    assert "mu-not-acre" in yiwen("glossary", "list", "亩").stdout.decode()
    assert b"did you mean 'mu-not-acre'" in yiwen("glossary", "show", "mu-not-acr").stderr


def test_glossary_test_fails_when_an_example_does_not_hold(yiwen, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "- id: mine\n  zh: [某]\n  en: [some]\n  wrong: ['sum thing']\n  alone: safe\n  why: a slip\n"
        "  change: [{mt: A sum thing., fixed: A wrong answer.}]\n  keep: [{mt: A sum., why: right}]\n",
        encoding="utf-8",
    )
    done = yiwen("glossary", "test", "mine.yaml")
    assert done.returncode == 1
    assert b"mine.yaml:7: mine is not repaired as written" in done.stdout


def test_version_and_help(yiwen) -> None:
    assert yiwen("--version").stdout.startswith(b"yiwen 0.")
    for command in ("run", "fix", "undo", "check", "summarize", "score", "glossary"):
        done = yiwen(command, "--help")
        assert done.returncode == 0
        assert b"yiwen " + command.encode() in done.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom yiwen.cli import main\nsys.argv = ['yiwen', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(','.join(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stderr.strip().split(","))


def test_import_loads_nothing_heavy() -> None:
    code = "import sys, yiwen; print(','.join(sorted({name.split('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not (HEAVY | {"typer", "click"}) & set(done.stdout.strip().split(","))


def test_help_is_quick() -> None:
    def cpu(*arguments: str) -> float:
        def once() -> float:
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

        return min(once() for _ in range(5))

    bare = cpu("-c", "pass")
    sums = cpu("-c", "x = 0\nfor i in range(2_000_000): x += i") - bare
    slowness = max(1.0, sums / 0.1)  # a tenth of a second on the machine that the bound was set for
    assert cpu("-m", "yiwen", "--help") - bare < 0.15 * slowness


def test_reports_of_one_stem_keep_their_results_apart(yiwen, report: Path, tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("# Park\n\nThe park has 90 acres of industrial land.\n")
    (tmp_path / "other.txt").write_text("The pier is new.\n")
    done = yiwen("run", report, "report.md", "other.txt", "-o", "r")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "r").iterdir()}
    assert {"report.txt.fixed.txt", "report.md.fixed.md", "report.md.edits.json", "other.fixed.txt"} <= names
    for name, original in (("report.txt.fixed.txt", report), ("report.md.fixed.md", tmp_path / "report.md")):
        back = yiwen("undo", f"r/{name}", "--edits", f"r/{original.name}.edits.json")
        assert back.stdout == original.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("list", "zebra", "acre"), "no entry has zebra and acre; give fewer words"),
        (("show", "专精特"), "did you mean '专精特新'?"),
        (("readme", "nowhere"), "nowhere: no such folder"),
    ],
)
def test_what_the_glossary_has_not_is_told(arguments: tuple[str, ...], told: str, yiwen, tmp_path: Path) -> None:
    done = yiwen("glossary", *arguments)
    assert told in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_when_nothing_is_mined_or_learned_it_is_told(yiwen, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"src": "桥梁竣工。", "mt": "The bridge is done."}\n')
    (tmp_path / "a.txt").write_text("The bridge is done.\n")
    assert b"no term without an entry stands 3 times" in yiwen("glossary", "mine", "rows.jsonl").stderr
    assert b"no change was made in the same way 2 times" in yiwen("glossary", "learn", "a.txt", "a.txt").stderr
