"""Findings as SARIF and JUnit: valid after the published schema, with places, fixes and links that hold."""

import json
import os
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from yiwen.formats import read
from yiwen.report.as_junit import to_junit
from yiwen.report.as_sarif import to_sarif
from yiwen.types import Severity
from yiwen.workflow.check import check_file
from yiwen.workflow.settings import Finder, Settings

TEXT = (
    "The county acquired 4,310 acres of land for the new park.\n\n"
    "Nine specialized and special new firms \U0001f33e signed; 12 acres of paddy <were> left & kept .\n"
)
SCHEMA = os.environ.get("YIWEN_SARIF_SCHEMA")


@pytest.fixture(scope="module")
def finder():
    return Finder(Settings(pages="https://terms.example/glossary"))


def found(finder, text=TEXT, name="my report.txt"):
    return [one for document in read(BytesIO(text.encode()), name) for one in check_file(document, finder)]


def sarif(finder, **changed):
    return json.loads(to_sarif(found(finder, **changed), finder.rules, finder.pages))


def test_every_finding_is_a_result_with_its_place_its_rule_and_its_fix(finder):
    log = sarif(finder)
    run = log["runs"][0]
    results, rules = run["results"], run["tool"]["driver"]["rules"]
    assert len(results) == len(found(finder)) > 2
    lines = TEXT.split("\n")
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    fixes = [result["fixes"][0] for result in results if result["ruleId"] == "mu-not-acre"]
    assert fixes[0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == "4,310 mu"
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "my%20report.txt"


def test_a_result_tells_the_chinese_words_that_it_comes_from(finder):
    row = {"id": "1", "src": "征地310亩。", "mt": "It acquired 310 acres of land ."}
    data = json.dumps(row).encode()
    findings = [one for document in read(BytesIO(data), "a.jsonl") for one in check_file(document, finder)]
    results = json.loads(to_sarif(findings, finder.rules, finder.pages))["runs"][0]["results"]
    words = {result["ruleId"]: result["properties"].get("source") for result in results}
    assert words == {"mu-not-acre": "亩", "stray-space": None}


def test_help_links_lead_to_the_rules_own_place_on_a_page(finder):
    folder = Path(__file__).parents[2] / "glossary"
    rules = sarif(finder)["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) >= 3
    for rule in rules:
        page, _, anchor = rule["helpUri"].removeprefix("https://terms.example/glossary/").partition("#")
        assert anchor == rule["id"]
        assert f'<a id="{anchor}"></a>' in (folder / page).read_text(encoding="utf-8")


def test_a_fingerprint_outlives_what_is_written_above_it(finder):
    def prints(log):
        return {r["ruleId"]: r["partialFingerprints"]["yiwen/v1"] for r in log["runs"][0]["results"]}

    assert prints(sarif(finder)) == prints(sarif(finder, text=f"A new first line.\n\n{TEXT}"))


def test_rows_are_placed_by_their_segment(finder):
    row = json.dumps({"id": "r1", "mt": "The county acquired 4,310 acres of land."})
    (result,) = sarif(finder, text=row, name="rows.jsonl")["runs"][0]["results"]
    assert result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "rows.jsonl[r1]"
    assert "region" not in result["locations"][0]["physicalLocation"]


@pytest.mark.skipif(not SCHEMA, reason="needs the published SARIF schema: set YIWEN_SARIF_SCHEMA (.ci/run does)")
def test_the_log_holds_the_published_schema(finder):
    schema = json.loads(Path(SCHEMA or "").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    row = json.dumps({"id": "r1", "mt": "The county acquired 4,310 acres of land."})
    for log in (sarif(finder), sarif(finder, text="All is well.\n"), sarif(finder, text=row, name="rows.jsonl")):
        assert [error.message for error in validator.iter_errors(log)] == []
    broken = sarif(finder)
    broken["runs"][0]["results"][0]["level"] = "fatal"
    assert list(validator.iter_errors(broken))


def test_junit_has_a_case_a_finding_and_fails_from_the_level(finder):
    root = ElementTree.fromstring(to_junit(found(finder), Severity.WARNING))
    (suite,) = root
    assert suite.get("name") == "my report.txt"
    assert int(suite.get("tests")) == len(suite) == len(found(finder))
    failing = [case for case in suite if case.find("failure") is not None]
    assert int(suite.get("failures")) == len(failing) > 0
    assert any("'4,310 acres' -> '4,310 mu'" in case.find("failure").get("message") for case in failing)
    relaxed = ElementTree.fromstring(to_junit(found(finder), None))
    assert relaxed[0].get("failures") == "0"


def test_junit_of_a_clean_text_has_a_case_that_passes_and_bad_characters_do_not_break_it(finder):
    root = ElementTree.fromstring(to_junit([], Severity.NOTE))
    assert root[0][0].get("name") == "no findings"
    text = "The park\x0b took 310 acres of land\x01 & \ufffe more." + " It is open to everyone who lives nearby." * 5
    assert ElementTree.fromstring(to_junit(found(finder, text=text), Severity.NOTE))[0].get("tests") != "0"
