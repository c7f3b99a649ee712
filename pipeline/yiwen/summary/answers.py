"""What a chat model answered, without what it puts round its sentences."""

import json
import re

from yiwen.summary.cues import FUNCTION_WORDS
from yiwen.text.segment import sentences

_CHAT = re.compile(
    r"(?:sure|certainly|of course|okay|ok|here (?:is|are)|below is|the following is|this is a summary|summary|"
    r"in summary|let me know|i hope|please (?:let|note)|as an ai|note that this|word count|feel free|would you like)\b",
    re.IGNORECASE,
)
# What a chat model puts round its words: its thoughts, an opening before a colon, marks of sources.
_THOUGHTS = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(?:(?:sure|certainly|of course|okay|ok)\b[^.:\n]{0,20}[.!,:]\s*)?"
    r"(?:(?:here(?:['’]s| is| are)|below is|this is|the following is)\b[^:.\n]{0,90}|(?:in )?summary|tl;dr)\s*:\s*",
    re.IGNORECASE,
)
_CITED = re.compile(r"\s*\[\d{1,3}(?:[,–-]\s?\d{1,3})*\]")
_MARKS = re.compile(r"^\s*(?:[-*•]\s+|#{1,6}\s+|\d{1,2}[.)]\s+|>\s*)|\*\*|__", re.MULTILINE)
_FENCE = re.compile(r"^\s*(?:```.*|=+|-{3,})\s*$", re.MULTILINE)


def plain(answer: str) -> str:
    """Return the answer without list marks, headings, fences, thoughts and what a chat model says before a colon."""
    text = _unwrapped(_FENCE.sub("", _THOUGHTS.sub("", answer)).strip())
    return _CITED.sub("", _MARKS.sub("", _OPENING.sub("", text, count=1))).strip()


def _unwrapped(text: str) -> str:
    """Return the words of an answer in JSON, other answers as they are."""
    if not text.startswith("{"):
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return " ".join(value for value in found.values() if isinstance(value, str))


def said(text: str) -> list[str]:
    """Return the sentences of an answer without what a chat model says round them."""
    found: list[str] = []
    for span in sentences(text):
        words = " ".join(span.of(text).split())
        if words.endswith((".", "!", "”", '"', ")", "’")) and len(words.split()) > 2 and not _is_chat(words):
            found.append(words)
    return found


def closed(answer: str) -> bool:
    """Return whether the answer ends as a sentence does, not in the middle of one at the limit of its tokens."""
    return answer.rstrip(" \n*_").endswith((".", "!", "?", "”", '"', ")", "’"))


def hangs(answer: str) -> bool:
    """Return whether the last word wants another one: "free for"."""
    words = answer.split()
    return not words or words[-1].lower() in FUNCTION_WORDS or not words[-1][-1].isalnum()


def _is_chat(text: str) -> bool:
    opening = _CHAT.match(text)
    return opening is not None and ("summary" in text.lower() or not any(letter.isdigit() for letter in text))
