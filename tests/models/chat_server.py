"""A strict chat-completions server in this process: it refuses what the protocol does not have, and plays a script."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

FIELDS = {"model", "messages", "max_tokens", "stream", "seed", "temperature", "top_p", "top_k", "repetition_penalty"}

Step = Callable[["Handler", str], None]


def says(text: str | None, reason: str = "stop") -> Step:
    """Return a step that answers with a text."""

    def step(handler: "Handler", _prompt: str) -> None:
        handler.reply(200, completion(text, reason))

    return step


def translates(words: Callable[[str], str]) -> Step:
    """Return a step that answers with what a function makes of the prompt's last paragraph."""

    def step(handler: "Handler", prompt: str) -> None:
        handler.reply(200, completion(words(prompt.rpartition("\n\n")[2]), "stop"))

    return step


def fails(status: int, message: str = "", **headers: str) -> Step:
    """Return a step that answers with an error."""

    def step(handler: "Handler", _prompt: str) -> None:
        handler.reply(status, json.dumps({"error": {"message": message}}).encode(), headers)

    return step


def sends(data: bytes, length: int | None = None) -> Step:
    """Return a step that sends these bytes, of which more may be promised than come."""

    def step(handler: "Handler", _prompt: str) -> None:
        handler.reply(200, data, {"Content-Length": str(len(data) if length is None else length)})

    return step


def drips(seconds: float) -> Step:
    """Return a step that sends a byte now and then and never comes to an end."""

    def step(handler: "Handler", _prompt: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.02)

    return step


def completion(text: str | None, reason: str = "stop") -> bytes:
    """Return a completion as servers write it."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": reason}
    return json.dumps({"object": "chat.completion", "choices": [choice]}, ensure_ascii=False).encode()


@dataclass
class ChatServer:
    """The server's script and what it was asked."""

    steps: list[Step] = field(default_factory=list)
    otherwise: Step = field(default_factory=lambda: says("Good."))
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    most_at_once: int = 0
    url: str = ""
    _at_once: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def prompts(self) -> list[str]:
        return [body["messages"][0]["content"] for body in self.bodies]

    @contextmanager
    def counted(self) -> Iterator[None]:
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            yield
        finally:
            with self._lock:
                self._at_once -= 1

    def next_step(self) -> Step:
        with self._lock:
            return self.steps.pop(0) if self.steps else self.otherwise


class Handler(BaseHTTPRequestHandler):
    """Holds a request against the protocol, then plays the next step."""

    chat: ChatServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers["Content-Length"]))
        with self.chat.counted():
            fault, body = _read(self.path, data)
            if fault:
                self.chat.faults.append(fault)
                self.reply(400, json.dumps({"error": {"message": fault}}).encode())
                return
            self.chat.bodies.append(body)
            self.chat.headers.append(dict(self.headers))
            with suppress(BrokenPipeError, ConnectionResetError):
                self.chat.next_step()(self, body["messages"][0]["content"])

    def reply(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        given = {"Content-Type": "application/json", "Content-Length": str(len(data))} | (headers or {})
        for name, value in given.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)
        if int(given["Content-Length"]) != len(data):
            self.close_connection = True

    def log_message(self, *_arguments: object) -> None:
        return


def _read(path: str, data: bytes) -> tuple[str, dict[str, Any]]:
    """Return what is wrong with a request, and its body."""
    if path != "/v1/chat/completions":
        return f"no such path: {path}", {}
    try:
        body = json.loads(data)
    except ValueError:
        return "no JSON", {}
    unknown = set(body) - FIELDS
    if unknown:
        return f"unknown fields: {sorted(unknown)}", {}
    messages = body.get("messages")
    if not isinstance(body.get("model"), str) or not isinstance(messages, list) or len(messages) != 1:
        return "needs a model and one message", {}
    if set(messages[0]) != {"role", "content"} or messages[0]["role"] != "user":
        return "a message has a role and a content", {}
    if not isinstance(messages[0]["content"], str) or not isinstance(body.get("max_tokens"), int):
        return "a content is a text, max_tokens a number", {}
    return "", body


@contextmanager
def chat_server(*steps: Step, otherwise: Step | None = None) -> Iterator[ChatServer]:
    """Run a server on loopback while the context lasts."""
    chat = ChatServer(list(steps))
    if otherwise is not None:
        chat.otherwise = otherwise
    handler = type("OwnHandler", (Handler,), {"chat": chat})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    chat.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
