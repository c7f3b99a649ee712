"""The glossary and a translation: terms told to the model, the repair after it, and which of the two brought what."""

from collections import Counter
from dataclasses import dataclass, field, replace

from yiwen.glossary.recognize import Recognizer
from yiwen.glossary.terms import terms_of
from yiwen.types import Passage
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder
from yiwen.workflow.term_counts import Mentions
from yiwen.workflow.translate import Translated

_MOST_TERMS = 30  # told to a model of one passage


def repaired_translation(translated: Translated, finder: Finder) -> Translated:
    """Return the translation repaired with its Chinese in view."""
    return replace(translated, revisions=fix_document(translated.document, finder))


class ToldTerms:
    """Gives a passage the terms that a model is told: those of the glossary that stand in it."""

    def __init__(self, finder: Finder) -> None:
        self._found = terms_of(finder.glossary.entries)
        self._recognizer = Recognizer(self._found)

    def __call__(self, passage: Passage) -> Passage:
        """Return the passage with its terms: the Chinese as it stands there, the first rendering."""
        found = self._recognizer.occurrences(passage.text)
        pairs = {one.span.of(passage.text): self._found[one.term].entry.en[0] for one in found}
        return replace(passage, terms=tuple(pairs.items())[:_MOST_TERMS])


@dataclass(slots=True)
class TermUse:
    """Where the accepted renderings of a source's terms came from, counted by occurrence.

    `brought` and `missing` count each term: its Chinese and its first rendering.
    """

    model: int = 0
    repair: int = 0
    brought: Counter[tuple[str, str]] = field(default_factory=Counter)
    missing: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def wanted(self) -> int:
        """How many occurrences there are."""
        return self.model + self.repair + self.missing.total()


class TermTally:
    """Counts the terms of any number of translations of a run."""

    def __init__(self, finder: Finder) -> None:
        self._mentions = Mentions(finder.glossary.entries)
        self.use = TermUse()

    def add(self, translated: Translated) -> None:
        """Count a document's terms, before and after the repair."""
        for segment, text in zip(translated.document.segments, translated.texts, strict=True):
            for occurrence, raw, mended in self._mentions(segment, text):
                zh = occurrence.span.of(segment.src or "")
                self._count((zh, self._mentions.terms[occurrence.term].entry.en[0]), raw=raw, mended=mended)

    def _count(self, key: tuple[str, str], *, raw: bool, mended: bool) -> None:
        if not mended:
            self.use.missing[key] += 1
        elif raw:
            self.use.model += 1
        else:
            self.use.repair += 1
            self.use.brought[key] += 1
