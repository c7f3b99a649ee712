"""Word files on the command line: tracked changes, and no zipped file on a screen."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from yiwen.types import Document, Revision
    from yiwen.workflow.settings import Finder

_ZIPPED = frozenset({"docx", "pptx", "xlsx"})


def check_tracking(track: bool, author: str, edits: Path | None) -> None:
    """Raise a usage error where options of tracked changes do not go together."""
    if track and edits is not None:
        raise typer.BadParameter(
            "leave it out with --track: tracked changes are rejected in Word", param_hint="--edits"
        )
    if track and not author.strip():
        raise typer.BadParameter("give a name", param_hint="--author")


def kept_off_screen(documents: Iterable["Document"], *, on_screen: bool) -> Iterator["Document"]:
    """Yield the documents; raise a DocumentError where a zipped file would be shown on a screen."""
    from yiwen.errors import DocumentError

    for document in documents:
        if on_screen and document.format in _ZIPPED:
            raise DocumentError(f"{document.name}: a {document.format} file cannot be shown; name one to write with -o")
        yield document


def tracked(
    done: Iterable[tuple["Document", tuple["Revision", ...]]],
    finder: "Finder",
    author: str,
    *,
    talk: Callable[[str], None],
) -> Iterator[bytes]:
    """Yield the bytes of Word files with the repairs marked."""
    from yiwen.workflow.track import hold_back, tracked_writer

    target = tracked_writer(finder, author)
    for document, revisions in done:
        marked = hold_back(document, revisions)
        yield target.add(document, marked)
        changes = sum(len(revision.edits) for revision in marked)
        left = sum(len(revision.left) for revision in marked)
        talk(f"{document.name}: {changes} changes marked, {left} findings left to look at")
