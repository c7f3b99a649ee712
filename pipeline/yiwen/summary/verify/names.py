"""Are a sentence's names and glossary terms those of the report, and in the place where the report has them?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiwen.summary import cues
from yiwen.summary.verify.index import Passage, ReportIndex
from yiwen.summary.verify.reading import ROLES, Name, Reading, likeness, root
from yiwen.summary.verify.records import Doubt, Kind, Precision, Status
from yiwen.types import Span

_SAME_PLACE = 0.45
_PRONOUN = re.compile(r"(?:It|They|He|She|Its|Their|His|Her|The (?:city|district|county|town|company|park))\b")


class Terms:
    """The glossary's English renderings, found in sentences by the roots of their words."""

    def __init__(self, renderings: Mapping[str, Sequence[str]]) -> None:
        """Take the renderings of each entry by its id."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for entry, texts in renderings.items():
            for text in texts:
                words = tuple(word.root for word in Reading(text).words)
                if len(words) > 1 and not _is_common(text):  # a single word is too common to be a claim
                    self._by_first.setdefault(words[0], []).append((words, entry))

    def of(self, reading: Reading) -> Iterator[tuple[str, Span]]:
        """Yield the entries whose renderings stand in the sentence, with their places."""
        words = reading.words
        for at, word in enumerate(words):
            for wanted, entry in self._by_first.get(word.root, ()):
                if tuple(other.root for other in words[at : at + len(wanted)]) == wanted:
                    yield entry, Span(word.span.start, words[at + len(wanted) - 1].span.end)


def _is_common(text: str) -> bool:
    """Return whether a term is made of words that every report has: "this year"."""
    return all(word in cues.FUNCTION_WORDS or word in cues.GENRE_WORDS for word in text.lower().split())


@dataclass(frozen=True, slots=True)
class Counts:
    """How many names of a sentence are in the report, whole (`names`) and by any word (`entities`), and terms."""

    names: Precision
    entities: Precision
    terms: Precision


def name_doubts(reading: Reading, evidence: Sequence[Passage], index: ReportIndex) -> Iterator[Doubt]:
    """Yield the names that are not the report's, or stand where the report has another."""
    told = {word.root for passage in evidence for word in passage.reading.words}
    for name in named(reading, evidence, index):
        own = _own_words(name)
        if all(root(word) in told or _stands_for(word, evidence) for word in own):
            continue
        if _covered(name, index):
            yield from _misplaced(reading, name, evidence, index)
        else:
            yield _unknown(reading, name, own, evidence, index)


def _stands_for(word: str, evidence: Sequence[Passage]) -> bool:
    """Return whether the word is made of the initials of words of the evidence: R&D, BST."""
    letters = [letter.lower() for letter in word if letter.isalpha()]
    if not 2 <= len(letters) <= 6 or not word.isupper():
        return False
    for passage in evidence:
        initials = [other.text[0].lower() for other in passage.reading.words if other.carries]
        if any(initials[at : at + len(letters)] == letters for at in range(len(initials))):
            return True
    return False


def _unknown(
    reading: Reading, name: Name, own: Sequence[str], evidence: Sequence[Passage], index: ReportIndex
) -> Doubt:
    """Return the doubt of a name that is not in the report; one that is mostly there may be written another way."""
    known = [word for word in own if index.holds([word])]
    instead = _rival(reading, name, evidence, index)
    message = f"{name} is not in the report" + (f", which says {instead}" if instead else "")
    status = Status.CHANGED if known or instead else Status.UNSUPPORTED
    if own[0] in known and 2 * len(known) >= len(own) > 1:
        status = Status.DOUBTFUL
    return Doubt(Kind.NAME, status, name.span, name.span.of(reading.text), message, instead)


def named(reading: Reading, evidence: Sequence[Passage], index: ReportIndex) -> list[Name]:
    """Return the sentence's names; a capital at its front is one only if the report says so, or puts one there."""
    found: list[Name] = []
    if _is_title(reading):
        return found  # where every word has a capital, none tells a name
    for name in reading.names:
        own = _without_opener(name, reading, evidence, index) if name.opens else name
        if own is not None and _own_words(own):
            found.append(own)
    return found


def _is_title(reading: Reading) -> bool:
    """Return whether the line is a headline: most words that carry meaning have a capital, no full stop ends it."""
    carrying = [word for word in reading.words if word.carries]
    capitals = sum(word.text[0].isupper() for word in carrying)
    return (
        len(carrying) > 3 and capitals > 0.75 * len(carrying) and not reading.plain.rstrip().endswith((".", "!", "?"))
    )


def _without_opener(name: Name, reading: Reading, evidence: Sequence[Passage], index: ReportIndex) -> Name | None:
    """Return the name at the front of a sentence, without a first word that is capitalised only for standing there."""
    first = name.words[0]
    if first in index.proper or first[1:].lower() != first[1:] or "-" in first[1:]:
        return name
    if first.lower() not in cues.FUNCTION_WORDS and not index.holds([first]) and _opens_with_name(evidence, index):
        return name
    if len(name.words) == 1:
        return None
    rest = Span(reading.words[1].span.start, name.span.end)
    return Name(rest, name.words[1:], opens=False)


def _opens_with_name(evidence: Sequence[Passage], index: ReportIndex) -> bool:
    """Return whether the sentence that this one comes from begins with a name."""
    return any(
        name.opens and name.words[0] in index.proper and name.words[0].lower() not in ROLES
        for passage in evidence[:1]
        for name in passage.reading.names
    )


def _own_words(name: Name) -> list[str]:
    """Return the words of a name that are its own: no office, no kind of place, no joint."""
    return [word for word in name.words if word.lower() not in ROLES and word[0].isupper() and len(word) > 1]


def _covered(name: Name, index: ReportIndex) -> bool:
    """Return whether the name stands in the report, or falls apart between its offices and kinds into ones that do."""
    if index.holds(name.words):
        return True
    pieces: list[list[str]] = [[]]
    for word in name.words:
        if word.lower() in ROLES or not word[0].isupper():
            pieces.append([])
        else:
            pieces[-1].append(word)
    return all(index.holds(piece) or _plural_held(piece, index) for piece in pieces if piece)


def _plural_held(piece: Sequence[str], index: ReportIndex) -> bool:
    return index.holds([*piece[:-1], piece[-1].removesuffix("s")]) or index.holds([*piece[:-1], piece[-1] + "s"])


def _misplaced(reading: Reading, name: Name, evidence: Sequence[Passage], index: ReportIndex) -> Iterator[Doubt]:
    """Yield the doubt of a name of the report that stands where the evidence has another."""
    own = {word.lower() for word in _own_words(name)}
    told = {word.text.lower().removesuffix("'s") for passage in evidence for word in passage.reading.words}
    if own & told:
        return
    if any(_PRONOUN.match(passage.reading.text) for passage in evidence):
        return  # the summary says who "it" is
    instead = _rival(reading, name, evidence, index)
    if instead is not None:
        message = f"in this place the report says {instead}, not {name}"
        yield Doubt(Kind.NAME, Status.CHANGED, name.span, name.span.of(reading.text), message, instead)
        return
    context = [before for passage in evidence for before in index.before(passage)]
    near = {word.text.lower() for passage in context for word in passage.reading.words}
    if evidence and not own & near:
        message = f"{name} stands in the report, but not with this"
        yield Doubt(Kind.NAME, Status.DOUBTFUL, name.span, name.span.of(reading.text), message)


def _rival(reading: Reading, name: Name, evidence: Sequence[Passage], index: ReportIndex) -> str | None:
    """Return the name that the evidence has in this name's place, if the sentence does not have it elsewhere."""
    said = {word.text.lower().removesuffix("'s") for word in reading.words}
    near = reading.around(name.span)
    rivals = [
        (likeness(near, passage.reading.around(other.span)), " ".join(other.words))
        for passage in evidence
        for other in passage.reading.names
        if (own := _own_words(other)) and not said & {word.lower() for word in own} and index.proper.intersection(own)
    ]
    best = max(rivals, default=(0.0, ""))
    return best[1] if best[0] >= _SAME_PLACE else None


def term_doubts(
    reading: Reading, evidence: Sequence[Passage], index: ReportIndex, terms: Terms, in_report: frozenset[str]
) -> Iterator[Doubt]:
    """Yield the glossary's terms that the report does not use in any rendering."""
    told = {word for passage in evidence for word in passage.reading.roots}
    seen: set[str] = set()
    for entry, span in terms.of(reading):
        observed = span.of(reading.text)
        if entry in in_report or entry in seen or index.holds(observed.split()):
            continue
        seen.add(entry)
        if {word.root for word in Reading(observed).words if word.carries} <= told:
            continue
        message = f"the term {observed} is not in the report"
        yield Doubt(Kind.TERM, Status.UNSUPPORTED, span, observed, message)


def counts(
    reading: Reading, evidence: Sequence[Passage], index: ReportIndex, terms: Terms, in_report: frozenset[str]
) -> Counts:
    """Return how many names and terms of the sentence stand in the report."""
    found = named(reading, evidence, index)
    used = {entry for entry, _ in terms.of(reading)}
    return Counts(
        Precision(len(found), sum(_covered(name, index) for name in found)),
        Precision(len(found), sum(any(index.holds([word]) for word in _own_words(name)) for name in found)),
        Precision(len(used), len(used & in_report)),
    )


def terms_of_report(index: ReportIndex, terms: Terms) -> frozenset[str]:
    """Return the entries whose renderings stand in the report."""
    return frozenset(entry for passage in index.passages for entry, _ in terms.of(passage.reading))


__all__ = ["Counts", "Terms", "counts", "name_doubts", "named", "root", "term_doubts", "terms_of_report"]
