"""What a figure is of: the noun phrase that a quantity counts or measures, found in the words beside it.

A simple grammar, not a parser: the phrase after a count ("61 high-tech enterprises"), before "of" ("a total investment
of 31.1 billion yuan"), after "of" ("8,505 mu of farmland"), before a verb of measuring ("Output reached 2 billion
yuan"). Where none fits there is no answer; a guess in a table of figures would be worse than a gap.
"""

import re
from collections.abc import Sequence

from yiwen.summary import cues
from yiwen.types import Quantity

_TOKEN = re.compile(r"[A-Za-z][\w&/'’-]*(?:\.\d+)?|\d[\w,.%-]*|[^\w\s]")
_WINDOW = 120
_LONGEST = 6
_LONGEST_SUBJECT = 16
_STOPS = cues.FUNCTION_WORDS | frozenset(
    """accounting across almost alone along alongside also amid among annually approximately around based compared
    amounting comprising covering currently despite due exceeding following included including involving located
    nearly percent reaching respectively roughly showing there today totaling totalling toward towards using versus
    via within worth year years yesterday yuan away deep high left long tall thick wide hold own live use come
    receive higher lower""".split()
)
_VERBS = frozenset(
    """accounted achieved added adopted amounted announced approved are attracted became began benefited built came
    can carried completed comprised conducted consisted continued contributed could covered created declined
    decreased delivered did do dropped employed enjoyed entered established exceeded exceeds expanded fell
    finished gained gathered generated got grew had has have held helped hit implemented improved increased
    introduced invested is issued joined launched led made maintained make moved obtained occurred opened
    participated passed planned produced promoted provided raised ranked reached reaches realized received
    recorded reduced registered remained represented rose saw secured serve served settled signed started stood
    strengthened supplied surpassed took totaled totalled trained used visited was went were will won""".split()
)
_MEASURING = re.compile(
    r"\b(?:(?:was|were|is|are|has|have|had|will|would|to|be|been|expected|estimated|about|over|nearly|almost|around|only|"
    r"up|down|as|approximately|roughly|more|than|some|at|least|most|an?|its|record|further|slightly|sharply|steadily|by|"
    r"reached|reach|reaches|amounted|amounts|amount|totall?ed|totals?|exceed(?:ed|s)?|surpassed|stood|stands|hit|"
    r"rose|risen|grew|grown|increased|climbed|expanded|went|jumped|fell|fallen|declined|decreased|dropped|shrank|"
    r"reduced|slowed|edged|eased|remained|stable|steady|unchanged|flat|virtually|basically|came|cost|costs|worth|covers?|covered)\s+)+$",
    re.IGNORECASE,
)
_UP = re.compile(r"\b(?:rose|risen|grew|grown|increased|climbed|expanded|jumped|up)\b", re.IGNORECASE)
_DOWN = re.compile(r"\b(?:fell|fallen|declined|decreased|dropped|shrank|reduced|down)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|up|down)\b", re.IGNORECASE)
_OF = re.compile(
    r"\bof\s+(?:(?:about|over|nearly|almost|around|more than|some|approximately|up to|at least)\s+)?$", re.IGNORECASE
)
_INVESTING = re.compile(r"\binvest(?:ed|s|ing|ment)?\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_PEOPLE = frozenset("people persons staff personnel children women men students police cattle workers".split())
_EMPTY = frozenset(
    """amount area aspects average cases current end figure first fourth half items kinds last level maximum minimum
    month next number ones others parts past people points previous proportion quarter range rate record same
    scale second sets share size sum things third times total types value
    two three four five six seven eight nine ten""".split()
)


# "38 yuan and 19 yuan respectively": which is of what stands too far off to be told.
_SHARED_OUT = re.compile(r"[^.;]{0,80}\brespectively\b")
_LISTED = re.compile(r"(?:,\s+[a-z][\w-]*(?:\s+[a-z][\w-]*){0,4})*,?\s+and\s+(?=[a-z])")
# Words that join the parts of a subject: "the balance of loans to small firms in the county".
_LINKS = frozenset("above at below between by for from in of on to under with".split())
_NARROWING = frozenset("above below between for in under".split())
_ARTICLES = frozenset("a an its the their".split())
_INSIDE = _LINKS | _ARTICLES | {"per"}
# "An increase of 5 percent" does not say of what.
_CHANGES = frozenset(
    """annual average chain compound decline decrease drop fall growth increase nominal percentage point points rate
    ratio real reduction rise year-on-year""".split()
)


def measured(sentence: str, quantity: Quantity, start: int, end: int) -> str:
    """Return the phrase that the quantity at `start:end` of the sentence measures, or "" where that is not plain."""
    found = _measured(sentence[:start], sentence[end : end + _WINDOW], quantity)
    return "" if all(word.lower() in _CHANGES | _EMPTY for word in found.split()) else found


def _measured(before: str, after: str, quantity: Quantity) -> str:
    if _SHARED_OUT.match(after):
        return ""
    if quantity.unit == "":
        return _counted(after)
    if re.match(r"\s+away\b", after):
        return ""
    share = quantity.unit == "percent"
    if not share and (match := re.match(r"\s+of\s+(?:the\s+|its\s+|all\s+)?", after)):
        return _items(after[match.end() :])
    if match := _OF.search(before):
        return _with_cause(_amount(before[: match.start()]), after)
    if found := _subject(before):
        return found
    if share and (match := re.match(r"\s+of\s+(?:the\s+|its\s+|all\s+)?", after)):
        phrase = _head(after[match.end() :])
        return phrase and f"share of {phrase}"
    if _INVESTING.search(before) and (match := re.match(r"\s+(?:in|for)\s+(?:the\s+)?", after)):
        phrase = _head(after[match.end() :])
        return phrase and f"investment in {phrase}"
    return _head(after) if re.match(r"[\s-]+[a-z]", after) else ""


def _amount(before: str) -> str:
    """Return the noun phrase before "of 5 million": what follows its last "with", and all that hangs on it."""
    phrase = _tail(before)
    ahead = _TOKEN.findall(before.rstrip()[: len(before.rstrip()) - len(phrase)])
    if next((token.lower() for token in reversed(ahead) if token.lower() not in _ARTICLES), "") not in _NARROWING:
        return phrase
    whole = _whole_tail(before).split()
    if "with" in whole:
        whole = whole[len(whole) - whole[::-1].index("with") :]
    return " ".join(word for at, word in enumerate(whole) if at or word not in _ARTICLES)


def _with_cause(phrase: str, after: str) -> str:
    """Return a phrase of one word with what stands behind the quantity: gains of 3 million yuan "on bonds"."""
    match = re.match(r"\s+(on|from|for|in)\s+(?:the\s+|its\s+)?", after)
    if match is None or len(phrase.split()) != 1:
        return phrase
    behind = _head(after[match.end() :])
    return f"{phrase} {match[1]} {behind}" if behind else phrase


def _counted(after: str) -> str:
    """Return the noun phrase after a count: up to its plural noun."""
    if match := re.match(r"\s+of\s+(?:the\s+|its\s+|these\s+|our\s+)?", after):
        after = after[match.end() :]
    taken: list[str] = []
    plural = 0
    for token in _phrase(after):
        if plural and not _is_plural(token):
            break
        taken.append(token)
        plural = len(taken) if _is_plural(token) else plural
    return _named(taken[:plural])


def _is_plural(word: str) -> bool:
    return word.lower() in _PEOPLE or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s"))
    )


def _head(after: str) -> str:
    """Return the noun phrase that a text begins with."""
    phrase = _phrase(after)
    while phrase and phrase[-1].endswith("ed"):
        phrase.pop()
    return _named(phrase)


def _items(after: str) -> str:
    """Return the noun phrases that a text begins with: all of a list, since what is measured is the sum of them."""
    first = _head(after)
    listed = _LISTED.match(after, len(first)) if first and after.startswith(first) else None
    if listed is None:
        return first
    last = _head(after[listed.end() :])
    words = _TOKEN.findall(listed[0])
    plain = all(word in (",", "and") or (_nominal(word) and not word.endswith("ing")) for word in words)
    return first + listed[0] + last if plain and last else first


def _tail(before: str) -> str:
    """Return the noun phrase that a text ends with, its "of" phrase included."""
    tokens = _TOKEN.findall(before)
    taken: list[str] = []
    for place in range(len(tokens) - 1, -1, -1):
        token, low = tokens[place], tokens[place].lower()
        inside = taken and (low in ("of", "the", "per") or _is_attribute(tokens, place))
        if len(taken) >= _LONGEST or not (inside or _nominal(token)):
            break
        taken.append(token)
    while taken and taken[-1].lower() in ("of", "the"):
        taken.pop()
    return _named(taken[::-1])


def _whole_tail(before: str) -> str:
    """Return the noun phrase that a text ends with and all that hangs on it, or "" where its front is out of reach.

    Half of it would be of something else: in "the rate of firms founded in the county" it is not of the county.
    """
    tokens = _TOKEN.findall(before)
    place = len(tokens)
    while place and len(tokens) - place < _LONGEST_SUBJECT and _belongs(tokens, place - 1):
        place -= 1
    if len(tokens) - place >= _LONGEST_SUBJECT:
        return ""
    taken = tokens[place:]
    if place and tokens[place - 1][0].isdigit() and "and" in taken:  # "14 towns and total output"
        taken = taken[taken.index("and") + 1 :]
    while taken and taken[0].lower() in _ARTICLES | {"and"}:
        taken.pop(0)
    return "" if taken and taken[0].lower() in _LINKS else _named(taken)


def _belongs(tokens: Sequence[str], place: int) -> bool:
    """Return whether a token is a part of the noun phrase that the tokens end with."""
    low = tokens[place].lower()
    if low == "and":
        return place > 0 and _nominal(tokens[place - 1])
    return low in _INSIDE or _nominal(tokens[place]) or _is_attribute(tokens, place)


def _is_attribute(tokens: Sequence[str], place: int) -> bool:
    """Return whether a participle stands before a noun as an adjective does: "a planned investment"."""
    ahead = tokens[place - 1].lower() if place else ""
    return tokens[place].endswith("ed") and ahead in ("a", "an", "the", "annual", "total", "its")


def _subject(before: str) -> str:
    """Return the noun phrase before a verb of measuring that leads up to the quantity."""
    match = _MEASURING.search(before)
    if match is None or not re.search(r"[a-z]{3}", match[0]):
        return ""
    phrase = _whole_tail(before[: match.start()])
    if not phrase or not _BY.search(match[0]):
        return phrase
    if _UP.search(match[0]):
        return f"increase in {phrase}"
    return f"decrease in {phrase}" if _DOWN.search(match[0]) else phrase


def _phrase(after: str) -> list[str]:
    taken: list[str] = []
    for match in _TOKEN.finditer(after):
        if len(taken) >= _LONGEST or not _nominal(match[0]):
            break
        taken.append(match[0])
    return taken


def _nominal(token: str) -> bool:
    return token[0].isalpha() and token.lower() not in _STOPS and token.lower() not in _VERBS


def _named(tokens: Sequence[str]) -> str:
    """Return the phrase, unless all its words are empty ones."""
    content = [token for token in tokens if token.lower() not in _EMPTY and token.lower() not in cues.FUNCTION_WORDS]
    return " ".join(tokens) if content else ""
