"""A record as JSON text that can be written as UTF-8, whatever the texts in it hold."""

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def json_text(record: Any) -> str:
    """Return a record as a JSON object (RFC 8259) that ends in a line feed; lone surrogates are escaped."""
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=2)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
