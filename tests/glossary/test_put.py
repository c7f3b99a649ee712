"""A replacement keeps the sentence round it good: number, verb, article, capitals, quotes, line breaks."""

from pathlib import Path

import pytest
from glossary_samples import glossary_of, repaired, rule

from yiwen.glossary.examples import repair_text
from yiwen.glossary.match import Matcher
from yiwen.glossary.put import stray_brace, template_groups

LONG = "In the first half of the year the whole city worked on roads, schools and hospitals"  # wraps like a real line
OLDS = rule("[\"']?three olds[\"']?(?: (?:reform|area(?P<s>s)?))?")
ACRES = rule(r"(?P<n>\d[\d,]{0,9}|tens of thousands of)(?P<j>[ -])acres?", "mu", more="put: '{n}{j}mu'")
POINT = rule("(?:block|stuck) point(?P<s>s)?", "bottleneck", more="put: 'bottleneck{s} of supply'")
GRASP = rule("(?P<v>grasps?|grasped|grasping|caught|catch) the economy", "x", more="put: '{v:boost} the economy'")
BAY = rule("big bay area|bay of guangdong", "Greater Bay Area", more="put: '[the] Greater Bay Area'")
HOURS = rule("two times|sme(?: firm)?s?|plots?", "hour", more="put: 'hourly unit'")


def test_a_group_is_copied_as_the_text_has_it(tmp_path: Path) -> None:
    assert repaired(tmp_path, ACRES, "It has 8,505 acres and a 1,000-acre park.") == (
        "It has 8,505 mu and a 1,000-mu park."
    )


@pytest.mark.parametrize(
    ("yaml", "before", "after"),
    [
        (POINT, "It removed one block point.", "It removed one bottleneck of supply."),
        (POINT, "It removed stuck points.", "It removed bottlenecks of supply."),
        (rule("stuck point(?P<s>s)?", "weak link"), "It removed stuck points.", "It removed weak links."),
        (rule("stuck point(?P<s>s)?", "weak link"), "It removed a stuck point.", "It removed a weak link."),
        (rule("stuck point(?P<s>s)?", "mu"), "It has stuck points.", "It has mu."),
    ],
)
def test_the_plural_follows_the_group_s(tmp_path: Path, yaml: str, before: str, after: str) -> None:
    assert repaired(tmp_path, yaml, before) == after


@pytest.mark.parametrize(
    ("captured", "written"),
    [("grasp", "boost"), ("grasps", "boosts"), ("grasped", "boosted"), ("grasping", "boosting"), ("caught", "boosted")],
)
def test_a_verb_takes_the_form_of_the_captured_one(tmp_path: Path, captured: str, written: str) -> None:
    assert repaired(tmp_path, GRASP, f"They {captured} the economy.") == f"They {written} the economy."


def test_a_verb_that_begins_a_sentence_is_capitalized(tmp_path: Path) -> None:
    assert repaired(tmp_path, GRASP, "We meet. Grasping the economy helps.") == "We meet. Boosting the economy helps."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It serves big bay area.", "It serves the Greater Bay Area."),
        ("It is in the big bay area.", "It is in the Greater Bay Area."),
        ("Its big bay area plan stands.", "Its Greater Bay Area plan stands."),
        ("Big bay area grows.", "The Greater Bay Area grows."),
        ("It rained. Big bay area grows.", "It rained. The Greater Bay Area grows."),
        ("Guangdong-big bay area talks", "Guangdong-Greater Bay Area talks"),
        (f"{LONG}, serving big\nbay area.", f"{LONG}, serving the\nGreater Bay Area."),
        (f"{LONG}, in the big\nbay area.", f"{LONG}, in the Greater\nBay Area."),
        ("It serves Big Bay Area.", "It serves the Greater Bay Area."),
    ],
)
def test_the_article_is_written_where_the_sentence_has_none(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, BAY, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{LONG}, and three\nolds reform.", f"{LONG}, and urban\nrenewal."),
        (f"{LONG}, and three\r\nolds reform.", f"{LONG}, and urban\r\nrenewal."),
        (f"{LONG}, and three olds\nreform.", f"{LONG}, and urban\nrenewal."),
        ("They push three\u00a0olds reform now.", "They push urban renewal now."),
        ("They push three  olds  reform now.", "They push urban renewal now."),
    ],
)
def test_line_breaks_are_kept(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, OLDS, before) == after


def test_a_line_break_in_a_copied_group_is_not_doubled(tmp_path: Path) -> None:
    assert repaired(tmp_path, ACRES, f"{LONG}, tens\nof thousands of acres.") == (f"{LONG}, tens\nof thousands of mu.")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They push “three olds” reform now.", "They push urban renewal now."),
        ('They push "three olds reform now.', "They push urban renewal now."),
        ('The plan "three olds reform and parks" stands.', 'The plan "urban renewal and parks" stands.'),
        ("The plan “three olds reform and parks” stands.", "The plan “urban renewal and parks” stands."),
        ('The plan "parks and three olds" stands.', 'The plan "parks and urban renewal" stands.'),
        ("The plan “parks and three olds” stands.", "The plan “parks and urban renewal” stands."),
        ("They push 'three olds' reform now.", "They push urban renewal now."),
        ("They push ‘three olds’ reform now.", "They push urban renewal now."),
        ("The 'three olds and parks' plan stands.", "The 'urban renewal and parks' plan stands."),
        ("The ‘parks and three olds’ plan stands.", "The ‘parks and urban renewal’ plan stands."),
        ("The three olds' plan stands.", "The urban renewal's plan stands."),
    ],
)
def test_stray_quotes_go_and_those_of_others_stay(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, OLDS, before) == after


def test_quotes_are_curly_where_the_text_has_curly_ones(tmp_path: Path) -> None:
    yaml = rule("three olds", "x", more="put: '\"old town''s renewal\"'")
    assert repaired(tmp_path, yaml, "“Good”: the city’s three olds.") == "“Good”: the city’s “old town’s renewal”."
    assert repaired(tmp_path, yaml, '"Good": the city\'s three olds.') == '"Good": the city\'s "old town\'s renewal".'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It built a plot.", "It built an hourly unit."),
        ("A plot was built.", "An hourly unit was built."),
        ("It built a  plot.", "It built an  hourly unit."),
        (f"{LONG}, and a\nplot.", f"{LONG}, and an\nhourly unit."),
        (f"{LONG}, and a\r\nplot.", f"{LONG}, and an\r\nhourly unit."),
        ("It built data plots.", "It built data hourly unit."),
        ("A PLOT FOR ALL", "AN HOURLY UNIT FOR ALL"),
        ('It built a "plot" there.', 'It built an "hourly unit" there.'),
        ("It built a “plot” there.", "It built an “hourly unit” there."),
        ('The plan "plot" stays.', 'The plan "hourly unit" stays.'),
    ],
)
def test_the_article_before_is_made_right(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, HOURS, before) == after


def test_an_becomes_a_before_a_consonant(tmp_path: Path) -> None:
    yaml = rule("estate", "park")
    assert repaired(tmp_path, yaml, "An estate and an estate.") == "A park and a park."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the urban three olds", "the urban renewal"),
        (f"{LONG}, and the urban\nthree olds", f"{LONG}, and the urban\nrenewal"),
        ("three olds renewal", "urban renewal"),
        (f"{LONG}, and three olds\nrenewal", f"{LONG}, and urban\nrenewal"),
        ("The Urban Three Olds", "The Urban Renewal"),
    ],
)
def test_no_word_is_doubled_at_the_border(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, OLDS, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Three olds pays. Three olds goes on.", "Urban renewal pays. Urban renewal goes on."),
        ("“Three olds” pays.", "Urban renewal pays."),
        ("(Three olds reform is under way.)", "(Urban renewal is under way.)"),
        ("# Three olds reform", "# Urban renewal"),
        ("1. Three olds reform is under way.", "1. Urban renewal is under way."),
        ("- Three olds reform is under way.", "- Urban renewal is under way."),
        ("(2) Three olds reform is under way.", "(2) Urban renewal is under way."),
        ("  Three olds reform is under way.", "  Urban renewal is under way."),
        ("The Three olds pay.", "The urban renewal pay."),
        ("City Steps Up Three Olds Reform", "City Steps Up Urban Renewal"),
        ("CITY STEPS UP THREE OLDS REFORM", "CITY STEPS UP URBAN RENEWAL"),
        ("They push three olds.", "They push urban renewal."),
        ("The three olds areas' shops", "The urban renewals' shops"),
        ("the Three Olds Area's shops", "the Urban Renewal's shops"),
    ],
)
def test_capitals_follow_the_text(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, OLDS, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("NEW 10-ACRE PARK OPENS", "NEW 10-MU PARK OPENS"),
        ("New 10-Acre Park Opens", "New 10-Mu Park Opens"),
        ("8,505 Acres Were Sold", "8,505 Mu Were Sold"),
        ("8,505 acres were sold.", "8,505 mu were sold."),
    ],
)
def test_capitals_of_units(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, ACRES, before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Towns Praise Gridmen Again", "Towns Praise Grid Workers Again"),
        ("In May Gridmen rode home.", "In May Grid workers rode home."),
    ],
)
def test_one_word_between_words_with_capitals_becomes_several(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, rule("gridmen", "grid workers"), before) == after


def test_the_letters_of_an_ordinal_stay_small_in_a_title(tmp_path: Path) -> None:
    yaml = rule("(?P<o>20th) big meeting", "x", more="put: '{o} national congress'")
    assert repaired(tmp_path, yaml, "The 20th Big Meeting Opens") == "The 20th National Congress Opens"


def test_braces_of_a_users_own_term_are_written_as_they_are(tmp_path: Path) -> None:
    glossary = glossary_of(tmp_path, OLDS)
    (own,) = glossary_of(tmp_path, "- id: mine\n  zh: [三旧改造]\n  en: ['renewal {x}']\n").entries
    theirs = glossary.with_user_entries([own])
    assert repair_text(Matcher(theirs), "They push three olds.") == "They push renewal {x}."


def test_the_groups_of_a_template_are_known() -> None:
    assert template_groups("{n} mu {v:boost the}{s}") == {"n", "v", "s"}
    assert stray_brace("{n} mu {v:boost the}{s}") == ""
    assert [stray_brace(text) for text in ("{N} mu", "a } b", "{v:}")] == ["{", "}", "{"]


def test_quotes_are_not_doubled(tmp_path: Path) -> None:
    yaml = rule("three olds", '"little giants"')
    assert repaired(tmp_path, yaml, "Nine “three olds” came.") == "Nine “little giants” came."
    assert repaired(tmp_path, yaml, "Nine three olds came.") == 'Nine "little giants" came.'


def test_quotes_stay_straight_where_straight_ones_are_replaced(tmp_path: Path) -> None:
    yaml = rule("""["']three olds["'] plan""", '"three-old" plan')
    assert repaired(tmp_path, yaml, 'The “fifth” rule: a "three olds" plan.') == 'The “fifth” rule: a "three-old" plan.'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The old three's future.", "The firms' future."),
        ("The old three’s future.", "The firms’ future."),
        ("Our an old plan works.", "Our new plan works."),
    ],
)
def test_possessives_and_second_articles_are_mended(tmp_path: Path, before: str, after: str) -> None:
    yaml = rule("old three", "firms") + rule("(?:an )?old plan", "a new plan", name="second", zh="甲")
    assert repaired(tmp_path, yaml, before) == after


def test_an_abbreviation_that_ends_with_s_keeps_the_s_of_an_owner(tmp_path: Path) -> None:
    assert repaired(tmp_path, rule("old three", "LERS"), "The old three's future.") == "The LERS's future."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Nile Airlines' base grew.", "CALB's base grew."),
        ("Nile Airlines’ base grew.", "CALB’s base grew."),
        ("They call it 'the Nile Airlines' here.", "They call it 'the CALB' here."),
        ("Nile Airlines', it says.", "CALB', it says."),
    ],
)
def test_the_lone_apostrophe_of_a_plural_gets_its_s(tmp_path: Path, before: str, after: str) -> None:
    assert repaired(tmp_path, rule("nile airlines", "CALB"), before) == after


def test_no_article_follows_a_possessive(tmp_path: Path) -> None:
    bay = rule("gold inner bay", "Golden Inner Bay", more="put: 'the Golden Inner Bay'")
    assert repaired(tmp_path, bay, "The county's gold inner bay grew.") == "The county's Golden Inner Bay grew."
    assert repaired(tmp_path, bay, "That's gold inner bay talk.") == "That's the Golden Inner Bay talk."
