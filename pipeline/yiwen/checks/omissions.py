"""What only one side has: sentences of the Chinese without English, English without Chinese, names in Latin letters."""

import re
from collections.abc import Iterator, Sequence

from yiwen.checks.sentence_pairs import place_after, sentence_pairs
from yiwen.checks.spotted import Spotted
from yiwen.text.align import Bead, expected_length, length_cost, written_length
from yiwen.types import Document, Severity, Span

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LATIN_NAME = re.compile(r"(?<![A-Za-z0-9@./])[A-Z][A-Za-z]{2,}(?:-?\d+)?(?![A-Za-z0-9@]|\.[a-z])")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SHORT = 40.0  # letters: a shorter sentence may be said in half a clause of its neighbour
_LITTLE = 0.4  # a sentence with less English than this share of what is usual was cut
_CUT = 80.0  # ... where so many letters are lacking
_MISFIT = 8.0  # nats by which a neighbour that took an added sentence in would be too long
_MOST_SHOWN = 40


def spot_omissions(document: Document) -> Iterator[Spotted]:
    """Yield the place after which a sentence of the Chinese, or most of one, is missing."""
    for index, segment in enumerate(document.segments):
        src, mt = segment.src or "", segment.mt
        lacking = expected_length(src) - written_length(mt)
        if not mt.strip() or lacking < _SHORT * _LITTLE or not _HAN.search(src):
            continue
        ours, theirs, beads = sentence_pairs(src, mt)
        for bead in beads:
            span = _whole(ours, bead.source)
            if span is None:
                continue
            expected = expected_length(span.of(src))
            place = theirs[bead.target.stop - 1].end if bead.target.stop else 0
            if not bead.target and expected >= _SHORT and lacking >= _LITTLE * expected:
                yield Spotted(index, Span(place, place), f"left out: {_shown(span.of(src))}", src_span=span)
            elif bead.target:
                written = sum(written_length(theirs[at].of(mt)) for at in bead.target)
                if written < _LITTLE * expected and expected - written >= _CUT:
                    message = f"much of this is left out: {_shown(span.of(src))}"
                    yield Spotted(index, Span(place, place), message, src_span=span)


def spot_additions(document: Document) -> Iterator[Spotted]:
    """Yield sentences of the English for which the Chinese has nothing."""
    for index, segment in enumerate(document.segments):
        if segment.src is None:
            continue
        src, mt = segment.src, segment.mt
        extra = written_length(mt) - expected_length(src)
        if extra < _SHORT:
            continue
        if not src.strip():
            yield Spotted(index, Span(0, len(mt)), "the Chinese has nothing for this", severity=Severity.NOTE)
            continue
        for span in _added(src, mt, extra):
            yield Spotted(index, span, "the Chinese has nothing for this")


def _added(src: str, mt: str, extra: float) -> Iterator[Span]:
    """Yield the sentences without Chinese that are no part of what their neighbours translate, by their lengths."""
    ours, theirs, beads = sentence_pairs(src, mt)
    for number, bead in enumerate(beads):
        for at in bead.target if not bead.source else ():
            written = written_length(theirs[at].of(mt))
            near = [one for one in beads[max(0, number - 1) : number + 2] if one.source]
            if extra >= written >= _SHORT and all(_would_not_fit(src, mt, ours, theirs, one, written) for one in near):
                yield theirs[at]


def _would_not_fit(src: str, mt: str, ours: Sequence[Span], theirs: Sequence[Span], bead: Bead, written: float) -> bool:
    expected = sum(expected_length(ours[at].of(src)) for at in bead.source)
    there = sum(written_length(theirs[at].of(mt)) for at in bead.target)
    return length_cost(expected, there + written) - length_cost(expected, there) >= _MISFIT


def _whole(spans: Sequence[Span], chosen: range) -> Span | None:
    return Span(spans[chosen.start].start, spans[chosen.stop - 1].end) if chosen else None


def _shown(chinese: str) -> str:
    text = " ".join(chinese.split())
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 8]}…{text[-7:]}"


def spot_latin_names(document: Document) -> Iterator[Spotted]:
    """Yield the end of a text that lacks a name which the Chinese writes in Latin letters."""
    for index, segment in enumerate(document.segments):
        if not segment.src or not segment.mt.strip():
            continue
        written: str | None = None
        for match in _LATIN_NAME.finditer(segment.src):
            written = written or _NOT_LETTERS.sub("", segment.mt).casefold()
            if match.group().replace("-", "").casefold() not in written:
                span = Span(*match.span())
                message = f"the Chinese names {match.group()}; the English does not"
                yield Spotted(index, place_after(segment.src, segment.mt, span), message, src_span=span)
