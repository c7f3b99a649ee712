"""PowerPoint presentations: a segment a paragraph of the slides, in their order; speakers' notes are left aside."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from yiwen.formats.archives import Archive
from yiwen.formats.office.package import main_part, open_package, relationships
from yiwen.formats.office.stories import OfficeFile, OfficeWriter, segments_of, story
from yiwen.formats.office.xmlbytes import in_utf8, read_events
from yiwen.types import Document


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the one document that the file is.

    Raises:
        DocumentError: the file is no presentation of today, is protected, damaged or hostile, or holds no text.
    """
    archive = open_package(stream, name, "PowerPoint")
    main, kinds = main_part(archive, "ppt/presentation.xml", "PowerPoint")
    stories = tuple(story(archive, part, "slide", "a:") for part in _slides(archive, main))
    segments, places = segments_of(stories, name)
    marks = tuple("|" if place.paragraph.cell else "" for place in places)
    yield Document(name, "pptx", segments, OfficeFile(archive, main, kinds, stories, places, marks))


def writer() -> OfficeWriter:
    """Return a writer of repairs."""
    return OfficeWriter(b"")


def _slides(archive: Archive, main: str) -> list[str]:
    """Return the parts of the slides in the order of the presentation's list, which names them by reference."""
    parts = {one.id: one.part for one in relationships(archive, main) if one.kind == "slide" and one.part in archive}
    listing = _Listing()
    where = f"{archive.name}: {main}"
    read_events(in_utf8(archive[main], where)[0], listing, where)
    return list(dict.fromkeys(parts[one] for one in listing.slides if one in parts))


class _Listing:
    """Reads the list of slides from events."""

    def __init__(self) -> None:
        self.slides: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str], offset: int) -> None:  # noqa: ARG002  # the protocol's
        if name.rpartition(" ")[2] == "sldId":
            self.slides += (value for key, value in attributes.items() if key.endswith("relationships id"))

    def end(self, name: str, offset: int) -> None:
        """Take nothing from an end."""

    def text(self, text: str) -> None:
        """Take nothing from text."""
