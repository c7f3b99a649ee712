"""A glossary is cut down and added to without changing the one it came from."""

from pathlib import Path

import pytest
from glossary_samples import entries_of, glossary_of, rule

from yiwen.glossary.entry import Entry, Glossary
from yiwen.types import Fix

THREE = (
    rule("three olds", name="olds")
    + rule("acres?", "mu", name="acre", zh="亩")
    + rule("stuck", "x", name="stuck", zh="堵")
)


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    return glossary_of(tmp_path, THREE)


def theirs(*en: str, zh: str = "三旧改造", name: str = "user-own:x") -> Entry:
    return Entry(name, (zh,), en, user=True)


def ids(glossary: Glossary) -> list[str]:
    return [entry.id for entry in glossary.entries]


def test_only_and_without_are_twins(glossary: Glossary) -> None:
    assert ids(glossary.only(["acre", "olds"])) == ["olds", "acre"]
    assert ids(glossary.without(["acre", "olds", "none"])) == ["stuck"]
    assert ids(glossary) == ["olds", "acre", "stuck"]
    assert set(glossary.only(["acre"]).by_id) == {"acre"}
    assert glossary.only(["acre"]).words == glossary.words


def test_the_users_rendering_is_written_and_all_are_accepted(glossary: Glossary) -> None:
    merged = glossary.with_user_entries([theirs("redevelopment", "three-old work"), theirs("third")])
    olds = merged.by_id["olds"]
    assert olds.en == ("redevelopment", "three-old work", "urban renewal")
    assert [wrong.put for wrong in olds.wrong] == ["redevelopment"]
    assert merged.accepted_by_user == ("redevelopment", "three-old work", "third")
    assert merged.by_id["acre"] == glossary.by_id["acre"]
    assert glossary.accepted_by_user == ()


@pytest.mark.parametrize(
    ("put", "written"),
    [
        ("{n} mu", "{n} Chinese mu"),
        ("{mu} mu", "{mu} Chinese mu"),
        ("{v:mu} mutual mu{s}", "{v:mu} mutual Chinese mu{s}"),
        ("mutual", None),
        ("mu {mu}", None),
    ],
)
def test_only_the_term_itself_is_exchanged_in_a_template(tmp_path: Path, put: str, written: str | None) -> None:
    pattern = r"(?P<n>\d{1,3}) (?P<mu>x) (?P<v>go)(?P<s>s)? acres?"
    glossary = glossary_of(tmp_path, rule(pattern, "mu", more=f"put: '{put}'"))
    (wrong,) = glossary.with_user_entries([theirs("Chinese mu")]).by_id["rule"].wrong
    if written is None:
        assert (wrong.put, wrong.fix, wrong.alone) == (put, Fix.NEVER, Fix.NEVER)
    else:
        assert (wrong.put, wrong.fix) == (written, Fix.SAFE)


def test_a_users_verb_phrase_is_not_put_in_a_template_that_knows_no_verb(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, rule("cut down trees", "felling"))
    (wrong,) = glossary.with_user_entries([theirs("manage woodland and plant trees")]).by_id["rule"].wrong
    assert (wrong.put, wrong.fix) == ("felling", Fix.NEVER)
    (wrong,) = glossary.with_user_entries([theirs("woodland work")]).by_id["rule"].wrong
    assert (wrong.put, wrong.fix) == ("woodland work", Fix.SAFE)


def test_a_users_entry_of_the_same_id_takes_the_place(glossary: Glossary) -> None:
    merged = glossary.with_user_entries([theirs("mou", zh="别", name="acre")])
    assert ids(merged) == ["olds", "stuck", "acre"]
    assert merged.by_id["acre"].en == ("mou",)


def test_the_digest_follows_what_the_user_adds(glossary: Glossary, tmp_path: Path) -> None:
    def digest(text: str) -> str:
        return glossary.with_user_entries(entries_of(tmp_path, text)).digest

    assert digest(rule("areas")) == digest(rule("areas")) != glossary.digest
    assert (
        len(
            {digest(rule("areas")), digest(rule("areas?")), digest(rule("areas", "x")), digest(rule("areas", name="y"))}
        )
        == 4
    )
    assert digest(rule("areas", more="when: [heading]")) != digest(rule("areas", more="unless: [heading]"))


def test_an_entry_says_what_kind_of_finding_it_makes() -> None:
    kinds = {domain: Entry("x", ("亩",), ("mu",), domain=domain).kind for domain in ("units", "entities", "land")}
    assert kinds == {"units": "unit", "entities": "name", "land": "term"}
    told = Entry("x", ("亩", "畝"), ("mu", "mou"), why="so", refs=("r",)).rule
    assert (told.id, told.title, told.why, told.sources) == ("x", "亩 / 畝: mu", "so", ("r",))
