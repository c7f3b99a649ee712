"""A rendering is written in the number, with the article and in the capitals that its place asks for."""

import pytest

from yiwen.glossary.render import render
from yiwen.types import Span


@pytest.mark.parametrize(
    ("text", "old", "rendering", "fixed"),
    [
        ("They built an irrigation ditch.", "irrigation ditch", "canal", "They built a canal."),
        ("They built a ditch.", "ditch", "irrigation canals", "They built an irrigation canal."),
        ("Ditches were built.", "Ditches", "canal", "Canals were built."),
        ("The ditches of the town", "ditches", "water channel for farms", "The water channels for farms of the town"),
        ("The bureau’s staff", "bureau", "farmers' union", "The farmers’ union’s staff"),
        ("# Ditch Repair Plan", "Ditch Repair Plan", "canal upkeep scheme", "# Canal Upkeep Scheme"),
        ("The labour office replied.", "labour office", "Labor Office", "The labor office replied."),
        ("Lianhe’s water office replied.", "Lianhe’s water office", "Water Bureau", "The Water Bureau replied."),
        ("He praised Lianhe's fish trade body.", "Lianhe's fish trade body", "FA", "He praised the FA."),
        ("They saw Lianhe's ditches.", "Lianhe's ditches", "canals", "They saw canals."),
        ("Lianhe's safety improved.", "Lianhe's safety", "public security", "Public security improved."),
    ],
)
def test_the_sentence_stays_good(text: str, old: str, rendering: str, fixed: str) -> None:
    at = text.index(old)
    replacement = render(text, Span(at, at + len(old)), rendering)
    assert text[: replacement.span.start] + replacement.text + text[replacement.span.end :] == fixed
