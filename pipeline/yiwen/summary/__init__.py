"""Summaries of a report: sentences taken from it, in an editor's shape, and the verification of any summary.

See `extract` (the engine), `shapes` (brief to digest), `verify` (what of a summary is in the report) and `abstract`.
"""

from yiwen.summary.extract import DEFAULT_WORDS, summarize
from yiwen.summary.figures import key_figures
from yiwen.summary.sheet import Shape, Sheet

__all__ = ["DEFAULT_WORDS", "Shape", "Sheet", "key_figures", "summarize"]
