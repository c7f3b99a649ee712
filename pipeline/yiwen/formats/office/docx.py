"""Word documents: a segment a paragraph, of the body, its tables and text boxes, then headers, footers and notes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from yiwen.formats.archives import Archive
from yiwen.formats.office.content import Paragraph
from yiwen.formats.office.package import main_part, open_package, relationships
from yiwen.formats.office.stories import OfficeFile, OfficeWriter, Place, Story, segments_of, story
from yiwen.formats.office.styles import style_marks
from yiwen.types import Document

_KINDS = ("header", "footer", "footnotes", "endnotes")
_PROSE = re.compile(r"(?:\S+\s+){12}.*[.!?。]\W*$", re.DOTALL)  # a table that only lays out the page holds sentences


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the one document that the file is.

    Raises:
        DocumentError: the file is no Word document of today, is protected, damaged or hostile, or holds no text.
    """
    archive = open_package(stream, name, "Word")
    main, kinds = main_part(archive, "word/document.xml", "Word")
    stories = tuple(_stories(archive, main))
    segments, places = segments_of(stories, name)
    marks = tuple(_marks(places, stories, style_marks(archive, main)))
    yield Document(name, "docx", segments, OfficeFile(archive, main, kinds, stories, places, marks))


def writer() -> OfficeWriter:
    """Return a writer of plain repairs."""
    return OfficeWriter(b' xml:space="preserve"')


def _stories(archive: Archive, main: str) -> Iterator[Story]:
    """Yield the body, then headers, footers and notes as they are referred to, each once."""
    yield story(archive, main, "document")
    seen = {main}
    for kind in _KINDS:
        for one in relationships(archive, main):
            if one.kind == kind and one.part in archive and one.part not in seen:
                seen.add(one.part)
                yield story(archive, one.part, kind)


def _marks(places: Sequence[Place], stories: Sequence[Story], styles: Mapping[str, str]) -> Iterator[str]:
    """Yield the mark that Markdown would give each paragraph."""
    for place in places:
        yield _mark(place.paragraph, stories[place.story].kind, styles)


def _mark(paragraph: Paragraph, kind: str, styles: Mapping[str, str]) -> str:
    if kind != "document" or (paragraph.cell and not _PROSE.search(paragraph.text)):
        return "|"
    mark = styles.get(paragraph.style, "") if paragraph.level is None else "#" * (paragraph.level + 1)
    return mark or ("-" if paragraph.item else "")
