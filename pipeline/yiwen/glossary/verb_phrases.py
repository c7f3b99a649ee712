"""Renderings that are no nouns: "streamline administration and delegate power" takes the form its sentence asks for.

Termbases of reports are full of slogans whose English is a verb with its object, in the base form. A text has them as
"by streamlining ...", "it has streamlined ..." as well.
"""

import re
from functools import cache, lru_cache

from yiwen.glossary.inflect import conjugate

_FORMS = ("ing", "past", "participle", "third")
# Verbs that hardly begin a noun phrase: "lead agency", "control measure" and the like are left out.
_VERBS = frozenset(
    "accelerate achieve adhere adjust alleviate attract bolster bring broaden build consolidate create "
    "cultivate cut deepen defuse delegate deliver develop diversify eliminate encourage enhance enlarge enrich "
    "ensure eradicate establish expand explore facilitate follow forestall give go govern implement improve "
    "innovate integrate introduce invigorate keep let maintain make manage mitigate modernise modernize nurture "
    "optimise optimize overcome oversee preserve prevent promote protect provide pursue raise rectify reduce "
    "regulate reinforce relocate remove resolve restore revitalise revitalize seek simplify solve stabilise "
    "stabilize standardise standardize stimulate streamline strengthen strive sustain tackle take tighten "
    "transform unify unleash uphold vitalise vitalize".split()
)
_ALSO = frozenset(  # shore power, foster care, control measure
    "admit advance balance benefit boost control coordinate curb foster increase lower open recruit reform safeguard "
    "serve shore support upgrade".split()
)
# Verbs that are no nouns either, so that a noun phrase has them nowhere but behind a hyphen.
_NO_NOUNS = frozenset(
    "accept accompany acquire adopt allocate allow announce apply appoint approve arrange attend authorise authorize "
    "avoid become begin believe carry compile comply construct continue contribute convene create determine discuss "
    "establish evaluate examine exceed expand explain expose extend fulfil fulfill hear identify include inform "
    "inspect integrate invite involve join learn meet obtain organise organize participate perform prepare publish "
    "realise realize receive recommend remain replace require respond reveal seize select send solve speak specify "
    "stipulate submit suggest supervise teach undertake urge verify".split()
) | (_VERBS - frozenset("cut deepen go govern keep let manage raise resolve take".split()))
_JOINT = re.compile(r"((?:, and|, but|,| and| or) )")


def is_verb_phrase(rendering: str, before: str = "") -> bool:
    """Return whether a rendering begins with a verb in its base form that has an object.

    What may be a noun or an adjective, too ("lower costs", "shore power"), is a verb where words stand `before` that
    begin with one.
    """
    first, _, rest = rendering.partition(" ")
    low, old = first.lower(), before.split(" ", 1)[0].lower()
    if not rest.islower():
        return False
    return low in _VERBS or (low in _ALSO and (old in _every_form() or old in (conjugate(low, f) for f in _FORMS)))


def is_verb(word: str) -> bool:
    """Return whether a word is one of the verbs that such phrases are made of, in the base form."""
    return word.lower() in _VERBS or word.lower() in _ALSO


@cache
def _finite_forms() -> frozenset[str]:
    return frozenset(conjugate(verb, form) for verb in _NO_NOUNS for form in ("base", "third")) - {"implements"}


def is_finite(form: str) -> bool:
    """Return whether a word in small letters is a verb in the base form or the third person, and no noun."""
    return form in _finite_forms()


@cache
def _every_form() -> frozenset[str]:
    return frozenset(conjugate(verb, form) for verb in _VERBS for form in (*_FORMS, "base"))


@lru_cache(maxsize=4096)
def in_form(rendering: str, form: str) -> str:
    """Return a verb phrase in a form: (`cut costs and raise pay`, `ing`) -> `cutting costs and raising pay`."""
    parts = _JOINT.split(rendering)
    for at in range(0, len(parts), 2):
        first = parts[at].partition(" ")[0]
        if at == 0 or is_verb(first):
            done = conjugate(parts[at][:1].lower() + parts[at][1:], form)
            parts[at] = done[:1].upper() + done[1:] if parts[at][:1].isupper() else done
    return "".join(parts)


def forms(rendering: str) -> tuple[str, ...]:
    """Return the other forms of what may be a verb phrase, each once; nothing for any other rendering."""
    first, _, rest = rendering.partition(" ")
    if not (rest.islower() and is_verb(first)):
        return ()
    return tuple(dict.fromkeys(in_form(rendering, form) for form in _FORMS))
