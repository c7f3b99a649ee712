"""Terms left in Chinese within English: written where the place is certain, else only told of."""

import pytest

from yiwen.glossary.entry import Entry
from yiwen.glossary.untranslated import Untranslated
from yiwen.types import Document, Finding, Fix, Segment, Severity, Span
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

_PAIRS = {
    "水利局": "Water Bureau",
    "灌区": "irrigation district",
    "河长制": "river chief system",
    "公顷": "hectare",
    "《防洪条例》": "Flood Control Ordinance",
    "泵站": "pumping stations",
}
_TERMS = Untranslated(
    [Entry(id=f"user:{zh}", zh=(zh,), en=(en,), user=True, domain="user") for zh, en in _PAIRS.items()]
)


def _findings(mt: str, src: str | None = None, *, locked: tuple[Span, ...] = ()) -> list[Finding]:
    document = Document("d", "txt", (Segment("1", mt, src=src, locked=locked),))
    return [finding for _, found in _TERMS.findings(document, [0]) for finding in found]


def _written(mt: str, src: str | None = None) -> str:
    for finding in reversed(_findings(mt, src)):
        if finding.fix is Fix.SAFE:
            mt = mt[: finding.span.start] + str(finding.suggestion) + mt[finding.span.end :]
    return mt


@pytest.mark.parametrize(
    ("mt", "fixed"),
    [
        ("The 水利局 repaired the dikes of the town.", "The Water Bureau repaired the dikes of the town."),
        ("水利局 officers met farmers in spring.", "Water Bureau officers met farmers in spring."),
        ("The office visited a 灌区 last week.", "The office visited an irrigation district last week."),
        ("灌区 of this kind are rare in the north.", "Irrigation district of this kind are rare in the north."),
        ("It covers 40公顷of paddy fields.", "It covers 40 hectares of paddy fields."),
        ("They opened 12 泵站 and a weir in May.", "They opened 12 pumping stations and a weir in May."),
        ("Under the 《防洪條例》 the town is liable.", "Under the Flood Control Ordinance the town is liable."),
        ("The town extended its 河長制 to brooks.", "The town extended its river chief system to brooks."),
        ("Only 1 公顷 was left after the flood.", "Only 1 hectare was left after the flood."),
    ],
)
def test_a_term_left_in_chinese_is_written_as_the_sentence_wants_it(mt: str, fixed: str) -> None:
    assert _written(mt) == fixed


@pytest.mark.parametrize(
    "mt",
    [
        "The Water Bureau (水利局) repaired the dikes.",
        "The Water Bureau 水利局 repaired the dikes.",
        "Its area is measured in what is known as 公顷 here.",
        'The characters "灌区" stand on the gate of the park.',
    ],
)
def test_chinese_that_is_there_for_the_reader_is_not_told_of(mt: str) -> None:
    assert _findings(mt) == []


@pytest.mark.parametrize(
    "mt",
    [
        "The 县水利局 repaired the dikes of the town.",  # more of it was left than the term
        "水利局今年修复了堤坝，并新建泵站。",  # nothing was translated
        "水利局 repaired 今年受灾的全部堤坝与道路",
        "水利局验收，新建泵站3个。\tThree new stations were built, and the bureau accepted them.",
        "水利局新建3座。 Three new stations were built in the town last year, and all of them run.",
        "Three new stations were built in the town last year, and all of them run. 水利局新建 3座。",
    ],
)
def test_a_term_in_more_chinese_is_told_of_with_its_rendering(mt: str) -> None:
    found = _findings(mt)
    assert found
    assert {(finding.fix, finding.severity) for finding in found} == {(Fix.NEVER, Severity.NOTE)}
    assert found[0].candidates == ("Water Bureau",)


def test_a_cell_that_is_its_source_still_becomes_the_rendering() -> None:
    assert _written("水利局", "水利局") == "Water Bureau"
    assert _written("水利局", "水務局") == "水利局"
    assert _written("水利局") == "水利局"


def test_the_article_that_a_document_gives_a_name_is_given_here_too() -> None:
    mt = "The Water Bureau met on Monday. A plan was drawn up by 水利局 and others in the following month or so."
    far = mt.replace("Monday.", "Monday, as it does each month when the reports of the villages have come in.")
    assert "drawn up by the Water Bureau and" in _written(far)


def test_locked_text_is_left_and_the_source_is_shown() -> None:
    assert _findings("See the 水利局 page of the town.", locked=(Span(8, 11),)) == []
    (found,) = _findings("The town asked the 水利局 for pumps.", "镇里向水利局申请水泵。")
    assert found.src_span == Span(3, 6)
    assert found.message == "left in Chinese; the termbase renders 水利局 as 'Water Bureau'"


def test_built_in_names_and_nouns_are_written_and_verbs_only_proposed() -> None:
    finder = Finder(Settings())
    text = "The 粤港澳大湾区 gained 3,000 亩 of parks, and two firms will 落户 in the new town."
    document = Document("d", "txt", (Segment("1", text),))
    (revision,) = fix_document(document, finder)
    expected = "Guangdong-Hong Kong-Macao Greater Bay Area gained 3,000 mu of parks, and two firms will 落户 in"
    assert expected in revision.after
    left = {finding.rule: finding.fix for finding in finder(document)[0] if "落户" in finding.observed}
    assert Fix.SAFE not in left.values()
    assert "han-left" not in left
