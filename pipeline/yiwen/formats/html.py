"""HTML: a segment a block (paragraph, heading, cell, item) as a reader sees it, tags within it passed over.

Read as browsers do (WHATWG HTML, "Tokenization"), so that no page is too untidy; white space counts as one space.
The lines of `pre` stay lines, as in plain text. Scripts, code and what is marked `translate="no"` are left alone.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from itertools import dropwhile
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.encoding import Encoding, decode, detect
from yiwen.formats.ignoring import heed
from yiwen.formats.marked import MOST_RUNS, Units
from yiwen.formats.runs import OBJECT, Run, Spell
from yiwen.formats.slices import limited
from yiwen.formats.xml import escape_for
from yiwen.types import Document

_TOKEN = re.compile(
    r"""<!--(?:-?>|.*?(?:--!?>|\Z))
    | <[!?][^>]*+(?:>|\Z)
    | </(?P<close>[A-Za-z][^\s/>]*+)[^>]*+(?:>|\Z)
    | <(?P<open>[A-Za-z][^\s/>]*+)(?P<attributes>(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']?+))*+)(?:>|\Z)""",
    re.VERBOSE | re.DOTALL,
)
_PIECE = re.compile(
    r"""(?P<space>[ \t\n\r\f]+)
    | (?P<reference>&(?:\#\d{1,9};?|\#[xX][0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{0,40};?))
    | (?P<letters>(?:[^ \t\n\r\f&]++|[ ](?=[^ \t\n\r\f&])|&(?![#A-Za-z]))++|&)""",
    re.VERBOSE,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z][\w.:-]{0,40})""", re.IGNORECASE)
_TITLE_END = re.compile("</title", re.IGNORECASE)
_HEADLINE = "yiwen: ignore repeated-text"  # a page's headline says again what its title does
_HEAD = 4096  # bytes in which a page says its encoding
_BY_CHANCE = 8  # letters
_MOST_SHADOWS = 100  # spaces that are hidden behind one; more have no purpose but to take our time
# What browsers read for these names (WHATWG Encoding).
_READ_AS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "utf8": "utf-8",
}
_NOT_TRANSLATED = re.compile(
    r"""\btranslate\s*=\s*["']?no\b|\bclass\s*=\s*(?:"[^"]*\bnotranslate\b|'[^']*\bnotranslate\b|notranslate\b)""",
    re.IGNORECASE,
)
_CODE = re.compile(r"""\bclass\s*=\s*["']?[^"'>]{0,200}?(?:code|highlight|brush|prettyprint)""", re.IGNORECASE)
_BLOCKS = frozenset(
    """address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt
    fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu
    nav noscript ol optgroup option p pre search section select summary table tbody td tfoot th thead title tr
    ul""".split()
)
# Elements that end without an end tag: where one of these begins, or what they are in ends.
_UNENDED = {"li": "li", "p": "p", "td": "td th tr", "th": "td th tr", "tr": "tr", "dd": "dd dt", "dt": "dd dt"}
_HOLDERS = frozenset("ul ol dl table tbody thead tfoot div section article main body blockquote form nav".split())
_RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "textarea", "plaintext"})
_HIDDEN = frozenset({"svg", "template", "object", "canvas", "audio", "video"})
_LOCKED = frozenset({"code", "kbd", "samp", "var", "tt", "math"})
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the one document that the page is.

    Raises:
        DocumentError: the bytes are no text, or the page has none to read.
    """
    text, encoding = _decoded(limited(stream, name), name)
    units = Units(name)
    reader = _Reader(text, partial(escape_for, encoding.codec), units)
    reader.run()
    if not units.segments:
        raise DocumentError(f"{name}: holds no text; name a page with something to read")
    comments = [(title.end(), _HEADLINE) for title in _TITLE_END.finditer(text)] + reader.comments
    yield heed(units.document("html", text, encoding), comments)


def _decoded(data: bytes, name: str) -> tuple[str, Encoding]:
    """Return the page's text in the encoding that it says it has, where that is so, else in the one it shows."""
    declared = None if detect(data) != Encoding() else _CHARSET.search(data[:_HEAD])
    if declared:
        written = declared[1].decode("ascii").lower()
        try:
            codec = codecs.lookup(_READ_AS.get(written, written)).name
            text = data.decode(codec)
            if text.encode(codec) == data and "\0" not in text and not _is_utf8(data, codec):
                return text, Encoding(codec)
        except (LookupError, UnicodeError):
            pass  # many pages say what is not so
    return decode(data, name)


def _is_utf8(data: bytes, codec: str) -> bool:
    """Return whether a page that claims another encoding is UTF-8: hardly any other text reads as such.

    A few letters in the encodings of Chinese do, by chance.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    return beyond > (_BY_CHANCE if codec in ("gb18030", "big5hkscs") else 0)


class _Reader:
    """Reads a page from start to end and adds its blocks to the units; `comments` are those meant for us."""

    def __init__(self, text: str, spell: Spell, units: Units) -> None:
        self.text = text
        self.spell = spell
        self.units = units
        self.comments: list[tuple[int, str]] = []
        self._runs: list[Run] = []
        self._last = -1  # the last of them that holds text
        self._closed = ""  # the element that is locked or hidden
        self._depth = 0  # elements of that name that are open within it
        self._holders = 0  # lists, tables and the like that are open within it
        self._hides = False
        self._math = -1  # where a formula begins
        self._preformatted = False

    def run(self) -> None:
        """Read the whole page."""
        at = 0
        while found := _TOKEN.search(self.text, at):
            self._words(at, found.start())
            at = found.end()
            if found["open"]:
                at = self._opening(found)
            elif found[0].startswith("<!--") and "yiwen" in found[0]:
                self.comments.append((found.start(), found[0][4:].removesuffix("-->")))
            elif found["close"]:
                self._closing(found["close"].lower(), found.end())
        self._words(at, len(self.text))
        self._hides = False
        self._end_block()

    def _opening(self, found: re.Match[str]) -> int:
        """Take a start tag; return where to read on."""
        name = found["open"].lower()
        if name in _BLOCKS:
            self._end_block()
        if name == "pre":
            self._preformatted = True
        if name in _RAW:
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.text, found.end())
            return closing.start() if closing else len(self.text)
        if self._closed and self._is_ended_by(name):
            self._unlock(found.start())
        if self._closed:
            self._depth += name == self._closed
            self._holders += name in _HOLDERS
        elif name == "br":
            self._break(found)
        elif name not in _VOID and not found["attributes"].endswith("/"):
            self._lock(name, found)
        return found.end()

    def _lock(self, name: str, found: re.Match[str]) -> None:
        """Begin what is locked or hidden, if the element is."""
        is_code = name == "pre" and _CODE.search(found["attributes"])
        if name in _HIDDEN or name in _LOCKED or is_code or _NOT_TRANSLATED.search(found["attributes"]):
            self._closed, self._depth, self._holders = name, 1, 0
            self._hides = name in _HIDDEN or name == "math"
            self._math = found.start() if name == "math" else -1
            self._add(Run("", found.start(), found.start(), self.spell))

    def _is_ended_by(self, name: str) -> bool:
        """Return whether a start tag ends the locked element, whose own end tag may be left out."""
        ending = _UNENDED.get(self._closed, "").split()
        return self._holders == 0 and (name in ending or (self._closed == "p" and name in _BLOCKS))

    def _unlock(self, end: int) -> None:
        if self._math >= 0:
            self._add(Run(OBJECT, self._math, end))
        self._add(Run("", end, end, self.spell))
        self._closed, self._hides = "", False

    def _closing(self, name: str, end: int) -> None:
        if self._closed and name in _HOLDERS:
            self._holders -= 1
            if self._holders < 0 and self._closed in _UNENDED:
                self._unlock(end)
        if name == self._closed:
            self._depth -= 1
            if not self._depth:
                self._unlock(end)
        if name in _BLOCKS:
            self._end_block()
        if name == "pre":
            self._preformatted = False

    def _break(self, found: re.Match[str]) -> None:
        self._trim()
        if self._runs:
            self._add(Run("\n", *found.span()))
            self._add(Run("", found.end(), found.end(), self.spell))

    def _words(self, start: int, end: int) -> None:
        """Take the text between two tags."""
        if self._hides or start == end:
            return
        if len(self._runs) > MOST_RUNS:
            self._end_block()
        spell = None if self._closed else self.spell
        for piece in _PIECE.finditer(self.text, start, end):
            if piece["space"] and self._preformatted:
                self._add(Run(piece[0], *piece.span(), spell))
            elif piece["space"]:
                self._space(*piece.span(), spell)
            elif piece["reference"]:
                self._add(Run(unescape(piece[0]), *piece.span(), spell))
            else:
                skipped = piece[0][0] == " " and self._is_after_space() and not self._preformatted
                if skipped:
                    self._hide(piece.start(), piece.start() + 1)
                self._add(Run(piece[0][skipped:], piece.start() + skipped, piece.end(), spell))

    def _space(self, start: int, end: int, spell: Spell | None) -> None:
        if self._is_after_space():
            self._hide(start, end)
        else:
            self._add(Run(" ", start, end, spell))

    def _hide(self, start: int, end: int) -> None:
        """Keep in mind white space that no reader sees beside the space before it."""
        run = self._runs[self._last] if self._last >= 0 else None
        if run is not None and run.text == " " and len(run.shadows) < _MOST_SHADOWS:
            self._runs[self._last] = replace(run, shadows=(*run.shadows, (start, end)))

    def _is_after_space(self) -> bool:
        return self._last < 0 or self._runs[self._last].text[-1] in " \n"

    def _add(self, run: Run) -> None:
        self._runs.append(run)
        if run.text:
            self._last = len(self._runs) - 1

    def _trim(self) -> None:
        """Take the space away that no reader sees at the end of a line."""
        while self._runs and self._runs[-1].text == " " and not self._preformatted:
            self._runs.pop()
            self._last = -1

    def _end_block(self) -> None:
        if self._hides:
            return
        runs, self._runs, self._last = self._runs, [], -1
        while runs and not runs[-1].text.strip():
            runs.pop()
        if runs and runs[-1].spell is None:
            runs.append(Run("", runs[-1].end, runs[-1].end, self.spell))
        if runs:
            self.units.add(str(len(self.units.segments) + 1), dropwhile(lambda run: run.text.isspace(), runs))
