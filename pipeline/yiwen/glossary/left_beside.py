"""What would be left beside a rendering that is written over a stretch: its own words, or the rest of the old ones.

"foreign exchange hedging" becomes "foreign currency hedging" where the stretch is "exchange hedging".
"""

import re
from collections.abc import Iterator, Sequence

from yiwen.glossary.candidate import Candidate, is_tied, opens_alike
from yiwen.glossary.evidence import FAINT, Unit
from yiwen.glossary.inflect import form_of, is_no_noun
from yiwen.glossary.phrases import is_modifier
from yiwen.glossary.stretches import opening
from yiwen.glossary.words import DETERMINED, JOINING, SMALL_WORDS, Words

_SAME, _AKIN = 0.9, 0.7
_VERBS = ("past", "third")
_OBJECTS = DETERMINED | frozenset("the to on in for as with from by at up out such all any some".split())
_PREPOSITIONS = re.compile(r" (of|on|for|in|to|at|by|with|from|under|between|above|below|over|within|outside|per)(?= )")
_AWAY = 4  # characters of the source from which on two words are no neighbours
_BEHIND, _SHARED = 6, 4  # words
_PAIR, _THREE = 2, 3


def leaves_words(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether old words, or the rendering's own a second time, would stand beside it.

    What is commonest and cheapest to tell is asked first.
    """
    return (
        _leaves_head(candidate)
        or _goes_on(candidate, taken)
        or _repeats_before(candidate)
        or _adds_to_part(candidate)
        or _is_before_name(candidate)
        or _leaves_complement(candidate)
        or _repeats_after(candidate)
        or _leaves_second(candidate)
        or _leaves_part(candidate, taken)
    )


def _leaves_head(candidate: Candidate) -> bool:
    """Return whether a noun that the stretch modifies would be left behind a rendering that brings its own.

    So would the one behind a second adjective ("Hong Kong's monetary and financial systems"). It is not the term's
    where the source says it right behind the term: 机构 in "legal assistance institutions".
    """
    if candidate.like.spelled or candidate.like.head >= 1.0 or is_tied(candidate):
        return False
    text, after = candidate.evidence.unit.text, candidate.stretch.end
    if after < text.size and text.joined[after] and text.forms[after] == "s":
        after += 1
    if after >= text.size or not text.joined[after]:
        return False
    if text.forms[after] in SMALL_WORDS:
        return text.forms[after] in JOINING and is_modifier(text.forms[candidate.stretch.end - 1])
    evidence, last = candidate.evidence, candidate.stretch.end - 1
    if is_no_noun(text.forms[after]) and not _ends_phrase(text, after):
        return False
    is_known = evidence.total.get(last, 0.0) >= FAINT or (candidate.like.recall and candidate.like.content > 1)
    return not (is_known and evidence.is_said_behind(evidence.unit.stem_at[after]))


def _ends_phrase(text: Words, at: int) -> bool:
    """Return whether a word in -ing is a noun by what follows: "opening, loans", but "banks offering a loan"."""
    after = at + 1
    if not text.forms[at].endswith("ing"):
        return False
    return after == text.size or not text.joined[after] or text.forms[after] not in _OBJECTS


def _goes_on(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a word beside the stretch is one of the rendering's that the stretch lacks: it is too short."""
    if not candidate.like.lacking:
        return False
    stretch, unit = candidate.stretch, candidate.evidence.unit
    beside = [at for at in _beside(unit, stretch.start, stretch.end) if not taken[at]]
    return any(found.get(at, 0.0) >= _AKIN for found in candidate.like.lacking for at in beside)


def _beside(unit: Unit, start: int, end: int) -> Iterator[int]:
    """Yield the words on both sides of a stretch up to the first that carries meaning, at most three.

    On the right a participle is passed, too: "sea-rail" of "sea-rail combined transport".
    """
    text = unit.text
    for at in range(start - 1, max(-1, start - 1 - _THREE), -1):
        if not text.joined[at + 1]:
            break
        yield at
        if unit.content[at]:
            break
    for at in range(end, min(text.size, end + _THREE)):
        if not text.joined[at]:
            break
        yield at
        if unit.content[at] and not is_no_noun(text.forms[at]):
            break


def _repeats_before(candidate: Candidate) -> bool:
    """Return whether the rendering begins with the words before the stretch, or with the initials of words from there.

    "U.S." and "US" are one word; "information technology security" has no place for "IT security" in its last words,
    nor "insurance for townspeople" for "insurance for villagers".
    """
    unit, start, own = candidate.evidence.unit, candidate.stretch.start, candidate.row.rendering.forms
    first = own[0]
    if not start:
        return False
    forms, size = unit.text.forms, len(first)
    if size > 1 and first in unit.letters[max(0, start - size) : start - 1 + size]:
        return True
    if any(forms[max(0, start - said) : start] == own[:said] for said in range(_PAIR, len(own))):
        return True
    return first in (forms[start - 1], "".join(forms[max(0, start - 2) : start]))


def _repeats_after(candidate: Candidate) -> bool:
    """Return whether the last words of the rendering stand close behind the stretch: "(SASAC) of the State Council".

    Its last word alone where two things share it: "interest rate and liquidity risks".
    """
    text, end, own = candidate.evidence.unit.text, candidate.stretch.end, candidate.row.read.singulars
    if candidate.like.head >= _SAME:
        return False
    is_shared = end < text.size and text.forms[end] in JOINING
    tail = own[-1:] if is_shared else own[-_PAIR:]
    if len(own) < _PAIR:
        return False
    behind = text.singulars[end : end + (_SHARED if is_shared else _BEHIND)]
    size = len(tail)
    return any(behind[at : at + size] == tail and all(text.near[end : end + at + size]) for at in range(len(behind)))


def _adds_to_part(candidate: Candidate) -> bool:
    """Return whether the rendering would bring a first word of its own behind one that the text has in its place.

    "supporting portfolio" is the whole of what stands for "Backing Portfolio", and "President of the company" for
    "Chief Executive of the company".
    """
    stretch, unit, row = candidate.stretch, candidate.evidence.unit, candidate.row
    if candidate.like.spelled or not stretch.start or candidate.like.wanted <= candidate.like.content:
        return False
    if opens_alike(candidate):
        return False
    text, before = unit.text, opening(unit, stretch.start - 1)
    if not text.joined[stretch.start]:
        return False
    if unit.content[before]:
        is_name = unit.is_upper(before) and unit.is_upper(stretch.start)
        has_subject = before > 0 and text.joined[before] and unit.content[before - 1]
        is_verb = form_of(text.forms[before]) in _VERBS and has_subject and not is_name
        return not (is_verb or min(candidate.evidence.said_outside(unit.stem_at[before]), default=_AWAY) < _AWAY)
    back = before - 1 if text.forms[before] in ("the", "s") else before
    return text.forms[back] == "of" and back > 0 and unit.content[back - 1] and "of" in row.read.forms


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
    return after < unit.text.size and unit.text.joined[after] and unit.is_upper(after)


def _leaves_complement(candidate: Candidate) -> bool:
    """Return whether what the rendering says behind a preposition is said otherwise behind the stretch.

    "profit attributable to equity holders" is the whole of "profit attributable to shareholders".
    """
    text, stretch, after = candidate.evidence.unit.text, candidate.stretch, candidate.stretch.end
    if after >= text.size or not text.joined[after] or (candidate.like.head >= _SAME and text.forms[after] != "per"):
        return False
    within = text.forms[stretch.start : after]
    own = _PREPOSITIONS.findall(f" {candidate.row.rendering.text}")
    return text.forms[after] not in within and text.forms[after] in own


def _leaves_second(candidate: Candidate) -> bool:
    """Return whether one of the two things that the rendering names would be left beside it.

    "risk management and compliance" for 风险管理及监察 is more than the "risk management" of "risk management and
    monitoring".
    """
    unit, stretch, own = candidate.evidence.unit, candidate.stretch, candidate.row.read.forms
    text, start, end = unit.text, stretch.start, stretch.end
    if candidate.like.spelled or JOINING.isdisjoint(own) or not JOINING.isdisjoint(text.forms[start:end]):
        return False
    is_behind = end + 1 < text.size and text.joined[end] and text.forms[end] in JOINING
    is_before = start > 1 and text.joined[start] and text.forms[start - 1] in JOINING
    return is_behind or is_before


def _leaves_part(candidate: Candidate, taken: Sequence[bool]) -> bool:
    """Return whether a word beside the stretch stands for a part of the term, as nothing else of the source says it.

    "exchange hedging" of "foreign exchange hedging" would leave "foreign" before "currency hedging".
    """
    evidence, (start, end) = candidate.evidence, (candidate.stretch.start, candidate.stretch.end)
    text, stems = evidence.unit.text, evidence.unit.stem_at
    if candidate.like.spelled or (candidate.like.recall == 1.0 and not evidence.unit.is_name_begun(end)):
        return False
    left = start - 1 if start and text.joined[start] else -1
    right = end if end < text.size and text.joined[end] else -1
    return any(
        at >= 0
        and stems[at]
        and not taken[at]
        and evidence.total.get(at, 0.0) >= FAINT
        and not evidence.said_outside(stems[at])
        for at in (left, right)
    )
