"""TBX, the exchange format of termbases (ISO 30042): the dialects Basic and Core of 2008 (v2) and 2019 (v3).

Entities are never expanded and nothing is fetched: a termbase is data from outside.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from yiwen.errors import GlossaryError

_CONCEPTS = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_STATUS = frozenset({"administrativeStatus", "normativeAuthorization"})
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML cannot hold them
_V3 = "urn:iso:std:iso:30042:ed-2"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept's terms by language tag as written ("zh-CN"), preferred ones first, without those marked as bad."""

    line: int
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_concepts(path: Path) -> Iterator[Concept]:
    """Yield the concepts of a file, one at a time; a file of any size is read in little memory.

    Raises:
        GlossaryError: the file cannot be read, is no XML, or no TBX.
    """
    seen = False
    try:
        with path.open("rb") as stream:
            events = etree.iterparse(
                stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
            )
            for _, element in events:
                if _name(element) in _CONCEPTS:
                    seen = True
                    yield Concept(element.sourceline or 0, _terms(element))
                    element.clear()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror}; check the path") from error
    except etree.XMLSyntaxError as error:
        raise GlossaryError(f"{path.name}:{error.lineno or 1}: not XML: {error.msg}; export it once more") from error
    if not seen:
        raise GlossaryError(f"{path}: holds no concept of TBX (termEntry or conceptEntry); export it as TBX")


def _name(element: "etree._Element") -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _terms(concept: "etree._Element") -> dict[str, tuple[str, ...]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for language in (part for part in concept.iter() if _name(part) in _LANGUAGES):
        tag = language.get(_LANG) or language.get("lang") or ""
        for section in (part for part in language.iter() if _name(part) in _TERMS):
            written = next((_written(part) for part in section.iter() if _name(part) == "term"), "")
            rank = _rank(section)
            if rank is not None and written.strip():
                found.setdefault(tag, []).append((rank, " ".join(written.split())))
    return {tag: tuple(term for _, term in sorted(terms, key=lambda t: t[0])) for tag, terms in found.items()}


def _written(term: "etree._Element") -> str:
    return "".join(str(piece) for piece in term.itertext())


def _rank(section: "etree._Element") -> int | None:
    """Return 0 for a preferred term, 1 for any other, None for one marked as deprecated or superseded."""
    for part in section.iter():
        if part.get("type") in _STATUS or _name(part) in _STATUS:
            status = (part.text or "").lower()
            if "deprecated" in status or "superseded" in status or "notrecommended" in status:
                return None
            if "preferred" in status:
                return 0
    return 1


def write_concepts(concepts: Iterable[tuple[Sequence[str], Sequence[str]]], version: int = 2) -> bytes:
    """Return a TBX file of concepts, each its Chinese terms and its English ones; the first English is preferred."""
    root = _header(version)
    body = etree.SubElement(etree.SubElement(root, _tag("text", version)), _tag("body", version))
    for number, (zh, en) in enumerate(concepts, 1):
        concept = etree.SubElement(body, _tag("termEntry" if version == 2 else "conceptEntry", version))
        concept.set("id", f"c{number}")
        for language, terms in (("zh", zh), ("en", en)):
            section = etree.SubElement(concept, _tag("langSet" if version == 2 else "langSec", version))
            section.set(_LANG, language)
            for place, term in enumerate(terms):
                _add_term(section, term, version, preferred=place == 0 and len(terms) > 1)
    body_text = etree.tostring(root, encoding="UTF-8", pretty_print=True, xml_declaration=False)
    doctype = '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\n' if version == 2 else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}'.encode() + _bytes(body_text)


def _bytes(made: str | bytes) -> bytes:
    return made.encode() if isinstance(made, str) else made


def _tag(name: str, version: int) -> str:
    return name if version == 2 else f"{{{_V3}}}{name}"


def _header(version: int) -> "etree._Element":
    """Return the root of a file with the header that its dialect asks for."""
    if version == 2:
        root = etree.Element("martif", {"type": "TBX-Basic", _LANG: "en"})
        header = etree.SubElement(root, "martifHeader")
    else:
        attributes = {"type": "TBX-Basic", "style": "dca", _LANG: "en"}
        root = etree.fromstring(f'<tbx xmlns="{_V3}"/>')  # the namespace without a prefix
        for name, value in attributes.items():
            root.set(name, value)
        header = etree.SubElement(root, _tag("tbxHeader", 3))
    description = etree.SubElement(etree.SubElement(header, _tag("fileDesc", version)), _tag("sourceDesc", version))
    etree.SubElement(description, _tag("p", version)).text = "Chinese and English terms, written by yiwen"
    return root


def _add_term(section: "etree._Element", term: str, version: int, *, preferred: bool) -> None:
    unit = etree.SubElement(section, _tag("tig" if version == 2 else "termSec", version))
    etree.SubElement(unit, _tag("term", version)).text = _CONTROL.sub("", term)
    if preferred:
        note = etree.SubElement(unit, _tag("termNote", version), {"type": "administrativeStatus"})
        note.text = "preferredTerm-admn-sts"
