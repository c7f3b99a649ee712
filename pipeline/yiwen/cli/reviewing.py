"""The command that opens the review page, and what can be asked of a review without it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import options as opt
from yiwen.cli.groups import Columns, Rules, Terms, Wording, given, grouped

if TYPE_CHECKING:
    from yiwen.review.session import Session

ENDING = ".review.db"


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(review)


@grouped
def review(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Raw machine output.")],
    *,
    source: Annotated[Path | None, typer.Option("--source", metavar="ZH", help="The Chinese of the file.")] = None,
    terms: Terms,
    unsafe: Annotated[bool, typer.Option("--unsafe", help="Start with the 'review' changes accepted too.")] = False,
    rules: Rules,
    wording: Wording,
    strip_web: opt.StripWeb = False,
    columns: Columns,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where decisions are kept (default: FILE.review.db beside it).")
    ] = None,
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="A port of this machine; 0 finds one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address, open no browser.")] = False,
    export: Annotated[
        Path | None, typer.Option(metavar="OUT", help="No page: write the file as decided so far, and stop.")
    ] = None,
    status: Annotated[bool, typer.Option("--status", help="No page: print how far the review is, and stop.")] = False,
    input_format: opt.Format = None,
) -> None:
    """Accept, refuse or edit each change on a page in your browser; nothing leaves this machine.

    \b
    yiwen review report.txt
    yiwen review report.txt --source report.zh.txt
    yiwen review report.txt --status
    yiwen review report.txt --export report.reviewed.txt

    Safe changes are accepted to start with, the others wait for you. Every decision is kept at once in FILE.review.db:
    stop with Ctrl-C and go on tomorrow, or with the next draft under the same name. Press ? on the page for its keys.
    """
    from contextlib import closing

    from yiwen.review.session import Session
    from yiwen.review.store import Store

    if str(file) == "-":
        raise typer.BadParameter("a review needs a file: decisions are kept beside it", param_hint="FILE")
    named = given(terms, rules, wording, unsafe=unsafe, strip_web=strip_web)
    documents = tuple(opt.documents(str(file), input_format, source, columns.reading()))
    finder = opt.Finders(named)(str(file))
    kept_in = decisions or file.with_name(file.name + ENDING)
    only_look = status or export is not None
    with closing(Store(kept_in if kept_in.exists() or not only_look else Path(":memory:"))) as store:
        session = Session(file, documents, finder, store)
        if export is not None:
            _export(session, export)
        if status:
            _print_status(session, kept_in)
        if not only_look:
            _serve(session, port, no_open=no_open)


def _export(session: "Session", place: Path) -> None:
    """Write the file as decided so far."""
    from yiwen.errors import DocumentError
    from yiwen.formats.atomic import write_atomically

    if place.exists() and place.samefile(session.path):
        raise DocumentError(f"{place}: is the file under review, to which the decisions belong; name another file")
    write_atomically(place, session.export())
    progress = session.progress()
    typer.echo(f"{place}: {opt.counted(progress.written, 'change')} made, {progress.pending} to decide", err=True)


def _print_status(session: "Session", kept_in: Path) -> None:
    """Print how far the review is, a count a line."""
    from yiwen.review.settle import State

    progress = session.progress()
    typer.echo(f"{session.path}: {opt.counted(progress.total, 'finding')}")
    for state, label in ((State.ACCEPTED, "accepted"), (State.EDITED, "edited"), (State.REFUSED, "refused")):
        typer.echo(f"  {progress.states[state]:>6,} {label}")
    if progress.states[State.COVERED]:
        typer.echo(f"  {progress.states[State.COVERED]:>6,} covered by another change")
    typer.echo(f"  {progress.pending:>6,} to decide")
    typer.echo(_kept(session, kept_in))


def _serve(session: "Session", port: int, *, no_open: bool) -> None:
    """Serve the page until Ctrl-C, and say what is kept."""
    import threading
    import webbrowser

    from yiwen.errors import YiwenError

    try:
        from yiwen.review.serve import serve
    except ImportError as error:
        raise YiwenError(f"the review page needs {error.name}; pip install 'yiwen[review]'") from error

    def ready(address: str, once: str) -> None:
        progress = session.progress()
        typer.echo(
            f"{session.path}: {opt.counted(progress.total, 'finding')}, "
            f"{opt.counted(progress.written, 'change')} accepted, {progress.pending} to decide"
        )
        typer.echo(address)
        typer.echo("The address works for you alone. Stop with Ctrl-C.", err=True)
        if not no_open:
            threading.Thread(target=webbrowser.open, args=(once,), daemon=True).start()

    serve(session, port, ready)
    typer.echo(_kept(session, session.store.path))
    typer.echo(f"{_same_command()} --export OUT writes the file as decided so far.")


def _same_command() -> str:
    """Return the command that was given, without what is of the page alone: other options would find other things."""
    import shlex
    import sys

    given = iter(sys.argv[1:])
    kept = ["yiwen"]
    for word in given:
        if word == "--port":
            next(given, None)
        elif word != "--no-open" and not word.startswith("--port="):
            kept.append(word)
    return shlex.join(kept)


def _kept(session: "Session", kept_in: Path) -> str:
    number = session.store.count()
    return f"{opt.counted(number, 'decision')} kept in {kept_in}" if number else "No decisions are kept yet."
