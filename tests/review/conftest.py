"""Reviews of a small report, as a session and as a page."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from yiwen.formats import read
from yiwen.review.session import Session
from yiwen.review.store import Store
from yiwen.workflow.settings import Finder, Settings

# Safe: two areas, a slogan, a stray space. To review or only reported: a product's start, Chinese left over.
REPORT = (
    "Ferry Town Opens Its New Pier\n\n"
    "On May 3, the town said the park had added 1,200 acres of industrial land . Some 300 acres were handed over at "
    "once, and nine specialized and special new enterprises moved in.\n\n"
    "The “three old” transformation of the old pier is under way. It should remove the stuck points, and 老渡口 the "
    "plant will start after reaching production, said the mayor.\n\n"
    "The town has 40 acres of tea.\n"
)
Open = Callable[..., Session]


@pytest.fixture(scope="session")
def finder() -> Finder:
    """Return one finder for all tests: it keeps nothing of the documents."""
    return Finder(Settings())


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return the report as a file."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def open_session(report: Path, finder: Finder) -> Iterator[Open]:
    """Return a function that opens a review of a file, its decisions kept beside it."""
    with ExitStack() as stack:

        def opened(path: Path = report, kept_in: Path | None = None, using: Finder = finder) -> Session:
            store = Store(kept_in or path.with_name(path.name + ".review.db"))
            stack.enter_context(closing(store))
            return Session(path, tuple(read(path)), using, store)

        yield opened


@pytest.fixture
def session(open_session: Open) -> Session:
    """Return a review of the report."""
    return open_session()
