"""Chinese in one script for comparison: Simplified, half-width, lower case, as long as the text was.

OpenCC's tables are asked one character at a time: Traditional to Simplified is many to one, so no phrase decides, and
offsets in the copy are offsets in the text. This module is the only one that imports opencc, when first needed.
"""

import re
from functools import cache, lru_cache

from yiwen.text.normalize import fold, normalize

HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")  # a character of Chinese in use
_CJK = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_REMEMBERED = 4096  # texts: those of a document are asked for by several
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_MARKS = str.maketrans({"〈": "《", "〉": "》", "『": "「", "』": "」", "﹝": "(", "﹞": ")", "【": "[", "】": "]"})


@lru_cache(_REMEMBERED)
def comparable(text: str) -> str:
    """Return the text in Simplified Chinese, half-width and lower case: as long as it was."""
    return fold(normalize(text.translate(_FULL_WIDTH).translate(_MARKS))).translate(_SIMPLE)


class _Simple(dict[int, str]):
    """Simplified forms by code point, each worked out when it is first asked for."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = _simplified(letter) if _CJK.match(letter) else letter
        return self[code]


_SIMPLE = _Simple()


def _simplified(letter: str) -> str:
    """Return a character's Simplified form."""
    simple: str = _converter().convert(letter)
    return simple if len(simple) == 1 else letter


@cache
def _converter():  # type: ignore[no-untyped-def]
    from opencc import OpenCC  # noqa: PLC0415  3 MB of tables that English alone never needs

    return OpenCC("t2s")
