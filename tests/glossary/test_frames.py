"""Every repair reads as English wherever it stands: six frames for each wrong rendering that an example shows."""

import re
from collections.abc import Callable, Iterator

from yiwen.glossary.builtin import builtin_glossary
from yiwen.glossary.examples import repair_text
from yiwen.glossary.inflect import article, capitalize, is_title_case, title_case
from yiwen.glossary.match import Matcher
from yiwen.text.revise import revise
from yiwen.types import Document, Segment

FRAMES: dict[str, Callable[[str], str]] = {
    "at the start": lambda words: f"{capitalize(words)} is part of the plan.",
    "in a headline": lambda words: f"Town Leaders Discuss {title_case(words)} Again",
    "in quotes": lambda words: f'The theme was "{words}" this year.',
    "possessive": lambda words: f"They spoke of {words}'s future.",
    "before a noun": lambda words: f"It was a {words} meeting.",
    "after an article": lambda words: f"We need the {words} now.",
}


def wrong_renderings(matcher: Matcher) -> Iterator[tuple[str, str]]:
    """Yield entry and wrong words, as the examples have them, without a leading article and its lone quote."""
    for entry in matcher.glossary.entries:
        seen: set[str] = set()
        for change in (change for change in entry.change if change.src is None):
            (revision,) = revise(Document("e", "txt", (Segment("1", change.mt),)), matcher.findings)
            for edit in (edit for edit in revision.edits if edit.rule == entry.id):
                words = re.sub(r"^(?:an?|the) (?:[\"“](?=[^\"”]*$))?", "", edit.before, flags=re.IGNORECASE)
                if words.lower() not in seen:
                    seen.add(words.lower())
                    yield entry.id, words


def flaws(frame: str, before: str, after: str) -> Iterator[str]:
    for found in re.finditer(r"\b([Aa]n?) (?=[\"“]?\w)", after):
        if article(after[found.end() :]) != found[1].lower():
            yield "a or an"
    if re.search(r"\b(?:the|an?) (?:the|an?)\b|\b(\w+) \1\b", after) and not re.search(r"\b(\w+) \1\b", before):
        yield "doubled words"
    if after[0].islower():
        yield "a small letter at the start"
    if after.count('"') % 2:
        yield "a lone quotation mark"
    if re.search(r"s's\b", after) and "s's" not in before:
        yield "a plural's possessive"
    if frame == "in a headline" and is_title_case(before) and not is_title_case(re.sub(r"'s|-[a-z]+", "", after)):
        yield "small letters in a headline"


def test_every_repair_reads_as_english_in_six_frames() -> None:
    matcher = Matcher(builtin_glossary())
    tried, found = 0, []
    for entry, words in wrong_renderings(matcher):
        for frame, build in FRAMES.items():
            before = build(words)
            after = repair_text(matcher, before)
            if after != before:
                tried += 1
                found += [f"{entry} {frame}, {flaw}: {before} -> {after}" for flaw in flaws(frame, before, after)]
    assert tried > 4000
    assert not found, "\n".join(found)
