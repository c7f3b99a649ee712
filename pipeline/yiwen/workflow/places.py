"""Where results go: one input to standard output or a file, several to a folder, in place only when asked."""

from collections.abc import Sequence
from pathlib import Path

from yiwen.errors import DocumentError

STDIN = "-"


def plan_outputs(inputs: Sequence[str], output: Path | None, *, in_place: bool = False) -> list[Path | None]:
    """Return where each input's result goes; None is standard output.

    Raises:
        DocumentError: several inputs have no folder to go to, or two would have one name there.
    """
    if in_place:
        return _in_place(inputs, output)
    if len(inputs) == 1 and (output is None or not (output.is_dir() or str(output).endswith(("/", "\\")))):
        return [output]
    if output is None:
        raise DocumentError(f"{len(inputs)} inputs need a folder for the results; add -o FOLDER")
    if output.exists() and not output.is_dir():
        raise DocumentError(f"{output}: is a file, and {len(inputs)} inputs need a folder; name another with -o")
    return _in_folder(inputs, output)


def _in_place(inputs: Sequence[str], output: Path | None) -> list[Path | None]:
    if output is not None:
        raise DocumentError("--in-place and -o exclude each other; leave one out")
    if STDIN in inputs:
        raise DocumentError("standard input cannot be changed in place; name a file")
    return [Path(name) for name in inputs]


def _in_folder(inputs: Sequence[str], folder: Path) -> list[Path | None]:
    """Return a place of the same base name in the folder for each input."""
    places: dict[Path, str] = {}
    for name in inputs:
        place = folder / ("stdin.txt" if name == STDIN else Path(name).name)
        if place in places:
            raise DocumentError(f"{name} and {places[place]} would both become {place}; give them two folders")
        if name != STDIN and place.exists() and place.samefile(name):
            raise DocumentError(f"{name}: would be overwritten; name another folder, or say --in-place")
        places[place] = name
    folder.mkdir(parents=True, exist_ok=True)
    return list(places)
