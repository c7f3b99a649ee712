"""When a termbase's rendering is written unasked, and when it is only proposed.

A person who translated well and does not follow the termbase leaves the same traces as a machine that does not know
it. What tells the two apart is the document: where most of its terms are rendered as the termbase has them, its writer
knows the termbase, and a term that is not there was left to the context on purpose. So the bar is higher there, and
nothing is added to what stands. Where few terms are asked for, nothing can be told of the writer, and nothing is added
either.
"""

import math
from collections.abc import Iterable
from typing import NamedTuple

from yiwen.glossary.candidate import Candidate, opens_alike
from yiwen.glossary.inflect import is_no_noun
from yiwen.glossary.lexicon import vocabulary
from yiwen.glossary.terms import is_initials
from yiwen.glossary.usage import Pair
from yiwen.glossary.weights import SURE
from yiwen.glossary.words import FUNCTION_WORDS, SMALL_WORDS
from yiwen.text.quantities.numerals import ONES

# Of the terms of a document, those rendered at least once as the termbase has them: 0.79 to 0.98, mostly over 0.9, in
# human references; 0.3 to 0.81, twice more, in machine output.
_KNOWING = 0.835
_RELUCTANT = 1.5  # how much more must speak for a change in the text of such a writer
_ENOUGH = 20  # occurrences of terms from which a document tells something of its writer
_SAME, _ATTESTED = 0.9, 0.3
_CLOSED = ('" ', "” ")
# Words that Chinese says in one character, which is too often a part of another word to be looked up.
_OF_ONE_CHARACTER = frozenset(
    "big large great small little new old young high low long short deep full good bad strong weak rich poor fast slow "
    "total whole main real same first last next top north south east west upper lower inner outer half double many "
    "least less key heavy light green red black white blue good best".split()
)


class Bar(NamedTuple):
    """How much must speak for a candidate before it is written unasked: to replace words, to add words to them."""

    replacing: float
    adding: float

    def of(self, candidate: Candidate) -> float:
        """Return the bar for a candidate; one whose words are no whole of their own is never written unasked.

        Neither is one that adds to a single word that is not its head, which may stand there for something else, nor to
        a part of a name that goes on: "Hong Kong" of the Hong Kong Trade Council.
        """
        if not is_whole(candidate):
            return math.inf
        if not only_adds(candidate):
            return self.replacing
        if candidate.evidence.unit.is_name_begun(candidate.stretch.end):
            return math.inf
        if candidate.like.content > 1:
            return self.adding
        return self.adding if candidate.like.head >= _SAME and not _is_said_elsewhere(candidate) else math.inf


def bar_for(pairs: Iterable[Pair | None]) -> Bar:
    """Return the bar for a document, by how its writer renders the terms."""
    read = [pair for pair in pairs if pair is not None]
    asked = {occurrence.term for pair in read for occurrence in pair.occurrences}
    served = {pair.occurrences[number].term for pair in read for number in pair.there.served}
    if sum(len(pair.occurrences) for pair in read) < _ENOUGH:
        return Bar(SURE, math.inf)
    return Bar(SURE + _RELUCTANT, math.inf) if len(served) >= _KNOWING * len(asked) else Bar(SURE, SURE)


def is_whole(candidate: Candidate) -> bool:
    """Return whether the words begin and end with words of their own, and spell out what an abbreviation stands for."""
    text, stretch, rendering = candidate.evidence.unit.text, candidate.stretch, candidate.row.rendering
    forms = text.forms[stretch.start : stretch.end]
    if any(form in SMALL_WORDS and form not in rendering.forms for form in (forms[0], forms[-1])):
        return False
    if (
        "s" in forms[:-1]
        and "s" not in rendering.forms
        and candidate.evidence.total.get(stretch.end - 1, 0.0) < _ATTESTED
    ):
        return False  # "Hong Kong's status": what the possessive holds is no part of the term
    if _goes_on(candidate) or _adds_behind_unsaid(candidate):
        return False
    if not rendering.is_short or (len(forms) == 1 and _is_capitals(candidate)):
        return True
    heads = [at for at in range(stretch.start, stretch.end) if at == stretch.start or not text.hyphened[at]]
    main = "".join(text.forms[at][0] for at in heads if text.forms[at] not in FUNCTION_WORDS)
    every = "".join(form[0] for form in forms)
    return is_initials(main, rendering.forms) or is_initials(every, rendering.forms)


def _adds_behind_unsaid(candidate: Candidate) -> bool:
    """Return whether the rendering brings a first word behind one that nothing else of the source says.

    "affiliated companies" is the whole of what stands for "associates", "Yangtze River Office" for "Changjiang Office",
    a phrase in quotation marks with its noun for "SRDI enterprises"; "vibrant companies" would be where the source has
    a word for vibrant.
    """
    evidence, start = candidate.evidence, candidate.stretch.start
    unit, text = evidence.unit, evidence.unit.text
    if candidate.like.spelled or not start or opens_alike(candidate):
        return False
    if not text.joined[start]:
        return text.text[: text.starts[start]].endswith(_CLOSED)
    before = text.forms[start - 1]
    if not unit.content[start - 1] or is_no_noun(before) or before in _OF_ONE_CHARACTER or before in ONES:
        return False
    is_name = start > 1 and unit.is_upper(start - 1) and unit.is_upper(start)
    return (is_name or before in vocabulary()) and not evidence.said_outside(unit.stem_at[start - 1])


def _is_said_elsewhere(candidate: Candidate) -> bool:
    """Return whether the source says the last word outside the term, too: "airports" are not all "feeder airports".

    One in capitals is a name cut short: "the Fund".
    """
    evidence, at = candidate.evidence, candidate.stretch.end - 1
    is_name = at > 0 and evidence.unit.text.joined[at] and evidence.unit.is_upper(at)
    return not is_name and bool(evidence.said_outside(evidence.unit.stem_at[at]))


def _goes_on(candidate: Candidate) -> bool:
    """Return whether a name goes on behind a small word: "Fishery Society" of the "Fishery Society of Banks"."""
    unit, end = candidate.evidence.unit, candidate.stretch.end
    return unit.is_name_linked(end) and unit.text.forms[end + 1] not in candidate.row.read.forms


def _is_capitals(candidate: Candidate) -> bool:
    text, at = candidate.evidence.unit.text, candidate.stretch.start
    return text.text[text.starts[at] : text.ends[at]].isupper()


def only_adds(candidate: Candidate) -> bool:
    """Return whether the rendering would only add words to what stands there, in whatever form that stands."""
    stretch, like, unit = candidate.stretch, candidate.like, candidate.evidence.unit
    if like.spelled:
        return False
    inside = (at for at in range(stretch.start, stretch.end) if unit.content[at])
    return like.wanted > like.content and all(candidate.row.best.get(at) for at in inside)
