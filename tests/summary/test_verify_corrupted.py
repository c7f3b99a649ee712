"""What must hold: of 100 corrupted summaries 95 are caught, of 100 untouched ones at most 2 are suspected."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiwen.errors import DocumentError
from yiwen.formats import read
from yiwen.resources import data_folder
from yiwen.summary import summarize
from yiwen.summary.verify import Verifier
from yiwen.summary.verify.corrupt import ASKED, FURTHER, Corrupted, Corruption
from yiwen.types import Document, Segment

CAUGHT, SUSPECTED = 0.95, 0.02
_LONG = 50_000
_BUDGETS = (50, 60, 70, 80, 90, 100, 120, 140, 160)


def _shipped() -> list[Path]:
    return sorted((data_folder("eval/sets") / "reports").glob("*.mt.txt"))


def _real() -> list[Path]:
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set: the folder of real reports is not here")
    return [*sorted(Path(folder).glob("seeds/00*.txt")), Path(folder) / "highlights/2016/report.md"]


def _summaries(paths: list[Path]) -> Iterator[tuple[Verifier, list[str]]]:
    """Yield a verifier of each report, again for each of its summaries, with the summary's sentences."""
    for path in paths:
        (document,) = read(path)
        verifier = Verifier(document)
        long = sum(len(segment.mt) for segment in document.segments) > _LONG
        for words in _BUDGETS[::4] if long else _BUDGETS:
            try:
                summary = summarize(document, words=words)
            except DocumentError:
                continue
            yield verifier, [sentence.text for sentence in summary.sentences]


def _corrupt(
    texts: list[str], report: list[str], corruption: Corruption, chance: random.Random
) -> tuple[int, Corrupted] | None:
    for at in chance.sample(range(len(texts)), len(texts)):
        if turned := corruption(texts[at], report, chance):
            return at, turned
    return None


def _measure(paths: list[Path], corruptions: tuple[Corruption, ...]) -> tuple[int, list[Corrupted]]:
    """Return how many corrupted summaries were made, and those that were not caught."""
    chance = random.Random(7)
    made, missed = 0, []
    for number, (verifier, texts) in enumerate(_summaries(paths)):
        report = [passage.reading.text for passage in verifier.index.passages]
        found = _corrupt(texts, report, corruptions[number % len(corruptions)], chance)
        if found is None:
            continue
        at, turned = found
        made += 1
        if not verifier.sentence(turned.text).fails or verifier.sentence(texts[at]).fails:
            missed.append(turned)
    return made, missed


@pytest.mark.parametrize("corruptions", [ASKED, FURTHER], ids=["asked", "further"])
@pytest.mark.parametrize("paths", [_shipped, _real])
def test_corrupted_summaries_are_caught(paths: object, corruptions: tuple[Corruption, ...]) -> None:
    assert callable(paths)
    made, missed = _measure(paths(), corruptions)
    assert made >= 15
    assert len(missed) <= (1 - CAUGHT) * made, missed


@pytest.mark.parametrize("paths", [_shipped, _real])
def test_untouched_summaries_are_not_suspected(paths: object) -> None:
    assert callable(paths)
    verdicts = [
        [one.doubts for text in texts if (one := verifier.sentence(text)).fails]
        for verifier, texts in _summaries(paths())
    ]
    assert len(verdicts) >= 40
    assert sum(map(bool, verdicts)) <= SUSPECTED * len(verdicts), [v for v in verdicts if v]


def test_a_corruption_changes_one_place_and_says_which() -> None:
    sentence = "In 2021 over 112 kilometers of roads were built by Lin Mo and output rose 5.2 percent year on year."
    report = [sentence, "The bridge was built by Tao Wen of Heshan in 1999, for 44 tons."]
    for corruption in (*ASKED, *FURTHER):
        turned = corruption(sentence, report, random.Random(3))
        if turned is not None:
            assert turned.text != sentence
            assert turned.text.replace(turned.after, turned.before, 1) == sentence or turned.before in sentence


def test_a_report_of_one_sentence_can_be_asked() -> None:
    verifier = Verifier(Document("r", "txt", (Segment("1", "The dam holds 3 million tons of water."),)))
    assert verifier.sentence("The dam holds 4 million tons of water.").fails
    assert not verifier.sentence("The dam holds 3 million tons of water.").fails
