"""What is doubtful in a glossary although it loads: renderings that a rule repairs, doubled terms, thin evidence."""

from collections.abc import Iterator
from dataclasses import dataclass

from yiwen.glossary.entry import Entry, Glossary
from yiwen.glossary.match import Matcher
from yiwen.types import Document, Fix, Segment


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubtful place of the glossary: where it stands, and what is doubtful about it."""

    where: str
    entry: str
    problem: str


def lint(glossary: Glossary) -> Iterator[Doubt]:
    """Yield what is doubtful, in the order of the entries."""
    yield from _doubled_terms(glossary)
    yield from _repaired_renderings(glossary)
    for entry in glossary.entries:
        yield from _thin_evidence(entry)


def _doubled_terms(glossary: Glossary) -> Iterator[Doubt]:
    """Yield entries that share a Chinese term and write different English for it."""
    first: dict[str, Entry] = {}
    for entry in glossary.entries:
        for zh in entry.zh:
            other = first.setdefault(zh, entry)
            if other is not entry and not set(other.en) & set(entry.en):
                yield Doubt(
                    entry.where,
                    entry.id,
                    f"{zh} is '{entry.en[0]}' here and '{other.en[0]}' in {other.id} ({other.where})",
                )


def _repaired_renderings(glossary: Glossary) -> Iterator[Doubt]:
    """Yield accepted renderings that a rule would change: one string must not have two answers."""
    matcher = Matcher(glossary)
    for entry in glossary.entries:
        for rendering in entry.en:
            sentence = Document("lint", "txt", (Segment("1", f"They spoke of {rendering} again."),))
            for finding in matcher.findings(sentence)[0]:
                if finding.fix is not Fix.NEVER:
                    yield Doubt(
                        entry.where,
                        entry.id,
                        f"'{rendering}' is accepted here, but {finding.rule} changes it to '{finding.suggestion}'",
                    )


def _thin_evidence(entry: Entry) -> Iterator[Doubt]:
    """Yield repairing entries with fewer than two examples of either sort."""
    if not entry.wrong:
        return
    if len(entry.change) < 2 or len(entry.keep) < 2:
        yield Doubt(entry.where, entry.id, "has fewer than two 'change' or two 'keep' examples")
