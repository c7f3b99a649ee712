"""Zipped files (docx, xlsx) as named parts and back: limits on sizes, no paths, nothing unpacked to disk.

A part is unpacked only when it is asked for, and never beyond what the archive's directory says of its size, so that
an archive made to fill memory costs no more than reading its directory.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from yiwen.errors import DocumentError
from yiwen.formats.slices import limited

MOST_FILE = 128 * 1024 * 1024  # bytes of the file
MOST_PARTS = 20_000
MOST_PART = 128 * 1024 * 1024  # bytes of a part, unpacked
MOST_UNPACKED = 512 * 1024 * 1024  # bytes of all parts
MOST_RATIO = 200  # unpacked to packed; XML of real documents stays under 100
_SMALL = 8 * 1024 * 1024  # bytes: no ratio is suspicious under this
_DIRECTORY = 8 * 1024 * 1024  # bytes of the directory
_END = struct.Struct("<4s4H2LH")
_FIRST_MARK = b"PK\x03\x04"
_END_MARK = b"PK\x05\x06"
_END64_MARK = b"PK\x06\x07"
_ZIP64_EXTRA = 1
_ENCRYPTED = 0x1
_LINK = 0o120000
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, struct.error)


@dataclass(frozen=True)
class Archive(Mapping[str, bytes]):
    """The parts of a zipped file by name, in the order of its directory; `data` is the file as it was read."""

    name: str
    data: bytes = field(repr=False)
    names: tuple[str, ...]

    def __getitem__(self, part: str) -> bytes:
        """Return a part, unpacked.

        Raises:
            KeyError: there is no such part.
            DocumentError: the part is damaged.
        """
        if part not in self:
            raise KeyError(part)
        try:
            return self._opened.read(part)
        except _BROKEN as error:
            raise DocumentError(f"{self.name}: its part {part} is damaged ({error}); save the file again") from error

    @cached_property
    def _opened(self) -> ZipFile:
        return ZipFile(BytesIO(self.data))

    def __reduce__(self) -> tuple[type["Archive"], tuple[str, bytes, tuple[str, ...]]]:
        return Archive, (self.name, self.data, self.names)  # an opened file cannot go to another process

    def __contains__(self, part: object) -> bool:
        return part in self._opened.NameToInfo

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


def open_archive(stream: BinaryIO, name: str) -> Archive:
    """Return the parts of a zipped file, its directory checked.

    Raises:
        DocumentError: it is no zip file, is encrypted, damaged or too large, or its parts' names are paths out of it.
    """
    data = limited(stream, name, MOST_FILE)
    _check_end(data, name)
    try:
        with ZipFile(BytesIO(data)) as opened:
            infos = opened.infolist()
    except _BROKEN as error:
        raise DocumentError(f"{name}: is no zipped document ({error}); save it again in its format") from error
    _check_sizes(infos, name)
    for info in infos:
        _check_part(info, name)
    names = tuple(info.filename for info in infos)
    if len({part.casefold() for part in names}) < len(names):
        raise _hostile(name, "two of its parts have one name")
    return Archive(name, data, names)


def write_archive(archive: Archive, changed: Mapping[str, bytes | None]) -> bytes:
    """Return the file with some of its parts changed, added or (None) taken out; the file itself where none is.

    The order of the parts, their dates, flags and compression stay; parts that are not changed have the same bytes, and
    added ones come last, dated as the first part is.

    Raises:
        DocumentError: a part is damaged.
    """
    changed = {part: data for part, data in changed.items() if archive.get(part) != data}
    if not changed:
        return archive.data
    made = BytesIO()
    try:
        with ZipFile(BytesIO(archive.data)) as old, ZipFile(made, "w") as new:
            new.comment = old.comment
            for info in old.infolist():
                data = changed[info.filename] if info.filename in changed else old.read(info)
                if data is not None:
                    new.writestr(_copied(info), data, info.compress_type)
            for part, data in changed.items():
                if part not in archive and data is not None:
                    new.writestr(ZipInfo(part, old.infolist()[0].date_time), data, ZIP_DEFLATED)
    except _BROKEN as error:
        raise DocumentError(f"{archive.name}: is damaged ({error}); save the file again") from error
    return made.getvalue()


def is_archive(data: bytes) -> bool:
    """Return whether the bytes are those of a zipped file."""
    return data.startswith(_FIRST_MARK)


def parts_digest(data: bytes, name: str) -> str:
    """Return a digest of the names and bytes of all parts: the same however they are packed."""
    archive = open_archive(BytesIO(data), name)
    digest = sha256()
    for part in sorted(archive):
        digest.update(f"{part}\0{sha256(archive[part]).hexdigest()}\n".encode())
    return digest.hexdigest()


def _copied(info: ZipInfo) -> ZipInfo:
    copy = ZipInfo(info.filename, info.date_time)
    copy.compress_type = info.compress_type
    copy.comment = info.comment
    copy.create_system = info.create_system
    copy.create_version = info.create_version
    copy.flag_bits = info.flag_bits
    copy.internal_attr = info.internal_attr
    copy.external_attr = info.external_attr
    copy.extra = _without_zip64(info.extra)
    return copy


def _without_zip64(extra: bytes) -> bytes:
    """Return the extra fields without that of sizes over 4 GB, which the writer adds itself where it must."""
    kept = b""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        if kind != _ZIP64_EXTRA:
            kept += extra[: 4 + length]
        extra = extra[4 + length :]
    return kept


def _check_end(data: bytes, name: str) -> None:
    """Refuse what is no zip file, and a directory too long to be read."""
    place = data.rfind(_END_MARK, max(0, len(data) - _END.size - 0xFFFF))
    if place < 0 or len(data) < place + _END.size:
        raise DocumentError(f"{name}: is no zipped document, or is cut short; save it again in its format")
    _, _, _, _, count, size, _, _ = _END.unpack_from(data, place)
    large = data[max(0, place - 20) : place].startswith(_END64_MARK)
    if large or count > MOST_PARTS or size > _DIRECTORY:
        raise _too_large(name, "its directory is too long")


def _check_sizes(infos: list[ZipInfo], name: str) -> None:
    if len(infos) > MOST_PARTS:
        raise _too_large(name, f"more than {MOST_PARTS} parts")
    total = sum(info.file_size for info in infos)
    if total > MOST_UNPACKED:
        raise _too_large(name, f"it unpacks to {total >> 20} MB")
    for info in infos:
        if info.file_size > MOST_PART:
            raise _too_large(name, f"its part {_shown(info)} unpacks to {info.file_size >> 20} MB")
        if info.file_size > _SMALL and info.file_size > MOST_RATIO * info.compress_size:
            raise _hostile(name, f"its part {_shown(info)} unpacks to over {MOST_RATIO} times its size")


def _check_part(info: ZipInfo, name: str) -> None:
    path = info.orig_filename.replace("\\", "/")
    if info.flag_bits & _ENCRYPTED:
        raise DocumentError(f"{name}: is protected by a password; save it without one")
    if path.startswith("/") or ".." in path.split("/") or path[1:2] == ":" or not path.isprintable():
        raise _hostile(name, f"its part {_shown(info)} has a path out of the file")
    if (info.external_attr >> 16) & 0o170000 == _LINK:
        raise _hostile(name, f"its part {_shown(info)} is a link")


def _shown(info: ZipInfo) -> str:
    """Return a part's name as a message may hold it."""
    return repr(info.orig_filename[:80])


def _too_large(name: str, why: str) -> DocumentError:
    return DocumentError(f"{name}: is too large: {why}; split it")


def _hostile(name: str, why: str) -> DocumentError:
    return DocumentError(f"{name}: was not made by an office program: {why}; make it anew")
