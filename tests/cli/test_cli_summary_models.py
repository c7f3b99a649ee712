"""`yiwen summarize --model`: a server that stands in for a chat model, good and bad."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytest.importorskip("httpx", reason="the extra of models on servers is not installed")

_REPORT = """Linshui Finishes Its Dam

March 4, 2024

The county finished the Yan River dam in May 2023 at a cost of 640 million yuan. The dam keeps 41 villages safe.

In 2023 the county built 14 bridges and repaired 112 kilometers of village roads.
"""


class _Server(ThreadingHTTPServer):
    says = ""


class _Chat(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:  # http.server's name
        self.rfile.read(int(self.headers["Content-Length"]))
        message = {"role": "assistant", "content": self.server.says}
        body = json.dumps({"choices": [{"message": message, "finish_reason": "stop"}]}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # http.server's name
        """Say nothing."""


@pytest.fixture
def model(tmp_path: Path) -> Iterator[Callable[[str], list[str]]]:
    """Return a function that makes the server say something, and returns the options that ask it."""
    server = _Server(("127.0.0.1", 0), _Chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (tmp_path / "report.txt").write_text(_REPORT, encoding="utf-8")

    def saying(words: str) -> list[str]:
        server.says = words
        return ["--model", "openai:fake", "--server", f"http://127.0.0.1:{server.server_port}/v1"]

    yield saying
    server.shutdown()
    server.server_close()


def test_a_models_sentence_stands_and_a_wrong_figure_gives_way(yiwen, model) -> None:
    options = model("Sure! In May 2023 the Yan River dam was finished. The county built 41 bridges in 2023.")
    done = yiwen("summarize", "report.txt", *options, "--words", "60", "--format", "md")
    assert done.returncode == 0, done.stderr
    page = done.stdout.decode()
    assert "In May 2023 the Yan River dam was finished." in page
    assert "the county built 14 bridges" in page
    assert "written by the model openai:fake" in page
    assert "1 of 2 sentences replaced" in page
    assert 'replaced "The county built 41 bridges in 2023."' in page
    assert b"answer 1" in done.stderr


def test_a_refusal_leaves_the_reports_own_sentences(yiwen, model) -> None:
    done = yiwen("summarize", "report.txt", *model("I cannot help with that request today."), "--words", "40")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.decode().splitlines()
    assert lines
    assert all(line.removesuffix(".") in _REPORT for line in lines)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--shape", "figures"], "a model writes brief or bullets, not figures"),
        (["--sentences", "2"], "not held to a number of sentences"),
        (["--words", "0"], "more than 0 words"),
    ],
)
def test_what_a_model_cannot_do_is_told_before_it_is_asked(arguments: list[str], said: str, yiwen, model) -> None:
    done = yiwen("summarize", "report.txt", *model("The dam."), *arguments)
    assert done.returncode == 2
    assert said in done.stderr.decode()


def test_an_unknown_model_is_one_clear_line(yiwen, model) -> None:
    model("")
    done = yiwen("summarize", "report.txt", "--model", "nothere")
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"no model is named 'nothere'" in done.stderr
