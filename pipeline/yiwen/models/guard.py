"""Hold what a model answered against what it was asked: chatter, refusals, fences, missing lines are no translation.

A model's answer is data. It only ever becomes the text of the passage it was asked for, and only if it passes here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from yiwen.text.script import HAN
from yiwen.types import Passage, Translation, Translator

ATTEMPTS = 3
_LETTER = re.compile(r"[^\W\d_]")
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)
_MARKS = re.compile(r"<\|[^|>\n]{1,40}\|>|</?s>|<unk>|<pad>|\u2047|</?think>|\[/?INST\]", re.IGNORECASE)
_OPENING = re.compile(
    r"""\W*(?:(?:sure|certainly|of\ course|okay|absolutely)\b\s*
      (?:! | [,.:]\ ?(?:here\b|below\b|i['’]|the\ (?:english\ )?translation))
    | here(?:\ is|'s|’s|\ are)\b[^\n]{0,80}?(?:translat|english\ (?:version|text))
    | (?:below|the\ following)\ is\b[^\n]{0,60}translat
    | (?:the\ |my\ |an?\ )?(?:english\ )?translation(?:\ (?:of|is|into|in)\b[^\n]{0,60})?\s*[:：]
    | 以下是 | 译文[:：] | 翻译(?:如下|结果)?[:：] | 好的[，,。] | 当然[，,！!])""",
    re.IGNORECASE | re.VERBOSE,
)
_CLOSING = re.compile(
    r"""(?:^|\n)\W*(?:let\ me\ know\ if|i\ hope\ this|please\ let\ me\ know|feel\ free\ to
    | (?:translator['’]s\ )?note[:：] | this\ (?:is\ (?:a|the)\ )?translat | 注[:：] | 希望(?:这|对))""",
    re.IGNORECASE | re.VERBOSE,
)
_REFUSAL = re.compile(
    r"""\W*(?:(?:i['’]?m|i\ am)\ (?:sorry|unable|not\ able)\b | i\ (?:can['’]?t|cannot|won['’]?t)\b
    | sorry,\ (?:but\ )?i\b | as\ an?\ (?:ai|large\ language)\b | unfortunately,\ i\b
    | 抱歉 | 对不起，?我 | 我(?:无法|不能) | 作为(?:一个)?(?:人工智能|ai))""",
    re.IGNORECASE | re.VERBOSE,
)
_I_IN_CHINESE = re.compile("我|咱|本人|抱歉|对不起")
_NOTE_IN_CHINESE = re.compile("译|注[:：]|说明|提示|希望|告诉我|欢迎")
_MOST_HAN = 0.3  # of the answer's letters: a name or two may stay Chinese
_MOST_WORDS = 4.0  # words for a Chinese character; real translations have about 0.6
_FEW = 40  # words that a short passage may have whatever its length
_REPEATS = 5  # times in a row that no writer says one thing
_LONGEST_LOOP = 8  # words


class Guarded:
    """A translator whose bad answers are asked for again, then returned with their problem and without their text."""

    def __init__(self, inner: Translator) -> None:
        self.inner = inner
        self.name = inner.name
        self.context = inner.context
        self.window = inner.window
        self.unit = inner.unit
        self.takes_terms = inner.takes_terms
        self.takes_context = inner.takes_context

    def count(self, text: str) -> int:
        """Return how many tokens the model reads the text as."""
        return self.inner.count(text)

    def translate(self, passages: Sequence[Passage], attempt: int = 0) -> list[Translation]:
        """Return a translation a passage, in order."""
        made = _checked(passages, self.inner.translate(passages, attempt))
        for again in range(attempt + 1, ATTEMPTS):
            bad = [at for at, one in enumerate(made) if one.problem]
            if not bad:
                break
            asked = [passages[at] for at in bad]
            for at, one in zip(bad, _checked(asked, self.inner.translate(asked, again)), strict=True):
                made[at] = one
        return made


def _checked(passages: Sequence[Passage], answers: Iterable[Translation]) -> list[Translation]:
    return [
        Translation("", problem) if (problem := one.problem or problem_of(passage.text, one.text)) else one
        for passage, one in zip(passages, answers, strict=True)
    ]


def problem_of(source: str, answer: str) -> str:
    """Return what is wrong with an answer to a passage, in a few words; nothing where it may be a translation."""
    if not answer.strip():
        return "the model answered nothing"
    if (found := _MARKS.search(answer)) and found[0] not in source:
        return f"control marks in the answer ({found[0].strip()})"
    if _FENCE.search(answer) and not _FENCE.search(source):
        return "a code fence in place of plain text"
    if _REFUSAL.match(answer) and not _I_IN_CHINESE.search(source):
        return "the model refused"
    if (_OPENING.match(answer) or _CLOSING.search(answer)) and not _NOTE_IN_CHINESE.search(source):
        return "chatter round the translation"
    return _shape(source, answer)


def _shape(source: str, answer: str) -> str:
    """Return what is wrong with the answer's lines, length or words."""
    wanted, given = _lines(source), _lines(answer)
    if wanted != given:
        return f"{given} lines for {wanted}"
    han, letters = len(HAN.findall(answer)), len(_LETTER.findall(answer))
    if han > 1 and han > _MOST_HAN * letters:
        return "left in Chinese"
    words = answer.split()
    if len(words) > _FEW + _MOST_WORDS * len(source):
        return "far too long for its source"
    loop = _loop(words)
    return f'the same words over and over ("{loop}")' if loop else ""


def _lines(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def _loop(words: Sequence[str]) -> str:
    """Return the run of words that is said again and again in a row; nothing where none is."""
    if not words or max(Counter(words).values()) < _REPEATS:
        return ""
    for size in range(1, _LONGEST_LOOP + 1):
        same = 0
        for at in range(size, len(words)):
            same = same + 1 if words[at] == words[at - size] else 0
            if same >= size * (_REPEATS - 1):
                return " ".join(words[at - size + 1 : at + 1])
    return ""
