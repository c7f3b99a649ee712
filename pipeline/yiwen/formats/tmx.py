"""TMX 1.4, the exchange format of translation memories: a segment an English variant, its Chinese beside."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.inline import inline_runs, inline_text
from yiwen.formats.marked import Units
from yiwen.formats.runs import Spell
from yiwen.formats.xml import Node, escape_for, nodes, place_within, read_xml
from yiwen.types import Document


def read(stream: BinaryIO, name: str) -> Iterator[Document]:
    """Yield the one document that the file is.

    Raises:
        DocumentError: the file is no TMX, or holds no English; broken or unsafe XML.
    """
    text, encoding = read_xml(stream, name)
    spell = partial(escape_for, encoding.codec)
    units = Units(name)
    number = 0
    for number, (node, _) in enumerate(nodes(text, ("tu",), name), 1):
        _add(units, text, node, number, spell)
    if not number:
        raise DocumentError(f"{name}: holds no unit of TMX (tu); export it as TMX 1.4")
    if not units.has_english:
        raise DocumentError(f"{name}: holds no English; export the memory with its English variants (xml:lang en)")
    yield units.document("tmx", text, encoding)


def _add(units: Units, text: str, node: Node, number: int, spell: Spell) -> None:
    """Add the English variants of a unit."""
    variants = [(_language(variant), variant.child("seg")) for variant in node.elements if variant.name == "tuv"]
    chinese = next((seg for language, seg in variants if language.startswith("zh") and seg), None)
    src = inline_text(text, chinese) if chinese else None
    label = node.attributes.get("tuid") or str(number)
    english = [seg for language, seg in variants if language.startswith("en") and seg]
    for place, seg in enumerate(english, 1):
        name = label if len(english) == 1 else f"{label}:{place}"
        units.add(name, inline_runs(text, seg, spell), src, fills_in=True, place=place_within(text, seg, spell))


def _language(variant: Node) -> str:
    return (variant.attributes.get("xml:lang") or variant.attributes.get("lang") or "").lower()
