"""The verb behind a replaced subject agrees with it; a verb that is another's is left."""

import pytest

from yiwen.glossary.agree import agreeing
from yiwen.types import Span


@pytest.mark.parametrize(
    ("text", "old", "new", "fixed"),
    [
        (
            "The decision deployment was made.",
            "decision deployment",
            "decisions and plans",
            "The decisions and plans were made.",
        ),
        ("Stuck point has been cleared.", "Stuck point", "Bottlenecks", "Bottlenecks have been cleared."),
        (
            "They said that element guarantees were ready.",
            "element guarantees",
            "factor supply",
            "They said that factor supply was ready.",
        ),
        ('The "iron rice bowls" are gone.', "iron rice bowls", "secure job", 'The "secure job" is gone.'),
        (
            "Its policy of the door is new.",
            "policy of the door",
            "policies for the city",
            "Its policies for the city are new.",
        ),
        ("Although the rule is old, it holds.", "rule", "rules", "Although the rules are old, it holds."),
        ("Ask whether its plans were good.", "plans", "scheme", "Ask whether its scheme was good."),
        ("Smear testing is free.", "Smear testing", "Smear tests", "Smear tests are free."),
    ],
)
def test_the_verb_follows_its_subject(text: str, old: str, new: str, fixed: str) -> None:
    at = text.index(old)
    span, written = agreeing(text, Span(at, at + len(old)), old, new)
    assert text[: span.start] + written + text[span.end :] == fixed


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("The spirit of the decision was clear.", "decision", "decisions and plans"),
        ("Roads and bridges were built.", "bridges", "flyover"),
        ("The plan was made.", "plan", "scheme"),
        ("The plans made it.", "plans", "scheme"),
        ("The means were few.", "means", "method"),
        ("Sorting and washing were free.", "Sorting and washing", "Smear test"),
        ("The GDP was high.", "GDP", "figures"),
        ("The rule that plots follow a project was kept.", "plots follow a project", "land goes along with projects"),
        ("What they plan is what the decision does you good.", "decision", "decisions"),
    ],
)
def test_a_verb_that_is_not_its_own_or_agrees_is_left(text: str, old: str, new: str) -> None:
    at = text.index(old)
    span = Span(at, at + len(old))
    assert agreeing(text, span, old, new) == (span, new)
