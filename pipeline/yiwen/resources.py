"""Where the data folders are: inside the wheel (`yiwen/data/...`) or beside `pipeline/` in a checkout."""

from functools import cache
from pathlib import Path

from yiwen.errors import YiwenError

_PACKAGE = Path(__file__).resolve().parent


@cache
def data_folder(name: str) -> Path:
    """Return the folder of a data tree: `glossary`, `models` or `eval/sets`.

    Raises:
        YiwenError: neither the wheel nor a checkout holds the folder: the installation is broken.
    """
    places = (_PACKAGE / "data" / name, _PACKAGE.parent.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise YiwenError(f"{places[0]}: the data folder '{name}' is missing; install yiwen again")
