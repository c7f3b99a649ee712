"""`yiwen review` in a process of its own, as a user starts it."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

COMMAND = (sys.executable, "-m", "yiwen", "review")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run `yiwen review` to its end."""
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)


class Server:
    """A running page: its address with the token, and its process."""

    def __init__(self, arguments: Sequence[str | Path], *, opening: bool) -> None:
        command = [*COMMAND, *map(str, arguments), *([] if opening else ["--no-open"])]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.heading = self.process.stdout.readline()
        self.address = self.process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=\S{20,}", self.address), self.process.communicate()

    @property
    def origin(self) -> str:
        """Where it listens."""
        return self.address.partition("/?")[0]

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """Lend a client that was let in."""
        with httpx.Client(base_url=self.origin, headers={"origin": self.origin}, trust_env=False) as client:
            assert client.get(self.address).status_code == 303
            yield client

    def stop(self) -> tuple[str, str]:
        """Press Ctrl-C; return what it said at the end."""
        self.process.send_signal(signal.SIGINT)
        return self.process.communicate(timeout=20)


@contextmanager
def serving(*arguments: str | Path, opening: bool = False) -> Iterator[Server]:
    """Serve a file's page, and leave no process behind."""
    server = Server(arguments, opening=opening)
    try:
        yield server
    finally:
        server.process.kill()
        server.process.communicate()
