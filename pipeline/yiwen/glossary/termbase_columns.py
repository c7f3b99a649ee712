"""Which columns of a table of terms hold the Chinese and the English: by a header, else by what stands in them.

Many services and tools keep tables without a header (DeepL, Google, OmegaT, Wordfast): the cells then tell by
themselves which column is which. Where they do not tell it for certain, the table is refused.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from yiwen.errors import GlossaryError
from yiwen.glossary.termbase_languages import Language, is_generic, named_language, without_language, written_language
from yiwen.text.romanize import letters, reading
from yiwen.text.script import comparable

_MOST_TITLES = 10  # rows of titles that may stand above a header
_SAMPLE = 1000  # rows that tell what a column holds
_PINYIN_ROWS = 50
_MOSTLY = 0.6  # of the cells of a column in one language
_FILLED = 0.5  # of the rows that a column of terms fills
_LONG = {"zh": 20, "en": 10}  # characters, words: what is longer on average is an explanation
_STATUS = re.compile("(?:usage |administrative )?status|info|usage|状态|狀態|用法")
_FORBIDS = re.compile("forbidden(?: renderings?)?|never|do not use|禁用(?:译法|譯法|词|詞)?|误译|誤譯|错译|錯譯")
_PREFERS = re.compile("preferred|首选|首選|推荐|推薦")
_CLASSES = frozenset("n v a adj adv np vp noun verb adjective adverb phrase pn propn abbr acronym other".split())
_ADVICE = "put 'zh,en' (or 'en,zh', as they stand) above the columns as a first row"


class Line(NamedTuple):
    """A row of a table: where it stands (`file:line`), its cells, and what is wrong with it, "" for nothing."""

    where: str
    cells: Sequence[str]
    problem: str = ""


class Facts(NamedTuple):
    """The columns that tell of a term: its status in words, renderings never to be written or a yes, a yes alone."""

    status: tuple[int, ...] = ()
    forbids: tuple[int, ...] = ()
    prefers: tuple[int, ...] = ()


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Column:
    """Where the terms of a language stand, and where what is said of them."""

    at: int
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table; `first` is the index of its first row of terms, `width` how many cells a row has."""

    zh: tuple[Column, ...]
    en: tuple[Column, ...]
    first: int
    width: int


class _Content(NamedTuple):
    """What stands in a column: its language, None where it is mixed or of codes or numbers; whether terms it seems."""

    language: Language | None
    is_strong: bool = False


def find_columns(lines: Sequence[Line], *, has_notes: bool = False) -> Columns:
    """Return the columns of a table; its rows are given without blank ones.

    With `has_notes` what stands behind a pair is known to be notes: files that are split by tabs keep them there.

    Raises:
        GlossaryError: it cannot be told for certain which column holds which language; the message says what to do.
    """
    for index, line in enumerate(lines[:_MOST_TITLES]):
        named = _named(lines[index:])
        if "zh" in named and "en" in named:
            return _by_header(line.cells, named, index + 1)
    below, head, named = _contents(lines[1:] or lines), lines[0], _named(lines)
    below += [_Content(None)] * (len(head.cells) - len(below))
    heads = [at for at, cell in enumerate(head.cells) if named[at] or is_generic(cell)]
    names_terms = any(name and below[at].language not in (name, None) for at, name in enumerate(named))
    if not names_terms and (any(named) or len(heads) > 1):
        return _by_words(head, named, heads, below)
    return _by_content(lines, _contents(lines), has_notes=has_notes)


def _named(lines: Sequence[Line]) -> list[Language | None]:
    """Return the languages that the cells of a first row name, as a header does.

    Where each row names the languages of its own cells, as in what DeepL takes, it is no header.
    """
    first, *others = (line.cells for line in lines[:2])
    named = [named_language(cell) for cell in first]
    if others:
        are_codes = all(first[at] in others[0][at : at + 1] for at, name in enumerate(named) if name)
    else:
        terms = (cell for cell, name in zip(first, named, strict=True) if not name)
        are_codes = {"zh", "en"} <= {written_language(cell) for cell in terms}
    return [None] * len(named) if are_codes else named


def _by_header(header: Sequence[str], named: Sequence[Language | None], first: int) -> Columns:
    """Return the columns that a header names, each with the columns of facts between it and the next language's.

    Where those of English have none, the facts speak of the row: they stand before all terms, or behind them.
    """
    starts = [at for at, name in enumerate(named) if name]
    facts = {at: _facts(header, range(at + 1, until)) for at, until in pairwise([*starts, len(header)])}
    if not any(any(facts[at]) for at in starts if named[at] == "en"):
        of_row = _facts(header, [at for at in range(len(header)) if not named[at]])
        facts = {at: of_row if named[at] == "en" else NO_FACTS for at in starts}
    zh, en = (tuple(Column(at, facts[at]) for at in starts if named[at] == wanted) for wanted in ("zh", "en"))
    return Columns(zh, en, first, len(header))


def _facts(header: Sequence[str], columns: Collection[int]) -> Facts:
    names = {at: without_language(header[at]) for at in columns}
    return Facts(*(tuple(at for at in columns if kind.fullmatch(names[at])) for kind in (_STATUS, _FORBIDS, _PREFERS)))


def _by_words(
    head: Line, named: Sequence[Language | None], heads: Sequence[int], contents: Sequence[_Content]
) -> Columns:
    """Return the columns under a header that names no language or one, as "source" and "target" do: the cells tell."""
    languages = [name or (contents[at].language if at in heads else None) for at, name in enumerate(named)]
    for wanted in ("zh", "en"):
        found = [at for at in heads if languages[at] == wanted]
        if not found:
            raise GlossaryError(f"{head.where}: the header has no column '{wanted}'; it needs 'zh' and 'en'")
        if len(found) > 1 and not all(named[at] for at in found):
            both = " and ".join(f"'{head.cells[at].strip()}'" for at in found)
            raise GlossaryError(f"{head.where}: {both} hold the same language; head one column 'zh' and one 'en'")
    return _by_header(head.cells, languages, 1)


def _by_content(lines: Sequence[Line], contents: Sequence[_Content], *, has_notes: bool) -> Columns:
    """Return the columns of a table without a header.

    Each language has one column, or the first two columns are a pair and what follows is in Chinese, or known as notes.
    """
    where = lines[0].where
    if len(contents) < 2:
        raise GlossaryError(f"{where}: no table of terms; a row needs Chinese and English, split by a tab or a comma")
    zh, en = (_likeliest(contents, language) for language in ("zh", "en"))
    zh = [at for at in zh if at == zh[0] or not _is_other_script(lines, zh[0], at)]
    en = [at for at in en if not (zh and _is_pinyin(lines, zh[0], at, has_tones=len(en) == 1))]
    for found, name in ((zh, "Chinese"), (en, "English")):
        if not found:
            raise GlossaryError(f"{where}: no header, and no column that holds {name}; {_ADVICE}")
    first, second, *others = sorted(zh + en)
    is_pair = (first in zh) != (second in zh) and (has_notes or all(at in zh for at in others))
    if not is_pair and len(zh) + len(en) > 2:
        doubtful, name = (en, "English") if len(en) > 1 else (zh, "Chinese")
        places = " and ".join(str(at + 1) for at in doubtful)
        raise GlossaryError(f"{where}: no header, and columns {places} may each hold the {name}; {_ADVICE}")
    chinese, english = (first, second) if first in zh else (second, first)
    width = Counter(len(line.cells) for line in lines).most_common(1)[0][0]
    return Columns((Column(chinese),), (Column(english),), 0, max(width, second + 1))


def _likeliest(contents: Sequence[_Content], language: Language) -> list[int]:
    """Return the columns of a language that look like terms; where none does, all of it."""
    found = [at for at, content in enumerate(contents) if content.language == language]
    return [at for at in found if contents[at].is_strong] or found


def _contents(lines: Sequence[Line]) -> list[_Content]:
    """Return what stands in each column."""
    sample = lines[:_SAMPLE]
    width = max(len(line.cells) for line in lines)
    columns = ([line.cells[at].strip() for line in sample if at < len(line.cells)] for at in range(width))
    return [_content([cell for cell in column if cell], len(sample)) for column in columns]


def _content(cells: Sequence[str], rows: int) -> _Content:
    language, most = Counter(map(written_language, cells)).most_common(1)[0] if cells else (None, 0)
    are_codes = all(cell.lower().rstrip(".") in _CLASSES or (cell.isascii() and named_language(cell)) for cell in cells)
    if language is None or most < _MOSTLY * len(cells) or are_codes:
        return _Content(None)
    size = sum(len(cell) if language == "zh" else len(cell.split()) for cell in cells) / len(cells)
    varied = len(set(cells)) > len(cells) / 2
    return _Content(language, varied and len(cells) >= _FILLED * rows and size <= _LONG[language])


def _is_other_script(lines: Sequence[Line], zh: int, at: int) -> bool:
    """Return whether a column has the same terms in the other script: one serves both."""
    rows = [line.cells for line in lines[:_SAMPLE] if len(line.cells) > max(zh, at)]
    return 2 * sum(comparable(row[zh].strip()) == comparable(row[at].strip()) for row in rows) > len(rows)


def _is_pinyin(lines: Sequence[Line], zh: int, at: int, *, has_tones: bool) -> bool:
    """Return whether a column tells how the Chinese is read aloud; names are spelt so in English too, without tones."""
    rows = [line.cells for line in lines if len(line.cells) > max(zh, at)][:_PINYIN_ROWS]
    likely = [row for row in rows if not (has_tones and row[at].isascii())]
    return 2 * len(likely) > len(rows) and 2 * sum(_is_heard(row[zh], row[at]) for row in likely) > len(rows)


def _is_heard(zh: str, spelling: str) -> bool:
    heard = "".join(reading(letter) for letter in zh if written_language(letter) == "zh")
    return letters(spelling) == heard.replace("v", "u")
