"""The sentences of a report that a summary may print, with what the weighing needs to know of each."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from yiwen.summary import cues
from yiwen.summary.blocks import Block, Kind, Section
from yiwen.summary.trim import kept, printed
from yiwen.text.segment import sentences
from yiwen.types import Span

LONG = 60
LONGEST = 90
SHORTEST = 6
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:-[A-Za-z]+)*|\d[\d,.]*")
_OPENERS = "\"“‘'(（["
_CLOSERS = "\"'”’)）]"
_MARKS = _OPENERS + " \t\n\u00a0-*•·□■◆●▪"
_NOTHING = -1


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the report: the printable part's text and place, and where it stands in the report's order.

    `words` are lower-case; `topics` are their stems without function words. `needs` is the number of the sentence
    without which this one is not understood, or None. `whole` is false for what must not be printed at all.
    """

    text: str
    segment: str
    span: Span
    words: tuple[str, ...]
    topics: tuple[str, ...]
    section: int
    paragraph: int
    place: int
    item: bool
    whole: bool
    doubtful: bool
    needs: int | None

    @property
    def length(self) -> int:
        """The number of words, as an editor counts them."""
        return len(self.text.split())


def sentences_of(parts: tuple[Section, ...], avoid: Mapping[str, Collection[Span]]) -> tuple[Sentence, ...]:
    """Return the report's sentences in order; `avoid` names places with open findings, by segment id."""
    findings = {segment: _Places(spans) for segment, spans in avoid.items()}
    result: list[Sentence] = []
    meeting: int | None = None
    for number, part in enumerate(parts):
        for paragraph, block in enumerate(part.blocks):
            first = len(result)
            for place, (written, span) in enumerate(_spans(block)):
                text = printed(block.text, span)
                needs = _antecedent(text, len(result), first, meeting)
                words = words_of(text)
                one = Sentence(
                    text=text,
                    segment=block.segment,
                    span=span,
                    words=words,
                    topics=topics_of(words),
                    section=number,
                    paragraph=paragraph,
                    place=place,
                    item=block.kind is Kind.ITEM,
                    whole=needs != _NOTHING and _is_whole(block, written, span, text),
                    doubtful=block.segment in findings and findings[block.segment].touch(span),
                    needs=needs if needs != _NOTHING else None,
                )
                result.append(one)
                if cues.MEETING_HELD.search(text):
                    meeting = len(result) - 1
    return tuple(_resolvable(result))


class _Places:
    """Spans to ask quickly whether any of them touches another."""

    def __init__(self, spans: Collection[Span]) -> None:
        ordered = sorted(spans)
        self.starts = [span.start for span in ordered]
        self.reach = list(accumulate((span.end for span in ordered), max))

    def touch(self, span: Span) -> bool:
        """Return whether one of the places shares a code point with the span."""
        before = bisect_left(self.starts, span.end)
        return before > 0 and self.reach[before - 1] > span.start


def stem(word: str) -> str:
    """Return the word without its plural ending (Harman's S stemmer, 1991)."""
    if len(word) > 4 and word.endswith("ies") and not word.endswith(("eies", "aies")):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
        return word[:-1]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("us", "ss")):
        return word[:-1]
    return word


def topics_of(words: Collection[str]) -> tuple[str, ...]:
    """Return the stems of the words that carry a topic: no function words, no figures."""
    return tuple(
        stem(word)
        for word in words
        if len(word) > 1 and not word[0].isdigit() and word not in cues.FUNCTION_WORDS and word not in cues.GENRE_WORDS
    )


def words_of(text: str) -> tuple[str, ...]:
    """Return the words and figures of a text, lower-case."""
    return tuple(word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.lower()))


def _spans(block: Block) -> Iterator[tuple[Span, Span]]:
    """Yield each sentence of the paragraph and its printable part."""
    for span in sentences(block.span.of(block.text)):
        written = Span(block.span.start + span.start, block.span.start + span.end)
        part = kept(block.text, written)
        if part.end > part.start:
            yield written, part


def _is_whole(block: Block, sentence: Span, span: Span, text: str) -> bool:
    """Return whether the sentence may be printed: complete, no question, no caption, not beyond all measure."""
    written = span.of(block.text)
    start = block.text[sentence.start : span.end].lstrip(_MARKS)[:1]
    length = len(text.split())
    return (
        SHORTEST <= length <= LONGEST
        and (start.isupper() or start.isdigit() or start in "$¥€£")
        and not written.endswith((":", ";", "：", "...", "…", ","))
        and "?" not in written[-3:]
        and not cues.SHOWN.search(text)
        and not (cues.PURPOSE.match(text) and not cues.FINITE.search(text))
        and not (block.kind is Kind.ITEM and not sentence.of(block.text).rstrip(_CLOSERS).endswith("."))
        and _balanced(written)
    )


def _balanced(text: str) -> bool:
    return (
        text.count("(") == text.count(")")
        and text.count("“") == text.count("”")
        and text.count('"') % 2 == 0
        and text.count("（") == text.count("）")
    )


def _antecedent(text: str, number: int, first: int, meeting: int | None) -> int | None:
    """Return the sentence that this one leans on, None for none, _NOTHING where it leans on air."""
    opening = text.lstrip(_OPENERS)
    if cues.MEETING.match(opening) and meeting is not None:
        return meeting
    if cues.LEANING.match(opening) or cues.DEFINITE.match(opening) or _points_back(text):
        return number - 1 if number > first else _NOTHING
    return None


def _points_back(text: str) -> bool:
    """Return whether the sentence speaks of "these reviews" and does not name any before."""
    for match in cues.POINTING.finditer(text):
        thing = stem(match["what"] or match["named"])
        if thing not in map(stem, words_of(text[: match.start()])):
            return True
    return False


def _resolvable(found: list[Sentence]) -> Iterator[Sentence]:
    """Yield the sentences; one that leans on a sentence which leans itself, or must not be printed, is not whole."""
    for sentence in found:
        if sentence.needs is None:
            yield sentence
            continue
        support = found[sentence.needs]
        whole = sentence.whole and support.whole and support.needs is None
        yield replace(sentence, whole=whole)
