"""The page's server: who it answers, and what it answers."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPORT
from review_steps import find
from starlette.testclient import TestClient

from yiwen.review.app import review_app
from yiwen.review.payload import encoded

PORT = 4321
HERE = f"http://127.0.0.1:{PORT}"
TOKEN = "a-token-of-the-test"
PATHS = (
    "/",
    "/static/review.css",
    "/static/main.js",
    "/api/review",
    "/api/changes?since=0",
    "/export/document",
    "/nope",
)


def client_of(session, **headers: str) -> TestClient:
    return TestClient(review_app(session, PORT, TOKEN), base_url=HERE, follow_redirects=False, headers=headers)


@pytest.fixture
def stranger(session) -> Iterator[TestClient]:
    """Return a client that has no cookie."""
    with client_of(session) as client:
        yield client


@pytest.fixture
def page(stranger: TestClient) -> TestClient:
    """Return a client that was let in, and says where it comes from as browsers do."""
    assert stranger.get(f"/?token={TOKEN}").status_code == 303
    stranger.headers["origin"] = HERE
    return stranger


def test_the_token_is_changed_for_a_cookie_and_leaves_the_address(stranger: TestClient) -> None:
    answer = stranger.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert TOKEN not in cookie
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "yiwen review" in stranger.get("/").text


def test_the_token_given_to_a_browser_works_once(session) -> None:
    client = TestClient(review_app(session, PORT, TOKEN, "for-once"), base_url=HERE, follow_redirects=False)
    assert client.get("/?token=for-once").status_code == 303
    assert client.get("/").status_code == 200
    client.cookies.clear()
    assert client.get("/?token=for-once").status_code == 403
    assert client.get("/?token=").status_code == 403
    assert client.get(f"/?token={TOKEN}").status_code == 303


@pytest.mark.parametrize("path", PATHS)
def test_without_the_token_nothing_is_told(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 403
    assert stranger.get(path, headers={"cookie": f"yiwen-review-{PORT}=guess"}).status_code == 403
    joined = "&" if "?" in path else "?"
    assert stranger.get(f"{path}{joined}token=guess").status_code == 403


@pytest.mark.parametrize("verb", ["decide", "rule", "undo", "redo"])
def test_without_the_token_nothing_is_done(stranger: TestClient, session, verb: str) -> None:
    assert stranger.post(f"/api/{verb}", json={}, headers={"origin": HERE}).status_code == 403
    assert session.store.version == 0


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""])
def test_a_foreign_host_is_not_answered(page: TestClient, host: str) -> None:
    for path in PATHS:
        assert page.get(path, headers={"host": host}).status_code == 403, path


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", f"https://127.0.0.1:{PORT}"])
def test_a_foreign_origin_is_not_answered(page: TestClient, origin: str) -> None:
    for path in PATHS:
        assert page.get(path, headers={"origin": origin}).status_code == 403, path


def test_a_foreign_page_cannot_decide(page: TestClient, session) -> None:
    key = find(session, "40 acres").key
    wish = {"tab": "t", "version": 0, "key": key, "state": "refused"}
    assert page.post("/api/decide", json=wish, headers={"origin": "http://127.0.0.1:9"}).status_code == 403
    del page.headers["origin"]
    assert page.post("/api/decide", json=wish).status_code == 403
    assert session.store.version == 0


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_foreign_page_cannot_embed_or_load(page: TestClient, site: str) -> None:
    assert page.get("/static/main.js", headers={"sec-fetch-site": site, "sec-fetch-mode": "no-cors"}).status_code == 403
    assert page.get("/api/review", headers={"sec-fetch-site": site, "sec-fetch-mode": "cors"}).status_code == 403
    assert page.get("/", headers={"sec-fetch-site": site, "sec-fetch-mode": "navigate"}).status_code == 200


def test_every_answer_carries_the_policy(page: TestClient) -> None:
    for path in (*PATHS, f"/?token={TOKEN}"):
        headers = page.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_the_page_holds_no_script_or_style_of_its_own(page: TestClient) -> None:
    html = page.get("/").text
    assert not re.search(r"<style|style=|<script(?![^>]*src=)|\son\w+=|https?://", html)
    for source in re.findall(r'(?:src|href)="(/[^"]+)"', html):
        assert page.get(source).status_code == 200, source


def test_only_the_pages_own_files_are_served(page: TestClient) -> None:
    for name in ("../app.py", "..%2fapp.py", "%2e%2e/guard.py", "guard.py", "", "x.js"):
        assert page.get(f"/static/{name}").status_code == 404
    assert page.get("/static/review.css").headers["content-type"].startswith("text/css")


def test_large_and_broken_requests_are_refused(page: TestClient) -> None:
    assert page.post("/api/undo", content=b"x" * 1_000_001).status_code == 413
    assert page.post("/api/undo", content=iter([b"{}"])).status_code == 413  # says no length
    for body in (b"", b"[]", b"{", b"[" * 100_000, b"\xff"):
        assert page.post("/api/undo", content=body).status_code == 400
    for given in ({}, {"tab": 3}, {"tab": "t" * 65}, {"tab": "t", "version": -1}, {"tab": "t", "version": "1e9"}):
        assert page.post("/api/undo", json=given).status_code == 422
    assert page.put("/api/undo").status_code == 405


def told(page: TestClient) -> dict:
    return page.get("/api/review").json()["document"]


def act(page: TestClient, verb: str, tab: str = "tab", version: int = 0, **given: object) -> dict:
    answer = page.post(f"/api/{verb}", json={"tab": tab, "version": version, **given})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_page_is_told_all_it_shows(page: TestClient, session) -> None:
    data = told(page)
    assert data["name"] == "report.txt"
    texts = [passage["mt"] for passage in data["passages"]]
    assert "\n\n".join(texts) + "\n" == REPORT
    item = next(item for passage in data["passages"] for item in passage["items"] if item["before"] == "1,200 acres")
    assert item["after"] == "1,200 mu"
    assert item["message"]
    assert data["rules"]["mu-not-acre"]["sources"]
    assert page.get("/api/review").json()["states"] == {}
    act(page, "decide", key=item["key"], state="refused")
    assert page.get("/api/review").json()["states"]["1"]["items"][0] == ["refused", None, "here"]


def test_offsets_are_counted_as_browsers_count(open_session, report: Path, finder) -> None:
    report.write_text("𝟙𝟚 😀 It has 40 acres of tea.\n", encoding="utf-8")
    session = open_session()
    with client_of(session) as client:
        client.get(f"/?token={TOKEN}")
        (passage,) = told(client)["passages"]
    (item,) = [item for item in passage["items"] if item["before"] == "40 acres"]
    start, end = item["span"]
    assert passage["mt"].encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == "40 acres"


def test_lone_surrogates_do_not_break_the_page() -> None:
    assert json.loads(encoded({"mt": "\ud83d 亩"})) == {"mt": "\ud83d 亩"}


def test_a_decision_is_answered_with_what_changed(page: TestClient, session) -> None:
    item = find(session, "40 acres")
    answer = act(page, "decide", key=item.key, state="edited", text="40 mu, all of it tea")
    assert answer["kept"] is True
    assert answer["version"] == 1
    assert answer["states"] == {
        str(item.segment): {"rewritten": None, "items": [["edited", "40 mu, all of it tea", "here"]]}
    }
    assert page.get("/export/document").text.endswith("The town has 40 mu, all of it tea of tea.\n")


def test_two_tabs_do_not_lose_each_others_work(page: TestClient, session) -> None:
    one, two = find(session, "40 acres"), find(session, "stuck points")
    first = act(page, "decide", tab="A", key=one.key, state="refused")
    second = act(page, "decide", tab="B", version=0, key=two.key, state="refused")  # B has not seen A's
    assert second["kept"] is True
    assert set(second["states"]) == {str(one.segment), str(two.segment)}
    stale = act(page, "decide", tab="B", version=0, key=one.key, state="accepted")
    assert stale["kept"] is False
    assert stale["states"][str(one.segment)]["items"][0][0] == "refused"
    assert act(page, "decide", tab="B", version=stale["version"], key=one.key, state="accepted")["kept"] is True
    changes = page.get(f"/api/changes?since={first['version']}").json()
    assert changes["version"] == 3
    assert page.get("/api/changes?since=3").json() == {"version": 3, "states": {}}


def test_undo_and_redo_tell_what_they_did(page: TestClient, session) -> None:
    item = find(session, "40 acres")
    act(page, "decide", key=item.key, state="refused")
    undone = act(page, "undo", version=1)
    assert undone["move"] == {"label": "refused “40 acres”", "keys": [item.key], "kept": 0}
    assert undone["states"][str(item.segment)]["items"][0] == ["accepted", None, ""]
    assert act(page, "undo", version=2)["move"] is None
    assert act(page, "redo", version=2)["states"][str(item.segment)]["items"][0][0] == "refused"


def test_a_rule_is_decided_in_one_step(page: TestClient, session) -> None:
    assert act(page, "rule", rule="mu-not-acre", state="refused")["count"] == 3
    assert "acres" in page.get("/export/document").text
    act(page, "undo", version=1)
    assert "acres" not in page.get("/export/document").text
    assert page.post("/api/rule", json={"tab": "t", "version": 0, "rule": "x", "state": "edited"}).status_code == 422


def test_downloads_have_names_and_reasons(page: TestClient, session) -> None:
    answer = page.get("/export/document")
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''report.reviewed.txt"
    for name in ("glossary", "ignore"):
        assert page.get(f"/export/{name}").status_code == 422
    act(page, "decide", key=find(session, "stuck points").key, state="edited", text="impediments")
    act(page, "decide", version=1, key=find(session, "40 acres").key, state="refused")
    act(page, "rule", version=2, rule="mu-not-acre", state="refused")
    assert "impediment" in page.get("/export/glossary").text
    assert "mu-not-acre" in page.get("/export/ignore").text


def test_a_failed_export_says_why(page: TestClient, report: Path) -> None:
    report.write_text("Another text.\n", encoding="utf-8")
    answer = page.get("/export/document")
    assert answer.status_code == 422
    assert "has changed since" in answer.json()["error"]
