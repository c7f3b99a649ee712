"""Which stretches cannot be what stands for a term: they are cut, too short or too long, or something else.

Each is one kind of damage that a replacement would do: old words beside the new ones, words lost, a broken sentence.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from yiwen.glossary.candidate import Candidate, is_tied
from yiwen.glossary.evidence import FAINT, Unit
from yiwen.glossary.inflect import form_of, is_no_noun
from yiwen.glossary.words import SMALL_WORDS, Words
from yiwen.text.quantities.chinese_numerals import CHARACTERS, DIGIT, read_numeral
from yiwen.text.quantities.numerals import ONES

_SAME = 0.9
_VERBS = ("past", "third")
_PARTICIPLES = ("past", "participle")
_BEHIND_PARTICIPLE = frozenset("in on by to with for from as at under".split())
_FINITE = frozenset(
    "is are was were has have had will would can could may might should must does do did be been".split()
)
_DETERMINERS = frozenset("a an its their this these that those our his her".split())
_JOINING = frozenset(("and", "or"))
_OBJECTS = _DETERMINERS | frozenset("the to on in for as with from by at up out such all any some".split())
_PREPOSITIONS = re.compile(" (of|on|for|in|to|at|by|with|from|under|between)(?= )")
_ADJECTIVE = re.compile(r"(?:tion|nal|ial|cal|ous|ary|ful|less|able|ible|ic)$")
_AWAY = 4  # characters of the source from which on two words are no neighbours
_BEHIND = 6  # words
_PAIR = 2
_PAIRED = (("(", ")"), ("[", "]"), ("“", "”"))
_MARKS = re.compile(r'[()\[\]"]')
_UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")  # soft hyphens, joiners: within a word
_HYPHENS = ("-", "\u2010", "\u2011", *_UNSEEN)
_SENTENCE_END = re.compile(r"[a-z]{4}[.;] ")
_DIGITS = re.compile(r"\d+")
_NUMERAL = re.compile(f"{DIGIT}|{CHARACTERS}")
_CONJUNCTION = re.compile("[和及与或、跟同]")


def is_no_phrase(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a stretch cannot be what stands for the term: it is cut, too short or too long.

    What is commonest and cheapest to tell is asked first.
    """
    return (
        _leaves_head(candidate)
        or _takes_more(candidate)
        or _trails(candidate)
        or _goes_on(candidate, taken)
        or _repeats_before(candidate)
        or _is_clause(candidate)
        or _adds_to_part(candidate)
        or _is_before_name(candidate)
        or _loses_figure(candidate)
        or _repeats_after(candidate)
        or _is_money(candidate)
        or _is_cut(candidate)
        or _takes_neighbour(candidate)
        or _joins_two(candidate)
        or _leaves_part(candidate, taken)
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
    """Return whether the stretch ends with a participle or an adverb of its own: it belongs to what follows.

    So does one that is like a word within the rendering: "notes issued" is not the "note-issuing banks".
    """
    last = candidate.stretch.end - 1
    form = candidate.evidence.unit.text.forms[last]
    if candidate.like.spelled:
        return False
    if not candidate.row.best.get(last):
        return is_no_noun(form)
    return candidate.like.head < 1.0 and form_of(form) in _PARTICIPLES


def _repeats_before(candidate: Candidate) -> bool:
    """Return whether the rendering begins with the word before the stretch, or with the initials of words from there.

    "U.S." and "US" are one word; "information technology security" has no place for "IT security" in its last words.
    """
    forms, start, first = candidate.evidence.unit.text.forms, candidate.stretch.start, candidate.row.rendering.forms[0]
    if not start:
        return False
    size = len(first)
    spelled = (forms[at : at + size] for at in range(max(0, start - size), start)) if size > 1 else ()
    if any("".join(form[0] for form in words) == first for words in spelled):
        return True
    return first in (forms[start - 1], "".join(forms[max(0, start - 2) : start]))


def _repeats_after(candidate: Candidate) -> bool:
    """Return whether the last words of the rendering stand close behind the stretch: "(SASAC) of the State Council"."""
    text, end, tail = candidate.evidence.unit.text, candidate.stretch.end, candidate.row.read.singulars[-_PAIR:]
    if candidate.like.head >= _SAME or len(tail) < _PAIR:
        return False
    behind = text.singulars[end : end + _BEHIND]
    return any(behind[at : at + _PAIR] == tail and all(text.near[end : end + at + _PAIR]) for at in range(len(behind)))


def _is_money(candidate: Candidate) -> bool:
    """Return whether the stretch is a currency's code before an amount, where no name goes: "RMB 500 million"."""
    text, stretch = candidate.evidence.unit.text, candidate.stretch
    if stretch.end - stretch.start > 1 or stretch.end >= len(text) or not text.forms[stretch.end][0].isdigit():
        return False
    code = text.text[text.starts[stretch.start] : text.ends[stretch.start]]
    return code.isupper() and not candidate.row.rendering.is_short


def _is_clause(candidate: Candidate) -> bool:
    """Return whether the stretch holds a verb with what belongs to it: "to amend laws", "audit conducted in"."""
    if candidate.like.spelled:
        return False
    stretch, text = candidate.stretch, candidate.evidence.unit.text
    best, start, end = candidate.row.best, stretch.start, stretch.end
    if start and text.forms[start - 1] == "to" and best.get(start, 0.0) < _SAME and candidate.like.content > 1:
        return form_of(text.forms[start]) not in _PARTICIPLES and not _ADJECTIVE.search(text.forms[start])
    if end < len(text) and text.joined[end] and text.forms[end] in _DETERMINERS and best.get(end - 1, 0.0) < _SAME:
        return True
    within, own = text.forms[start:end], candidate.row.read.forms
    if start and text.forms[start - 1] in _FINITE and start not in best and form_of(within[0]) in _PARTICIPLES:
        return True
    if any(form in _FINITE and form not in own for form in within):
        return True
    return any(form in _DETERMINERS and form not in own for form in within[1:]) or any(
        form_of(one) in _PARTICIPLES and other in _BEHIND_PARTICIPLE and other not in own
        for one, other in pairwise(within)
    )


def _adds_to_part(candidate: Candidate) -> bool:
    """Return whether the rendering would bring a first word of its own behind one that the text has in its place.

    "supporting portfolio" is the whole of what stands for "Backing Portfolio", and "President of the company" for
    "Chief Executive of the company".
    """
    stretch, unit, row = candidate.stretch, candidate.evidence.unit, candidate.row
    if candidate.like.spelled or not stretch.start or candidate.like.wanted <= candidate.like.content:
        return False
    opening = next((at for at in range(stretch.start, stretch.end) if unit.content[at]), stretch.start)
    if candidate.like.first >= _SAME or (row.matches and row.matches[0].get(opening, 0.0) >= _SAME):
        return False
    text, before = unit.text, stretch.start - 1
    if not text.joined[stretch.start]:
        return False
    if unit.content[before]:
        is_name = unit.is_upper(before) and unit.is_upper(stretch.start)
        has_subject = before > 0 and text.joined[before] and unit.content[before - 1]
        is_verb = form_of(text.forms[before]) in _VERBS and has_subject and not is_name
        return not (is_verb or min(candidate.evidence.said_outside(unit.stem_at[before]), default=_AWAY) < _AWAY)
    back = before - 1 if text.forms[before] in ("the", "s") else before
    return text.forms[back] == "of" and back > 0 and unit.content[back - 1] and "of" in row.read.forms


def _goes_on(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a word beside the stretch is one of the rendering's that the stretch lacks: it is too short."""
    if not candidate.like.lacking:
        return False
    stretch, unit = candidate.stretch, candidate.evidence.unit
    beside = [at for at in _beside(unit, stretch.start, stretch.end) if not taken[at]]
    return any(found.get(at, 0.0) >= _SAME for found in candidate.like.lacking for at in beside)


def _leaves_head(candidate: Candidate) -> bool:
    """Return whether a noun that the stretch modifies would be left behind a rendering that brings its own.

    So would the one behind a second adjective ("Hong Kong's monetary and financial systems"). It is not the term's
    where the source says it right behind the term: 机构 in "legal assistance institutions".
    """
    if candidate.like.spelled or candidate.like.head >= 1.0 or is_tied(candidate):
        return False
    text, after = candidate.evidence.unit.text, candidate.stretch.end
    if after < len(text) and text.joined[after] and text.forms[after] == "s":
        after += 1
    if after >= len(text) or not text.joined[after]:
        return False
    if text.forms[after] in SMALL_WORDS:
        return text.forms[after] in _JOINING and _ADJECTIVE.search(text.forms[candidate.stretch.end - 1]) is not None
    evidence, last = candidate.evidence, candidate.stretch.end - 1
    is_known = evidence.total.get(last, 0.0) >= FAINT or (candidate.like.recall and candidate.like.content > 1)
    if is_known and evidence.is_said_behind(evidence.unit.stem_at[after]):
        return False
    return not is_no_noun(text.forms[after]) or _ends_phrase(text, after)


def _is_before_name(candidate: Candidate) -> bool:
    """Return whether a name goes on behind a rendering with a preposition, which the stretch is without.

    "HKMA Chief Executive Mr Chan" has no place for "Chief Executive of the HKMA", nor "Financial Affairs Committee" for
    "Panel on Financial Affairs".
    """
    unit, stretch = candidate.evidence.unit, candidate.stretch
    within = unit.text.forms[stretch.start : stretch.end]
    if not any(form not in within for form in _PREPOSITIONS.findall(candidate.row.rendering.text)):
        return False
    after = stretch.end
    return after < len(unit.text) and unit.text.joined[after] and unit.is_upper(after)


def _ends_phrase(text: Words, at: int) -> bool:
    """Return whether a word in -ing is a noun by what follows: "opening, loans", but "banks offering a loan"."""
    after = at + 1
    if not text.forms[at].endswith("ing"):
        return False
    return after == len(text) or not text.joined[after] or text.forms[after] not in _OBJECTS


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


def _joins_two(candidate: Candidate) -> bool:
    """Return whether the stretch names two things where the term's Chinese names one; a name in capitals may."""
    like, unit, stretch = candidate.like, candidate.evidence.unit, candidate.stretch
    within = unit.text.forms[stretch.start : stretch.end]
    if like.spelled or _JOINING.isdisjoint(within) or not _JOINING.isdisjoint(candidate.row.read.forms):
        return False
    is_name = all(unit.is_upper(at) for at in range(stretch.start, stretch.end) if unit.content[at])
    return not is_name and not _CONJUNCTION.search(candidate.evidence.term.zh[0])


def _leaves_part(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a word beside the stretch stands for a part of the term, as nothing else of the source says it.

    "exchange hedging" of "foreign exchange hedging" would leave "foreign" before "currency hedging".
    """
    evidence, (start, end) = candidate.evidence, (candidate.stretch.start, candidate.stretch.end)
    text, stems = evidence.unit.text, evidence.unit.stem_at
    if candidate.like.spelled or (candidate.like.recall == 1.0 and not evidence.unit.is_name_begun(end)):
        return False
    left = start - 1 if start and text.joined[start] else -1
    right = end if end < len(text) and text.joined[end] else -1
    return any(
        at >= 0
        and stems[at]
        and not taken[at]
        and evidence.total.get(at, 0.0) >= FAINT
        and not evidence.said_outside(stems[at])
        for at in (left, right)
    )


def _beside(unit: Unit, start: int, end: int) -> Iterator[int]:
    """Yield the words next to a stretch, and behind one small word."""
    text = unit.text
    if start and text.joined[start]:
        yield start - 1
        if start > 1 and not unit.content[start - 1] and text.joined[start - 1]:
            yield start - 2
    if end < len(text) and text.joined[end]:
        yield end
        if end + 1 < len(text) and not unit.content[end] and text.joined[end + 1]:
            yield end + 1
