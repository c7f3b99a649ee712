"""Lint finds what is doubtful in a glossary although it loads."""

from pathlib import Path

from glossary_samples import glossary_of, rule

from yiwen.glossary.lint import Doubt, lint

FULL = "  change: [{mt: a, fixed: b}, {mt: c, fixed: d}]\n  keep: [{mt: e, why: f}, {mt: g, why: h}]\n"


def full(wrong: str, en: str, name: str, zh: str = "亩", level: str = "safe") -> str:
    return (
        f"- id: {name}\n  zh: [{zh}]\n  en: [{en}]\n  wrong: [{wrong}]\n  fix: {level}\n  alone: {level}\n  why: w\n"
        + FULL
    )


def doubts(folder: Path, yaml: str) -> list[Doubt]:
    return list(lint(glossary_of(folder, yaml)))


def test_a_sound_glossary_raises_no_doubt(tmp_path: Path) -> None:
    assert doubts(tmp_path, full("acres?", "mu", "mu") + "- id: plain\n  zh: [公顷]\n  en: [hectare]\n") == []


def test_one_term_with_two_answers_is_doubtful(tmp_path: Path) -> None:
    (doubt,) = doubts(tmp_path, "- id: a\n  zh: [亩]\n  en: [mu]\n- id: b\n  zh: [顷, 亩]\n  en: [mou]\n")
    assert (doubt.where, doubt.entry) == ("land.yaml:4", "b")
    assert doubt.problem == "亩 is 'mou' here and 'mu' in a (land.yaml:1)"


def test_one_term_in_two_entries_that_agree_is_not(tmp_path: Path) -> None:
    assert doubts(tmp_path, "- id: a\n  zh: [亩]\n  en: [mu]\n- id: b\n  zh: [亩]\n  en: [mou, mu]\n") == []


def test_a_good_rendering_that_a_rule_changes_is_doubtful(tmp_path: Path) -> None:
    for level in ("safe", "review"):
        yaml = full("acres?", "mu", "mu", level=level) + "- id: acre\n  zh: [英亩]\n  en: [acre, statute acre]\n"
        found = doubts(tmp_path, yaml)
        assert [doubt.entry for doubt in found] == ["acre", "acre"]
        assert found[0].problem == "'acre' is accepted here, but mu changes it to 'mu'"


def test_a_rule_that_only_tells_is_not(tmp_path: Path) -> None:
    yaml = full("acres?", "mu", "mu", level="never") + "- id: acre\n  zh: [英亩]\n  en: [acre]\n"
    assert doubts(tmp_path, yaml) == []


def test_thin_evidence_is_doubtful(tmp_path: Path) -> None:
    (doubt,) = doubts(tmp_path, rule("acres?", "mu"))
    assert doubt.problem == "has fewer than two 'change' or two 'keep' examples"
