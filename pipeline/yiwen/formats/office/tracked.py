"""A Word document with its repair as tracked changes, and comments that say why."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

from yiwen.errors import DocumentError
from yiwen.formats.archives import write_archive
from yiwen.formats.office.comments import MOST, Comment, comments_part, standing, with_comments, words
from yiwen.formats.office.content import Leaf, Run
from yiwen.formats.office.patch import Patch, Stamp, hanging, tracked_patches
from yiwen.formats.office.spread import Change, spread
from yiwen.formats.office.stories import OfficeFile, Place, rewritten
from yiwen.formats.office.xmlbytes import prefix_of, root_tag
from yiwen.types import Document, Edit, Finding, Revision, Span


@dataclass(frozen=True, slots=True)
class Remark:
    """What a comment says: `words` that it is on, for where they are not in view, and its paragraphs."""

    words: str
    lines: tuple[str, ...]


Remarks = Callable[[Edit | Finding], Remark | None]
_ID = re.compile(rb"[:\s]id=[\"'](\d{1,9})[\"']")
_PLACES = {"header": "Header", "footer": "Footer", "footnotes": "Footnote", "endnotes": "Endnote"}
_MARKS = frozenset({"footnotes", "endnotes"})


class TrackedWriter:
    """Writes revisions as tracked changes; `remarks` gives the comment on an edit or a finding, if there is to be one.

    Word knows comments in the body alone: those on a note hang on its mark, those on a text box on the box, those on
    headers and footers on the first words. A comment that the file has already is not made again.
    """

    def __init__(self, author: str, remarks: Remarks, now: datetime | None = None) -> None:
        self._author = author
        self._remarks = remarks
        self._date = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the file with the changes marked; the file itself where there is nothing to mark.

        Raises:
            DocumentError: the document is not of Word.
        """
        file = tracked_file(document)
        marking = _Marking(file, Stamp(self._author, self._date, count(_free_id(file))))
        for place, revision in zip(file.places, revisions, strict=True):
            items: tuple[Edit | Finding, ...] = (*revision.edits, *revision.left)
            marking.add(place, [(item, self._remarks(item)) for item in items])
        return write_archive(file.archive, marking.parts())

    def close(self) -> bytes:
        """Return nothing: no document waits for another."""
        return b""


def tracked_file(document: Document) -> OfficeFile:
    """Return the skeleton of a Word document.

    Raises:
        DocumentError: the document is not of Word, or not as Word writes it.
    """
    file = document.skeleton
    if document.format != "docx" or not isinstance(file, OfficeFile):
        raise DocumentError(
            f"{document.name}: only Word files (docx) hold tracked changes; leave --track out, or save it as docx"
        )
    for story in file.stories:
        if not prefix_of(root_tag(story.data)):
            # Attributes are in Word's namespace, for which they need a prefix.
            raise DocumentError(f"{document.name}: {story.part}: has no prefix for Word's names; save it again in Word")
    return file


def inserted(document: Document) -> tuple[tuple[Span, ...], ...]:
    """Return what of each segment stands in tracked insertions already."""
    return tuple(tuple(_inserted(place)) for place in tracked_file(document).places)


def _inserted(place: Place) -> Iterator[Span]:
    at = -place.offset
    for leaf in place.paragraph.leaves:
        if leaf.inserted and leaf.text and at + len(leaf.text) > 0:
            yield Span(max(at, 0), at + len(leaf.text))
        at += len(leaf.text)


class _Marking:
    """Marks changes and findings, place by place; what it made is the parts."""

    def __init__(self, file: OfficeFile, stamp: Stamp) -> None:
        self._file, self._stamp = file, stamp
        self._known = standing(file.archive, file.main)
        self._patches: list[list[Patch]] = [[] for _ in file.stories]
        self._comments: list[Comment] = []
        self._hanging: dict[int, tuple[Run, list[str]]] = {}

    def add(self, place: Place, items: Sequence[tuple[Edit | Finding, Remark | None]]) -> None:
        """Mark the edits of a paragraph and hang its comments."""
        changes: list[Change] = []
        for item, remark in items:
            after = item.after if isinstance(item, Edit) else None
            comment = self._comment(place, remark) if remark else None
            if after is not None or comment is not None:
                changes.append(Change(item.span.moved(place.offset), after, comment))
        data, patches = self._file.stories[place.story].data, self._patches[place.story]
        patches += _patches(data, place.paragraph.leaves, changes, self._stamp)
        silent = [Change(change.span, change.after) for change in changes if change.after is not None]
        for copy in place.paragraph.copies:
            patches += _patches(data, copy.leaves, silent, self._stamp)

    def parts(self) -> dict[str, bytes]:
        """Return the parts that changed."""
        body = self._file.stories[0].data
        self._patches[0] += (hanging(body, run, ids) for run, ids in self._hanging.values())
        changed = rewritten(self._file, self._patches)
        if self._comments:
            file = self._file
            changed |= with_comments(file.archive, file.main, file.kinds, self._comments, self._stamp)
        return changed

    def _comment(self, place: Place, remark: Remark) -> str | None:
        """Make a comment; return its id if it is to be opened round its words, None where it hangs elsewhere."""
        kind = self._file.stories[place.story].kind
        in_body = kind == "document" and place.paragraph.host is None
        lines = remark.lines if in_body else (f"{_PLACES.get(kind, 'Text box')}: {remark.words}", *remark.lines)
        if (self._stamp.author, words(lines)) in self._known or len(self._comments) >= MOST:
            return None
        comment = Comment(str(next(self._stamp.ids)), lines)
        host = None if in_body else self._host(place, kind)
        if not in_body and host is None:
            return None
        self._comments.append(comment)
        if host is None:
            return comment.id
        self._hanging.setdefault(host.start, (host, []))[1].append(comment.id)
        return None

    def _host(self, place: Place, kind: str) -> Run | None:
        """Return the run of the body that a comment on another place hangs on."""
        body = self._file.stories[0].content
        if kind == "document":
            return place.paragraph.host
        if kind in _MARKS and place.paragraph.note in body.notes:
            return body.notes[place.paragraph.note]
        return next((leaf.run for paragraph in body.paragraphs for leaf in paragraph.leaves if leaf.written), None)


def _patches(data: bytes, leaves: Sequence[Leaf], changes: Sequence[Change], stamp: Stamp) -> Iterator[Patch]:
    for index, pieces in spread(leaves, changes).items():
        yield from tracked_patches(data, leaves[index], pieces, stamp)


def _free_id(file: OfficeFile) -> int:
    """Return a number above those of all changes, comments and bookmarks of the file."""
    parts = [story.data for story in file.stories]
    part = comments_part(file.archive, file.main)
    if part is not None:
        parts.append(file.archive[part])
    return 1 + max((int(found) for data in parts for found in _ID.findall(data)), default=0)
