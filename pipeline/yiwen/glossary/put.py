"""Write a replacement so that the sentence round it stays good: number, verb, article, capitals, quotes.

A template is the text to write, with
    {n}         what the pattern's group `n` matched
    {s}         after a noun: the plural where the group `s` matched something; without {s} the last word takes it
    {v:boost}   the verb `boost` in the form that the group `v` stands in
    [the]       the article, where the sentence has none yet and a name with "the" needs one
Straight quotes become curly where the text's own are.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from yiwen.glossary.agree import agreeing
from yiwen.glossary.inflect import article, capitalize, conjugate, form_of, is_title_case, pluralize, title_case
from yiwen.types import Span

_FIELD = re.compile(r"\{([a-z][a-z0-9_]*)(?::([^{}]+))?\}")
_PLURAL = re.compile(r"([A-Za-z-]+)\{s\}")
_YEAR_OF_A_NAME = re.compile(r"\b(?:the|an?|this|its|our) \d{4} $", re.IGNORECASE)  # the 2021 Greater Bay Area Forum
_THE = re.compile(r"^\[([Tt]he)\] ")
_BLANKS = " \n\r\t\u00a0"
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][a-z]+ $")
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]")
_LAST_WORD = re.compile(r"[A-Za-z'’.-]+$")
_WORD_AFTER = re.compile(r"(\s+)([A-Za-z]+)")
_OPENS_PHRASE = frozenset(
    "about across after against all along alongside among and around as at before behind beside besides between "
    "beyond but by develop developing enter entered entering for from in include includes including inside into "
    "is join joined joining like near of off on onto or outside over past serve serves serving since than that "
    "through throughout to toward towards under until visit visited visiting was what where which while whole "
    "with within without".split()
)
_OPENING = re.compile(r"(?<![A-Za-z])['‘]")
_LONE_POSSESSIVE = re.compile(r"['’] [A-Za-z0-9]")
_CLOSING = re.compile(r"['’](?![A-Za-z])")
_ARTICLES = frozenset({"a", "an", "the"})
_OWNER_BEFORE = re.compile(r"(\w+)['’]s $")
_CONTRACTED = frozenset("it that this he she who what here there where how when let one".split())
_DETERMINERS = frozenset(
    "a an the this that these those its their our his her my your every each any some no another".split()
)
_QUOTES = "\"'“”‘’"
_DOUBLE = '"“”'
_ANY_QUOTE = re.compile(f"[{_QUOTES}]")


class Replacement(NamedTuple):
    """What to write and where: the span may have grown to an article, or shrunk from a stray quote.

    It `fits` where the sentence stays good English; where it does not, a person should look.
    """

    span: Span
    text: str
    fits: bool = True


def template_groups(template: str) -> set[str]:
    """Return the groups that a template needs its pattern to capture."""
    return {match[1] for match in _FIELD.finditer(template)}


def stray_brace(template: str) -> str:
    """Return the first brace of a template that belongs to no field; empty where there is none."""
    found = re.search(r"[{}]", _FIELD.sub("", template))
    return found[0] if found else ""


def replace(
    text: str,
    match: re.Match[str],
    template: str,
    *,
    starts_sentence: Callable[[], bool] = lambda: False,
    span: Span | None = None,
) -> Replacement:
    """Return the replacement of a match in `text` (the match may be of a copy of the same length).

    `starts_sentence` tells whether the match is the first thing of its sentence; it is asked only where that matters.
    `span` is that of the match without stray quotes, where the caller knows it already.
    """
    span = span or without_stray_quotes(text, match.start(), match.end())
    before = span.of(text)
    written = _fill(text, match, template)
    preceding = _word_before(text, span.start)
    written = _with_article(text, span, written, preceding)
    written = _lines_like(before, written)
    written = _quotes_like(text, before, _without_doubled_quotes(text, span, written))
    shouts = _is_shouted(text, span)
    if shouts:
        written = written.upper()
    elif _is_one_among_capitals(text, span):
        written = title_case(written)
    else:
        written = _capitals_like(before, written, starts_sentence)
    written = _without_doubled_words(text, span, written, preceding)
    span, written = with_right_possessive(text, span, written)
    span, written = agreeing(text, span, before, written)
    return _with_right_article_before(text, span, written, preceding, shouts=shouts)


def _is_shouted(text: str, span: Span) -> bool:
    """Return whether what is replaced stands in ALL CAPS; a short word does so only among others."""
    before = span.of(text)
    if before.upper() != before or before.lower() == before:
        return False
    around = text[max(0, span.start - 12) : span.end + 12]
    return sum(map(str.isalpha, before)) > 4 or (around.upper() == around and sum(map(str.isalpha, around)) > 4)


def _is_one_among_capitals(text: str, span: Span) -> bool:
    """Return whether what is replaced is one word with a capital between others: part of a headline or a name."""
    before = span.of(text)
    return (
        before.isalpha()
        and before[0].isupper()
        and _CAPITAL_BEFORE.search(text, max(0, span.start - 30), span.start) is not None
        and _CAPITAL_AFTER.match(text, span.end) is not None
    )


def _word_before(text: str, place: int) -> str:
    """Return the word that stands before a place, with nothing but space between; empty where there is none."""
    reach = text[max(0, place - 40) : place]
    stripped = reach.rstrip(_BLANKS)
    if len(stripped) == len(reach):
        return ""
    found = _LAST_WORD.search(stripped.rpartition(" ")[2])
    return found[0] if found else ""


def _fill(text: str, match: re.Match[str], template: str) -> str:
    """Return the template with its fields filled from the match."""
    groups = match.re.groupindex
    if "{" not in template and "s" not in groups:
        return template
    plural = "s" in groups and bool(match["s"])
    if "{s}" not in template and plural:
        template = pluralize(template)
    template = _PLURAL.sub(lambda m: pluralize(m[1]) if plural else m[1], template)

    def field(found: re.Match[str]) -> str:
        if found[1] not in groups:
            return found[0]  # braces of a user's own term
        start, end = match.span(found[1])
        captured = text[start:end] if start >= 0 else ""
        return conjugate(found[2], form_of(captured)) if found[2] else captured

    return _FIELD.sub(field, template)


def without_stray_quotes(text: str, start: int, end: int) -> Span:
    """Return the span without a quote at its edge whose partner stands outside; one with no partner is swallowed."""
    found = text[start:end]
    if not _ANY_QUOTE.search(found):
        return Span(start, end)
    if sum(found.count(mark) for mark in _DOUBLE) % 2:
        if found[0] in _DOUBLE and _pairs(text, end, forward=True):
            start += 1
        elif found[-1] in _DOUBLE and _pairs(text, start, forward=False):
            end -= 1
    if found[0] in "'‘" and not _CLOSING.search(found, 1):
        start += 1
    if found[-1] in "'’" and not _OPENING.search(found[:-1]):
        end -= 1
    return Span(start, end)


def _pairs(text: str, edge: int, *, forward: bool) -> bool:
    """Return whether the quotation marks beyond an edge hold the partner of one inside."""
    beyond = [mark for mark in (text[edge:] if forward else text[:edge]) if mark in _DOUBLE]
    if '"' in beyond:
        return len(beyond) % 2 == 1
    return bool(beyond) and (beyond[0] == "”" if forward else beyond[-1] == "“")


def _with_article(text: str, span: Span, written: str, preceding: str) -> str:
    """Return the text to write with `[the]` resolved."""
    if not written.startswith("[") or not (found := _THE.match(written)):
        return written
    rest = written[found.end() :]
    opens = not preceding or preceding[-1] == "." or preceding.lower() in _OPENS_PHRASE
    if text[max(0, span.start - 1) : span.start] in ("-", "–", "/"):
        opens = False
    if _YEAR_OF_A_NAME.search(text, max(0, span.start - 12), span.start):
        opens = False
    return f"the {rest}" if opens else rest


def _lines_like(before: str, written: str) -> str:
    """Return the text to write with the line break that stands between words of what it replaces."""
    if "\n" not in before and "\r" not in before:
        return written
    gaps = re.findall(r"\s+", before)
    broken = next((index for index, gap in enumerate(gaps) if "\n" in gap or "\r" in gap), None)
    if broken is None or " " not in written or re.search(r"[\n\r]", written):
        return written
    words = written.split(" ")
    at = min(broken + 1, len(words) - 1)
    return " ".join(words[:at]) + str(gaps[broken]) + " ".join(words[at:])


def _without_doubled_quotes(text: str, span: Span, written: str) -> str:
    """Return the text to write without quotes round it where what it replaces stands between quotes already."""
    if written[:1] != '"':
        return written
    is_quoted = text[span.start - 1 : span.start] in ('"', "“") and text[span.end : span.end + 1] in ('"', "”")
    if is_quoted and len(written) > 1 and written[0] == written[-1] == '"' and '"' not in written[1:-1]:
        return written[1:-1]
    return written


def _quotes_like(text: str, before: str, written: str) -> str:
    """Return the text to write with curly quotes where what it replaces, or else the text, has them."""
    if '"' in written and '"' not in before and ("“" in text or "”" in text):
        written = re.sub(r'"([^"]*)"', r"“\1”", written)
    return written.replace("'", "’") if "'" in written and "'" not in before and "’" in text else written


def _capitals_like(before: str, written: str, starts_sentence: Callable[[], bool]) -> str:
    """Return the text to write with the capitals of what it replaces."""
    if before.islower():  # the commonest case; it begins with a figure or needs no capital
        return capitalize(written) if before.lstrip(_QUOTES)[:1].isdigit() and starts_sentence() else written
    if is_title_case(before):
        titled = title_case(written)
        keeps_small = written[:4] == "the " and not starts_sentence()
        return written[:4] + title_case(written[4:]) if keeps_small else titled
    first_upper = next((letter.isupper() for letter in before if letter.isalpha()), False)
    starts_with_number = before.lstrip(_QUOTES)[:1].isdigit()
    one_word = len(re.findall(r"[A-Za-z]+", before)) == 1
    if first_upper and one_word and starts_with_number:
        return title_case(written)
    if (first_upper or starts_with_number) and starts_sentence():
        return capitalize(written)
    if first_upper and one_word:
        return written[:4] + capitalize(written[4:]) if written[:4] == "the " else capitalize(written)
    return written


def _without_doubled_words(text: str, span: Span, written: str, preceding: str) -> str:
    """Return the text to write without a first or last word that stands beside it already."""
    first, *rest = written.split(maxsplit=1)
    is_second_article = first in _ARTICLES and (preceding.lower() in _DETERMINERS or _is_owned(text, span))
    if rest and (preceding.lower() == first.lower() or is_second_article):
        written = rest[0]
    after = _WORD_AFTER.match(text, span.end)
    head, last = ["", *written.rsplit(maxsplit=1)][-2:] if after else ("", "")
    if after and head and after[2].lower() == last.lower() and not span.of(text).lower().endswith(last.lower()):
        written = head
    return written


def _is_owned(text: str, span: Span) -> bool:
    """Return whether a possessive stands before a place: "the county's", but not "that's"."""
    owner = _OWNER_BEFORE.search(text, max(0, span.start - 40), span.start)
    return owner is not None and owner[1].lower() not in _CONTRACTED


def with_right_possessive(text: str, span: Span, written: str) -> tuple[Span, str]:
    """Return span and text with the possessive that follows made right: `firms's` is `firms'`, `CALB'` is `CALB's`."""
    ending = text[span.end : span.end + 3]
    if span.of(text)[-1:] in "sS" and written[-1:] not in "sS" and _LONE_POSSESSIVE.match(text, span.end):
        is_quoted = _OPENING.search(text, max(0, span.start - 60), span.start)
        return (span, written) if is_quoted else (Span(span.start, span.end + 1), f"{written}{ending[0]}s")
    if (
        written[-1:] not in "sS"
        or not written
        or written[-2:].isupper()
        or span.of(text)[-1:] in "sS"
        or ending[:2].lower() not in ("'s", "’s")
    ):
        return span, written
    if ending[2:].isalpha():
        return span, written
    return Span(span.start, span.end + 2), written + ending[0]


def _with_right_article_before(text: str, span: Span, written: str, preceding: str, *, shouts: bool) -> Replacement:
    """Return the replacement, grown over an `a` or `an` before it, or before its opening quote, that no longer fits."""
    if not preceding and text[span.start - 1 : span.start] in tuple(_QUOTES):
        preceding = _word_before(text, span.start - 1)
    if preceding.lower() not in ("a", "an") or not written:
        return Replacement(span, written)
    right = article(written.lower() if shouts else written)
    if right == preceding.lower():
        return Replacement(span, written)
    if preceding[0].isupper():
        right = right.upper() if shouts else right.capitalize()
    start = text.rindex(preceding, 0, span.start)
    return Replacement(Span(start, span.end), right + text[start + len(preceding) : span.start] + written)
