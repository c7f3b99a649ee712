"""What only one side has: sentences of the Chinese without English, English without Chinese, names in Latin letters."""

import re
from collections.abc import Iterator, Sequence

from yiwen.checks.sentence_pairs import place_after, sentence_pairs
from yiwen.checks.spotted import Spotted
from yiwen.checks.wording import may_render
from yiwen.text.align import Bead
from yiwen.text.anchors import shared_anchors
from yiwen.text.lengths import expected_length, length_cost, written_length
from yiwen.text.script import HAN
from yiwen.text.segment import sentences
from yiwen.types import Document, Severity, Span

_LATIN_NAME = re.compile(r"(?<![A-Za-z0-9@./])[A-Z][A-Za-z]{2,}(?:-?\d+)?(?![A-Za-z0-9@]|\.[a-z])")
_INITIAL = re.compile(r"(?<![A-Za-z'’])(?!(?:of|and|the|for|in|on|to)\b)[A-Za-z](?=[A-Za-z])")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SHORT = 40.0  # letters: a shorter sentence may be said in half a clause of its neighbour
_LITTLE = 0.4  # a sentence with less English than this share of what is usual was cut
_CUT = 80.0  # ... where so many letters are lacking
_HALF, _CLAUSE = 0.52, 125.0  # ... or about half, where that is a long clause or two
_MISFIT, _MISFIT_OF_ONE = 4.0, 5.5  # nats by which a neighbour that took an added sentence in would be too long
_MOST_OF = 0.6  # of an added sentence, what the English must be too long: the rest may be short
_ROOM = 1.5  # nats by which a neighbour that says a missing sentence too must be too short
_MOST_SHOWN = 40


def spot_omissions(document: Document) -> Iterator[Spotted]:
    """Yield the place after which a sentence of the Chinese, or most of one, is missing; texts that are not English."""
    for index, segment in enumerate(document.segments):
        src, mt = segment.src or "", segment.mt
        lacking = expected_length(src) - written_length(mt)
        if lacking <= 0 or not HAN.search(src):
            continue
        if untranslated := _untranslated(src, mt):
            yield Spotted(index, Span(0, len(mt)), f"{untranslated}: {_shown(src)}", src_span=_trimmed(src))
        elif lacking >= _SHORT * _LITTLE and _may_be_missing(src, lacking):
            for span, place, what in _left_out(src, mt, lacking):
                message = f"{what}: {_shown(span.of(src))}"
                yield Spotted(index, Span(place, place), message, src_span=span)


def _untranslated(src: str, mt: str) -> str:
    """Return what to say of a text that is empty, or for the most part the Chinese that it should render."""
    if not mt.strip():
        return "not translated"
    if mt.isascii():
        return ""
    left = len(HAN.findall(mt))
    same = 2 * left >= len(HAN.findall(src)) and 2 * left > written_length(mt)
    return "left in Chinese" if same and not set(HAN.findall(mt)).isdisjoint(src) else ""


def _trimmed(text: str) -> Span:
    return Span(len(text) - len(text.lstrip()), len(text.rstrip()))


def _may_be_missing(src: str, lacking: float) -> bool:
    """Return whether so many letters less than usual are enough for any of the sentences to be missing."""
    return any(_SHORT <= expected_length(one.of(src)) <= lacking / _LITTLE for one in sentences(src))


def _left_out(src: str, mt: str, lacking: float) -> Iterator[tuple[Span, int, str]]:
    """Yield the sentences that are missing, the places in the English where they belong, and how much is missing."""
    ours, theirs, beads = sentence_pairs(src, mt)
    for number, bead in enumerate(beads):
        span = _whole(ours, bead.source)
        if span is None:
            continue
        expected = expected_length(span.of(src))
        written = sum(written_length(theirs[at].of(mt)) for at in bead.target)
        place = theirs[bead.target.stop - 1].end if bead.target.stop else 0
        if not bead.target and expected >= _SHORT and lacking >= _LITTLE * expected:
            near = [one for one in beads[max(0, number - 1) : number + 2] if one.source and one.target]
            if all(_strain(src, mt, ours, theirs, one, expected=expected) >= _ROOM for one in near):
                yield span, place, "left out"
        elif bead.target and _is_cut(expected, written):
            yield span, place, "much of this is left out"


def _is_cut(expected: float, written: float) -> bool:
    """Return whether so little English stands for a sentence, or so much is lacking, that part of it was left out."""
    lacking = expected - written
    return (written < _LITTLE * expected and lacking >= _CUT) or (written < _HALF * expected and lacking >= _CLAUSE)


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
        if not any(_SHORT <= written_length(one.of(mt)) <= extra / _MOST_OF for one in sentences(mt)):
            continue
        for span in _added(src, mt, extra):
            yield Spotted(index, span, "the Chinese has nothing for this")


def _added(src: str, mt: str, extra: float) -> Iterator[Span]:
    """Yield the sentences without Chinese that are no part of what their neighbours translate, by their lengths."""
    ours, theirs, beads = sentence_pairs(src, mt)
    misfit = _MISFIT if len(ours) > 1 else _MISFIT_OF_ONE
    for number, bead in enumerate(beads):
        for at in bead.target if not bead.source else ():
            written = written_length(theirs[at].of(mt))
            near = [one for one in beads[max(0, number - 1) : number + 2] if one.source]
            strains = [_strain(src, mt, ours, theirs, one, written=written) for one in near]
            is_extra = written >= _SHORT and extra >= _MOST_OF * written
            fits_none = is_extra and all(strain >= misfit for strain in strains)
            if fits_none and not any(_shares(ours[one.source[0]].of(src), theirs[at].of(mt)) for one in near):
                yield theirs[at]


def _shares(chinese: str, english: str) -> bool:
    """Return whether figures, names and words speak for the English being part of what the Chinese says."""
    return may_render(chinese, english) or bool(shared_anchors([chinese], [english]))


def _strain(
    src: str,
    mt: str,
    ours: Sequence[Span],
    theirs: Sequence[Span],
    bead: Bead,
    *,
    expected: float = 0.0,
    written: float = 0.0,
) -> float:
    """Return how much less likely, in nats, the lengths of a bead are with a further sentence on one of its sides."""
    ours_long = sum(expected_length(ours[at].of(src)) for at in bead.source)
    theirs_long = sum(written_length(theirs[at].of(mt)) for at in bead.target)
    return length_cost(ours_long + expected, theirs_long + written) - length_cost(ours_long, theirs_long)


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
            name = match.group()
            if name.replace("-", "").casefold() not in written and not _is_written_out(name, segment.mt):
                span = Span(*match.span())
                message = f"the Chinese names {name}; the English does not"
                yield Spotted(index, place_after(segment.src, segment.mt, span), message, src_span=span)


def _is_written_out(name: str, text: str) -> bool:
    """Return whether the text has the words for which an abbreviation stands: their initials, one after the other."""
    return name.isupper() and name.casefold() in "".join(initial.casefold() for initial in _INITIAL.findall(text))
