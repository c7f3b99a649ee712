"""The loader refuses what is wrong in an entry and says in which line."""

import time
from pathlib import Path

import pytest
from glossary_samples import PROOF, entries_of, rule

from yiwen.errors import GlossaryError
from yiwen.glossary.entry import Period
from yiwen.glossary.load import check_unique, load_entries, load_words
from yiwen.types import Fix

HEAD = "- id: mu\n  zh: [亩]\n  en: [mu]\n"


def refused(folder: Path, text: str) -> str:
    with pytest.raises(GlossaryError) as error:
        entries_of(folder, text)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD + "  taget: x\n", "land.yaml:4: unknown field 'taget'; known: id"),
        (HEAD + "  gloos: x\n", "land.yaml:4: unknown field 'gloos'; did you mean 'gloss'?"),
        (HEAD + "  en: [mou]\n", "land.yaml:4: field 'en' stands twice"),
        (
            HEAD + "  wrong:\n    - patern: acre\n" + PROOF,
            "land.yaml:5: unknown field 'patern'; did you mean 'pattern'?",
        ),
        (HEAD + "  wrong:\n    - put: mu\n" + PROOF, "land.yaml:5: a wrong rendering needs 'pattern'"),
        (HEAD + "  wrong: [acre]\n  fix: sure\n" + PROOF, "land.yaml:5: fix must be safe, review or never, not 'sure'"),
        (HEAD + "  wrong: [acre]\n  case: maybe\n" + PROOF, "land.yaml:5: case must be true or false, not 'maybe'"),
        ("- id: [mu\n  zh: x\n", "land.yaml:2: not YAML: "),
        ("- id: mu\n  zh: \x00\n", "land.yaml:2: not YAML: "),
        ("", "land.yaml:1: the file is empty"),
        ("# nothing but a comment\n", "land.yaml:1: the file is empty"),
        ("[]\n", "land.yaml:1: the file holds no entry"),
        ("id: mu\n", "land.yaml:1: a glossary file is a list of entries"),
        ("- mu\n", "land.yaml:1: an entry must be a mapping"),
        ("- id: mu\n  zh: [亩]\n", "land.yaml:1: an entry needs 'en'"),
        ("- id: mu\n  zh: [亩]\n  en: []\n  wrong: [acre]\n" + PROOF, "land.yaml:3: 'en' needs at least one text"),
        ("- id: mu\n  zh: [亩]\n  en: ['']\n", "land.yaml:3: 'en' needs at least one text"),
        ("- id: mu\n  zh: ''\n  en: [mu]\n", "land.yaml:2: 'zh' needs at least one text"),
        (HEAD + "  gloss: [a]\n", "land.yaml:4: gloss must be text"),
        (HEAD + "  refs: {a: b}\n", "land.yaml:4: refs must be a list"),
        (HEAD + "  wrong: [acre]\n", "land.yaml:1: 'mu' repairs, so it needs 'why' and at least one 'change'"),
        (HEAD + "  change: [{mt: a}]\n", "land.yaml:4: a change needs 'mt' and 'fixed'"),
        (HEAD + "  keep: [{mt: a}]\n", "land.yaml:4: a keep needs 'mt' and 'why'"),
        (
            HEAD + "  wrong: [acre]\n  put: '{n} mu'\n" + PROOF,
            "land.yaml:4: 'put' names {n}, which the pattern does not",
        ),
        (
            HEAD + "  wrong: [acre]\n  put: '{N} mu'\n" + PROOF,
            "land.yaml:5: 'put' holds a '{' that belongs to no field",
        ),
        (
            HEAD + "  wrong: [acre]\n  when: [abroad]\n" + PROOF,
            "land.yaml:5: unknown condition 'abroad'; known: about-china",
        ),
        (HEAD + "  wrong: [acre]\n  when: [near]\n" + PROOF, "land.yaml:5: condition 'near' takes words"),
        (HEAD + "  wrong: [acre]\n  when: [near: []]\n" + PROOF, "land.yaml:5: condition 'near' takes words"),
        (HEAD + "  wrong: [acre]\n  when: [heading: [x]]\n" + PROOF, "land.yaml:5: condition 'heading' takes no words"),
        (
            HEAD + "  wrong: [acre]\n  when:\n  - {near: [x], after: [y]}\n" + PROOF,
            "land.yaml:6: a condition is one name",
        ),
        (HEAD + "  wrong: [acre]\n  when: [near: ['(']]\n" + PROOF, "land.yaml:5: a condition's word is no pattern"),
        (
            HEAD + "  wrong: [acre]\n  when: [near: ['(a+)+b']]\n" + PROOF,
            "land.yaml:5: a condition's word is no pattern",
        ),
        (HEAD + "  wrong: [acre]\n  when: [near: ['']]\n" + PROOF, "land.yaml:5: a condition's word is no pattern"),
        (
            HEAD + "  wrong: [acre]\n  when: [near: ['{nolist}']]\n" + PROOF,
            "land.yaml:5: a condition's word is no pattern",
        ),
        (HEAD + "  period: lately\n", "land.yaml:4: period must be years, as in 2021-2025, 2018-, -2018 or 2020, not"),
        (HEAD + "  period: '-'\n", "land.yaml:4: period must be years"),
        (HEAD + "  period: 20182020\n", "land.yaml:4: period must be years"),
        (HEAD + "  period: 2025-2021\n", "land.yaml:4: period ends before it begins: '2025-2021'"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    assert refused(tmp_path, text).startswith(message)


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("acres(", "no regular expression"),
        ("acre(?<=a?)", "no regular expression"),
        ("a{99999999999}cre", "no regular expression"),
        ("(" * 3000 + "acre" + ")" * 3000, "nests too deeply"),
        ("acres? .*", "bound every repeat"),
        (r"\w+ acre", "bound every repeat"),
        ("(a|aa){1,30}cre", "too long"),
        ("((a{1,9}){1,9}){1,9}cre", "bound every repeat"),
        (r"(?:\w{0,40}){0,9}acre", "too long"),
        (r"\w{0,60}\w{0,60}\w{0,60}\w{0,60}\w{0,60}acre", "too long"),
        ("{nolist} acre", "no list is named {nolist}"),
        ("(?:acre)?", "matches the empty text"),
        (r"\d{1,3}", "no word of two letters or more"),
        ("a ?", "no word of two letters or more"),
        ("(?P<q>x)acre(?P=q)", "refers back"),
    ],
)
def test_bad_and_runaway_patterns_are_refused(tmp_path: Path, pattern: str, message: str) -> None:
    began = time.process_time()
    told = refused(tmp_path, rule(pattern))
    assert told.startswith("land.yaml:4: ")
    assert message in told
    assert time.process_time() - began < 1


def test_fields_of_a_wrong_rendering_beat_those_of_the_entry(tmp_path: Path) -> None:
    text = (
        HEAD + "  wrong:\n    - acres\n    - {pattern: acreage, put: land, fix: review, alone: review, case: true, "
        "when: [heading], ambiguous: true}\n  put: mu\n  fix: safe\n  alone: safe\n  unless: [in-quotes]\n" + PROOF
    )
    (entry,) = entries_of(tmp_path, text)
    plain, own = entry.wrong
    assert (plain.put, plain.fix, plain.alone, plain.case, plain.ambiguous, plain.when) == (
        "mu", Fix.SAFE, Fix.SAFE, False, False, (),
    )  # fmt: skip
    assert (own.put, own.fix, own.alone, own.case, own.ambiguous) == ("land", Fix.REVIEW, Fix.REVIEW, True, True)
    assert [condition.name for condition in (*own.when, *own.unless)] == ["heading", "in-quotes"]
    assert (plain.where, own.where, entry.where) == ("land.yaml:5", "land.yaml:6", "land.yaml:1")


def test_what_is_not_said_has_its_default(tmp_path: Path) -> None:
    (entry,) = entries_of(tmp_path, HEAD + "  wrong: [acres]\n" + PROOF)
    (wrong,) = entry.wrong
    assert (wrong.put, wrong.fix, wrong.alone) == ("mu", Fix.SAFE, Fix.NEVER)
    assert (entry.domain, entry.kind, entry.user) == ("land", "term", False)


@pytest.mark.parametrize(
    ("text", "since", "until", "told"),
    [
        ("2021-2025", 2021, 2025, "2021-2025"),
        ("2018-", 2018, None, "since 2018"),
        ("'-2018'", None, 2018, "until 2018"),
        ("2020", 2020, 2020, "2020"),
    ],
)
def test_an_entry_may_belong_to_years(
    tmp_path: Path, text: str, since: int | None, until: int | None, told: str
) -> None:
    (entry,) = entries_of(tmp_path, f"{HEAD}  period: {text}\n")
    assert entry.period == Period(since, until)
    assert str(entry.period) == told


def test_a_users_entry_needs_no_examples(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(HEAD + "  wrong: [acre]\n", encoding="utf-8")
    (entry,) = load_entries(path, {}, user=True)
    assert entry.user
    assert entry.wrong


def test_an_id_is_given_once(tmp_path: Path) -> None:
    entries = entries_of(tmp_path, HEAD + HEAD)
    with pytest.raises(GlossaryError, match=r"^land.yaml:4: id 'mu' is taken by land.yaml:1; choose another$"):
        check_unique(entries)


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    path = tmp_path / "land.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert load_entries(path, {})[0].zh == ("亩",)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    binary = tmp_path / "b.yaml"
    binary.write_bytes(b"- id: \xff\n")
    with pytest.raises(GlossaryError, match=r"b.yaml: is not UTF-8 \(byte 6\); save it as UTF-8"):
        load_entries(binary, {})
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(GlossaryError, match="cannot be read"):
            load_entries(path, {})


def test_a_doubled_or_empty_list_of_words_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("a: [x, y]\nb: ['{a} z']\na: [z]\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"^words.yaml:3: field 'a' stands twice"):
        load_words(path)
    path.write_text("a: []\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"^words.yaml:1: 'a list of words' needs"):
        load_words(path)
    path.write_text("a: [x, y]\nb: ['{a} z']\n", encoding="utf-8")
    assert load_words(path) == {"a": "x|y", "b": "{a} z"}
