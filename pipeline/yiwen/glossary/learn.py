"""Propose entries from what a reviser changed: the same words changed in the same way, twice or more."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_MOST_WORDS = 7


@dataclass(frozen=True, slots=True)
class Lesson:
    """A change that a reviser made several times: the words before and after, how often, how often not, and where."""

    before: str
    after: str
    times: int
    kept: int
    example: tuple[str, str]


def learn(pairs: Iterable[tuple[str, str]], *, least: int = 2) -> list[Lesson]:
    """Return the lessons of texts before and after revision (paragraph by paragraph), most frequent first.

    A neighbour that stood beside a single word each time belongs to the lesson: not `owner` but `chain owner`. `kept`
    counts how often the same words stood and were left: a lesson with many is a matter of context.
    """
    pairs = [(before, after) for before, after in pairs if before.strip()]
    changes: defaultdict[tuple[str, str], list[_Made]] = defaultdict(list)
    for before, after in pairs:
        for words, neighbours in _changes(before, after):
            changes[words].append(_Made(*neighbours, (before, after)))
    texts = " \n ".join(before.lower() for before, _ in pairs)
    lessons = (_lesson(words, made, texts) for words, made in changes.items() if len(made) >= least)
    return sorted(lessons, key=lambda lesson: (-lesson.times, lesson.before, lesson.after))


@dataclass(frozen=True, slots=True)
class _Made:
    """A change as it was made once: the words on its left and right (empty where a text or clause ends), and where."""

    left: str
    right: str
    example: tuple[str, str]


def _lesson(words: tuple[str, str], made: list[_Made], texts: str) -> Lesson:
    left, right = ({getattr(one, side) for one in made} for side in ("left", "right"))
    before, after = words
    if len(made) > 1 and before.isalpha():
        before, after = (_framed(text, left, right) for text in words)
    return Lesson(before, after, len(made), max(0, _occurrences(before, texts) - len(made)), made[0].example)


def _framed(words: str, left: set[str], right: set[str]) -> str:
    """Return a word with the neighbour that it had each time, the one on its left before the one on its right."""
    before, after = (next(iter(side)) if len(side) == 1 else "" for side in (left, right))
    if before:
        return f"{before} {words}"
    return f"{words} {after}" if after else words


def as_yaml(lessons: Iterable[Lesson]) -> str:
    """Return the lessons as entries to be judged: the Chinese, the reason and the examples are a person's to give."""
    return "\n".join(_entry(lesson) for lesson in lessons)


def _changes(before: str, after: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield the replaced runs of a few words, the old lower-cased, with the words that stood beside them."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, [t.lower() for t in old], [t.lower() for t in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        words = [t for t in old[a:b] if t[0].isalpha()]
        if tag == "replace" and words and b - a <= _MOST_WORDS and d - c <= _MOST_WORDS and new[c:d]:
            beside = (_neighbour(old, a - 1), _neighbour(old, b))
            yield (_joined(old[a:b]).lower(), _joined(new[c:d])), beside


def _neighbour(tokens: list[str], place: int) -> str:
    """Return the word at a place, lower-cased; empty for a mark, a small word or the end of the text."""
    word = tokens[place].lower() if 0 <= place < len(tokens) else ""
    return word if len(word) > 3 and word.isalpha() else ""


def _joined(tokens: list[str]) -> str:
    return re.sub(r" ([,.;:)!?])", r"\1", " ".join(tokens))


def _occurrences(words: str, text: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", text))


def _entry(lesson: Lesson) -> str:
    name = "-".join(re.findall(r"[a-z0-9]+", lesson.after.lower()))[:40]
    pattern = re.escape(lesson.before).replace(r"\ ", " ").replace(r"\-", "-").replace("'", "''")
    return (
        f"# changed {lesson.times} times, left {lesson.kept} times\n"
        f"- id: {name}\n  zh: []  # which Chinese?\n  en: [{_quoted(lesson.after)}]\n  wrong: ['{pattern}']\n"
        f"  fix: review\n  alone: never\n  why: {_quoted('why is the rendering wrong?')}\n"
        f"  # before: {' '.join(lesson.example[0].split())}\n  # after:  {' '.join(lesson.example[1].split())}\n"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
