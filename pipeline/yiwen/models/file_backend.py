"""Translations made elsewhere: one a line, or JSON rows with `mt`, in the order of the source's paragraphs."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from yiwen.errors import ModelError
from yiwen.models.load import Options
from yiwen.models.registry import Model
from yiwen.types import Passage, Translation

_FIELDS = ("mt", "translation", "text")


def load(model: Model, options: Options, task: str) -> "FileTranslator":  # noqa: ARG001  # as every back-end's
    """Return the file as a translator.

    Raises:
        ModelError: it cannot be read, or holds no translations.
    """
    return FileTranslator(Path(model.place))


class FileTranslator:
    """Passage by passage what the file says, by their numbers."""

    context = 0
    window = 4096
    unit: Literal["sentence", "paragraph", "as-is"] = "as-is"
    takes_terms = False
    takes_context = False

    def __init__(self, path: Path) -> None:
        self.name = f"file:{path.name}"
        self._path = path
        self._texts = _texts(path)

    def count(self, text: str) -> int:
        """Return the number of characters: a file reads nothing."""
        return len(text)

    def translate(self, passages: Sequence[Passage], attempt: int = 0) -> list[Translation]:  # noqa: ARG002
        """Return what the file has for each passage.

        Raises:
            ModelError: it has fewer translations than there are passages.
        """
        return [Translation(self._of(passage)) for passage in passages]

    def _of(self, passage: Passage) -> str:
        if passage.number >= len(self._texts):
            raise ModelError(
                f"{self._path}: holds {len(self._texts)} translations, but there are more paragraphs; "
                "give one for each paragraph of Chinese, blank lines left out"
            )
        return self._texts[passage.number]


def _texts(path: Path) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise ModelError(f"{path}: {reason}; name a file of translations, one a line or JSON rows") from None
    rows = path.suffix.lower() in (".jsonl", ".ndjson")
    held = [(f"{path}:{number}", line) for number, line in enumerate(lines, 1) if line.strip()]
    texts = [_of_row(line, where) if rows else line for where, line in held]
    if not texts:
        raise ModelError(f"{path}: holds no translations; write one a line")
    return tuple(texts)


def _of_row(line: str, where: str) -> str:
    try:
        row = json.loads(line)
    except ValueError:
        raise ModelError(f"{where}: is no JSON row; write one object a line") from None
    for field in _FIELDS:
        if isinstance(row, dict) and isinstance(row.get(field), str):
            return str(row[field])
    raise ModelError(f"{where}: has no text in 'mt'; add it")
