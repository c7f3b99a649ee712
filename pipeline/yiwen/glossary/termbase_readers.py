"""The rows of termbases in every kind of file that yiwen reads: one reader a kind, one table."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from yiwen.errors import DocumentError, GlossaryError
from yiwen.formats.encoding import decode

_ZH = re.compile(
    r"(?:zh|cmn|yue)(?:[-_ ].*)?|(?:(?:simplified|traditional) )?chinese.*|中文|汉语|漢語|简体中文|繁體中文"
)
_EN = re.compile(r"en(?:[-_ ].*)?|english.*|英文|英语|英語")

_STATUS = re.compile(r"term[-_ ]?info|(?:term[-_ ]?|usage[-_ ]?)?status|usage|状态|狀態|用法")
_FORBIDDEN = re.compile(
    r"forbidden|deprecated|obsolete|superseded|not[-_ ]?recommended|do not use|prohibited|禁用|禁止|淘汰", re.IGNORECASE
)
_PREFERRED = re.compile(r"(?<!not )preferred|首选|推荐", re.IGNORECASE)
_NEVER = frozenset({"forbidden", "never", "禁用", "禁用译法"})  # names of a column
_YES = frozenset({"true", "yes", "1", "x", "是"})
_NO = frozenset({"", "false", "no", "0", "否"})


class RawRow(NamedTuple):
    """A row as a file has it: its line, the Chinese, the English to write and to accept, the English never to write.

    `problem` says what is wrong with the row, "" for nothing.
    """

    line: int
    zh: str
    en: Sequence[str]
    problem: str = ""
    forbidden: Sequence[str] = ()


def _csv_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of a table; the separator is the one of `,` `;` and tab that its header holds most of."""
    header = _text(path).lstrip("\n").partition("\n")[0]
    return _delimited(path, max(",;\t", key=header.count))


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
    """Yield the rows under a header that names Chinese and English columns.

    Several renderings stand in one cell, split by `|`, or in several columns of a language, as memoQ exports them. A
    column of status (memoQ's Term_Info too) tells of the term column before it: preferred, admitted, forbidden. One
    named "forbidden" may also hold the renderings that are never to be written.
    """
    rows = iter(lines)
    header_line, header = next(((line, row) for line, row in rows if any(cell.strip() for cell in row)), (1, []))
    zh_columns, en_columns = (_columns(name, header_line, header, *wanted) for wanted in ((_ZH, "zh"), (_EN, "en")))
    last = max(zh_columns[0].at, en_columns[0].at)
    for line, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= last or any(cell.strip() for cell in row[len(header) :]):
            problem = f"the row has {len(row)} cells; it needs {len(header)}; quote a cell that holds separators"
            yield RawRow(line, "", (), problem)
            continue
        good, forbidden = _read_cells(row, en_columns)
        chinese, never = _read_cells(row, zh_columns)
        for zh in chinese or never or [""]:
            yield RawRow(line, zh, good, "", forbidden)


class _Column(NamedTuple):
    """Where the terms of a language stand, and where what is said of them."""

    at: int
    status: tuple[int, ...]
    forbids: int | None


def _columns(name: str, line: int, header: Sequence[str], pattern: re.Pattern[str], wanted: str) -> list[_Column]:
    """Return a language's columns, each with the status columns between it and the next language's."""
    names = [cell.strip().lower() for cell in header]
    starts = [at for at, cell in enumerate(names) if _ZH.fullmatch(cell) or _EN.fullmatch(cell)]
    found = []
    for at, until in pairwise([*starts, len(names)]):
        if pattern.fullmatch(names[at]) and not names[at].endswith("_def"):
            own = range(at + 1, until)
            forbids = next((i for i in own if names[i] in _NEVER), None)
            found.append(_Column(at, tuple(i for i in own if _STATUS.fullmatch(names[i])), forbids))
    if not found:
        raise GlossaryError(f"{name}:{line}: the header has no column '{wanted}'; it needs 'zh' and 'en'")
    return found


def _read_cells(row: Sequence[str], columns: Sequence[_Column]) -> tuple[list[str], list[str]]:
    """Return a row's terms of one language, the preferred first, and those that are never to be written."""
    preferred, good, forbidden = list[str](), list[str](), list[str]()
    for column in columns:
        terms = [term for term in row[column.at].split("|") if term.strip()] if column.at < len(row) else []
        said = " ".join(row[at].strip() for at in column.status if at < len(row))
        if column.forbids is not None and column.forbids < len(row):
            named = row[column.forbids].strip()
            said = "forbidden" if named.lower() in _YES else said
            forbidden += [] if named.lower() in _YES | _NO else named.split("|")
        if _FORBIDDEN.search(said):
            forbidden += terms
        elif _PREFERRED.search(said):
            preferred += terms
        else:
            good += terms
    return preferred + good, forbidden


def _jsonl_rows(path: Path) -> Iterator[RawRow]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row: Any = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield RawRow(number, "", (), f"broken JSON: {error}")
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
        return RawRow(number, "", (), 'a row is {"zh": "...", "en": ["..."]}')
    en, forbidden = (value if isinstance(value, list) else [value] for value in (row["en"], row.get("forbidden", [])))
    if not all(isinstance(rendering, str) for rendering in (*en, *forbidden)):
        return RawRow(number, "", (), "'en' must be text or a list of texts, and so must 'forbidden'")
    return RawRow(number, row["zh"], en, "", forbidden)


def _xml_rows(path: Path) -> Iterator[RawRow]:
    """Yield each Chinese term of a concept with all its English ones: TBX, or what MultiTerm exports."""
    from yiwen.formats.concepts import read_concepts  # noqa: PLC0415  # lxml is loaded for XML alone

    languages: set[str] = set()
    for concept in read_concepts(path):
        languages |= concept.terms.keys() | concept.forbidden.keys()
        zh, en = (_of(concept.terms, pattern) for pattern in (_ZH, _EN))
        for term in zh or _of(concept.forbidden, _ZH) or [""]:
            yield RawRow(concept.line, term, en, "", _of(concept.forbidden, _EN))
    for pattern, name in ((_ZH, "Chinese (zh)"), (_EN, "English (en)")):
        if not any(pattern.fullmatch(tag.lower()) for tag in languages):
            known = ", ".join(sorted(languages)) or "none"
            raise GlossaryError(f"{path}: has no {name} terms (its languages: {known}); export it with both")


def _of(terms: Mapping[str, Sequence[str]], pattern: re.Pattern[str]) -> list[str]:
    return [term for tag, found in terms.items() if pattern.fullmatch(tag.lower()) for term in found]


def _text(path: Path) -> str:
    """Return the text of a file in any encoding that reports may have: a Chinese Excel saves GB18030."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return decode(data, str(path))[0] if data else ""
    except DocumentError as error:
        raise GlossaryError(str(error)) from error


READERS: Mapping[str, Callable[[Path], Iterator[RawRow]]] = {
    ".csv": _csv_rows,
    ".tsv": _tsv_rows,
    ".jsonl": _jsonl_rows,
    ".json": _json_rows,
    ".xlsx": _xlsx_rows,
    ".tbx": _xml_rows,
    ".xml": _xml_rows,
}
