"""Inline elements of XLIFF and TMX: what in a segment is text, what is a tag, what stands for a thing of its own."""

from collections.abc import Iterable, Iterator

from yiwen.formats.runs import OBJECT, Run, Spell
from yiwen.formats.xml import Node, Text, plain_text, runs

# Elements whose content is code of the translated file, not text.
_CODES = frozenset({"bpt", "ept", "it", "ut", "ph"})
# Elements that stand for something in the text; all others are tags round text, or a tag alone.
_PLACEHOLDERS = frozenset({"ph", "x", "cp"})
_FORMATTING = frozenset({"bold", "italic", "underlined", "link", "fmt", "b", "i", "u", "font", "color", "style"})
_LINE_BREAKS = frozenset({"lb", "pb", "x-lb", "x-br", "xlf:lb", "linebreak"})
_SHOWN = 40  # characters: the longest code that is shown for itself


def inline_runs(text: str, node: Node, spell: Spell | None) -> Iterator[Run]:
    """Yield the runs of a segment's text within an element; what tags hide of it is not seen, placeholders are."""
    for child in node.children:
        if isinstance(child, Text):
            yield from runs(text, child, spell)
        elif child.name in _PLACEHOLDERS and not _is_formatting(child):
            yield from _closed(child, [Run(_shown(text, child), child.start, child.end)], spell)
        elif child.name not in _CODES and _is_protected(child):
            yield from _closed(child, inline_runs(text, child, None), spell)
        elif child.name not in _CODES:
            yield from inline_runs(text, child, spell)


def _closed(node: Node, within: Iterable[Run], spell: Spell | None) -> Iterator[Run]:
    """Yield the runs of an element that may not be changed, between places where text may be put in."""
    yield Run("", node.start, node.start, spell)
    yield from within
    yield Run("", node.end, node.end, spell)


def inline_text(text: str, node: Node) -> str:
    """Return the text within an element as its reader sees it."""
    return "".join(run.text for run in inline_runs(text, node, None))


def _kind(node: Node) -> str:
    written = node.attributes
    return written.get("subType") or written.get("ctype") or written.get("type") or ""


def _is_formatting(node: Node) -> bool:
    kind = _kind(node).lower()
    return kind not in _LINE_BREAKS and kind.removeprefix("x-").removeprefix("xlf:").partition("-")[0] in _FORMATTING


def _is_protected(node: Node) -> bool:
    return node.attributes.get("mtype") == "protected" or node.attributes.get("translate") == "no"


def _shown(text: str, node: Node) -> str:
    """Return what stands in the segment's text for a placeholder: its code where that is short, else one letter."""
    if _kind(node).lower() in _LINE_BREAKS:
        return "\n"
    written = node.attributes
    code = written.get("equiv-text") or written.get("disp") or written.get("equiv") or plain_text(text, node)
    return code if 0 < len(code) <= _SHOWN and code.isprintable() else OBJECT
