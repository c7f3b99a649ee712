"""The quantities of texts read lately: aligning and comparing ask for the same ones."""

from functools import lru_cache

from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.quantities.english import parse
from yiwen.text.quantities.shared import lend_units
from yiwen.types import Quantity

_TEXTS = 4096


@lru_cache(maxsize=_TEXTS)
def of_chinese(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a Chinese text; those of a list share its unit."""
    return lend_units(text, parse_chinese(text), chinese=True)


@lru_cache(maxsize=_TEXTS)
def of_english(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of an English text; those of a list share its unit."""
    return lend_units(text, parse(text), chinese=False)
