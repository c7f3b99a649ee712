"""A sentence read for comparison: its words by their roots, figures, names, and the words that turn its meaning."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from yiwen.summary import cues
from yiwen.summary.sentences import stem
from yiwen.summary.verify.families import Cue, cues_of
from yiwen.text.normalize import normalize
from yiwen.text.quantities import parse
from yiwen.types import Quantity, Span

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f][\w&]*(?:['’-][\w&]+)*|\d[\d,.]*\d|\d")
_NEAR = 6
_IRREGULAR = {
    word: base
    for base, words in {
        "rise": "rose risen", "grow": "grew grown growth", "fall": "fell fallen", "build": "built", "hold": "held",
        "win": "won", "sell": "sold", "spend": "spent", "begin": "began begun", "lead": "led", "make": "made",
        "meet": "met", "pay": "paid", "see": "saw seen", "give": "gave given", "take": "took taken", "bring": "brought",
        "buy": "bought", "send": "sent", "keep": "kept", "leave": "left", "become": "became", "choose": "chose chosen",
        "say": "said", "go": "went gone", "lay": "laid", "find": "found", "break": "broke broken",
        "speak": "spoke spoken", "complete": "completion", "invest": "investment", "develop": "development",
        "produce": "production",        "construct": "construction", "reduce": "reduction", "expand": "expansion",
    }.items()
    for word in words.split()
}  # fmt: skip
_MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday""".split()
)
_JOINTS = frozenset({"of", "for", "on", "de"})
# Capitalised words that name nobody by themselves: offices and kinds of places and bodies.
ROLES = cues.POSTS | frozenset(
    """mr mrs ms dr prof professor party general chief head acting executive standing committee bureau office department
    commission government municipal provincial national central district city county province town township village
    street road group company corporation limited ltd co inc the a an state council ministry president chairman
    professor captain manager""".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or figure at a place: as written, and its root (lower-case, without endings)."""

    text: str
    root: str
    span: Span

    @property
    def carries(self) -> bool:
        """Whether the word carries meaning of its own: no function word, no figure."""
        low = self.text.lower()
        return len(low) > 1 and not low[0].isdigit() and low not in cues.FUNCTION_WORDS


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words; `opens` where it begins the sentence, so that its first word may be no name."""

    span: Span
    words: tuple[str, ...]
    opens: bool

    def __str__(self) -> str:
        return " ".join(self.words)


@dataclass(frozen=True)
class Reading:
    """A sentence with what a comparison needs, each read when it is first asked for."""

    text: str

    @cached_property
    def plain(self) -> str:
        """The text with plain spaces, quotes and hyphens, as long as it was."""
        return normalize(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words and figures in order."""
        return tuple(Word(m[0], root(m[0]), Span(*m.span())) for m in _WORD.finditer(self.plain))

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of the words that carry meaning."""
        return frozenset(word.root for word in self.words if word.carries)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The figures, dates and years."""
        return parse(self.text)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The runs of capitalised words."""
        return tuple(_names(self.words, self.plain))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The words of the families."""
        return tuple(cues_of(self.plain))

    def around(self, span: Span, reach: int = _NEAR) -> dict[str, float]:
        """Return the roots near a place, outside it, weighted by their nearness."""
        before = [word for word in self.words if word.span.end <= span.start and word.carries][-reach:]
        after = [word for word in self.words if word.span.start >= span.end and word.carries][:reach]
        near: dict[str, float] = {}
        for words in (reversed(before), after):
            for distance, word in enumerate(words):
                near[word.root] = max(near.get(word.root, 0.0), 1 / (1 + distance / 2))
        return near


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Return how alike two surroundings are, 0 to 1: the shared weight over that of the smaller."""
    shared = sum(min(weight, other[word]) for word, weight in one.items() if word in other)
    whole = min(sum(one.values()), sum(other.values()))
    return shared / whole if whole else 0.0


def root(word: str) -> str:
    """Return the word in lower case without possessive, plural and verb endings: completed, completing -> complet."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    low = _IRREGULAR.get(low, stem(low))
    for ending in ("ing", "ed", "ly"):
        if low.endswith(ending) and len(low) - len(ending) > 3:
            low = low[: -len(ending)]
            break
    if len(low) > 3 and low[-1] == low[-2] and low[-1] not in "se":
        low = low[:-1]
    return low[:-1] if len(low) > 4 and low.endswith("e") else low


def _names(words: Sequence[Word], text: str) -> list[Name]:
    found: list[Name] = []
    run: list[Word] = []
    first = words[0].span.start if words else 0
    for at, word in enumerate(words):
        gap = text[run[-1].span.end : word.span.start] if run else ""
        if run and not (gap.isspace() or gap in ("-", "")):
            found += _closed(run, first)
            run = []
        if _capitalised(word):
            run.append(word)
        elif not (run and word.text in _JOINTS and at + 1 < len(words) and _capitalised(words[at + 1])):
            found += _closed(run, first)
            run = []
        else:
            run.append(word)
    return found + _closed(run, first)


def _closed(run: Sequence[Word], first: int) -> list[Name]:
    kept = list(run)
    while kept and not _capitalised(kept[-1]):
        kept.pop()
    if not kept or all(word.text.lower() in cues.FUNCTION_WORDS for word in kept):
        return []
    opens = kept[0].span.start == first
    words = tuple(word.text.removesuffix("'s") for word in kept)
    end = kept[-1].span.end - (2 if kept[-1].text.endswith("'s") else 0)
    return [Name(Span(kept[0].span.start, end), words, opens)]


def _capitalised(word: Word) -> bool:
    low = word.text.lower()
    return (
        word.text[0].isupper() and low not in _MONTHS and low.split("'")[0] not in ("i", "we", "you", "he", "she", "it")
    )
