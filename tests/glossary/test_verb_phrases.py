"""A rendering that is a verb with its object is written in the form of what stands there, and known in every form."""

import pytest

from yiwen.glossary.enforce import Enforcer
from yiwen.glossary.entry import Entry
from yiwen.glossary.render import render
from yiwen.glossary.verb_phrases import forms, in_form, is_verb_phrase
from yiwen.types import Document, Finding, Fix, Segment, Span


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("ing", "cutting red tape and delegating power"),
        ("past", "cut red tape and delegated power"),
        ("third", "cuts red tape and delegates power"),
        ("base", "cut red tape and delegate power"),
    ],
)
def test_each_of_its_verbs_takes_the_form(form: str, written: str) -> None:
    assert in_form("cut red tape and delegate power", form) == written


def test_nouns_joined_stay_as_they_are() -> None:
    assert in_form("build roads, bridges and houses", "ing") == "building roads, bridges and houses"
    assert in_form("Shore up weak dykes", "past") == "Shored up weak dykes"


def test_the_last_of_three_takes_the_form_too() -> None:
    assert (
        in_form("cut costs, raise pay, and improve roads", "ing") == "cutting costs, raising pay, and improving roads"
    )


def test_it_is_known_in_every_form_once() -> None:
    assert forms("cut red tape") == ("cutting red tape", "cut red tape", "cuts red tape")
    assert forms("take the lead") == ("taking the lead", "took the lead", "taken the lead", "takes the lead")
    assert forms("salt pan") == ()
    assert forms("Open Harbour framework") == ()


@pytest.mark.parametrize(
    ("rendering", "before", "is_one"),
    [
        ("deepen reform", "", True),
        ("building permit", "", False),
        ("deepen", "", False),
        ("lower costs", "reduced costs", True),
        ("lower court", "minor court", False),
        ("control measure", "checks", False),
        ("shore power", "shoreside electricity", False),
        ("shore up weak dykes", "strengthening weak dykes", True),
        ("recruit talent", "recruiting talents", True),
        ("foster care", "care by others", False),
    ],
)
def test_what_may_be_a_noun_is_a_verb_only_where_one_stood(rendering: str, before: str, is_one: bool) -> None:
    assert is_verb_phrase(rendering, before) is is_one


@pytest.mark.parametrize(
    ("text", "old", "rendering", "after"),
    [
        ("The price of quay current", "quay current", "shore power", "The price of shore power"),
        ("We insist on thinning rules.", "thinning rules", "cut red tape", "We insist on cutting red tape."),
        ("They thinned rules in May.", "thinned rules", "tackle red tape", "They tackled red tape in May."),
        ("They have thinned rules.", "thinned rules", "take the lead", "They have taken the lead."),
        ("It reduces rules.", "reduces rules", "tackle red tape", "It tackles red tape."),
        ("They want to thin rules.", "thin rules", "cut red tape", "They want to cut red tape."),
        ("They will rule thinly.", "rule thinly", "cut red tape", "They will cut red tape."),
        ("Rule thinning is hard.", "Rule thinning", "cut red tape", "Cutting red tape is hard."),
        ("Thinning rules is hard.", "Thinning rules", "cut red tape", "Cutting red tape is hard."),
        ("The aim of rule thinning", "rule thinning", "cut red tape", "The aim of cutting red tape"),
    ],
)
def test_it_takes_the_form_of_what_stands_there(text: str, old: str, rendering: str, after: str) -> None:
    at = text.index(old)
    replacement = render(text, Span(at, at + len(old)), rendering)
    assert replacement is not None
    assert replacement.fits
    assert text[: replacement.span.start] + replacement.text + text[replacement.span.end :] == after


@pytest.mark.parametrize("text", ["The rule diet works.", "A hard rule diet works."])
def test_in_the_place_of_a_noun_with_its_article_it_does_not_fit(text: str) -> None:
    at = text.index("rule diet")
    replacement = render(text, Span(at, at + len("rule diet")), "cut red tape")
    assert replacement is not None
    assert not replacement.fits


PAIRS = {
    "深挖井": "deepen wells",
    "简手续": "streamline procedures and delegate power",
    "公益诉讼": "civic litigation",
    "码头": "pier",
}
FILLER = [("码头。", "The pier.")] * 25 + [
    ("深挖井。", "They dug."),
    ("简手续。", "It was late."),
    ("公益诉讼。", "They went."),
]


def told(src: str, mt: str) -> list[Finding]:
    entries = [Entry(id=zh, zh=(zh,), en=(en,), user=True) for zh, en in PAIRS.items()]
    segments = tuple(Segment(str(n), text, source) for n, (source, text) in enumerate([(src, mt), *FILLER]))
    return Enforcer(entries).findings(Document("a", "txt", segments))[0]


@pytest.mark.parametrize("mt", ["They are deepening wells.", "They deepened wells.", "He deepens wells."])
def test_another_form_of_it_is_good(mt: str) -> None:
    assert told("深挖井。", mt) == []


def test_it_is_enforced_in_the_form_of_the_text() -> None:
    (finding,) = told("简手续。", "They gain by simplifying procedures and delegating power.")
    assert finding.suggestion == "streamlining procedures and delegating power"


def test_what_does_not_fit_is_only_proposed() -> None:
    (counted,) = told("公益诉讼。", "They filed 30 civic lawsuits.")
    (plain,) = told("公益诉讼。", "They filed civic lawsuits.")
    assert (counted.fix, plain.fix) == (Fix.REVIEW, Fix.SAFE)
