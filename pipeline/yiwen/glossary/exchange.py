"""Termbases of others: the terms of a file, whatever its kind, and the rows of it that cannot be used.

A row that cannot be used is told with its line and left out; a file that is no termbase is an error.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from yiwen.errors import GlossaryError
from yiwen.glossary.entry import Entry
from yiwen.glossary.termbase_readers import READERS

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
SUFFIXES = tuple(READERS)
_LONGEST = 300  # characters of a term: what is longer is a sentence or a slip of the separator


@dataclass(frozen=True, slots=True)
class TermRow:
    """A Chinese term and its English renderings, the first the one to write; `where` is `file:line`.

    The `forbidden` ones are never to be written; a row may hold nothing else, where another has the good ones.
    """

    zh: str
    en: tuple[str, ...]
    where: str
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JunkRow:
    """A row that cannot be used: where it stands, and what is wrong with it."""

    where: str
    problem: str

    def __str__(self) -> str:
        """Return `file:line: problem; the row is left out`."""
        return f"{self.where}: {self.problem}; the row is left out"


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
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise GlossaryError(f"{path}: is not a glossary that yiwen reads; give one of {', '.join(SUFFIXES)}")
    rows: list[TermRow] = []
    junk: list[JunkRow] = []
    for raw in reader(path):
        where = f"{path.name}:{raw.line}"
        zh, en, forbidden = " ".join(raw.zh.split()), _clean(raw.en), _clean(raw.forbidden)
        problem = raw.problem or _problem(zh, (*en, *forbidden))
        if problem:
            junk.append(JunkRow(where, problem))
        else:
            rows.append(TermRow(zh, en, where, tuple(term for term in forbidden if term not in en)))
    written = {row.zh for row in rows if row.en}
    junk += [JunkRow(row.where, "the row has no rendering to write") for row in rows if row.zh not in written]
    rows = [row for row in rows if row.zh in written]
    if not rows and junk:
        raise GlossaryError(f"{junk[0].where}: {junk[0].problem}; no row of the file is a pair of Chinese and English")
    if not rows:
        raise GlossaryError(f"{path}: holds no pair; give rows of Chinese and English under the header 'zh,en'")
    return Termbase(tuple(rows), tuple(junk))


def _clean(terms: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(term.split()) for term in terms if term.strip()))


def _problem(zh: str, en: Sequence[str]) -> str:
    """Return what keeps a row from being used, "" for a good one."""
    if not zh or not en:
        return f"the row lacks {'Chinese' if not zh else 'English'}"
    if not _HAN.search(zh):
        return f"'{zh[:30]}' is not Chinese"
    if any(_HAN.search(term) for term in en):
        return "the English holds Chinese characters"
    if len(zh) > _LONGEST or any(len(term) > _LONGEST for term in en):
        return f"longer than {_LONGEST} characters, so no term"
    return ""


def rows_of(entries: Iterable[Entry]) -> Iterator[TermRow]:
    """Yield a row for each Chinese term of the entries."""
    for entry in entries:
        for zh in entry.zh:
            yield TermRow(zh, entry.en, entry.where)


def merged(rows: Iterable[TermRow]) -> list[TermRow]:
    """Return one row a Chinese term: of several all renderings are kept, and the first row's first stays first."""
    known: dict[str, TermRow] = {}
    for row in rows:
        known[row.zh] = _joined(known[row.zh], row) if row.zh in known else row
    return [row for row in known.values() if row.en]


def _joined(one: TermRow, other: TermRow) -> TermRow:
    en = tuple(dict.fromkeys((*one.en, *other.en)))
    forbidden = dict.fromkeys(term for term in (*one.forbidden, *other.forbidden) if term not in en)
    return TermRow(one.zh, en, one.where, tuple(forbidden))
