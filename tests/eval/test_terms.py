from yiwen.eval.formulas import share
from yiwen.eval.occurrences import TermIndex
from yiwen.eval.terms import TermCounter
from yiwen.glossary.builtin import builtin_glossary
from yiwen.glossary.entry import Entry


def _index(*terms: tuple[str, str], not_in: tuple[str, ...] = ()) -> TermIndex:
    return TermIndex(Entry(id=zh, zh=(zh,), en=tuple(en.split("|")), not_in=not_in) for zh, en in terms)


def _value(key: str, source: str, hypothesis: str, index: TermIndex, reference: str | None = None) -> float:
    counter = TermCounter([source], [[reference]] if reference is not None else [], [index], [0])
    return float(share(counter.rows([hypothesis])[key].sum(axis=0)))


LAND = _index(("亩", "mu"), ("征地", "land expropriation|expropriate"), ("产业园", "industrial park"), ("园", "park"))


def test_a_place_of_the_chinese_belongs_to_its_longest_term() -> None:
    hits = LAND.in_source("产业园与园")
    assert [(hit.start, hit.end, hit.term) for hit in hits] == [(0, 3, 2), (4, 5, 3)]


def test_chinese_that_is_part_of_another_word_is_no_occurrence() -> None:
    index = _index(("亩", "mu"), not_in=("英亩",))
    assert [hit.start for hit in index.in_source("750英亩和20亩")] == [8]


def test_renderings_are_found_as_whole_words_in_any_case_and_number() -> None:
    found = LAND.in_target("Industrial Parks; the industrial park’s parkland; MU")
    assert [(hit.start, hit.end, hit.term) for hit in found] == [
        (0, 16, 2), (11, 16, 3), (22, 37, 2), (33, 37, 3), (50, 52, 0),
    ]  # fmt: skip


def test_each_occurrence_needs_a_rendering_of_its_own() -> None:
    assert _value("term-accuracy", "征地20亩，其中5亩", "expropriate 20 mu, 5 of them", LAND) == 100 * 2 / 3
    assert _value("term-accuracy", "征地20亩，其中5亩", "expropriate 20 mu, 5 mu of them", LAND) == 100


def test_a_place_serves_one_term_only() -> None:
    assert _value("term-accuracy", "产业园和园", "the industrial park", LAND) == 50
    assert _value("term-accuracy", "产业园和园", "the industrial park and a park", LAND) == 100


def test_a_term_that_the_reference_renders_otherwise_is_not_asked_for() -> None:
    assert _value("term-accuracy", "征地20亩", "20 mu", LAND, "1.3 hectares, 20 mu, were taken") == 100


def test_a_reference_attests_a_term_by_whole_words() -> None:
    assert _value("term-accuracy", "征地20亩", "expropriation", LAND, "Land expropriation must go on.") == 0
    rows = TermCounter(["征地20亩"], [["Land expropriation must go on."]], [LAND]).rows(["Land expropriation goes on."])
    assert rows["term-accuracy"].tolist() == [[1, 1]]
    assert rows["term-success"][0, 1] == 2  # the task it is compared with asks for substrings: "mu" of "must"


def test_segments_without_terms_are_left_out() -> None:
    rows = TermCounter(["没有", "5亩"], [], [LAND, LAND]).rows(["nothing here", "5 mu"])
    assert rows["term-accuracy"].tolist() == [[0, 0], [1, 1]]


def test_success_counts_substrings_and_is_capped_by_term_and_document() -> None:
    assert _value("term-success", "园园", "park, parkland, parks", LAND) == 100
    assert _value("term-success", "园园征地", "a park", LAND) == 25


def test_exact_match_heeds_case_and_number() -> None:
    assert _value("term-exact", "产业园", "the industrial park", LAND) == 100
    assert _value("term-exact", "产业园", "Industrial Parks", LAND) == 0


def test_inserting_terms_does_not_pay() -> None:
    plain, stuffed = "expropriate 20 mu", "expropriate 20 mu, mu, industrial park, land expropriation"
    assert _value("term-accuracy", "征地20亩", stuffed, LAND) == _value("term-accuracy", "征地20亩", plain, LAND) == 100
    assert _value("term-extra", "征地20亩", plain, LAND) == 0
    assert _value("term-extra", "征地20亩", stuffed, LAND) == 60
    assert _value("term-extra", "没有", "a park", LAND) == 100


def test_known_wrong_renderings_are_counted_by_source_occurrence() -> None:
    index = TermIndex(builtin_glossary().entries)
    source = "完成征地6,000亩"
    assert _value("term-wrong", source, "6,000 acres of land were acquired", index) > 0
    assert _value("term-wrong", source, "6,000 mu of land were expropriated", index) == 0


def test_windows_compare_the_words_beside_a_term() -> None:
    reference = "The town has prepared 20 mu of serviced land."
    assert _value("term-window2", "20亩", "The town has prepared 20 mu of serviced land.", LAND, reference) == 100
    assert _value("term-window2", "20亩", "Prepared were 20 mu of good fields.", LAND, reference) == 50
    assert _value("term-window2", "20亩", "It has 20 acres.", LAND, reference) == 0


def test_consistency_is_the_share_of_the_commonest_rendering_in_a_document() -> None:
    counter = TermCounter(["征地", "征地", "征地"], [], [LAND] * 3, [0, 0, 0])
    rows = counter.rows(["land expropriation", "to expropriate", "Land Expropriation"])
    assert rows["term-consistency"].sum(axis=0).tolist() == [2, 3]
    assert TermCounter(["征地"], [], [LAND], [0]).rows(["to expropriate"])["term-consistency"].sum() == 0
