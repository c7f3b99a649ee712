"""The rows of termbases in every kind of file that yiwen reads: one reader a kind, one table."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from yiwen.errors import DocumentError, GlossaryError
from yiwen.formats.encoding import decode
from yiwen.glossary.termbase_columns import Line
from yiwen.glossary.termbase_languages import Language, named_language, tagged_language, written_language
from yiwen.glossary.termbase_tables import UNIT, RawRow, read_table

_LONGEST_CELL = 5000  # characters within quotes: beyond it a quotation mark was never meant to open a cell
_CELL = r'(?:"((?:[^"]|""){0,%d}+)"(?=[%s\r\n]|\Z)|([^%s\r\n]*))(%s|\r\n|\n|\r|\Z)'
_SEPARATORS = ",;\t"  # of a csv, the likeliest first
_SEPARATORS_OF_TEXT = "\t;,=："  # of other files; people write lists of terms with the last two
_TABLES = (".csv", ".tsv")  # in others OmegaT's number signs begin comments, here they may head a column
_NEEDS_QUOTES = re.compile(r'["\t\r\n]')
_EXCELS = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)  # a first line that only Excel reads
_AS_TEXT = re.compile("'+[=+@\\-]")  # an apostrophe that keeps spreadsheet programs from computing a cell
_TRIED = 100  # lines that tell the separator
_ENTRY_ID = re.compile(r"^\s*(?:-\s*)?\{?\s*id\s*:", re.MULTILINE)


def _table_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of text split by commas, semicolons or tabs, as most of its lines are."""
    text = _text(path).lstrip("\ufeff")
    said = _EXCELS.match(text)
    likely = _SEPARATORS if path.suffix.lower() in _TABLES else _SEPARATORS_OF_TEXT
    separator = said[1] if said else max(likely, key=lambda mark: _fit(text, mark))
    lines = (line for line in _lines(path.name, text, separator) if not _is_comment(line, path))
    rows: Iterator[Line] = islice(lines, 1 if said else 0, None)
    if path.suffix.lower() in _TABLES:
        rows = map(_without_apostrophes, rows)
    return read_table(path.name, rows, has_notes=separator == "\t", has_separators=separator != "\t")


def _without_apostrophes(line: Line) -> Line:
    cells = [cell[1:] if _AS_TEXT.match(cell) else cell for cell in line.cells]
    return Line(line.where, cells, line.problem)


def _lines(name: str, text: str, separator: str) -> Iterator[Line]:
    """Yield the rows of a table of text; quotation marks that do not hold a whole cell are letters of it.

    So are those round a cell split off by tabs that needs none, unless the file quotes its very first cell: services
    and CAT tools write no quotes there.
    """
    is_bare = separator == "\t" and not text.startswith('"')
    cell = re.compile(_CELL % (_LONGEST_CELL, separator, separator, separator))
    number, seen, cells = 1, 0, list[str]()
    for found in cell.finditer(text):
        if found.start() == len(text) and not cells:
            return
        quoted, bare, end = found.groups()
        if quoted is not None and is_bare and not _NEEDS_QUOTES.search(quoted):
            bare, quoted = f'"{quoted}"', None
        cells.append(bare if quoted is None else quoted.replace('""', '"'))
        if end != separator:
            opened = any(one.startswith('"') and one.count('"') == 1 for one in cells)
            yield Line(f"{name}:{number}", cells, "a quotation mark opens a cell and none closes it" if opened else "")
            number += max(1, text.count("\n", seen, found.end()))
            seen, cells = found.end(), []


def _fit(text: str, separator: str) -> tuple[int, int]:
    """Return how many of the first lines a separator splits, and how few of their cells hold another one."""
    lines = [line.cells for line in islice(_lines("", text, separator), _TRIED)]
    others = _SEPARATORS.replace(separator, "")
    mixed = (any(mark in cell for mark in others) and written_language(cell) == "zh" for row in lines for cell in row)
    return sum(len(row) > 1 for row in lines), -sum(mixed)


def _is_comment(line: Line, path: Path) -> bool:
    """Return whether a row is a comment: OmegaT begins files with one, and heads no column with a number sign."""
    is_alone = not any(cell.strip() for cell in line.cells[1:])
    return line.cells[0].startswith("#") and (is_alone or path.suffix.lower() not in _TABLES)


def _xlsx_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of every sheet that is a table of terms; the error of the first where none is."""
    from yiwen.formats.xlsx import read_sheets  # noqa: PLC0415  # openpyxl is slow to load, and few glossaries are workbooks

    sheets = [(title, rows) for title, rows in read_sheets(path) if rows]
    failures: list[tuple[str, bool, str]] = []
    for title, rows in sheets:
        name = f"{path.name}[{title}]" if len(sheets) > 1 else path.name
        try:
            yield from read_table(name, [Line(f"{name}:{number}", cells) for number, cells in rows])
        except GlossaryError as error:
            failures.append((name, any(_is_bilingual(cells) for _, cells in rows), str(error)))
    if not sheets:
        raise GlossaryError(f"{path}: the workbook is empty; give rows of Chinese and English")
    if len(failures) == len(sheets):
        raise GlossaryError(next((told for _, is_table, told in failures if is_table), failures[0][2]))
    for name, is_table, told in failures:
        if is_table:
            yield RawRow(name, "", (), told.partition(": ")[2], what="sheet")


def _is_bilingual(cells: Sequence[str]) -> bool:
    return {"zh", "en"} <= {written_language(cell) for cell in cells}


def _jsonl_rows(path: Path) -> Iterator[RawRow]:
    items: list[tuple[str, Any]] = []
    for number, line in enumerate(_text(path).split("\n"), 1):
        where = f"{path.name}:{number}"
        try:
            items += [(where, json.loads(line))] if line.strip() else []
        except (ValueError, RecursionError) as error:
            items.append((where, Line(where, (), f"broken JSON: {error}")))
    return read_table(path.name, _records(path.name, items))


def _json_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of a JSON list of objects or of pairs, or of one object of pairs; rows are counted, not lines."""
    try:
        content: Any = json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise GlossaryError(f"{path.name}:{error.lineno}: broken JSON: {error.msg}; give a list of rows") from error
    except (ValueError, RecursionError) as error:
        raise GlossaryError(f"{path.name}: broken JSON: {error}; give a list of rows") from error
    if isinstance(content, dict):
        content = _rows_within(content)
    if not isinstance(content, list):
        raise GlossaryError(f'{path.name}: is no list of rows {{"zh": "...", "en": ["..."]}}')
    items = [(f"{path.name}:{number}", row) for number, row in enumerate(content, 1)]
    return read_table(path.name, _records(path.name, items))


def _rows_within(content: dict[str, Any]) -> list[Any]:
    """Return the rows of an object: the one list of rows in it, itself where it is a row, else its pairs."""
    lists = [
        value
        for value in content.values()
        if isinstance(value, list) and any(isinstance(item, dict | list) for item in value)
    ]
    if len(lists) == 1:
        return lists[0]
    is_row = {"zh", "en"} <= {named_language(key) for key in content}
    return [content] if is_row else [list(pair) for pair in content.items()]


def _records(name: str, items: Sequence[tuple[str, Any]]) -> Iterator[Line]:
    """Yield rows of JSON as those of a table: the keys of objects are its header, and pairs have none."""
    keys = list(dict.fromkeys(key for _, item in items if isinstance(item, dict) for key in item))
    if keys:
        yield Line(name, keys)
    for where, item in items:
        if isinstance(item, Line):
            yield item
        elif isinstance(item, dict):
            yield Line(where, [_json_cell(item.get(key)) for key in keys])
        elif isinstance(item, list) and not keys:
            yield Line(where, [_json_cell(value) for value in item])
        else:
            yield Line(where, (), 'a row is {"zh": "...", "en": ["..."]} or ["zh", "en"], one kind in a file')


def _json_cell(value: Any) -> str:  # JSON enters here
    """Return a value as a cell; a list of texts stays one, and what is neither is empty."""
    if isinstance(value, list):
        return "".join(f"{item}{UNIT}" for item in value) if all(isinstance(item, str) for item in value) else ""
    if isinstance(value, bool | str):
        return str(value)
    return str(value) if isinstance(value, int | float) and value == value else ""  # NaN is no term


def _yaml_rows(path: Path) -> Iterator[RawRow]:
    """Yield the rows of YAML pairs; see `holds_yaml_pairs`."""
    return read_table(path.name, _yaml_lines(path) or ())


def holds_yaml_pairs(path: Path) -> bool:
    """Return whether a YAML file holds plain pairs, not entries: `亩: mu`, `- [亩, mu]` or `- {zh: 亩, en: mu}`."""
    return not _ENTRY_ID.search(_text(path)) and _yaml_lines(path) is not None


def _yaml_lines(path: Path) -> list[Line] | None:
    """Return the pairs of a YAML file as the rows of a table; None where it is none of pairs, or broken."""
    try:
        root = yaml.compose(_text(path), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None  # read as entries it tells where it is broken
    if isinstance(root, yaml.MappingNode):
        rows = [(key, [key, value]) for key, value in root.value]
    elif isinstance(root, yaml.SequenceNode) and all(isinstance(item, yaml.SequenceNode) for item in root.value):
        rows = [(item, item.value) for item in root.value]
    else:
        return _yaml_records(path.name, root)
    if not all(_is_yaml_cell(cell) for _, cells in rows for cell in cells):
        return None
    return [Line(_yaml_place(path.name, node), [_yaml_cell(cell) for cell in cells]) for node, cells in rows]


def _yaml_records(name: str, root: Any) -> list[Line] | None:
    """Return mappings of a list as the rows of a table, if all their keys are those of pairs."""
    items = root.value if isinstance(root, yaml.SequenceNode) else []
    records = [
        {key.value: value for key, value in item.value}
        for item in items
        if isinstance(item, yaml.MappingNode) and all(isinstance(key, yaml.ScalarNode) for key, _ in item.value)
    ]
    keys = list(dict.fromkeys(key for record in records for key in record))
    if not keys or len(records) < len(items) or not all(key == "forbidden" or named_language(key) for key in keys):
        return None
    lines = [
        Line(_yaml_place(name, item), [_yaml_cell(record[key]) if key in record else "" for key in keys])
        for item, record in zip(items, records, strict=True)
    ]
    return [Line(name, keys), *lines]


def _yaml_place(name: str, node: yaml.Node) -> str:
    return f"{name}:{node.start_mark.line + 1}"


def _is_yaml_cell(node: yaml.Node) -> bool:
    texts = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return all(isinstance(text, yaml.ScalarNode) for text in texts)


def _yaml_cell(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return "".join(f"{item.value}{UNIT}" for item in node.value)
    return str(node.value)


def _xml_rows(path: Path) -> Iterator[RawRow]:
    """Yield each Chinese term of a concept with all its English ones: TBX, TMX, or what MultiTerm exports."""
    from yiwen.formats.concepts import read_concepts  # noqa: PLC0415  # lxml is loaded for XML alone

    languages: set[str] = set()
    for concept in read_concepts(path):
        languages |= concept.terms.keys() | concept.forbidden.keys()
        for term in _of(concept.terms, "zh") or _of(concept.forbidden, "zh") or [""]:
            where = f"{path.name}:{concept.line}"
            yield RawRow(where, term, _of(concept.terms, "en"), "", _of(concept.forbidden, "en"))
    for wanted, name in (("zh", "Chinese (zh)"), ("en", "English (en)")):
        if wanted not in {tagged_language(tag) for tag in languages}:
            known = ", ".join(sorted(languages)) or "none"
            raise GlossaryError(f"{path}: has no {name} terms (its languages: {known}); export it with both")


def _of(terms: Mapping[str, Sequence[str]], language: Language) -> list[str]:
    return [term for tag, found in terms.items() if tagged_language(tag) == language for term in found]


def _text(path: Path) -> str:
    """Return the text of a file in any encoding that reports may have: a Chinese Excel saves GB18030."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror}; check the path") from error
    try:
        return decode(data, str(path))[0] if data else ""
    except DocumentError as error:
        raise GlossaryError(str(error)) from error


READERS: Mapping[str, Callable[[Path], Iterator[RawRow]]] = {
    ".csv": _table_rows,
    ".tsv": _table_rows,
    ".txt": _table_rows,
    ".tab": _table_rows,
    ".utf8": _table_rows,
    ".xlsx": _xlsx_rows,
    ".xlsm": _xlsx_rows,
    ".tbx": _xml_rows,
    ".tmx": _xml_rows,
    ".xml": _xml_rows,
    ".mtf": _xml_rows,
    ".json": _json_rows,
    ".jsonl": _jsonl_rows,
    ".yaml": _yaml_rows,
    ".yml": _yaml_rows,
}
