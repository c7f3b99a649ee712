"""Excel workbooks written back: only the parts that hold edited text are patched.

A shared string changes where all its cells are edited alike, else a new one is added and the cell points to it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from yiwen.formats.archives import Archive, write_archive
from yiwen.formats.marked import patched, run_patches
from yiwen.formats.runs import Patch
from yiwen.formats.workbook import Cell, SharedStrings, Workbook, cells_by_row, part_text, shared_strings, sheet_parts
from yiwen.formats.xml import nodes, with_attribute
from yiwen.types import Document, Revision


class WorkbookWriter:
    """Writes workbooks: each comes out whole when it is added."""

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the file with the cells patched that the revisions change."""
        book: Workbook = document.skeleton
        edited = [(cell, revision) for cell, revision in zip(book.cells, revisions, strict=True) if revision.edits]
        return write_archive(book.archive, dict(_changed(book, edited))) if edited else book.archive.data

    def close(self) -> bytes:
        """Return nothing: no document waits for another."""
        return b""


def _changed(book: Workbook, edited: Sequence[tuple[Cell, Revision]]) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that change, with their bytes."""
    texts = {part: part_text(book.archive, part) for part in {cell.part for cell, _ in edited}}
    sheets: dict[str, list[Patch]] = defaultdict(list)
    alike: dict[int, list[tuple[Cell, Revision]]] = defaultdict(list)
    for cell, revision in edited:
        if cell.shared is None:
            sheets[cell.part] += run_patches(texts[cell.part], cell.runs, revision.edits)
        else:
            alike[cell.shared].append((cell, revision))
    if alike:
        strings = shared_strings(book.archive)
        text, moved = _new_strings(strings, alike, _uses(book.archive, strings))
        for part, patch in moved:
            sheets[part].append(patch)
        yield strings.part, _encoded(book.archive, strings.part, text)
    for part, patches in sheets.items():
        patches.sort(key=lambda patch: patch.start)
        yield part, _encoded(book.archive, part, patched(texts[part], patches))


def _new_strings(
    strings: SharedStrings, alike: Mapping[int, Sequence[tuple[Cell, Revision]]], uses: Mapping[int, int]
) -> tuple[str, list[tuple[str, Patch]]]:
    """Return the text of the shared strings, edited, and the patches, by part, of the cells that point to a new one."""
    patches: list[Patch] = []
    moved: list[tuple[str, Patch]] = []
    added: list[str] = []
    for index, group in alike.items():
        made = [list(run_patches(strings.text, cell.runs, revision.edits)) for cell, revision in group]
        if len(group) == uses[index] and all(one == made[0] for one in made):
            patches += made[0]
            continue
        item = strings.items[index]
        for (cell, _), one in zip(group, made, strict=True):
            moved.append((cell.part, Patch(*cell.pointer, str(len(strings.items) + len(added)))))
            local = [Patch(p.start - item.start, p.end - item.start, p.after) for p in one]
            added.append(patched(strings.text[item.start : item.end], local))
    if added:
        end = strings.items[-1].end
        patches += (Patch(end, end, "".join(added)), *_counted(strings, len(added)))
    return patched(strings.text, sorted(patches, key=lambda patch: patch.start)), moved


def _counted(strings: SharedStrings, more: int) -> Iterator[Patch]:
    """Yield the patch of the number of strings, where the part says it."""
    root = next(iter(nodes(strings.text, ("sst",), strings.part)))[0]
    written = root.attributes.get("uniqueCount", "")
    if written.isdecimal():
        yield with_attribute(strings.text, root, "uniqueCount", str(int(written) + more))


def _encoded(archive: Archive, part: str, text: str) -> bytes:
    mark = b"\xef\xbb\xbf" if archive[part].startswith(b"\xef\xbb\xbf") else b""
    return mark + text.encode("utf-8")


def _uses(archive: Archive, strings: SharedStrings) -> dict[int, int]:
    """Return how many cells of the whole workbook show each shared string."""
    counts: dict[int, int] = defaultdict(int)
    for _, part in sheet_parts(archive):
        for row in cells_by_row(part_text(archive, part), strings, part):
            for cell in row.values():
                if cell.shared is not None:
                    counts[cell.shared] += 1
    return dict(counts)
