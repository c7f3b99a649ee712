"""The table of checks: what a report may say of each, and what holds of every finding."""

import json
import os
from pathlib import Path

import pytest

from yiwen import checks
from yiwen.checks import RULES, check_document
from yiwen.resources import data_folder
from yiwen.types import Document, Fix, Segment

ZONES = "Pilot Experimental Trial Test Demonstration Model Exemplary Demo New Bonded Development".split()
HEADS = (
    *((f"{kind} Zone", f"{kind} Area") for kind in (*ZONES, "Free Trade", "Free-Trade")),
    ("Cluster", "Cluster Zone"), ("Agglomeration", "Agglomeration Zone"), ("Gathering", "Gathering Area"),
    ("Concentration", "Concentration Region"), ("Smart", "Smart Home"), ("Intelligent", "Intelligence"),
    ("Technology", "Technologies"), ("Electronic", "Electronics"), ("Refrigeration", "Refrigerating"),
    ("Cooling", "Refrigeration"), ("New Energy", "New Energies"), ("Renewable Energy", "New Energy"),
)  # fmt: skip
SLIPS = (
    *(f"Work on Binhe {one}, later Binhe {other}, began." for one, other in HEADS),
    "The Shenzhen-Zhongshan Link is the Shenzhen-Zhongshan Passage.",
    "The Shenzhen-Zhongshan Corridor is the Shenzhen-Zhongshan Channel.",
    *(f"The road{space}{mark} was built." for space in " \u00a0" for mark in ",.;:!?"),
    *(f"The road (see{space}) is ({space}now) open." for space in " \u00a0"),
    *(
        f"It lies {one}{space}{word} park."
        for word in ("the", "in")
        for one in (word, word.capitalize())
        for space in (" ", "  ", "\u00a0")
    ),
    *(
        f"It grew{marks} and it paid{marks} too."
        for marks in (",,", ", ,", ",;", ";,", ";;", ",.", ", .", "; ;", "; ,", ", ;")
    ),
    *(f"It grew{mark}and it paid." for mark in "，。；：？！、（）"),
    *(f"A tax of 26,508 million{joint}{unit} was paid." for joint in " -" for unit in ("yuan", "RMB", "renminbi")),
    *(
        f"It is a 100 billion{level} {what}."
        for level in ("", "-level")
        for what in ("output", "industrial park", "park", "GDP")
    ),
    "It has several billion-yuan projects.",
    "The plan is 1+3+2, and then it is 3+1+2.",
    "The label is “one of two“.",
    "The lot is 40,000 square meters (60 acres).",
    "The lot is 40,000 square meters or 60 acres.",
    "The lot is 40,000 square meters, equal to 60 acres.",
    "The lot is 40,000 square meters, that is 60 acres.",
    "Of the roads, 61 of the 101 roads, or 90 percent, are open.",
    "The county built 30 schools in 60 days, one school every 9 days.",
    "It has 12 schools, namely 5 schools and 3 schools.",
    "It is left in 文字.",
    "Back to top\nCopyright 2020. All rights reserved\nHome | About | News",
)


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


def test_no_check_finds_anything_in_a_text_that_its_table_says_holds_nothing_for_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = [json.loads(line)["mt"] for path in _reports() for line in path.read_text("utf-8").splitlines()]
    documents = [Document("d", "jsonl", (Segment("1", text),)) for text in (*texts, *SLIPS)]
    documents.append(Document("d", "txt", tuple(Segment(str(n), text) for n, text in enumerate((*texts, *SLIPS)))))
    chosen = [check_document(document) for document in documents]
    monkeypatch.setattr(
        checks._Table, "due", lambda table, _: [check for _, check in table._checks if not check.compares]
    )
    assert [check_document(document) for document in documents] == chosen
    with_needs = {check.id for _, check in checks._ALL._checks if check.needs}
    found = {finding.rule for findings in chosen for segment in findings for finding in segment}
    assert with_needs - found <= {"slogan-order", "repeated-text"}


def _reports() -> list[Path]:
    return sorted((data_folder("eval/sets") / "reports").glob("*.jsonl"))


def test_a_long_document_is_checked_block_by_block_as_it_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (
        ("完成投资46亿元。", "Investment was 46 billion yuan."),
        ("前三季度下降3%。", "It rose 3 percent in the third quarter."),
        ("会议于5月6日举行。各部门要抓好落实，确保全面完成今年的各项目标任务。", "The meeting was held on May 16."),
        ("新增床位120张。", "It added 120 beds."),
        ("占地300亩。", ""),
    )
    segments = tuple(Segment(str(at), mt, src) for at, (src, mt) in enumerate(rows * 3))
    document = Document("d", "jsonl", segments)
    whole = check_document(document)
    assert {finding.rule for findings in whole for finding in findings} >= {"figure-scale", "date-differs", "omission"}
    for size in (1, 2, 7):
        monkeypatch.setattr(checks, "_BLOCK", size)
        assert check_document(document) == whole
