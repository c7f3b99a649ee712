"""The words that the Markdown and the HTML report share."""

from collections.abc import Mapping
from typing import Any

from yiwen.report.changes import Safety
from yiwen.types import Score

LABELS: Mapping[Safety, str] = {
    Safety.APPLIED: "Applied",
    Safety.REVIEW: "To review",
    Safety.REPORTED: "Only reported",
}


def interval(score: Score) -> str:
    """Return the bounds of the score's interval, empty where none was computed."""
    return "" if score.low is None or score.high is None else f"{score.low:.2f} to {score.high:.2f}"


def counted(number: int, noun: str) -> str:
    """Return the number with its noun, grouped by thousands: `1 change`, `2,000 changes`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def settings_line(settings: Mapping[str, Any]) -> str:
    """Return settings as `key: value, key: value`."""
    return ", ".join(f"{key}: {value}" for key, value in settings.items())
