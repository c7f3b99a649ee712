"""Glosses come on request, after the first mention or all, never twice, and change no digit."""

import re

import pytest

from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Gloss, Settings


def glossed(text: str, gloss: Gloss) -> str:
    document = Document("t", "txt", (Segment("1", text),))
    return fix_document(document, Finder(Settings(gloss=gloss)))[0].after


TEXT = "It has 8,505 acres of land. Another 300 acres are planned. Ten specialized and special new enterprises came."


def test_nothing_is_glossed_unasked() -> None:
    assert "(" not in glossed(TEXT, "off")


def test_the_first_mention_gets_hectares_and_the_abbreviation() -> None:
    assert glossed(TEXT, "first") == (
        "It has 8,505 mu (567 hectares) of land. Another 300 mu are planned. "
        "Ten specialized, refined, distinctive and innovative (SRDI) enterprises came."
    )


def test_all_mentions_when_asked() -> None:
    assert "300 mu (20 hectares) are" in glossed(TEXT, "all")


@pytest.mark.parametrize("gloss", ["first", "all"])
def test_glossing_twice_changes_nothing(gloss: Gloss) -> None:
    once = glossed(TEXT, gloss)
    assert glossed(once, gloss) == once


def test_a_conversion_that_stands_there_is_left() -> None:
    text = "The plot of 75 mu (5 hectares) was sold."
    assert glossed(text, "all") == text


def test_no_digit_of_the_text_changes() -> None:
    digits = re.findall(r"\d", TEXT)
    assert re.findall(r"\d", re.sub(r" \([^)]*\)", "", glossed(TEXT, "all"))) == digits
