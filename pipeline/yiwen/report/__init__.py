"""A run's report as JSON for programs, as Markdown for a repository, and as one HTML page for people."""

from yiwen.report.as_html import to_html
from yiwen.report.as_json import to_json
from yiwen.report.as_markdown import to_markdown

__all__ = ["to_html", "to_json", "to_markdown"]
