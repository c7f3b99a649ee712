"""The blocks of a Markdown text: where prose begins and ends.

A line scanner after CommonMark 0.31 with the tables of GitHub: no tree. Code, front matter, link definitions, comments
and raw script lie between the blocks; where it is in doubt whether a line is prose, it is not. So are the cells of rows
that no bar opens.
"""

import re
from dataclasses import dataclass, field

from yiwen.formats.markdown_inline import normalized_label
from yiwen.types import Span

_QUOTE = re.compile(r"[ ]{0,3}>[ \t]?")
_ITEM = re.compile(
    r"(?P<indent>[ ]{0,3})(?P<mark>[-+*]|(?P<number>\d{1,9})[.)])(?:(?P<gap>[ \t]+)(?:\[[ xX]\][ \t]+)?|$)"
)
_FOOTNOTE = re.compile(r"[ ]{0,3}\[\^[^\]\s]+\]:[ \t]*")
_NOTED = re.compile(r"\[\^[^\]\s]+\]:[ \t]*$")  # what stands before the text of a footnote
_FENCE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r"[ ]{0,3}\#{1,6}(?:[ \t]+|$)")
_HEADING_END = re.compile(r"(?:^|[ \t]+)\#+[ \t]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_DEFINITION = re.compile(r"[ ]{0,3}\[(?P<label>[^\[\]]{1,999})\]:")
_TITLE = re.compile(r"""[ \t]*(?:"[^"]*"|'[^']*'|\([^()]*\))[ \t]*$""")
_CELL = re.compile(r"\|[ \t]*(?P<text>(?:[^|\\]|\\.)*)(?=\|)")
_WORD = re.compile(r"\w")
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_OPENINGS = (
    _FENCE,
    _HEADING,
    _RULE,
    _QUOTE,
    re.compile(r"[ ]{0,3}(?:[-+*]|\d{1,9}[.)])[ \t]"),
    re.compile(r"[ ]{0,3}<"),
)
# Raw HTML that no one repairs, with what ends it. Other tags are locked one by one, the text between them is prose.
_RAW = (
    (re.compile(r"[ ]{0,3}<!--"), "-->"),
    (re.compile(r"[ ]{0,3}<script(?=[\s>]|$)", re.IGNORECASE), "</script>"),
    (re.compile(r"[ ]{0,3}<style(?=[\s>]|$)", re.IGNORECASE), "</style>"),
    (re.compile(r"[ ]{0,3}<pre(?=[\s>]|$)", re.IGNORECASE), "</pre>"),
    (re.compile(r"[ ]{0,3}<textarea(?=[\s>]|$)", re.IGNORECASE), "</textarea>"),
    (re.compile(r"[ ]{0,3}<\?"), "?>"),
    (re.compile(r"[ ]{0,3}<!\[CDATA\["), "]]>"),
    (re.compile(r"[ ]{0,3}<![A-Za-z]"), ">"),
)


@dataclass(slots=True)
class Block:
    """A run of prose; `prefixes` are the quotation marks at the beginning of its further lines."""

    start: int
    end: int
    lines: list[tuple[int, int]]
    prefixes: list[Span] = field(default_factory=list)

    @property
    def span(self) -> Span:
        """The range of the text."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Scanner:
    """Reads the text line by line; `blocks` and `labels` (of link definitions) are the result."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    paragraph: Block | None = None  # the block that a further line may continue
    closing: str = ""  # what ends the code or raw HTML we are in
    fence: str = ""  # the fence of the code we are in
    depth: int = 0  # levels of quotation
    origin: int = 0  # where the line begins after its quotation marks
    columns: list[int] = field(default_factory=list)  # where the text of each open list item begins
    comments: list[int] = field(default_factory=list)  # where a comment between the blocks begins
    table: bool = False
    definition: bool = False  # the line before was a link definition, whose title may follow

    def run(self) -> None:
        """Read the whole text."""
        offset = _front_matter(self.text)
        for line in self.text[offset:].splitlines(keepends=True):
            self._line(offset, offset + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")))
            offset += len(line)

    def _line(self, start: int, end: int) -> None:
        content, depth = self._past_quotes(start, end)
        if self.fence and depth < self.depth:
            self.fence = ""  # code ends with the quotation it is in
        if self.fence:
            self._fenced(content, end)
        elif self.closing:
            self._raw(content, end)
        elif not self.text[content:end].strip():
            self._blank(depth)
        else:
            self._content(start, content, end, depth)

    def _past_quotes(self, start: int, end: int) -> tuple[int, int]:
        """Return where the line begins after its quotation marks, and how many there are."""
        depth = 0
        limit = self.depth if self.fence or self.closing else 99
        while depth < limit and (mark := _QUOTE.match(self.text, start, end)):
            start = mark.end()
            depth += 1
        return start, depth

    def _blank(self, depth: int) -> None:
        self.paragraph = None
        self.table = self.definition = False
        if depth != self.depth:
            self.columns.clear()
        self.depth = depth

    def _fenced(self, start: int, end: int) -> None:
        line = self.text[start:end].strip()
        if len(line) >= len(self.fence) and not line.strip(self.fence[0]):
            self.fence = ""

    def _raw(self, start: int, end: int) -> None:
        if self.closing in self.text[start:end].lower():
            self.closing = ""

    def _content(self, start: int, content: int, end: int, depth: int) -> None:
        """Take a line that holds something: what it opens, continues or is."""
        self.origin = content
        opens = any(opening.match(self.text, content, end) for opening in _OPENINGS)
        if depth != self.depth and not (depth < self.depth and self.paragraph and not opens):
            self.paragraph = None
            self.columns.clear()
        if depth >= self.depth or not self.paragraph:
            self.depth = depth
        before = self.paragraph
        self._classify(start, self._past_indent(content, end), end)
        if self.paragraph is not before:
            self.depth = depth  # no lazy continuation after all
            if before and self.paragraph is None:
                self._close_items(_indent(self.text, content, end))

    def _classify(self, start: int, place: int, end: int) -> None:
        if self._underlines(place, end) or self._in_table(place, end):
            return
        while True:
            if self._opens_no_prose(place, end):
                self.paragraph = None
                return
            inner = self._past_item(place, end)
            if inner == place:
                break
            self.paragraph = None
            place = inner
        self._prose(start, place, end)

    def _past_indent(self, start: int, end: int) -> int:
        """Return where the line begins within the list items that its indent keeps it in; close the others."""
        indent = _indent(self.text, start, end)
        if self.paragraph and (not self.columns or indent < self.columns[-1]):
            return start + _spaces(self.text, start, end)  # a lazy continuation, or a new item, or a block
        self._close_items(indent)
        column = self.columns[-1] if self.columns else 0
        return start + min(column, _spaces(self.text, start, end))

    def _close_items(self, indent: int) -> None:
        while self.columns and indent < self.columns[-1]:
            self.columns.pop()

    def _underlines(self, start: int, end: int) -> bool:
        """Return whether the line underlines the paragraph, which makes a heading of it."""
        if self.paragraph is None or not _UNDERLINE.match(self.text, start, end):
            return False
        self.paragraph = None
        return True

    def _in_table(self, start: int, end: int) -> bool:
        """Return whether the line is of a table; the first we see is the one under its head, which is no prose then."""
        if self.table:
            self.table = not any(opening.match(self.text, start, end) for opening in _OPENINGS)
            if self.table:
                self._add_cells(start, end)
            return self.table
        if self.paragraph is None or not _DELIMITERS.match(self.text, start, end):
            return False
        head = self.paragraph.lines[-1]
        if "|" not in self.text[start:end] or _cells(self.text[slice(*head)]) != _cells(self.text[start:end]):
            return False
        self._drop_last_line(self.paragraph)
        self._add_cells(*head)
        self.paragraph = None
        self.table = True
        return True

    def _add_cells(self, start: int, end: int) -> None:
        """Add the cells of a row that hold words; a bar in code ends a cell too, as it does on GitHub."""
        row = f"{self.text[start:end]}|"  # the last bar may be left out
        for cell in _CELL.finditer(row) if row.startswith("|") else ():
            at, words = start + cell.start("text"), cell["text"].rstrip()
            if _WORD.search(words):
                self.blocks.append(Block(at, at + len(words), [(at, at + len(words))]))

    def _drop_last_line(self, block: Block) -> None:
        block.lines.pop()
        if block.lines:
            block.end = block.lines[-1][1]
            block.prefixes = [prefix for prefix in block.prefixes if prefix.end <= block.end]
        else:
            self.blocks.remove(block)

    def _opens_no_prose(self, start: int, end: int) -> bool:
        """Return whether the line is a rule, code, raw HTML or a link definition."""
        if fence := _FENCE.match(self.text, start, end):
            self.fence = fence["fence"]
            return True
        if _RULE.match(self.text, start, end) or self._opens_raw(start, end):
            return True
        if self.paragraph is not None and not self._ends_footnote(start, end):
            return False
        if _indent(self.text, start, end) >= 4:
            return True
        return self._defines(start, end)

    def _ends_footnote(self, start: int, end: int) -> bool:
        """Return whether the line is a definition behind a footnote, whose paragraph it ends."""
        if self.paragraph is None or not _DEFINITION.match(self.text, start, end):
            return False
        first = self.paragraph.start
        if not _NOTED.search(self.text, self.text.rfind("\n", 0, first) + 1, first):
            return False
        self.paragraph = None
        return True

    def _opens_raw(self, start: int, end: int) -> bool:
        for opening, closing in _RAW:
            if mark := opening.match(self.text, start, end):
                if closing == "-->":
                    self.comments.append(mark.start())
                self.closing = "" if closing in self.text[mark.end() : end].lower() else closing
                return True
        return False

    def _defines(self, start: int, end: int) -> bool:
        title = self.definition and _TITLE.match(self.text, start, end) is not None
        definition = None if title else _DEFINITION.match(self.text, start, end)
        self.definition = definition is not None and not definition["label"].startswith("^")
        if self.definition and definition is not None:
            self.labels.add(normalized_label(definition["label"]))
        return title or self.definition

    def _past_item(self, start: int, end: int) -> int:
        """Return where the text begins after the mark of a list item, a footnote or a quotation in an item."""
        item = _ITEM.match(self.text, start, end)
        if item and not (self.paragraph and not self.columns and item["number"] not in {None, "1"}):
            indent = item.end("mark") - start + (1 if len(item["gap"] or "") > 4 else len(item["gap"] or " "))
            base = start - self.origin
            while self.columns and self.columns[-1] > base:
                self.columns.pop()
            self.columns.append(base + indent)
            return item.end("mark") + 1 if len(item["gap"] or "") > 4 else item.end()
        inner = None if self.paragraph else _FOOTNOTE.match(self.text, start, end)
        inner = inner or _QUOTE.match(self.text, start, end)
        return inner.end() if inner else start

    def _prose(self, line_start: int, start: int, end: int) -> None:
        heading = _HEADING.match(self.text, start, end)
        if heading:
            self.paragraph = None
            start = heading.end()
            closing = _HEADING_END.search(self.text, start, end)
            end = closing.start() if closing else end
        start += _spaces(self.text, start, end)
        end = start + len(self.text[start:end].rstrip())
        if start < end:
            self._add(line_start, start, end)
        if heading:
            self.paragraph = None

    def _add(self, line_start: int, start: int, end: int) -> None:
        if self.paragraph is None:
            self.paragraph = Block(start, end, [(start, end)])
            self.blocks.append(self.paragraph)
            return
        self.paragraph.lines.append((start, end))
        self.paragraph.end = end
        if self.text[line_start:start].strip():
            self.paragraph.prefixes.append(Span(line_start, start))


def _front_matter(text: str) -> int:
    """Return where the text begins after YAML or TOML front matter, 0 without any."""
    matter = re.match(r"(?P<mark>---|\+\+\+)[ \t]*\r?\n", text)
    if matter is None:
        return 0
    ends = ("---", "...") if matter["mark"] == "---" else ("+++",)
    offset = matter.end()
    for line in text[offset:].splitlines(keepends=True):
        offset += len(line)
        if line.rstrip() in ends:
            return offset
    return 0


def _cells(line: str) -> int:
    """Return how many cells a line of a table has."""
    return line.strip().removeprefix("|").removesuffix("|").replace("\\|", "").count("|") + 1


def _spaces(text: str, start: int, end: int) -> int:
    """Return how many white space characters the range begins with."""
    return end - start - len(text[start:end].lstrip())


def _indent(text: str, start: int, end: int) -> int:
    """Return how many columns the range is indented, a tab reaching to the next fourth."""
    space = text[start : start + _spaces(text, start, end)]
    return len(space.expandtabs(4))
