"""The matcher finds every wrong rendering once, where it stands, and heeds locks, sources and the user's glossary."""

import random
import time
from pathlib import Path

import pytest
from glossary_samples import findings, glossary_of, locked, repaired, rule

from yiwen.glossary.entry import Glossary
from yiwen.glossary.examples import repair_text
from yiwen.glossary.match import Matcher
from yiwen.text.revise import revise
from yiwen.types import Document, Fix, Segment, Severity, Span

OLDS = rule("three olds(?: reform)?")
FILLER = "The city worked on roads, schools and parks. "


def test_a_finding_tells_what_stands_where_and_what_to_write(tmp_path: Path) -> None:
    (finding,) = findings(glossary_of(tmp_path, OLDS), "They push three olds reform now.")
    assert (finding.observed, finding.suggestion, finding.fix) == ("three olds reform", "urban renewal", Fix.SAFE)
    assert finding.span.of("They push three olds reform now.") == "three olds reform"
    assert (finding.rule, finding.kind, finding.severity) == ("rule", "term", Severity.WARNING)
    assert (finding.message, finding.candidates, finding.src_span) == ("it is wrong", ("urban renewal",), None)


def test_every_place_of_a_long_paragraph_is_found(tmp_path: Path) -> None:
    text = "".join(FILLER * 40 + f"They push three olds in street {number}. " for number in range(50))
    found = findings(glossary_of(tmp_path, OLDS), text)
    assert len(found) == 50
    assert all(finding.span.of(text) == finding.observed == "three olds" for finding in found)


@pytest.mark.parametrize("glue", [" ", "  ", "\u00a0", ", "])
def test_many_matches_in_a_row_are_found_once_each(tmp_path: Path, glue: str) -> None:
    text = glue.join(["three olds"] * 30)
    found = findings(glossary_of(tmp_path, OLDS), text)
    assert [finding.span.start for finding in found] == [n * len("three olds" + glue) for n in range(30)]


def test_a_match_with_an_anchor_at_each_end_is_found_once(tmp_path: Path) -> None:
    yaml = rule(r"reform(?: \w{1,12}){0,5} of three olds|three olds(?: \w{1,12}){0,5} reform")
    text = "Now reform by all means of three olds, or three olds by deep reform."
    assert [finding.observed for finding in findings(glossary_of(tmp_path, yaml), text)] == [
        "reform by all means of three olds", "three olds by deep reform",
    ]  # fmt: skip


def test_a_wide_match_is_not_cut_short(tmp_path: Path) -> None:
    yaml = rule(r"reform(?: counterrevolutionary){0,12} olds")
    words = " ".join(["counterrevolutionary"] * 12)
    (finding,) = findings(glossary_of(tmp_path, yaml), f"reform x reform {words} olds")
    assert finding.observed == f"reform {words} olds"


def test_matches_are_those_of_the_expression_itself(tmp_path: Path) -> None:
    yaml = rule(r"(?:old|new)(?:[ -]\w{1,6}){0,2} (?:plot|town)s?(?= by| of)")
    glossary = glossary_of(tmp_path, yaml)
    expression = glossary.entries[0].wrong[0].pattern.compile()
    source = random.Random(1)
    for _ in range(300):
        text = source.choice([" ", "  "]).join(
            source.choices("old new big plot town towns by of x-y , fold".split(), k=25)
        )
        assert [f.span.start for f in findings(glossary, text)] == [m.start() for m in expression.finditer(text)], text


def test_case_is_heeded_where_a_pattern_says_so(tmp_path: Path) -> None:
    yaml = rule("[A-Z][a-z]{1,9} three olds", "Old Towns", more="case: true")
    assert [f.observed for f in findings(glossary_of(tmp_path, yaml), "Big three olds, big three olds")] == [
        "Big three olds"
    ]


def test_overlapping_findings_are_all_told_and_the_longest_is_applied(tmp_path: Path) -> None:
    yaml = rule("three olds", "short", name="a") + rule("push three olds", "long", name="b")
    assert {f.rule for f in findings(glossary_of(tmp_path, yaml), "They push three olds now.")} == {"a", "b"}
    assert repaired(tmp_path, yaml, "They push three olds now.") == "They long now."


def test_locked_spans_are_never_touched(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, OLDS)
    text = "See three olds and three olds."
    (finding,) = locked(glossary, text, (4, 9))
    assert finding.span.start == 19
    assert locked(glossary, text, (0, len(text))) == []
    assert len(locked(glossary, text, (14, 19))) == 2


def test_an_article_that_is_locked_is_left(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, rule("plot", "estate"))
    assert locked(glossary, "Buy a plot.", (4, 5)) == []


def test_findings_of_paragraphs_stand_at_their_own_offsets(tmp_path: Path) -> None:
    text = "\r\n  Three olds begin.\r\n\r\nThe three olds end.\n"
    found = findings(glossary_of(tmp_path, OLDS), text)
    assert [finding.span.of(text) for finding in found] == ["Three olds", "three olds"]


def test_letters_that_grow_when_lowered_move_nothing(tmp_path: Path) -> None:
    text = "İİİ pushes three olds."
    assert [f.span.of(text) for f in findings(glossary_of(tmp_path, OLDS), text)] == ["three olds"]


AMBIGUOUS = (
    rule("acres?", "mu", name="acre", zh="亩", more="ambiguous: true")
    + rule("three olds", name="a")
    + rule("stuck point", "bottleneck", name="b")
)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("It has 30 acres.", Fix.REVIEW),
        ("It has 30 acres of three olds.", Fix.REVIEW),
        ("It has 30 acres of three olds and three olds.", Fix.REVIEW),
        ("It has 30 acres of three olds and one stuck point.", Fix.SAFE),
    ],
)
def test_unknown_texts_need_two_other_marks_before_an_ambiguous_string_is_touched(
    tmp_path: Path, text: str, level: Fix
) -> None:
    glossary = glossary_of(tmp_path, AMBIGUOUS)
    assert next(f.fix for f in findings(glossary, text, assume="unknown") if f.rule == "acre") is level
    assert next(f.fix for f in findings(glossary, text) if f.rule == "acre") is Fix.SAFE


def test_marks_may_stand_in_other_segments(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, AMBIGUOUS)
    found = findings(glossary, "It has 30 acres.", "They push three olds.", "One stuck point.", assume="unknown")
    assert [finding.fix for finding in found] == [Fix.SAFE] * 3


def test_the_chinese_settles_an_ambiguous_string(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, AMBIGUOUS)
    assert [f.fix for f in findings(glossary, "It has 30 acres.", src="占地30亩", assume="unknown")] == [Fix.SAFE]
    assert findings(glossary, "It has 30 acres.", src="占地30公顷") == []


SOURCED = (
    "- id: rule\n  zh: [亩, 畝]\n  not_in: [英亩]\n  en: [mu]\n  wrong: [acres?]\n  fix: safe\n  alone: review\n"
    "  why: w\n  change: [{mt: a, fixed: b}]\n  keep: [{mt: a, why: b}]\n"
)


@pytest.mark.parametrize(
    ("src", "level"),
    [
        ("占地30亩", Fix.SAFE),
        ("占地30畝", Fix.SAFE),
        ("30英亩等于182亩", Fix.SAFE),
        ("30英亩", Fix.REVIEW),
        (None, Fix.REVIEW),
    ],
)
def test_the_level_follows_the_chinese_in_view(tmp_path: Path, src: str | None, level: Fix) -> None:
    (finding,) = findings(glossary_of(tmp_path, SOURCED), "It has 30 acres.", src=src)
    assert finding.fix is level
    if src and level is Fix.SAFE:
        assert finding.src_span is not None
        assert finding.src_span.of(src) in ("亩", "畝")
        assert src[finding.src_span.start - 1] != "英"


def test_conditions_are_asked(tmp_path: Path) -> None:
    yaml = rule("acres?", "mu", more="when: [near: [farm]]\nunless: [foreign-land]")
    assert repaired(tmp_path, yaml, "The farm has 30 acres.") == "The farm has 30 mu."
    assert repaired(tmp_path, yaml, "The plot has 30 acres.") == "The plot has 30 acres."
    assert repaired(tmp_path, yaml, "The farm in Ohio has 30 acres.") == "The farm in Ohio has 30 acres."


@pytest.mark.parametrize(
    ("zh", "condition", "settled"),
    [
        ("禅城", "about-china", True),
        ("禅城", "document-has: [foshan]", True),
        ("禅城", "near: [pottery]", False),
        ("腾笼换鸟", "near: [industry]", True),
        ("腾笼换鸟", "office-context", True),
        ("腾笼换鸟", "clause-end", False),
        ("腾笼换鸟", "before: [the]", False),
    ],
)
def test_the_chinese_settles_what_the_text_is_about(tmp_path: Path, zh: str, condition: str, settled: bool) -> None:
    condition = f"{{{condition}}}" if ":" in condition else condition
    yaml = rule("zen cage", "good", zh=zh, more=f"when: [{condition}]")
    text = "It has zen cage birds."
    assert repaired(tmp_path, yaml, text) == text
    assert repaired(tmp_path, yaml, text, src="别的话") == text
    assert repaired(tmp_path, yaml, text, src=f"看{zh}") == ("It has good birds." if settled else text)


def test_what_speaks_against_a_repair_is_asked_although_the_chinese_is_there(tmp_path: Path) -> None:
    yaml = rule("zen cage", "good", zh="腾笼换鸟", more="unless: [near: [zoo]]")
    assert repaired(tmp_path, yaml, "The zoo has zen cage birds.", src="腾笼换鸟") == "The zoo has zen cage birds."


def user(glossary: Glossary, folder: Path, *pairs: tuple[str, str]) -> Glossary:
    from yiwen.glossary.pairs import load_user_glossary

    path = folder / "own.csv"
    path.write_text("zh,en\n" + "".join(f"{zh},{en}\n" for zh, en in pairs), encoding="utf-8")
    return glossary.with_user_entries(load_user_glossary(path, glossary.words))


def test_the_users_term_is_written(tmp_path: Path) -> None:
    glossary = user(glossary_of(tmp_path, OLDS), tmp_path, ("三旧改造", "redevelopment of the old"))
    assert repair_text(Matcher(glossary), "They push three olds.") == "They push redevelopment of the old."


@pytest.mark.parametrize(
    "accepted",
    ["three olds", "Three Olds", "push three olds", "three olds reform", "olds and parks", "three olds policy"],
)
def test_what_the_user_accepts_is_never_rewritten(tmp_path: Path, accepted: str) -> None:
    glossary = user(glossary_of(tmp_path, OLDS), tmp_path, ("别的", accepted))
    text = f"They {accepted}."
    assert repair_text(Matcher(glossary), text) == text


def test_what_only_looks_like_the_users_term_is_rewritten(tmp_path: Path) -> None:
    glossary = user(
        glossary_of(tmp_path, OLDS), tmp_path, ("别的", "they push"), ("别的二", "hree olds"), ("三", "now")
    )
    assert repair_text(Matcher(glossary), "They push three olds now.") == "They push urban renewal now."


def test_a_large_glossary_of_the_user_costs_little(tmp_path: Path) -> None:
    glossary = user(
        glossary_of(tmp_path, OLDS), tmp_path, *((f"词{number}", f"term {number}") for number in range(20_000))
    )
    matcher = Matcher(glossary)
    text = "They push three olds. " * 2_000
    repair_text(matcher, "three olds")
    began = time.process_time()
    assert "olds" not in repair_text(matcher, text)
    assert time.process_time() - began < 5


def test_no_rules_find_nothing() -> None:
    assert findings(Glossary(()), "They push three olds.") == []


def test_a_condition_on_the_document_is_asked_again_when_a_change_turns_it(tmp_path: Path) -> None:
    first = rule("three olds")
    second = rule("stuck point", "bottleneck", name="second", zh="堵点", more="unless: [document-has: [three olds]]")
    document = Document("d", "txt", (Segment("1", "The stuck point remains."), Segment("2", "They push three olds.")))
    matcher = Matcher(glossary_of(tmp_path, first + second))
    texts = [revision.after for revision in revise(document, matcher.findings)]
    assert texts == ["The bottleneck remains.", "They push urban renewal."]


def test_words_that_may_be_good_are_not_repaired_unasked_far_from_china(tmp_path: Path) -> None:
    asking = glossary_of(tmp_path, rule("three olds", more="when: [{near: [factories]}]"))
    texts = {
        "The three olds have 20 factories.": Fix.SAFE,
        "The three olds near Chicago have 20 factories.": Fix.REVIEW,
        "The three olds near Chicago have 20 factories, two of them from Guangdong.": Fix.SAFE,
    }
    assert {text: findings(asking, text)[0].fix for text in texts} == texts
    certain = glossary_of(tmp_path, rule("three olds"))
    assert findings(certain, "The three olds near Chicago have 20 factories.")[0].fix is Fix.SAFE


def test_the_chinese_of_an_entry_is_found_in_traditional_characters_too(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, rule("acres?", "mu", zh="亩", more="ambiguous: true"))
    (finding,) = Matcher(glossary).findings(
        Document("d", "txt", (Segment("1", "It acquired 300 acres.", src="徵收土地300畝。"),))
    )[0]
    assert (finding.suggestion, finding.src_span) == ("mu", Span(7, 8))
