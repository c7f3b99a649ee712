"""Rows that are documents of their own make one document of the report; a row that is a whole report stays one."""

from io import BytesIO

import pytest

from yiwen.formats import read
from yiwen.types import Document, DocumentReport, Segment
from yiwen.workflow.run import rows_joined, run_document
from yiwen.workflow.settings import Finder, Settings


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def row(name: str, mt: str, src: str | None = None) -> Document:
    return Document(f"rows.jsonl#{name}", "jsonl", (Segment(name, mt, src),))


def ran(finder: Finder, *documents: Document) -> list[DocumentReport]:
    return [run_document(document, finder) for document in documents]


LONG = " ".join(f"In {2000 + n} the county built {n + 3} schools and {n + 20} km of roads." for n in range(12))


def test_rows_of_one_segment_are_shown_and_scored_as_one_document(finder: Finder) -> None:
    done = ran(
        finder,
        row("a", "The town took 310 acres of land.", "全镇征地310亩。"),
        row("b", "It built 20 acres of orchards.", "建成果园20亩。"),
    )
    (joined,) = rows_joined(done, finder)
    assert (joined.document.name, [segment.id for segment in joined.document.segments]) == ("rows.jsonl", ["a", "b"])
    assert [revision.after for revision in joined.revisions] == [
        "The town took 310 mu of land.",
        "It built 20 mu of orchards.",
    ]
    assert {score.n for score in joined.scores} == {2}
    assert {score.metric for score in joined.scores} >= {"Figures F1, machine output", "Figures F1, repaired"}


def test_a_row_that_is_a_whole_report_stays_one(finder: Finder) -> None:
    done = ran(finder, row("a", "The mill is new."), row("b", LONG), row("c", "The dam is old."))
    assert done[1].summary is not None
    joined, report = rows_joined(done, finder)
    assert len(joined.document.segments) == 2
    assert report is done[1]


def test_a_single_row_and_documents_of_several_segments_stay_as_they_are(finder: Finder) -> None:
    one = ran(finder, row("a", "The mill is new."))
    assert rows_joined(one, finder) == one
    several = Document("rows.jsonl#x", "jsonl", (Segment("1", "The mill."), Segment("2", "The dam.")))
    done = ran(finder, several, row("a", "The mill is new."))
    assert rows_joined(done, finder) == done


def test_short_rows_that_name_their_document_stay_documents(finder: Finder) -> None:
    lines = b'{"mt": "The mill is new.", "doc": "a"}\n{"mt": "The dam is old."}\n{"mt": "It rained.", "doc": null}\n'
    done = ran(finder, *read(BytesIO(lines + b'{"mt": "It is new.", "doc": "b"}\n'), "rows.jsonl"))
    joined = rows_joined(done, finder)
    assert [(one.document.name, len(one.document.segments)) for one in joined] == [
        ("rows.jsonl", 2),
        ("rows.jsonl#a", 1),
        ("rows.jsonl#b", 1),
    ]
