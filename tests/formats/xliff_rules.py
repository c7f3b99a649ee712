"""Rules of XLIFF 1.2 and 2.1 that a file of ours must keep, written from the specifications, for no schema is at hand.

1.2: section 2.2 (structure), 2.3 (attributes `state`, `approved`, `mid`). 2.1: sections 4.2 (elements), 4.3
(attributes), 5.1 (the matches module). Each rule that is broken is told in a sentence.
"""

import re
from collections.abc import Iterator

from lxml import etree

STATES_12 = frozenset(
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n needs-review-translation "
    "needs-translation new signed-off translated".split()
)
STATES_2 = frozenset({"initial", "translated", "reviewed", "final"})
ORDER_12 = ["source", "seg-source", "target"]
AFTER_12 = frozenset({"context-group", "count-group", "prop-group", "note", "alt-trans"})
INLINE_12 = frozenset({"g", "x", "bx", "ex", "bpt", "ept", "ph", "it", "mrk", "sub"})
INLINE_2 = frozenset({"cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em"})
ALT_TRANS = frozenset(
    {"mid", "match-quality", "tool", "tool-id", "crc", "datatype", "ts", "restype", "resname", "extradata", "origin"}
    | {"help-id", "menu", "menu-option", "menu-name", "coord", "font", "css-style", "style", "exstyle", "extype"}
    | {"phase-name", "alttranstype", "{http://www.w3.org/XML/1998/namespace}lang"}
)
MATCH = frozenset(
    {"id", "matchQuality", "matchSuitability", "origin", "ref", "reference", "similarity", "type", "subType"}
)
MATCHES = "{urn:oasis:names:tc:xliff:matches:2.0}"
SUB_STATE = re.compile(r"[^\s:]+:[^\s:]+")


def broken_rules(data: bytes) -> list[str]:
    """Return what is wrong with a file."""
    root = etree.fromstring(data)
    core = etree.QName(root).namespace
    check = _broken_2 if root.get("version", "").startswith("2") else _broken_12
    return [f"line {node.sourceline}: {what}" for node, what in check(root, f"{{{core}}}")]


Told = Iterator[tuple["etree._Element", str]]


def _broken_12(root: "etree._Element", core: str) -> Told:
    for unit in root.iter(f"{core}trans-unit"):
        names = [_name(child, core) for child in unit]
        if names[:1] != ["source"]:
            yield unit, "a trans-unit begins with its source"
        head = [name for name in names if name in ORDER_12]
        if head != sorted(set(head), key=ORDER_12.index) or names[: len(head)] != head:
            yield unit, f"source, seg-source, target come first, once, in this order: {names}"
        rest = [name for name in names[len(head) :] if not name.startswith("{")]
        if not set(rest) <= AFTER_12:
            yield unit, f"a trans-unit does not hold {set(rest) - AFTER_12}"
        for alternative in unit.iter(f"{core}alt-trans"):
            yield from _broken_alternative(alternative, unit, core)
    for target in root.iter(f"{core}target"):
        if target.get("state") not in {None, *STATES_12}:
            yield target, f"no state of 1.2: {target.get('state')}"
        yield from _inline(target, core, INLINE_12)


def _broken_alternative(alternative: "etree._Element", unit: "etree._Element", core: str) -> Told:
    names = [_name(child, core) for child in alternative]
    if "target" not in names:
        yield alternative, "an alt-trans holds a target"
    if not set(alternative.keys()) <= ALT_TRANS:
        yield alternative, f"no attributes of alt-trans: {alternative.keys()}"
    mids = {mark.get("mid") for mark in unit.findall(f"{core}target")[0].iter(f"{core}mrk")}
    if "mid" in alternative.attrib and alternative.get("mid") not in mids:
        yield alternative, "its mid names no segment of the unit"


def _broken_2(root: "etree._Element", core: str) -> Told:
    for unit in root.iter(f"{core}unit"):
        names = [_name(child, core) for child in unit]
        kinds = [
            0
            if name.startswith("{")
            else ["notes", "originalData"].index(name) + 1
            if name in ("notes", "originalData")
            else 3
            for name in names
        ]
        if kinds != sorted(kinds):
            yield unit, f"modules, notes, original data, segments is the order: {names}"
        ids = [node.get("id") for node in unit if node.get("id")]
        if len(ids) != len(set(ids)):
            yield unit, "an id is there twice"
        if len(unit.findall(f"{MATCHES}matches")) > 1:
            yield unit, "a unit holds one matches"
        for match in unit.iter(f"{MATCHES}match"):
            yield from _broken_match(match, ids, core)
        for segment in unit.findall(f"{core}segment"):
            yield from _broken_segment(segment, core)


def _broken_segment(segment: "etree._Element", core: str) -> Told:
    if [_name(child, core) for child in segment] not in (["source"], ["source", "target"]):
        yield segment, "a segment holds a source and a target"
    state, sub = segment.get("state"), segment.get("subState")
    if state is not None and state not in STATES_2:
        yield segment, f"no state of 2.1: {state}"
    if sub is not None and (state is None or not SUB_STATE.fullmatch(sub)):
        yield segment, "a subState is prefix:value and needs a state"
    for child in segment:
        yield from _inline(child, core, INLINE_2)


def _broken_match(match: "etree._Element", ids: list[str | None], core: str) -> Told:
    names = [_name(child, core) for child in match if _name(child, core) != "originalData"]
    if names != ["source", "target"]:
        yield match, f"a match holds source and target: {names}"
    if (match.get("ref") or "").removeprefix("#") not in ids or not (match.get("ref") or "").startswith("#"):
        yield match, f"its ref names no segment: {match.get('ref')}"
    if not set(match.keys()) <= MATCH:
        yield match, f"no attributes of match: {match.keys()}"
    data = {node.get("id") for node in match.iter(f"{core}data")}
    for node in match.iter():
        if node.get("dataRef") and node.get("dataRef") not in data:
            yield node, "its dataRef names no data of the match"


def _inline(node: "etree._Element", core: str, known: frozenset[str]) -> Told:
    for child in node.iterdescendants("*"):
        if str(child.tag).startswith(core) and _name(child, core) not in known:
            yield child, f"no inline element: {child.tag}"


def _name(node: "etree._Element", core: str) -> str:
    return str(node.tag).removeprefix(core)
