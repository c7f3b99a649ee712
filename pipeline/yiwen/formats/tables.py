"""Which columns of a bilingual table hold what: by their headers, or as the user says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yiwen.errors import DocumentError
from yiwen.formats.options import ReadOptions

# Headers as tools and people write them, compared without case, spaces and punctuation.
_HEADERS = {
    "src": "source src sourcetext sourcesegment sourcelanguage original chinese chinesetext zh zhcn zhhans zhhant zhtw "
    "cn chs cht mandarin 原文 源文 源语 源语言 中文 汉语 中文原文 原句 源文本",
    "mt": "mt machinetranslation mtoutput rawmt hypothesis target tgt targettext targetsegment targetlanguage "
    "translation translatedtext translated english englishtext en enus engb eng 译文 机器翻译 机翻 机译 机翻译文 英文 "
    "英语 英译 目标 目标文 翻译 目标语言",
    "ref": "reference ref humantranslation postedit postedited 参考译文 参考 人工译文",
}
_NAMES = {name: kind for kind, names in _HEADERS.items() for name in names.split()}
_DECORATION = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"[A-Za-z]{1,2}")
_MOST_TOLD = 8  # columns that a message names


@dataclass(frozen=True, slots=True)
class Columns:
    """Indexes (from 0) of the columns; `header` is whether the first row is one of headers."""

    mt: int
    src: int | None
    ref: int | None
    header: bool


def find_columns(first: Sequence[str], name: str, options: ReadOptions) -> Columns:
    """Return the columns of a table whose first row is given.

    Raises:
        DocumentError: no column, or more than one, holds the English; an option names a column that there is not.
    """
    kinds = [_kind(cell) for cell in first]
    if options.chinese:
        return _chinese_columns(kinds, first, name)
    mt = _named(options.target_column, first, name, "--target-column")
    src = _named(options.source_column, first, name, "--source-column")
    if src is None:
        src = _only(kinds, "src")
    if mt is None:
        mt = _only(kinds, "mt", src)
    if mt is None:
        raise DocumentError(
            f"{name}:1: no one column is headed as the English; say --target-column NAME ({_told(first)})"
        )
    if mt == src:
        raise DocumentError(f"{name}:1: column {_letter(mt)} cannot hold both texts; name two with the options")
    header = kinds[mt] is not None or any(
        option is not None and option in first for option in (options.target_column, options.source_column)
    )
    return Columns(mt, src, _only(kinds, "ref"), header)


def _chinese_columns(kinds: Sequence[str | None], first: Sequence[str], name: str) -> Columns:
    """Return the columns of a table that is read for its Chinese; one that has a single column needs no header."""
    at = 0 if len(first) == 1 else _only(kinds, "src")
    if at is None:
        raise DocumentError(f"{name}:1: no one column is headed as the Chinese; head it 'zh' ({_told(first)})")
    return Columns(at, None, None, header=kinds[at] is not None)


def _kind(cell: str) -> str | None:
    bare = _DECORATION.sub("", cell).lower()
    return _NAMES.get(bare) or _NAMES.get(_DECORATION.sub("", re.sub(r"[(（\[].*", "", cell)).lower())


def _only(kinds: Sequence[str | None], kind: str, other: int | None = None) -> int | None:
    """Return the one column of a kind; None where there is none, or several."""
    found = [index for index, one in enumerate(kinds) if one == kind and index != other]
    return found[0] if len(found) == 1 else None


def _named(option: str | None, first: Sequence[str], name: str, flag: str) -> int | None:
    """Return the column that an option names: by its header, else by its letter or its number from 1."""
    if option is None:
        return None
    wanted = option.strip().casefold()
    headers = [cell.strip().casefold() for cell in first]
    if wanted in headers:
        return headers.index(wanted)
    place = int(option) - 1 if option.isdecimal() else _number(option) if _LETTERS.fullmatch(option) else -1
    if 0 <= place < len(first):
        return place
    raise DocumentError(f"{name}:1: has no column '{option}'; give {flag} one of its own ({_told(first)})")


def _number(letters: str) -> int:
    """Return the index of a column that is named as spreadsheets do: A is 0, Z 25, AA 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letter(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else f"{_letter(index // 26 - 1)}{_letter(index % 26)}"


def _told(first: Sequence[str]) -> str:
    """Return the columns as a message names them."""
    named = [f"{_letter(index)} '{cell.strip()[:20]}'" for index, cell in enumerate(first[:_MOST_TOLD])]
    return f"it has {', '.join(named)}{' and more' if len(first) > _MOST_TOLD else ''}".replace("\n", " ")
