"""The page in a real browser: side by side on screen and on paper, and its totals lead to what they count."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from report_samples import doubt, report_of, revise

from yiwen.report import to_html
from yiwen.types import Document, DocumentReport, Fix, Segment

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there: apt install chromium"),
]
LAND = "The town took 40 acres and sold 9 acres to Baos."


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: sync_api.Browser, tmp_path: Path) -> Iterator[sync_api.Page]:
    """Lend the page of a report of three segments, with the Chinese beside it."""
    land = revise(
        LAND, ("40 acres", "40 mu", "mu-not-acre"), left=(doubt(LAND, "Baos", Fix.REVIEW, "Baoshi", "Two spellings."),)
    )
    revisions = (land, revise("Nothing is wrong here."), revise("It grew 9 acres.", ("9 acres", "9 mu", "mu-not-acre")))
    segments = tuple(Segment(f"S!B{at}", one.before, "全镇征地40亩。") for at, one in enumerate(revisions, 2))
    place = tmp_path / "report.html"
    place.write_text(
        to_html(report_of(DocumentReport(Document("a.xlsx", "xlsx", segments), revisions))), encoding="utf-8"
    )
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.goto(place.as_uri())
    yield opened
    opened.close()
    assert problems == []


def tops(page: sync_api.Page) -> list[float]:
    """Return how far down the source, the machine output and the repaired text of the first segment begin."""
    panels = ("source", "before", "after")
    return [page.locator(f"article .{name}").first.bounding_box()["y"] for name in panels]


def test_source_output_and_repair_stand_side_by_side_on_screen_and_on_paper(page: sync_api.Page) -> None:
    assert len(set(tops(page))) == 1
    page.set_viewport_size({"width": 500, "height": 900})
    assert len(set(tops(page))) == 3
    assert page.evaluate("document.documentElement.scrollWidth") == 500
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 900, "height": 600})
    assert len(set(tops(page))) == 1
    assert not page.locator(".bar").is_visible()
    lit = page.locator(".source mark, .after ins").first
    assert lit.evaluate("node => getComputedStyle(node).printColorAdjust") == "exact"


def test_a_total_leaves_only_what_it_counts_and_no_stray_number(page: sync_api.Page) -> None:
    page.click(".tally.review a")
    assert page.inner_text(".status") == "1 change or finding, 1 of 3 segments"
    hidden = page.locator("article ins.off").first
    assert hidden.evaluate("node => getComputedStyle(node, '::after').content") == "none"
    page.click(".tally.applied a")
    assert page.inner_text(".status") == "2 changes and findings, 2 of 3 segments"


def test_what_is_folded_on_screen_is_open_on_paper(browser: sync_api.Browser, tmp_path: Path) -> None:
    documents = [
        DocumentReport(Document(f"{name}.txt", "txt", (Segment("1", LAND),)), (revise(LAND),)) for name in "abcde"
    ]
    place = tmp_path / "report.html"
    place.write_text(to_html(report_of(*documents)), encoding="utf-8")
    opened = browser.new_page()
    opened.goto(place.as_uri())
    folded = "document.querySelectorAll('details:not([open])').length"
    before = opened.evaluate(folded)
    opened.evaluate("addEventListener('beforeprint', () => { window.onPaper = " + folded + " })")
    opened.pdf()
    assert before == 2
    assert opened.evaluate("window.onPaper") == 0
    assert opened.evaluate(folded) == before
    opened.close()
