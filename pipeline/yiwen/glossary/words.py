"""English words of a text for comparison: where they stand, their stems, and how alike two are."""

import re
from dataclasses import dataclass
from functools import lru_cache

from yiwen.text.normalize import fold, normalize

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ '/&-]{0,3}")
_DOT = re.compile(r"\. ?")
_SHORTENED = 3  # letters of a word that a full stop may follow without ending the sentence: Mr., U.S., Ltd.
_NEAR = re.compile(r"[ '\"/&.,:()\[\]\u2014-]{0,5}")
_SUFFIXES = re.compile(
    r"(?:isations?|izations?|ations?|itions?|ments?|ingly|ings?|edly|ances?|ences?|ities|ity|ories|ory|ives?|ors?|ers?"
    r"|ies|ied|ions?|ed|es|ly|al|s|e|y)$"
)
_ISE = re.compile(r"is(?=(?:e[drs]?|ing|ations?|ers?)$)")
_ODD_PLURALS = {
    "analyses": "analysis", "bases": "basis", "children": "child", "consortia": "consortium", "criteria": "criterion",
    "crises": "crisis",
    "feet": "foot", "hypotheses": "hypothesis", "indices": "index", "matrices": "matrix", "media": "medium",
    "memoranda": "memorandum", "men": "man", "people": "person", "phenomena": "phenomenon", "women": "woman",
}  # fmt: skip
_SPELLINGS = (
    ("our", "or"),
    ("centre", "center"),
    ("programme", "program"),
    ("licence", "license"),
    ("defence", "defense"),
    ("cheque", "check"),
    ("labell", "label"),
    ("modell", "model"),
    ("travell", "travel"),
    ("cancell", "cancel"),
    ("fulfill", "fulfil"),
    ("judgement", "judgment"),
    ("catalogue", "catalog"),
    ("analyse", "analyze"),
)
FUNCTION_WORDS = frozenset(
    "a an and are as at be been both but by can did do does for from had has have he her his how in into is it "
    "its may more most no nor not of on onto or our out over per s she so some such than that the their them then "
    "there dr mr mrs ms these they this those through to under up upon was we were what when where which while "
    "who whose will with within without would you about above after against all already also although among any "
    "around because been before being below between beyond could despite during each either every few further "
    "hence however i if including like many me might much must neither off once only other otherwise own rather "
    "same several she should since still therefore thereby though throughout thus together too towards unless "
    "until upon us very via whereas whether why yet your".split()
)
_BODY_AND_PERSON = frozenset(  # of one family, and never the same
    frozenset(pair.split())
    for pair in ("office officer", "commission commissioner", "ministry minister", "secretariat secretary")
)
JOINING = frozenset(("and", "or"))
DETERMINED = frozenset("a an its their this these that those our his her".split())  # before a noun phrase
# With the prepositions that may also be a part of a term: "loans for use outside Hong Kong".
SMALL_WORDS = FUNCTION_WORDS | frozenset(
    "across along amid beside beyond inside near outside past round toward within".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: `text` as written, `folded` plain and lower case; `gaps[i]` stands before word i."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    singulars: tuple[str, ...]
    joined: tuple[bool, ...]  # nothing but space, hyphen or the like stands between word i and the one before
    near: tuple[bool, ...]  # or brackets and commas
    hyphened: tuple[bool, ...]  # a hyphen or a dot alone stands there: the two are one
    size: int

    def __len__(self) -> int:
        return self.size


def words(text: str) -> Words:
    """Return the words of a text."""
    plain = fold(normalize(text))
    found = list(map(re.Match.span, _WORD.finditer(plain)))
    forms = tuple([plain[start:end] for start, end in found])
    joined, near, hyphened = [True] * len(found), [True] * len(found), [False] * len(found)
    last = -9
    for at, (start, end) in enumerate(found):
        if start - last != 1 or plain[last] != " ":  # else the common case: a space alone
            joined[at] = last >= 0 and _is_joined(plain, last, start, forms[at - 1])
            near[at] = last >= 0 and _NEAR.fullmatch(plain, last, start) is not None
            hyphened[at] = start - last == 1 and plain[last] in "-."
        last = end
    return Words(
        text,
        tuple([start for start, _ in found]),
        tuple([end for _, end in found]),
        forms,
        tuple(map(singular, forms)),
        tuple(joined),
        tuple(near),
        tuple(hyphened),
        len(found),
    )


def _is_joined(plain: str, last: int, start: int, before: str) -> bool:
    """Return whether what stands between the last word and the one from `start` lets them be of one phrase."""
    if _GAP.fullmatch(plain, last, start):
        return True
    return len(before) <= _SHORTENED and _DOT.fullmatch(plain, last, start) is not None


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """Return a word without the ending of the plural, roughly: equal for both numbers of a noun."""
    if word.endswith("speople"):
        return word[:-4] + "rson"
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return _ODD_PLURALS.get(word, word)
    if word in _ODD_PLURALS:
        return _ODD_PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses", "zes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word without its endings, roughly: equal for words of one family."""
    if len(word) < 5:
        return singular(word)
    base = _SUFFIXES.sub("", word)
    return base if len(base) >= 4 else singular(word)


@lru_cache(maxsize=65536)
def stem_of_content(word: str) -> str:
    """Return the stem of a word that carries meaning, nothing for another."""
    return "" if word in FUNCTION_WORDS else stem(word)


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """Return a word in one spelling of those that British and American English give it, for comparison only."""
    word = _ISE.sub("iz", word)
    for old, new in _SPELLINGS:
        word = word.replace(old, new)
    return word


@lru_cache(maxsize=262144)
def likeness(one: str, other: str) -> float:
    """Return how alike two words are, 0 to 1: the same noun, the same family, the same beginning, the same letters."""
    if one == other or singular(one) == singular(other):
        return 1.0
    if frozenset((singular(one), singular(other))) in _BODY_AND_PERSON:
        return 0.0
    if one[:2] != other[:2] or min(len(one), len(other)) < 4:
        return 0.0
    if spelling(singular(one)) == spelling(singular(other)):
        return 1.0
    if stem(one) == stem(other):
        return 0.9
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return 0.7 if shared >= 5 and shared >= 0.6 * min(len(one), len(other)) else 0.0
