"""A file of text with marks in it (tags, quotes, time codes) as segments, written back by patching ranges of its text.

What HTML, XLIFF, TMX, PO, SRT and tables of plain text share: each reader says which runs of the file make a segment;
everything outside the edited ranges stays byte for byte.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice

from yiwen.errors import DocumentError
from yiwen.formats.encoding import Encoding
from yiwen.formats.locked import addresses, merged, placeholders
from yiwen.formats.runs import Change, Patch, Run, Spell, changes, common_ends, locked_spans, text_of
from yiwen.text.script import HAN
from yiwen.types import Document, Edit, Revision, Segment, Span

MOST_RUNS = 1_000_000  # of a file: some 200 MB of memory


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a repair is put instead of into the text: at `place`, between `opening` and `closing`.

    What stands between is the range `inner` of the file's text, repaired, or the repaired text as `inner` spells it.
    `place` is empty, or what we proposed before. `around` opens and closes what holds all proposals of one place.
    """

    place: Span
    opening: str
    closing: str
    inner: Span | Spell
    around: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Written:
    """How the file writes a segment; `states` are the patches to make where it is edited.

    `pairs` are marks round words, an opening and a closing one, that mean nothing when no word is left between them.
    """

    runs: tuple[Run, ...]
    states: tuple[Patch, ...] = ()
    proposal: Proposal | None = None
    pairs: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedFile:
    """The skeleton of a document: the whole text, its encoding, and how each segment is written."""

    text: str
    encoding: Encoding
    written: tuple[Written, ...]

    def offset(self, index: int, place: int) -> int:
        """Return where in the file's text a place of a segment's text stands."""
        at = end = 0
        for run in self.written[index].runs:
            if place < at + len(run.text):
                return run.start + (place - at if run.is_literal else 0)
            at += len(run.text)
            end = run.end
        return end


@dataclass(slots=True)
class Units:
    """The segments of a file, as its reader finds them."""

    name: str
    segments: list[Segment] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    _runs: int = 0

    def add(
        self,
        label: str,
        runs: Iterable[Run],
        src: str | None = None,
        ref: str | None = None,
        *,
        states: tuple[Patch, ...] = (),
        proposal: Proposal | None = None,
        fills_in: bool = False,
        place: Run | None = None,
        pairs: tuple[tuple[Span, Span], ...] = (),
    ) -> None:
        """Add a segment, if its runs hold text, or its source is Chinese that nobody has translated.

        `fills_in` is for text in which a program fills in placeholders (%s, {0}); `place` is the empty run that takes
        the text where there are none.

        Raises:
            DocumentError: the file's text is in more pieces than any document's.
        """
        found = tuple(islice(runs, MOST_RUNS - self._runs + 1))
        self._runs += len(found)
        if self._runs > MOST_RUNS:
            raise DocumentError(f"{self.name}: its text is in more than {MOST_RUNS:,} pieces; split the file")
        text = text_of(found)
        if text.strip() or awaits_translation(text, src):
            filled = placeholders(text) if fills_in else ()
            locked = merged((*locked_spans(found), *filled, *addresses(text)))
            self.segments.append(Segment(label, text, said(src), said(ref), locked))
            self.written.append(Written(found or ((place,) if place else ()), states, proposal, pairs))

    @property
    def has_english(self) -> bool:
        """Whether a segment holds text to be repaired."""
        return any(segment.mt.strip() for segment in self.segments)

    def document(self, format_name: str, text: str, encoding: Encoding) -> Document:
        """Return the document that the segments make of the file's text."""
        skeleton = MarkedFile(text, encoding, tuple(self.written))
        return Document(self.name, format_name, tuple(self.segments), skeleton)


def said(text: str | None) -> str | None:
    """Return the text; None where it is blank: an empty source does not say that the output has none."""
    return text if text and not text.isspace() else None


def awaits_translation(text: str, src: str | None) -> bool:
    """Return whether a blank text stands beside Chinese: a segment that nobody has translated, and that is told of."""
    return not text.strip() and src is not None and HAN.search(src) is not None


class MarkedWriter:
    """Writes marked files: each comes out whole when it is added."""

    def add(self, document: Document, revisions: Sequence[Revision]) -> bytes:
        """Return the file's bytes with the ranges patched that the revisions change."""
        file: MarkedFile = document.skeleton
        text = patched(file.text, file_patches(document, revisions))
        return file.encoding.mark + file.encoding.encode(text, document.name)

    def close(self) -> bytes:
        """Return nothing: no document waits for another."""
        return b""


def file_edits(document: Document, revisions: Sequence[Revision]) -> tuple[Edit, ...]:
    """Return the edits with their spans as offsets in the file's decoded text, byte order mark not counted."""
    file: MarkedFile = document.skeleton
    return tuple(
        Edit(Span(patch.start, patch.end), file.text[patch.start : patch.end], patch.after, patch.rule)
        for patch in file_patches(document, revisions)
    )


def file_patches(document: Document, revisions: Sequence[Revision]) -> list[Patch]:
    """Return the patches of the file's text that the revisions ask for, in order."""
    file: MarkedFile = document.skeleton
    found: list[Patch] = []
    offers: dict[tuple[Span, tuple[str, str]], list[Patch]] = {}
    for writing, revision in zip(file.written, revisions, strict=True):
        made = list(run_patches(file.text, writing.runs, revision.edits))
        made = _without_hollow(file.text, writing.pairs, made) if made else made
        if made and writing.proposal is not None:
            key = writing.proposal.place, writing.proposal.around
            offers.setdefault(key, []).append(_offered(file.text, writing.proposal, made, revision.after))
            found += writing.states
        elif made:
            found += (*made, *writing.states)
    for (place, (opening, closing)), offered in offers.items():
        after = opening + "".join(patch.after for patch in offered) + closing
        found.append(Patch(place.start, place.end, after, "+".join(dict.fromkeys(patch.rule for patch in offered))))
    # Two segments of one unit ask for its state but once.
    return sorted(dict.fromkeys(found), key=lambda patch: (patch.start, patch.end))


def _without_hollow(text: str, pairs: Sequence[tuple[Span, Span]], made: list[Patch]) -> list[Patch]:
    """Return the patches with those that take out the pairs of marks that hold no more.

    The words in them or beside them changed; a pair that goes may leave another beside words that it cannot hold.
    """
    while hollow := frozenset(_hollow(text, pairs, made)):
        made = [*made, *(Patch(mark.start, mark.end, "", made[0].rule) for pair in sorted(hollow) for mark in pair)]
        made.sort(key=lambda patch: (patch.start, patch.end))
        pairs = [pair for pair in pairs if pair not in hollow]
    return made


def _hollow(text: str, pairs: Sequence[tuple[Span, Span]], made: Sequence[Patch]) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs of marks that hold no words when the patches are made."""
    if not pairs:
        return
    low = max(0, min(made[0].start, *(opening.start for opening, _ in pairs)) - 1)
    high = max(made[-1].end, *(closing.end for _, closing in pairs)) + 1
    new = patched(text[low:high], [Patch(p.start - low, p.end - low, p.after) for p in made])
    ends = [patch.end for patch in made]
    shifts = list(accumulate((len(p.after) - (p.end - p.start) for p in made), initial=0))
    for opening, closing in pairs:
        start, end = (one.start - low + shifts[bisect_right(ends, one.start)] for one in (opening, closing))
        mark = opening.of(text)
        outer = new[start - 1 : start] if start else "", new[end + len(mark) : end + len(mark) + 1]
        if not _hold(mark, outer, new[start + len(mark) : end]):
            yield opening, closing


def _hold(mark: str, outer: tuple[str, str], words: str) -> bool:
    """Return whether marks of emphasis hold words, by what stands in them and beside them on the outer sides."""
    if not words or words != words.strip() or mark[0] in outer:
        return False
    inner = words[0], words[-1]
    return not any(
        beside.isalnum() and (mark[0] == "_" or not edge.isalnum()) for beside, edge in zip(outer, inner, strict=True)
    )


def _offered(text: str, offer: Proposal, made: Sequence[Patch], after: str) -> Patch:
    """Return the patch that puts a repair beside the text."""
    if isinstance(offer.inner, Span):
        shift = offer.inner.start
        inner = patched(offer.inner.of(text), [Patch(p.start - shift, p.end - shift, p.after) for p in made])
    else:
        inner = offer.inner(after)
    rules = "+".join(dict.fromkeys(patch.rule for patch in made))
    return Patch(offer.place.start, offer.place.end, offer.opening + inner + offer.closing, rules)


def run_patches(text: str, runs: Sequence[Run], edits: Sequence[Edit]) -> Iterator[Patch]:
    """Yield the patches that make the edits of a segment's text in the text of the file, in order."""
    found: dict[int, list[Change]] = {}
    for change in changes(edits, [len(run.text) for run in runs], [run.spell is not None for run in runs]):
        found.setdefault(change.run, []).append(change)
    for index in sorted(found):
        run = runs[index]
        if run.spell is None:
            raise DocumentError(f"a repair at {run.text[:40]!r} has no place outside tags; report this file")
        yield from (Patch(start, end, "", found[index][0].rule) for start, end in run.shadows)
        if run.is_literal and not run.whole:
            yield from _literal(run, run.spell, found[index])
        else:
            yield _whole(text, run, run.spell, found[index])


def _literal(run: Run, spell: Spell, made: Sequence[Change]) -> Iterator[Patch]:
    for change in made:
        start, end = run.start + change.span.start, run.start + change.span.end
        yield Patch(start, end, spell(change.after), change.rule)


def _whole(text: str, run: Run, spell: Spell, made: Sequence[Change]) -> Patch:
    """Return the patch of a run that is written anew, without the letters at its ends that stay."""
    after = run.text
    for change in reversed(made):
        after = after[: change.span.start] + change.after + after[change.span.end :]
    old, new = text[run.start : run.end], spell(after)
    head, tail = common_ends(old, new)
    rule = "+".join(dict.fromkeys(change.rule for change in made))
    return Patch(run.start + head, run.end - tail, new[head : len(new) - tail], rule)


def patched(text: str, patches: Sequence[Patch]) -> str:
    """Return the text with sorted, disjoint patches made."""
    pieces: list[str] = []
    at = 0
    for patch in patches:
        pieces += (text[at : patch.start], patch.after)
        at = patch.end
    return "".join((*pieces, text[at:]))
