"""A Chinese text shared out to the pieces of its English, and whether the two belong together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yiwen.text.align import PARAGRAPHS, SENTENCES, Bead, Priors, align, is_heading
from yiwen.text.anchors import anchor_weight, anchors_of_source, anchors_of_target, shared_anchors
from yiwen.text.evidence import Scorer, gather
from yiwen.text.lengths import expected_length, length_cost, written_length
from yiwen.text.segment import sentences
from yiwen.types import Span

_PLAIN = 6.0  # nats: where no line costs more beside its like, nothing need be looked for
_BETTER = 15.0  # nats by which an alignment must beat line by line where there are as many lines
_UNEVEN = 1.7  # times as many paragraphs on one side: lines were joined, and sentences tell more
_ENOUGH = 12.0  # nats of anchors from which their share tells whether two texts belong together
_LITTLE = 24.0  # ... at least, where the lengths go together
_LEAST_SHARED = 0.3  # translations keep 0.5 to 1.0 of them, unrelated texts 0.0 to 0.25
_SHARED_IF_DEAR = 0.5  # ... and the reports of another year 0.3 to 0.55, at a higher cost a bead
_DEAR = 1.0
_ENOUGH_BEADS = 6
_DEAREST = 3.0  # nats a bead: translations cost up to 2.6, unrelated texts mostly more
_SHARED = -1  # in place of where a piece's source begins: it has a sentence in common with the piece before


@dataclass(frozen=True, slots=True)
class Belonging:
    """What speaks for two texts being one text and its translation.

    `shared` is the weighted share of the source's figures and Latin strings that stand where they should in the target,
    `weight` their whole weight in nats; `cost` is what a bead costs on average. `beads` is how many there are.
    """

    shared: float
    weight: float
    cost: float
    beads: int

    @property
    def holds(self) -> bool:
        """Whether the two may belong together; in doubt (little text, no figures) they do."""
        if self.weight >= _ENOUGH and not (self.cost <= _DEAR and self.weight < _LITTLE):
            return self.shared >= (_LEAST_SHARED if self.cost <= _DEAR else _SHARED_IF_DEAR)
        return self.beads < _ENOUGH_BEADS or self.cost <= _DEAREST


@dataclass(frozen=True, slots=True)
class Sharing:
    """For each piece of the target its stretch of the source, and how they fit.

    A stretch is empty where the source has nothing for the piece, None where it cannot be told from that of the piece
    before. The stretches are in order and disjoint; together they hold every unit of the source: what the target leaves
    out belongs to the piece before it.
    """

    spans: tuple[Span | None, ...]
    belonging: Belonging


def share_out(
    source: str, units: Sequence[Span], target: Sequence[str], scorers: Iterable[Scorer] = (shared_anchors,)
) -> Sharing:
    """Return which stretch of the source each piece of the target translates; `units` are the source's paragraphs.

    As many paragraphs on both sides are paired one by one, unless an alignment fits far better. Where lines were joined
    or the paragraphs do not fit, sentences are aligned.
    """
    scorers = tuple(scorers)
    texts = [unit.of(source) for unit in units]
    beads = _by_paragraphs(texts, target, scorers)
    belonging = measure(texts, target, beads)
    uneven = max(len(units), len(target)) > _UNEVEN * min(len(units), len(target))
    if uneven or not belonging.holds:
        finer, fit = _by_sentences(source, units, target, scorers)
        if uneven or fit.holds:
            return Sharing(finer, fit)
    return Sharing(_spans(source, units, target, beads, scorers), belonging)


def _by_paragraphs(source: Sequence[str], target: Sequence[str], scorers: Sequence[Scorer]) -> tuple[Bead, ...]:
    paired = _in_pairs(source, target, PARAGRAPHS, scorers) if len(source) == len(target) else ()
    if paired and all(bead.cost <= _PLAIN for bead in paired):
        return paired
    aligned = align(source, target, PARAGRAPHS, scorers)
    if not paired:
        return aligned
    return aligned if _cost(aligned) < _cost(paired) - _BETTER else paired


def _in_pairs(
    source: Sequence[str], target: Sequence[str], priors: Priors, scorers: Sequence[Scorer]
) -> tuple[Bead, ...]:
    """Return the beads that pair line with line."""
    evidence = gather(scorers, source, target)
    beads: list[Bead] = []
    for at, (ours, theirs) in enumerate(zip(source, target, strict=True)):
        cost = priors.cost(1, 1) + length_cost(expected_length(ours), written_length(theirs))
        cost -= evidence.of(at, at, written_length(theirs) / max(1.0, expected_length(ours)))
        beads.append(Bead(range(at, at + 1), range(at, at + 1), cost))
    return tuple(beads)


def _cost(beads: Iterable[Bead]) -> float:
    return sum(bead.cost for bead in beads)


def row_by_row(source: Sequence[str], target: Sequence[str]) -> Belonging:
    """Return what speaks for each text of the source being that of the target in the same place."""
    return measure(source, target, _in_pairs(source, target, PARAGRAPHS, (shared_anchors,)))


def measure(source: Sequence[str], target: Sequence[str], beads: Sequence[Bead]) -> Belonging:
    """Return what speaks for an alignment: the anchors that beads share, and what the beads cost."""
    ours, theirs = anchors_of_source(source), anchors_of_target(target, source)
    places = _counts(ours, theirs)
    shared = weight = 0.0
    for bead in (bead for bead in beads if bead.target):
        wanted = frozenset[str]().union(*(ours[at] for at in bead.source))
        given = frozenset[str]().union(*(theirs[at] for at in bead.target))
        weights = {anchor: anchor_weight(anchor, places[anchor], len(source) + len(target)) for anchor in wanted}
        weight += sum(weights.values())
        shared += sum(weights[anchor] for anchor in wanted & given)
    return Belonging(shared / weight if weight else 0.0, weight, _cost(beads) / max(1, len(beads)), len(beads))


def _counts(ours: Iterable[frozenset[str]], theirs: Iterable[frozenset[str]]) -> dict[str, int]:
    """Return in how many texts of the side where it is commoner each anchor stands."""
    sides: list[dict[str, int]] = []
    for side in (ours, theirs):
        counts: dict[str, int] = {}
        for found in side:
            for anchor in found:
                counts[anchor] = counts.get(anchor, 0) + 1
        sides.append(counts)
    return {anchor: max(side.get(anchor, 0) for side in sides) for side in sides for anchor in side}


def _spans(
    source: str, units: Sequence[Span], target: Sequence[str], beads: Sequence[Bead], scorers: Sequence[Scorer]
) -> tuple[Span | None, ...]:
    """Return each target's stretch; of a bead with several targets the sentences are shared out among them."""
    firsts: list[int | None] = [None] * len(target)  # the place where a target's source begins
    for bead in beads:
        if len(bead.target) == 1 and bead.source:
            firsts[bead.target[0]] = units[bead.source[0]].start
        elif bead.target and bead.source:
            stretch = Span(units[bead.source[0]].start, units[bead.source[-1]].end)
            inner = _sentence_starts(source, [stretch], [target[at] for at in bead.target], scorers)[0]
            for at, start in zip(bead.target, inner, strict=True):
                firsts[at] = start
    return _stretches(source, units, firsts)


def _stretches(source: str, units: Sequence[Span], firsts: Sequence[int | None]) -> tuple[Span | None, ...]:
    """Return the stretches that begin at these places, each up to the next, without white space at the ends.

    What the target leaves out before its first piece belongs to that.
    """
    begins = [at for at in firsts if at is not None and at >= 0]
    spans: list[Span | None] = []
    seen = 0
    for first in firsts:
        if first is None:
            place = begins[seen] if seen < len(begins) else len(source)
            spans.append(Span(place, place))
        elif first == _SHARED:
            spans.append(None)
        else:
            start = units[0].start if seen == 0 else first
            seen += 1
            end = begins[seen] if seen < len(begins) else units[-1].end
            spans.append(Span(start, start + len(source[start:end].rstrip())))
    return tuple(spans)


def _by_sentences(
    source: str, units: Sequence[Span], target: Sequence[str], scorers: Sequence[Scorer]
) -> tuple[tuple[Span | None, ...], Belonging]:
    firsts, belonging = _sentence_starts(source, units, target, scorers)
    return _stretches(source, units, firsts), belonging


def _sentence_starts(
    source: str, units: Sequence[Span], target: Sequence[str], scorers: Sequence[Scorer]
) -> tuple[list[int | None], Belonging]:
    """Return where the source of each target begins, None for those that have none, by aligning sentences."""
    ours = [Span(unit.start + s.start, unit.start + s.end) for unit in units for s in sentences(unit.of(source))]
    theirs = [(at, span.of(text)) for at, text in enumerate(target) for span in sentences(text)]
    texts, given = [span.of(source) for span in ours], [text for _, text in theirs]
    beads = align(texts, given, SENTENCES, scorers)
    firsts: list[int | None] = [None] * len(target)
    for bead in (bead for bead in beads if bead.source):
        headed = all(is_heading(texts[at]) for at in bead.source)
        said = [at for at in bead.target if headed or not is_heading(given[at])] or bead.target
        for at in said:  # a heading of the target's own has no part in the sentence below it
            piece = theirs[at][0]
            if firsts[piece] is None:
                firsts[piece] = ours[bead.source[0]].start if at == said[0] else _SHARED
            elif firsts[piece] == _SHARED and at == said[0]:
                firsts[piece] = ours[bead.source[0]].start
    return firsts, measure(texts, given, beads)
