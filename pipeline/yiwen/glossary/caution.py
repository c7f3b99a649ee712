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

from yiwen.glossary.locate import Candidate
from yiwen.glossary.usage import Pair
from yiwen.glossary.weights import SURE
from yiwen.glossary.words import FUNCTION_WORDS

# Of the terms, those rendered as the termbase has them: 0.87 in human references, 0.5 to 0.76 in machine output.
_KNOWING = 0.82
_RELUCTANT = 1.5  # how much more must speak for a change in the text of such a writer
_ENOUGH = 20  # occurrences of terms from which a document tells something of its writer
_SMALL = FUNCTION_WORDS | frozenset(
    "across along amid beside beyond inside near outside past round toward within".split()
)


class Bar(NamedTuple):
    """How much must speak for a candidate before it is written unasked: to replace words, to add words to them."""

    replacing: float
    adding: float

    def of(self, candidate: Candidate) -> float:
        """Return the bar for a candidate; one whose words are no whole of their own is never written unasked."""
        if not is_whole(candidate):
            return math.inf
        return self.adding if only_adds(candidate) else self.replacing


def bar_for(pairs: Iterable[Pair | None]) -> Bar:
    """Return the bar for a document, by how its writer renders the terms."""
    read = [pair for pair in pairs if pair is not None]
    asked = sum(len(pair.occurrences) for pair in read)
    served = sum(len(pair.there.served) for pair in read)
    if asked < _ENOUGH:
        return Bar(SURE, math.inf)
    return Bar(SURE + _RELUCTANT, math.inf) if served >= _KNOWING * asked else Bar(SURE, SURE)


def is_whole(candidate: Candidate) -> bool:
    """Return whether the words begin and end with words of their own, and spell out what an abbreviation stands for."""
    text, stretch, rendering = candidate.evidence.unit.text, candidate.stretch, candidate.row.rendering
    forms = text.forms[stretch.start : stretch.end]
    if any(form in _SMALL and form not in rendering.forms for form in (forms[0], forms[-1])):
        return False
    if not rendering.is_short or (len(forms) == 1 and _is_capitals(candidate)):
        return True
    heads = [at for at in range(stretch.start, stretch.end) if at == stretch.start or not text.hyphened[at]]
    main = "".join(text.forms[at][0] for at in heads if text.forms[at] not in FUNCTION_WORDS)
    return rendering.singulars[0] in (main, "".join(form[0] for form in forms))


def _is_capitals(candidate: Candidate) -> bool:
    text, at = candidate.evidence.unit.text, candidate.stretch.start
    return text.text[text.starts[at] : text.ends[at]].isupper()


def only_adds(candidate: Candidate) -> bool:
    """Return whether the rendering would only add words to what stands there."""
    stretch = candidate.stretch
    there = set(candidate.evidence.unit.text.singulars[stretch.start : stretch.end])
    return there < set(candidate.row.rendering.singulars)
