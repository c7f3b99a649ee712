"""A progress bar for long work: how much is done, how fast, how long it will take. Only for a person who watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import TaskID


@contextmanager
def progress(what: str, total: int | None, unit: str) -> Iterator[Callable[[int, int, int], None]]:
    """Lend a function that is told what is done; silent off a terminal.

    It takes the parts done of the total, the units worked on, and how many units are known of: where there is no total,
    the bar shows the units done of those.
    """
    if not sys.stderr.isatty():
        yield lambda *_counts: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def tell(done: int, units: int, known: int) -> None:
            elapsed = bar.tasks[task].elapsed or 0.0
            rate = f"{units / elapsed:,.1f} {unit}/s" if elapsed > 0 else ""
            if total is None:
                bar.update(task, completed=units, total=known, rate=rate)
            else:
                bar.update(task, completed=done, rate=rate)

        yield tell


@contextmanager
def stages() -> Iterator[Callable[[str, int, int], None] | None]:
    """Lend a function that is told what is being done, how much of it and of how much; None off a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def tell(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done)

        yield tell
