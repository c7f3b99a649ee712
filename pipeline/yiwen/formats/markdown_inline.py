"""What in Markdown prose is not prose: code, tags, the targets of links, entities, marks of emphasis."""

import re
from collections import defaultdict, deque
from collections.abc import Collection, Iterable

from yiwen.formats.locked import addresses, merged
from yiwen.types import Span

_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]|`+|<|!?\[|\]|[*_~]+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});|\{[{%]"
)
_TAG = re.compile(
    r"""<(?: [A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*                       # an address in angle brackets
    | [\w.+-]{1,64}@[\w.-]{1,255}
    | !--(?:[^-]|-(?!->)){0,5000}--
    | /[A-Za-z][\w-]*\s*
    | [A-Za-z][\w-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"<]{0,2000}"|'[^'<]{0,2000}'|[^\s"'=<>`]+))?)*\s*/? )>""",
    re.VERBOSE,
)
_DESTINATION = re.compile(
    r"""\(\s*(?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,9})
    (?:\s+(?:"[^"]{0,1000}"|'[^']{0,1000}'|\([^()]{0,1000}\)))?\s*\)""",
    re.VERBOSE,
)
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.){0,999}\]")
_PLACEHOLDER = re.compile(r"\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}")


def normalized_label(label: str) -> str:
    """Return a link label as CommonMark compares labels: case and white space do not count."""
    return " ".join(label.casefold().split())


def locked(text: str, span: Span, prefixes: Iterable[Span], labels: Collection[str]) -> tuple[Span, ...]:
    """Return the locked spans of a block of prose, as offsets in the text, in order and disjoint.

    `prefixes` are locked as they are; `labels` are those of the link definitions: their text names the definition.
    """
    inline = _Inline(span.of(text), labels)
    inline.run()
    found = [Span(span.start + s.start, span.start + s.end) for s in inline.locked]
    return merged([*prefixes, *found])


class _Inline:
    """Reads the prose of one block from left to right; `locked` is the result."""

    def __init__(self, text: str, labels: Collection[str]) -> None:
        self.text = text
        self.labels = labels
        self.locked = list(addresses(text))
        self._open: list[tuple[int, int]] = []  # brackets that may begin a link
        self._ticks: dict[int, deque[int]] = defaultdict(deque)

    def run(self) -> None:
        """Read the whole block."""
        for ticks in re.finditer("`+", self.text):
            self._ticks[len(ticks[0])].append(ticks.start())
        place = 0
        for token in _TOKEN.finditer(self.text):
            if token.start() >= place:
                place = self._token(token)

    def _token(self, token: re.Match[str]) -> int:
        """Lock what the token begins or is; return where to read on."""
        first = token[0][0]
        if first == "`":
            return self._code(token)
        if first == "<":
            return self._pattern(_TAG, token)
        if first == "{":
            return self._pattern(_PLACEHOLDER, token)
        if token[0].endswith("[") and first != "\\":
            self._open.append(token.span())
        elif first == "]":
            return self._link(token)
        else:
            self._lock(*token.span())
        return token.end()

    def _lock(self, start: int, end: int) -> int:
        self.locked.append(Span(start, end))
        return end

    def _pattern(self, pattern: re.Pattern[str], token: re.Match[str]) -> int:
        found = pattern.match(self.text, token.start())
        return self._lock(*found.span()) if found else token.end()

    def _code(self, token: re.Match[str]) -> int:
        """Lock to the next run of as many backticks; without one these are only characters."""
        runs = self._ticks[len(token[0])]
        while runs and runs[0] < token.end():
            runs.popleft()
        return self._lock(token.start(), runs.popleft() + len(token[0])) if runs else token.end()

    def _link(self, token: re.Match[str]) -> int:
        """Lock what is not the text of a link; the whole, where its text is also its address."""
        if not self._open:
            return token.end()
        opening = self._open.pop()
        label = self.text[opening[1] : token.start()]
        after = self.text[token.end() : token.end() + 1]
        target = _DESTINATION.match(self.text, token.end()) if after == "(" else None
        if target is None and after == "[":
            target = _LABEL.match(self.text, token.end())
        if target is not None and target[0] != "[]":
            self._lock(*opening)
            return self._lock(token.start(), target.end())
        if label.startswith("^") or target is not None or (self.labels and self._defined(label)):
            return self._lock(opening[0], target.end() if target else token.end())
        return token.end()

    def _defined(self, label: str) -> bool:
        return len(label) < 1000 and normalized_label(label) in self.labels
