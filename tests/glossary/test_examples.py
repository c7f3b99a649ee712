"""The examples of an entry are run alone and with the whole glossary; those that do not hold are told."""

from pathlib import Path

from glossary_samples import glossary_of

from yiwen.glossary.examples import Failure, run_examples


def failures(folder: Path, yaml: str) -> list[Failure]:
    return list(run_examples(glossary_of(folder, yaml)))


def entry(
    change: str, keep: str = "{mt: Good text., why: good}", name: str = "mu", wrong: str = "acres?", **more: str
) -> str:
    levels = {"fix": "safe", "alone": "safe", "en": "[mu]", **more}
    lines = "".join(f"  {field}: {value}\n" for field, value in levels.items())
    return f"- id: {name}\n  zh: [亩]\n  wrong: ['{wrong}']\n{lines}  why: w\n  change: [{change}]\n  keep: [{keep}]\n"


GOOD = "{mt: Ten acres., fixed: Ten mu.}"


def test_examples_that_hold_are_silent(tmp_path: Path) -> None:
    assert failures(tmp_path, entry(GOOD)) == []


def test_a_change_that_does_not_come_about_is_told(tmp_path: Path) -> None:
    found = failures(tmp_path, entry("{mt: Ten acres., fixed: Ten mou.}"))
    assert [(f.where, f.entry, f.expected, f.got) for f in found] == [("land.yaml:8", "mu", "Ten mou.", "Ten mu.")] * 2
    assert found[0].problem == "is not repaired as written (alone)"
    assert found[1].problem == "is not repaired as written (with the whole glossary)"


def test_good_text_that_is_changed_is_told(tmp_path: Path) -> None:
    found = failures(tmp_path, entry(GOOD, keep="{mt: Ten acres of wood., why: so it is}"))
    assert [f.problem for f in found] == [
        "should be left alone: so it is (alone)",
        "should be left alone: so it is (with the whole glossary)",
    ]


def test_a_rule_that_feeds_another_is_told(tmp_path: Path) -> None:
    yaml = entry(GOOD) + entry("{mt: A muddle., fixed: A mess.}", name="other", wrong="mu(?:ddle)?", en="[mess]")
    assert [(f.entry, f.got) for f in failures(tmp_path, yaml)] == [("mu", "Ten mess.")]


def test_a_change_that_never_settles_is_told(tmp_path: Path) -> None:
    yaml = entry("{mt: A mu., fixed: A mu mu mu mu mu mu.}", wrong="(?P<p>a) mu", put="'{p} mu mu'")
    (alone, _) = failures(tmp_path, yaml)
    assert "changed again when repaired twice" in alone.problem


def test_review_rules_are_applied_where_nothing_is_safe(tmp_path: Path) -> None:
    assert failures(tmp_path, entry(GOOD, alone="review")) == []
    assert len(failures(tmp_path, entry(GOOD, alone="never"))) == 2


def test_the_chinese_of_an_example_is_in_view(tmp_path: Path) -> None:
    assert failures(tmp_path, entry("{src: 十亩, mt: Ten acres., fixed: Ten mu.}", alone="never")) == []
    assert len(failures(tmp_path, entry("{src: 十公顷, mt: Ten acres., fixed: Ten mu.}", alone="never"))) == 2


def test_only_the_entries_asked_for_are_run(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, entry("{mt: a, fixed: b}") + entry(GOOD, name="good"))
    assert list(run_examples(glossary, [glossary.by_id["good"]])) == []
