"""Which stretches cannot be what stands for a term: they are cut, too short or too long, or something else.

Each is one kind of damage that a replacement would do: words lost, a broken sentence; `left_beside` tells those that
leave old words beside the new ones.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from yiwen.glossary.candidate import Candidate
from yiwen.glossary.evidence import FAINT
from yiwen.glossary.inflect import form_of, is_no_noun
from yiwen.glossary.left_beside import leaves_words
from yiwen.glossary.phrases import is_mass, is_modifier
from yiwen.glossary.verb_phrases import is_finite
from yiwen.glossary.words import DETERMINED, JOINING
from yiwen.text.quantities.chinese_numerals import CHARACTERS, DIGIT, read_numeral
from yiwen.text.quantities.numerals import ONES
from yiwen.text.surnames import spelled

_SAME, _AKIN = 0.9, 0.7
_PARTICIPLES = ("past", "participle")
_BEHIND_PARTICIPLE = frozenset("in on by to with for from as at under".split())
_FINITE = frozenset(
    "is are was were has have had will would can could may might should must does do did be been".split()
)
_FIXED = frozenset(
    tuple(pair.split())
    for pair in (
        "science and technology",
        "scientific and technological",
        "small and medium",
        "micro and small",
        "research and development",
    )
)
_COMPARING = frozenset("more most less least than".split())
_PRONOUNS = frozenset("we they it he she which who that".split())
_DOING = frozenset(  # forms of verbs with which hardly a noun phrase begins
    "allowing being bringing enabling ensuring giving having helping keeping letting making taking "
    "brought ensured gave helped held kept made sent took".split()
)
_BODIES = frozenset(
    "administration agency association authority bank bureau commission committee company council court department "
    "enterprise firm institution ministry office".split()
)
_ADDRESSES = frozenset("dr madam miss mr mrs ms".split())
_PREDICATES = frozenset(  # and adverbs of time and place: they end no noun phrase
    "able unable willing ready likely unlikely sufficient insufficient available due again ago already early here "
    "later now soon then there today together tomorrow yesterday".split()
)
_AWAY = 4  # characters of the source from which on two words are no neighbours
_PAIR = 2
_PAIRED = (("(", ")"), ("[", "]"), ("“", "”"))
_MARKS = re.compile(r'[()\[\]"]')
_UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")  # soft hyphens, joiners: within a word
_CURRENCIES = ("$", "€", "£", "¥")  # HK$, US$
_HYPHENS = ("-", "\u2010", "\u2011", *_UNSEEN)
_SENTENCE_END = re.compile(r"[a-z]{4}[.;] ")
_DIGITS = re.compile(r"\d+")
_NUMERAL = re.compile(f"{DIGIT}|{CHARACTERS}")
_CONJUNCTION = re.compile("[和及与或、跟同]")


def is_no_phrase(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a stretch cannot be what stands for the term: it is cut, too short or too long."""
    return (
        _takes_more(candidate)
        or _trails(candidate)
        or leaves_words(candidate, taken)
        or _is_clause(candidate)
        or _takes_verb(candidate)
        or _loses_figure(candidate)
        or _is_money(candidate)
        or _is_cut(candidate)
        or _takes_neighbour(candidate)
        or _takes_body(candidate)
        or _takes_person(candidate)
        or _joins_two(candidate)
    )


def _is_cut(candidate: Candidate) -> bool:
    """Return whether the stretch holds half a pair of brackets or quotation marks, a sentence's end, or half a word."""
    text, stretch = candidate.evidence.unit.text, candidate.stretch
    first = text.starts[stretch.start]
    last = text.ends[stretch.end - 1]
    written = text.text[first:last]
    if (
        text.text[max(0, first - 1) : first] in _HYPHENS
        or text.text[last : last + 1] in _UNSEEN
        or text.text[last : last + 1] in _CURRENCIES
        or _SENTENCE_END.search(written)
        or _cuts_name(candidate)
    ):
        return True
    if written.isascii() and not _MARKS.search(written):
        return False
    return any(written.count(one) != written.count(other) for one, other in _PAIRED) or written.count('"') % 2 == 1


def _cuts_name(candidate: Candidate) -> bool:
    """Return whether the stretch begins within a name, with a word that is nothing of the term: "Kong market"."""
    evidence, start = candidate.evidence, candidate.stretch.start
    if not start or not evidence.unit.text.joined[start] or evidence.total.get(start, 0.0) >= FAINT:
        return False
    return evidence.unit.content[start - 1] and evidence.unit.is_upper(start) and evidence.unit.is_upper(start - 1)


def _loses_figure(candidate: Candidate) -> bool:
    """Return whether the stretch has a figure that is no part of the term: "13 articles" for "inSight articles"."""
    stretch, own = candidate.stretch, candidate.row.read.forms
    within = candidate.evidence.unit.text.forms[stretch.start : stretch.end]
    figures = {value for form in within if form not in own and (value := _value(form)) is not None}
    return bool(figures) and not figures <= _figures(candidate.evidence.term.zh[0])


@lru_cache(maxsize=65536)
def _value(form: str) -> int | None:
    """Return the whole number that a word begins with or says, None for another word."""
    digits = _DIGITS.match(form)
    return int(digits[0]) if digits else ONES.get(form) if len(form) > 2 and form != "one" else None


@lru_cache(maxsize=8192)
def _figures(zh: str) -> frozenset[int]:
    """Return the whole numbers in a term's Chinese."""
    read = (read_numeral(zh, match.start()) for match in _NUMERAL.finditer(zh))
    return frozenset(int(number.value) for number in read if number is not None)


def _trails(candidate: Candidate) -> bool:
    """Return whether the stretch ends with a participle, an adverb or "to" with a verb: it belongs to what follows.

    So does one that is like a word within the rendering: "notes issued" is not the "note-issuing banks".
    """
    last, forms = candidate.stretch.end - 1, candidate.evidence.unit.text.forms
    form = forms[last]
    if candidate.like.spelled:
        return False
    if not candidate.row.best.get(last):
        is_to_do = last > candidate.stretch.start and forms[last - 1] == "to" and "to" not in candidate.row.read.forms
        return is_to_do or is_no_noun(form) or form in _PREDICATES
    return candidate.like.head < 1.0 and form_of(form) in _PARTICIPLES


def _is_money(candidate: Candidate) -> bool:
    """Return whether the stretch is a currency's code before an amount, where no name goes: "RMB 500 million"."""
    text, stretch = candidate.evidence.unit.text, candidate.stretch
    if stretch.end - stretch.start > 1 or stretch.end >= text.size or not text.forms[stretch.end][0].isdigit():
        return False
    code = text.text[text.starts[stretch.start] : text.ends[stretch.start]]
    return code.isupper() and not candidate.row.rendering.is_short


def _is_clause(candidate: Candidate) -> bool:
    """Return whether the stretch holds a verb with what belongs to it: "to amend laws", "audit conducted in"."""
    if candidate.like.spelled:
        return False
    stretch, text = candidate.stretch, candidate.evidence.unit.text
    best, start, end = candidate.row.best, stretch.start, stretch.end
    if start > 1 and text.forms[start - 2 : start + 1] in _FIXED:
        return True
    if start and text.forms[start - 1] == "to" and best.get(start, 0.0) < _SAME and candidate.like.content > 1:
        return form_of(text.forms[start]) not in _PARTICIPLES and not is_modifier(text.forms[start])
    if end < text.size and text.joined[end] and text.forms[end] in DETERMINED and best.get(end - 1, 0.0) < _SAME:
        return True
    within, own = text.forms[start:end], candidate.row.read.forms
    if start and text.forms[start - 1] in _FINITE and start not in best and form_of(within[0]) in _PARTICIPLES:
        return True
    if _FINITE.intersection(within).difference(own) or DETERMINED.intersection(within[1:]).difference(own):
        return True
    if _COMPARING.intersection(within[1:]).difference(own):
        return True
    return any(
        other in _BEHIND_PARTICIPLE and other not in own and form_of(one) in _PARTICIPLES
        for one, other in pairwise(within)
    )


def _takes_verb(candidate: Candidate) -> bool:
    """Return whether a verb of the sentence would go with the words: "promote Fengqiao experience", "Customs sends".

    A word that the rendering has, too, and one beside a hyphen ("build-operate-transfer") are none.
    """
    text, stretch, own = candidate.evidence.unit.text, candidate.stretch, candidate.row.read.forms
    if candidate.like.spelled:
        return False
    first = text.forms[stretch.start]
    if first in _DOING and first not in own:
        return True
    if stretch.start and text.forms[stretch.start - 1] in _PRONOUNS and form_of(first) == "past" and first not in own:
        return True
    return any(
        is_finite(text.forms[at])
        and text.forms[at] not in own
        and not text.hyphened[at]
        and not (at + 1 < text.size and text.hyphened[at + 1])
        for at in range(stretch.start, stretch.end)
    )


def _takes_more(candidate: Candidate) -> bool:
    """Return whether a word at an edge stands for nothing of the term, which has words enough without it."""
    stretch, like, unit = candidate.stretch, candidate.like, candidate.evidence.unit
    if like.spelled or like.content <= like.wanted:
        return False
    if sum(unit.content[at] and not unit.text.hyphened[at] for at in range(stretch.start, stretch.end)) <= like.wanted:
        return False  # "year-end dividend" has as many words as "final dividend"
    best, related = candidate.row.best, candidate.evidence.related
    return any(max(best.get(at, 0.0), related.get(at, 0.0)) < FAINT for at in (stretch.start, stretch.end - 1))


def _takes_neighbour(candidate: Candidate) -> bool:
    """Return whether a word at an edge, unlike the rendering, stands for what the Chinese has right beside the term.

    In "irrigated area" for 灌区面积 the area is not the district's.
    """
    evidence, stretch, best = candidate.evidence, candidate.stretch, candidate.row.best
    if candidate.like.spelled or candidate.like.content < _PAIR:
        return False
    for at in (stretch.start, stretch.end - 1):
        word = evidence.unit.stem_at[at]
        if word and at not in best and min(evidence.said_outside(word), default=_AWAY) <= 0:
            own = evidence.related.get(at, 0.0)
            if min(evidence.rival(at, span) for span in evidence.spans) > own:
                return True
    return False


def _takes_body(candidate: Candidate) -> bool:
    """Return whether a body would go with what it is named for: "intellectual property office" for the property."""
    text, stretch, own = candidate.evidence.unit.text, candidate.stretch, candidate.row.read.singulars
    last = text.singulars[stretch.end - 1]
    if candidate.like.spelled or last not in _BODIES or not candidate.like.recall or candidate.like.head >= _AKIN:
        return False
    return is_mass(own[-1]) and not candidate.row.rendering.is_short


def _takes_person(candidate: Candidate) -> bool:
    """Return whether the person who holds a post would go with it: "Chief Executive Mr Li", "Office Director Su"."""
    evidence, stretch, own = candidate.evidence, candidate.stretch, candidate.row.read.forms
    text = evidence.unit.text
    if _ADDRESSES.intersection(text.forms[stretch.start : stretch.end]).difference(own):
        return True
    last = stretch.end - 1
    if last == stretch.start or last in candidate.row.best or not evidence.unit.is_upper(last):
        return False
    names = tuple(spelled(text.forms[last]))
    return bool(names) and any(evidence.rivals.source.startswith(names, span.end) for span in evidence.spans)


def _joins_two(candidate: Candidate) -> bool:
    """Return whether the stretch names two things where the term's Chinese names one; a name in capitals may."""
    like, unit, stretch = candidate.like, candidate.evidence.unit, candidate.stretch
    within = unit.text.forms[stretch.start : stretch.end]
    if like.spelled or JOINING.isdisjoint(within) or not JOINING.isdisjoint(candidate.row.read.forms):
        return False
    is_name = all(unit.is_upper(at) for at in range(stretch.start, stretch.end) if unit.content[at])
    return not is_name and not _CONJUNCTION.search(candidate.evidence.term.zh[0])
