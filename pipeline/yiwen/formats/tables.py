"""Which columns of a bilingual table hold what: by their headers, or as the user says."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from yiwen.errors import DocumentError
from yiwen.formats.options import ReadOptions
from yiwen.text.script import HAN

# Headers as tools and people write them, compared without case, spaces and punctuation.
_HEADERS = {
    "src": "source src sourcetext sourcesegment sourcelanguage original chinese chinesetext zh zhcn zhhans zhhant zhtw "
    "cn chs cht mandarin 原文 源文 源语 源语言 中文 汉语 中文原文 原句 源文本 "
    "中文内容 原文内容 中文文本 汉语原文 chinesesource chineseoriginal originalchinese originaltext simplifiedchinese "
    "traditionalchinese",
    "mt": "mt machinetranslation mtoutput rawmt hypothesis target tgt targettext targetsegment targetlanguage "
    "translation translatedtext translated english englishtext en enus engb eng 译文 机器翻译 机翻 机译 机翻译文 英文 "
    "英语 英译 目标 目标文 翻译 目标语言 机器译文 机翻稿 机译文 译文内容 英文译文 英译文 英文翻译 译稿 初译 "
    "rawtranslation englishtranslation draft drafttranslation mtenglish englishmt",
    "ref": "reference ref humantranslation postedit postedited 参考译文 参考 人工译文 人工翻译 审校译文 定稿",
}
_NAMES = {name: kind for kind, names in _HEADERS.items() for name in names.split()}
_DECORATION = re.compile(r"[\W_]+")
_LETTERS = re.compile(r"[A-Za-z]{1,2}")
_MOST_TOLD = 8  # columns that a message names
_ENGLISH = re.compile("[A-Za-z]{2}")
_FEWEST_ROWS = 2  # under the first that tell the columns by their cells
_NEARLY_ALL = 0.8
MOST_HEAD = 20  # rows in which the headers stand: above them a table may have its title


@dataclass(frozen=True, slots=True)
class Columns:
    """Indexes (from 0) of the columns; `header` is whether the row that tells them is one of headers."""

    mt: int
    src: int | None
    ref: int | None
    header: bool


def find_columns(head: Sequence[Sequence[str]], name: str, options: ReadOptions) -> tuple[Columns, int]:
    """Return the columns of a table whose first rows are given, and the index of the row that its body begins at.

    The first row tells them, else the first below it that heads both languages or has the columns of the options, else
    the cells, where one column is Chinese and one English.

    Raises:
        DocumentError: no column, or more than one, holds the English; an option names a column that there is not.
    """
    rows = head or [[]]
    first = next((index for index, row in enumerate(rows) if _may_be_first(row, rows, options)), 0)
    try:
        return _told_by(rows, first, name, options)
    except DocumentError:
        for index in range(first + 1, len(rows)):
            if _may_head(rows[index], options):
                with suppress(DocumentError):
                    return _told_by(rows, index, name, options)
        columns = None if _names_columns(options) else _by_cells(rows[first:], chinese=options.chinese)
        if columns is None:
            raise
        return columns, first + columns.header


def _told_by(rows: Sequence[Sequence[str]], index: int, name: str, options: ReadOptions) -> tuple[Columns, int]:
    columns = _columns(rows[index], name, options)
    return columns, index + columns.header


def _may_be_first(row: Sequence[str], rows: Sequence[Sequence[str]], options: ReadOptions) -> bool:
    """Return whether a row is the table's own: no title of one cell above the columns, which options may name."""
    is_title = _filled(row) == 1 and any(_filled(other) > 1 for other in rows) and not any(map(_kind, row))
    return not is_title or _names_columns(options)


def _names_columns(options: ReadOptions) -> bool:
    return options.source_column is not None or options.target_column is not None


def _by_cells(rows: Sequence[Sequence[str]], *, chinese: bool) -> Columns | None:
    """Return the columns of a table as its cells tell them: one of Chinese, one of English, and none like them.

    For `chinese` the first of the two is all that is asked for.
    """
    body = rows[1:]
    kinds = [_language(body, at) for at in range(max(map(len, body), default=0))]
    if chinese and kinds.count("zh") == 1:
        at = kinds.index("zh")
        return Columns(at, None, None, header=at >= len(rows[0]) or not HAN.search(rows[0][at]))
    if chinese or len(body) < _FEWEST_ROWS or not kinds.count("zh") == kinds.count("en") == 1:
        return None
    src, mt = kinds.index("zh"), kinds.index("en")
    first = [rows[0][at] if at < len(rows[0]) else "" for at in (src, mt)]
    is_pair = HAN.search(first[0]) and not HAN.search(first[1])
    return Columns(mt, src, None, header=not is_pair)


def _language(rows: Sequence[Sequence[str]], at: int) -> str:
    """Return the language that nearly all cells of a column are in, "" for neither of the two."""
    cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
    chinese = sum(HAN.search(cell) is not None for cell in cells)
    english = sum(HAN.search(cell) is None and _ENGLISH.search(cell) is not None for cell in cells)
    if len(cells) < _FEWEST_ROWS or max(chinese, english) < _NEARLY_ALL * len(cells):
        return ""
    return "zh" if chinese > english else "en"


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _may_head(row: Sequence[str], options: ReadOptions) -> bool:
    """Return whether a row may tell the columns though it is not the first of the table."""
    kinds = [_kind(cell) for cell in row]
    return _names_columns(options) or (kinds.count("src") == 1 and (options.chinese or kinds.count("mt") == 1))


def _columns(first: Sequence[str], name: str, options: ReadOptions) -> Columns:
    """Return the columns of a table as one of its rows tells them."""
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
