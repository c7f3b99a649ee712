"""One input goes to standard output or a file, several to a folder, nothing over its own input unasked."""

from pathlib import Path

import pytest

from yiwen.errors import DocumentError
from yiwen.workflow.places import plan_edits, plan_outputs


def test_one_input_goes_to_standard_output() -> None:
    assert plan_outputs(["a.txt"], None) == [None]


def test_one_input_goes_to_a_file_or_into_a_folder(tmp_path: Path) -> None:
    assert plan_outputs(["a.txt"], tmp_path / "b.txt") == [tmp_path / "b.txt"]
    assert plan_outputs(["x/a.txt"], tmp_path) == [tmp_path / "a.txt"]


def test_several_inputs_keep_their_names_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert plan_outputs(["x/a.txt", "y/b.md"], folder) == [folder / "a.txt", folder / "b.md"]
    assert folder.is_dir()


@pytest.mark.parametrize(
    ("inputs", "problem"),
    [(["x/a.txt", "y/a.txt"], "would both become"), (["a.txt", "b.txt"], "need a folder")],
)
def test_what_cannot_be_placed_is_said(inputs: list[str], problem: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=problem):
        plan_outputs(inputs, tmp_path if "both" in problem else None)


def test_an_input_is_not_overwritten_unasked(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("x")
    inputs = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    with pytest.raises(DocumentError, match="would be overwritten"):
        plan_outputs(inputs, tmp_path)
    assert plan_outputs(inputs, None, in_place=True) == [Path(name) for name in inputs]


def test_in_place_needs_files() -> None:
    with pytest.raises(DocumentError, match="standard input"):
        plan_outputs(["-"], None, in_place=True)


def test_an_output_never_takes_the_place_of_its_input_unasked(tmp_path: Path) -> None:
    report = tmp_path / "a.txt"
    report.write_text("text")
    with pytest.raises(DocumentError, match="would be overwritten; name another file, or say --in-place"):
        plan_outputs([str(report)], report)
    assert plan_outputs([str(report)], report.with_name("b.txt")) == [report.with_name("b.txt")]


def test_edits_never_take_the_place_of_a_report(tmp_path: Path) -> None:
    report, result = tmp_path / "a.txt", tmp_path / "b.txt"
    for place in (report, result):
        with pytest.raises(DocumentError, match="--edits would overwrite a report"):
            plan_edits([str(report)], place, [result])
    assert plan_edits([str(report)], tmp_path / "e.json", [result]) == [tmp_path / "e.json"]
    assert plan_edits([str(report)], None, [result]) == [None]


def test_a_dash_is_standard_output_and_a_file_name_is_no_folder(tmp_path: Path) -> None:
    assert plan_outputs(["a.txt"], Path("-")) == [None]
    with pytest.raises(DocumentError, match="2 inputs need a folder"):
        plan_outputs(["a.txt", "b.txt"], tmp_path / "x.txt")
