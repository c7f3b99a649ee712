"""A summary as a page of its own, in Markdown: the text, the key figures, and where each sentence stands."""

from pathlib import Path

from yiwen.report.as_markdown import table
from yiwen.types import Document, Summary

NOTE = "Taken from the report sentence by sentence, without a model; figures are as in the machine translation."


def summary_page(document: Document, summary: Summary) -> str:
    """Return the page of one document's summary."""
    numbers = {segment.id: str(index) for index, segment in enumerate(document.segments, 1)}
    figures = [(figure.text, figure.of, numbers.get(figure.segment, "")) for figure in summary.figures]
    places = [(sentence.text, numbers.get(sentence.segment, "")) for sentence in summary.sentences]
    parts = [f"# Summary of {Path(document.name).name}", summary.text]
    if figures:
        parts += ["## Key figures", table(("Figure", "Of", "Paragraph"), figures)]
    parts += ["## Where each sentence stands", table(("Sentence", "Paragraph"), places), f"*{NOTE}*"]
    return "\n\n".join(parts) + "\n"
