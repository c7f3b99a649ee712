"""English noun phrases: where the head is, which number it has, and whether it can be counted.

What can be counted is told by endings and short lists, since no free dictionary marks it: a guess that leans to "can".
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from yiwen.glossary.inflect import is_plural, is_unchanged, pluralize
from yiwen.glossary.words import singular

_ENDERS = frozenset(
    "about above against among as at between by during for from in into of on over through to under with within "
    "who whose which that where when".split()
)
_BEHIND_HEAD = re.compile(rf"\s(?:{'|'.join(sorted(_ENDERS))})\s")
_AFTER_HEAD = re.compile(  # the few adjectives of law and rank that English puts behind their noun
    r"\b(?:conditions?|courts?|attorneys?|auditors?|directors?|governors?|inspectors?|secretar(?:y|ies)|"
    r"surveyors?|ambassadors?|chairmen|chairman|presidents?)(?P<adjective>[ -](?:precedent|subsequent|martial|general|"
    r"designate|elect))$",
    re.IGNORECASE,
)
_LAST_WORD = re.compile(r"[A-Za-z]+(?=[\"”]?$)")
_UNTOLD = re.compile(r"(?: and | or | plus |,|(?:ed|ing)$)")  # two things, or a participle where the head should be
_ODD = frozenset("means series species headquarters politics economics mathematics physics news statistics".split())
_ALWAYS_MANY = frozenset(
    "affairs arrears belongings clothes earnings goods outskirts payables premises proceeds receivables remains "
    "riches surroundings thanks".split()
)
_PLURAL_BEFORE_NOUNS = frozenset(  # the services sector, human resources management
    "accounts benefits communications controls customs derivatives futures operations options relations reserves "
    "resources sales savings securities services sports statistics systems works".split()
)
_MASS_OR_NOT = frozenset("business development inception paper risk".split())
_MASS_ENDING = re.compile(r"(?:ing|ism|ness|ship|ware|age|ance|ence|cy|tech|ics)$")
_MASS = frozenset(
    "advice aid assistance bribery cancer capital care cash collaboration commerce conservation construction "
    "consumption cooperation corruption countryside credit data debt education embezzlement employment enforcement "
    "equipment equity evidence expertise fauna finance flooding flora fraud governance growth health healthcare "
    "hygiene imprisonment inclusion income inflation information infrastructure irrigation knowledge leave "
    "legislation liquidity litigation machinery management medicine money nutrition pay poverty procurement "
    "production progress prosperity protection relief research resettlement revenue safety sanitation security "
    "software soil stability supervision support talent tenure tourism trade traffic training transport "
    "transportation water wealth welfare work".split()
)
_ABSTRACT = re.compile(r"(?:(?<!organ)i[sz]ation|vention|pation|bility|idity|hood|dom|owth|alth)$")
_ADJECTIVE = re.compile(r"(?:ous|ful|less|etary)$")
_MODIFIER = re.compile(r"(?:tion|nal|ial|cal|ous|ary|ful|less|able|ible|ic)$")
# Nouns with such an ending that are counted all the same, and common heads of terms that always are.
_COUNTED = frozenset(
    "absence advance advantage agency alliance allowance ambulance appliance area association audience authority "
    "balance bank base bond briefing building bureau campaign campus canal cap capability case ceiling center centre "
    "champion championship clinic code commission committee company conference consequence consortium constituency "
    "consultancy contingency convention council court crime crossing currency dealership deficiency department "
    "difference district dwelling embassy emergency enterprise entrance environment experience facility factory fee "
    "filing finding firm framework fund grievance group hearing holding hospital image industry influence initiative "
    "instance institute institution internship intervention kingdom landing language law legacy liability licence "
    "license listing loan machine market measure mechanism meeting message method model mortgage neighborhood "
    "neighbourhood network object occupation offence offense offering office opening operation ordinance organ "
    "organisation organization package page park parking partnership passage patent penance percentage permit "
    "pharmacy plan plant platform policy pool preference problem program programme project province ranking rate "
    "rating ratio reference relationship reservoir residence responsibility right rule ruling saving scheme "
    "scholarship school sector sentence sequence service setting settlement site stadium stage standard station "
    "strategy subsidy substance survey system tax team tendency test tool township undertaking unit university "
    "vacancy village vulnerability wage warning zone".split()
)
_PERSONS = frozenset(
    "ambassador assessor auditor carrier chairman chief clerk commissioner contractor counsellor counselor "
    "defaulter defendant deputy director doctor driver engineer envoy executive farmer governor graduate grower "
    "inspector judge leader magistrate manager mayor member migrant minister officer owner participant patient "
    "person physician president procurator professor resident scholar secretary servant student supplier teacher "
    "trader user worker".split()
)
_COLLECTIVE = frozenset(  # one thing that is many: "banks" are no "bank systems" for a "bank system"
    "alliance association base board chain cluster committee community company consortium council economy force "
    "framework fund group industry market mix network office organization pool portfolio regime sector series "
    "system team union".split()
)

_ONE_OF_A_KIND = frozenset(  # heads of names that a place, a state or a year has one of
    "act administration agency agreement alliance arrangement association authority basin bay board bureau "
    "campaign charter code commission committee company conference congress convention corporation council court "
    "day decade department exchange exhibition expo fair festival force forum framework fund government group "
    "headquarters initiative institute law ministry mission movement office ordinance organisation organization "
    "party plan policy program programme project province railway reform regime region republic rule scheme "
    "secretariat service society state strategy summit survey system team treaty union university week year".split()
)


@lru_cache(maxsize=16384)
def split_at_head(phrase: str) -> tuple[str, str]:
    """Return a noun phrase up to its head, and what follows the head."""
    match = _BEHIND_HEAD.search(phrase)
    end = match.start() if match else len(phrase)
    if adjective := _AFTER_HEAD.search(phrase, 0, end):
        end = adjective.start("adjective")
    return phrase[:end], phrase[end:]


@lru_cache(maxsize=16384)
def head_noun(phrase: str) -> str:
    """Return the head of a noun phrase as written; empty where it does not end with a word."""
    found = _LAST_WORD.search(split_at_head(phrase)[0])
    return found[0] if found else ""


def heads(forms: Sequence[str]) -> set[int]:
    """Return which of a noun phrase's words may take the plural: the last before a preposition, and before an "and"."""
    ends = (at for at, form in enumerate(forms) if at and form in _ENDERS)
    end = next(ends, len(forms))
    return {end - 1, *(at - 1 for at in range(1, end) if forms[at] in ("and", "or"))}


def is_many(phrase: str) -> bool | None:
    """Return whether a noun phrase takes a verb in the plural; None where its head cannot be told."""
    head, _ = split_at_head(phrase)
    last = _LAST_WORD.search(head)
    if last is None or last[0].lower() in _ODD or last[0].isupper() or is_unchanged(last[0]):
        return None
    if is_plural(last[0]):
        return None if head.split(" ", 1)[0].lower().endswith("ing") else True
    return None if _UNTOLD.search(head) else False


def is_always_many(noun: str) -> bool:
    """Return whether a noun has no singular: goods, earnings."""
    return noun.lower() in _ALWAYS_MANY


def stays_plural(noun: str) -> bool:
    """Return whether a plural stays one before another noun: "services" of "services sector"."""
    return noun.lower() in _PLURAL_BEFORE_NOUNS


def is_mass(noun: str) -> bool:
    """Return whether a noun names a stuff or a doing, which is not counted: equipment, litigation, lending."""
    low = noun.lower()
    return low not in _COUNTED and (low in _MASS or _MASS_ENDING.search(low) is not None)


def may_be_mass(noun: str) -> bool:
    """Return whether a noun is counted in one sense only: a small business, and doing business."""
    return noun.lower() in _MASS_OR_NOT


def takes_no_number(noun: str) -> bool:
    """Return whether a noun has no plural and takes no "a", for certain."""
    return noun.lower() in _MASS


def is_adjective(word: str) -> bool:
    """Return whether the last word of a phrase is no noun, by its ending."""
    return _ADJECTIVE.search(word.lower()) is not None


def is_modifier(word: str) -> bool:
    """Return whether a word ends like those that mostly stand before a noun: financial, information."""
    return _MODIFIER.search(word) is not None


def can_be_counted(noun: str) -> bool:
    """Return whether a noun may take the plural, as far as can be told."""
    low = noun.lower()
    return low in _COUNTED or not (is_mass(low) or _ABSTRACT.search(low) or _ADJECTIVE.search(low))


def is_surely_counted(noun: str) -> bool:
    """Return whether a noun in the singular never stands without an article: a thing, a body, a person."""
    return noun.lower() in _COUNTED or noun.lower() in _PERSONS


def names_a_kind(noun: str) -> bool:
    """Return whether a name with this head is that of a kind of things, of which there are many: Green Factory."""
    return is_surely_counted(noun) and noun.lower() not in _ONE_OF_A_KIND


def is_person(noun: str) -> bool:
    """Return whether a noun names a person by what they do: a member, a worker."""
    return noun.lower() in _PERSONS


def is_collective(noun: str) -> bool:
    """Return whether a noun names one thing made of many: a team, a system."""
    return noun.lower() in _COLLECTIVE


def in_plural(phrase: str) -> str:
    """Return a noun phrase with its head in the plural: "condition precedent" becomes "conditions precedent"."""
    head, rest = split_at_head(phrase)
    return pluralize(head) + rest


def in_singular(phrase: str) -> str:
    """Return a noun phrase with its head in the singular."""
    head, rest = split_at_head(phrase)
    noun = head_noun(head)
    low = noun.lower()
    one = singular(low)
    if not noun or one == low:
        return phrase
    written = one.upper() if noun.isupper() else noun[: len(one)] if low.startswith(one) else noun[0] + one[1:]
    at = head.rindex(noun)
    return head[:at] + written + head[at + len(noun) :] + rest
