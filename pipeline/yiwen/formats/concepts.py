"""Read termbases in XML: TBX (ISO 30042; Basic and Core, of 2008 and of 2019), TMX, and what MultiTerm exports.

Entities are never expanded and nothing is fetched: a termbase is data from outside.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from yiwen.errors import GlossaryError

_CONCEPTS = frozenset({"termEntry", "conceptEntry", "conceptGrp", "tu"})
_LANGUAGES = frozenset({"langSet", "langSec", "languageGrp", "tuv"})
_TERMS = frozenset({"tig", "ntig", "termSec", "termGrp", "tuv"})
_WRITTEN = frozenset({"term", "seg"})
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})  # what stands in them is markup of the text, not words
_STATUS = re.compile(
    r"^(?:administrativeStatus|normativeAuthorization|(?:term ?)?status|usage(?: status)?)$", re.IGNORECASE
)
_BAD = re.compile(r"deprecated|superseded|not ?recommended|forbidden|prohibited|obsolete|do not use")
_PREFERRED = re.compile(r"(?<!not )(?<!non-)(?<!non)preferred")
_LONGEST_STATUS = 40  # characters: what is longer tells how a term is used, not whether
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept's terms by language as written ("zh-CN", "english"), preferred ones first; the bad ones apart."""

    line: int
    terms: Mapping[str, tuple[str, ...]]
    forbidden: Mapping[str, tuple[str, ...]]


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
                    yield _concept(element, element.sourceline or 0)
                    element.clear()
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror}; check the path") from error
    except etree.XMLSyntaxError as error:
        raise GlossaryError(f"{path.name}:{error.lineno or 1}: not XML: {error.msg}; export it once more") from error
    if not seen:
        raise GlossaryError(f"{path}: holds no concept of TBX or MultiTerm; export it as TBX")


def _name(element: "etree._Element") -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _concept(element: "etree._Element", line: int) -> Concept:
    good: dict[str, list[tuple[int, str]]] = {}
    bad: dict[str, list[str]] = {}
    for language in (part for part in element.iter() if _name(part) in _LANGUAGES):
        tag = _language(language)
        for section in _term_sections(language):
            written = next((_written(part) for part in section.iter() if _name(part) in _WRITTEN), "")
            term = " ".join(written.split())
            rank = _rank(section)
            if term and rank is None:
                bad.setdefault(tag, []).append(term)
            elif term and rank is not None:
                good.setdefault(tag, []).append((rank, term))
    terms = {tag: tuple(term for _, term in sorted(found, key=lambda t: t[0])) for tag, found in good.items()}
    return Concept(line, terms, {tag: tuple(found) for tag, found in bad.items()})


def _term_sections(language: "etree._Element") -> Iterator["etree._Element"]:
    """Yield what holds one term each: of sections within one another (ntig, termGrp) the outer, which has all facts."""
    for part in language.iter():
        parent = part.getparent()
        if _name(part) in _TERMS and (part is language or parent is None or _name(parent) not in _TERMS):
            yield part


def _language(section: "etree._Element") -> str:
    """Return the language's tag; MultiTerm writes it in an element of its own, as a code and as a name."""
    for part in (section, *(part for part in section if _name(part) == "language")):
        for attribute in (_LANG, "lang", "locale", "type", "name"):
            if tag := part.get(attribute):
                return tag
    return ""


def _written(part: "etree._Element") -> str:
    """Return the words of a term or a segment, without the codes of inline markup."""
    inner = ("" if _name(child) in _CODES else _written(child) for child in part)
    tails = (child.tail or "" for child in part)
    return (part.text or "") + "".join(words + tail for words, tail in zip(inner, tails, strict=True))


def _rank(section: "etree._Element") -> int | None:
    """Return 0 for a preferred term, 1 for any other, None for one that is not to be written."""
    rank = 1
    for part in section.iter():
        kind, said = part.get("type") or _name(part), (part.text or "").strip().lower()
        if kind.lower() in ("forbidden", "preferred"):  # as Phrase writes them: true or false
            said = kind.lower() if said in ("true", "yes") else ""
        elif not _STATUS.search(kind) or len(said) > _LONGEST_STATUS:
            continue
        if _BAD.search(said):
            return None
        if _PREFERRED.search(said):
            rank = 0
    return rank
