"""What stands round a span of a text, as far as a rendering that is written there must fit it."""

import re
from dataclasses import dataclass
from functools import cached_property

from yiwen.glossary.inflect import form_of, is_plural, is_title_case, is_unchanged
from yiwen.glossary.phrases import head_noun, is_adjective
from yiwen.glossary.words import SMALL_WORDS, spelling, words
from yiwen.text.align import is_heading
from yiwen.types import Span

DETERMINERS = frozenset("a an the this that each every another one no its their his her our".split())
NUMBERS = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_WORD_BEFORE = re.compile(r"(?<![\w-])([A-Za-z]+)[ \u00a0\n]+$")
_NEXT_WORD = re.compile(r" ([A-Za-z]+)\b")
_MANY_AFTER = re.compile(r" (?:are|were|have|do)\b")
_OWN_NUMBER = re.compile(rf"(?:\d+|{NUMBERS}) ", re.IGNORECASE)  # "Eight Regulations"
_ANY_OWNER = re.compile(r"\w['’]s? ")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"”’)]*\s+|\n)[\"'“‘(\[#*\-\s]*(?:\d+[.)]\s+)?$")


@dataclass(frozen=True)
class Surroundings:
    """A span of a text, and what stands round it."""

    text: str
    span: Span

    @cached_property
    def before(self) -> str:
        """What stands there."""
        return self.span.of(self.text)

    @cached_property
    def left(self) -> str:
        """What stands before it, as far as matters."""
        return self.text[max(0, self.span.start - 60) : self.span.start]

    @cached_property
    def right(self) -> str:
        """What stands behind it, as far as matters."""
        return self.text[self.span.end : self.span.end + 40]

    @cached_property
    def preceding(self) -> str:
        """The word before it; empty where there is none."""
        return match[1] if (match := _WORD_BEFORE.search(self.left)) else ""

    @cached_property
    def noun(self) -> str:
        """The head of what stands there."""
        return head_noun(self.before)

    @cached_property
    def was_many(self) -> bool:
        """Whether what stands there is plural, and not by a number of its own."""
        if is_unchanged(self.noun):
            return _MANY_AFTER.match(self.right) is not None
        return is_plural(self.noun) and not _OWN_NUMBER.match(self.before)

    @cached_property
    def is_determined(self) -> bool:
        """Whether what stands there is a name, or has an article or an owner in it."""
        first = self.before.split(" ", 1)[0].lower()
        return self.noun[:1].isupper() or first in DETERMINERS or _ANY_OWNER.search(self.before) is not None

    @cached_property
    def is_in_heading(self) -> bool:
        """Whether its line is a heading."""
        start = self.text.rfind("\n", 0, self.span.start) + 1
        end = self.text.find("\n", self.span.end)
        return is_heading(self.text[start : end if end >= 0 else len(self.text)])

    @cached_property
    def starts_sentence(self) -> bool:
        """Whether a sentence begins with it."""
        return _SENTENCE_START.search(self.left[-30:]) is not None

    @cached_property
    def modifies(self) -> bool:
        """Whether a noun follows, which what stands there tells the kind of: "centre" of "centre platform"."""
        follows = _NEXT_WORD.match(self.right)
        if follows is None or follows[1].lower() in SMALL_WORDS or follows[1].lower().endswith("ly"):
            return False
        return form_of(follows[1]) in ("base", "third") and not is_adjective(follows[1])


def is_same_in_small(before: str, rendering: str) -> bool:
    """Return whether a text has a rendering's words in small letters: as a common noun, which takes the plural."""
    return before[1:] == before[1:].lower() and _spelled(before) == _spelled(rendering)


def _spelled(phrase: str) -> list[str]:
    """Return a phrase's words in one spelling, for comparison."""
    return [spelling(form) for form in words(phrase).singulars]


def is_short(rendering: str) -> bool:
    """Return whether a rendering is an abbreviation."""
    return " " not in rendering and sum(map(str.isupper, rendering)) >= 2


def is_name(rendering: str) -> bool:
    """Return whether a rendering is a name or an abbreviation, which seldom takes the plural."""
    return is_title_case(rendering) or is_short(rendering)
