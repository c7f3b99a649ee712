"""Each named condition holds where it should and nowhere else."""

import pytest

from yiwen.glossary.builtin import builtin_words
from yiwen.glossary.conditions import CONDITIONS, DocumentContext, Paragraph, Place
from yiwen.types import Span


def place(marked: str, *others: str) -> Place:
    """Return the place of a match that stands between # and # in a paragraph; `others` are further paragraphs."""
    before, match, after = marked.split("#")
    text = before + match + after
    document = DocumentContext((text, *others), dict(builtin_words()))
    return Place(Paragraph(text, document), Span(len(before), len(before) + len(match)))


Case = tuple[str, tuple[str, ...], tuple[str, ...]]  # paragraph with the match marked, words, further paragraphs
TRUE: dict[str, list[Case]] = {
    "near": [
        ("The school has two #points#.", ("schools?",), ()),
        ("Two #points# for\u00a0a  big\u00a0\u00a0School now.", ("big school",), ()),
        ("Pupils\u2019 #points#.", ("pupil*",), ()),
        ("A fulltime #point#.", ("full ?time",), ()),
        ("A full  time #point#.", ("full ?time",), ()),
    ],
    "paragraph-has": [("The school is old. It has two #points#.", ("school",), ())],
    "document-has": [("It has two #points#.", ("school",), ("The School is old.",))],
    "before": [
        ("They join the #bay area# now.", ("join the", "enter"), ()),
        ("They join the “#bay area#” now.", ("the",), ()),
        ("They join the #bay area# now.", ("join", "join the"), ()),
    ],
    "after": [
        ("It built #points# of sale.", ("of sale",), ()),
        ("A #point#-based plan.", ("based",), ()),
        ("The “#point#” system.", ("system*",), ()),
    ],
    "about-china": [("A #plan#.", (), ("The plan of Zhongshan.",)), ("It cost 3 yuan a #plot#.", (), ())],
    "foreign-land": [
        ("They own 300 #acres# in Texas.", (), ("The yuan fell.",)),
        ("The farm lies in Ohio. It has 300 #acres#.", (), ()),
        ("It has 300 #acres#.", (), ("Ohio and Iowa.", "Kansas is flat.")),
    ],
    "metric-area-agrees": [
        ("The 120,000-square-metre (#30-acre#) plot", (), ()),
        ("#75 acres# (30.4 hectares)", (), ()),
    ],
    "metric-area-contradicts": [("The plot of #75 acres# (5 hectares) was sold.", (), ())],
    "school-context": [("The primary school opened. It has 900 #degrees#.", (), ())],
    "enterprise-context": [("Ten enterprises won #titles#.", (), ())],
    "land-context": [("The village sold #two parts# of its land.", (), ())],
    "office-context": [("The mayor spoke of #two parts#.", (), ())],
    "in-quotes": [("The plan “the #old# areas” began.", (), ()), ('It said "an #old# area" twice.', (), ())],
    "quoted-title": [("We read “The #Old# Town” at home.", (), ())],
    "in-name": [
        ("They met at Green #Acre# Hotel today.", (), ()),
        ("They met at the #Acre# Hotel today.", (), ()),
        ("They went to Green #Acre# today.", (), ()),
    ],
    "heading": [("City Sells Three #Old# Areas", (), ()), ("# Renewal of #Old# Towns", (), ())][:1],
    "clause-end": [
        ("It built #points#, and left.", (), ()),
        ("It built #points# and left.", (), ()),
        ("#Points#", (), ()),
    ],
    "sentence-start": [
        ("It grew. #Points# were built.", (), ()),
        ("“#Points# were built.”", (), ()),
        ("1. #Points# were built.", (), ()),
        ("- #Points# were built.", (), ()),
    ],
}
FALSE: dict[str, list[Case]] = {
    "near": [
        ("The school is old. It has two #points#.", ("school",), ()),
        ("The #school# is old.", ("school",), ()),
        ("The preschool has two #points#.", ("school",), ()),
        ("Time is full; a #point#.", ("full ?time",), ()),
    ],
    "paragraph-has": [("It has two #points#.", ("school",), ("The school is old.",))],
    "document-has": [("It has two #points#.", ("school",), ("The scholar is old.",))],
    "before": [("They join in the big #bay area# now.", ("join", "the"), ()), ("The bathe #point#", ("the",), ())],
    "after": [("It built #points# for sale.", ("sale",), ()), ("It built #points# often.", ("of",), ())],
    "about-china": [("A #plan# of Ohio.", (), ("The chinaware was old.",))],
    "foreign-land": [
        ("They own 300 #acres# in Zhongshan.", (), ("Ohio is far.",)),
        ("Ohio is far from Zhongshan. It has 300 #acres#.", (), ()),
        ("It has 300 #acres#.", (), ("Ohio and Iowa.", "Kansas is flat.", "It cost 3 yuan.")),
    ],
    "metric-area-agrees": [("The plot of #75 acres# (5 hectares)", (), ()), ("It has #75 acres#.", (), ())],
    "metric-area-contradicts": [
        ("The 120,000-square-metre (#30-acre#) plot", (), ()),
        ("It has #75 acres# of land.", (), ()),
        ("The plot was sold for 5 yuan and has #75 acres#.", (), ()),
    ],
    "school-context": [
        ("The university opened a school with 900 #degrees#.", (), ()),
        ("The water has 90 #degrees#.", (), ()),
    ],
    "enterprise-context": [("Ten teams won #titles#.", (), ()), ("Enterprises grew. Ten won #titles#.", (), ())],
    "land-context": [("The team sold #two parts#.", (), ())],
    "office-context": [("The singer spoke of #two parts#.", (), ())],
    "in-quotes": [
        ("The “plan” for the #old# areas “began”.", (), ()),
        ('The "plan" for the #old# areas is "new".', (), ()),
        ("The plan for the #old# areas began.", (), ()),
    ],
    "quoted-title": [("The plan “the #old# areas” began.", (), ())],
    "in-name": [
        ("They sold an #acre# today.", (), ()),
        ("City Sells an #Acre# Again", (), ()),
        ("They bought #Acres# today.", (), ()),
    ],
    "heading": [("The city sold three #old# areas.", (), ()), ("City Sells Land. It sold #old# areas too.", (), ())],
    "clause-end": [("It built #points# of sale.", (), ()), ("It built #point#-based plans.", (), ())],
    "sentence-start": [
        ("It built #points#.", (), ()),
        ("It built: 3 #points#.", (), ()),
        ("It built (#points#).", (), ()),
    ],
}


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, cases in TRUE.items() for case in cases])
def test_a_condition_holds(name: str, case: Case) -> None:
    marked, words, others = case
    assert CONDITIONS[name].ask(place(marked, *others), words)


@pytest.mark.parametrize(("name", "case"), [(name, case) for name, cases in FALSE.items() for case in cases])
def test_a_condition_does_not_hold(name: str, case: Case) -> None:
    marked, words, others = case
    assert not CONDITIONS[name].ask(place(marked, *others), words)


def test_every_condition_is_tested_both_ways() -> None:
    assert set(TRUE) == set(FALSE) == set(CONDITIONS)


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_says_what_it_asks_and_takes_words_or_not(name: str) -> None:
    assert CONDITIONS[name].why.endswith(".")
    assert all(bool(words) == CONDITIONS[name].takes_words for _, words, _ in (*TRUE[name], *FALSE[name]))
