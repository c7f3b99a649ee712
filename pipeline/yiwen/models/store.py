"""Where models are kept on this machine: shipped with yiwen, pulled before, or a folder that the user names."""

import os
from hashlib import sha256
from pathlib import Path

from yiwen.errors import ModelError
from yiwen.models.registry import CARD, Model, registry
from yiwen.resources import data_folder

WEIGHTS = ("model.bin", "model.safetensors", "pytorch_model.bin", "model.safetensors.index.json")


def store() -> Path:
    """Return the folder of pulled models: `YIWEN_MODELS`, else `yiwen/models` in the user's cache."""
    named = os.environ.get("YIWEN_MODELS")
    if named:
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "yiwen" / "models"


def known(model_id: str) -> Model:
    """Return the registry's model of an id.

    Raises:
        ModelError: there is none.
    """
    if model_id not in registry():
        raise ModelError(f"no model is named '{model_id}'; `yiwen models list` names them, a folder works too")
    return registry()[model_id]


def folder_of(model: Model) -> Path:
    """Return the folder that holds a model, or would hold it once it is pulled."""
    if model.place and (Path(model.place) / CARD).is_file():
        return Path(model.place)
    shipped = data_folder("models") / model.id
    return shipped if shipped.is_dir() else store() / model.id


def pulled_folder(model: Model) -> Path:
    """Return where the hub's files of a model go: those that are converted are kept apart from what they become."""
    return folder_of(model) / "hub" if model.convert else folder_of(model)


def is_here(model: Model) -> bool:
    """Return whether the model needs no downloading; a server's model is never here."""
    folders = (folder_of(model), pulled_folder(model))
    return any((folder / name).is_file() for folder in folders for name in WEIGHTS)


def needs_conversion(model: Model) -> bool:
    """Return whether the folder holds what the hub has, not yet what the back-end reads."""
    return bool(model.convert) and not (folder_of(model) / "model.bin").is_file()


def required(model: Model) -> Path:
    """Return the folder of a model that is here.

    Raises:
        ModelError: it is not; the message says what to pull and how large it is.
    """
    folder = folder_of(model)
    if not is_here(model):
        raise ModelError(f"{model.id}: is not on this machine; `yiwen models pull {model.id}` downloads {size(model)}")
    if needs_conversion(model):
        raise ModelError(f"{model.id}: is pulled but not converted; run `yiwen models convert {model.id}`")
    return folder


def size(model: Model) -> str:
    """Return how large a model's download is, in words."""
    if not model.download:
        return "a model of unknown size"
    return f"{model.download / 1000:.1f} GB" if model.download >= 1000 else f"{model.download} MB"


def wrong_files(model: Model, folder: Path) -> list[str]:
    """Return a line for each file whose SHA-256 is not the one on record; nothing where all agree.

    What is on record: the registry's `files`, and what `pull` and `convert` wrote down.
    """
    lines = []
    for name, wanted in {**recorded(folder), **model.files}.items():
        path = folder / name
        if not path.is_file():
            lines.append(f"{name}: missing")
        elif digest(path) != wanted:
            lines.append(f"{name}: not the file on record (its SHA-256 differs)")
    return lines


def record(folder: Path) -> None:
    """Write down the SHA-256 of every file of a folder."""
    sums = [
        f"{digest(path)}  {path.relative_to(folder).as_posix()}\n"
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "SHA256SUMS" and not {".cache", "hub"} & set(path.relative_to(folder).parts)
    ]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def recorded(folder: Path) -> dict[str, str]:
    """Return the sums that `record` wrote, by file name; none where it did not."""
    path = folder / "SHA256SUMS"
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name: total for total, _, name in (line.partition("  ") for line in lines) if name}


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    total = sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            total.update(chunk)
    return total.hexdigest()
