"""Bytes of a file as text and back: UTF-8, UTF-16 and GB18030, each with or without a byte order mark, and Big5.

Line ends are part of the text and stay as they are.
"""

import codecs
import re
from collections.abc import Container
from dataclasses import dataclass

from yiwen.errors import DocumentError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\b\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_SAMPLE = 65536
_MOSTLY = 0.5  # of the characters beyond ASCII
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # characters that no standard gives a meaning
_COMMON_GB = range(0xB0, 0xD8)  # first bytes of the 3,755 commonest characters
_COMMON_BIG5 = range(0xA4, 0xC7)  # of the 5,401 commonest characters


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a file writes its text: the codec's name and the byte order mark it begins with."""

    codec: str = "utf-8"
    mark: bytes = b""

    def encode(self, text: str, name: str) -> bytes:
        """Return the text in this encoding, without the mark.

        Raises:
            DocumentError: a character cannot be written; the message names it.
        """
        try:
            return text.encode(self.codec)
        except UnicodeEncodeError as error:
            character = f"U+{ord(text[error.start]):04X}"
            raise DocumentError(f"{name}: {character} cannot be written in {self.codec}; remove it") from None


def decode(data: bytes, name: str, line: int = 1) -> tuple[str, Encoding]:
    """Return the text and its encoding; encoding the text again gives the same bytes.

    `line` is the number of the data's first line in the file, for messages.

    Raises:
        DocumentError: the data is binary, or in none of the encodings.
    """
    encoding = detect(data)
    if encoding.mark or encoding.codec != "utf-8":
        return _strict(data, encoding, name, line), encoding
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), encoding
    except UnicodeDecodeError as error:
        found = _chinese(data)
        if found is None:
            raise _undecodable(name, line, data, error.start, "UTF-8") from None
        return found


def detect(data: bytes) -> Encoding:
    """Return the encoding that a byte order mark or the pattern of zero bytes tells, else UTF-8 without a mark."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Encoding(codec, mark)
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even + odd > len(sample) // 8 and max(even, odd) >= 10 * min(even, odd):
        return Encoding("utf-16-le" if odd > even else "utf-16-be")
    return Encoding()


def _strict(data: bytes, encoding: Encoding, name: str, line: int) -> str:
    try:
        text = data[len(encoding.mark) :].decode(encoding.codec)
    except UnicodeDecodeError as error:
        position = error.start + len(encoding.mark)
        if not encoding.mark:  # only a guess, and a wrong one
            raise _binary(name) from None
        raise _undecodable(name, line, data, position, encoding.codec.upper()) from None
    _refuse_binary(text.encode("utf-8"), name)
    return text


def _refuse_binary(data: bytes, name: str) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if b"\0" in data or controls * 50 > len(data) or data.startswith(b"%PDF-"):
        raise _binary(name)


def _binary(name: str) -> DocumentError:
    return DocumentError(f"{name}: looks like a binary file, not text; save it as plain text (UTF-8) first")


def _undecodable(name: str, line: int, data: bytes, position: int, codec: str) -> DocumentError:
    number = line + data.count(b"\n", 0, position)
    found = f"byte 0x{data[position]:02X} at offset {position} is not {codec}" if position < len(data) else "cut short"
    return DocumentError(f"{name}:{number}: {found}, and the file is not GB18030 or Big5 text; save it as UTF-8")


def _chinese(data: bytes) -> tuple[str, Encoding] | None:
    """Return the data as GB18030 or Big5, whichever it reads like text in; None where it does in neither.

    Almost any bytes decode; text in Chinese, or with Chinese punctuation, is told by its characters: most of those
    beyond ASCII are common ones of the set that the encoding was made for. Accented letters of Western encodings, and
    the bytes of the other encoding, give rare characters instead.
    """
    if _is_damaged_utf8(data):
        return None
    simplified = _read_as("gb18030", data)
    least = max(_MOSTLY, _common(simplified, "gb2312", _COMMON_GB))
    for codec in ("cp950", "big5hkscs"):  # of Taiwan; of Hong Kong, with characters of its own
        traditional = _read_as(codec, data)
        is_whole = traditional is not None and not _PRIVATE.search(traditional)
        if traditional is not None and is_whole and _common(traditional, "big5", _COMMON_BIG5) > least:
            return traditional, Encoding(codec)
    if simplified is not None and _common(simplified, "gb2312", range(256), punctuation=True) > _MOSTLY:
        return simplified, Encoding("gb18030")
    return None


def _read_as(codec: str, data: bytes) -> str | None:
    """Return the data as text in an encoding that gives the same bytes back."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return text if text.encode(codec) == data else None


def _common(text: str | None, codec: str, leads: Container[int], *, punctuation: bool = False) -> float:
    """Return the share of the characters beyond ASCII that a smaller set has, with one of these bytes in front.

    Punctuation says little of the set, and is left out unless it is asked for.
    """
    beyond = [letter for letter in text or "" if not letter.isascii() and (punctuation or letter.isalpha())][:_SAMPLE]
    codes = (letter.encode(codec, "ignore") for letter in beyond)
    return sum(bool(code) and code[0] in leads for code in codes) / max(1, len(beyond))


def _is_damaged_utf8(data: bytes) -> bool:
    """Return whether most of what is not ASCII is good UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - bad - len(text.encode("ascii", "ignore"))
    return good > bad
