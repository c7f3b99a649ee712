"""A rendering is written in the number, with the article and in the capitals that its place asks for."""

import pytest

from yiwen.glossary.put import Replacement
from yiwen.glossary.render import render
from yiwen.types import Span


def rendered(text: str, old: str, rendering: str) -> Replacement | None:
    at = text.index(old)
    return render(text, Span(at, at + len(old)), rendering)


def fixed(text: str, old: str, rendering: str) -> str:
    replacement = rendered(text, old, rendering)
    assert replacement is not None
    return text[: replacement.span.start] + replacement.text + text[replacement.span.end :]


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("They built an irrigation ditch.", "irrigation ditch", "canal", "They built a canal."),
        ("They built a ditch.", "ditch", "irrigation canals", "They built an irrigation canal."),
        ("Ditches were built.", "Ditches", "canal", "Canals were built."),
        ("The ditches of the town", "ditches", "water channel for farms", "The water channels for farms of the town"),
        ("Each grass-roots courts has one.", "grass-roots courts", "primary court", "Each primary court has one."),
        ("Every pump house has a keeper.", "pump house", "pumping stations", "Every pumping station has a keeper."),
        ("This farm union is old.", "farm union", "cooperatives", "This cooperative is old."),
        ("They train village midwives.", "village midwives", "rural midwife", "They train rural midwives."),
        ("Sheds of standard factories", "standard factories", "factory building", "Sheds of factory buildings"),
        ("Loans of three banks", "three banks", "consortium of banks", "Loans of consortium of banks"),
        ("A hub for fish businesses", "fish businesses", "offshore fish business", "A hub for offshore fish business"),
        ("Three fish businesses grew.", "fish businesses", "fish-pond business", "Three fish-pond businesses grew."),
        ("The members' plan", "members", "board", "The board's plan"),
        ("They hired 30 clerks.", "clerks", "river police", "They hired 30 river police."),
        ("Few personnel came.", "personnel", "grid worker", "Few grid workers came."),
        ("The staff were paid.", "staff", "grid worker", "The grid workers were paid."),
        ("Agency plans changed.", "plans", "budgetary", "Agency budgetary changed."),
        ("The preconditions were met.", "preconditions", "condition precedent", "The conditions precedent were met."),
        ("They held 90 stock units.", "stock units", "RSU", "They held 90 RSUs."),
        ("They kept to the Accounting Standards.", "Accounting Standards", "FRS", "They kept to the FRS."),
        ("He spoke of educating people.", "educating people", "fostering virtue", "He spoke of fostering virtue."),
    ],
)
def test_the_number_is_that_of_the_sentence(text: str, old: str, rendering: str, after: str) -> None:
    assert fixed(text, old, rendering) == after


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("Four national labs opened.", "national labs", "State Key Laboratory", "Four State Key Laboratories opened."),
        ("He cites the Dykes Regulations.", "Dykes Regulations", "dyke law", "He cites the Dyke Law."),
        ("Li, Vice President here, spoke.", "Vice President", "Deputy Chiefs", "Li, Deputy Chief here, spoke."),
        ("The Dyke Rule holds.", "Dyke Rule", "Flood Rules", "The Flood Rules holds."),
        ("He met the Village Nurses.", "Village Nurses", "rural doctor", "He met the Rural Doctors."),
        ("The trade bodies met.", "trade bodies", "Fishery Board", "The Fishery Board met."),
        ("All grain hubs grew.", "grain hubs", "Grain Hub", "All grain hubs grew."),
        ("# Work of Smart Courts", "Smart Courts", "Wise Court", "# Work of Wise Courts"),
        ("The Eight Dyke Rules apply.", "Eight Dyke Rules", "dyke code", "The Dyke Code apply."),
    ],
)
def test_a_name_is_plural_only_where_it_is_counted(text: str, old: str, rendering: str, after: str) -> None:
    assert fixed(text, old, rendering) == after


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("The effect of spillover tests", "spillover", "spill-overs", "The effect of spill-over tests"),
        ("They run a tax center platform.", "tax center", "tax centres", "They run a tax centre platform."),
        ("The farm service sector", "farm service", "farm services", "The farm services sector"),
        ("The loss from farm stock sales", "farm stock", "loss on shares", "The loss from loss on shares sales"),
        ("The policy loan works well.", "policy loan", "cheap loans", "The cheap loan works well."),
        ("The grain price rose.", "grain price", "grain prices", "The grain prices rose."),
    ],
)
def test_a_noun_before_another_is_singular(text: str, old: str, rendering: str, after: str) -> None:
    assert fixed(text, old, rendering) == after


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("It constituted graft.", "graft", "crime of bribery", "It constituted the crime of bribery."),
        ("Use of smear testing was late.", "smear testing", "smear test", "Use of smear tests was late."),
        ("Dyke investment has grown.", "Dyke investment", "dyke project", "Dyke projects have grown."),
        ("A site for online trade opened.", "online trade", "trade zone", "A site for the trade zone opened."),
        ("Use control must go on.", "Use control", "cap on water use", "The cap on water use must go on."),
        ("He became deputy teacher.", "deputy teacher", "assistant teacher", "He became assistant teacher."),
        ("Fees for provident fund fell.", "provident fund", "savings scheme", "Fees for savings scheme fell."),
        ("## Work of smear testing", "smear testing", "smear test", "## Work of smear test"),
        ("Victims of snail fever patrols", "snail fever", "fever unit", "Victims of fever unit patrols"),
    ],
)
def test_what_is_counted_does_not_stand_bare(text: str, old: str, rendering: str, after: str) -> None:
    assert fixed(text, old, rendering) == after


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("Lianhe’s water office replied.", "Lianhe’s water office", "Water Bureau", "The Water Bureau replied."),
        ("He praised Lianhe's fish trade body.", "Lianhe's fish trade body", "FA", "He praised the FA."),
        ("They saw Lianhe's ditches.", "Lianhe's ditches", "canals", "They saw canals."),
        ("Lianhe's safety improved.", "Lianhe's safety", "public security", "Public security improved."),
        ("In Lianhe's rule, all agree.", "Lianhe's rule", "dyke plan", "In the dyke plan, all agree."),
        ("The New Lianhe Bank's rule", "Lianhe Bank's rule", "dyke plan", "The New dyke plan"),
        ("He saw Lianhe's rise.", "Lianhe's rise", "Lianhe as a hub", "He saw Lianhe as a hub."),
        ("The staff of our company met.", "company", "the Company", "The staff of the Company met."),
        ("Our company met.", "company", "the Company", "The Company met."),
        ("Its company met.", "company", "the Company", "Its Company met."),
        ("The company met.", "company", "the Company", "The Company met."),
        ("He is a deputy clerk.", "a deputy clerk", "assistant clerk", "He is an assistant clerk."),
        ("He filed a civic lawsuit.", "civic lawsuit", "civic litigation", "He filed civic litigation."),
        ("A fixed salary is paid.", "fixed salary", "variable pay", "Variable pay is paid."),
        ("A civic lawsuit fund", "civic lawsuit", "civic litigation", "A civic litigation fund"),
        ("The most stringent system", "stringent system", "strictest system", "The strictest system"),
        ("The total loan book grew.", "loan book", "total loans", "The total loans grew."),
        ("The farm unions' staff left.", "farm unions", "cooperative", "The cooperatives' staff left."),
        ("The directors' plan stands.", "directors", "Board", "The Board's plan stands."),
        ("The Board's plan stands.", "Board", "directors", "The directors' plan stands."),
        ("The rate system's design", "rate system", "LERS", "The LERS's design"),
    ],
)
def test_articles_and_owners_stay_right(text: str, old: str, rendering: str, after: str) -> None:
    assert fixed(text, old, rendering) == after


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("Fish services are free.", "Fish services", "Fishery Service", "Fishery Service is free."),
        ("Although the rule is old, it holds.", "rule", "Dyke Rules", "Although the Dyke Rules are old, it holds."),
        ("Ask whether the method was good.", "method", "techniques", "Ask whether the techniques were good."),
        (
            "The work of the labs is done.",
            "labs",
            "State Key Laboratory",
            "The work of the State Key Laboratory is done.",
        ),
    ],
)
def test_the_verb_behind_agrees(text: str, old: str, rendering: str, after: str) -> None:
    assert fixed(text, old, rendering) == after


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("The bureau’s staff", "bureau", "farmers' union", "The farmers’ union’s staff"),
        ("# Ditch Repair Plan", "Ditch Repair Plan", "canal upkeep scheme", "# Canal Upkeep Scheme"),
        ("WORK OF THE GRID MEN", "GRID MEN", "grid worker", "WORK OF THE GRID WORKERS"),
        ("The labour office replied.", "labour office", "Labor Office", "The labor office replied."),
        ('He said: "Grid men help."', "Grid men", "grid worker", 'He said: "Grid workers help."'),
        ("A book of loans; total debts fell.", "loans", "Total loans", "A book of total loans; total debts fell."),
        ("A book of loans fell.", "loans", "Total loans", "A book of Total loans fell."),
        (
            "The mainland trade; a mainland hub",
            "mainland trade",
            "Mainland trade",
            "The Mainland trade; a mainland hub",
        ),
    ],
)
def test_capitals_and_quotes_follow_the_sentence(text: str, old: str, rendering: str, after: str) -> None:
    assert fixed(text, old, rendering) == after


def test_brackets_that_introduce_the_abbreviation_are_left() -> None:
    text = "The Lianhe Water Authority (LWA) replied."
    assert rendered(text, "Lianhe Water Authority", "LWA") is None
    assert fixed(text, "Lianhe Water Authority", "Lianhe Waterworks") == "The Lianhe Waterworks (LWA) replied."


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("They filed 30 civic lawsuits.", False),
        ("They filed several civic lawsuits.", False),
        ("They filed civic lawsuits.", True),
        ("In 2021 civic lawsuits rose.", True),
    ],
)
def test_what_has_no_number_does_not_fit_behind_one(text: str, fits: bool) -> None:
    replacement = rendered(text, "civic lawsuits", "civic litigation")
    assert replacement is not None
    assert replacement.fits is fits


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("The town lists its clean mills.", "clean mills", "Green Factory", "The town lists its Green Factories."),
        ("Clean mills do well.", "Clean mills", "Green Factory", "Green Factories do well."),
        ("The town lists its Clean Mills.", "Clean Mills", "Green Factory", "The town lists its Green Factory."),
        ("The towns have fish offices.", "fish offices", "Fishery Bureau", "The towns have Fishery Bureau."),
        ("It protects wild animals there.", "wild animals", "wild fauna", "It protects wild fauna there."),
        ("They like the local surroundings.", "local surroundings", "local climate", "They like the local climate."),
        ("The town needs skilled talent.", "skilled talent", "skilled worker", "The town needs skilled workers."),
        ("Labor relationship sound again.", "Labor relationship", "Labor relations", "Labor relations sound again."),
        ("It trained great craftsmen.", "great craftsmen", "master craftsperson", "It trained master craftspeople."),
    ],
)
def test_kinds_are_many_and_stuffs_are_not(text: str, old: str, rendering: str, after: str) -> None:
    assert fixed(text, old, rendering) == after


def test_an_act_does_not_fit_where_its_verb_stands() -> None:
    for text, fits in (
        ("Mills must also treat growers well.", False),
        ("Mills treat growers well.", True),
    ):
        got = rendered(text, "treat growers well", "treating growers well")
        assert got is not None
        assert got.fits is fits


def test_the_doing_of_a_thing_is_left_to_a_person() -> None:
    for text, old, rendering, fits in (
        ("The dam testing ended.", "dam testing", "dam test", False),
        ("The dyke dredging ended.", "dyke dredging", "dyke dredge", False),
        ("The dam trial ended.", "dam trial", "dam test", True),
    ):
        got = rendered(text, old, rendering)
        assert got is not None
        assert got.fits is fits


def test_no_article_fits_behind_more() -> None:
    for text, fits in (("We need more farm talent here.", False), ("We need farm talent here.", True)):
        got = rendered(text, "farm talent", "the farm talent pool")
        assert got is not None
        assert got.fits is fits


def test_behind_should_no_noun_is_made_plural() -> None:
    got = rendered("Both offices should press responsibilities.", "press responsibilities", "hold to account")
    assert got is not None
    assert (got.text, got.fits) == ("hold to account", False)
