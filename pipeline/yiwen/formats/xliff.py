"""XLIFF 1.2 and 2.x, and what Trados (SDLXLIFF) and memoQ (mqxliff) make of 1.2: a segment a target, its source beside.

Segments that a person has locked, confirmed or signed off are not read at all; a repaired one is marked as one that
wants review, in the way of its version. With `propose` the target stays and the repair is offered beside it:
`alt-trans` in 1.2, a match of the matches module in 2.x.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.inline import inline_runs, inline_text
from yiwen.formats.marked import Proposal, Units
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.formats.runs import STATE, Patch, Spell
from yiwen.formats.xliff_states import is_closed, is_closed_2, review_states, review_states_2
from yiwen.formats.xml import Node, escape_for, nodes, read_xml
from yiwen.types import Document, Span

_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_ORIGIN = "yiwen"
_ID = "yiwen-"  # begins the ids that we give to segments of 2.x that have none


def read(stream: BinaryIO, name: str, options: ReadOptions = DEFAULTS) -> Iterator[Document]:
    """Yield the one document that the file is: all targets in English that may be changed.

    Raises:
        DocumentError: the file is no XLIFF, or holds no such target; broken or unsafe XML.
    """
    text, encoding = read_xml(stream, name)
    spell = partial(escape_for, encoding.codec)
    units = Units(name)
    seen = False
    for unit, around in nodes(text, ("trans-unit", "unit"), name):
        if not around or around[0].name != "xliff":
            continue
        seen = True
        if _is_english(around) and not _is_shut(unit, around):
            if unit.name == "unit":
                _add_2(units, text, unit, spell, propose=options.propose)
            else:
                _add_12(units, text, unit, around[0], spell, propose=options.propose)
    if not seen:
        raise DocumentError(f"{name}: holds no unit of XLIFF 1.2 or 2.x; export it as XLIFF")
    if not units.segments:
        raise DocumentError(
            f"{name}: holds no English target that may be changed: each is empty, locked, confirmed or in another "
            "language; translate it first"
        )
    yield units.document("xliff", text, encoding)


def _is_english(around: Sequence[Node]) -> bool:
    """Return whether the file says that it translates into English, or does not say."""
    language = ""
    for node in around:
        language = node.attributes.get("target-language") or node.attributes.get("trgLang") or language
    return language.lower().startswith("en") or not language


def _is_shut(unit: Node, around: Sequence[Node]) -> bool:
    """Return whether the unit, or what it is in, says that it is not to be translated."""
    told = [node.attributes["translate"] for node in (*around, unit) if "translate" in node.attributes]
    return bool(told) and told[-1] == "no"


def _add_12(units: Units, text: str, unit: Node, root: Node, spell: Spell, *, propose: bool) -> None:
    """Add the segments of a unit of 1.2: its target, or the segments that are marked in it."""
    target = unit.child("target")
    if target is None or target.is_empty:
        return
    source = unit.child("seg-source") or unit.child("source")
    sources = {node.attributes.get("mid"): node for node in source.walk() if _is_segment(node)} if source else {}
    label = unit.attributes.get("id", "")
    parts = [node for node in target.walk() if _is_segment(node)]
    for part in parts or [target]:
        mid = part.attributes.get("mid")
        if is_closed(unit, target, part, root):
            continue
        states = () if propose else tuple(review_states(text, unit, target, part, root))
        offer = _alternative(unit, target, part) if propose else None
        beside = sources.get(mid, source)
        name = label if part is target else f"{label}:{mid}" if len(label) < 20 else str(mid)
        src = inline_text(text, beside) if beside else None
        units.add(name, inline_runs(text, part, spell), src, states=states, proposal=offer, fills_in=True)


def _is_segment(node: Node) -> bool:
    return node.name == "mrk" and node.attributes.get("mtype") == "seg"


def _alternative(unit: Node, target: Node, part: Node) -> Proposal:
    """Return where the repair goes as an alternative translation: after the target, or where our last one stands."""
    mid = f' mid="{part.attributes["mid"]}"' if "mid" in part.attributes and part is not target else ""
    language = target.attributes.get("xml:lang")
    spoken = f' xml:lang="{language}"' if language else ""
    opening = f'<{target.prefix}alt-trans{mid} origin="{_ORIGIN}"><{target.prefix}target{spoken}>'
    closing = f"</{target.prefix}target></{target.prefix}alt-trans>"
    written = part.attributes.get("mid") if mid else None
    ours = (node for node in unit.elements if node.name == "alt-trans" and node.attributes.get("origin") == _ORIGIN)
    last = next((node for node in ours if node.attributes.get("mid") == written), None)
    place = Span(last.start, last.end) if last else Span(target.end, target.end)
    return Proposal(place, opening, closing, Span(part.inner, part.inner_end))


def _add_2(units: Units, text: str, unit: Node, spell: Spell, *, propose: bool) -> None:
    """Add the segments of a unit of 2.x."""
    segments = [node for node in unit.elements if node.name == "segment"]
    label = unit.attributes.get("id", "")
    for number, segment in enumerate(segments, 1):
        target = segment.child("target")
        if target is None or target.is_empty or is_closed_2(segment):
            continue
        key = segment.attributes.get("id")
        states: tuple[Patch, ...] = tuple(review_states_2(text, segment))
        offer = None
        if propose:
            given = key or f"{_ID}{number}"
            place = segment.start + 1 + len(segment.tag)
            states = () if key else (Patch(place, place, f' id="{given}"', STATE),)
            offer = _match(text, unit, segment, target, given)
        name = label if len(segments) == 1 else f"{label}:{key or number}"
        source = segment.child("source")
        src = inline_text(text, source) if source else None
        units.add(name, inline_runs(text, target, spell), src, states=states, proposal=offer, fills_in=True)


def _match(text: str, unit: Node, segment: Node, target: Node, key: str) -> Proposal:
    """Return where the repair goes as a match of the matches module, at the head of the unit."""
    known = unit.child("matches")
    known = None if known and known.is_empty else known
    source, data, prefix = segment.child("source"), unit.child("originalData"), target.prefix
    data_text = text[data.start : data.end] if data else ""
    source_text = text[source.start : source.end] if source else f"<{prefix}source/>"
    opening = (
        f'<mtc:match xmlns:mtc="{_MATCHES}" ref="#{key}" origin="{_ORIGIN}">{data_text}{source_text}<{prefix}target>'
    )
    closing = f"</{prefix}target></mtc:match>"
    around = ("", "") if known else (f'<mtc:matches xmlns:mtc="{_MATCHES}">', "</mtc:matches>")
    inner = Span(target.inner, target.inner_end)
    ours = (node for node in known.elements if node.attributes.get("origin") == _ORIGIN) if known else iter(())
    last = next((node for node in ours if node.attributes.get("ref") == f"#{key}"), None)
    if last:
        return Proposal(Span(last.start, last.end), opening, closing, inner)
    at = known.inner if known else unit.inner
    return Proposal(Span(at, at), opening, closing, inner, around)
