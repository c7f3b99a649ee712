"""The number of a rendering where it is written: that of what stood there, as far as its head can take it."""

import re

from yiwen.glossary.agree import agreeing
from yiwen.glossary.inflect import is_plural, is_title_case, is_unchanged
from yiwen.glossary.phrases import (
    can_be_counted,
    head_noun,
    in_plural,
    in_singular,
    is_adjective,
    is_always_many,
    is_collective,
    is_mass,
    is_person,
    is_surely_counted,
    may_be_mass,
    names_a_kind,
    split_at_head,
    stays_plural,
    takes_no_number,
)
from yiwen.glossary.surroundings import NUMBERS, Surroundings, is_name, is_same_in_small, is_short
from yiwen.glossary.words import likeness, singular, words

_COUNT = (
    rf"(?:(?<![\d.$€£-])(?!1\b|(?:19|20)\d\d\b)\d[\d,]*|\b(?:{NUMBERS}|several|many|few|both|various|numerous|these|those|"
    r"dozens of|hundreds of|thousands of|one of (?:the|its|our|their)))[ \u00a0]"
)
_COUNTED_BEFORE = re.compile(f"{_COUNT}$", re.IGNORECASE)
_COUNTED_NEAR = re.compile(
    rf"(?:{_COUNT}(?:[a-z]+[ \u00a0])?|\b(?:all|among|other|some|such)[ \u00a0])$", re.IGNORECASE
)
_WORD_AFTER = re.compile(r"[ \u00a0\n]+([A-Za-z]+)")
_SINGULAR_AFTER = frozenset("is was has does itself".split())
_ONE_BEFORE = frozenset("a an each every another one".split())
_PLURAL_IN_NAMES = frozenset("guideline measure note opinion provision regulation rule standard statement".split())
_DOING = re.compile(r"[A-Za-z]+ing ")


def in_number(place: Surroundings, rendering: str) -> str:
    """Return the rendering in the number of what it replaces, where its head can take it."""
    noun = head_noun(rendering)
    if not noun or _are_doings(place.before, rendering):
        return rendering
    if place.preceding.lower() in _ONE_BEFORE:
        return rendering if is_always_many(noun) else in_singular(rendering)
    if is_plural(noun):
        return in_singular(rendering) if _wants_one(place, rendering, noun) else rendering
    is_counted = _COUNTED_BEFORE.search(place.left) is not None
    if not place.was_many and not (is_counted and is_unchanged(place.noun)):
        return rendering
    if is_short(rendering):
        fits = not rendering.endswith("S") and rendering[-1] == place.noun[:1].upper()
        return f"{rendering}s" if fits else rendering
    if (is_counted and not is_name(rendering) and not takes_no_number(noun)) or _takes_plural(place, noun, rendering):
        return in_plural(rendering)
    return rendering


def _are_doings(before: str, rendering: str) -> bool:
    """Return whether both are something done to things, which may be one or many: "educating people"."""
    old, new = _DOING.match(before), _DOING.match(rendering)
    return old is not None and new is not None and old[0].lower() != new[0].lower()


def _wants_one(place: Surroundings, rendering: str, noun: str) -> bool:
    """Return whether a plural rendering becomes singular: "each centre", "a centre", "the centre platform"."""
    if is_always_many(noun) or is_plural(place.noun):
        return False
    if is_name(rendering):
        return bool(place.noun) and is_person(singular(noun.lower())) and is_person(place.noun)
    follows = match[1].lower() if (match := _WORD_AFTER.match(place.right)) else ""
    becomes_one = not split_at_head(rendering)[1] and not stays_plural(noun)
    must = follows in _SINGULAR_AFTER and agreeing(place.text, place.span, place.before, rendering)[0] == place.span
    return must or place.preceding.lower() in ("this", "that") or (place.modifies and becomes_one)


def _takes_plural(place: Surroundings, noun: str, rendering: str) -> bool:
    """Return whether the head of a rendering takes the plural of the one before: they are alike, or it can be counted.

    It is not where one thing is made of many ("banks", "a consortium of banks"; "members", "a board"), nor where a name
    was plural that the rendering only resembles ("the Dykes Regulations"). A name takes it only beside a number: "four
    State Key Laboratories".
    """
    old, new = place.noun.lower(), noun.lower()
    alike = likeness(singular(old), new)
    is_headline = place.is_in_heading and is_title_case(place.before)
    if may_be_mass(new) or is_always_many(old):
        return False
    if alike == 1.0 and (is_headline or not is_name(rendering)):
        return True
    if is_name(rendering) and not is_same_in_small(place.before, rendering):
        is_kind = place.before[1:].islower() and names_a_kind(new) and singular(old) not in _PLURAL_IN_NAMES
        return is_kind or (can_be_counted(new) and _COUNTED_NEAR.search(place.left) is not None)
    if alike == 1.0:
        return True
    if is_mass(new) or is_adjective(new) or (is_title_case(place.before) and singular(old) in _PLURAL_IN_NAMES):
        return False
    if alike > 0:
        return True
    if singular(old) in words(rendering).singulars:
        is_thing = is_surely_counted(new) and not is_collective(new) and rendering.islower()
        return is_thing and singular(old) not in words(split_at_head(rendering)[1]).singulars
    return can_be_counted(new) and not (is_collective(new) and is_person(singular(old)))


def can_stand(place: Surroundings, rendering: str) -> bool:
    """Return whether the place counts nothing, or the rendering can be counted."""
    if is_always_many(head_noun(rendering)) and place.preceding.lower() in _ONE_BEFORE | {"this", "that"}:
        return False
    if not is_plural(place.noun) or _COUNTED_BEFORE.search(place.left) is None:
        return True
    noun = head_noun(rendering)
    return is_plural(noun) or not takes_no_number(noun)
