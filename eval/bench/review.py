"""How soon the review page shows a list of 2,000 findings, and how smoothly it scrolls and answers, in chromium.

    python eval/bench/review.py                           2,000 findings, on a page with 1280 x 800 pixels
    python eval/bench/review.py --findings 5000 --width 390 --height 844
    CHROMIUM=/path/to/chromium python eval/bench/review.py

The document is made of the reports of eval/sets/reports with other names and numbers, until it has as many findings.
Beside it, in the same run, stands the report page of `yiwen run` on the same document, which is all there when it is
opened and keeps nothing.

The list is there when the first frame with findings is on the screen, reckoned from the start of the navigation.
Frames are those of the page's main thread while the wheel turns through the list; a frame late by more than half a
frame of the 60 a second that chromium makes is told as late. A key is answered when the finding it goes to, or the
decision it makes, is on the screen.
"""

import argparse
import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus import paragraphs, reports
from playwright.sync_api import Browser, Page, sync_playwright

from yiwen.formats import read
from yiwen.report.as_html import to_html
from yiwen.review.serve import listening, prepared
from yiwen.review.session import Session
from yiwen.review.store import Store
from yiwen.workflow.run import build_report, run_document
from yiwen.workflow.settings import Finder, Settings

SHIPPED = Path(__file__).parent.parent / "sets" / "reports"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FRAME = 1000 / 60  # milliseconds
PIXELS = 15_000  # how far the wheel turns
SPEED = 3_000  # pixels a second
BYTES_A_FINDING = 90  # about, in these reports
KEYS = 40  # how often each key is pressed

# Two frames after the list is there: it has been painted.
SHOWN = """(selector) => new Promise((done) => {
  const look = () => document.querySelector(selector)
    ? requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)) : requestAnimationFrame(look);
  look();
})"""
WATCH = """() => {
  window.frames_seen = [];
  window.long_tasks = [];
  new PerformanceObserver((list) => window.long_tasks.push(...list.getEntries().map((one) => one.duration)))
    .observe({ type: "longtask" });
  let last = performance.now();
  const frame = (now) => { window.frames_seen.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
}"""
PRESS = """(key) => new Promise((done) => {
  const [toast, open] = [document.querySelector("#toast"), () => document.querySelector(".finding.current")];
  const state = () => toast.textContent + open()?.dataset.key;
  const [start, before] = [performance.now(), state()];
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const look = () => state() === before ? requestAnimationFrame(look)
    : requestAnimationFrame(() => done(performance.now() - start));
  look();
})"""


@dataclass(frozen=True)
class Measured:
    """What a page took, in milliseconds: until its list was there, each frame of the scrolling, its long tasks."""

    shown: float
    frames: list[float]
    tasks: list[float]


def session_of(findings: int, finder: Finder, path: Path, store: Store) -> Session:
    """Write a document with at least so many findings; return its review."""
    size = findings * BYTES_A_FINDING
    while True:
        path.write_text("\n\n".join(paragraphs(reports(SHIPPED), size)) + "\n", encoding="utf-8")
        begin = time.perf_counter()
        session = Session(path, tuple(read(path)), finder, store)
        if session.progress().total >= findings:
            print(f"{session.progress().total} findings in {len(session.passages)} paragraphs; {time.strftime('%F')}")
            print(f"found in {time.perf_counter() - begin:.2f} s, before the page is served")
            return session
        size = int(size * 1.15)


@contextmanager
def serving(session: Session) -> Iterator[str]:
    """Serve a session in a thread; lend its address."""
    with listening(0) as listener:
        server, address = prepared(session, listener)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join()


def measured(page: Page, address: str, selector: str) -> Measured:
    """Open a page, wait for its list, and turn the wheel through it."""
    page.goto(address, wait_until="commit")
    shown = page.evaluate(SHOWN, selector)
    page.wait_for_timeout(1500)
    page.evaluate(WATCH)
    page.context.new_cdp_session(page).send(
        "Input.synthesizeScrollGesture",
        {"x": 200, "y": 400, "yDistance": -PIXELS, "speed": SPEED, "gestureSourceType": "mouse"},
    )
    return Measured(shown, page.evaluate("window.frames_seen"), page.evaluate("window.long_tasks"))


def opened(browser: Browser, width: int, height: int) -> Page:
    """Return a page in a context of its own, with an empty cache."""
    return browser.new_context(viewport={"width": width, "height": height}).new_page()


def print_row(name: str, rows: list[Measured]) -> None:
    """Print the median opening, and all frames of all runs together."""
    frames = sorted(frame for row in rows for frame in row.frames)
    late = sum(frame > 1.5 * FRAME for frame in frames) / len(frames)
    tasks = [task for row in rows for task in row.tasks]
    print(
        f"{name:22}{statistics.median(row.shown for row in rows):9.0f}{statistics.median(frames):9.1f}"
        f"{frames[int(0.95 * len(frames))]:9.1f}{frames[-1]:9.1f}{late:9.1%}{max(tasks, default=0):12.0f}"
    )


def print_keys(page: Page) -> None:
    """Print how long a key takes until its effect is on the screen."""
    for key, what in (("j", "next finding"), ("r", "refuse and next"), ("u", "undo")):
        times = sorted(page.evaluate(PRESS, key) for _ in range(KEYS))
        print(f"key {key} ({what}): median {statistics.median(times):.0f} ms, slowest of {KEYS} {times[-1]:.0f} ms")


def main() -> None:
    """Make the document, open both pages in turn, print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--findings", type=int, default=2000, metavar="N", help="at least so many (default 2000)")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="how often each page is opened (default 5)")
    parser.add_argument("--width", type=int, default=1280, metavar="PIXELS")
    parser.add_argument("--height", type=int, default=800, metavar="PIXELS")
    arguments = parser.parse_args()
    finder = Finder(Settings())
    with tempfile.TemporaryDirectory() as place, closing(Store(Path(":memory:"))) as store, sync_playwright() as play:
        path = Path(place, "report.txt")
        session = session_of(arguments.findings, finder, path, store)
        report = Path(place, "report.html")
        report.write_text(to_html(build_report([run_document(next(read(path)), finder)], [finder])), encoding="utf-8")
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        rows: dict[str, list[Measured]] = {"review page": [], "report page": []}
        with serving(session) as address:
            for _ in range(arguments.runs):
                for name, target, selector in (
                    ("review page", address, "body.ready .finding"),
                    ("report page", report.as_uri(), ".js .segment .note"),
                ):
                    page = opened(browser, arguments.width, arguments.height)
                    rows[name].append(measured(page, target, selector))
                    page.context.close()
            print(f"\n{'milliseconds':22}{'list':>9}{'frame':>9}{'95%':>9}{'longest':>9}{'late':>9}{'long task':>12}")
            for name, found in rows.items():
                print_row(name, found)
            page = opened(browser, arguments.width, arguments.height)
            page.goto(address)
            page.wait_for_selector("body.ready")
            page.wait_for_timeout(1500)
            print()
            print_keys(page)
        browser.close()


if __name__ == "__main__":
    main()
