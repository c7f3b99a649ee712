"""What each sentence is worth: by place, centrality, headings, figures, terms, and the habits of the genre.

Place, title words and bonus words are Edmundson's features (1969); centrality is LexRank.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from yiwen.summary import cues
from yiwen.summary.blocks import Section
from yiwen.summary.sentences import LONG, SHORTEST, Sentence, stem, topics_of, words_of
from yiwen.summary.speakers import Speakers
from yiwen.summary.vectors import Floats, Rows, centrality

_SHORT, _EASY = 10, 44
_COMMON = 0.01
# A sentence worth less than this share of the best is padding: the summary rather stays shorter, to a point.
FLOORS = (0.4, 0.1)
_SAID = re.compile(r"\b(?:said|says|stressed|emphasi[sz]ed|pointed out|noted|believes?|told)\b")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NAME_PART = re.compile(r"[A-Z][a-z'’-]+[,;]?$")


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature counts; `off_topic` is how much of its place an opening loses that is not central."""

    place: float = 0.35
    centrality: float = 0.40
    title: float = 0.12
    figures: float = 0.45
    terms: float = 0.08
    results: float = 0.10
    assessments: float = 0.15
    off_topic: float = 0.6


def values(
    parts: tuple[Section, ...],
    found: tuple[Sentence, ...],
    rows: Rows,
    terms: Collection[str],
    weights: Weights,
    who: Speakers,
) -> Floats:
    """Return each sentence's worth, 0 to about 1; 0 for what must not be printed."""
    rank = centrality(rows)
    titles = [
        frozenset(topics_of(words_of(f"{part.title} {part.chapter_title} {parts[0].chapter_title}"))) for part in parts
    ]
    fronts, matter = _fronts(parts), _matter(parts)
    rarity = _rarity(found)
    mentions = _mentions(found, terms)
    result = np.zeros(len(found))
    for number, one in enumerate(found):
        if not one.whole:
            continue
        value = (
            weights.place * _place(one) * fronts[one.section] * (1 - weights.off_topic * (1 - float(rank[number])))
            + weights.centrality * float(rank[number])
            + weights.title * _share(one, titles[one.section], 3)
            + weights.figures * rarity * _figures(one)
            + weights.terms * min(1.0, len(mentions[number]) / 2)
            + weights.results * _results(one)
            + weights.assessments * _assessments(one)
        )
        spoken = bool(who.of(one.segment, one.span.start))
        result[number] = value * _genre(one, spoken=spoken) * matter[one.section]
    return result


def without_padding(worth: Floats, floor: float) -> Floats:
    """Return the worths with those under a share of the best put to 0: beside it they are only padding."""
    return np.where(worth < floor * worth.max(initial=0.0), 0.0, worth)


def _fronts(parts: tuple[Section, ...]) -> list[float]:
    """Return what a section's place is worth: more at the front of its chapter and under "Overview"."""
    seen: Counter[int] = Counter()
    result = []
    for part in parts:
        value = 1 / (1 + 0.2 * seen[part.chapter])
        seen[part.chapter] += 1
        result.append(max(value, 0.9) if cues.OVERVIEW.search(part.title) else value)
    return result


def _matter(parts: tuple[Section, ...]) -> list[float]:
    """Return a factor a section: little for annexes, notes, audit reports, and for all behind one late in a report."""
    result, behind = [], False
    for number, part in enumerate(parts):
        back = cues.BACK_MATTER.search(f"{part.title}; {part.chapter_title}") is not None
        behind = behind or (back and number * 3 > len(parts) * 2)
        result.append(0.2 if back or behind else 1.0)
    return result


def _rarity(found: tuple[Sentence, ...]) -> float:
    """Return what a figure tells: 1 where hardly a sentence has one, 0 where two in five have."""
    having = sum(_figures(one) > 0 for one in found)
    return max(0.0, 1 - 2.5 * having / max(1, len(found)))


def _place(one: Sentence) -> float:
    return 1 / (1 + 0.4 * one.paragraph + 0.5 * one.place)


def _share(one: Sentence, wanted: frozenset[str], enough: int) -> float:
    return min(1.0, len(wanted.intersection(one.topics)) / enough)


def _by_first_word(terms: Collection[str]) -> dict[str, list[tuple[str, ...]]]:
    result: dict[str, list[tuple[str, ...]]] = {}
    for term in terms:
        if words := tuple(stem(word) for word in words_of(term)):
            result.setdefault(words[0], []).append(words)
    return result


def _mentions(found: Sequence[Sentence], terms: Collection[str]) -> list[set[tuple[str, ...]]]:
    """Return each sentence's terms without those that stand in one of a hundred: a whole termbase has common words."""
    known = _by_first_word(terms)
    mentions = [_terms_in(one, known) for one in found]
    counts = Counter(term for terms_of_one in mentions for term in terms_of_one)
    most = max(2, _COMMON * len(found))
    return [{term for term in terms_of_one if counts[term] <= most} for terms_of_one in mentions]


def _terms_in(one: Sentence, known: dict[str, list[tuple[str, ...]]]) -> set[tuple[str, ...]]:
    """Return the glossary's terms in the sentence, a plural counting like its singular."""
    if not known:
        return set()
    words = tuple(stem(word) for word in one.words)
    return {
        term
        for place, word in enumerate(words)
        for term in known.get(word, ())
        if words[place : place + len(term)] == term
    }


def _figures(one: Sentence) -> float:
    figures = sum(word[0].isdigit() and not _YEAR.match(word) and len(word) > 1 for word in one.words)
    return min(1.0, figures / 3) if figures < 8 else 0.5


def _results(one: Sentence) -> float:
    return min(1.0, len(cues.RESULTS.intersection(one.words)) / 2)


def _assessments(one: Sentence) -> float:
    return min(1.0, len(cues.ASSESSMENTS.intersection(one.words)) / 2)


def _genre(one: Sentence, *, spoken: bool) -> float:
    """Return the factor for what does not belong: name lists, slogans, definitions, speech, open findings.

    `spoken` is whether the report names a speaker in a line above.
    """
    factor = 0.0 if _is_name_list(one) else 1.0
    factor *= 1 - min(0.6, 0.15 * len(cues.SLOGANS.intersection(one.words)))
    factor *= 0.6 if cues.DEFINING.search(one.text) else 1.0
    factor *= 0.5 if one.words[0] in cues.SUBJECTLESS or _is_order(one) else 1.0
    factor *= _voice(one, spoken=spoken)
    factor *= 0.4 if not spoken and _is_exhortation(one) else 1.0
    factor *= 0.7 if cues.BARE_MEETING.search(one.text) else 1.0
    factor *= 0.4 if one.words[0][0].isdigit() and not _YEAR.match(one.words[0]) else 1.0
    factor *= 0.85 if cues.INNER_LABEL.search(one.text) else 1.0
    factor *= 0.5 if one.item else 1.0
    factor *= 0.4 if one.doubtful else 1.0
    factor *= 0.6 if "!" in one.text or "…" in one.text else 1.0
    return factor * _substance(one) * _length(one.length, one.section == one.paragraph == one.place == 0)


def _voice(one: Sentence, *, spoken: bool) -> float:
    """Return the factor for the first person: "we must" without a speaker is nobody's word, "our" only a tone."""
    own = {"we", "i", "us", "my"}.intersection(one.words)
    if own and not spoken and not _SAID.search(one.text):
        return 0.15
    return 0.7 if own or {"you", "your", "our"}.intersection(one.words) else 1.0


def _is_order(one: Sentence) -> bool:
    """Return whether the sentence is an order behind its adverb: "Further optimize the system"."""
    first, second = one.words[0], one.words[1] if len(one.words) > 1 else ""
    return (first.endswith("ly") or first in ("further", "all", "also")) and second in cues.SUBJECTLESS


def _is_exhortation(one: Sentence) -> bool:
    """Return whether the sentence says what ought to be, with no figure and nobody who says so: "must be upright"."""
    return cues.OUGHT.search(one.text) is not None and not _figures(one) and not _SAID.search(one.text)


def _substance(one: Sentence) -> float:
    """Return the factor for how much is said: three content words and no figure are a flourish."""
    content = len(set(one.topics)) + 2 * (_figures(one) > 0)
    return min(1.0, max(0.1, (content - 2) / 3))


def _length(words: int, lead: bool) -> float:
    """Return the factor for a sentence's length; a report's first sentence says who, what and when: it may be long."""
    if words < _SHORT:
        return 0.3 + 0.7 * (words - SHORTEST) / (_SHORT - SHORTEST)
    if words <= LONG:
        return 1.0 if words <= _EASY else 1.0 - 0.5 * (words - _EASY) / (LONG - _EASY)
    return 0.5 if lead else 0.1


def _is_name_list(one: Sentence) -> bool:
    """Return whether the sentence says who holds a post or was there, and hardly anything else."""
    posts = sum(word in cues.POSTS for word in one.words)
    attended = cues.ATTENDANCE.search(one.text) is not None
    parts = one.text.split()
    names = sum(_NAME_PART.match(part) is not None for part in parts[1:]) / max(1, len(parts) - 1)
    return posts >= 4 or (attended and (posts >= 1 or names > 0.3)) or (posts >= 2 and names > 0.45)
