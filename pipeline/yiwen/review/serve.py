"""Serve the page on loopback until Ctrl-C."""

import socket
from collections.abc import Callable
from secrets import token_urlsafe

import uvicorn

from yiwen.errors import YiwenError
from yiwen.review.app import review_app
from yiwen.review.session import Session

_LOOPBACK = "127.0.0.1"


def serve(session: Session, port: int, ready: Callable[[str, str], None]) -> None:
    """Serve until the process is told to stop; `ready` gets the address to print and one to open, once they answer.

    Both carry a token; that of the second works one time, since a browser's command line can be listed by others.

    Raises:
        YiwenError: the port is taken, or may not be used.
    """
    with listening(port) as listener:
        once = token_urlsafe(24)
        server, address = prepared(session, listener, once)
        ready(address, f"{address.partition('=')[0]}={once}")
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:  # uvicorn passes on the Ctrl-C that stopped it
            return


def prepared(session: Session, listener: socket.socket, once: str = "") -> tuple[uvicorn.Server, str]:
    """Return a server for a listening socket, not yet running, and the address that opens its page."""
    port = listener.getsockname()[1]
    token = token_urlsafe(24)
    config = uvicorn.Config(
        review_app(session, port, token, once),
        http="h11",
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
    )
    return uvicorn.Server(config), f"http://{_LOOPBACK}:{port}/?token={token}"


def listening(port: int) -> socket.socket:
    """Return a socket that listens on loopback; port 0 finds a free one."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((_LOOPBACK, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise YiwenError(
            f"port {port} of {_LOOPBACK} cannot be used: {error.strerror}; leave --port out or give another"
        ) from error
    return listener
