"""What in Markdown prose is not prose: code, mathematics, tags, the targets of links, entities, marks of emphasis.

Some of it a reader of the rendered page never sees: marks of emphasis that are a pair, the brackets and targets of
links, tags of formatting. Terms and figures are read across it.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from yiwen.formats.locked import addresses, merged
from yiwen.formats.runs import Run
from yiwen.types import Span

_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]|`+|<|!?\[|\]|\*+|_+|~+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});|\{[{%]|\$+"
)
_TAG = re.compile(
    r"""<(?: [A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*                       # an address in angle brackets
    | [\w.+-]{1,64}@[\w.-]{1,255}
    | !--(?:[^-]|-(?!->)){0,5000}--
    | /[A-Za-z][\w-]*\s*
    | [A-Za-z][\w-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:"[^"<]{0,2000}"|'[^'<]{0,2000}'|[^\s"'=<>`]+))?)*\s*/? )>""",
    re.VERBOSE,
)
_FORMATTING = re.compile(
    r"</?(?:a|b|big|em|del|font|i|ins|mark|s|small|span|strike|strong|sub|sup|u)(?![\w-])", re.IGNORECASE
)
_MARKS = frozenset("*_~")
_DESTINATION = re.compile(
    r"""\(\s*(?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()]{0,500}){0,9})
    (?:\s+(?:"[^"]{0,1000}"|'[^']{0,1000}'|\([^()]{0,1000}\)))?\s*\)""",
    re.VERBOSE,
)
_LABEL = re.compile(r"\[(?:[^\[\]\\]|\\.){0,999}\]")
# A sum of money is no mathematics: US$5, $5 million, HK$; what begins with a figure needs a sign, or has no space.
_MATHEMATICS = re.compile(
    r"""(?<![A-Za-z0-9])\$(?: \$(?:\\.|[^$\\`\n]|\n(?![ ]{0,3}>)){1,2000}\$\$(?!\$)
    | (?![\s\d]|\$)(?:\\.|[^$\\`\n]){1,500}(?<!\s)(?<!US|HK|NT)\$(?![\d$])
    | (?=\d[^$\s]{0,500}\$|\d[^$\n]{0,500}[\\^_{}=+<>])(?:\\.|[^$\\`\n]){1,500}(?<!\s)(?<!US|HK|NT)\$(?![\d$]) )""",
    re.VERBOSE,
)
_PLACEHOLDER = re.compile(r"\{\{[^{}]{0,500}\}\}|\{%[^%]{0,500}%\}")


def normalized_label(label: str) -> str:
    """Return a link label as CommonMark compares labels: case and white space do not count."""
    return " ".join(label.casefold().split())


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a block of prose is locked, and what no reader sees, as offsets in the text, in order and disjoint.

    `pairs` are the marks of emphasis among the latter: where each opens and where it closes.
    """

    locked: tuple[Span, ...]
    hidden: tuple[Span, ...]
    pairs: tuple[tuple[Span, Span], ...]


def marks(text: str, span: Span, prefixes: Iterable[Span], labels: Collection[str]) -> Marks:
    """Return the marks of a block of prose.

    `prefixes`, the quotation marks of its lines, are hidden; `labels` are those of the link definitions: their text
    names the definition.
    """
    inline = _Inline(span.of(text), labels)
    inline.run()
    unseen = merged(inline.hidden)
    shown = merged(_clipped(lock, unseen) for lock in inline.locked if not _begins_within(lock, unseen))
    pairs = [pair for pair in inline.pairs if not any(_meets(mark, shown) for mark in pair)]
    unseen = merged([*unseen, *(mark for pair in pairs for mark in pair)])
    hidden = [one.moved(span.start) for one in unseen if not _meets(one, shown)]
    return Marks(
        tuple(lock.moved(span.start) for lock in shown),
        merged([*prefixes, *hidden]),
        tuple((one.moved(span.start), other.moved(span.start)) for one, other in pairs),
    )


def _begins_within(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span begins in one of the others, which are in order and disjoint."""
    at = bisect_right(others, span.start, key=lambda one: one.start) - 1
    return at >= 0 and span.start < others[at].end


def _clipped(span: Span, others: Sequence[Span]) -> Span:
    """Return a span up to where the next of the others begins: an address ends where the mark of a link does."""
    at = bisect_right(others, span.start, key=lambda one: one.start)
    return Span(span.start, min(span.end, others[at].start)) if at < len(others) else span


def _meets(span: Span, others: Sequence[Span]) -> bool:
    """Return whether a span overlaps one of the others, which are in order and disjoint."""
    at = bisect_right(others, span.start, key=lambda one: one.start)
    return any(span.overlaps(one) for one in others[max(0, at - 1) : at + 1])


def seen(text: str, span: Span, found: Marks) -> Iterator[Run]:
    """Yield the runs of a block of prose as its reader sees it; what is locked stands between places for other text."""
    place = span.start
    hidden = set(found.hidden)
    for one in sorted((*found.locked, *found.hidden)):
        if one.start > place:
            yield Run(text[place : one.start], place, one.start, str)
        if one not in hidden:
            yield Run("", one.start, one.start, str)
            yield Run(one.of(text), one.start, one.end)
            yield Run("", one.end, one.end, str)
        place = one.end
    if span.end > place:
        yield Run(text[place : span.end], place, span.end, str)


def locked(text: str, span: Span, prefixes: Iterable[Span], labels: Collection[str]) -> tuple[Span, ...]:
    """Return all marks of a block of prose as locked spans, in order and disjoint; for the rest see `marks`."""
    found = marks(text, span, prefixes, labels)
    return merged([*found.locked, *found.hidden])


class _Inline:
    """Reads the prose of one block from left to right; `locked`, `hidden` and `pairs` are the result."""

    def __init__(self, text: str, labels: Collection[str]) -> None:
        self.text = text
        self.labels = labels
        self.locked = list(addresses(text))
        self.hidden: list[Span] = []
        self.pairs: list[tuple[Span, Span]] = []
        self._emphasis: list[Span] = []
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
        self._pair()

    def _token(self, token: re.Match[str]) -> int:
        """Lock what the token begins or is; return where to read on."""
        first = token[0][0]
        if first == "`":
            return self._code(token)
        if first == "<":
            tag = _FORMATTING.match(self.text, token.start()) and _TAG.match(self.text, token.start())
            return self._hide(*tag.span()) if tag else self._pattern(_TAG, token)
        if first == "{":
            return self._pattern(_PLACEHOLDER, token)
        if first == "$":
            return self._pattern(_MATHEMATICS, token)
        if token[0].endswith("[") and first != "\\":
            self._open.append(token.span())
        elif first == "]":
            return self._link(token)
        elif first in _MARKS:
            self._emphasis.append(Span(*token.span()))
        else:
            self._lock(*token.span())
        return token.end()

    def _pair(self) -> None:
        """Pair the marks of emphasis that are alike and flank what they hold; lock the others."""
        opened: list[Span] = []
        places: defaultdict[str, list[int]] = defaultdict(list)  # of the open marks, by how they are written
        for mark in self._emphasis:
            written = mark.of(self.text)
            opens, closes = self._flanks(mark)
            if closes and places[written]:
                at = places[written][-1]
                self.pairs.append((opened[at], mark))
                self.locked += opened[at + 1 :]
                while len(opened) > at:
                    places[opened.pop().of(self.text)].pop()
            elif opens and (written[0] != "~" or len(written) == 2):
                places[written].append(len(opened))
                opened.append(mark)
            else:
                self.locked.append(mark)
        self.locked += opened

    def _flanks(self, mark: Span) -> tuple[bool, bool]:
        """Return whether a mark may open emphasis, and whether it may close it (CommonMark 0.31, 6.2)."""
        before, after = self.text[max(0, mark.start - 1) : mark.start], self.text[mark.end : mark.end + 1]
        is_blank = [not letter or letter.isspace() for letter in (before, after)]
        is_mark = [unicodedata.category(letter or " ")[0] in "PS" for letter in (before, after)]
        left = not is_blank[1] and (not is_mark[1] or is_blank[0] or is_mark[0])
        right = not is_blank[0] and (not is_mark[0] or is_blank[1] or is_mark[1])
        if self.text[mark.start] != "_":
            return left, right
        return left and (not right or is_mark[0]), right and (not left or is_mark[1])

    def _hide(self, start: int, end: int) -> int:
        self.hidden.append(Span(start, end))
        return end

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
            put = self._hide if opening[1] - opening[0] == 1 and not label.isspace() else self._lock
            put(*opening)
            return put(token.start(), target.end())
        if label.startswith("^") or target is not None or (self.labels and self._defined(label)):
            return self._lock(opening[0], target.end() if target else token.end())
        return token.end()

    def _defined(self, label: str) -> bool:
        return len(label) < 1000 and normalized_label(label) in self.labels
