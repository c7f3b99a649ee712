"""Make the verb behind a replaced subject agree with it: "its decision was" becomes "its decisions and plans were"."""

import re

from yiwen.glossary.phrases import is_many
from yiwen.types import Span

_SINGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't"}
_PLURAL = {plural: singular for singular, plural in _SINGULAR.items()}
_VERB = re.compile(r"([\"”]? )(is|was|has|does|isn't|wasn't|are|were|have|do|aren't|weren't)\b(?! (?:I|you|we|they)\b)")
# What a clause with a subject of its own follows; "the rule that ..." is not among them.
_SAYING = "(?:sa(?:id|ys)|not(?:ed|es)|show(?:ed|s)|stress(?:ed|es)|found|reported|announced|added)"
_WHERE = "(?:although|because|if|since|though|unless|until|when|where|whereas|whether|while)"
_IS_SUBJECT = re.compile(
    rf"(?:^|[.!?;:]\s+|\n|\b{_SAYING} that |\b{_WHERE} )"
    r"(?:(?:the|this|that|these|those|its|their|our|such|all) )?[\"“]?$",
    re.IGNORECASE,
)

_JOINED = re.compile(r" (?:and|or) |,")


def agreeing(text: str, span: Span, before: str, written: str) -> tuple[Span, str]:
    """Return span and text, grown over a verb right behind that agrees with what was there and not with what comes.

    Only what opens a sentence or a clause is looked at: in "the spirit of the decisions was" the verb is not theirs.
    """
    verb = _VERB.match(text, span.end)
    if verb is None or not _IS_SUBJECT.search(text[max(0, span.start - 30) : span.start]):
        return span, written
    old, new = is_many(before), is_many(written)
    was_many = verb[2] in _PLURAL
    if old is None and before.endswith("ing") and not _JOINED.search(before):  # "smear testing is": the verb tells
        old = was_many
    if old is None or new is None or old == new or old is not was_many:
        return span, written
    right = _SINGULAR[verb[2]] if new else _PLURAL[verb[2]]
    return Span(span.start, verb.end()), f"{written}{verb[1]}{right}"
