"""How long the English of a Chinese text will be, and how surprising another length is.

The figures were measured on Chinese reports and their human translations; the cost is that of Gale and Church, "A
Program for Aligning Sentences in Bilingual Corpora" (1993).
"""

import math
import re
from functools import cache, lru_cache

from yiwen.text.script import HAN

VARIANCE_OF_LETTER = 6.5  # of the English length, for a letter of it
VARIANCE_OF_ALL = 30.0
MOST_TWENTIETHS = 400  # of a standard deviation that a length is told apart by
_ENGLISH_PER_HAN = 3.65  # letters of English for a Chinese character
_ENGLISH_PER_OTHER = 1.0  # for a digit or Latin letter in the Chinese
_REMEMBERED = 8192  # texts: those of a document are aligned again after each repair
_HAN_RUN = re.compile(f"{HAN.pattern}+")
_MARKS = " \n\t\r\u00a0\u3000，。、；：！？“”‘’（）《》,.;:!?'\"()|#*-"


@lru_cache(_REMEMBERED)
def expected_length(chinese: str) -> float:
    """Return how long the English of a Chinese text will be, in letters without spaces and marks."""
    han = _count_han(chinese)
    return _ENGLISH_PER_HAN * han + _ENGLISH_PER_OTHER * (written_length(chinese) - han)


@lru_cache(_REMEMBERED)
def written_length(text: str) -> int:
    """Return the length of a text in letters and digits."""
    return len(text) - sum(map(text.count, _MARKS))


def _count_han(text: str) -> int:
    return sum(map(len, _HAN_RUN.findall(text)))


@lru_cache(_REMEMBERED)
def english_length(text: str) -> float:
    """Return how long a text of the English side is in letters, Chinese left in it counted as its English would be."""
    length = float(written_length(text))
    return length if text.isascii() else length + (_ENGLISH_PER_HAN - 1) * _count_han(text)


def length_cost(expected: float, written: float) -> float:
    """Return the surprise, in nats, at a text of this length where another was expected."""
    deviation = abs(written - expected) / math.sqrt(
        VARIANCE_OF_LETTER * max(1.0, (written + expected) / 2) + VARIANCE_OF_ALL
    )
    return tail_cost(min(MOST_TWENTIETHS, round(deviation * 20)))


@cache
def tail_cost(twentieths: int) -> float:
    """Return minus the log of the chance of a normal deviate beyond so many twentieths of its deviation."""
    deviation = twentieths / 20
    chance = math.erfc(deviation / math.sqrt(2))
    return -math.log(chance) if chance > 1e-30 else deviation * deviation / 2 + math.log(deviation) + 0.23
