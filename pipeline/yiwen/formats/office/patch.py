"""Changed leaves as patches of a part's bytes: plain, or as tracked changes with comments (ISO/IEC 29500-1, 17.13)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from yiwen.errors import DocumentError
from yiwen.formats.office.content import Leaf, Run
from yiwen.formats.office.spread import Act, Piece
from yiwen.formats.office.xmlbytes import escaped, prefix_of, root_tag, tag_at

_FORMAT_CHANGE = re.compile(rb"<(?P<name>[\w.-]*:?rPrChange)\b.*?</(?P=name)>", re.DOTALL)
_FORMAT_CHANGE_ID = re.compile(rb"(:?rPrChange\b[^>]*?[:\s]id=[\"'])\d+")
_KEEP = b' xml:space="preserve"'


class Patch(NamedTuple):
    """What comes in the place of a range of bytes."""

    start: int
    end: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who makes tracked changes and when (as XML Schema writes a time, in UTC); `ids` number them."""

    author: str
    date: str
    ids: "count[int]"

    def attributes(self, prefix: bytes) -> bytes:
        """Return the attributes of a tracked change."""
        return b' %sid="%d" %sauthor="%s" %sdate="%s"' % (
            prefix, next(self.ids), prefix, escaped(self.author), prefix, escaped(self.date),
        )  # fmt: skip


def patched(data: bytes, patches: Sequence[Patch], where: str) -> bytes:
    """Return the bytes with the patches made; they are disjoint.

    Raises:
        DocumentError: two of them overlap, which is a fault of this program.
    """
    parts: list[bytes] = []
    at = 0
    for patch in sorted(patches, key=lambda one: one[:2]):
        if patch.start < at:
            raise DocumentError(f"{where}: two changes overlap at byte {patch.start}; please report the file")
        parts += (data[at : patch.start], patch.data)
        at = patch.end
    return b"".join((*parts, data[at:]))


def plain_patches(data: bytes, leaf: Leaf, pieces: Sequence[Piece], keep: bytes = _KEEP) -> Iterator[Patch]:
    """Yield what makes a leaf hold its kept and new text; `keep` is the attribute that keeps its spaces."""
    new = "".join(piece.text for piece in pieces if piece.act is Act.NEW)
    if not leaf.written and not any(piece.act is Act.GONE for piece in pieces):
        if new:
            yield Patch(leaf.end, leaf.end, _text(_prefix(data, leaf.run), new, keep=keep))
        return
    text = "".join(piece.text for piece in pieces if piece.act in {Act.KEPT, Act.NEW})
    run = leaf.run
    if text:
        yield Patch(leaf.start, leaf.end, _text(_prefix(data, run), text, keep=keep))
    elif leaf.start == run.content and leaf.end == run.tail:
        yield Patch(run.start, run.end, b"")
    else:
        yield Patch(leaf.start, leaf.end, b"")


def tracked_patches(data: bytes, leaf: Leaf, pieces: Sequence[Piece], stamp: Stamp) -> Iterator[Patch]:
    """Yield what marks a leaf's changes and comments; its run is closed for them and opened again."""
    if leaf.written or any(piece.act is Act.GONE for piece in pieces):
        yield _Tracked(data, leaf, stamp).patch(pieces)
        return
    place = next((index for index, piece in enumerate(pieces) if piece.act is Act.KEPT), 0)
    yield from _Tracked(data, leaf, stamp).beside(pieces[:place], pieces[place:])


class _Tracked:
    """Writes one leaf."""

    def __init__(self, data: bytes, leaf: Leaf, stamp: Stamp) -> None:
        self._data, self._leaf, self._stamp = data, leaf, stamp
        self._run = leaf.run
        self._prefix = _prefix(data, leaf.run)
        self._written_head = data[leaf.run.start : leaf.run.head] + leaf.run.properties
        self._close = b"</%sr>" % self._prefix
        self._first = leaf.start == leaf.run.content
        self._last = leaf.end == leaf.run.tail

    @property
    def _head(self) -> bytes:
        """The start of a run like this one; a tracked change of its looks gets a number of its own."""
        return _FORMAT_CHANGE_ID.sub(lambda found: b"%s%d" % (found[1], next(self._stamp.ids)), self._written_head)

    def patch(self, pieces: Sequence[Piece]) -> Patch:
        """Return the whole leaf written anew."""
        parts: list[bytes] = []
        inside = not self._first
        for piece in pieces:
            kept = piece.act is Act.KEPT
            if kept != inside:
                parts.append(self._head if kept else self._close)
                inside = kept
            parts.append(self._content(piece.text) if kept else self._markup(piece))
        if inside == self._last:
            parts.append(self._close if inside else self._head)
        start = self._run.start if self._first else self._leaf.start
        end = self._run.end if self._last else self._leaf.end
        return Patch(start, end, b"".join(parts))

    def beside(self, before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[Patch]:
        """Yield what comes before and after a leaf that stays as it is."""
        for pieces, at_border, outside, inside in (
            (before, self._first, self._run.start, self._leaf.start),
            (after, self._last, self._run.end, self._leaf.end),
        ):
            markup = b"".join(self._markup(piece) for piece in pieces if piece.act is not Act.KEPT)
            if markup and at_border:
                yield Patch(outside, outside, markup)
            elif markup:
                yield Patch(inside, inside, self._close + markup + self._head)

    def _content(self, text: str, name: bytes = b"t") -> bytes:
        if self._leaf.written:
            return _text(self._prefix, text, name)
        return self._data[self._leaf.start : self._leaf.end]

    def _markup(self, piece: Piece) -> bytes:
        w = self._prefix
        if piece.act is Act.OPEN:
            return b'<%scommentRangeStart %sid="%s"/>' % (w, w, piece.text.encode())
        if piece.act is Act.CLOSE:
            return b'<%scommentRangeEnd %sid="%s"/>' % (w, w, piece.text.encode()) + reference(w, piece.text)
        gone = piece.act is Act.GONE
        name = b"%s%s" % (w, b"del" if gone else b"ins")
        content = self._content(piece.text, b"delText") if gone else _text(w, piece.text)
        head = self._head if gone else _FORMAT_CHANGE.sub(b"", self._written_head)
        return b"<%s%s>%s%s%s</%s>" % (name, self._stamp.attributes(w), head, content, self._close, name)


def reference(prefix: bytes, comment: str) -> bytes:
    """Return the run that a comment hangs on."""
    return b'<%sr><%scommentReference %sid="%s"/></%sr>' % (prefix, prefix, prefix, comment.encode(), prefix)


def hanging(data: bytes, run: Run, comments: Sequence[str]) -> Patch:
    """Return the patch that hangs comments on the end of a run."""
    prefix = _prefix(data, run)
    return Patch(run.end, run.end, b"".join(reference(prefix, comment) for comment in comments))


def _prefix(data: bytes, run: Run) -> bytes:
    """Return the prefix of a run's name; of what stands beside the runs that of the part's root."""
    return prefix_of(tag_at(data, run.start) if run.start < run.head else root_tag(data))


def _text(prefix: bytes, text: str, name: bytes = b"t", *, keep: bytes = _KEEP) -> bytes:
    return b"<%s%s%s>%s</%s%s>" % (prefix, name, keep, escaped(text), prefix, name)
