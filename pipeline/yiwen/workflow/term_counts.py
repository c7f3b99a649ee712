"""What became of the terms of a termbase in a translation: mention by mention, before and after the repair."""

from collections.abc import Container, Iterable, Iterator, Sequence

from yiwen.glossary.entry import Entry
from yiwen.glossary.present import expected_words, present
from yiwen.glossary.recognize import Occurrence, Recognizer
from yiwen.glossary.terms import terms_of
from yiwen.glossary.words import words
from yiwen.types import Document, Revision, Segment, TermCount


class Mentions:
    """Finds the mentions of terms in sources, and which of them are served by an accepted rendering."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.terms = terms_of(entries)
        self._recognizer = Recognizer(self.terms)

    def __call__(self, segment: Segment, after: str) -> Iterator[tuple[Occurrence, bool, bool]]:
        """Yield each mention in a segment's source: whether it was served before, and is after the repair."""
        source = segment.src or ""
        found = self._recognizer.occurrences(source)
        before = self._served(found, source, segment.mt)
        mended = before if after == segment.mt else self._served(found, source, after)
        for number, occurrence in enumerate(found):
            yield occurrence, number in before, number in mended

    def rendered(self, source: str, text: str) -> set[str]:
        """Return the ids of the entries that a source mentions and of which a text has an accepted rendering."""
        found = self._recognizer.occurrences(source)
        served = self._served(found, source, text)
        return {self.terms[one.term].entry.id for number, one in enumerate(found) if number in served}

    def _served(self, found: Sequence[Occurrence], source: str, text: str) -> Container[int]:
        """Return the numbers of the occurrences for which an accepted rendering of their own stands in the text."""
        read = words(text)
        expected = expected_words([one.span for one in found], source, read)
        return present(read, [self.terms[one.term].renderings for one in found], expected).served


def count_terms(document: Document, revisions: Sequence[Revision], mentions: Mentions) -> tuple[TermCount, ...]:
    """Return the terms that the sources mention, those with open mentions first, then the commonest.

    There are none where no segment has its Chinese.
    """
    right, mended = [0] * len(mentions.terms), [0] * len(mentions.terms)
    open_in: dict[int, list[str]] = {}
    for segment, revision in zip(document.segments, revisions, strict=True):
        for occurrence, was_served, is_served in mentions(segment, revision.after):
            if not is_served:
                open_in.setdefault(occurrence.term, []).append(segment.id)
            else:
                (right if was_served else mended)[occurrence.term] += 1
    counts = [
        TermCount(term.entry.zh[0], term.entry.en[0], right[at], mended[at], tuple(open_in.get(at, ())))
        for at, term in enumerate(mentions.terms)
        if right[at] or mended[at] or at in open_in
    ]
    return tuple(sorted(counts, key=lambda count: (-len(count.open), -count.mentions)))
