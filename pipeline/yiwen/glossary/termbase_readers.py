"""The rows of termbases in every kind of file that yiwen reads: one reader a kind, one table."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any

from yiwen.errors import GlossaryError

_ZH = re.compile(
    r"(?:zh|cmn|yue)(?:[-_ ].*)?|(?:(?:simplified|traditional) )?chinese.*|中文|汉语|漢語|简体中文|繁體中文"
)
_EN = re.compile(r"en(?:[-_ ].*)?|english.*|英文|英语|英語")

RawRow = tuple[int, str, Sequence[str], str]
"""Line, Chinese, English, and what is wrong with the row ("" for nothing)."""


def _csv_rows(path: Path) -> Iterator[RawRow]:
    return _delimited(path, ",")


def _tsv_rows(path: Path) -> Iterator[RawRow]:
    return _delimited(path, "\t")


def _delimited(path: Path, delimiter: str) -> Iterator[RawRow]:
    reader = csv.reader(StringIO(_text(path), newline=""), delimiter=delimiter, strict=True)
    try:
        yield from _table(path.name, ((reader.line_num, row) for row in reader))
    except csv.Error as error:
        raise GlossaryError(
            f"{path.name}:{reader.line_num}: not a table: {error}; double the quotation marks of a cell"
        ) from error


def _xlsx_rows(path: Path) -> Iterator[RawRow]:
    from yiwen.formats.xlsx import read_rows  # noqa: PLC0415  # openpyxl is slow to load, and few glossaries are workbooks

    return _table(path.name, read_rows(path))


def _table(name: str, lines: Iterable[tuple[int, list[str]]]) -> Iterator[RawRow]:
    """Yield the rows under a header that names a Chinese and an English column; several renderings are split by `|`."""
    rows = iter(lines)
    header_line, header = next(((line, row) for line, row in rows if any(cell.strip() for cell in row)), (1, []))
    zh_at, en_at = _column(name, header_line, header, _ZH, "zh"), _column(name, header_line, header, _EN, "en")
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(zh_at, en_at) or any(cell.strip() for cell in row[len(header) :]):
            yield (
                line,
                "",
                (),
                f"the row has {len(row)} cells; it needs {len(header)}; quote a cell that holds separators",
            )
        else:
            yield line, row[zh_at], row[en_at].split("|"), ""


def _column(name: str, line: int, header: Sequence[str], pattern: re.Pattern[str], wanted: str) -> int:
    for at, cell in enumerate(header):
        if pattern.fullmatch(cell.strip().lower()):
            return at
    raise GlossaryError(f"{name}:{line}: the header has no column '{wanted}'; it needs 'zh' and 'en'")


def _jsonl_rows(path: Path) -> Iterator[RawRow]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, "", (), f"broken JSON: {error}"
            continue
        yield _json_row(number, row)


def _json_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of a JSON list of objects, or of one object of Chinese and English; lines count rows."""
    try:
        content: Any = json.loads(_text(path))
    except (ValueError, RecursionError) as error:
        raise GlossaryError(f"{path.name}: broken JSON: {error}; a list of rows is wanted") from error
    if isinstance(content, dict):
        content = [{"zh": zh, "en": en} for zh, en in content.items()]
    if not isinstance(content, list):
        raise GlossaryError(f'{path.name}: is no list of rows {{"zh": "...", "en": ["..."]}}')
    return (_json_row(number, row) for number, row in enumerate(content, 1))


def _json_row(number: int, row: Any) -> RawRow:  # JSON enters here
    if not isinstance(row, dict) or not isinstance(row.get("zh"), str) or "en" not in row:
        return number, "", (), 'a row is {"zh": "...", "en": ["..."]}'
    en = row["en"] if isinstance(row["en"], list) else [row["en"]]
    if not all(isinstance(rendering, str) for rendering in en):
        return number, "", (), "'en' must be text or a list of texts"
    return number, row["zh"], en, ""


def _tbx_rows(path: Path) -> Iterator[RawRow]:
    """Yield each Chinese term of a concept with all its English ones."""
    from yiwen.formats.tbx import read_concepts  # noqa: PLC0415  # lxml is loaded for TBX alone

    languages: set[str] = set()
    for concept in read_concepts(path):
        languages |= concept.terms.keys()
        zh = [term for tag, terms in concept.terms.items() if _ZH.fullmatch(tag.lower()) for term in terms]
        en = [term for tag, terms in concept.terms.items() if _EN.fullmatch(tag.lower()) for term in terms]
        for term in zh or [""]:
            yield concept.line, term, en, ""
    for pattern, name in ((_ZH, "Chinese (zh)"), (_EN, "English (en)")):
        if not any(pattern.fullmatch(tag.lower()) for tag in languages):
            known = ", ".join(sorted(languages)) or "none"
            raise GlossaryError(f"{path}: has no {name} terms (its languages: {known}); export it with both")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error


READERS: Mapping[str, Callable[[Path], Iterator[RawRow]]] = {
    ".csv": _csv_rows,
    ".tsv": _tsv_rows,
    ".jsonl": _jsonl_rows,
    ".json": _json_rows,
    ".xlsx": _xlsx_rows,
    ".tbx": _tbx_rows,
    ".xml": _tbx_rows,
}
