"""Read plain pairs of Chinese and English (csv, tsv, jsonl): a termbase of the user, or pairs that only protect."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from yiwen.errors import GlossaryError
from yiwen.glossary.entry import Entry
from yiwen.glossary.load import check_unique, load_entries

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
SUFFIXES = (*_DELIMITERS, ".jsonl", ".yaml", ".yml")


def load_user_glossary(path: Path, words: Mapping[str, str]) -> list[Entry]:
    """Return the entries of a user's glossary: pairs (csv, tsv, jsonl), or whole entries (yaml).

    Raises:
        GlossaryError: the file cannot be read, is of another kind, or holds no pair.
    """
    if path.suffix.lower() in (".yaml", ".yml"):
        entries = load_entries(path, words, user=True)
        check_unique(entries)
        return entries
    return load_pairs(path, user=True)


def load_pairs(path: Path, *, user: bool) -> list[Entry]:
    """Return an entry for each Chinese term of a file of pairs, in order.

    Of several rows for one term all renderings are accepted, and the first row's first is written.

    Raises:
        GlossaryError: the message starts with `file:line:`.
    """
    suffix = path.suffix.lower()
    if suffix not in (*_DELIMITERS, ".jsonl"):
        raise GlossaryError(f"{path}: is not a glossary that yiwen reads; give one of {', '.join(SUFFIXES)}")
    text = _text(path)
    rows = _json_rows(text, path.name) if suffix == ".jsonl" else _table_rows(text, path.name, _DELIMITERS[suffix])
    renderings: dict[str, tuple[int, list[str]]] = {}
    for line, zh, en in rows:
        _, known = renderings.setdefault(zh, (line, []))
        known += [rendering for rendering in dict.fromkeys(en) if rendering not in known]
    if not renderings:
        raise GlossaryError(f"{path}: holds no pair; give rows of Chinese and English under the header 'zh,en'")
    stem = path.stem if not user else f"user-{path.stem}"
    return [
        Entry(id=f"{stem}:{zh}", zh=(zh,), en=tuple(en), domain=path.stem, where=f"{path.name}:{line}", user=user)
        for zh, (line, en) in renderings.items()
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


def _table_rows(text: str, name: str, delimiter: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield line, Chinese and renderings of each row of a table with the columns `zh` and `en`."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        for column in ("zh", "en"):
            if column not in header:
                raise GlossaryError(f"{name}:1: the header has no column '{column}'; it needs 'zh' and 'en'")
        zh_at, en_at = header.index("zh"), header.index("en")
        for row in reader:
            if not any(cell.strip() for cell in row):
                continue
            if len(row) <= max(zh_at, en_at) or any(cell.strip() for cell in row[len(header) :]):
                raise GlossaryError(
                    f"{name}:{reader.line_num}: the row has {len(row)} cells; it needs {len(header)}; "
                    f"quote a cell that holds {delimiter!r}"
                )
            yield _row(name, reader.line_num, row[zh_at], row[en_at].split("|"))
    except csv.Error as error:
        raise GlossaryError(
            f"{name}:{reader.line_num}: not a table: {error}; double the quotation marks of a cell"
        ) from error


def _json_rows(text: str, name: str) -> Iterator[tuple[int, str, list[str]]]:
    """Yield line, Chinese and renderings of each JSON row."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise GlossaryError(f"{name}:{number}: broken JSON: {error}") from error
        if not isinstance(row, dict) or not isinstance(row.get("zh"), str) or "en" not in row:
            raise GlossaryError(f'{name}:{number}: a row is {{"zh": "...", "en": ["..."]}}')
        en = row["en"] if isinstance(row["en"], list) else [row["en"]]
        if not all(isinstance(rendering, str) for rendering in en):
            raise GlossaryError(f"{name}:{number}: 'en' must be text or a list of texts")
        yield _row(name, number, row["zh"], en)


def _row(name: str, line: int, zh: str, en: list[str]) -> tuple[int, str, list[str]]:
    zh, en = zh.strip(), [rendering.strip() for rendering in en if rendering.strip()]
    if not zh or not en:
        raise GlossaryError(
            f"{name}:{line}: the row lacks {'Chinese' if not zh else 'English'}; fill it in or take it out"
        )
    return line, zh, en
