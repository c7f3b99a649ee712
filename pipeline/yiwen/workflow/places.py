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
    if output is not None and str(output) == STDIN:
        output = None
    if len(inputs) == 1 and (output is None or not (output.is_dir() or str(output).endswith(("/", "\\")))):
        _refuse_overwriting(inputs, output)
        return [output]
    if output is None:
        raise DocumentError(f"{len(inputs)} inputs need a folder for the results; add -o FOLDER")
    if not output.exists() and output.suffix and output.suffix == Path(inputs[0]).suffix:
        raise DocumentError(f"{output}: {len(inputs)} inputs need a folder; name one with -o {output.stem}/")
    if output.exists() and not output.is_dir():
        raise DocumentError(f"{output}: is a file, and {len(inputs)} inputs need a folder; name another with -o")
    return _in_folder(inputs, output)


def make_folder(folder: Path) -> None:
    """Make the folder for results, where it is not there.

    Raises:
        DocumentError: a file has its name.
    """
    if folder.exists() and not folder.is_dir():
        raise DocumentError(f"{folder}: is a file; name a folder with -o")
    folder.mkdir(parents=True, exist_ok=True)


def _in_place(inputs: Sequence[str], output: Path | None) -> list[Path | None]:
    if output is not None:
        raise DocumentError("--in-place and -o exclude each other; leave one out")
    if STDIN in inputs:
        raise DocumentError("standard input cannot be changed in place; name a file")
    return [Path(name) for name in inputs]


def _refuse_overwriting(inputs: Sequence[str], output: Path | None) -> None:
    """Raise a DocumentError where an output would take the place of an input."""
    for name in inputs:
        if output is not None and name != STDIN and output.exists() and Path(name).exists() and output.samefile(name):
            raise DocumentError(f"{name}: would be overwritten; name another file, or say --in-place")


def plan_edits(inputs: Sequence[str], edits: Path | None, outputs: Sequence[Path | None]) -> list[Path | None]:
    """Return where each input's edits are kept; None is nowhere.

    Raises:
        DocumentError: the edits would take the place of an input, or of a result.
    """
    if edits is None:
        return [None] * len(inputs)
    if len(inputs) == 1 and not edits.is_dir():
        places = [edits]
    else:
        edits.mkdir(parents=True, exist_ok=True)
        places = [edits / f"{Path(name).name}.edits.json" for name in inputs]
    others = [*(Path(name) for name in inputs if name != STDIN), *(place for place in outputs if place is not None)]
    for place in places:
        if any(place.absolute() == other.absolute() for other in others):
            raise DocumentError(f"{place}: --edits would overwrite a report; name another file for the edits")
    return list(places)


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
