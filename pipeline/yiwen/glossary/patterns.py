"""Patterns of an entry: filled in, refused when they could run away, and the words they cannot match without.

A pattern is a Python regular expression in lower case, matched on the folded copy of a text (`yiwen.text.normalize`).
A space stands for one or more spaces, `{name}` for a list of `glossary/words.yaml`; words bound the whole.

The literals that a pattern requires are found as in RE2's prefilter (R. Cox, "Regular Expression Matching with a
Trigram Index", 2012): an exact set of strings while it is small, else the best set met on the way.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]  # the parser of `re` has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

MOST_PATHS = 10_000_000
MOST_WIDTH = 400
_MOST_EXACT = 24
_SPACE = [(op.LITERAL, ord(" "))]
_NAME = re.compile(r"\{([a-z][a-z-]*)\}", re.IGNORECASE)


class PatternError(ValueError):
    """A pattern is wrong; the message says how, the caller says where."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern ready to be compiled.

    `width` is the greatest length of a match; one of the `anchors` stands in every match.
    """

    text: str
    width: int
    anchors: frozenset[str]
    groups: frozenset[str] = frozenset()

    def compile(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        return re.compile(self.text)


def prepare(written: str, words: Mapping[str, str]) -> Pattern:
    """Return the pattern that a writer wrote, filled in and checked.

    Raises:
        PatternError: it is no regular expression, names an unknown list, could run away, or holds no word to look for.
    """
    filled = _spread_spaces(fill(written, words))
    text = rf"(?<!\w)(?:{filled})(?!\w)"
    try:
        parsed = parser.parse(text)
    except re.error as error:
        raise PatternError(f"the pattern is no regular expression: {error}") from error
    width = parsed.getwidth()[1]
    if width > MOST_WIDTH:
        raise PatternError(
            f"the pattern may match more than {MOST_WIDTH} characters; bound every repeat, as in {{0,20}}"
        )
    if _paths(parsed) > MOST_PATHS:
        raise PatternError("the pattern may take too long; use fewer repeats and options, or split it")
    if parsed.getwidth()[0] == 0:
        raise PatternError("the pattern matches the empty text")
    anchors = _required(parsed)
    if not anchors or min(map(len, anchors)) < 2:
        raise PatternError("the pattern holds no word of two letters or more to look for")
    return Pattern(text, width, anchors, frozenset(parsed.state.groupdict))


def fill(written: str, words: Mapping[str, str]) -> str:
    """Return the pattern with `{name}` replaced by its list."""

    def named(match: re.Match[str]) -> str:
        try:
            return f"(?:{words[match[1]]})"
        except KeyError:
            raise PatternError(f"no list is named {{{match[1]}}}; known: {', '.join(sorted(words))}") from None

    for _ in range(4):  # a list may name another
        filled = _NAME.sub(named, written)
        if filled == written:
            return filled
        written = filled
    raise PatternError("the named lists name one another without end")


def _spread_spaces(pattern: str) -> str:
    """Return the pattern with each space outside a character class matching one to nine spaces."""
    return re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]| ", lambda m: "(?: {1,9})" if m[0] == " " else m[0], pattern)


def _paths(node: Any) -> int:
    """Return a bound on the ways to match at one place: the product of the choices, counted up to a limit."""
    total = 1
    for kind, argument in node:
        exact = _item(kind, argument).exact
        total *= _choices(kind, argument) if exact is None else _compatible(exact)
        if total > MOST_PATHS:
            return total
    return total


def _compatible(strings: set[str]) -> int:
    """Return how many of the strings may stand at one place: the longest chain of prefixes."""
    return max(sum(text.startswith(prefix) for prefix in strings) for text in strings)


def _choices(kind: Any, argument: Any) -> int:
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, high, inner = argument
        if high is op.MAXREPEAT or high > MOST_WIDTH:
            return MOST_PATHS + 1
        if list(inner) == _SPACE:
            return 1  # what follows a space is no space: there is one way
        each = _paths(inner)
        if each == 1:
            return int(high - low + 1)
        return int(sum(min(each**times, MOST_PATHS + 1) for times in range(low, min(high, 30) + 1)))
    if kind is op.BRANCH:
        return sum(_paths(branch) for branch in argument[1])
    if kind is op.SUBPATTERN:
        return _paths(argument[3])
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return _paths(argument[1])
    if kind is op.ATOMIC_GROUP:
        return _paths(argument)
    return 1


@dataclass(slots=True)
class _Literals:
    """What is known while reading a sequence: the exact strings so far, or the best set that a match must hold."""

    exact: set[str] | None
    best: frozenset[str] = frozenset()

    def settled(self) -> frozenset[str]:
        """Return the better of the set met on the way and the exact one."""
        return _better(self.best, frozenset(self.exact or ()))


def _required(node: Any) -> frozenset[str]:
    """Return strings one of which stands in every match; empty where there is none."""
    return _sequence(node).settled()


def _sequence(node: Iterable[tuple[Any, Any]]) -> _Literals:
    known = _Literals({""})
    started_inexact = False
    for kind, argument in node:
        if kind in (op.AT, op.ASSERT, op.ASSERT_NOT):
            continue
        item = _item(kind, argument)
        product = (
            {left + right for left in known.exact for right in item.exact}
            if known.exact is not None and item.exact is not None and len(known.exact) * len(item.exact) <= _MOST_EXACT
            else None
        )
        if product is not None:
            known.exact = product
            continue
        started_inexact = True
        known.best = _better(known.settled(), item.settled())
        known.exact = set(item.exact) if item.exact is not None else {""}
    if started_inexact:
        return _Literals(None, known.settled())
    return known


def _item(kind: Any, argument: Any) -> _Literals:
    """Return what one item of a pattern requires."""
    if kind is op.LITERAL:
        return _Literals({chr(argument)})
    if kind is op.IN and len(argument) <= 3 and all(k is op.LITERAL for k, _ in argument):
        return _Literals({chr(letter) for _, letter in argument})
    if kind is op.SUBPATTERN:
        return _sequence(argument[3])
    if kind is op.ATOMIC_GROUP:
        return _sequence(argument)
    if kind is op.BRANCH:
        return _union([_sequence(branch) for branch in argument[1]])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeat(*argument)
    return _Literals(None)


def _union(branches: list[_Literals]) -> _Literals:
    if all(b.exact is not None for b in branches):
        exact = set().union(*(b.exact or set() for b in branches))
        if len(exact) <= _MOST_EXACT:
            return _Literals(exact)
    sets = [b.settled() for b in branches]
    return _Literals(None, frozenset().union(*sets) if all(sets) else frozenset())


def _repeat(low: int, high: Any, inner: Any) -> _Literals:
    if list(inner) == _SPACE and low == 1:
        return _Literals({" "})  # spaces are folded to one before words are looked for
    once = _sequence(inner)
    if (low, high) == (0, 1) and once.exact is not None and len(once.exact) < _MOST_EXACT:
        return _Literals(once.exact | {""})
    return _Literals(None, once.settled() if low else frozenset())


def _better(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Return the more selective set: the longer its shortest string, the fewer its strings."""

    def worth(strings: frozenset[str]) -> tuple[int, int]:
        shortest = min((len(s.strip()) for s in strings), default=0)
        return min(shortest, 8), -len(strings)

    return max(one, other, key=worth)
