"""Write a termbase's rendering in the place of another: number, article, capitals and neighbours stay good."""

import re

from yiwen.glossary.agree import agreeing
from yiwen.glossary.inflect import article, capitalize, conjugate, form_of, is_plural, is_title_case, title_case
from yiwen.glossary.number import can_stand, in_number
from yiwen.glossary.phrases import (
    can_be_counted,
    head_noun,
    in_plural,
    is_always_many,
    is_mass,
    is_surely_counted,
    split_at_head,
    takes_no_number,
)
from yiwen.glossary.put import Replacement, with_right_possessive
from yiwen.glossary.surroundings import DETERMINERS, Surroundings, is_name, is_same_in_small
from yiwen.glossary.verb_phrases import in_form, is_verb, is_verb_phrase
from yiwen.glossary.words import SMALL_WORDS, singular, stem, words
from yiwen.types import Span

_SMALL_FIRST = re.compile(r"[a-z]+[A-Z]")  # eTradeConnect: a name that begins small
_SENTENCE_CASE = re.compile(r"([A-Z])([a-z]+)(?: [a-z]+)+$")
_SOME_CAPITALIZE = frozenset(
    "bank board central congress court fund government internet mainland ministry party province state".split()
)
_OWNER = re.compile(r"[A-Z]\w*(?: [A-Z]\w*){0,3}['’]s ")
_ACT_OF = re.compile(r"(?:tion|ment|ance|ing|al) of $")  # "simplification of" an act would say it twice
_NOUN_BEHIND = re.compile(r" \w+(?:tion|ment|ness|ity|cut)s?\b")
_TAKES_NOUN = frozenset(  # what a noun phrase follows without an article only where it is none of things
    "about against among as between by despite during for from in including into of on over through to towards under "
    "via with within without".split()
)
_AMOUNTS = frozenset("any enough fewer less little many more much other some such".split())  # no "the" behind them
_MODALS = frozenset("will would shall should can could may might must".split())
_BEFORE_BASE = _MODALS | {"to", "not", "let", "lets"}
_FINITE = re.compile(rf"\b(?:{'|'.join(sorted(_BEFORE_BASE))})(?: (?:also|further|always|never))? $", re.IGNORECASE)
_BEFORE_PARTICIPLE = frozenset("has have had having be been being is are was were".split())
_SUPERLATIVE = re.compile(
    r"(?!(?:interest|forest|harvest|test|request|guest|west|contest|protest|invest|quest)\b)[a-z]+est\b"
)


def render(text: str, span: Span, rendering: str) -> Replacement | None:
    """Return what to write for a rendering at a span of a text, so that the sentence stays good.

    None where brackets right behind introduce the abbreviation that would be written. It does not fit where the place
    counts what the rendering names no number of.
    """
    place = Surroundings(text, _without_determiner(text, span, rendering))
    if f"({rendering})" == place.right.lstrip()[: len(rendering) + 2]:
        return None
    if is_verb_phrase(rendering, place.before):
        return _as_verb(place, rendering)
    if place.preceding.lower() in _MODALS:
        return _fitted(place, _capitals_like(place, rendering))._replace(fits=False)  # a verb by all signs
    written = in_number(place, rendering)
    if _loses_owner(place, written):
        written = f"the {written}"
    elif _lacks_article(place, written):
        written = _made_definite(place, written)
    fits = can_stand(place, rendering) and not (_is_act_for_verb(place, rendering) or _is_act_of(place, rendering))
    fits = fits and not (written.startswith("the ") and place.preceding.lower() in _AMOUNTS)
    return _fitted(place, _capitals_like(place, written))._replace(fits=fits)


def _is_act_for_verb(place: Surroundings, rendering: str) -> bool:
    """Return whether an act would stand where its verb stands: "treating customers fairly" for "treat customers"."""
    old, new = place.before.split(" ", 1)[0].lower(), rendering.split(" ", 1)[0].lower()
    return _FINITE.search(place.left) is not None and form_of(new) == "ing" and stem(old) == stem(new)


def _is_act_of(place: Surroundings, rendering: str) -> bool:
    """Return whether what stands there ends with the doing of what the rendering ends with: "stress testing"."""
    old, new = place.noun.lower(), singular(head_noun(rendering).lower())
    return bool(new) and old in (f"{new}ing", f"{new.removesuffix('e')}ing")


def _without_determiner(text: str, span: Span, rendering: str) -> Span:
    """Return the span without an article or a possessive that it begins with, which stays."""
    first, blank, rest = span.of(text).partition(" ")
    brings = rendering.split(" ", 1)[0].lower() in DETERMINERS
    stays = rest and not brings and first.lower() in DETERMINERS - {"no", "one"}
    return Span(span.start + len(first + blank), span.end) if stays else span


def _as_verb(place: Surroundings, rendering: str) -> Replacement:
    """Return a verb phrase in the form of what stands there; in the place of a noun the form in -ing."""
    form = _form_of_verb(place)
    written = _capitals_like(place, in_form(rendering, form or "ing"))
    is_noun = form is None and place.preceding.lower() not in _TAKES_NOUN and not place.starts_sentence
    is_act = form is None and (_ACT_OF.search(place.left) or _NOUN_BEHIND.match(place.right))
    return _fitted(place, written)._replace(fits=not (is_noun and place.preceding) and not is_act)


def _form_of_verb(place: Surroundings) -> str | None:
    """Return the form that the verb has with which a stretch begins; None where it begins with no verb."""
    first, preceding = place.before.split(" ", 1)[0].lower(), place.preceding.lower()
    if preceding in _BEFORE_BASE:
        return "base"
    form = form_of(first)
    if form in ("ing", "participle") or (form == "base" and is_verb(first)):
        return form
    if form == "past":
        return "participle" if preceding in _BEFORE_PARTICIPLE else "past"
    if form == "third" and any(conjugate(one, "third") == first for one in (first[:-1], first[:-2]) if is_verb(one)):
        return form
    return None


def _fitted(place: Surroundings, written: str) -> Replacement:
    """Return the replacement, grown over what beside it no longer fits: an article, a possessive's ending, a verb."""
    if "’" in place.text:
        written = written.replace("'", "’")
    replacement = _with_determiner(place, written)
    start = replacement.span.start
    span, written = with_right_possessive(place.text, Span(place.span.start, replacement.span.end), replacement.text)
    if span == place.span:
        span, written = agreeing(place.text, place.span, place.before, written)
    return Replacement(Span(start, span.end), written)


def _loses_owner(place: Surroundings, written: str) -> bool:
    """Return whether a singular takes the place of a phrase that a possessive determined: "Hong Kong's banking"."""
    low = place.preceding.lower()
    if low in DETERMINERS or (place.preceding[:1].isupper() and low not in SMALL_WORDS):
        return False  # the owner's name begins before: "Hong Kong [Monetary Authority's accounts]"
    if not _OWNER.match(place.before) or _OWNER.match(written):
        return False
    noun = head_noun(written)
    is_place = " " in written and noun[:1].isupper() and not is_title_case(written)  # "Hong Kong as a centre"
    return bool(noun) and not is_place and not is_plural(noun) and can_be_counted(noun)


def _lacks_article(place: Surroundings, written: str) -> bool:
    """Return whether a singular that is counted comes where a preposition takes a phrase without an article."""
    noun = head_noun(written)
    if not (noun and place.noun) or place.is_determined or place.was_many or is_plural(noun) or is_name(written):
        return False
    opens = place.starts_sentence or place.preceding.lower() in _TAKES_NOUN or _is_verb(place.preceding)
    opens = opens or takes_no_number(place.noun)
    return opens and not (place.modifies or place.is_in_heading) and is_surely_counted(noun)


def _is_verb(word: str) -> bool:
    """Return whether a word looks like a verb with an object to come: "constituted"."""
    return word.islower() and form_of(word) == "past"


def _made_definite(place: Surroundings, written: str) -> str:
    """Return what to write where a phrase stood that is not counted: "the crime of theft", "nucleic acid tests"."""
    old, new = singular(place.noun.lower()), singular(head_noun(written).lower())
    if old == new or written.split(" ", 1)[0].lower() in DETERMINERS:
        return written
    keeps = old in words(written).singulars
    if not keeps and is_surely_counted(old):
        return written  # it should have an article, too: the text has its own way
    return f"the {written}" if keeps or split_at_head(written)[1] else in_plural(written)


def _capitals_like(place: Surroundings, written: str) -> str:
    """Return the text to write with the capitals that its place asks for."""
    before = place.before
    letters = [c for c in before if c.isalpha()]
    if len(letters) > 4 and before.upper() == before and " " in before:
        return written.upper()
    if is_title_case(written) and is_same_in_small(before, written):
        return before[0] + written[1:].lower()
    if is_title_case(before) and not is_title_case(written):
        return title_case(written)
    if place.starts_sentence and not _SMALL_FIRST.match(written):
        return capitalize(written) if letters and letters[0].isupper() else written
    return _without_capital_of_heading(place, written)


def _without_capital_of_heading(place: Surroundings, written: str) -> str:
    """Return the text to write in small letters where its one capital is that of a heading: "Total loans".

    It is where the text has the word in small letters.
    """
    found = _SENTENCE_CASE.match(written)
    if found is None or not place.before[:1].islower():
        return written
    small = found[1].lower() + found[2]
    if small in _SOME_CAPITALIZE:
        return written
    return small + written[len(small) :] if re.search(rf"\b{small}\b", place.text) else written


def _with_determiner(place: Surroundings, written: str) -> Replacement:
    """Return the replacement, grown over a determiner before it that no longer fits."""
    preceding = place.preceding
    low, (first, _, rest) = preceding.lower(), written.partition(" ")
    if rest and low == first.lower():
        return Replacement(place.span, rest)
    if rest and first.lower() == "the" and low in DETERMINERS:
        yields = low in ("a", "an", "our", "this", "that")
        return _instead(place, "the", rest) if yields else Replacement(place.span, rest)
    if low == "most" and _SUPERLATIVE.match(first.lower()):
        return _instead(place, "", written)
    if low not in ("a", "an"):
        return Replacement(place.span, written)
    noun = head_noun(written)
    if not place.modifies and (is_always_many(noun) or (takes_no_number(noun) and not is_mass(place.noun))):
        return _instead(place, "", written)
    right = article(written)
    return Replacement(place.span, written) if right == low else _instead(place, right, written)


def _instead(place: Surroundings, determiner: str, written: str) -> Replacement:
    """Return the replacement with another determiner, or none, for the word before it."""
    start = place.text.rindex(place.preceding, 0, place.span.start)
    gap = place.text[start + len(place.preceding) : place.span.start]
    whole = f"{determiner}{gap}{written}" if determiner else written
    return Replacement(Span(start, place.span.end), capitalize(whole) if place.preceding[0].isupper() else whole)
