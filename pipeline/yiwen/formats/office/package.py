"""The parts of an Office file and how they refer to one another (Open Packaging Conventions, ISO/IEC 29500-2)."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.archives import MOST_FILE, Archive, open_archive
from yiwen.formats.office.xmlbytes import before_the_end, escaped, read_events

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RTF = b"{\\rtf"
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_EXTENSIONS = {"Word": ".docx", "PowerPoint": ".pptx"}
_FOLDERS = frozenset({"word", "ppt", "xl"})
TYPES_PART = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part refers to: the reference's id, the last word of its type, the whole type, and the part."""

    id: str
    kind: str
    type: str
    part: str


def open_package(stream: BinaryIO, name: str, program: str) -> Archive:
    """Return the parts of a file of Word or PowerPoint.

    Raises:
        DocumentError: it is none, an old one, protected by a password, damaged or hostile.
    """
    try:
        data = stream.read(MOST_FILE + 1)
    except OSError as error:
        raise DocumentError(f"{name}: cannot be read: {error.strerror}; check the path") from error
    if data.startswith(_OLE) and _PROTECTED in data:
        raise DocumentError(f"{name}: is protected by a password; open it in {program} and save it without one")
    if data.startswith((_OLE, _RTF)):
        raise DocumentError(
            f"{name}: is in an older format; open it in {program} and save it as {_EXTENSIONS[program]}"
        )
    return open_archive(BytesIO(data), name)


def main_part(archive: Archive, expected: str, program: str) -> tuple[str, str]:
    """Return the part that the file is about, and the beginning of the types of its references.

    Raises:
        DocumentError: there is none of that name.
    """
    others = _FOLDERS - {expected.partition("/")[0]}
    for one in relationships(archive, "") if TYPES_PART in archive else ():
        if one.kind == "officeDocument" and one.part in archive:
            if one.part.partition("/")[0] in others:
                break
            return one.part, one.type.removesuffix("officeDocument")
    raise DocumentError(
        f"{archive.name}: holds no {program} document (no {expected} in it); save it again in {program}"
    )


def relationships(archive: Archive, part: str) -> tuple[Relationship, ...]:
    """Return what a part refers to within the file, in order; of the file itself for the empty name."""
    place = relationships_part(part)
    if place not in archive:
        return ()
    reader = _Relationships(posixpath.dirname(part))
    read_events(archive[place], reader, f"{archive.name}: {place}")
    return tuple(reader.found)


def relationships_part(part: str) -> str:
    """Return the name of the part that holds a part's references."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def added_part(archive: Archive, owner: str, part: str, data: bytes, kind: tuple[str, str]) -> dict[str, bytes]:
    """Return the parts that a new part changes: itself, its owner's references, the list of types.

    `kind` is the type of the reference and that of the part's content.
    """
    place = relationships_part(owner)
    references = archive.get(place) or b'<Relationships xmlns="%s"></Relationships>' % _RELATIONSHIPS.encode()
    number = 1
    while b'"yiwen%d"' % number in references:
        number += 1
    target = posixpath.relpath(part, posixpath.dirname(owner) or ".")
    reference = b'<Relationship xmlns="%s" Id="yiwen%d" Type="%s" Target="%s"/>' % (
        _RELATIONSHIPS.encode(), number, escaped(kind[0]), escaped(target),
    )  # fmt: skip
    override = b'<Override xmlns="%s" PartName="/%s" ContentType="%s"/>' % (
        _TYPES.encode(), escaped(part), escaped(kind[1]),
    )  # fmt: skip
    return {
        part: data,
        place: before_the_end(references, reference),
        TYPES_PART: before_the_end(archive[TYPES_PART], override),
    }


class _Relationships:
    """Reads references from events."""

    def __init__(self, folder: str) -> None:
        self.found: list[Relationship] = []
        self._folder = folder

    def start(self, name: str, attributes: Mapping[str, str], offset: int) -> None:  # noqa: ARG002  # the protocol's
        if name.rpartition(" ")[2] != "Relationship" or attributes.get("TargetMode") == "External":
            return
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.join(self._folder, target)
        part = posixpath.normpath(path)
        self.found.append(Relationship(attributes.get("Id", ""), kind.rpartition("/")[2], kind, part))

    def end(self, name: str, offset: int) -> None:
        """Take nothing from an end."""

    def text(self, text: str) -> None:
        """Take nothing from text."""
