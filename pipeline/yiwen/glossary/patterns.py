"""Patterns of an entry: filled in, refused when they could run away, and the words they cannot match without.

A pattern is a Python regular expression in lower case, matched on the folded copy of a text (`yiwen.text.normalize`).
A space stands for one or more spaces, `{name}` for a list of `glossary/words.yaml`; words bound the whole.
"""

import re
from collections.abc import Mapping
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]  # the parser of `re` has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from yiwen.glossary.anchors import SPACE, AnchorFinder, Anchors, opening
from yiwen.glossary.wordlist import open_ended

MOST_PATHS = 10_000_000
MOST_WIDTH = 400
_QUOTE = list(parser.parse("[\"']"))
_NAME = re.compile(r"\{([a-z][a-z-]*)\}", re.IGNORECASE)


class PatternError(ValueError):
    """A pattern is wrong; the message says how, the caller says where."""


class Pattern(NamedTuple):
    """A pattern ready to be compiled.

    `width` is the greatest length of a match; one of the `anchors` stands in every match, which begins with one of the
    characters of `opening`, or with any where that is empty.
    """

    text: str
    width: int
    anchors: Anchors
    groups: frozenset[str] = frozenset()
    opening: str = ""

    def compile(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        return re.compile(self.text)


def prepare(written: str, words: Mapping[str, str]) -> Pattern:
    """Return the pattern that a writer wrote, filled in and checked.

    Raises:
        PatternError: it is no regular expression, names an unknown list, could run away, or holds no word to look for.
    """
    filled = _spread_spaces(_let_quotes_close(fill(written, words)))
    text = rf"(?<!\w)(?:{filled})(?!\w)"
    parsed = _parsed(text)
    if "(?<=" in filled or "(?<!" in filled:
        _parsed(text, compiled=True)  # only compiling tells that a look-behind has no fixed width
    if re.search(r"\(\?P=|\(\?\(|\\[1-9]", filled) and _refers_back(parsed):
        raise PatternError("the pattern refers back to a group; write out what may stand there")
    finder = _finder(words.get("common", ""))
    width = parsed.getwidth()[1]
    if width > MOST_WIDTH:
        raise PatternError(
            f"the pattern may match more than {MOST_WIDTH} characters; bound every repeat, as in {{0,20}}"
        )
    if _paths(parsed, finder) > MOST_PATHS:
        raise PatternError("the pattern may take too long; use fewer repeats and options, or split it")
    if parsed.getwidth()[0] == 0:
        raise PatternError("the pattern matches the empty text")
    anchors = finder.find(parsed)
    if not anchors.strings or min(len(anchor.strip()) for anchor in anchors.strings) < 2:
        raise PatternError("the pattern holds no word of two letters or more to look for")
    return Pattern(text, width, anchors, frozenset(parsed.state.groupdict), opening(parsed))


@cache
def check_word(word: str) -> None:
    """Raise a PatternError where a condition's word is no small pattern: broken, or one that could run away."""
    parsed = _parsed(open_ended(word))
    if parsed.getwidth()[1] > MOST_WIDTH:
        raise PatternError(f"'{word}' may match too much; bound every repeat, as in {{0,20}}")
    if _paths(parsed, _finder("")) > MOST_PATHS:
        raise PatternError(f"'{word}' may take too long; use fewer repeats and options")
    if parsed.getwidth()[0] == 0:
        raise PatternError(f"'{word}' matches the empty text")


def _parsed(text: str, *, compiled: bool = False) -> Any:
    """Return the parsed expression."""
    try:
        return re.compile(text) if compiled else parser.parse(text)
    except (re.error, OverflowError) as error:
        raise PatternError(f"the pattern is no regular expression: {error}") from error
    except RecursionError as error:
        raise PatternError("the pattern nests too deeply; use fewer brackets") from error


def _refers_back(node: Any) -> bool:
    """Return whether a parsed pattern holds a back-reference: its width is not known, and it can be slow."""
    if isinstance(node, tuple) and node and node[0] in (op.GROUPREF, op.GROUPREF_EXISTS):
        return True
    return isinstance(node, tuple | list | parser.SubPattern) and any(_refers_back(part) for part in node)


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


def _let_quotes_close(pattern: str) -> str:
    """Return the pattern whose look-aheads at a space let a closing quotation mark stand before it.

    So `stock land(?= was)` finds "stock land" in quotes too. What must not follow is left as it is: words in quotes
    are rarely part of a longer term.
    """
    return re.sub(r"(?<!\\)\(\?= ", """(?=["']? """, pattern)


def _spread_spaces(pattern: str) -> str:
    """Return the pattern with each run of spaces matching one to nine; not in a character class or a look-behind."""
    kept = r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<[=!][^()]*\)"
    return re.sub(rf"{kept}| +", lambda m: "(?: {1,9})" if m[0][0] == " " else m[0], pattern)


@cache
def _finder(common: str) -> AnchorFinder:
    return AnchorFinder(common.split("|") if common else ())


def _paths(node: Any, finder: AnchorFinder) -> int:
    """Return a bound on the ways to match at one place: the product of the choices, counted up to a limit."""
    total = 1
    for kind, argument in node:
        if kind is op.MAX_REPEAT and argument[1] == 1 and list(argument[2]) == _QUOTE:
            continue  # what follows a quotation mark is no other: there is one way
        exact = finder.exact((kind, argument))
        total *= _choices(kind, argument, finder) if exact is None else _compatible(exact)
        if total > MOST_PATHS:
            return total
    return total


def _compatible(strings: frozenset[str]) -> int:
    """Return how many of the strings may stand at one place: the longest chain of prefixes."""
    return max(sum(text.startswith(prefix) for prefix in strings) for text in strings)


def _choices(kind: Any, argument: Any, finder: AnchorFinder) -> int:
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        low, high, inner = argument
        if high is op.MAXREPEAT or high > MOST_WIDTH:
            return MOST_PATHS + 1
        if list(inner) == SPACE:
            return 1  # what follows a space is no space: there is one way
        each = _paths(inner, finder)
        if each == 1:
            return int(high - low + 1)
        return int(sum(min(each**times, MOST_PATHS + 1) for times in range(low, min(high, 30) + 1)))
    if kind is op.BRANCH:
        return sum(_paths(branch, finder) for branch in argument[1])
    if kind is op.SUBPATTERN:
        return _paths(argument[3], finder)
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return _paths(argument[1], finder)
    if kind is op.ATOMIC_GROUP:
        return _paths(argument, finder)
    return 1
