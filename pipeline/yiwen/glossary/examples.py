"""Run the examples that entries carry: each alone, and each against the whole glossary, forwards and twice."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from yiwen.glossary.entry import Change, Entry, Glossary, Keep
from yiwen.glossary.match import Matcher
from yiwen.text.revise import revise
from yiwen.types import Document, Fix, Segment


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: where it stands, what was expected and what came."""

    where: str
    entry: str
    problem: str
    expected: str
    got: str


def repair_text(matcher: Matcher, mt: str, src: str | None = None, allowed: Collection[Fix] = (Fix.SAFE,)) -> str:
    """Return a single text after the repairs that may be applied."""
    document = Document("example", "txt", (Segment("1", mt, src),))
    return revise(document, matcher.findings, allowed)[0].after


def run_examples(glossary: Glossary, entries: Iterable[Entry] | None = None) -> Iterator[Failure]:
    """Yield the examples of the entries (all, if none are given) that do not hold."""
    whole = Matcher(glossary)
    for entry in glossary.entries if entries is None else entries:
        if entry.change or entry.keep:
            alone = Matcher(glossary.only([entry.id]))
            yield from _failures(entry, alone, "alone")
            yield from _failures(entry, whole, "with the whole glossary")


def _failures(entry: Entry, matcher: Matcher, how: str) -> Iterator[Failure]:
    for change in entry.change:
        yield from _change_failures(entry, change, matcher, how)
    for keep in entry.keep:
        yield from _keep_failures(entry, keep, matcher, how)


def _change_failures(entry: Entry, change: Change, matcher: Matcher, how: str) -> Iterator[Failure]:
    allowed = _levels(entry, change)
    got = repair_text(matcher, change.mt, change.src, allowed)
    if got != change.fixed:
        yield Failure(change.where, entry.id, f"is not repaired as written ({how})", change.fixed, got)
        return
    again = repair_text(matcher, got, change.src, allowed)
    if again != got:
        yield Failure(change.where, entry.id, f"is changed again when repaired twice ({how})", got, again)


def _keep_failures(entry: Entry, keep: Keep, matcher: Matcher, how: str) -> Iterator[Failure]:
    got = repair_text(matcher, keep.mt, keep.src)
    if got != keep.mt:
        yield Failure(keep.where, entry.id, f"should be left alone: {keep.why} ({how})", keep.mt, got)


def _levels(entry: Entry, change: Change) -> tuple[Fix, ...]:
    """Return the levels an example may use: `review` too where the entry has nothing safe for it."""
    levels = {wrong.alone if change.src is None else wrong.fix for wrong in entry.wrong}
    return (Fix.SAFE,) if Fix.SAFE in levels else (Fix.SAFE, Fix.REVIEW)
