"""Write a termbase's rendering in the place of another: number, article, capitals and neighbours stay good."""

import re

from yiwen.glossary.inflect import article, capitalize, is_plural, is_title_case, pluralize, title_case
from yiwen.glossary.put import Replacement
from yiwen.glossary.words import FUNCTION_WORDS, likeness, singular, spelling, words
from yiwen.types import Span

_PREPOSITION = re.compile(r"\s(?:of|for|on|in|to|at|by|with|from|under|between|against|as)\s")
_MASS = re.compile(
    r"(?:ing|ism|ness|ship|ware|age|ance|ence|cy|tech|advice|capital|cash|credit|data|debt|equity|equipment|evidence|"
    r"finance|growth|income|inclusion|inflation|information|infrastructure|knowledge|liquidity|money|paper|pay|research|risk|"
    r"security|stability|support|trade|trust|work)$",
    re.IGNORECASE,
)
_ABSTRACT = re.compile(  # of no number, or no nouns at all
    r"(?:(?<!organ)i[sz]ation|vention|pation|bility|idity|hood|dom|owth|alth|ous|ful|less|etary)$", re.IGNORECASE
)
_SMALL_FIRST = re.compile(r"[a-z]+[A-Z]")  # eTradeConnect: a name that begins small
_WORD_BEFORE = re.compile(r"([A-Za-z]+)[ \u00a0\n]+$")
_WORD_AFTER = re.compile(r"[ \u00a0\n]+([A-Za-z]+)")
_OWNER = re.compile(r"[A-Z]\w*(?: [A-Z]\w*){0,3}['’]s ")
_DETERMINERS = frozenset("a an the this that each every another one no its their his her our".split())
_SINGULAR_AFTER = frozenset("is was has does itself".split())
_SINGULAR_BEFORE = frozenset("a an this that each every another one".split())
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"”’)]*\s+|\n)[\"'“‘(\[#*\-\s]*(?:\d+[.)]\s+)?$")


def render(text: str, span: Span, rendering: str) -> Replacement:
    """Return what to write for a rendering at a span of a text, so that the sentence stays good."""
    before = span.of(text)
    left, right = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 40]
    preceding = match[1] if (match := _WORD_BEFORE.search(left)) else ""
    written = _number_like(before, rendering, preceding.lower(), right)
    if _loses_owner(before, written) and preceding.lower() not in _DETERMINERS:
        written = f"the {written}"
    written = _capitals_like(text, span, before, written)
    if "’" in text and "'" in written:
        written = written.replace("'", "’")
    return _with_article(text, span, written, preceding)


def _number_like(before: str, rendering: str, preceding: str, right: str) -> str:
    """Return the rendering in the number of what it replaces, where its head can take it."""
    head, rest = _head(rendering)
    word = re.search(r"[A-Za-z]+$", head)
    if word is None:
        return rendering
    old = re.search(r"[A-Za-z]+$", _head(before)[0])
    was_plural = old is not None and is_plural(old[0])
    now_plural = is_plural(word[0])
    if was_plural and not now_plural and not _is_name(rendering) and old and _takes_plural(old[0], word[0], rendering):
        return pluralize(head) + rest
    if now_plural and preceding in ("a", "an"):
        return head[: word.start()] + singular(word[0]) + rest
    if now_plural and not was_plural and not _is_name(rendering):
        follows = match[1].lower() if (match := _WORD_AFTER.match(right)) else ""
        if preceding in _SINGULAR_BEFORE or follows in _SINGULAR_AFTER:
            return head[: word.start()] + singular(word[0]) + rest
    return rendering


def _takes_plural(old: str, new: str, rendering: str) -> bool:
    """Return whether the head of a rendering takes the plural of the one before: they are alike, or it can be counted.

    It is not where the rendering keeps the old head as a word of its own ("banks", "a consortium of banks").
    """
    if _MASS.search(new):
        return False
    old, new = old.lower(), new.lower()
    if likeness(singular(old), new):
        return True
    return not _ABSTRACT.search(new) and singular(old) not in words(rendering).singulars


def _head(phrase: str) -> tuple[str, str]:
    """Return a noun phrase up to its head, and what follows the head."""
    match = _PREPOSITION.search(phrase)
    return (phrase[: match.start()], phrase[match.start() :]) if match else (phrase, "")


def _loses_owner(before: str, written: str) -> bool:
    """Return whether a singular takes the place of a phrase that a possessive determined: "Hong Kong's banking"."""
    owner = _OWNER.match(before)
    if owner is None or _OWNER.match(written):
        return False
    noun = re.search(r"[A-Za-z]+$", _head(written)[0])
    return noun is not None and not (is_plural(noun[0]) or _MASS.search(noun[0]) or _ABSTRACT.search(noun[0]))


def _is_name(rendering: str) -> bool:
    """Return whether a rendering is a name or an abbreviation, which takes no plural."""
    return is_title_case(rendering) or (sum(map(str.isupper, rendering)) >= 2 and " " not in rendering)


def _capitals_like(text: str, span: Span, before: str, written: str) -> str:
    """Return the text to write with the capitals that its place asks for."""
    letters = [c for c in before if c.isalpha()]
    if len(letters) > 4 and before.upper() == before and " " in before:
        return written.upper()
    if before == before.lower() and is_title_case(written) and _spelled(before) == _spelled(written):
        return written.lower()
    starts = _SENTENCE_START.search(text[max(0, span.start - 30) : span.start]) is not None
    if is_title_case(before) and not is_title_case(written):
        return title_case(written)
    if not starts or _SMALL_FIRST.match(written):
        return written
    return capitalize(written) if letters and letters[0].isupper() else written


def _spelled(phrase: str) -> list[str]:
    """Return a phrase's words in one spelling, for comparison."""
    return [spelling(form) for form in words(phrase).singulars]


def _with_article(text: str, span: Span, written: str, preceding: str) -> Replacement:
    """Return the replacement, grown over an article before it that no longer fits."""
    low = preceding.lower()
    first = written.split(" ", 1)
    if low and low == first[0].lower() and low in FUNCTION_WORDS and len(first) > 1:
        return Replacement(span, first[1])
    if low not in ("a", "an"):
        return Replacement(span, written)
    right = article(written)
    if right == low:
        return Replacement(span, written)
    start = text.rindex(preceding, 0, span.start)
    right = right.capitalize() if preceding[0].isupper() else right
    return Replacement(Span(start, span.end), right + text[start + len(preceding) : span.start] + written)
