"""An Office file as a document: its parts that hold text, their paragraphs as segments, the writer of plain repairs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yiwen.errors import DocumentError
from yiwen.formats.archives import Archive, write_archive
from yiwen.formats.locked import addresses
from yiwen.formats.office.content import Content, Paragraph
from yiwen.formats.office.patch import Patch, patched, plain_patches
from yiwen.formats.office.scan import scan
from yiwen.formats.office.spread import Change, spread
from yiwen.formats.office.xmlbytes import in_utf8
from yiwen.types import Document, Edit, Revision, Segment, Span

_WORD = re.compile(r"\w")
_CHART = re.compile(r"/charts/chart[^/]*\.xml$")
_DIAGRAM = re.compile(r"/diagrams/data[^/]*\.xml$")


@dataclass(frozen=True, slots=True)
class Story:
    """A part that holds text: what it is to the file ("document", "header", "footnotes", "slide"), and its content."""

    part: str
    kind: str
    data: bytes
    content: Content


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment's text stands: its story (by number), its paragraph, and its offset in the paragraph's text."""

    story: int
    paragraph: Paragraph
    offset: int


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """The skeleton of an Office document.

    It has a place a segment, and the mark that Markdown would give each ("#", "-", "|"); `main` is the part that the
    file is about, `kinds` the beginning of the types of its references.
    """

    archive: Archive
    main: str
    kinds: str
    stories: tuple[Story, ...]
    places: tuple[Place, ...]
    marks: tuple[str, ...]


def story(archive: Archive, part: str, kind: str, language: str = "w:") -> Story:
    """Return a part read for its text; the language is that of `scan`.

    Raises:
        DocumentError: its XML is broken or hostile.
    """
    where = f"{archive.name}: {part}"
    data, _ = in_utf8(archive[part], where)
    return Story(part, kind, data, scan(data, where, language))


def segments_of(stories: Sequence[Story], name: str) -> tuple[tuple[Segment, ...], tuple[Place, ...]]:
    """Return the paragraphs that hold words, as segments numbered from 1, and their places.

    Raises:
        DocumentError: there are none.
    """
    segments: list[Segment] = []
    places: list[Place] = []
    for number, one in enumerate(stories):
        for paragraph in one.content.paragraphs:
            text = paragraph.text
            if _WORD.search(text):
                place = Place(number, paragraph, len(text) - len(text.lstrip()))
                places.append(place)
                mt = text.strip()
                segments.append(Segment(str(len(segments) + 1), mt, locked=_locked(place, mt)))
    if not segments:
        raise DocumentError(f"{name}: holds no text; name a file with something to read")
    return tuple(segments), tuple(places)


def _locked(place: Place, mt: str) -> tuple[Span, ...]:
    """Return what may not be edited: addresses, and what stands in locked leaves; a note's mark is an empty span."""
    spans = list(addresses(mt))
    at = -place.offset
    for leaf in place.paragraph.leaves:
        end = at + len(leaf.text)
        if leaf.locked and at >= 0 and end <= len(mt):
            spans.append(Span(at, end))
        elif leaf.locked and end > 0 and at < len(mt):
            spans.append(Span(max(at, 0), min(end, len(mt))))
        at = end
    return tuple(sorted(spans))


def left_alone(document: Document) -> tuple[str, ...]:
    """Return what of an Office file is left as it is: text that another program writes, and parts that are not read."""
    file = document.skeleton
    if not isinstance(file, OfficeFile):
        return ()
    leaves = (leaf for place in file.places for leaf in place.paragraph.leaves)
    locked = sum(leaf.locked and leaf.written and _WORD.search(leaf.text) is not None for leaf in leaves)
    charts, diagrams = (
        sum(name.search(part) is not None for part in file.archive.names) for name in (_CHART, _DIAGRAM)
    )
    counts = (
        (locked, "stretch of text in fields, controls or moves", "stretches of text in fields, controls or moves"),
        (charts, "chart", "charts"),
        (diagrams, "diagram", "diagrams"),
    )
    return tuple(f"{count} {one if count == 1 else many}" for count, one, many in counts if count)


def changes_of(edits: Iterable[Edit], place: Place) -> list[Change]:
    """Return a segment's edits as changes of its paragraph."""
    return [Change(edit.span.moved(place.offset), edit.after) for edit in edits]


def rewritten(file: OfficeFile, patches: Sequence[Sequence[Patch]]) -> dict[str, bytes]:
    """Return the parts of the stories, as many as `patches`, that have any."""
    changed: dict[str, bytes] = {}
    for one, made in zip(file.stories, patches, strict=True):
        if made:
            where = f"{file.archive.name}: {one.part}"
            _, back = in_utf8(file.archive[one.part], where)
            changed[one.part] = back(patched(one.data, made, where))
    return changed


class OfficeWriter:
    """Writes repaired text in the place of the old; `keep` is the attribute that keeps an element's spaces."""

    def __init__(self, keep: bytes) -> None:
        self._keep = keep

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the file with the changed leaves written anew; the file itself where nothing changed."""
        file: OfficeFile = document.skeleton
        patches: list[list[Patch]] = [[] for _ in file.stories]
        for place, revision in zip(file.places, revisions, strict=True):
            if revision.edits:
                data = file.stories[place.story].data
                patches[place.story] += self._patches(data, place, changes_of(revision.edits, place))
        return write_archive(file.archive, rewritten(file, patches))

    def close(self) -> bytes:
        """Return nothing: no document waits for another."""
        return b""

    def _patches(self, data: bytes, place: Place, changes: Sequence[Change]) -> Iterator[Patch]:
        for paragraph in (place.paragraph, *place.paragraph.copies):
            for index, pieces in spread(paragraph.leaves, changes).items():
                yield from plain_patches(data, paragraph.leaves[index], pieces, self._keep)
