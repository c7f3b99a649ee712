"""The head of a noun phrase is found behind and before what belongs to it, and its number is told or left open."""

import pytest

from yiwen.glossary.phrases import (
    can_be_counted,
    head_noun,
    heads,
    in_plural,
    in_singular,
    is_many,
    is_mass,
    is_surely_counted,
    may_be_mass,
    takes_no_number,
)


@pytest.mark.parametrize(
    ("phrase", "head"),
    [
        ("flood control project", "project"),
        ("cap on water use", "cap"),
        ("workers who return", "workers"),
        ("condition precedent", "condition"),
        ("attorneys general", "attorneys"),
        ("general plan", "plan"),
        ('"four winds"', "winds"),
        ("Phase 2", ""),
    ],
)
def test_the_head_is_found(phrase: str, head: str) -> None:
    assert head_noun(phrase) == head


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("centre for the aged", "centres for the aged"),
        ("condition precedent", "conditions precedent"),
        ("secretary general", "secretaries general"),
        ("village analysis", "village analyses"),
        ("Thief of Lianhe", "Thieves of Lianhe"),
    ],
)
def test_the_head_takes_the_number(one: str, many: str) -> None:
    assert in_plural(one) == many
    assert in_plural(many) == many


@pytest.mark.parametrize(
    ("many", "one"),
    [
        ("centres for the aged", "centre for the aged"),
        ("village analyses", "village analysis"),
        ("Older People", "Older Person"),
        ("MEMORANDA", "MEMORANDUM"),
        ("staff", "staff"),
    ],
)
def test_the_head_loses_the_number(many: str, one: str) -> None:
    assert in_singular(many) == one
    assert in_singular(one) == one


def test_only_heads_may_take_the_plural() -> None:
    assert heads(("fishing", "boats", "and", "harbours", "of", "towns")) == {1, 3}
    assert heads(("reserves", "department")) == {1}


@pytest.mark.parametrize(
    ("phrase", "many"),
    [("roads of a town", True), ("road of towns", False), ("series", None), ("staff", None), ("boat and pier", None)],
)
def test_the_number_is_told_or_left_open(phrase: str, many: bool | None) -> None:
    assert is_many(phrase) is many


@pytest.mark.parametrize("noun", ["litigation", "equipment", "lending", "Housing", "governance"])
def test_a_stuff_or_a_doing_is_not_counted(noun: str) -> None:
    assert is_mass(noun)
    assert not can_be_counted(noun)


@pytest.mark.parametrize("noun", ["agency", "village", "building", "ordinance", "township", "worker", "Project"])
def test_a_thing_is_counted_whatever_its_ending(noun: str) -> None:
    assert can_be_counted(noun)
    assert not takes_no_number(noun)


def test_a_noun_that_may_be_either_is_not_sure() -> None:
    assert not is_surely_counted("transfer")
    assert is_surely_counted("scheme")
    assert not can_be_counted("budgetary")
    assert may_be_mass("paper")
    assert not takes_no_number("paper")
