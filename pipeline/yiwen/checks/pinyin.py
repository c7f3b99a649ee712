"""Hanyu Pinyin: which capitalised words can be transliterated Chinese names, and which two may be one name."""

from functools import lru_cache

_BY_INITIAL = {
    "": "a ai an ang ao e ei en er o ou",
    "b": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "p": "a ai an ang ao ei en eng i ian iao ie in ing o ou u",
    "m": "a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
    "f": "a an ang ei en eng o ou u",
    "d": "a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
    "t": "a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
    "n": "a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v ve",
    "l": "a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo v ve",
    "g": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "k": "a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
    "h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "q": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "x": "i ia ian iang iao ie in ing iong iu u uan ue un",
    "zh": "a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
    "ch": "a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
    "sh": "a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
    "r": "an ang ao e en eng i ong ou u ua uan ui un uo",
    "z": "a ai an ang ao e ei en eng i ong ou u uan ui un uo",
    "c": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "s": "a ai an ang ao e en eng i ong ou u uan ui un uo",
    "y": "a an ang ao e i in ing o ong ou u uan ue un",
    "w": "a ai an ang ei en eng o u",
}
SYLLABLES = frozenset(initial + final for initial, finals in _BY_INITIAL.items() for final in finals.split())
_ENGLISH_WORDS = """
    america anna bali banana bangle banking bengal binge bingo bone cage canada chance change china chinese code cone
    dance data diane dina done engage euro fame fence fiji fine game gene genre gone guide haiti hence
    home huge india iran japan judo kanga lagos lame lance lane lena lime linda line linen lingual lisa
    lone machine malaya mali manage mange mango manila media menu miami mince mine mode nairobi name
    nepal niger nigeria nina nine ninety none oman page pagoda panama panda pence pine pupil rage range
    renminbi sage sake same senate shine since sofa sudan sushi tame tehran time tina tone tuna wage
    wane wine women yuan zone
"""  # words and foreign names that happen to be spelled in syllables of pinyin
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_INITIALS = tuple(sorted(_BY_INITIAL, key=len, reverse=True))
_LONGEST = 6
_MOST_SYLLABLES = 4
_ALIKE = tuple(
    frozenset(pair.split())
    for pair in (
        "an ang",
        "en eng",
        "in ing",
        "ian iang",
        "uan uang",
        "un ong",
        "z zh",
        "c ch",
        "s sh",
        "l n",
        "u v",
        "ue ve",
    )
)  # sounds that transliterators and speech recognisers mix up


@lru_cache(maxsize=1 << 16)
def split(word: str) -> tuple[str, ...]:
    """Return the syllables of a lower-case word, fewest first choice, or nothing where it is not pinyin."""
    if word in SYLLABLES:
        return (word,)
    for length in range(min(_LONGEST, len(word) - 1), 0, -1):
        if word[:length] in SYLLABLES and (rest := split(word[length:])) and len(rest) < _MOST_SYLLABLES:
            return (word[:length], *rest)
    return ()


@lru_cache(maxsize=1 << 16)
def is_name(word: str) -> bool:
    """Return whether a word is two or more syllables of pinyin and no common English word."""
    lower = word.lower()
    return lower not in _ENGLISH and len(split(lower)) > 1


def is_broken_form(broken: str, whole: str) -> bool:
    """Return whether one word is the other with its last syllable cut short, and no pinyin itself: Baos for Baoshi."""
    broken, whole = broken.lower(), whole.lower()
    syllables = split(whole)
    if len(syllables) < 2 or split(broken) or not broken.startswith("".join(syllables[:-1])):
        return False
    rest = broken[len(whole) - len(syllables[-1]) :]
    return 0 < len(rest) < len(syllables[-1]) and syllables[-1].startswith(rest)


def are_confusable(one: str, other: str) -> bool:
    """Return whether two names differ in one sound that is often mixed up: n and ng, z and zh, s and sh, l and n."""
    first, second = split(one.lower()), split(other.lower())
    if len(first) != len(second) or len(first) < 2:
        return False
    unlike = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(unlike) == 1 and _sound_alike(*unlike[0])


def _sound_alike(one: str, other: str) -> bool:
    (initial, final), (other_initial, other_final) = _parts(one), _parts(other)
    if initial == other_initial:
        return frozenset((final, other_final)) in _ALIKE
    return final == other_final and frozenset((initial, other_initial)) in _ALIKE


def _parts(syllable: str) -> tuple[str, str]:
    initial = next(start for start in _INITIALS if syllable.startswith(start))
    return initial, syllable[len(initial) :]
