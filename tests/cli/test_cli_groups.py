"""Options that several commands share are the same in each, and reach the settings."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.main import get_command

from yiwen.cli.app import app
from yiwen.cli.groups import Columns, Rules, Terms, given

SHARED = {
    "--source", "--glossary", "--no-builtin", "--assume", "--only", "--ignore", "--keep", "--house", "--strip-web",
    "--source-column", "--target-column",
}  # fmt: skip
REPAIRS = {"--gloss", "--first-mention", "--unsafe"}
COMMANDS = ("run", "fix", "check", "project", "review")


def options(name):
    command = get_command(app).commands[name]
    return {opt: parameter for parameter in command.params for opt in parameter.opts if opt.startswith("--")}


def test_the_five_commands_take_the_shared_options_alike():
    fix = options("fix")
    for name in COMMANDS:
        own = options(name)
        assert set(own) >= SHARED, name
        for option in SHARED - {"--source"}:
            one, other = own[option], fix[option]
            assert (one.help, one.metavar, one.default, one.multiple) == (
                other.help, other.metavar, other.default, other.multiple,
            ), (name, option)  # fmt: skip
    for name in ("run", "fix", "review"):
        assert set(options(name)) >= REPAIRS, name


def test_what_the_groups_hold_are_fields_of_the_settings(tmp_path):
    terms = Terms(glossary=[tmp_path / "a.csv"], no_builtin=True)
    named = given(terms, Rules(ignore=["mu-*"]), house=["spelling=british"], strip_web=True)
    assert named == {
        "glossaries": (tmp_path / "a.csv",),
        "builtin": False,
        "ignore": ("mu-*",),
        "house": (("spelling", "british"),),
        "strip_web": True,
    }
    assert given(Terms(), Rules()) == {}
    reading = Columns("A", "B").reading(propose=True)
    assert (reading.source_column, reading.target_column, reading.propose) == ("A", "B", True)


@pytest.mark.parametrize("command", ["fix", "check"])
def test_a_rule_is_ignored_and_a_wrong_one_refused_alike(
    command: str, yiwen: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("The town acquired 310 acres of farmland.\n")
    done = yiwen(command, "a.txt", "--ignore", "mu-not-acre")
    assert (done.returncode, done.stderr) == (0, b"")
    done = yiwen(command, "a.txt", "--ignore", "mu-not-acer")
    assert done.returncode == 2
    assert b"no rule is named 'mu-not-acer'" in done.stderr


def test_a_house_choice_is_what_check_proposes(yiwen, tmp_path):
    (tmp_path / "a.txt").write_text("The county cleared three stuck points.\n")
    done = yiwen("check", "a.txt", "--house", "bottleneck=impediment")
    assert b"impediments" in done.stdout


def test_project_reads_the_columns_that_it_is_told(yiwen, tmp_path):
    (tmp_path / "a.csv").write_text("zh,en\n市长李建国讲话。,Mayor Zhang Jianguo spoke.\n", encoding="utf-8")
    done = yiwen("project", "a.csv", "-o", "qa", "--source-column", "zh", "--target-column", "en")
    assert done.returncode == 0, done.stderr
    assert b"1 file, 4 words, 1 finding\n" in done.stdout


def test_an_abbreviation_is_introduced_on_request_from_the_command_line_or_the_folder(yiwen, tmp_path):
    (tmp_path / "terms.csv").write_text("zh,en\n财政部,Ministry of Finance | MOF\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The MOF agreed.\n")
    expected = b"The Ministry of Finance (MOF) agreed.\n"
    assert yiwen("fix", "a.txt", "--glossary", "terms.csv").stdout == b"The MOF agreed.\n"
    assert yiwen("fix", "a.txt", "--glossary", "terms.csv", "--first-mention").stdout == expected
    (tmp_path / ".yiwen.toml").write_text('glossaries = ["terms.csv"]\nfirst-mention = true\n')
    assert yiwen("fix", "a.txt").stdout == expected
