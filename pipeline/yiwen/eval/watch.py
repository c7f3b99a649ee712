"""Who watches long work hears what is being done, how much of it, and of how much."""

from collections.abc import Callable

Watch = Callable[[str, int, int], None]
"""Told what is being done, how much of it is, and of how much."""

Tell = Callable[[int], None]
"""Told how much more is done."""


def adding(watch: Watch | None, what: str, total: int) -> Tell | None:
    """Return what takes how much more is done, adds it up and tells the watch; None where nobody watches."""
    if watch is None:
        return None
    done = 0

    def tell(more: int) -> None:
        nonlocal done
        done += more
        watch(what, done, total)

    return tell
