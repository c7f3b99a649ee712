"""Markdown: a segment a paragraph, heading, list item, quotation or cell of a table, as a reader of the page sees it.

Marks of emphasis, the targets of links and tags of formatting are passed over, so that a term broken by them is seen as
one; code, placeholders and what else is no prose is locked, or left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from yiwen.formats.ignoring import heed
from yiwen.formats.markdown_blocks import Scanner
from yiwen.formats.markdown_inline import locked, marks, seen
from yiwen.formats.marked import MarkedFile, Units
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.formats.slices import decoded, sliced
from yiwen.types import Document

_COMMENT = re.compile(r"[ ]{0,3}<!--(?P<words>.*?)-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkdownFile(MarkedFile):
    """The skeleton of a document: `starts` is where the block of each segment begins, before any mark of emphasis."""

    starts: tuple[int, ...] = ()


def read(stream: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Iterator[Document]:
    """Yield the one document that the file is.

    Raises:
        DocumentError: the bytes are no text, or hold no prose.
    """
    text, encoding = decoded(stream, name)
    scanner = Scanner(text)
    scanner.run()
    if options.marks or not scanner.blocks:
        parts = ((block.span, locked(text, block.span, block.prefixes, scanner.labels)) for block in scanner.blocks)
        yield heed(sliced(name, "md", text, encoding, parts), _comments(text, scanner))
        return
    units = Units(name)
    starts: list[int] = []
    for block in scanner.blocks:
        found = marks(text, block.span, block.prefixes, scanner.labels)
        units.add(str(len(starts) + 1), seen(text, block.span, found), pairs=found.pairs)
        starts += [block.start] * (len(units.segments) - len(starts))
    document = units.document("md", text, encoding)
    file = MarkdownFile(text, encoding, tuple(units.written), tuple(starts))
    yield heed(replace(document, skeleton=file), _comments(text, scanner))


def _comments(text: str, scanner: Scanner) -> Iterator[tuple[int, str]]:
    """Yield where each comment begins, and its words: between the blocks, and in them."""
    for offset in scanner.comments:
        if comment := _COMMENT.match(text, offset):
            yield comment.start("words") - len("<!--"), comment["words"]
    for block in scanner.blocks:
        for comment in _COMMENT.finditer(text, block.start, block.end):
            yield comment.start("words"), comment["words"]
