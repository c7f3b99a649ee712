"""Which English words go with which Chinese characters: from the pairs, and where in a source."""

import pytest

from yiwen.glossary.associations import Associations, Claims, Strengths
from yiwen.glossary.entry import Entry
from yiwen.glossary.terms import Term, terms_of
from yiwen.glossary.words import stem

PAIRS = {"水库": "reservoir", "水库管理": "reservoir management", "水文": "hydrology", "管理局": "management bureau"}


def terms() -> tuple[Term, ...]:
    return terms_of(Entry(id=zh, zh=(zh,), en=(en,), user=True) for zh, en in PAIRS.items())


def test_a_word_goes_with_the_characters_that_it_stands_with() -> None:
    relatives = Associations(terms()).relatives(terms()[1])
    assert relatives.all[stem("reservoir")] > 0.5
    assert relatives.all[stem("management")] > relatives.all[stem("hydrology")] > 0
    assert relatives.all["tower"] == 0


def test_the_terms_own_pair_does_not_attest_its_own_words() -> None:
    relatives = Associations(terms()).relatives(terms()[2])
    assert relatives.all[stem("hydrology")] > 0
    assert relatives.others[stem("hydrology")] == 0
    assert relatives.others[stem("reservoir")] > 0


def test_a_claim_is_where_the_source_has_the_characters() -> None:
    claims = Associations(terms()).claims("新水库，旧水库")[stem("reservoir")]
    assert {(claim.start, claim.end) for claim in claims} == {(1, 3), (5, 7)}


@pytest.mark.parametrize("empty", [Claims(), Strengths()])
def test_nothing_known_explains_nothing(empty: Claims | Strengths) -> None:
    assert not empty["reservoir"]


def test_a_dictionary_explains_words_too() -> None:
    claims = Associations(terms()).claims("水库面积")
    assert [(claim.start, claim.end) for claim in claims[stem("area")]] == [(2, 4)]
    assert claims[stem("poetry")] == ()


def test_words_of_a_gloss_stand_with_a_term() -> None:
    term = terms()[0]
    glossed = Entry(id="x", zh=("监督面积",), en=("tally",), user=True)
    relatives = Associations([term, *terms_of([glossed])]).relatives(terms_of([glossed])[0])
    assert relatives.all[stem("supervision")] == relatives.others[stem("supervision")] > 0.3
    assert relatives.all[stem("poetry")] == 0
