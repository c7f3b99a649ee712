"""A digest of several reports: what each adds, the same fact once, contradictions side by side."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yiwen.summary.sheet import Clash, Line
from yiwen.summary.verify import Checked, Kind, Status, Verifier
from yiwen.summary.verify.reading import Reading
from yiwen.types import Document, Span

_PLACE = re.compile(r"\b([A-Z][a-z]+) (?:City|County|District|Province|Prefecture|Municipality|Town(?:ship)?)\b")
_SAME = 0.75
_ALIKE = 0.6
_FACTS = frozenset({Kind.FIGURE, Kind.UNIT, Kind.DATE, Kind.DIRECTION, Kind.NEGATION, Kind.MODALITY, Kind.BOUND})


@dataclass(frozen=True, slots=True)
class Joined:
    """The lines of a digest and the contradictions between its reports."""

    lines: tuple[Line, ...]
    clashes: tuple[Clash, ...]


def join(summaries: Sequence[tuple[Document, Sequence[Line]]], terms: Mapping[str, Sequence[str]]) -> Joined:
    """Return the reports' lines, the same fact once; each line is held against the other reports."""
    verifiers = [Verifier(document, terms) for document, _ in summaries]
    places = [_place(document) for document, _ in summaries]
    kept: list[Line] = []
    clashes: list[Clash] = []
    told: set[tuple[int, str, Span]] = set()
    for at, (document, lines) in enumerate(summaries):
        for line in lines:
            if _is_told(told, at, line):
                continue
            also: list[str] = []
            for other, verifier in enumerate(verifiers):
                if other == at:
                    continue
                checked = verifier.sentence(line.text)
                if not checked.evidence:
                    continue
                if _says_the_same(checked):
                    also.append(summaries[other][0].name)
                    told.add((other, checked.evidence[0].segment, checked.evidence[0].span))
                elif clash := _clash(line, checked, summaries[other][0].name, document.name):
                    if places[at] != places[other] and not _named_alike(clash):
                        continue  # each speaks of its own place
                    clashes.append(clash)
                    told.add((other, clash.other.segment, clash.other.span))
            kept.append(replace(line, also=tuple(also)))
    return Joined(tuple(kept), _once(clashes))


def _is_told(told: set[tuple[int, str, Span]], at: int, line: Line) -> bool:
    return any(report == at and segment == line.segment and span.overlaps(line.span) for report, segment, span in told)


def _says_the_same(checked: Checked) -> bool:
    return checked.status is Status.SUPPORTED and checked.evidence[0].share >= _SAME


def _clash(line: Line, checked: Checked, other: str, own: str) -> Clash | None:
    """Return the contradiction, if the other report has nearly this sentence with another fact in it."""
    best = checked.evidence[0]
    wrong = [doubt for doubt in checked.doubts if doubt.status is Status.CHANGED and doubt.kind in _FACTS]
    wrong = [doubt for doubt in wrong if doubt.expected and doubt.expected in best.text]
    if best.share < _ALIKE or not wrong or not _about_the_same(line.text, best.text):
        return None
    what = "; ".join(dict.fromkeys(f"{doubt.observed} ({own}) or {doubt.expected} ({other})" for doubt in wrong))
    text = " ".join(best.text.split())
    return Clash(line, Line(text, other, best.segment, best.span), what)


def _place(document: Document) -> str:
    """Return the city, county or the like that a report names most often; "" where it names none."""
    names = Counter(match[1] for segment in document.segments for match in _PLACE.finditer(segment.mt))
    return names.most_common(1)[0][0] if names else ""


def _named_alike(clash: Clash) -> bool:
    """Return whether both sentences name a body or place that they share."""
    shared = _names(Reading(clash.one.text)) & _names(Reading(clash.other.text))
    return any(not name.isupper() for name in shared)  # GDP is nobody's name


def _names(read: Reading) -> set[str]:
    return {word for name in read.names if not name.opens for word in name.words}


def _about_the_same(one: str, other: str) -> bool:
    """Return whether neither sentence speaks of a place, body or time that the other does not."""
    mine, theirs = Reading(one), Reading(other)
    years = {q.value for q in mine.quantities if q.dimension == "year"}
    other_years = {q.value for q in theirs.quantities if q.dimension == "year"}
    if years and other_years and not years & other_years:
        return False
    names, other_names = _names(mine), _names(theirs)
    return not names or not other_names or bool(names & other_names)


def _once(clashes: Sequence[Clash]) -> tuple[Clash, ...]:
    """Return each contradiction once, whichever of the two reports it was found from."""
    seen: set[frozenset[tuple[str, str, Span]]] = set()
    result: list[Clash] = []
    for clash in clashes:
        key = frozenset((line.document, line.segment, line.span) for line in (clash.one, clash.other))
        if key not in seen:
            seen.add(key)
            result.append(clash)
    return tuple(result)
