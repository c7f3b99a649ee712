"""Who may talk to the page: the browser that opened its address, and nobody else.

The page listens on loopback only, but every program and every web page on this machine can reach that. So each
request must name this host (no DNS rebinding), come from this origin or from the user, and carry the secret: once as
the token of the address, then as a cookie that scripts cannot read and other sites do not send.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest, token_urlsafe
from typing import Any
from urllib.parse import parse_qs

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 1_000_000  # bytes
_POLICY = (
    b"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    b"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """Lets through the requests of the browser that has the token; answers all others with 403.

    `port` is where the page listens. A token opens the page; the cookie that it is changed for holds another secret.
    `once` is a token that opens it one time: it is for the command line of a browser, which others can list.
    """

    def __init__(self, app: App, port: int, token: str, once: str) -> None:
        self._app = app
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._token = token
        self._once = once
        self._cookie = f"yiwen-review-{port}"  # cookies are shared by all ports of a host
        self._secret = token_urlsafe(32)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = _headers(scope)
        if not self._is_from_here(scope, headers):
            await _answer(send, 403, b"This page answers only the browser that it was opened in.\n")
        elif self._has_token(scope):
            await self._let_in(send)
        elif not self._has_cookie(headers):
            await _answer(send, 403, b"Open the address that `yiwen review` printed: its token is missing here.\n")
        elif scope["method"] == "POST" and not _is_small(headers):
            await _answer(send, 413, b"The request is too large.\n")
        else:
            await self._app(scope, receive, _with_headers(send))

    def _is_from_here(self, scope: Scope, headers: dict[str, list[str]]) -> bool:
        """Return whether the request names this host, and comes from this origin or from the user's own hand."""
        hosts = headers.get("host", [])
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            return False
        origins = headers.get("origin", [])
        if any(origin != f"http://{hosts[0].lower()}" for origin in origins):
            return False
        if scope["method"] not in ("GET", "HEAD") and not origins:
            return False
        site = headers.get("sec-fetch-site", ["none"])
        opened = scope["path"] == "/" and headers.get("sec-fetch-mode") == ["navigate"]
        return site in (["none"], ["same-origin"]) or opened

    def _has_token(self, scope: Scope) -> bool:
        if scope["method"] != "GET" or scope["path"] != "/":
            return False
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if len(given) != 1:
            return False
        if self._once and _same(given[0], self._once):
            self._once = ""
            return True
        return _same(given[0], self._token)

    def _has_cookie(self, headers: dict[str, list[str]]) -> bool:
        for line in headers.get("cookie", []):
            try:
                cookie = SimpleCookie(line).get(self._cookie)
            except CookieError:
                continue
            if cookie is not None and _same(cookie.value, self._secret):
                return True
        return False

    async def _let_in(self, send: Send) -> None:
        """Change the token for the cookie, and go on without it in the address."""
        cookie = f"{self._cookie}={self._secret}; Path=/; HttpOnly; SameSite=Strict"
        await _answer(send, 303, b"", (b"location", b"/"), (b"set-cookie", cookie.encode()))


def _headers(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return found


def _same(given: str, secret: str) -> bool:
    return compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


def _is_small(headers: dict[str, list[str]]) -> bool:
    """Return whether a request says that its body is small; one that does not say is none of ours."""
    length = headers.get("content-length", [""])
    return len(length) == 1 and length[0].isdecimal() and int(length[0][:12]) <= LARGEST_BODY


async def _answer(send: Send, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    kind = (b"content-type", b"text/plain; charset=utf-8")
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [kind, length, *_HEADERS, *headers]})
    await send({"type": "http.response.body", "body": body})


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *_HEADERS]}
        await send(message)

    return sending
