"""Where repairs stand that are offered beside a target: as the versions of XLIFF provide for, once for each segment."""

from yiwen.formats.marked import Proposal
from yiwen.formats.runs import Spell
from yiwen.formats.xml import Node
from yiwen.types import Span

_MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_ORIGIN = "yiwen"
_CORE = frozenset({"notes", "originalData", "segment", "ignorable"})


def alternative(unit: Node, target: Node, part: Node) -> Proposal:
    """Return where the repair goes as an alternative of 1.2: after the target, or where our last one stands."""
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


def fresh_target(text: str, source: Node, target: Node | None, part: Node, spell: Spell) -> Proposal:
    """Return where the first text of a unit of 1.2 goes: into its target, which all its segments share."""
    marked = part is not source
    opening, closing = (text[part.start : part.inner], f"</{part.tag}>") if marked else ("", "")
    if target is None:
        tag, at = f"{source.prefix}target", source.end
        return Proposal(Span(at, at), opening, closing, spell, (f"<{tag}>", f"</{tag}>"))
    head = text[target.start : target.inner].removesuffix("/>").removesuffix(">").rstrip()
    around = (f"{head}>", f"</{target.tag}>")
    return Proposal(Span(target.start, target.end), opening, closing, spell, around)


def match(text: str, unit: Node, segment: Node, target: Node) -> Proposal:
    """Return where the repair goes as a match of the matches module of 2.x, at the head of the unit.

    The segment has an id, by which the match names it.
    """
    key = segment.attributes["id"]
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


def note(unit: Node, number: int, prefix: str, spell: Spell) -> Proposal:
    """Return where the repair goes as a note of 2.x, its text without tags.

    For a segment that has no id, which no match can name; `number` is its place in the unit, from 1.
    """
    key = f"{_ORIGIN}-{number}"
    opening = f'<{prefix}note id="{key}" category="{_ORIGIN}" appliesTo="target">'
    closing = f"</{prefix}note>"
    known = unit.child("notes")
    known = None if known and known.is_empty else known
    last = next((one for one in known.elements if one.attributes.get("id") == key), None) if known else None
    if last:
        return Proposal(Span(last.start, last.end), opening, closing, spell)
    first = next(node for node in unit.elements if node.name in _CORE and node.prefix == prefix)
    at = known.inner if known else first.start
    around = ("", "") if known else (f"<{prefix}notes>", f"</{prefix}notes>")
    return Proposal(Span(at, at), opening, closing, spell, around)
