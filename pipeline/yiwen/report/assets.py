"""The templates, styles and scripts that the pages are made of, and the digests that bind them in a page's policy."""

import base64
import hashlib
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


@cache
def asset(name: str) -> str:
    """Return the text of a file beside this module."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def digest(text: str) -> str:
    """Return the digest of a style or a script as a content security policy names it: `sha256-` and base64."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
