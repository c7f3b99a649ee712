"""The page's web application: its files, what it asks and tells, and the downloads."""

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from yiwen.errors import DocumentError, YiwenError
from yiwen.review.guard import App, Guard
from yiwen.review.payload import changes, encoded, fixed_part, whole
from yiwen.review.personal import glossary_yaml, ignore_toml
from yiwen.review.session import Session
from yiwen.review.settle import State
from yiwen.review.store import Move

_FOLDER = Path(__file__).resolve().parent / "static"
_KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_LONGEST_TAB = 64

Answer = Callable[[Session, Mapping[str, Any]], dict[str, Any]]


def review_app(session: Session, port: int, token: str, once: str = "") -> App:
    """Return the application behind its guard, which is told the port and the tokens that open the page."""
    routes = [
        Route("/", _page),
        Route("/static/{name}", _file),
        Route("/api/review", _whole),
        Route("/api/changes", _changes),
        *(Route(f"/api/{name}", _writing(answer), methods=["POST"]) for name, answer in _VERBS.items()),
        Route("/export/document", _document),
        Route("/export/glossary", _text_file(glossary_yaml, "-glossary.yaml", "no term was written by hand yet")),
        Route("/export/ignore", _text_file(ignore_toml, "-ignore.toml", "no rule was refused throughout yet")),
    ]
    app = Starlette(routes=routes)
    app.state.session = session
    app.state.fixed = fixed_part(session)
    return Guard(app, port, token, once)


async def _page(_: Request) -> Response:
    return _static("index.html")


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    return _static(name) if name in _names() else Response("no such file\n", 404)


def _names() -> set[str]:
    return {path.name for path in _FOLDER.iterdir() if path.suffix in _KINDS}


def _static(name: str) -> Response:
    kind = _KINDS[PurePath(name).suffix]
    return Response((_FOLDER / name).read_bytes(), headers={"content-type": f"{kind}; charset=utf-8"})


def _json(value: Any, status: int = 200) -> Response:
    return Response(encoded(value), status, media_type="application/json")


async def _whole(request: Request) -> Response:
    return Response(whole(request.app.state.session, request.app.state.fixed), media_type="application/json")


async def _changes(request: Request) -> Response:
    return _answered(lambda: changes(request.app.state.session, _number(request.query_params, "since")))


def _writing(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that answers with what it did, and with all that changed since what the page has seen."""

    async def endpoint(request: Request) -> Response:
        session: Session = request.app.state.session
        try:
            given = json.loads(await request.body())
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            return _json({"error": "the request is no JSON object"}, 400)
        return _answered(lambda: {**answer(session, given), **changes(session, _number(given, "version"))})

    return endpoint


def _answered(work: Callable[[], dict[str, Any]]) -> Response:
    try:
        return _json(work())
    except YiwenError as error:
        return _json({"error": str(error)}, 422)


def _decide(session: Session, given: Mapping[str, Any]) -> dict[str, Any]:
    text = given.get("text")
    if text is not None and not isinstance(text, str):
        raise DocumentError("'text' must be text")
    state = None if given.get("state") is None else _state(given)
    kept = session.decide(_tab(given), _words(given, "key"), state, text, _number(given, "version"))
    return {"kept": kept}


def _decide_rule(session: Session, given: Mapping[str, Any]) -> dict[str, Any]:
    state = _state(given)
    if state not in (State.ACCEPTED, State.REFUSED):
        raise DocumentError("a rule can be accepted or refused")
    return {"count": session.decide_rule(_tab(given), _words(given, "rule"), state)}


def _undo(session: Session, given: Mapping[str, Any]) -> dict[str, Any]:
    return _move(session.undo(_tab(given)))


def _redo(session: Session, given: Mapping[str, Any]) -> dict[str, Any]:
    return _move(session.redo(_tab(given)))


def _move(move: Move | None) -> dict[str, Any]:
    return {"move": None if move is None else {"label": move.label, "keys": move.keys, "kept": move.kept}}


_VERBS: dict[str, Answer] = {"decide": _decide, "rule": _decide_rule, "undo": _undo, "redo": _redo}


def _state(given: Mapping[str, Any]) -> State:
    try:
        return State(given.get("state"))  # type: ignore[arg-type]  # what is no state raises
    except ValueError:
        raise DocumentError(f"{given.get('state')!r} is no state") from None


def _tab(given: Mapping[str, Any]) -> str:
    tab = _words(given, "tab")
    if len(tab) > _LONGEST_TAB:
        raise DocumentError("'tab' is too long")
    return tab


def _words(given: Mapping[str, Any], name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value.isprintable():
        raise DocumentError(f"'{name}' must be printable text")
    return value


def _number(given: Mapping[str, Any], name: str) -> int:
    value = str(given.get(name))
    if not value.isdecimal() or len(value) > 15:
        raise DocumentError(f"'{name}' must be a whole number")
    return int(value)


async def _document(request: Request) -> Response:
    session: Session = request.app.state.session
    try:
        data = b"".join(session.export())
    except YiwenError as error:
        return _json({"error": str(error)}, 422)
    name = session.path.with_stem(f"{session.path.stem}.reviewed").name
    return _download(data, name, "application/octet-stream")


def _text_file(
    text_of: Callable[[Session], str], ending: str, nothing: str
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        session: Session = request.app.state.session
        text = text_of(session)
        if not text:
            return _json({"error": nothing}, 422)
        return _download(text.encode("utf-8", "replace"), session.path.stem + ending, "text/plain; charset=utf-8")

    return endpoint


def _download(data: bytes, name: str, kind: str) -> Response:
    named = f"attachment; filename*=UTF-8''{quote(name.encode('utf-8', 'surrogateescape'))}"
    return Response(data, headers={"content-type": kind, "content-disposition": named})
