"""The table of checks: what a report may say of each, and what holds of every finding."""

import json
import os
from pathlib import Path

import pytest

from yiwen.checks import RULES, check_document
from yiwen.types import Document, Fix, Segment


def test_every_rule_has_an_id_of_its_own_a_title_and_a_reason() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.kind and rule.title and rule.why.endswith(".") for rule in RULES)


def test_an_empty_document_has_no_findings() -> None:
    assert check_document(Document("d", "txt", ())) == ()
    assert check_document(Document("d", "txt", (Segment("0", ""),))) == ((),)


def test_safe_repairs_of_human_english_are_rare() -> None:
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set: the references are not here")
    rows = [json.loads(line) for line in Path(folder, "wmt22", "segments.jsonl").read_text("utf-8").splitlines()]
    documents = [
        Document(key, "jsonl", tuple(Segment(row["id"], row[key]) for row in rows)) for key in ("ref", "ref_b")
    ]
    for path in Path(folder, "highlights").glob("*/*.md"):
        paragraphs = path.read_text("utf-8").split("\n\n")
        documents.append(Document(path.name, "md", tuple(Segment(str(n), text) for n, text in enumerate(paragraphs))))
    words = sum(len(segment.mt.split()) for document in documents for segment in document.segments)
    found = [f for document in documents for findings in check_document(document) for f in findings]
    assert sum(finding.fix is Fix.SAFE for finding in found) <= words / 20_000
    assert not [finding for finding in found if finding.kind == "name-inconsistency"]
