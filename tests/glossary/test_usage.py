"""What a document shows of its terms: what stands where they are, and where an abbreviation is known."""

from yiwen.glossary.evidence import Unit
from yiwen.glossary.present import Present
from yiwen.glossary.recognize import Occurrence
from yiwen.glossary.usage import Pair, Usage
from yiwen.glossary.words import words
from yiwen.types import Span

ZH = (("水库",), ("降雨",))


def pair(text: str, *terms: int) -> Pair:
    unit = Unit(words(text))
    source = "".join(ZH[term][0] for term in terms)
    occurrences = tuple(Occurrence(term, Span(2 * at, 2 * at + 2)) for at, term in enumerate(terms))
    return Pair(source, unit, occurrences, Present({}, (False,) * len(unit.text)))


USAGE = Usage([pair("The dam lake (DL) rose.", 0), None, pair("Rain fell.", 1), pair("A dam lake leaked.", 0)], ZH)


def test_words_that_stand_with_a_term_are_its_own() -> None:
    assert USAGE.here(0)["lake"] == 0.75  # twice of twice, once less: two times may be chance
    assert "rose" not in USAGE.here(0)
    assert USAGE.here(1) == {}


def test_a_phrase_is_counted_with_and_without_the_term() -> None:
    assert USAGE.phrase(0, 0, ("dam", "lake")) == (1, 0)
    assert USAGE.phrase(1, 2, ("dam", "lake")) == (0, 2)


def test_an_abbreviation_is_known_from_where_it_first_stands() -> None:
    assert USAGE.knows("DL", 0)
    assert USAGE.knows("DL", 3)
    assert not USAGE.knows("XY", 3)


def test_the_first_occurrence_is_the_first() -> None:
    assert USAGE.is_first(0, 0, 0)
    assert not USAGE.is_first(0, 3, 0)


def test_a_term_inside_longer_ones_counts_where_words_stand_with_it() -> None:
    sources = ("水库安全", "水库", "加固水库和水库")
    texts = ("DLK safety.", "The DLK.", "The DLK and another DLK were mended.")
    pairs = [
        Pair(source, unit, (Occurrence(0, Span(0, 2)),), Present({}, (False,) * len(unit.text)))
        for source, text in zip(sources, texts, strict=True)
        for unit in [Unit(words(text))]
    ]
    assert Usage(pairs, ZH).here(0)["dlk"] == 7 / 8


def test_words_more_often_elsewhere_are_not_the_term_s() -> None:
    pairs = [pair("The lake rose.", 0), pair("The lake fell.", 0), *[pair("By the lake.", 1)] * 6]
    assert "lake" not in Usage(pairs, ZH).here(0)


def test_chinese_is_counted_segment_by_segment_in_every_form_and_never_across_two() -> None:
    sources = ("", "水庫和水库", "防水", "库房，水库水库", "水")
    nothing = Present({}, ())
    pairs = [None, *(Pair(source, Unit(words("")), (), nothing) for source in sources)]
    assert Usage(pairs, (("水库",),)).times(0) == {2: 2, 4: 2}
    assert Usage(pairs, (("水", "库房", ""),)).times(0) == {2: 2, 3: 1, 4: 3, 5: 1}
