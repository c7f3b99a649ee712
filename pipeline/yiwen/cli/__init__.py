"""The command line: parse, call a workflow, print. Results go to standard output, talk to standard error."""

import os
import signal
import sys
from types import FrameType

from yiwen.errors import YiwenError

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit: 0 clean, 1 findings or a failed gate, 2 bad input or usage."""
    from yiwen.cli.app import app

    _leave_in_order_when_told_to()
    try:
        app()
    except YiwenError as error:
        _leave(str(error))
    except BrokenPipeError:
        # whoever read our output has left; Python would complain of it once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        _leave(f"{error.filename or 'output'}: {error.strerror}; free some space or choose another place")


def _leave_in_order_when_told_to() -> None:
    """Make an exit of the signals that end a run from outside, so that nothing half-written stays behind.

    One that is ignored already (`nohup`) stays so.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _exit)


def _exit(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def _leave(message: str) -> None:
    sys.stderr.write(f"yiwen: {message}\n")
    sys.exit(2)
