"""Make the verb behind a replaced subject agree with it: "its decision was" becomes "its decisions and plans were"."""

import re

from yiwen.glossary.inflect import is_plural, is_unchanged
from yiwen.types import Span

_SINGULAR = {"is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "wasn't": "weren't"}
_PLURAL = {plural: singular for singular, plural in _SINGULAR.items()}
_VERB = re.compile(r"([\"”]? )(is|was|has|does|isn't|wasn't|are|were|have|do|aren't|weren't)\b(?! (?:I|you|we|they)\b)")
# What a clause with a subject of its own follows; "the rule that ..." is not among them.
_SAYING = "(?:sa(?:id|ys)|not(?:ed|es)|show(?:ed|s)|stress(?:ed|es)|found|reported|announced|added)"
_IS_SUBJECT = re.compile(
    rf"(?:^|[.!?;:]\s+|\n|\b{_SAYING} that )(?:(?:the|this|that|these|those|its|their|our|such|all) )?[\"“]?$",
    re.IGNORECASE,
)
_BEHIND_HEAD = re.compile(
    r" (?:about|above|against|among|at|between|by|for|from|in|into|of|on|over|to|under|with|within) "
)
_LAST_WORD = re.compile(r"[A-Za-z]+(?=[\"”]?$)")
_UNTOLD = re.compile(r"(?: and | or | plus |,|(?:ed|ing)$)")  # two things, or a participle where the head should be
_ODD = frozenset("means series species headquarters politics economics mathematics physics news statistics".split())


def agreeing(text: str, span: Span, before: str, written: str) -> tuple[Span, str]:
    """Return span and text, grown over a verb right behind that agrees with what was there and not with what comes.

    Only what opens a sentence or a clause is looked at: in "the spirit of the decisions was" the verb is not theirs.
    """
    verb = _VERB.match(text, span.end)
    if verb is None or not _IS_SUBJECT.search(text[max(0, span.start - 30) : span.start]):
        return span, written
    old, new = _is_many(before), _is_many(written)
    if old is None or new is None or old == new or (verb[2] in _PLURAL) is not old:
        return span, written
    right = _SINGULAR[verb[2]] if new else _PLURAL[verb[2]]
    return Span(span.start, verb.end()), f"{written}{verb[1]}{right}"


def _is_many(phrase: str) -> bool | None:
    """Return whether a noun phrase takes a verb in the plural; None where its head cannot be told."""
    found = _BEHIND_HEAD.search(phrase)
    head = phrase[: found.start()] if found else phrase
    last = _LAST_WORD.search(head)
    if last is None or last[0].lower() in _ODD or last[0].isupper() or is_unchanged(last[0]):
        return None
    if is_plural(last[0]):
        return None if head.split(" ", 1)[0].lower().endswith("ing") else True
    return None if _UNTOLD.search(head) else False
