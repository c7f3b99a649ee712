"""JSON holds every field and can be read back into the same records."""

import json
from pathlib import Path
from typing import Any

from report_samples import hostile, ordinary

from yiwen.report import to_json
from yiwen.types import (
    Document,
    DocumentReport,
    Edit,
    Figure,
    Finding,
    Fix,
    MadeWith,
    Report,
    Revision,
    Rule,
    Score,
    Segment,
    Severity,
    Span,
    Summary,
    SummarySentence,
)


def _span(record: dict[str, Any]) -> Span:
    return Span(record.pop("start"), record.pop("end"))


def _finding(record: dict[str, Any]) -> Finding:
    source = record.pop("src_span")
    return Finding(
        span=_span(record),
        severity=Severity(record.pop("severity")),
        fix=Fix(record.pop("fix")),
        candidates=tuple(record.pop("candidates")),
        src_span=source and Span(**source),
        **record,
    )


def _segment(record: dict[str, Any]) -> tuple[Segment, Revision]:
    edits = tuple(Edit(_span(edit), **edit) for edit in record["edits"])
    left = tuple(_finding(finding) for finding in record["findings"])
    locked = tuple(Span(**span) for span in record["locked"])
    segment = Segment(record["id"], record["mt"], record["src"], record["ref"], locked)
    return segment, Revision(record["mt"], record["fixed"], edits, left)


def _summary(record: dict[str, Any] | None) -> Summary | None:
    if record is None:
        return None
    sentences = tuple(SummarySentence(span=_span(sentence), **sentence) for sentence in record["sentences"])
    figures = tuple(Figure(span=_span(figure), **figure) for figure in record["figures"])
    return Summary(sentences, figures, record["settings"], record["model"])


def _document(record: dict[str, Any]) -> DocumentReport:
    pairs = [_segment(segment) for segment in record["segments"]]
    scores = tuple(
        Score(statistics=tuple(tuple(row) for row in score.pop("statistics")), **score) for score in record["scores"]
    )
    document = Document(record["name"], record["format"], tuple(segment for segment, _ in pairs))
    return DocumentReport(document, tuple(revision for _, revision in pairs), _summary(record["summary"]), scores)


def _report(text: str) -> Report:
    record = json.loads(text)
    rules = tuple(Rule(sources=tuple(rule.pop("sources")), **rule) for rule in record["rules"])
    return Report(tuple(map(_document, record["documents"])), rules, MadeWith(**record["made_with"]))


def test_the_records_can_be_read_back() -> None:
    assert _report(to_json(ordinary())) == ordinary()


def test_lone_surrogates_come_back_and_the_text_is_utf8() -> None:
    text = to_json(hostile())
    text.encode("utf-8")
    segment, revision = _segment(json.loads(text)["documents"][0]["segments"][0])
    assert segment == hostile().documents[0].document.segments[0]
    assert revision == hostile().documents[0].revisions[0]


def test_numbers_that_are_not_finite_become_null() -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is not JSON")

    record = json.loads(to_json(hostile()), parse_constant=refuse)
    assert record["documents"][0]["scores"][0]["value"] is None
    assert record["documents"][0]["summary"]["figures"][0]["value"] is None


def test_chinese_is_written_as_it_is() -> None:
    assert "全镇征地40亩。" in to_json(ordinary())


def test_settings_are_sorted_and_made_plain() -> None:
    settings = {"b": (1, 2.5, None), "a": {"y": True, "x": Path("p")}, "c": frozenset({"v", "u"}), "f": Fix.SAFE}
    turned = dict(reversed(settings.items()))
    texts = [to_json(Report((), (), MadeWith("1", "d", order))) for order in (settings, turned)]
    assert texts[0] == texts[1]
    plain = json.loads(texts[0])["made_with"]["settings"]
    assert plain == {"a": {"x": "p", "y": True}, "b": [1, 2.5, None], "c": ["u", "v"], "f": "safe"}


def test_keys_stand_in_the_order_of_the_fixed_rows() -> None:
    record = json.loads(to_json(ordinary()))
    assert list(record) == ["made_with", "rules", "documents"]
    edit = record["documents"][0]["segments"][0]["edits"][0]
    assert list(edit) == ["start", "end", "before", "after", "rule", "src_span"]
