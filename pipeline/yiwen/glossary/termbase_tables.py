"""The rows of terms in a table, whatever file it stands in: cells read as terms, with what is said of them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from typing import NamedTuple

from yiwen.errors import GlossaryError
from yiwen.glossary.termbase_columns import Column, Columns, Facts, Line, find_columns
from yiwen.glossary.termbase_languages import written_language

UNIT = "\x1f"  # splits terms that a file keeps apart by itself, as a list in JSON does (ASCII's unit separator)
_DOUBTFUL = re.compile(r"[\r\n]| / ")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")
_BAR = re.compile("[|｜]")
_SEMICOLON = re.compile("[;；]")
_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\[\]]*\]")
_FORBIDDEN = re.compile(
    r"forbidden|deprecated|obsolete|superseded|not[-_ ]?recommended|do not use|prohibited|禁用|禁止|淘汰|"
    r"不推荐|不推薦|不建议|不建議|勿用|弃用|棄用|停用|废弃",
    re.IGNORECASE,
)
_PREFERRED = re.compile(r"(?<!not )(?<!non-)(?<!non)preferred|首选|首選|推荐|推薦", re.IGNORECASE)
_LONGEST_STATUS = 40  # characters: what is longer tells how a term is used, not whether
_YES = frozenset({"true", "yes", "y", "1", "x", "√", "✓", "是", "wahr", "vrai"})
_NO = frozenset({"", "false", "no", "n", "0", "否", "falsch", "faux"})


class RawRow(NamedTuple):
    """A row as a file has it: where (`file:line`), the Chinese, the English to write and to accept, never to write.

    `problem` says what is wrong with the row, "" for nothing; `what` it is that has it: a row, or a sheet. Of a row
    that `is_preferred` the first rendering is to be written whatever other rows of the term say.
    """

    where: str
    zh: str
    en: Sequence[str]
    problem: str = ""
    forbidden: Sequence[str] = ()
    what: str = "row"
    is_preferred: bool = False


def read_table(
    name: str, lines: Iterable[Line], *, has_notes: bool = False, has_separators: bool = False
) -> Iterator[RawRow]:
    """Yield the rows of a table of terms.

    Several renderings stand in one cell, split by `|` or `;`, or in several columns of a language, as memoQ exports
    them. With `has_separators` (a comma, a semicolon) cells more or fewer than the others have are a slip of them; for
    `has_notes` see `find_columns`.

    Raises:
        GlossaryError: the table is empty, or it cannot be told which column holds which language.
    """
    rows = [line for line in lines if line.problem or any(cell.strip() for cell in line.cells)]
    good = [line for line in rows if not line.problem]
    if not rows:
        raise GlossaryError(f"{name}: holds no pair; give rows of Chinese and English under the header 'zh,en'")
    columns = find_columns(good, has_notes=has_notes) if good else Columns((), (), 0, 0)
    above = {line.where for line in good[: columns.first]}
    for line in (line for line in rows if line.where not in above):
        problem = line.problem or (_slip(line.cells, columns) if has_separators else "") or _doubt(line.cells, columns)
        if problem:
            yield RawRow(line.where, "", (), problem)
        else:
            yield from _read_row(line, columns)


def _slip(cells: Sequence[str], columns: Columns) -> str:
    """Return what is wrong with a row that has other cells than the table's, "" for nothing."""
    last = max(column.at for column in columns.zh[:1] + columns.en[:1])
    if last < len(cells) and not any(cell.strip() for cell in cells[columns.width :]):
        return ""
    has = "1 cell" if len(cells) == 1 else f"{len(cells)} cells"
    return f"the row has {has}; it needs {columns.width}; quote a cell that holds separators"


def _doubt(cells: Sequence[str], columns: Columns) -> str:
    """Return what leaves it open whether a cell holds one term or several, "" for nothing."""
    for cell in (_cell(cells, column.at) for column in columns.zh + columns.en):
        for term in split_terms(cell) if _DOUBTFUL.search(cell) and UNIT not in cell else ():
            shown = f"'{' '.join(term.split())[:60]}'"
            if "\n" in term.strip() or "\r" in term.strip():
                return f"{shown} has a line break in it; one term, or several? split several by |"
            if " / " in term and written_language(term) == "en":
                return f"{shown} may be one rendering or several; split several by |"
    return ""


def _read_row(line: Line, columns: Columns) -> Iterator[RawRow]:
    preferred, good, forbidden = _terms(line.cells, columns.en)
    chinese = [term for terms in _terms(line.cells, columns.zh) for term in terms]
    for zh in chinese or [""]:
        yield RawRow(line.where, zh, preferred + good, "", forbidden, is_preferred=bool(preferred))


def _terms(cells: Sequence[str], columns: Sequence[Column]) -> tuple[list[str], list[str], list[str]]:
    """Return a row's terms of one language: the preferred, the others that are good, those never to be written."""
    preferred, good, forbidden = list[str](), list[str](), list[str]()
    for column in columns:
        terms = split_terms(_cell(cells, column.at))
        if any(column.facts):
            status = _status(cells, column.facts)
            {"forbidden": forbidden, "preferred": preferred}.get(status, good).extend(terms)
            forbidden += [term for said in _of(cells, column.facts.forbids) for term in _never(said)]
        else:
            good += terms
    return preferred, good, forbidden


def _status(cells: Sequence[str], facts: Facts) -> str:
    """Return what a row says of a term: forbidden, preferred, or "" for neither."""
    told = " ".join(said for said in _of(cells, facts.status) if len(said) <= _LONGEST_STATUS)
    if _FORBIDDEN.search(told) or any(said.lower() in _YES for said in _of(cells, facts.forbids)):
        return "forbidden"
    is_preferred = _PREFERRED.search(told) or any(said.lower() in _YES for said in _of(cells, facts.prefers))
    return "preferred" if is_preferred else ""


def _never(said: str) -> list[str]:
    """Return the renderings that a cell forbids, none where it says yes or no of those beside it."""
    return [] if said.lower() in _YES | _NO else split_terms(said)


def _of(cells: Sequence[str], columns: Sequence[int]) -> list[str]:
    return [_cell(cells, at).strip() for at in columns]


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def split_terms(cell: str) -> list[str]:
    """Return the terms of a cell: split by `|`, else by semicolons outside brackets; entities of HTML are read."""
    if UNIT in cell:
        return [term for term in cell.split(UNIT) if term.strip()]
    text = _ENTITY.sub(lambda found: unescape(found[0]), cell) if "&" in cell else cell
    terms = [text]
    if _BAR.search(text):
        terms = _BAR.split(text)
    elif _SEMICOLON.search(text):
        hidden = _BRACKETS.sub(lambda found: found[0].replace(";", "\0").replace("；", "\1"), text)
        terms = [term.replace("\0", ";").replace("\1", "；") for term in _SEMICOLON.split(hidden)]
    return [term for term in terms if term.strip()]
