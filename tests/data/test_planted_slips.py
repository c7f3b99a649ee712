"""Slips planted in the figures and dates of human translations are told, and what is mended is mended right."""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from yiwen.checks import check_document
from yiwen.checks.compared import compared
from yiwen.text.quantities import parse
from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.quantities.written import figure_span
from yiwen.text.revise import revise
from yiwen.types import Document, Finding, Segment, Span

NUMBERS = {"figure-scale", "figure-unit", "figure-differs", "figure-missing", "figure-added", "percent-for-points"}
DATES = {"date-differs", "date-missing", "date-added"}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
PLANTED = 60
WRONG_IN_THE_REFERENCES = {"108.5 million", "25.1 billion"}

Plant = Callable[[Segment, random.Random], str | None]


@pytest.fixture(scope="module")
def references(data: Path) -> list[Segment]:
    chapters = map(json.loads, (data / "wmt25" / "documents.jsonl").read_text("utf-8").splitlines())
    rows = map(json.loads, (data / "wmt22" / "segments.jsonl").read_text("utf-8").splitlines())
    paragraphs = [
        Segment(chapter["id"], en, zh)
        for chapter in chapters
        for zh, en in zip(chapter["src"].split("\n"), chapter["ref"].split("\n"), strict=True)
        if zh.strip()
    ]
    return [*paragraphs, *(Segment(row["id"], row["ref"], row["src"]) for row in rows)]


def written(mt: str, span: Span, text: str) -> str:
    return mt[: span.start] + text + mt[span.end :]


def times(factor: float) -> Plant:
    """Return what makes one figure that both sides state so many times as large."""

    def plant(segment: Segment, dice: random.Random) -> str | None:
        pairs = [target for _, target in compared(segment.src or "", segment.mt).pairs if target.value > 10]
        spans = [span for one in pairs if (span := figure_span(segment.mt, one)) and NUMBER.match(span.of(segment.mt))]
        if not spans:
            return None
        span = dice.choice(spans)
        number = NUMBER.match(segment.mt, span.start)
        assert number is not None
        value = float(number[0].replace(",", "")) * factor
        return written(segment.mt, Span(*number.span()), f"{value:,.10g}")

    return plant


def another_year(segment: Segment, dice: random.Random) -> str | None:
    years = [one for one in re.finditer(r"\b20[01]\d\b", segment.mt) if one[0] in (segment.src or "")]
    if not years:
        return None
    year = dice.choice(years)
    other = str(int(year[0]) + 13)
    return written(segment.mt, Span(*year.span()), other) if other not in f"{segment.src}{segment.mt}" else None


def another_ordinal(segment: Segment, dice: random.Random) -> str | None:
    ours = {one.value for one in parse_chinese(segment.src or "") if one.dimension == "ordinal" and one.value > 1}
    said = [one for one in parse(segment.mt) if one.dimension == "ordinal" and one.value in ours]
    return written(segment.mt, dice.choice(said).span, "37th") if said else None


VERB = re.compile(r"\b(rose|fell|increased|decreased|grew|declined|up|down) (?:by )?(?=(?:HK\$)?\d)")
OPPOSITE = {"rose": "fell", "increased": "decreased", "grew": "declined", "up": "down"}
OPPOSITE |= {other: one for one, other in OPPOSITE.items()}


def other_way_round(segment: Segment, dice: random.Random) -> str | None:
    verbs = list(VERB.finditer(segment.mt)) if re.search("[增升降跌减減]", segment.src or "") else []
    if not verbs:
        return None
    verb = dice.choice(verbs)
    return written(segment.mt, Span(*verb.span(1)), OPPOSITE[verb[1]])


def planted(segments: Sequence[Segment], plant: Plant) -> Iterator[tuple[Segment, Segment]]:
    """Yield segments as they were and with a slip."""
    dice, made = random.Random(7), 0
    for segment in dice.sample(segments, len(segments)):
        slip = plant(segment, dice) if made < PLANTED else None
        if slip and slip != segment.mt:
            made += 1
            yield segment, Segment(segment.id, slip, segment.src)


def spoken(segment: Segment) -> set[tuple[str, str, str]]:
    (findings,) = check_document(Document("d", "jsonl", (segment,)))
    return {(one.rule, one.observed, one.message) for one in findings if one.rule in NUMBERS | DATES}


def test_most_slips_are_told(references: list[Segment]) -> None:
    least = {times(10): 0.9, times(0.1): 0.9, times(100): 0.9, another_year: 0.8, another_ordinal: 0.75}
    for plant, share in least.items():
        told = [bool(spoken(slip) - spoken(right)) for right, slip in planted(references, plant)]
        assert len(told) >= PLANTED // 2
        assert sum(told) >= share * len(told)


def test_most_rises_told_as_falls_are_told(references: list[Segment]) -> None:
    told = [bool(spoken(slip) - spoken(right)) for right, slip in planted(references, other_way_round)]
    assert len(told) >= PLANTED // 3
    assert sum(told) >= 0.85 * len(told)


def test_what_is_mended_is_as_it_was(references: list[Segment]) -> None:
    def check(document: Document, only: object = None) -> Sequence[Sequence[Finding]]:
        return check_document(document)

    mended = 0
    for right, slip in planted(references, times(10)):
        (revision,) = revise(Document("d", "jsonl", (slip,)), check)
        for edit in revision.edits:
            if set(edit.rule.split("+")) & NUMBERS and edit.before not in WRONG_IN_THE_REFERENCES:
                mended += 1
                values = [round(one.value, 6) for one in parse(right.mt)]
                assert round(parse(edit.after)[0].value, 6) in values, (right.id, edit)
    assert mended >= PLANTED // 4
