"""Propose entries from what a reviser changed: the same words changed in the same way, twice or more."""

import re
from collections import Counter, defaultdict
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

    `kept` counts how often the same words stood and were left: a lesson with many is a matter of context.
    """
    pairs = [(before, after) for before, after in pairs if before.strip()]
    changes: Counter[tuple[str, str]] = Counter()
    examples: defaultdict[tuple[str, str], tuple[str, str]] = defaultdict(lambda: ("", ""))
    for before, after in pairs:
        for change in _changes(before, after):
            changes[change] += 1
            examples.setdefault(change, (before, after))
    texts = " \n ".join(before.lower() for before, _ in pairs)
    return [
        Lesson(before, after, times, max(0, _occurrences(before, texts) - times), examples[before, after])
        for (before, after), times in sorted(changes.items(), key=lambda item: (-item[1], item[0]))
        if times >= least
    ]


def as_yaml(lessons: Iterable[Lesson]) -> str:
    """Return the lessons as entries to be judged: the Chinese, the reason and the examples are a person's to give."""
    return "\n".join(_entry(lesson) for lesson in lessons)


def _changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the replaced runs of a few words, lower-cased."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    matcher = SequenceMatcher(None, [t.lower() for t in old], [t.lower() for t in new], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        words = [t for t in old[a:b] if t[0].isalpha()]
        if tag == "replace" and words and b - a <= _MOST_WORDS and d - c <= _MOST_WORDS and new[c:d]:
            yield _joined(old[a:b]).lower(), _joined(new[c:d])


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
