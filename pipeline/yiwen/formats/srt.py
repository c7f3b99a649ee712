"""SRT subtitles: a segment a cue; numbers, times and tags stay.

The lines of a cue are one text: a line break is a space in it, unless the next line is another speaker's.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.marked import Units
from yiwen.formats.runs import Run
from yiwen.formats.slices import decoded
from yiwen.types import Document

_CUE = re.compile(
    r"""(?P<number>\d{1,9})[ \t]*\r?\n
    [ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->[ \t]*\d{1,3}:\d\d:\d\d[,.]\d{1,3}[^\n]*(?:\n|$)""",
    re.VERBOSE,
)
_PIECE = re.compile(
    r"(?P<tag></?[A-Za-z][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\})|(?P<break>[ \t]*\r?\n[ \t]*)|(?P<text>[^<{\r\n]+|.)"
)
_SPEAKER = re.compile(r"(?:[-–—‐]|[A-Z][A-Z .]{1,30}:)\s?")


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the one document that the file is.

    Raises:
        DocumentError: the file holds no subtitles.
    """
    text, encoding = decoded(stream, name)
    cues = [cue for cue in _CUE.finditer(text) if _begins_block(text, cue.start())]
    if not cues:
        raise DocumentError(f"{name}: holds no subtitles (a number, a line of times, the words); save it as SRT")
    ends = [*(cue.start() for cue in cues[1:]), len(text)]
    units = Units(name)
    for cue, end in zip(cues, ends, strict=True):
        units.add(cue["number"], _runs(text, cue.end(), end))
    yield units.document("srt", text, encoding)


def _begins_block(text: str, start: int) -> bool:
    """Return whether a cue begins here: at the beginning of a line."""
    return start == 0 or text[start - 1] == "\n"


def _runs(text: str, start: int, end: int) -> Iterator[Run]:
    """Yield the runs of a cue's words without the white space round them."""
    start += len(text[start:end]) - len(text[start:end].lstrip())
    end = start + len(text[start:end].rstrip())
    for piece in _PIECE.finditer(text, start, end):
        if piece["break"]:
            if _SPEAKER.match(text, piece.end(), end):
                yield Run("\n", *piece.span())
            else:
                yield Run(" ", *piece.span(), spell)
        elif piece["text"]:
            yield Run(piece[0], *piece.span(), spell)


def spell(text: str) -> str:
    """Return the text as a cue holds it: a blank line would end the cue."""
    return re.sub(r"\s*\n\s*", "\n", text)
