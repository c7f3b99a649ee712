"""Text for the benchmarks: reports with names and numbers varied, so that nothing gains from repeats."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

_SYLLABLES = "Ban Cang Dong Fen Gao Heng Jia Kun Lian Men Nan Ping Qiao Rong Shan Tai Wen Xing Yong Zhen".split()
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w,.]*\d)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_WORD = re.compile(r"\b[a-z]{5,}\b")
_KEPT = frozenset("Chinese China Province District County Street Party Committee Secretary Government".split())
_SHARE = 0.2  # of the names of a report that are made new


def reports(folder: Path) -> list[str]:
    """Return the raw machine output of the reports of a folder (`*.mt.txt`, else `00[1-9]*.txt`)."""
    paths = sorted(folder.glob("*.mt.txt")) or sorted(folder.glob("00[1-9]*.txt"))
    return [path.read_text(encoding="utf-8") for path in paths]


def varied(texts: list[str], size: int, seed: int = 12345) -> Iterator[str]:
    """Yield reports until `size` bytes of them, the numbers of each and a fifth of its names made new.

    A name is a capitalised word that stands nowhere in small letters; years and single digits stay as they are.
    """
    chance = random.Random(seed)
    names = [sorted(set(_NAME.findall(text)) - _KEPT - {w.capitalize() for w in _WORD.findall(text)}) for text in texts]
    made = 0
    while made < size:
        for text, known in zip(texts, names, strict=True):
            fresh = _vary(text, known, chance)
            made += len(fresh.encode())
            yield fresh
            if made >= size:
                return


def paragraphs(texts: list[str], size: int, seed: int = 12345) -> Iterator[str]:
    """Yield `size` bytes of paragraphs of varied reports, none of them twice: one without name or number comes once.

    Raises:
        ValueError: the reports hold too little to vary.
    """
    seen: set[str] = set()
    made = 0
    for text in varied(texts, 20 * size + 1_000_000, seed):
        for paragraph in text.splitlines():
            if paragraph.isspace() or not paragraph or paragraph in seen:
                continue
            seen.add(paragraph)
            made += len(paragraph.encode())
            yield paragraph
            if made >= size:
                return
    raise ValueError(f"the reports give {made} bytes of paragraphs that differ, not {size}")


def _vary(text: str, names: list[str], chance: random.Random) -> str:
    new = {name: _new_name(chance) for name in names if chance.random() < _SHARE}
    text = _NAME.sub(lambda m: new.get(m[0], m[0]), text)
    return _NUMBER.sub(lambda m: _other_number(m[0], chance), text)


def _new_name(chance: random.Random) -> str:
    """Return two or three syllables as one word."""
    return "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 3)))).capitalize()


def _other_number(number: str, chance: random.Random) -> str:
    """Return a number of the same shape; years and single digits stay."""
    if len(number) < 2 or _YEAR.fullmatch(number):
        return number
    return re.sub(r"\d", lambda _: str(chance.randint(1, 9)), number)
