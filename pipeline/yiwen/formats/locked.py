"""Web and e-mail addresses in running text: nothing in them is ever edited."""

import re
from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick, Implementation

from yiwen.types import Span

# What an address holds on to. Searching for these and reading outwards keeps the scan linear.
_ANCHOR = re.compile(
    r"://|www\.|WWW\.|@"
    r"|\.(?:com|org|net|gov|edu|info|int|cn|hk|mo|tw)(?:\.[a-z]{2}(?![A-Za-z0-9]))?(?![A-Za-z0-9-])"
)
_HINTS = AhoCorasick(
    [*"://,www.,WWW.,@,.com,.org,.net,.gov,.edu,.info,.int,.cn,.hk,.mo,.tw".split(",")],
    implementation=Implementation.DFA,
)
_SCHEME = re.compile(r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9+.-]{1,15}$")
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,80}[A-Za-z0-9_-])?$")
_LOCAL_PART = re.compile(r"[A-Za-z0-9._%+-]{1,64}$")
_HOST = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_REST = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_PATH = re.compile(r"(?::\d+)?[/?#]")
_TRAILING = ".,;:!?'[*_~"
# What programs fill in: printf (%s, %1$d, %(name)s; "5% d" is a percentage), braces ({0}, {name}, {{x}}, ${x}).
_PLACEHOLDER = re.compile(
    r"""(?<![\d%])%(?:\(\w{1,60}\)|\d{1,2}\$)?[-+0\#]?\d{0,3}(?:\.\d{1,3})?(?:l{1,2}|h)?[sdiufFeEgGxXoc@](?![A-Za-z])
    | \$?\{\{?\s?[\w.:\[\]-]{0,60}(?:,[^{}]{0,80})?\s?\}\}?""",
    re.VERBOSE,
)


def placeholders(text: str) -> tuple[Span, ...]:
    """Return the spans of what a program fills in, such as %s, %(name)s, {0} and ${name}, in order and disjoint."""
    if "%" not in text and "{" not in text:
        return ()
    return tuple(Span(*found.span()) for found in _PLACEHOLDER.finditer(text))


def _may_hold_one(text: str) -> bool:
    try:
        return bool(_HINTS.find_matches_as_indexes(text))
    except UnicodeEncodeError:  # half of a character, which a row of JSON may hold
        return True


def addresses(text: str) -> tuple[Span, ...]:
    """Return the spans of URLs, e-mail addresses and bare host names, in order and disjoint."""
    if not _may_hold_one(text):
        return ()
    spans: list[Span] = []
    end = 0
    for anchor in _ANCHOR.finditer(text):
        if anchor.start() < end:
            continue
        span = _around(text, anchor, end)
        if span is not None:
            spans.append(span)
            end = span.end
    return tuple(spans)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that overlap or touch joined to one, empty ones left out."""
    result: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(span.end, result[-1].end))
        else:
            result.append(span)
    return tuple(result)


def _around(text: str, anchor: re.Match[str], floor: int) -> Span | None:
    """Return the address that holds the anchor and begins at `floor` or later."""
    mark = anchor[0]
    before = text[max(floor, anchor.start() - 82) : anchor.start()]
    if mark == "://":
        return _from_left(text, anchor, _SCHEME.search(before), _REST)
    if mark == "@":
        return _from_left(text, anchor, _LOCAL_PART.search(before), _HOST)
    if mark.lower() == "www.":
        return (
            None if before[-1:].isalnum() and before[-1:].isascii() else _reaching(text, anchor.start(), anchor.end())
        )
    name = _NAME.search(before)
    if name is None:
        return None
    start = anchor.start() - len(name[0])
    path = _PATH.match(text, anchor.end())
    return _reaching(text, start, anchor.end()) if path else Span(start, anchor.end())


def _from_left(text: str, anchor: re.Match[str], left: re.Match[str] | None, right: re.Pattern[str]) -> Span | None:
    rest = right.match(text, anchor.end())
    if left is None or rest is None:
        return None
    return Span(anchor.start() - len(left[0]), _trimmed(text, anchor.end(), rest.end()))


def _reaching(text: str, start: int, middle: int) -> Span:
    rest = _REST.match(text, middle)
    return Span(start, _trimmed(text, middle, rest.end()) if rest else middle)


def _trimmed(text: str, start: int, end: int) -> int:
    """Return the end without punctuation of the sentence round the address; a bracket opened within it stays."""
    while end > start:
        last = text[end - 1]
        if last in _TRAILING or (last in ")]" and _unopened(text, start, end, last)):
            end -= 1
        else:
            break
    return end


def _unopened(text: str, start: int, end: int, closer: str) -> bool:
    window = text[max(start, end - 2000) : end]
    return window.count(closer) > window.count("(" if closer == ")" else "[")
