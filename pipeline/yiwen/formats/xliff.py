"""XLIFF 1.2 and 2.x, and what Trados (SDLXLIFF) and memoQ (mqxliff) make of 1.2: a segment a target, its source beside.

Segments that a person has locked, confirmed or signed off are not read at all; a repaired one is marked as one that
wants review, in the way of its version. With `propose` the target stays and the repair is offered beside it:
`alt-trans` in 1.2, a match or a note in 2.x.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO

from yiwen.errors import DocumentError
from yiwen.formats.inline import inline_runs, inline_text
from yiwen.formats.marked import Units
from yiwen.formats.options import DEFAULTS, ReadOptions
from yiwen.formats.runs import Run, Spell
from yiwen.formats.xliff_proposals import alternative, fresh_target, match, note
from yiwen.formats.xliff_states import is_closed, is_closed_2, review_states, review_states_2
from yiwen.formats.xml import Node, escape_for, nodes, place_within, read_xml
from yiwen.types import Document


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
    if not units.has_english:
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
    source = unit.child("seg-source") or unit.child("source")
    parts = [node for node in target.walk() if _is_segment(node)] if target else []
    if target is None or not (parts or inline_text(text, target).strip()):
        if source is not None:
            _add_untranslated(units, text, unit, source, target, root, spell)
        return
    sources = {node.attributes.get("mid"): node for node in source.walk() if _is_segment(node)} if source else {}
    for part in parts or [target]:
        if is_closed(unit, target, part, root):
            continue
        states = () if propose else tuple(review_states(text, unit, target, part, root))
        offer = alternative(unit, target, part) if propose else None
        beside = sources.get(part.attributes.get("mid"), source)
        src = inline_text(text, beside) if beside else None
        runs = inline_runs(text, part, spell)
        place = place_within(text, part, spell)
        units.add(_label(unit, part), runs, src, states=states, proposal=offer, fills_in=True, place=place)
    there = {part.attributes.get("mid") for part in parts}
    for mid, source_part in sources.items():
        if parts and mid not in there and not is_closed(unit, target, source_part, root):
            place = _at_end(text, target, source_part, spell)
            units.add(_label(unit, source_part), (), inline_text(text, source_part), place=place)


def _at_end(text: str, target: Node, part: Node, spell: Spell) -> Run:
    """Return the empty run at the end of a target that takes a segment of its own, marked as in the source."""
    opening, closing = text[part.start : part.inner], f"</{part.tag}>"
    return Run("", target.inner_end, target.inner_end, lambda written: f"{opening}{spell(written)}{closing}")


def _add_untranslated(
    units: Units, text: str, unit: Node, source: Node, target: Node | None, root: Node, spell: Spell
) -> None:
    """Add the segments of a unit of 1.2 that has no text in its target."""
    for part in [node for node in source.walk() if _is_segment(node)] or [source]:
        if not is_closed(unit, target or source, part, root):
            offer = fresh_target(text, source, target, part, spell)
            place = Run("", offer.place.start, offer.place.start, spell)
            units.add(_label(unit, part), (), inline_text(text, part), proposal=offer, place=place)


def _label(unit: Node, part: Node) -> str:
    """Return the id of a segment: its unit's, with its own number where it is one of several that are marked."""
    label, mid = unit.attributes.get("id", ""), part.attributes.get("mid")
    if not _is_segment(part):
        return label
    return f"{label}:{mid}" if len(label) < 20 else str(mid)


def _is_segment(node: Node) -> bool:
    return node.name == "mrk" and node.attributes.get("mtype") == "seg"


def _add_2(units: Units, text: str, unit: Node, spell: Spell, *, propose: bool) -> None:
    """Add the segments of a unit of 2.x."""
    segments = [node for node in unit.elements if node.name == "segment"]
    label = unit.attributes.get("id", "")
    for number, segment in enumerate(segments, 1):
        target = segment.child("target")
        source = segment.child("source")
        if is_closed_2(segment) or (source is None and target is None):
            continue
        key = segment.attributes.get("id")
        states = () if propose else tuple(review_states_2(text, segment))
        offer = None
        if propose and target:
            offer = match(text, unit, segment, target) if key else note(unit, number, target.prefix, spell)
        name = label if len(segments) == 1 else f"{label}:{key or number}"
        src = inline_text(text, source) if source else None
        runs = inline_runs(text, target, spell) if target else ()
        place = place_within(text, target, spell) if target else _after(source or segment, spell)
        units.add(name, runs, src, states=states, proposal=offer, fills_in=True, place=place)


def _after(source: Node, spell: Spell) -> Run:
    """Return the empty run behind a source of 2.x that takes a target."""
    tag = f"{source.prefix}target"
    return Run("", source.end, source.end, lambda written: f"<{tag}>{spell(written)}</{tag}>")
