"""The page in a real browser, worked as a translator works it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import REPORT

from yiwen.review.serve import listening, prepared
from yiwen.review.session import Session

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not there: apt install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@contextmanager
def running(session: Session) -> Iterator[str]:
    """Serve a session in a thread; lend its address."""
    with listening(0) as listener:
        server, address = prepared(session, listener)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture
def address(session: Session) -> Iterator[str]:
    with running(session) as served:
        yield served


class Desk:
    """A tab with the page open, and what went wrong in it."""

    def __init__(self, context: sync_api.BrowserContext, address: str) -> None:
        self.page = context.new_page()
        self.problems: list[str] = []
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("console", lambda line: self.problems.append(line.text) if line.type == "error" else None)
        self.page.goto(address)
        self.page.wait_for_selector("body.ready")

    def press(self, keys: str) -> None:
        for key in keys.split():
            self.page.keyboard.press(key)

    def says(self, text: str) -> None:
        sync_api.expect(self.page.locator("#toast")).to_contain_text(text)

    def row(self, before: str) -> sync_api.Locator:
        return self.page.locator("li.finding", has=self.page.locator("del", has_text=before)).first

    def state(self, before: str, state: str) -> None:
        sync_api.expect(self.row(before)).to_contain_class(state)

    def go(self, before: str) -> None:
        self.row(before).locator(".head").click()
        sync_api.expect(self.row(before)).to_contain_class("current")

    def text(self, number: int) -> sync_api.Locator:
        return self.page.locator(f"#p{number - 1} .text-side .text")

    def exported(self) -> str:
        self.page.locator("#export").click()
        with self.page.expect_download() as waiting:
            self.page.locator("[data-file=document]").click()
        assert waiting.value.suggested_filename.startswith(("report.reviewed.", "rows.reviewed."))
        return Path(waiting.value.path()).read_text(encoding="utf-8")


@contextmanager
def desk_of(browser: sync_api.Browser, address: str, **options: object) -> Iterator[Desk]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, **options)
    opened = Desk(context, address)
    yield opened
    context.close()
    assert opened.problems == []


@pytest.fixture
def desk(browser: sync_api.Browser, address: str) -> Iterator[Desk]:
    with desk_of(browser, address) as opened:
        yield opened


def test_a_review_by_keys_alone(desk: Desk) -> None:
    assert "token" not in desk.page.url
    desk.press("j r")  # the first finding: 1,200 acres
    desk.says("Refused: 1,200 acres. 2 to decide.")
    desk.state("1,200 acres", "refused")
    desk.press("J a")  # the first one to decide: Chinese left over proposes nothing, so that it is edited
    sync_api.expect(desk.page.locator("textarea")).to_be_focused()
    desk.page.keyboard.type("twice over")
    desk.press("Enter")
    desk.says("Edited: 老渡口 → twice over. 1 to decide.")
    desk.press("J a")
    desk.says("Accepted: reaching production. 0 to decide.")
    sync_api.expect(desk.page.locator("#progress-text")).to_have_text("All 9 findings decided")
    assert desk.exported() == (
        "Ferry Town Opens Its New Pier\n\n"
        "On May 3, the town said the park had added 1,200 acres of industrial land. Some 300 mu were handed over at "
        "once, and nine specialized, refined, distinctive and innovative enterprises moved in.\n\n"
        "The “three-old” redevelopment of the old pier is under way. It should remove the bottlenecks, and twice over "
        "the plant will start after reaching full production capacity, said the mayor.\n\n"
        "The town has 40 mu of tea.\n"
    )


FINAL = """
() => [...document.querySelectorAll(".text-side .text")].map((text) => {
  const copy = text.cloneNode(true);
  copy.querySelectorAll("del").forEach((one) => one.remove());
  return copy.textContent;
}).join("\\n\\n") + "\\n"
"""


def test_the_text_on_the_page_is_the_text_that_is_exported(desk: Desk) -> None:
    for keys in ("j r", "J e", "J a", "J", "k 1", "k r", "k r", "u"):
        desk.press(keys)
        if keys == "J e":
            desk.page.keyboard.type("twice")
            desk.press("Enter")
        desk.page.wait_for_timeout(150)
        assert desk.page.evaluate(FINAL) == desk.exported()
    desk.press("v")
    assert desk.page.locator("del").first.is_hidden()


def test_undo_and_redo_by_keys(desk: Desk) -> None:
    desk.go("40 acres")
    desk.press("r")
    desk.state("40 acres", "refused")
    desk.press("u")
    desk.says("Undone: refused “40 acres”.")
    desk.state("40 acres", "accepted")
    desk.press("y")
    desk.state("40 acres", "refused")
    desk.press("Control+z")
    desk.state("40 acres", "accepted")
    desk.press("u")
    desk.says("Nothing to undo.")
    assert desk.page.locator("li.finding").count() == 9


def test_undo_goes_on_after_the_page_is_loaded_again(desk: Desk) -> None:
    desk.go("40 acres")
    desk.press("r")
    desk.state("40 acres", "refused")
    desk.page.reload()
    desk.page.wait_for_selector("body.ready")
    desk.state("40 acres", "refused")
    desk.press("u")
    desk.says("Undone: refused “40 acres”.")


def test_a_hand_edit_is_left_with_escape_and_saved_with_enter(desk: Desk) -> None:
    desk.go("stuck points")
    desk.press("e")
    box = desk.page.locator("textarea")
    sync_api.expect(box).to_have_value("bottlenecks")
    box.fill("never mind")
    desk.press("Escape")
    sync_api.expect(box).to_have_count(0)
    desk.state("stuck points", "accepted")
    desk.press("e")
    desk.page.locator("textarea").fill("j k a r <b>snags</b>")
    desk.press("Enter")
    desk.state("stuck points", "edited")
    sync_api.expect(desk.text(3).locator("ins.edited")).to_have_text("j k a r <b>snags</b>")


def test_another_candidate_by_its_digit(desk: Desk) -> None:
    desk.go("stuck points")
    first = desk.page.locator(".option").first.locator("span").inner_text()
    desk.press("1")
    desk.says(f"Edited: stuck points → {first}.")
    sync_api.expect(desk.text(3)).to_contain_text(first)


def test_all_of_a_rule_in_one_step(desk: Desk) -> None:
    desk.go("300 acres")
    desk.press("R")
    desk.says("Refused 3 findings of mu-not-acre.")
    for before in ("1,200 acres", "300 acres", "40 acres"):
        desk.state(before, "refused")
    desk.press("u")
    desk.says("Undone: refused 3 of mu-not-acre.")
    desk.state("40 acres", "accepted")


def test_filters_and_search(desk: Desk) -> None:
    rows = desk.page.locator("li.finding")
    desk.press("d")
    sync_api.expect(rows).to_have_count(2)
    desk.press("j r")  # what is decided goes, and the next one is gone to
    sync_api.expect(rows).to_have_count(1)
    sync_api.expect(desk.row("reaching production")).to_contain_class("current")
    desk.press("d /")
    desk.page.keyboard.type("acres")
    sync_api.expect(rows).to_have_count(3)
    sync_api.expect(desk.page.locator("#shown")).to_have_text("3 findings shown")
    desk.press("Escape")
    sync_api.expect(rows).to_have_count(9)
    desk.page.locator("select[name=rule]").select_option("bottleneck")
    sync_api.expect(rows).to_have_count(1)
    desk.page.locator("select[name=safety]").select_option("review")
    sync_api.expect(desk.page.locator("#empty")).to_be_visible()
    desk.page.locator("#reset").click()
    sync_api.expect(rows).to_have_count(9)


def test_a_paragraph_is_rewritten(desk: Desk) -> None:
    desk.go("40 acres")
    desk.press("E")
    box = desk.page.locator("textarea")
    sync_api.expect(box).to_have_value("The town has 40 mu of tea.")
    box.fill("Tea grows on 40 mu.")
    desk.press("Control+Enter")
    desk.says("Rewritten: paragraph 4.")
    desk.state("40 acres", "covered")
    sync_api.expect(desk.text(4)).to_have_text("Tea grows on 40 mu.")
    desk.page.locator("[data-do=restore]").click()
    desk.state("40 acres", "accepted")


def test_everything_by_mouse(desk: Desk) -> None:
    desk.row("1,200 acres").hover()
    desk.row("1,200 acres").locator(".quick [data-do=refuse]").click()
    desk.state("1,200 acres", "refused")
    desk.text(2).locator("[data-key]", has_text="300 mu").click()
    sync_api.expect(desk.row("300 acres")).to_contain_class("current")
    desk.page.locator(".card [data-do=edit]").click()
    desk.page.locator("textarea").fill("300 Chinese acres")
    desk.page.locator(".editor [type=submit]").click()
    desk.state("300 acres", "edited")
    desk.page.locator(".card [data-do=clear]").click()
    desk.state("300 acres", "accepted")
    desk.page.locator("#undo").click()
    desk.state("300 acres", "edited")
    desk.page.locator("#help").click()
    sync_api.expect(desk.page.locator("#keys")).to_be_visible()


def test_two_tabs_see_and_keep_each_others_work(browser, address: str) -> None:
    with desk_of(browser, address) as one:
        other = Desk(one.page.context, address)
        one.go("40 acres")
        one.press("r")
        one.state("40 acres", "refused")
        other.state("40 acres", "refused")  # told without a reload
        other.go("300 acres")
        other.press("r")
        one.state("300 acres", "refused")
        one.press("u")
        one.says("Undone: refused “40 acres”.")
        one.state("300 acres", "refused")
        other.state("40 acres", "accepted")
        assert other.problems == []


def test_another_tabs_work_does_not_end_a_hand_edit(browser, address: str) -> None:
    with desk_of(browser, address) as one:
        other = Desk(one.page.context, address)
        one.press("d j e")
        one.page.locator("textarea").fill("half written")
        other.go("40 acres")
        other.press("r")
        sync_api.expect(one.page.locator("[data-count=refused]")).to_have_text("1")
        sync_api.expect(one.page.locator("textarea")).to_have_value("half written")
        one.press("Enter")
        one.says("Edited: 老渡口 → half written.")


def test_keys_of_one_letter_can_be_turned_off(desk: Desk) -> None:
    desk.press("?")
    desk.page.locator("#keys-on").uncheck()
    desk.press("Escape j")
    sync_api.expect(desk.page.locator(".finding.current")).to_have_count(0)


def test_it_reads_without_seeing(desk: Desk) -> None:
    desk.press("j")
    tree = desk.page.locator("main").aria_snapshot()
    assert 'button "1,200 acres becomes 1,200 mu : Accepted, mu-not-acre" [expanded]' in tree
    assert 'group "Other candidates"' in tree or 'group "Decide"' in tree
    assert 'button "Accept" [pressed]' in tree
    assert "heading" in tree
    assert desk.page.locator("#track").get_attribute("aria-valuenow") == "7"
    desk.press("r")
    sync_api.expect(desk.page.locator("#toast[aria-live=polite]")).to_contain_text("Refused")
    focused = desk.page.evaluate("document.activeElement.closest('li').dataset.key")
    assert focused == desk.page.locator(".finding.current").get_attribute("data-key")
    nameless = desk.page.evaluate(
        "[...document.querySelectorAll('button, input, select, textarea')].filter((one) => "
        "!(one.textContent.trim() || one.ariaLabel || one.labels?.[0]?.textContent.trim() || one.title)).length"
    )
    assert nameless == 0


CONTRAST = """
() => {
  const channel = (value) => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const parse = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
  const ground = (node) => {
    for (let one = node; one; one = one.parentElement) {
      const color = parse(getComputedStyle(one).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const box = node.parentElement;
    if (!node.data.trim() || !box.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    if (box.closest("script, style, noscript, option, .finding.covered")) continue;
    const [a, b] = [light(parse(getComputedStyle(box).color)), light(ground(box))].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) low.push(`${box.className || box.tagName}: ${node.data.trim().slice(0, 20)}`);
  }
  return low;
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(browser, address: str, scheme: str) -> None:
    with desk_of(browser, address, color_scheme=scheme) as desk:
        desk.press("j r J")
        desk.says("Refused")
        assert desk.page.evaluate(CONTRAST) == []
        desk.press("?")
        assert desk.page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("width", [320, 390, 768, 1100, 1280, 1920])
def test_nothing_runs_out_of_the_window(browser, address: str, width: int) -> None:
    with desk_of(browser, address) as desk:
        desk.page.set_viewport_size({"width": width, "height": 800})
        desk.press("j j j j J")
        over = desk.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0


def test_a_phone_has_its_own_buttons(browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    desk = Desk(context, address)
    thumb = desk.page.locator("#thumb")
    thumb.locator("[data-do=next]").tap()
    sync_api.expect(desk.row("1,200 acres")).to_contain_class("current")
    thumb.locator("[data-do=refuse]").tap()
    desk.state("1,200 acres", "refused")
    desk.page.locator("#fold").tap()
    desk.page.locator(".chip.refused").tap()
    sync_api.expect(desk.page.locator("li.finding")).to_have_count(1)
    for button in desk.page.locator("#thumb button").all():
        assert button.bounding_box()["height"] >= 44
    context.close()
    assert desk.problems == []


def test_decisions_carried_from_an_earlier_draft_are_marked(browser, open_session, report: Path) -> None:
    first = open_session()
    with running(first) as address, desk_of(browser, address) as desk:
        desk.go("40 acres")
        desk.press("r")
        desk.state("40 acres", "refused")
    report.write_text(REPORT.replace("The town has", "One thing more. The town has"), encoding="utf-8")
    with running(open_session()) as address, desk_of(browser, address) as desk:
        desk.state("40 acres", "refused")
        desk.go("40 acres")
        sync_api.expect(desk.page.locator(".card")).to_contain_text("Decided in an earlier draft")


def test_a_foreign_page_learns_nothing(browser, address: str) -> None:
    context = browser.new_context()
    own = context.new_page()
    own.goto(address)
    own.wait_for_selector("body.ready")
    origin = address.partition("/?")[0]
    foreign = context.new_page()
    foreign.route("http://evil.example/", lambda route: route.fulfill(body="<h1>Hello</h1>", content_type="text/html"))
    foreign.goto("http://evil.example/")
    for path, options in (
        ("/api/review", "{credentials: 'include'}"),
        ("/api/undo", "{method: 'POST', mode: 'no-cors', body: '{}'}"),
    ):
        outcome = foreign.evaluate(f"fetch('{origin}{path}', {options}).then((r) => r.type + r.status, () => 'failed')")
        assert outcome in ("failed", "opaque0")
    context.close()


def test_a_row_that_nobody_translated_says_only_so_and_takes_a_text(browser, open_session, tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("zh,en\n占地3亩。,It covers 3 mu.\n新建大坝。,\n", encoding="utf-8")
    with running(open_session(path)) as address, desk_of(browser, address) as opened:
        row = opened.page.locator("li.finding")
        sync_api.expect(row.locator(".what")).to_have_text("not translated: 新建大坝。")
        sync_api.expect(row.get_by_role("button", name="Refuse: not translated")).to_have_count(1)
        opened.press("j r")
        opened.says("Refused: not translated: 新建大坝。. 0 to decide.")
        opened.press("e")
        opened.page.keyboard.type("A dam, a big one, was built.")
        opened.press("Enter")
        sync_api.expect(opened.page.locator("#progress-text")).to_have_text("The one finding is decided")
        assert opened.exported() == 'zh,en\n占地3亩。,It covers 3 mu.\n新建大坝。,"A dam, a big one, was built."\n'
