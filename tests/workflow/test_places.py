"""One input goes to standard output or a file, several to a folder, nothing over its own input unasked."""

from pathlib import Path

import pytest

from yiwen.errors import DocumentError
from yiwen.workflow.places import plan_outputs


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
