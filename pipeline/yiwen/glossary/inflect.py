"""English inflection that a replacement needs: plurals, verb forms, a or an, Title Case."""

import re
from functools import lru_cache

_PLURALS = {
    "analysis": "analyses",
    "basis": "bases",
    "calf": "calves",
    "child": "children",
    "criterion": "criteria",
    "foot": "feet",
    "half": "halves",
    "hectare": "hectares",
    "hero": "heroes",
    "index": "indexes",
    "knife": "knives",
    "leaf": "leaves",
    "life": "lives",
    "man": "men",
    "medium": "media",
    "midwife": "midwives",
    "person": "people",
    "phenomenon": "phenomena",
    "shelf": "shelves",
    "thief": "thieves",
    "wife": "wives",
    "wolf": "wolves",
    "woman": "women",
}
_UNCHANGED = frozenset(
    "aircraft cattle data equipment fish information infrastructure jin li livestock mu news offspring people "
    "personnel police poultry research series sheep species staff yuan".split()
)
_MAN = re.compile(r"(?:chair|crafts?|fisher|fore|middle|sales|spokes|states|trades|wo|work)m[ae]n")
_SINGULARS = {"consortia": "consortium"} | {plural: singular for singular, plural in _PLURALS.items()}

_PAST = {
    "be": "was",
    "become": "became",
    "begin": "began",
    "bend": "bent",
    "bite": "bit",
    "blow": "blew",
    "break": "broke",
    "bring": "brought",
    "build": "built",
    "buy": "bought",
    "catch": "caught",
    "choose": "chose",
    "come": "came",
    "cut": "cut",
    "do": "did",
    "draw": "drew",
    "drive": "drove",
    "eat": "ate",
    "fall": "fell",
    "feel": "felt",
    "fight": "fought",
    "find": "found",
    "fly": "flew",
    "get": "got",
    "give": "gave",
    "go": "went",
    "grow": "grew",
    "hang": "hung",
    "have": "had",
    "hide": "hid",
    "hold": "held",
    "keep": "kept",
    "know": "knew",
    "lay": "laid",
    "lead": "led",
    "leave": "left",
    "let": "let",
    "lose": "lost",
    "make": "made",
    "meet": "met",
    "overcome": "overcame",
    "oversee": "oversaw",
    "overtake": "overtook",
    "pay": "paid",
    "put": "put",
    "rise": "rose",
    "run": "ran",
    "say": "said",
    "see": "saw",
    "seek": "sought",
    "sell": "sold",
    "send": "sent",
    "set": "set",
    "shake": "shook",
    "shed": "shed",
    "show": "showed",
    "sing": "sang",
    "speak": "spoke",
    "speed": "sped",
    "spend": "spent",
    "spread": "spread",
    "stand": "stood",
    "stick": "stuck",
    "strike": "struck",
    "swing": "swung",
    "take": "took",
    "teach": "taught",
    "tear": "tore",
    "tell": "told",
    "think": "thought",
    "throw": "threw",
    "tread": "trod",
    "undergo": "underwent",
    "undertake": "undertook",
    "wear": "wore",
    "win": "won",
    "withdraw": "withdrew",
    "write": "wrote",
}
_PARTICIPLES = {
    **_PAST,
    "be": "been",
    "become": "become",
    "begin": "begun",
    "bite": "bitten",
    "blow": "blown",
    "break": "broken",
    "choose": "chosen",
    "come": "come",
    "do": "done",
    "draw": "drawn",
    "drive": "driven",
    "eat": "eaten",
    "fall": "fallen",
    "fly": "flown",
    "give": "given",
    "go": "gone",
    "grow": "grown",
    "hide": "hidden",
    "know": "known",
    "overcome": "overcome",
    "oversee": "overseen",
    "overtake": "overtaken",
    "rise": "risen",
    "run": "run",
    "see": "seen",
    "shake": "shaken",
    "show": "shown",
    "sing": "sung",
    "speak": "spoken",
    "take": "taken",
    "tear": "torn",
    "throw": "thrown",
    "tread": "trodden",
    "undergo": "undergone",
    "undertake": "undertaken",
    "wear": "worn",
    "withdraw": "withdrawn",
    "write": "written",
}
_THIRD = {"be": "is", "have": "has"}
_DOUBLING = frozenset(
    "admit begin commit compel control equip excel forget occur patrol permit prefer propel refer submit transfer "
    "transmit upset".split()
)
_SHORT = re.compile(r"(?:[^aeiou]|qu)*[aeiou][bcdfgklmnprstvz]")  # one syllable: its last letter is doubled
_BASE_ALTHOUGH_ED = frozenset("bleed breed embed exceed feed heed need proceed seed shred succeed weed".split())
_FORMS = {
    **dict.fromkeys(_PAST.values(), "past"),
    **{form: "participle" for lemma, form in _PARTICIPLES.items() if form not in (_PAST[lemma], lemma)},
    **dict.fromkeys(_THIRD.values(), "third"),
    **dict.fromkeys((*_PAST, *_BASE_ALTHOUGH_ED, "are", "focus"), "base"),
    "were": "past",
}

_SMALL = frozenset("a an and as at but by for from in into nor of on onto or over per the to up via with".split())
_AN_LETTERS = frozenset("aefhilmnorsx")  # letters whose names begin with a vowel sound
_AN_WORDS = re.compile(r"(?:[aeiou]|hono|honest|hour|heir)")
_A_WORDS = re.compile(r"(?:eu|ewe|one(?!r)|once|u(?:b|kr|ne(?=sco)|ni(?!de|n|m)|ran|s[aeiu]|t[aeio]|y)|ouija)")


def pluralize(phrase: str) -> str:
    """Return the phrase with its last word in the plural: `stuck point` -> `stuck points`."""
    head, word = re.fullmatch(r"(.*?)([A-Za-z]*)", phrase, re.DOTALL).groups()  # type: ignore[union-attr]
    low = word.lower()
    if not word or low in _UNCHANGED or low.endswith("ics") or is_plural(low):
        return phrase
    if low in _PLURALS:
        return str(head + _like(word, _PLURALS[low]))
    if low.endswith("sperson"):
        return f"{head}{word[:-4]}{_like(word[-4:], 'ople')}"
    if _MAN.fullmatch(low):
        return f"{head}{word[:-2]}{_like(word[-2:], 'en')}"
    if low.endswith(("sis", "xis")):
        return f"{head}{word[:-2]}{_like(word[-2:], 'es')}"
    if word.isupper() and len(word) > 1:
        return f"{head}{word}s"
    if re.search(r"(?:s|x|z|ch|sh)$", low):
        return f"{head}{word}es"
    if re.search(r"[^aeiou]y$", low):
        return f"{head}{word[:-1]}ies"
    return f"{head}{word}s"


def is_unchanged(word: str) -> bool:
    """Return whether a noun is the same in both numbers."""
    return word.lower() in _UNCHANGED


def is_plural(word: str) -> bool:
    """Return whether a noun looks plural."""
    low = word.lower()
    if low in _SINGULARS or low.endswith("speople") or (_MAN.fullmatch(low) and low.endswith("men")):
        return True
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "news", "series", "ics", "gas", "bias", "canvas"))


@lru_cache(maxsize=65536)
def form_of(verb: str) -> str:
    """Return which form a verb stands in: base, third, ing, past or participle."""
    low = verb.lower()
    if low in _FORMS:
        return _FORMS[low]
    if re.search(r"[aeiouy].*ing$", low):
        return "ing"
    if low.endswith("ed"):
        return "past"
    if low.endswith("s") and not low.endswith("ss"):
        return "third"
    return "base"


@lru_cache(maxsize=65536)
def is_no_noun(word: str) -> bool:
    """Return whether a word looks like a verb in the past, a participle or an adverb."""
    return word.endswith(("ing", "ly")) or form_of(word) in ("past", "participle")


def conjugate(lemma: str, form: str) -> str:
    """Return a verb, or a phrase that begins with one, in a form: (`boost`, `ing`) -> `boosting`."""
    verb, _, rest = lemma.partition(" ")
    done = _conjugated(verb, form)
    return f"{done} {rest}" if rest else done


def _conjugated(verb: str, form: str) -> str:
    if form == "third":
        return _THIRD.get(verb) or (
            f"{verb[:-1]}ies"
            if re.search(r"[^aeiou]y$", verb)
            else f"{verb}es"
            if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", verb)
            else f"{verb}s"
        )
    if form == "ing":
        stem = f"{verb[:-2]}y" if verb.endswith("ie") else _stem(verb)
        return f"{stem}ing" if verb != "be" else "being"
    if form in ("past", "participle"):
        irregular = (_PAST if form == "past" else _PARTICIPLES).get(verb)
        if irregular:
            return irregular
        return f"{verb[:-1]}ied" if re.search(r"[^aeiou]y$", verb) else f"{_stem(verb).removesuffix('e')}ed"
    return verb


def _stem(verb: str) -> str:
    """Return what -ing and -ed are added to."""
    if verb in _DOUBLING or _SHORT.fullmatch(verb):
        return verb + verb[-1]
    return verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) else verb


def article(following: str) -> str:
    """Return `a` or `an` for the words that follow, by their sound."""
    word = re.match(r"[\"'“‘(]*([A-Za-z]+|\d+(?:,\d+)*)", following)
    if not word:
        return "a"
    first = word[1]
    if first[0].isdigit():
        return "an" if re.match(r"8|1[18](?:,?\d{3})*$", first) else "a"
    if first.isupper() and (len(first) <= 3 or not re.search(r"[AEIOUY]", first)):
        return "an" if first[0].lower() in _AN_LETTERS else "a"
    low = first.lower()
    return "an" if _AN_WORDS.match(low) and not _A_WORDS.match(low) else "a"


def title_case(phrase: str) -> str:
    """Return the phrase in Title Case; small words stay small, capitals stay capitals."""
    pieces = re.split(r"((?<![0-9A-Za-z])[A-Za-z][A-Za-z'’]*)", phrase)  # the letters of "20th" are no word
    for index in range(1, len(pieces), 2):
        word = pieces[index]
        if word.lower() not in _SMALL or index == 1:
            pieces[index] = word[0].upper() + word[1:]
    return "".join(pieces)


@lru_cache(maxsize=16384)
def is_title_case(phrase: str) -> bool:
    """Return whether two words or more begin with a capital, and of all words only small ones do not."""
    words = re.findall(r"(?<![0-9A-Za-z])[A-Za-z][A-Za-z'’]*", phrase)
    capitals = [word for word in words if word[0].isupper()]
    plain = [word for word in words if word.lower() not in _SMALL]
    return bool(plain) and len(capitals) >= 2 and all(word[0].isupper() for word in plain)


def capitalize(phrase: str) -> str:
    """Return the phrase with its first letter, after quotes and brackets, a capital."""
    return re.sub(r"^[\"'“‘(\[]*[a-z]", lambda m: m[0].upper(), phrase, count=1)


def _like(model: str, word: str) -> str:
    """Return the word with the capitals of the model."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word.capitalize() if model[:1].isupper() else word
