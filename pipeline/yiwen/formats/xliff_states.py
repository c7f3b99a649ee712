"""What the states of XLIFF say of a segment: whether a person has closed it, and how a repaired one is marked.

After the specifications of XLIFF 1.2 (section 2.3, `state`, `approved`) and 2.1 (section 4.3.1, `state`, `subState`),
and the attributes that Trados Studio, memoQ and Phrase (once Memsource) add to 1.2.
"""

from collections.abc import Iterator

from yiwen.formats.runs import Patch
from yiwen.formats.xml import Node, with_attribute

_FINAL = frozenset({"final", "signed-off"})
_FINAL_2 = frozenset({"final", "reviewed"})
_SDL_APPROVED = frozenset({"ApprovedTranslation", "ApprovedSignOff"})
_BY_HAND = frozenset({"interactive", "source"})  # where Trados says that a translation is from
_MEMOQ_CONFIRMED = ("Confirmed", "Proofread", "Reviewed")
_NAMESPACES = {
    "sdl": "http://sdl.com/filetypes/sdlxliff/1.0",
    "mq": "mqxliff",
    "m": "http://www.memsource.com/mxlf/2.0",
}
_TRACKED = frozenset({"x-sdl-added", "x-sdl-deleted"})


def is_closed(unit: Node, target: Node, part: Node, root: Node) -> bool:
    """Return whether a segment of 1.2 is locked, approved, signed off, confirmed by hand or holds tracked changes."""
    if unit.attributes.get("approved") == "yes" or target.attributes.get("state") in _FINAL:
        return True
    if any(node.attributes.get("mtype") in _TRACKED for node in part.walk()):
        return True
    if _closed_in_memoq(unit, root) or _closed_in_phrase(unit, root):
        return True
    return _closed_in_trados(_definition(unit, part, root))


def review_states(text: str, unit: Node, target: Node, part: Node, root: Node) -> Iterator[Patch]:
    """Yield the patches that mark a repaired segment of 1.2 as one that wants review."""
    definition = _definition(unit, part, root)
    memoq = _prefix(root, "mq")
    if definition is not None:
        yield with_attribute(text, definition, "conf", "Draft")
    elif memoq and f"{memoq}:status" in unit.attributes:
        yield with_attribute(text, unit, f"{memoq}:status", "PartiallyEdited")
    else:
        yield with_attribute(text, target, "state", "needs-review-translation")


def is_closed_2(segment: Node) -> bool:
    """Return whether a segment of 2.x is reviewed or final."""
    return segment.attributes.get("state") in _FINAL_2


def review_states_2(text: str, segment: Node) -> Iterator[Patch]:
    """Yield the patches that mark a repaired segment of 2.x: translated, and not reviewed yet."""
    if "state" in segment.attributes:
        yield with_attribute(text, segment, "state", "translated")
        yield with_attribute(text, segment, "subState", "yiwen:repaired")
        return
    added = with_attribute(text, segment, "state", "translated")
    yield Patch(added.start, added.end, f'{added.after} subState="yiwen:repaired"', added.rule)


def _prefix(root: Node, which: str) -> str:
    """Return the prefix that the file gives to the namespace of a tool; empty where it does not know it."""
    for key, value in root.attributes.items():
        if key.startswith("xmlns:") and value.lower().rstrip("/") == _NAMESPACES[which]:
            return key.removeprefix("xmlns:")
    return ""


def _definition(unit: Node, part: Node, root: Node) -> Node | None:
    """Return what Trados says of a segment: the `seg` of the unit's `seg-defs` that has its number."""
    prefix = _prefix(root, "sdl")
    if not prefix or "mid" not in part.attributes:
        return None
    definitions = (node for node in unit.walk() if node.tag == f"{prefix}:seg")
    return next((node for node in definitions if node.attributes.get("id") == part.attributes["mid"]), None)


def _closed_in_trados(definition: Node | None) -> bool:
    if definition is None:
        return False
    written = definition.attributes
    confirmed = written.get("conf") == "Translated" and written.get("origin") in _BY_HAND
    return written.get("locked") == "true" or written.get("conf") in _SDL_APPROVED or confirmed


def _closed_in_memoq(unit: Node, root: Node) -> bool:
    prefix = _prefix(root, "mq")
    if not prefix:
        return False
    locked = unit.attributes.get(f"{prefix}:locked", "")
    status = unit.attributes.get(f"{prefix}:status", "")
    return locked not in ("", "false", "unlocked") or any(mark in status for mark in _MEMOQ_CONFIRMED)


def _closed_in_phrase(unit: Node, root: Node) -> bool:
    prefix = _prefix(root, "m")
    if not prefix:
        return False
    return unit.attributes.get(f"{prefix}:confirmed") == "1" or unit.attributes.get(f"{prefix}:locked") == "true"
