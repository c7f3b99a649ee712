"""Summaries of a report: sentences taken from it, and its key figures. See `extract` and `figures`."""

from yiwen.summary.extract import DEFAULT_WORDS, summarize
from yiwen.summary.figures import key_figures

__all__ = ["DEFAULT_WORDS", "key_figures", "summarize"]
