"""One line of a JSONL file: its members, each with its value and the characters it was written in.

Keeping the characters means that a field the program does not know comes out as it went in: a number of 40 digits,
`1.0e5`, an escape.
"""

import json
import re
from typing import NamedTuple

from yiwen.errors import DocumentError

# Numbers stay as written: no rounding, and no limit on their digits.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)
_SPACE = re.compile(r"[ \t\r\n]*")


class Member(NamedTuple):
    """The value of a field; numbers are strings here, and `raw` tells them from strings."""

    value: object
    raw: str

    @property
    def is_string(self) -> bool:
        """Whether the field was written as a string."""
        return self.raw.startswith('"')


def members(line: str, where: str) -> dict[str, Member]:
    """Return the members of the object on the line, in order; of a name given twice the last counts.

    Raises:
        DocumentError: the line is no JSON, or no object; `where` (file:line) comes first.
    """
    try:
        start = _past_space(line, 0)
        if line[start : start + 1] != "{":
            json.loads(line)
            raise DocumentError(f'{where}: is not a JSON object; write one object a line, such as {{"id", "mt"}}')
        return _object(line, start + 1)
    except json.JSONDecodeError as error:
        reason = error.msg[:1].lower() + error.msg[1:]
        raise DocumentError(
            f"{where}: is not valid JSON ({reason}, column {error.pos + 1}); write one object a line"
        ) from None
    except RecursionError:
        raise DocumentError(f"{where}: is nested too deeply; write one flat object a line") from None
    except ValueError as error:
        raise DocumentError(f"{where}: is not valid JSON ({error}); write one object a line") from None


def _object(line: str, place: int) -> dict[str, Member]:
    found: dict[str, Member] = {}
    place = _past_space(line, place)
    if line[place : place + 1] == "}":
        _expect_end(line, place + 1)
        return found
    while True:
        if line[place : place + 1] != '"':
            raise json.JSONDecodeError("Expecting property name enclosed in double quotes", line, place)
        key, place = _DECODER.raw_decode(line, place)
        place = _past_space(line, _expect(":", line, _past_space(line, place)))
        value, end = _DECODER.raw_decode(line, place)
        found[key] = Member(value, line[place:end])
        place = _past_space(line, end)
        if line[place : place + 1] == "}":
            _expect_end(line, place + 1)
            return found
        place = _past_space(line, _expect(",", line, place))


def _past_space(line: str, place: int) -> int:
    if line[place : place + 1] > " ":
        return place  # nothing to pass, as mostly
    space = _SPACE.match(line, place)
    assert space is not None
    return space.end()


def _expect(mark: str, line: str, place: int) -> int:
    if line[place : place + 1] != mark:
        raise json.JSONDecodeError(f"Expecting '{mark}' delimiter", line, place)
    return place + 1


def _expect_end(line: str, place: int) -> None:
    place = _past_space(line, place)
    if place < len(line):
        raise json.JSONDecodeError("Extra data", line, place)
