"""Download a model from its hub: the one thing that ever downloads, and only when asked."""

from collections.abc import Callable
from pathlib import Path

from yiwen.errors import ModelError
from yiwen.models.load import find, library
from yiwen.models.registry import Model
from yiwen.models.store import folder_of, is_here, needs_conversion, pulled_folder, record, size


def pull(spec: str, *, accept_licence: bool, talk: Callable[[str], None]) -> Path:
    """Return the folder of a model, downloaded at the registry's revision where it is not here yet.

    Raises:
        ModelError: there is no such model, its licence forbids, it has no hub, or the download failed.
    """
    model = find(spec)
    if model.noncommercial and not accept_licence:
        raise ModelError(
            f"{model.id}: its licence, {model.licence}, forbids commercial use; add --accept-licence if yours is none"
        )
    if model.backend == "openai":
        raise ModelError(f"{model.id}: runs on a server that you start; see `yiwen models show {model.id}`")
    if is_here(model) and not needs_conversion(model):
        return folder_of(model)
    if not model.hub:
        raise ModelError(f"{model.id}: has no hub to pull it from; it comes with yiwen, so install yiwen again")
    folder = pulled_folder(model)
    talk(f"{model.id}: {size(model)} from {model.hub} at {model.revision}")
    _download(model, folder)
    record(folder)
    if needs_conversion(model):
        talk(f"{model.id}: now run `yiwen models convert {model.id}`")
    return folder


def _download(model: Model, folder: Path) -> None:
    hub = library("huggingface_hub", "models")
    folder.mkdir(parents=True, exist_ok=True)
    try:
        hub.snapshot_download(
            model.hub, revision=model.revision, local_dir=folder, allow_patterns=list(model.fetch) or None
        )
    except Exception as error:  # the hub's library raises what its transports raise: all mean the same
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise ModelError(
            f"{model.id}: could not be pulled from {model.hub}: {reason}; go online and try again"
        ) from None
