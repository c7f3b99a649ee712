"""What must hold of the summaries of real reports: no figure, name or page furniture that is not the report's own.

A sample of budgets here; `eval/bench/verifier.py --data` goes through thousands of summaries.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiwen.errors import DocumentError
from yiwen.formats import read
from yiwen.summary import Shape, summarize
from yiwen.summary.shapes import sheet
from yiwen.summary.verify import Verifier
from yiwen.types import Document, Segment

ROUGE = {"ROUGE-1": 52.0, "ROUGE-2": 17.0, "ROUGE-Lsum": 48.0}
_FIGURE = re.compile(r"\d[\d,.]*\d|\d")
_BUDGETS = (60, 250)


def _documents(data: Path) -> Iterator[Document]:
    for path in [*sorted(data.glob("seeds/00*.txt")), *sorted(data.glob("highlights/*/report.md"))[:1]]:
        yield from read(path)
    for path in sorted(data.glob("wmt25/outputs/*.noterm.jsonl"))[::3]:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for row in rows[::9]:
            yield Document(f"{path.name} {row['id']}", "txt", (Segment("1", row["mt"]),))


def test_no_shape_prints_a_figure_that_is_not_in_the_report(data: Path) -> None:
    made, wrong = 0, []
    for document in _documents(data):
        whole = " ".join(" ".join(segment.mt for segment in document.segments).split())
        for words in _BUDGETS:
            try:
                page = sheet(document, Shape.BRIEF, summarize(document, words=words))
            except DocumentError:
                continue
            made += 1
            for line in page.lines:
                put_in = {place for mark in line.marks for place in range(mark.start, mark.end)}
                figures = [m[0] for m in _FIGURE.finditer(line.text) if m.start() not in put_in]
                wrong += [(document.name, figure) for figure in figures if figure not in whole]
            wrong += [(document.name, row.figure.text) for row in page.figures if row.figure.text not in whole]
    assert made >= 15
    assert wrong == []


def test_our_own_pages_pass_our_own_verifier(data: Path) -> None:
    for document in _documents(data):
        try:
            page = sheet(document, Shape.BRIEF, summarize(document, words=120))
        except DocumentError:
            continue
        verifier = Verifier(document)
        failing = [one for one in (verifier.sentence(line.text) for line in page.lines) if one.fails]
        assert failing == [], document.name


def test_the_seeds_summaries_read_as_reports_do(data: Path) -> None:
    for path in sorted(data.glob("seeds/00*.txt")):
        (document,) = read(path)
        page = sheet(document, Shape.BRIEF, summarize(document, words=120))
        assert len(page.lines) >= 2, path.name
        assert not re.search(r"attended the meeting|picture shows|comments|©", page.text), path.name
        nobodys = [at for at, line in enumerate(page.lines) if line.text.startswith("We ")]
        assert all(re.search(r"\b(?:said|emphasized): We\b|^We ", page.lines[at - 1].text) for at in nobodys), path.name
        assert all(len(line.text.split()) <= 60 for line in page.lines), path.name


def test_highlights_of_annual_reports_are_met(data: Path) -> None:
    pytest.importorskip("rouge_score", reason="the extra summary-eval is not installed")
    from yiwen.eval.rouge import mean_rouge

    summaries, references = [], []
    for folder in sorted(data.glob("highlights/*")):
        (document,) = read(folder / "report.md")
        lines = (folder / "highlights.md").read_text(encoding="utf-8").split("\n")
        reference = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
        summaries.append(summarize(document, words=len(reference.split())).text)
        references.append(reference)
    for score in mean_rouge(summaries, references):
        assert score.value >= ROUGE.get(score.metric, 0), score
