"""Bytes of a file as text and back: UTF-8, UTF-16 and GB18030, each with or without a byte order mark.

Line ends are part of the text and stay as they are.
"""

import codecs
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
        text = _gb18030(data)
        if text is None:
            raise _undecodable(name, line, data, error.start, "UTF-8") from None
        return text, Encoding("gb18030")


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
    return DocumentError(f"{name}:{number}: {found}, and the file is not GB18030 text; save it as UTF-8")


def _gb18030(data: bytes) -> str | None:
    """Return the data as GB18030 if it reads like text in it, else None.

    Almost any bytes decode; text in Chinese, or with Chinese punctuation, is told by its characters: most of those
    beyond ASCII are among the 7,445 of GB 2312. Accented letters of Western encodings give rare characters instead.
    """
    if _is_damaged_utf8(data):
        return None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    common = len(text.encode("gb2312", "ignore").decode("gb2312")) - (len(text) - beyond)
    return text if common * 2 > beyond and text.encode("gb18030") == data else None


def _is_damaged_utf8(data: bytes) -> bool:
    """Return whether most of what is not ASCII is good UTF-8."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - bad - len(text.encode("ascii", "ignore"))
    return good > bad
