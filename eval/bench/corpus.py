"""Text for the benchmarks: reports with names and numbers varied, so that nothing gains from repeats."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

_PLACES = "Ban Cang Dong Fen Gao Heng Jia Kun Lian Men Nan Ping Qiao Rong Shan Tai Wen Xing Yong Zhen".split()
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w,.]*\d)")
_NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")
_KEPT = frozenset("Chinese China Province District County Street Party Committee Secretary Government".split())


def reports(folder: Path) -> list[str]:
    """Return the raw machine output of the reports of a folder (`*.mt.txt`, else `*.txt`)."""
    paths = sorted(folder.glob("*.mt.txt")) or sorted(folder.glob("00[1-9]*.txt"))
    return [path.read_text(encoding="utf-8") for path in paths]


def varied(texts: list[str], size: int, seed: int = 12345) -> Iterator[str]:
    """Yield reports until `size` bytes of them, the numbers of each and a fifth of its names made new."""
    chance = random.Random(seed)
    made = 0
    while made < size:
        for text in texts:
            fresh = _vary(text, chance)
            made += len(fresh.encode())
            yield fresh
            if made >= size:
                return


def _vary(text: str, chance: random.Random) -> str:
    names = {name for name in set(_NAME.findall(text)) - _KEPT if chance.random() < 0.2}
    new = {name: chance.choice(_PLACES) + chance.choice(_PLACES).lower() for name in sorted(names)}
    text = _NAME.sub(lambda m: new.get(m[0], m[0]), text)
    return _NUMBER.sub(lambda m: _other_number(m[0], chance), text)


def _other_number(number: str, chance: random.Random) -> str:
    """Return a number of the same shape; years and small numbers stay."""
    if len(number) < 3 or re.fullmatch(r"(?:19|20)\d\d", number):
        return number
    return re.sub(r"\d", lambda _: str(chance.randint(1, 9)), number)
