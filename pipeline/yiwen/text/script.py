"""Chinese in one script for comparison: Simplified, half-width, lower case, as long as the text was.

OpenCC's tables are asked one character at a time: Traditional to Simplified is many to one, so no phrase decides, and
offsets in the copy are offsets in the text. This module is the only one that imports opencc, when first needed.
"""

import re
from functools import cache

from yiwen.text.normalize import fold, normalize

_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MARKS = str.maketrans({"〈": "《", "〉": "》", "『": "「", "』": "」", "﹝": "(", "﹞": ")", "【": "[", "】": "]"})


def comparable(text: str) -> str:
    """Return the text in Simplified Chinese, half-width and lower case: as long as it was."""
    text = fold(normalize(text.translate(_FULL_WIDTH).translate(_MARKS)))
    return text.translate({ord(letter): _simplified(letter) for letter in set(_CJK.findall(text))})


@cache
def _simplified(letter: str) -> str:
    """Return a character's Simplified form."""
    simple: str = _converter().convert(letter)
    return simple if len(simple) == 1 else letter


@cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC  # noqa: PLC0415  3 MB of tables that English alone never needs

    return OpenCC("t2s")
