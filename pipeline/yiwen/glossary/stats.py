"""What the glossary covers, and how often it is right: entries by field, safety and evidence; fires and precision.

An entry fires where one of its safe patterns matches. On rows with the Chinese beside the machine output a fire is
right where the Chinese holds the term: that share is the entry's precision. Fires on text without the Chinese are
counted apart: nobody can say of them whether they are right but a person.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from yiwen.glossary.entry import Glossary
from yiwen.glossary.match import Matcher
from yiwen.types import Document, Fix, Segment

SAFE_PRECISION = 0.99


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many entries a field has: all, those that repair, those safe without the Chinese, those with a source.

    `proven` are the repairing ones among those with a source, `dated` those that belong to certain years.
    """

    entries: int = 0
    repairing: int = 0
    safe_alone: int = 0
    sourced: int = 0
    proven: int = 0
    dated: int = 0


@dataclass(slots=True)
class Record:
    """How an entry did on rows: fires, how many of those stood beside its Chinese, and fires without any Chinese."""

    fires: int = 0
    right: int = 0
    unjudged: int = 0
    wrong_places: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """The share of fires that were right; None where it never fired."""
        return self.right / self.fires if self.fires else None


def coverage(glossary: Glossary) -> dict[str, Coverage]:
    """Return the coverage of each field, fields in alphabetical order."""
    fields = sorted({entry.domain for entry in glossary.entries})
    return {name: _coverage(glossary, name) for name in fields}


def _coverage(glossary: Glossary, name: str) -> Coverage:
    entries = [entry for entry in glossary.entries if entry.domain == name]
    return Coverage(
        entries=len(entries),
        repairing=sum(bool(entry.wrong) for entry in entries),
        safe_alone=sum(any(wrong.alone is Fix.SAFE for wrong in entry.wrong) for entry in entries),
        sourced=sum(bool(entry.refs) for entry in entries),
        proven=sum(bool(entry.refs and entry.wrong) for entry in entries),
        dated=sum(entry.period is not None for entry in entries),
    )


def measure(glossary: Glossary, documents: Iterable[Document]) -> dict[str, Record]:
    """Return how each repairing entry did on documents; fires in segments without a source are unjudged.

    The patterns are tried as they are without the Chinese; what is only reported does not count as a fire.
    """
    matcher = Matcher(glossary)
    records = {entry.id: Record() for entry in glossary.entries if entry.wrong}
    chinese = {entry.id: entry.zh for entry in glossary.entries}
    for document in documents:
        blind = replace(document, segments=tuple(Segment(s.id, s.mt, locked=s.locked) for s in document.segments))
        for segment, findings in zip(document.segments, matcher.findings(blind), strict=True):
            for finding in findings:
                if finding.fix is Fix.SAFE:
                    _count(records[finding.rule], chinese[finding.rule], segment, finding.observed)
    return records


def _count(record: Record, zh: tuple[str, ...], segment: Segment, observed: str) -> None:
    if segment.src is None:
        record.unjudged += 1
        return
    record.fires += 1
    if any(term in segment.src for term in zh):
        record.right += 1
    else:
        record.wrong_places.append(f"{segment.id}: {observed}")


def totals(found: dict[str, Coverage]) -> Coverage:
    """Return the coverage of all fields together."""
    sums: Counter[str] = Counter()
    for one in found.values():
        sums.update(asdict(one))
    return Coverage(**sums)
