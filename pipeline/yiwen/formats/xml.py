"""XML from outside: checked by lxml without entities, network or open bounds, then read with the place of each tag.

The check refuses what is not well formed; the reader may rely on that. lxml makes no tree of a file, since a writer
that patches ranges needs to know where in the text each tag stands, and lxml does not tell.
"""

import codecs
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, BinaryIO, cast

from yiwen.errors import DocumentError
from yiwen.formats.encoding import Encoding, detect
from yiwen.formats.runs import STATE, Patch, Run
from yiwen.formats.slices import limited

MOST_DEPTH = 200  # elements within one another; documents stay under 50
MOST_NODES = 100_000  # elements within a unit of a file
_CHUNK = 1 << 20
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]{0,40})["']""")
_WIDE = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8"}
_TOKEN = re.compile(
    r"""<!--.*?-->
    | <!\[CDATA\[(?P<cdata>.*?)\]\]>
    | <\?.*?\?>
    | <!DOCTYPE[^>]*>
    | </(?P<close>[^\s>]++)\s*>
    | <(?P<open>[^\s/>]++)(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z_][\w.-]*);")
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]*\[")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML cannot hold them
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\x0b": "", "\x0c": ""})


@dataclass(slots=True)
class Node:
    """An element and where it stands: `start` of its start tag, `inner` and `inner_end` of its content, its `end`."""

    tag: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    children: list["Node | Text"] = field(default_factory=list)
    inner_end: int = 0
    end: int = 0
    is_empty: bool = False

    @property
    def name(self) -> str:
        """The name without its prefix."""
        return self.tag.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix of the name, with its colon; empty where there is none."""
        return self.tag[: len(self.tag) - len(self.name)]

    @property
    def elements(self) -> list["Node"]:
        """The elements directly within."""
        return [child for child in self.children if isinstance(child, Node)]

    def child(self, name: str) -> "Node | None":
        """Return the first element directly within of this name."""
        return next((child for child in self.elements if child.name == name), None)

    def walk(self) -> Iterator["Node"]:
        """Yield this element and all within it, in order."""
        yield self
        for child in self.elements:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Text:
    """Character data between two tags; `is_raw` within CDATA, where references mean nothing."""

    start: int
    end: int
    is_raw: bool = False


def read_xml(stream: BinaryIO, name: str) -> tuple[str, Encoding]:
    """Return the text of an XML file and its encoding; the file is well formed.

    Raises:
        DocumentError: it is no XML, declares entities, is nested too deep, too large, or in an unknown encoding.
    """
    data = limited(stream, name)
    return check_xml(data, name)


def check_xml(data: bytes, name: str) -> tuple[str, Encoding]:
    """Return the text and the encoding of well-formed XML.

    Raises:
        DocumentError: as for `read_xml`.
    """
    encoding = _encoding(data, name)
    try:
        text = data[len(encoding.mark) :].decode(encoding.codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DocumentError(f"{name}:{line}: is not {encoding.codec.upper()}, as it says; save it as UTF-8") from None
    if not encoding.codec.startswith("utf") and text.encode(encoding.codec) != data:
        raise DocumentError(f"{name}: is not quite {encoding.codec.upper()}, as it says; save it as UTF-8")
    if _SUBSET.search(text):
        raise DocumentError(f"{name}: declares entities or elements of its own, which is not safe; export it without")
    _check_form(data, name)
    return text, encoding


def _encoding(data: bytes, name: str) -> Encoding:
    found = detect(data)
    declared = None if found.mark or found.codec != "utf-8" else _DECLARED.match(data[:500])
    if declared is None:
        return found
    written = declared[1].decode("ascii").lower()
    try:
        codec = codecs.lookup(_WIDE.get(written, written))
        "".encode(codec.name)  # a codec of bytes, such as zlib, is no encoding of text
    except LookupError:
        raise DocumentError(f"{name}:1: the encoding '{written}' is unknown; save it as UTF-8") from None
    return Encoding(codec.name)


class _Form:
    """What lxml tells of a file while it checks it: only how deep we are."""

    def __init__(self) -> None:
        self.depth = 0
        self.deepest = 0

    def start(self, tag: str, attrib: object) -> None:  # noqa: ARG002  # lxml gives both
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, tag: str) -> None:  # noqa: ARG002
        self.depth -= 1

    def close(self) -> None:
        """Take the end of the file."""


def _check_form(data: bytes, name: str) -> None:
    """Raise a DocumentError where the data is not well formed or nested too deep."""
    from lxml import etree  # noqa: PLC0415  # slow to load, and most files are no XML

    form = _Form()
    parser = etree.XMLParser(
        target=cast("Any", form), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
            if form.deepest > MOST_DEPTH:
                raise DocumentError(f"{name}: has elements nested more than {MOST_DEPTH} deep; export it anew")
        parser.close()
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = " ".join(str(error.msg or "broken").split(", line ")[0].split())
        raise DocumentError(f"{name}:{line or 1}:{column}: is not well-formed XML: {message}; export it anew") from None


def nodes(text: str, wanted: Collection[str], name: str) -> Iterator[tuple[Node, Sequence[Node]]]:
    """Yield the elements of these names (without prefix) with all that is within them, and the elements they are in.

    The elements they are in come without their children, outermost first. `name` is the file's, for messages.

    Raises:
        DocumentError: an element of these names holds more elements than any document's.
    """
    size = 0
    around: list[Node] = []
    stack: list[Node] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if stack and token.start() > at:
            stack[-1].children.append(Text(at, token.start()))
        at = token.end()
        if token["open"]:
            node = _opened(token)
            size = size + 1 if stack else 0
            if size > MOST_NODES:
                raise DocumentError(f"{name}: an element holds more than {MOST_NODES:,} others; split the file")
            if stack:
                stack[-1].children.append(node)
            if node.is_empty:
                if not stack and node.name in wanted:
                    yield node, around
            else:
                (stack if stack or node.name in wanted else around).append(node)
        elif token["close"]:
            node = (stack or around).pop()
            node.inner_end, node.end = token.span()
            if not stack and node.name in wanted:
                yield node, around
        elif token["cdata"] is not None and stack:
            stack[-1].children.append(Text(*token.span("cdata"), is_raw=True))


def _opened(token: re.Match[str]) -> Node:
    """Return the element that a start tag opens, or is."""
    written = token["attributes"]
    attributes = {key: unescape(one or other) for key, one, other in _ATTRIBUTE.findall(written)}
    node = Node(token["open"], attributes, token.start(), token.end())
    if written.endswith("/"):
        node.is_empty = True
        node.inner_end = node.end = token.end()
    return node


def escape(text: str) -> str:
    """Return the text as character data of XML or HTML."""
    return _CONTROL.sub("", text).translate(_ESCAPED)


def escape_for(codec: str, text: str) -> str:
    """Return the text as character data, letters that the encoding lacks as references."""
    return escape(text).encode(codec, "xmlcharrefreplace").decode(codec)


def verbatim(text: str) -> str:
    """Return the text as it stands within CDATA."""
    return _CONTROL.sub("", text).replace("]]>", "]]]]><![CDATA[>")


def runs(text: str, part: Text, spell: Callable[[str], str] | None) -> Iterator[Run]:
    """Yield the runs of character data: what is written letter for letter, and each reference by itself."""
    if part.is_raw:
        if part.end > part.start:
            yield Run(text[part.start : part.end], part.start, part.end, None if spell is None else verbatim)
        return
    at = part.start
    for reference in _REFERENCE.finditer(text, part.start, part.end):
        if reference.start() > at:
            yield Run(text[at : reference.start()], at, reference.start(), spell)
        meaning = _meaning(reference[0])
        yield Run(meaning or reference[0], *reference.span(), spell if meaning else None)
        at = reference.end()
    if part.end > at:
        yield Run(text[at : part.end], at, part.end, spell)


def _meaning(reference: str) -> str:
    """Return what a reference stands for; an empty text for an entity that XML itself does not know."""
    return unescape(reference) if reference[1] == "#" else _ENTITIES.get(reference, "")


def plain_text(text: str, node: Node, skip: Callable[[Node], bool] = lambda _: False) -> str:
    """Return the character data within an element, references resolved, without that of elements to skip."""
    pieces: list[str] = []
    for child in node.children:
        if isinstance(child, Text):
            pieces += (run.text for run in runs(text, child, None))
        elif not skip(child):
            pieces.append(plain_text(text, child, skip))
    return "".join(pieces)


def place_within(text: str, node: Node, spell: Callable[[str], str]) -> Run:
    """Return the empty run that takes the text of an element that has none; one without an end tag gets one."""
    if not node.is_empty:
        return Run("", node.inner_end, node.inner_end, spell)
    opening = f"{text[node.start : node.end].removesuffix('/>').rstrip()}>"
    return Run("", node.start, node.end, lambda written: f"{opening}{spell(written)}</{node.tag}>")


def with_attribute(text: str, node: Node, name: str, value: str) -> Patch:
    """Return the patch that gives the element the attribute, with a value that needs no escaping."""
    head = text[node.start : node.inner]
    found = re.search(rf"""\s{re.escape(name)}\s*=\s*(?:"([^"]*)"|'([^']*)')""", head)
    if found is None:
        place = node.start + 1 + len(node.tag)
        return Patch(place, place, f' {name}="{value}"', STATE)
    start, end = found.span(1 if found[1] is not None else 2)
    return Patch(node.start + start, node.start + end, value, STATE)
