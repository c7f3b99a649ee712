"""What only one side has, on real texts: human translations are nearly never doubted, planted omissions mostly told."""

import json
import random
from pathlib import Path

import pytest

from yiwen.checks.omissions import spot_additions, spot_latin_names, spot_omissions
from yiwen.checks.one_sided import spot_added, spot_missing
from yiwen.checks.reading import Reading
from yiwen.checks.sentence_pairs import sentence_pairs
from yiwen.text.align import expected_length
from yiwen.types import Document, Segment

SPOTS = (spot_omissions, spot_additions, spot_latin_names, spot_missing, spot_added)
DOUBTED = 1 / 200  # rows known right, at most
TOLD_OF_PLANTED = 0.8
LONG = 40  # letters of English that a sentence left out would have


@pytest.fixture(scope="module")
def references(data: Path) -> list[Document]:
    rows = list(map(json.loads, (data / "wmt22" / "segments.jsonl").read_text("utf-8").splitlines()))
    chapters = list(map(json.loads, (data / "wmt25" / "documents.jsonl").read_text("utf-8").splitlines()))
    paragraphs = [
        Segment(f"{chapter['id']}/{number}", en, zh)
        for chapter in chapters
        for number, (zh, en) in enumerate(zip(chapter["src"].split("\n"), chapter["ref"].split("\n"), strict=True))
        if zh.strip()
    ]
    return [
        *(
            Document(side, "jsonl", tuple(Segment(r["id"], r[side], r["src"]) for r in rows))
            for side in ("ref", "ref_b")
        ),
        Document("wmt25", "jsonl", tuple(paragraphs)),
    ]


def test_human_translations_are_rarely_doubted(references: list[Document]) -> None:
    for document in references:
        reading = Reading(document.name, document.format, document.segments)
        doubted = len({spotted.segment for spot in SPOTS for spotted in spot(reading)})
        assert doubted <= DOUBTED * len(document.segments), document.name


def test_most_sentences_taken_out_are_told(references: list[Document]) -> None:
    dice = random.Random(5)
    told: list[bool] = []
    for segment in (segment for document in references for segment in document.segments):
        src, mt = segment.src or "", segment.mt
        ours, theirs, beads = sentence_pairs(src, mt)
        pairs = [
            bead
            for bead in beads
            if len(bead.source) == len(bead.target) == 1 and expected_length(ours[bead.source[0]].of(src)) >= LONG
        ]
        if len(beads) >= 3 and pairs:
            taken = theirs[dice.choice(pairs).target[0]]
            cut = Segment(segment.id, mt[: taken.start] + mt[taken.end :], src)
            told.append(any(spot_omissions(Document("d", "jsonl", (cut,)))))
    assert len(told) > 150
    assert sum(told) >= TOLD_OF_PLANTED * len(told)
