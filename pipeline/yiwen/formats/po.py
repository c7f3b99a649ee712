"""PO, the catalogues of gettext: a segment an English `msgstr`, its Chinese `msgid` beside.

Lines of GNU gettext's format are read as they stand; what a translator's tools write in comments is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.ignoring import heed
from yiwen.formats.marked import Units
from yiwen.formats.runs import Run, text_of
from yiwen.formats.slices import decoded
from yiwen.types import Document

_LINE = re.compile(
    r'[ \t]*(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,2}\])?)?[ \t]*"(?P<string>.*)"[ \t]*$'
)
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{1,2}|[0-7]{1,3}|.)", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_WRITTEN = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_COMMENT = re.compile(r"^#[.]?[ \t]*(yiwen:[^\r\n]*)", re.MULTILINE)
_LANGUAGE = re.compile(r"^Language:[ \t]*(\w+)", re.MULTILINE)


@dataclass(slots=True)
class _Message:
    """A string of an entry: its keyword, the line (from 1) and the place where it begins, and its runs."""

    keyword: str
    line: int
    start: int
    runs: list[Run] = field(default_factory=list)

    @property
    def text(self) -> str:
        return text_of(self.runs)


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the one document that the file is.

    Raises:
        DocumentError: the file is no PO, or translates into another language than English.
    """
    text, encoding = decoded(stream, name)
    units = Units(name)
    _read(text, units)
    if not units.has_english:
        raise DocumentError(f"{name}: holds no translated message (msgid and msgstr); translate it first")
    comments = ((found.start(), found[1]) for found in _COMMENT.finditer(text))
    yield heed(units.document("po", text, encoding), comments)


def _read(text: str, units: Units) -> None:
    """Add the translated messages."""
    source: dict[str, str] = {}
    for message in _messages(text, units.name):
        if message.keyword == "msgctxt":
            source = {}
        if not message.keyword.startswith("msgstr"):
            source[message.keyword] = message.text
        elif source.get("msgid") == "":
            _refuse_other_languages(message.text, units.name)
        else:
            is_plural = message.keyword not in ("msgstr", "msgstr[0]")
            src = source.get("msgid_plural") if is_plural else None
            beside = src or source.get("msgid")
            place = Run("", message.start, message.start, spell)
            units.add(str(message.line), message.runs, beside, fills_in=True, place=place)


def _refuse_other_languages(header: str, name: str) -> None:
    language = _LANGUAGE.search(header)
    if language and not language[1].lower().startswith("en"):
        raise DocumentError(f"{name}: translates into '{language[1]}', and only English is repaired; give another file")


def _messages(text: str, name: str) -> Iterator[_Message]:
    """Yield the strings of the file in order; obsolete entries and comments are passed over."""
    current: _Message | None = None
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True), 1):
        bare = line.strip()
        found = _LINE.match(line.rstrip("\r\n"))
        if found and found["keyword"]:
            if current:
                yield current
            current = _Message(found["keyword"], number, at + found.start("string"))
        if found and current:
            current.runs += _runs(text, at + found.start("string"), at + found.end("string"))
        elif bare and not bare.startswith("#") and not bare.startswith("domain "):
            raise DocumentError(f"{name}:{number}: is no line of a PO file; write it as gettext does")
        elif bare.startswith("#~") and current:
            yield current
            current = None
        at += len(line)
    if current:
        yield current


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    at = start
    for escape in _ESCAPE.finditer(text, start, end):
        if escape.start() > at:
            yield Run(text[at : escape.start()], at, escape.start(), spell)
        yield Run(_meaning(escape[0][1:]), *escape.span(), spell)
        at = escape.end()
    if end > at:
        yield Run(text[at:end], at, end, spell)


def _meaning(escape: str) -> str:
    if escape[0] == "x" and len(escape) > 1:
        return chr(int(escape[1:], 16))
    if escape[0] in "01234567":
        return chr(int(escape, 8))
    return _LETTERS.get(escape, escape)


def spell(text: str) -> str:
    """Return the text as a PO file writes it between double quotes."""
    return text.translate(_WRITTEN)
