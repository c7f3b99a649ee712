"""Write TBX, the exchange format of termbases (ISO 30042): the dialect Basic of 2008 (v2) and of 2019 (v3)."""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML cannot hold them
_V3 = "urn:iso:std:iso:30042:ed-2"


def write_concepts(concepts: Iterable[tuple[Sequence[str], Sequence[str], Sequence[str]]], version: int = 2) -> bytes:
    """Return a TBX file of concepts: the Chinese terms, the English ones, and those never to be written.

    Of several English terms the first is preferred.
    """
    root = _header(version)
    body = etree.SubElement(etree.SubElement(root, _tag("text", version)), _tag("body", version))
    for number, (zh, en, forbidden) in enumerate(concepts, 1):
        concept = etree.SubElement(body, _tag("termEntry" if version == 2 else "conceptEntry", version))
        concept.set("id", f"c{number}")
        for language, terms, never in (("zh", zh, ()), ("en", en, forbidden)):
            section = etree.SubElement(concept, _tag("langSet" if version == 2 else "langSec", version))
            section.set(_LANG, language)
            for place, term in enumerate(terms):
                _add_term(section, term, version, "preferredTerm" if place == 0 and len(terms) > 1 else "")
            for term in never:
                _add_term(section, term, version, "deprecatedTerm")
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
    if version == 2:  # the newer names its dialect on the root
        encoding = etree.SubElement(header, "encodingDesc")
        etree.SubElement(encoding, "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    return root


def _add_term(section: "etree._Element", term: str, version: int, status: str) -> None:
    unit = etree.SubElement(section, _tag("tig" if version == 2 else "termSec", version))
    etree.SubElement(unit, _tag("term", version)).text = _CONTROL.sub("", term)
    if status:
        note = etree.SubElement(unit, _tag("termNote", version), {"type": "administrativeStatus"})
        note.text = f"{status}-admn-sts"
