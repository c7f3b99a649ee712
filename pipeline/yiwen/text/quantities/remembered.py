"""The quantities of texts read lately: aligning and comparing ask for the same ones."""

from functools import lru_cache

from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.quantities.english import parse
from yiwen.types import Quantity

_TEXTS = 4096


@lru_cache(maxsize=_TEXTS)
def of_chinese(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a Chinese text."""
    return parse_chinese(text)


@lru_cache(maxsize=_TEXTS)
def of_english(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of an English text."""
    return parse(text)
