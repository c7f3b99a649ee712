"""A repair on the command line: one input repaired, and what it leaves written, kept, shown or told."""

import difflib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from yiwen.cli.options import counted
from yiwen.cli.tracking import kept_off_screen, tracked

if TYPE_CHECKING:
    from yiwen.types import Document, Revision
    from yiwen.workflow.settings import Finder

    Done = tuple[Document, tuple[Revision, ...]]


def fix_one(
    documents: Iterable["Document"],
    finder: "Finder",
    place: Path | None,
    keep: Path | None,
    *,
    diff: bool,
    jobs: int,
    author: str | None = None,
) -> None:
    """Repair one input and write its result, its edits or its differences; with an author as tracked changes."""
    from yiwen.workflow.fix import fix_documents

    documents = kept_off_screen(documents, on_screen=place is None and not diff and sys.stdout.isatty())
    done = fix_documents(documents, finder, jobs=jobs)
    if author is not None and not diff:
        write(place, tracked(done, finder, author, talk=talk))
        return
    if keep is not None:
        done = _keeping_edits(done, keep)
    if diff:
        for document, revisions in done:
            typer.echo(_difference(document, revisions), nl=False)
        return
    write(place, _written(_telling(done) if place is not None else done))


def _telling(done: Iterable["Done"]) -> Iterator["Done"]:
    """Yield what was done; then tell how much it is, to a person who watches."""
    changes = left = 0
    name = ""
    for document, revisions in done:
        changes += sum(len(revision.edits) for revision in revisions)
        left += sum(len(revision.left) for revision in revisions)
        name = document.name.rpartition("#")[0] if document.format == "jsonl" else document.name
        yield document, revisions
    talk(f"{name}: {counted(changes, 'change')}, {counted(left, 'finding')} left (`yiwen check` lists them)")


def _written(done: Iterable["Done"]) -> Iterator[bytes]:
    """Yield the bytes of the output file, as they come."""
    from yiwen.formats import Writer, writer

    target: Writer | None = None
    for count, (document, revisions) in enumerate(done, 1):
        target = target or writer(document)
        yield target.add(document, revisions)
        if count % 500 == 0:
            talk(f"{count} documents")
    if target is not None:
        yield target.close()


def _keeping_edits(done: Iterable["Done"], keep: Path) -> Iterator["Done"]:
    from yiwen.formats.atomic import write_atomically
    from yiwen.workflow.undo import edits_record

    told = False
    for document, revisions in done:
        if document.format == "jsonl":
            if not told:
                file = document.name.rpartition("#")[0]
                typer.echo(f"yiwen: {file}: its rows carry their edits; no file is kept", err=True)
            told = True
            yield document, revisions
            continue
        record = json.dumps(edits_record(document, revisions), ensure_ascii=False, indent=1)
        write_atomically(keep, [record.encode("utf-8", "surrogatepass"), b"\n"])
        yield document, revisions


def _difference(document: "Document", revisions: tuple["Revision", ...]) -> str:
    """Return a unified diff of a document, paragraph by paragraph."""
    before = [f"{line}\n" for revision in revisions for line in revision.before.split("\n")]
    after = [f"{line}\n" for revision in revisions for line in revision.after.split("\n")]
    return "".join(difflib.unified_diff(before, after, document.name, f"{document.name} (repaired)", n=0))


def write(place: Path | None, chunks: Iterable[bytes]) -> None:
    """Write to a file, whole or not at all, or to standard output."""
    from yiwen.formats.atomic import write_atomically

    if place is not None and str(place) != "-":
        write_atomically(place, chunks)
        return
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def talk(message: str) -> None:
    """Tell how the work goes, to a person who watches."""
    if sys.stderr.isatty():
        typer.echo(message, err=True)
