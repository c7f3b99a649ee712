"""The part that holds a Word document's comments: what stands in it, and more of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yiwen.formats.archives import Archive
from yiwen.formats.office.package import added_part, relationships
from yiwen.formats.office.patch import Stamp
from yiwen.formats.office.xmlbytes import before_the_end, escaped, in_utf8, read_events

MOST = 30_000  # Word opens no file with more than 32,767
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its id, and its paragraphs."""

    id: str
    lines: tuple[str, ...]


def comments_part(archive: Archive, main: str) -> str | None:
    """Return the part of the comments, None where there is none yet."""
    found = (one.part for one in relationships(archive, main) if one.kind == "comments" and one.part in archive)
    return next(found, None)


def standing(archive: Archive, main: str) -> frozenset[tuple[str, str]]:
    """Return the author and the words of each comment in the file."""
    part = comments_part(archive, main)
    if part is None:
        return frozenset()
    data, _ = in_utf8(archive[part], f"{archive.name}: {part}")
    reader = _Comments()
    read_events(data, reader, f"{archive.name}: {part}")
    return frozenset(reader.found)


def with_comments(
    archive: Archive, main: str, kinds: str, comments: Sequence[Comment], stamp: Stamp
) -> dict[str, bytes]:
    """Return the parts that change when comments are added; `kinds` is the beginning of the types of references."""
    strict = "purl.oclc.org" in kinds
    space = (_STRICT if strict else _TRANSITIONAL).encode()
    written = b"".join(_written(comment, space, stamp) for comment in comments)
    part = comments_part(archive, main)
    if part is not None:
        data, back = in_utf8(archive[part], f"{archive.name}: {part}")
        return {part: back(before_the_end(data, written))}
    data = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="%s">%s</w:comments>' % (
        space, written,
    )  # fmt: skip
    return added_part(archive, main, _free_name(archive, main), data, (f"{kinds}comments", _TYPE))


def words(lines: Sequence[str]) -> str:
    """Return what `standing` tells of a comment of these paragraphs."""
    return "".join("".join(lines).split())


def _free_name(archive: Archive, main: str) -> str:
    folder = main.rpartition("/")[0]
    names = (f"{folder}/{base}.xml".lstrip("/") for base in ("comments", "yiwen-comments"))
    return next(name for name in names if name not in archive)


def _written(comment: Comment, space: bytes, stamp: Stamp) -> bytes:
    author, initials = escaped(stamp.author), escaped("".join(word[0] for word in stamp.author.split())[:4])
    mark = b"<w:r><w:annotationRef/></w:r>"
    paragraphs = b"".join(
        b'<w:p>%s<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r></w:p>'
        % (b"" if number else mark, escaped(line))
        for number, line in enumerate(comment.lines)
    )
    return b'<w:comment xmlns:w="%s" w:id="%s" w:author="%s" w:date="%s" w:initials="%s">%s</w:comment>' % (
        space, comment.id.encode(), author, escaped(stamp.date), initials, paragraphs,
    )  # fmt: skip


class _Comments:
    """Reads comments from events."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self._letters: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str], offset: int) -> None:  # noqa: ARG002  # the protocol's
        if name.rpartition(" ")[2] == "comment":
            author = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "author"), "")
            self.found.append((author, ""))
            self._letters = []

    def end(self, name: str, offset: int) -> None:  # noqa: ARG002
        if name.rpartition(" ")[2] == "comment" and self.found:
            self.found[-1] = (self.found[-1][0], words(self._letters))

    def text(self, text: str) -> None:
        self._letters.append(text)
