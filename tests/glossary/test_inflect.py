"""English inflection: what a replacement writes is good English."""

import pytest

from yiwen.glossary.inflect import (
    article,
    capitalize,
    conjugate,
    form_of,
    is_plural,
    is_title_case,
    pluralize,
    title_case,
)

AN = (
    "acre area hour honest honorary heir effort industry open office urban umbrella unidentified uninhabited "
    "unimportant unopened SME SOE NPC FDI AI IPO MBA R&D HKD onerous 8 8,505 80 800 8th 11 11,000 11000 11.5 18 "
    "18th 18,000,000 80%"
).split()
A = (
    "mu hectare hospital hotel university unit unified unique union European eucalyptus one once one-stop useful "
    "usual US UN UK utility Uyghur UNESCO uranium ubiquitous GDP CPC PPP 1 10 100 110 111 118 180 1,800 181 7 "
    "17,000 110,000 1,100 187"
).split()


@pytest.mark.parametrize("word", AN)
def test_an_stands_before_a_vowel_sound(word: str) -> None:
    assert article(word) == "an"
    assert article(f"“{word}” park") == "an"


@pytest.mark.parametrize("word", A)
def test_a_stands_before_a_consonant_sound(word: str) -> None:
    assert article(word) == "a"


def test_a_comma_after_a_number_is_no_part_of_it() -> None:
    assert article("11, 12 and 13") == "an"


def spoken_with_a_vowel(number: int) -> bool:
    """Return whether a number begins, when said, with eight, eleven or eighteen."""
    leading = int(f"{number:,}".split(",")[0])
    return leading in (8, 11, 18) or 80 <= leading <= 89 or 800 <= leading <= 899


def test_the_article_of_every_number_is_right() -> None:
    for number in (*range(1, 20_000), *range(20_000, 20_000_000, 7_919)):
        assert article(f"{number:,}-mu park") == ("an" if spoken_with_a_vowel(number) else "a"), number


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("stuck point", "stuck points"), ("city", "cities"), ("highway", "highways"), ("tax", "taxes"),
        ("branch", "branches"), ("class", "classes"), ("SME", "SMEs"), ("mu", "mu"), ("yuan", "yuan"),
        ("hectare", "hectares"), ("chairman", "chairmen"), ("Woman", "Women"), ("crisis", "crises"),
        ("Basis", "Bases"), ("life", "lives"), ("hero", "heroes"), ("little giant", "little giants"),
        ("person", "people"), ("logistics", "logistics"), ("data", "data"), ("series", "series"), ("plots", "plots"),
        ("human", "humans"), ("campus", "campuses"), ("child", "children"), ("", ""), ("{n}", "{n}"),
        ("village midwife", "village midwives"), ("Thief", "Thieves"), ("river police", "river police"),
    ],
)  # fmt: skip
def test_the_last_word_takes_the_plural(one: str, many: str) -> None:
    assert pluralize(one) == many
    assert pluralize(many) == many


@pytest.mark.parametrize("word", ["plots", "cities", "children", "women", "chairmen"])
def test_plurals_are_seen(word: str) -> None:
    assert is_plural(word)


@pytest.mark.parametrize("word", ["plot", "basis", "campus", "class", "logistics", "news", "gas"])
def test_singulars_are_no_plurals(word: str) -> None:
    assert not is_plural(word)


VERBS = [
    "boost boosts boosting boosted boosted",
    "make makes making made made",
    "take takes taking took taken",
    "catch catches catching caught caught",
    "agree agrees agreeing agreed agreed",
    "guarantee guarantees guaranteeing guaranteed guaranteed",
    "carry carries carrying carried carried",
    "tap taps tapping tapped tapped",
    "spur spurs spurring spurred spurred",
    "equip equips equipping equipped equipped",
    "transfer transfers transferring transferred transferred",
    "visit visits visiting visited visited",
    "focus focuses focusing focused focused",
    "undergo undergoes undergoing underwent undergone",
    "lay lays laying laid laid",
    "cut cuts cutting cut cut",
    "run runs running ran run",
    "develop develops developing developed developed",
    "bring brings bringing brought brought",
    "need needs needing needed needed",
    "tie ties tying tied tied",
    "be is being was been",
    "play plays playing played played",
    "fix fixes fixing fixed fixed",
]


@pytest.mark.parametrize("forms", VERBS)
def test_verbs_are_conjugated(forms: str) -> None:
    base, third, ing, past, participle = forms.split()
    written = [conjugate(base, form) for form in ("base", "third", "ing", "past", "participle")]
    assert written == [base, third, ing, past, participle]
    assert conjugate(f"{base} up", "ing") == f"{ing} up"


@pytest.mark.parametrize("forms", VERBS)
def test_the_form_of_a_verb_is_known(forms: str) -> None:
    base, third, ing, past, participle = forms.split()
    assert (form_of(base), form_of(third), form_of(ing.upper())) == ("base", "third", "ing")
    assert form_of(past) in ("past", "base" if past == base else "past")
    assert form_of(participle) == ("participle" if participle not in (past, base) else form_of(participle))


def test_a_verb_written_in_the_form_of_another_has_that_form() -> None:
    for captured, written in [
        ("grasps", "boosts"),
        ("grasping", "boosting"),
        ("grasped", "boosted"),
        ("took", "boosted"),
    ]:
        assert conjugate("boost", form_of(captured)) == written


@pytest.mark.parametrize(
    ("plain", "titled"),
    [
        ("urban renewal", "Urban Renewal"),
        ("renewal of the old town", "Renewal of the Old Town"),
        ("the 20th national congress", "The 20th National Congress"),
        ("people's congress", "People's Congress"),
        ("10,000-mu park", "10,000-Mu Park"),
        ("SME finance", "SME Finance"),
    ],
)
def test_title_case(plain: str, titled: str) -> None:
    assert title_case(plain) == titled
    assert is_title_case(titled)
    assert not is_title_case(plain)


@pytest.mark.parametrize("phrase", ["Acres", "The Plan of acres", "20th", ""])
def test_one_word_or_a_small_one_is_no_title(phrase: str) -> None:
    assert not is_title_case(phrase)


@pytest.mark.parametrize(
    ("plain", "written"), [("“mu” pays", "“Mu” pays"), ("(old", "(Old"), ("8 mu", "8 mu"), ("Mu", "Mu"), ("", "")]
)
def test_a_capital_is_set_after_quotes_and_brackets(plain: str, written: str) -> None:
    assert capitalize(plain) == written


def test_people_by_their_trade_are_people() -> None:
    assert pluralize("salesperson") == "salespeople"
    assert pluralize("Craftsperson") == "Craftspeople"
    assert is_plural("craftspeople")
    assert not is_plural("person")
    assert is_plural("consortia")
