"""Termbases of others: the terms of a file, whatever its kind, and the rows of it that cannot be used.

A row that cannot be used is told with its line and left out; a file that is no termbase is an error.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yiwen.errors import GlossaryError
from yiwen.glossary.entry import Entry
from yiwen.glossary.termbase_languages import written_language
from yiwen.glossary.termbase_readers import READERS

SUFFIXES = tuple(READERS)
_INSTEAD = {
    ".xls": "save it as .xlsx",
    ".ods": "save it as .xlsx",
    ".docx": "put its table into an .xlsx or .csv file",
    ".doc": "put its table into an .xlsx or .csv file",
    ".pdf": "put its table into an .xlsx or .csv file",
    ".sdltb": "export it from MultiTerm as XML or TBX",
    ".mtw": "export it from MultiTerm as XML or TBX",
}
_NO_TERM = re.compile(  # errors of Excel, and marks that something is to come
    r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)|N/A|TBD|TBC|[-\u2013\u2014_.?\uff1f/]+", re.IGNORECASE
)
_MARKUP = re.compile(r"</[a-z]+>|<br */?>", re.IGNORECASE)
_UNSEEN = dict.fromkeys(  # soft hyphens, joiners, marks of direction
    map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_LONGEST = 300  # characters of a term: what is longer is a sentence or a slip of the separator


@dataclass(frozen=True, slots=True)
class TermRow:
    """A Chinese term and its English renderings, the first the one to write; `where` is `file:line`.

    The `forbidden` ones are never to be written; a row may hold nothing else, where another has the good ones. Where a
    termbase marks the first as preferred, it stays first whatever other rows of the term say.
    """

    zh: str
    en: tuple[str, ...]
    where: str
    forbidden: tuple[str, ...] = ()
    is_preferred: bool = False


@dataclass(frozen=True, slots=True)
class JunkRow:
    """A row, or a sheet of a workbook, that cannot be used: where it stands, and what is wrong with it."""

    where: str
    problem: str
    what: str = "row"

    def __str__(self) -> str:
        """Return `file:line: problem; the row is left out`."""
        return f"{self.where}: {self.problem}; the {self.what} is left out"


@dataclass(frozen=True, slots=True)
class Termbase:
    """The usable rows of a file, in order, and its junk."""

    rows: tuple[TermRow, ...]
    junk: tuple[JunkRow, ...] = ()


def read_termbase(path: Path) -> Termbase:
    """Return the terms of a file; the kind is told by the suffix.

    Raises:
        GlossaryError: the file cannot be read, is of no known kind, lacks Chinese or English, or has no good row.
    """
    suffix = path.suffix.lower()
    if path.is_dir():
        raise GlossaryError(f"{path}: cannot be read: is a folder; name the file in it")
    if suffix not in READERS:
        instead = _INSTEAD.get(suffix, f"give one of {', '.join(SUFFIXES)}")
        raise GlossaryError(f"{path}: is not a glossary that yiwen reads; {instead}")
    rows: list[TermRow] = []
    junk: list[JunkRow] = []
    for raw in READERS[suffix](path):
        zh, en, forbidden = _plain(raw.zh), _clean(raw.en), _clean(raw.forbidden)
        problem = raw.problem or _problem(zh, (*en, *forbidden))
        if problem:
            junk.append(JunkRow(raw.where, problem, raw.what))
        else:
            never = tuple(term for term in forbidden if term not in en)
            rows.append(TermRow(zh, en, raw.where, never, raw.is_preferred))
    written = {row.zh for row in rows if row.en}
    junk += [JunkRow(row.where, "the row has no rendering to write") for row in rows if row.zh not in written]
    rows = [row for row in rows if row.zh in written]
    if not rows and junk:
        raise GlossaryError(f"{junk[0].where}: {junk[0].problem}; no row of the file is a pair of Chinese and English")
    if not rows:
        raise GlossaryError(f"{path}: holds no pair; give rows of Chinese and English under the header 'zh,en'")
    return Termbase(tuple(rows), tuple(junk))


def _clean(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_plain(term) for term in terms if term.strip()))


def _plain(term: str) -> str:
    """Return a term with single spaces, and without the letters of no width that copies from web pages bring."""
    return " ".join((term if term.isascii() else term.translate(_UNSEEN)).split())


def _problem(zh: str, en: Sequence[str]) -> str:
    """Return what keeps a row from being used, "" for a good one."""
    if not zh or not en:
        return f"the row lacks {'Chinese' if not zh else 'English'}"
    if written_language(zh) != "zh":
        return f"'{zh[:30]}' is not Chinese"
    if any(written_language(term) == "zh" for term in en):
        return "the English holds Chinese characters"
    if any(_MARKUP.search(term) for term in en):
        return "the English holds tags of HTML"
    empty = next((term for term in en if _NO_TERM.fullmatch(term)), "")
    if empty:
        return f"'{empty[:30]}' is no rendering"
    if len(zh) > _LONGEST or any(len(term) > _LONGEST for term in en):
        return f"longer than {_LONGEST} characters, so no term"
    return ""


def rows_of(entries: Iterable[Entry]) -> Iterator[TermRow]:
    """Yield a row for each Chinese term of the entries."""
    for entry in entries:
        for zh in entry.zh:
            yield TermRow(zh, entry.en, entry.where)


def merged(rows: Iterable[TermRow]) -> list[TermRow]:
    """Return one row a Chinese term: of several all renderings are kept, and the first row's first stays first.

    A preferred one of a later row goes before it.
    """
    known: dict[str, TermRow] = {}
    for row in rows:
        known[row.zh] = _joined(known[row.zh], row) if row.zh in known else row
    return [row for row in known.values() if row.en]


def _joined(one: TermRow, other: TermRow) -> TermRow:
    goes_before = other.is_preferred and not one.is_preferred
    en = tuple(dict.fromkeys((*other.en, *one.en) if goes_before else (*one.en, *other.en)))
    forbidden = dict.fromkeys(term for term in (*one.forbidden, *other.forbidden) if term not in en)
    return TermRow(one.zh, en, one.where, tuple(forbidden), one.is_preferred or other.is_preferred)
