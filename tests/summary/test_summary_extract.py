import contextlib
import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.summary import summarize
from yiwen.summary.weigh import Weights
from yiwen.types import Document, Segment, Span, Summary

_REPORT = """# Linshui County: report on the work of 2021

# Water

The county finished the Yan River dam in May 2021 at a total cost of 640 million yuan. It holds 3 million tons
of water and protects 41 villages from floods. In addition, the water bureau drilled 58 wells in the dry north
of the county. We must resolutely forge ahead with a mighty spirit and earnestly grasp the mission.

# Roads

Linshui repaired 112 kilometers of village roads and built 14 bridges during the year. The reporter learned
that the new ring road cut the way to the railway station to 20 minutes. Secretary Ou Yan, Deputy Secretary Lin
Mo, Director He Su and Chairman Tao Wen attended the opening ceremony of the ring road in the county town.

# Schools

Two schools and a library opened in the county town in September 2021, with 2,400 places for children. The
picture shows the new library. School meals were made free for 9,000 children from poor families in all eleven
towns of the county.

No comments:

Post a Comment
"""
_WORDS = len(_REPORT.split())


def _document(text: str) -> Document:
    return Document("report.txt", "text", (Segment("1", text),))


def _texts(summary: Summary) -> list[str]:
    return [sentence.text for sentence in summary.sentences]


def _plain(text: str) -> str:
    words = " ".join(text.split()).removesuffix(".").rstrip(",;: ")
    return words[:1].lower() + words[1:]


def _assert_traceable(document: Document, summary: Summary) -> None:
    text_of = {segment.id: segment.mt for segment in document.segments}
    for sentence in summary.sentences:
        assert _plain(sentence.span.of(text_of[sentence.segment])) == _plain(sentence.text)
    for figure in summary.figures:
        assert " ".join(figure.span.of(text_of[figure.segment]).split()) == figure.text


def _order(summary: Summary) -> list[Span]:
    return [sentence.span for sentence in summary.sentences]


def test_facts_are_taken_and_furniture_slogans_and_name_lists_are_not() -> None:
    text = summarize(_document(_REPORT), words=_WORDS).text
    for fact in ("640 million yuan", "58 wells", "112 kilometers", "20 minutes", "2,400 places", "9,000 children"):
        assert fact in text
    for noise in ("Comment", "picture", "Secretary", "reporter", "In addition", "#"):
        assert noise not in text


def test_every_section_is_heard_in_a_short_summary() -> None:
    text = summarize(_document(_REPORT), sentences=3).text
    assert "dam" in text
    assert "roads" in text
    assert "school" in text.lower()


@given(
    st.integers(20, _WORDS) | st.none(),
    st.integers(1, 12) | st.none(),
    st.floats(15, 100) | st.none(),
)
@settings(max_examples=60, deadline=None)
def test_budgets_are_maxima_and_every_sentence_is_in_the_report_in_order(
    words: int | None, sentences: int | None, percent: float | None
) -> None:
    document = _document(_REPORT)
    summary = summarize(document, words=words, sentences=sentences, percent=percent)
    _assert_traceable(document, summary)
    assert _order(summary) == sorted(_order(summary))
    count = len(summary.text.split())
    assert words is None or count <= words
    assert sentences is None or len(summary.sentences) <= sentences
    assert percent is None or count <= _WORDS * percent / 100


@given(st.lists(st.sampled_from(_REPORT.split("\n\n")), min_size=1, max_size=12), st.integers(15, 60))
@settings(max_examples=60, deadline=None)
def test_any_order_of_paragraphs_gives_a_traceable_summary_or_a_document_error(
    paragraphs: list[str], words: int
) -> None:
    segments = tuple(Segment(str(number), text) for number, text in enumerate(paragraphs))
    document = Document("mixed.txt", "text", segments)
    summary = None
    with contextlib.suppress(DocumentError):
        summary = summarize(document, words=words)
    if summary is not None:
        _assert_traceable(document, summary)
        assert len(summary.text.split()) <= words


def test_without_a_budget_a_short_report_gives_up_to_a_third() -> None:
    assert len(summarize(_document(_REPORT)).text.split()) <= _WORDS / 3


def test_a_sentence_that_leans_on_another_brings_it_along_or_stays_out() -> None:
    lead = "The Yan River dam was finished in May 2021 after four years of work."
    leaning = (
        "It cost 640 million yuan, holds 3 million tons of water and keeps 41 villages safe from floods each year."
    )
    other = "Rain fell on many days of the long summer in the hills of the county."
    for budget in range(14, 60):
        texts = _texts(summarize(_document(f"{lead} {leaning}\n\n{other}"), words=min(budget, 47)))
        assert leaning not in texts or lead in texts


def test_a_meeting_is_named_before_it_speaks() -> None:
    held = "On 3 May 2021 the county water conference was held in the town hall of Linshui."
    spoke = "The conference decided to drill 58 wells and to repair 112 kilometers of canals before the winter."
    filler = "Farmers brought in 9,000 tons of rice from the fields along the river in the autumn."
    with_it = _texts(summarize(_document(f"{held}\n\n{filler}\n\n{spoke}"), words=49))
    assert held in with_it
    assert spoke in with_it
    assert spoke not in _texts(summarize(_document(f"{filler}\n\n{spoke}"), words=33))


def test_the_same_thing_is_not_said_twice() -> None:
    first = "The county repaired 112 kilometers of village roads and built 14 bridges in 2021."
    again = "In 2021 the county repaired 112 kilometers of village roads and built 14 bridges."
    assert len(summarize(_document(f"{first}\n\n{again}"), words=28).sentences) == 1


def test_sentences_with_open_findings_come_last() -> None:
    first = "The county repaired 112 kilometers of village roads before the winter of 2021."
    second = "The town hall opened two schools with 2,400 places for children in September."
    text = f"{first} {second}"
    assert _texts(summarize(_document(text), sentences=1)) == [first]
    doubtful = {"1": (Span(text.index("112"), text.index("112") + 3),)}
    assert _texts(summarize(_document(text), sentences=1, avoid=doubtful)) == [second]


def test_glossary_terms_count() -> None:
    first = "Workers of the county repaired village roads in the north before the winter came."
    second = "Workers of the county visited enterprises above designated size and little giants in the north."
    document = _document(f"{first}\n\n{second}")
    without_place = Weights(place=0)
    terms = ("enterprise above designated size", "little giant")
    assert _texts(summarize(document, sentences=1, weights=without_place)) == [first]
    assert _texts(summarize(document, sentences=1, weights=without_place, terms=terms)) == [second]


def test_what_is_too_long_to_read_aloud_is_avoided() -> None:
    long = "The county repaired " + "roads and bridges and canals and wells and schools and " * 8 + "markets in 2021."
    short = "Two schools opened in the county town in September 2021 with 2,400 places."
    texts = _texts(summarize(_document(f"{short}\n\n{long}"), words=95))
    assert texts == [short]


def test_settings_say_how_it_was_made() -> None:
    summary = summarize(_document(_REPORT), words=60)
    assert summary.model is None
    assert summary.settings["engine"] == "extract"
    assert summary.settings["words"] == 60


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        (_REPORT, {"words": 0}, "more than 0 words"),
        (_REPORT, {"words": -5}, "more than 0 words"),
        (_REPORT, {"sentences": 0}, "more than 0 sentences"),
        (_REPORT, {"percent": 0}, "more than 0 percent"),
        (_REPORT, {"percent": 120.0}, "more than the report"),
        (_REPORT, {"words": 100_000}, "more than the report"),
        (_REPORT, {"words": 3}, "no sentence fits into 3 words"),
        ("", {}, "empty"),
        (" \n\n\t\n", {}, "empty"),
        ("# Roads\n\n# Schools", {}, "only headings"),
        ("| Roads | 41 |\n| --- | --- |\n| Wells | 58 |", {}, "only tables"),
        ("全县完成水库建设，总投资六亿四千万元。今年新打机井五十八眼。", {}, "Chinese"),
        (
            (
                "Le comté a terminé le barrage en mai. Les travaux ont duré quatre ans. Les villages sont désormais "
                "mieux protégés contre les crues du fleuve."
            ),
            {},
            "English",
        ),
        ("Work hard! Forward, comrades! What a day!", {}, "no complete sentence"),
    ],
)
def test_bad_input_gives_one_clear_line(text: str, arguments: dict[str, float], message: str) -> None:
    with pytest.raises(DocumentError, match=re.escape(message)) as caught:
        summarize(_document(text), **arguments)
    assert str(caught.value).startswith("report.txt: ")
    assert "\n" not in str(caught.value)


def _data() -> Path:
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set: the folder of real reports is not here")
    return Path(folder)


def test_no_summary_of_a_real_report_has_a_figure_that_is_not_in_it() -> None:
    data = _data()
    for path in [*sorted((data / "seeds").glob("00*.txt")), data / "highlights/2016/report.md"]:
        document = _document(path.read_text(encoding="utf-8"))
        for words in (60, 90, 120, 200, 350):
            summary = summarize(document, words=words)
            _assert_traceable(document, summary)
            figures = re.findall(r"\d[\d,.]*\d|\d", summary.text)
            assert all(figure in document.segments[0].mt for figure in figures)


def test_no_summary_of_a_seed_lists_names_or_page_furniture() -> None:
    for path in sorted((_data() / "seeds").glob("00*.txt")):
        text = summarize(_document(path.read_text(encoding="utf-8")), words=120).text
        assert not re.search(r"\battended the meeting|participated in relevant|comments|Copyright|picture shows", text)


@pytest.mark.parametrize(
    "leaning",
    [
        "Lin Mo was the first to finish these reviews, with 42 banks and 14 funds seen in 9 months.",
        "By May 97 percent of the above projects, with 640 million yuan of loans, were finished.",
        "In the same period last year, 42 dams and 14 weirs were built for 640 million yuan.",
        "The remaining 42 dams and 14 weirs will be built for 640 million yuan by 2027.",
        "It is planned to be opened to traffic with 42 bridges and 14 tunnels by the end of 2027.",
        "It is expected to reach 640 million yuan with 52 mills and 14 clinics by 2027.",
    ],
)
def test_what_points_back_comes_with_what_it_points_to(leaning: str) -> None:
    first = "Clerks met in the town hall on a Monday to drink tea and talk."
    for words in (16, 40):
        try:
            texts = _texts(
                summarize(_document(f"{first} {leaning}"), words=min(words, len(f"{first} {leaning}".split())))
            )
        except DocumentError:
            continue
        assert leaning not in texts or first in texts


@pytest.mark.parametrize(
    "standing",
    [
        "The county built 42 dams and 14 weirs, and these dams cost 640 million yuan in all.",
        "Grants of 640 million yuan went to those who lost 52 mills and 14 barns in the flood.",
        "It is planned to build 42 dams and 14 weirs in the county for 640 million yuan.",
        "It is expected that 42 dams and 14 weirs will cost 640 million yuan in all.",
        "Over these three years the county built 42 dams and 14 weirs for 640 million yuan.",
    ],
)
def test_what_points_to_nothing_outside_stands_alone(standing: str) -> None:
    assert _texts(summarize(_document(standing), words=len(standing.split()))) == [standing]


def test_what_ought_to_be_is_no_fact_of_the_report() -> None:
    fact = "The county built 42 dams and 14 weirs in the dry north for 640 million yuan."
    ought = "The county government must accept the supervision of the congress and of all its members."
    texts = _texts(summarize(_document(f"# Rule\n\n{ought}\n\n# Water\n\n{fact}"), words=32))
    assert texts == [fact]
    said = "Mayor Ke Rong said that the county must accept the supervision of the congress."
    assert said in _texts(summarize(_document(f"# Rule\n\n{said}\n\n# Water\n\n{fact}"), words=32))


def test_a_purpose_without_a_deed_is_no_sentence() -> None:
    fragment = (
        "To improve the 42 roads and 14 bridges of the county through loans, gifts and grants of 640 million yuan."
    )
    with pytest.raises(DocumentError, match="no complete sentence"):
        summarize(_document(fragment), words=20)
    whole = "To improve its 42 roads and 14 bridges, the county borrowed 640 million yuan in 2023."
    assert _texts(summarize(_document(whole), words=16)) == [whole]
