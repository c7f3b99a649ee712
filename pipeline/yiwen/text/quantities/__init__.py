"""Numbers with their units: read from a text, converted, compared.

`units` is the shared table; `numerals` reads digits and number words, `calendar` dates and years, `english` the rest.
"""

from yiwen.text.quantities.english import parse
from yiwen.text.quantities.units import agrees, convert

__all__ = ["agrees", "convert", "parse"]
