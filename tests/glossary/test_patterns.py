"""A pattern's anchors are sound, and its spaces, hyphens and quotes match what texts hold."""

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.glossary.patterns import PatternError, check_word, fill, prepare
from yiwen.text.normalize import fold, normalize

LITERALS = st.sampled_from(["ab", "bc", "old", "plot", "renew", "a", " ", " re"])


def quantified(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(inner, st.sampled_from(["?", "{0,2}", "{1,2}", "{2}", ""])).map(lambda p: f"(?:{p[0]}){p[1]}")


def composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    branches = st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})")
    return st.one_of(branches, quantified(inner), st.lists(inner, min_size=2, max_size=4).map("".join))


PATTERNS = st.recursive(
    st.one_of(LITERALS, st.sampled_from([r"\d{1,3}", "[xy]", "[ -]", r"\w{1,2}", "(?=ol)", "."])),
    composed,
    max_leaves=10,
)


def sample(pattern: str, source: random.Random) -> str:
    """Return a text that the pattern is likely to match: made by walking its parse, blind to lookaheads."""
    from re import _constants as op
    from re import _parser as parser

    def walk(node: object) -> str:
        return "".join(one(kind, argument) for kind, argument in node)  # type: ignore[attr-defined]

    def one(kind: object, argument: object) -> str:
        if kind is op.LITERAL:
            return chr(argument)
        if kind is op.BRANCH:
            return walk(source.choice(argument[1]))
        if kind is op.SUBPATTERN:
            return walk(argument[3])
        if kind is op.MAX_REPEAT:
            return "".join(walk(argument[2]) for _ in range(source.randint(argument[0], min(argument[1], 3))))
        if kind is op.IN:
            found = [chr(value) for what, value in argument if what is op.LITERAL]
            return source.choice(found) if found else source.choice("17")
        return "q" if kind is op.ANY else ""

    return walk(parser.parse(pattern))


@given(PATTERNS, st.randoms(use_true_random=False))
def test_every_match_holds_an_anchor_where_it_is_said_to_stand(written: str, source: random.Random) -> None:
    try:
        pattern = prepare(written, {})
    except PatternError:
        return
    expression = pattern.compile()
    for _ in range(10):
        text = sample(pattern.text, source)
        for match in expression.finditer(f"x {text} y"):
            found = re.sub(" +", " ", match[0])
            assert len(match[0]) <= pattern.width
            assert not pattern.opening or match[0][0] in pattern.opening
            reach = pattern.anchors
            places = range(reach.nearest, reach.farthest + 1) if found == match[0] else range(len(found))
            assert any(found.startswith(anchor, at) for anchor in reach.strings for at in places), (written, found)


@pytest.mark.parametrize(
    ("written", "opening"),
    [
        ("three old areas", "t"),
        ("(?:new|old|) ?town", "not "),
        ("[\"']?[a-c]{2}d? plot", "\"'abc"),
        ("(?:per-?)?(?!mu)acre", "pa"),
        (r"\d{1,3} acres", ""),
        ("[^a]bc", ""),
        (".bc", ""),
    ],
)
def test_what_a_match_may_begin_with_is_known(written: str, opening: str) -> None:
    assert prepare(written, {}).opening == "".join(sorted(opening))


def test_an_anchor_that_begins_with_another_is_not_looked_for() -> None:
    assert prepare("start(?:s|ed)?", {}).anchors.strings == {"start"}


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("three old areas", "three  old areas"),
        ("three old areas", "three\nold\u00a0areas"),
        ("three old areas", "Three\r\nOld\u3000Areas"),
        ("three  old", "three old"),
        ("per-acre", "per\u2013acre"),
        ("per-acre", "per\u2011acre"),
        ("[\"']?three old[\"']?", "\u201cthree old\u201d"),
        ("people's", "people\u2019s"),
        ("old ?town", "oldtown"),
        ("old ?town", "old  town"),
    ],
)
def test_what_texts_hold_is_matched(written: str, text: str) -> None:
    assert prepare(written, {}).compile().fullmatch(fold(normalize(text)))


@pytest.mark.parametrize("text", ["threefold areas", "thirty-three olds", "three\u2014old"])
def test_words_bound_a_pattern(text: str) -> None:
    assert prepare("three ?old", {}).compile().search(fold(normalize(text))) is None


@pytest.mark.parametrize(
    "text", ["old mills were", '"old mills" were', "\u201cold mills\u201d were", "\u2018old mills\u2019 were"]
)
def test_quotes_may_close_before_what_must_follow(text: str) -> None:
    assert prepare("old mills(?= were)", {}).compile().search(fold(normalize(text)))


def test_quotes_do_not_let_another_word_follow() -> None:
    assert prepare("old mills(?= were)", {}).compile().search('"old mills" and were') is None


def test_an_optional_bracket_is_no_look_ahead() -> None:
    assert prepare(r"old mills \(?= two", {}).compile().search("old mills = two")


def test_lists_are_filled_in_and_may_name_lists() -> None:
    words = {"number": "{digits}|one", "digits": r"\d{1,3}"}
    assert fill("{number} mu", words) == r"(?:(?:\d{1,3})|one) mu"
    assert prepare("{number} mu", words).compile().fullmatch("12 mu")


def test_lists_that_name_one_another_are_refused() -> None:
    with pytest.raises(PatternError, match="without end"):
        fill("{a}", {"a": "{b}", "b": "{a}"})


def test_named_groups_are_known() -> None:
    assert prepare("(?P<n>{d}) acre(?P<s>s)?", {"d": r"\d{1,3}"}).groups == {"n", "s"}


def test_no_pattern_that_is_let_through_runs_away() -> None:
    import time

    expression = prepare("a{0,90}a{0,90}a{0,90}a{0,9}bc", {}).compile()
    began = time.process_time()
    assert expression.search("a" * 390 + "bcd") is None
    assert time.process_time() - began < 2


@pytest.mark.parametrize("word", ["pupil*", "f(?:oo|ee)t", "urbani[sz]*", "full ?time", "bring* in"])
def test_small_patterns_are_words_of_a_condition(word: str) -> None:
    check_word(word)


@pytest.mark.parametrize("word", ["(a+)+b", "x?", "*", "(", ".*"])
def test_other_patterns_are_no_words_of_a_condition(word: str) -> None:
    with pytest.raises(PatternError):
        check_word(word)
