"""What a summarizer must beat: the first sentences of a report's sections, in turn."""

from yiwen.summary.blocks import blocks, sections
from yiwen.summary.sentences import sentences_of
from yiwen.types import Document


def lead(report: Document, words: int) -> str:
    """Return the first sentence of each section, then the second of each, until the words are used up."""
    parts: dict[int, list[str]] = {}
    for one in sentences_of(sections(blocks(report)), {}):
        parts.setdefault(one.section, []).append(one.text)
    rounds = max((len(part) for part in parts.values()), default=0)
    chosen: list[str] = []
    left = words
    for text in (part[at] for at in range(rounds) for part in parts.values() if at < len(part)):
        left -= len(text.split())
        if left < 0 and chosen:
            break
        chosen.append(text)
    return "\n".join(chosen)
