"""The command in its own process: started, killed, stopped, asked without a page."""

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from conftest import REPORT
from review_server import run, serving

from yiwen.cli import main


def keys_of(client: httpx.Client) -> list[str]:
    data = client.get("/api/review").json()["document"]
    return [item["key"] for passage in data["passages"] for item in passage["items"]]


def test_a_killed_process_loses_no_decision(report: Path) -> None:
    """Takes seconds: a server is started, killed in the middle of decisions, and its file read by two more."""
    answered: dict[str, str] = {}
    with serving(report) as server, server.client() as client:
        keys = keys_of(client)

        def decide() -> None:
            for turn in range(10_000):
                key, state = keys[turn % len(keys)], ("refused", "edited")[turn % 3 == 0]
                wish = {"tab": "t", "version": 10**9, "key": key, "state": state, "text": f"text {turn}"}
                try:
                    told = client.post("/api/decide", json=wish).json()
                except httpx.HTTPError:
                    return
                if told["kept"]:
                    answered[key] = f"{state} {wish['text'] if state == 'edited' else None}"
                if turn == 2 * len(keys):
                    half_way.set()

        half_way = threading.Event()
        worker = threading.Thread(target=decide)
        worker.start()
        assert half_way.wait(30)
        last = dict(answered)
        server.process.kill()
        worker.join(10)
    kept_in = report.with_name("report.txt.review.db")
    with closing(sqlite3.connect(kept_in)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        kept = {
            key: f"{state} {text}" for key, state, text in database.execute("SELECT key, state, text FROM decision")
        }
    assert set(kept) == set(last) == set(keys)
    # the request under way when it was killed may or may not be kept; every answered one is
    assert sum(kept[key] != answered[key] for key in keys) <= 1
    status = run(report, "--status")
    assert f"{len(keys)} decisions kept in {kept_in}" in status.stdout


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(report: Path) -> None:
    with serving(report, "--ignore", "stray-space", "--port", "0") as server, server.client() as client:
        assert server.heading.startswith(f"{report}: 8 findings, 6 changes accepted, 2 to decide")
        wish = {"tab": "t", "version": 0, "key": keys_of(client)[0], "state": "refused"}
        assert client.post("/api/decide", json=wish).json()["kept"]
        told, talk = server.stop()
        assert server.process.returncode == 0
    assert told == (
        f"1 decision kept in {report}.review.db\n"
        f"yiwen review {report} --ignore stray-space --export OUT writes the file as decided so far.\n"
    )
    assert "Traceback" not in talk
    exported = report.with_name("out.txt")
    assert run(report, "--export", exported).returncode == 0
    assert "1,200 acres" in exported.read_text(encoding="utf-8")
    assert "40 mu" in exported.read_text(encoding="utf-8")


def test_it_listens_on_loopback_only(report: Path) -> None:
    with serving(report) as server:
        port = int(server.origin.rpartition(":")[2])
        rows = [line.split() for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
        listening = {row[1] for row in rows if row[3] == "0A" and row[1].endswith(f":{port:04X}")}
        assert listening == {f"0100007F:{port:04X}"}
        with httpx.Client(trust_env=False) as client:
            assert client.get(server.origin).status_code == 403


def test_looking_leaves_no_file_behind(report: Path) -> None:
    status = run(report, "--status")
    assert (status.returncode, status.stderr) == (0, "")
    assert status.stdout.splitlines() == [
        f"{report}: 9 findings",
        "       7 accepted",
        "       0 edited",
        "       0 refused",
        "       2 to decide",
        "No decisions are kept yet.",
    ]
    done = run(report, "--export", report.with_name("out.txt"))
    assert done.stderr == f"{report.with_name('out.txt')}: 7 changes made, 2 to decide\n"
    assert sorted(path.name for path in report.parent.iterdir()) == ["out.txt", "report.txt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["missing.txt"], "missing.txt: no such file"),
        (["-"], "a review needs a file"),
        (["report.txt", "--export", "report.txt"], "is the file under review"),
        (["report.txt", "--decisions", "report.txt"], "report.txt: the decisions cannot be kept"),
        (
            ["report.txt", "--decisions", "nowhere/kept.db", "--no-open"],
            "nowhere/kept.db: the decisions cannot be kept",
        ),
        (["report.txt", "--port", "99999"], "'--port'"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    report: Path, monkeypatch, capsys, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(report.parent)
    monkeypatch.setattr("sys.argv", ["yiwen", "review", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    assert message in capsys.readouterr().err
    assert [path.name for path in report.parent.iterdir()] == ["report.txt"]
    assert report.read_text(encoding="utf-8") == REPORT


def test_a_port_that_is_taken_is_told(report: Path, tmp_path: Path) -> None:
    with serving(report) as server:
        port = server.origin.rpartition(":")[2]
        done = run(report, "--decisions", tmp_path / "other.db", "--port", port, "--no-open")
    assert done.returncode == 2
    assert done.stderr.startswith(f"yiwen: port {port} of 127.0.0.1 cannot be used: ")
    assert done.stderr.count("\n") == 1


def test_the_browser_is_opened_with_a_token_that_works_once(report: Path, monkeypatch) -> None:
    opened = report.with_name("opened")
    script = report.with_name("browser.sh")
    script.write_text(f'#!/bin/sh\necho "$1" > {opened}.part && mv {opened}.part {opened}\n', encoding="utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("BROWSER", f"{script} %s")
    with serving(report, opening=True) as server:
        for _ in range(200):
            if opened.exists():
                break
            time.sleep(0.05)
        address = opened.read_text(encoding="utf-8").strip()
        assert address.startswith(f"{server.origin}/?token=")
        assert address != server.address
        assert [httpx.get(one, trust_env=False).status_code for one in (address, address)] == [303, 403]
        assert httpx.get(server.address, trust_env=False).status_code == 303
