"""The words that the Markdown and the HTML report share."""

from collections.abc import Mapping
from typing import Any

from yiwen.report.changes import Safety
from yiwen.types import Score, Summary

LABELS: Mapping[Safety, str] = {
    Safety.APPLIED: "Applied",
    Safety.REVIEW: "To review",
    Safety.REPORTED: "Only reported",
}


TERM_HEAD = ("Term", "Rendering", "Mentions", "Right", "Mended", "Open")


def interval(score: Score) -> str:
    """Return the bounds of the score's interval, empty where none was computed."""
    return "" if score.low is None or score.high is None else f"{score.low:.2f} to {score.high:.2f}"


def counted(number: int, noun: str) -> str:
    """Return the number with its noun, grouped by thousands: `1 change`, `2,000 changes`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def settings_line(settings: Mapping[str, Any]) -> str:
    """Return settings in words: `assume: mt; glossaries: terms.csv; builtin: yes`."""
    return "; ".join(f"{key.replace('_', ' ')}: {_in_words(value)}" for key, value in settings.items())


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return f"({settings_line(value)})"
    if isinstance(value, list | tuple):
        return ", ".join(map(_in_words, value)) or "none"
    return str(value)


def how_made(summary: Summary) -> str:
    """Return a sentence that says how a summary was made; all of its settings stand in the JSON report."""
    if summary.model:
        return f"Written by {summary.model}; look at what could not be verified."
    budget = summary.settings.get("budget_words")
    most = f", at most {budget} words" if budget else ""
    return f"The report's own sentences, chosen without a model{most}; figures are as in the repaired text."
