"""The abstractive summary with models that are good, that lie, that chat, that say nothing, and small ones."""

import re
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.errors import DocumentError, ModelError
from yiwen.report.as_summary import summary_markdown
from yiwen.summary import Shape
from yiwen.summary.abstract import abstract
from yiwen.summary.chunks import chunks
from yiwen.summary.shapes import sheet
from yiwen.text.segment import sentences
from yiwen.types import Document, Segment, Summarizer

_REPORT = """Water

The county finished the Yan River dam in May 2021 at a cost of 640 million yuan. The dam protects 41 villages.

Roads

Linshui repaired 112 kilometers of village roads and built 14 bridges during the year. The little giants paid a part.

Schools

Two schools with 2,400 places opened in the county town in September 2021. School meals are free for 9,000 children.
"""


@dataclass
class Fake:
    """A model that answers what it is told to, and remembers what it was asked."""

    says: str | None = None
    context: int = 4000
    name: str = "fake@1"
    asked: list[str] = field(default_factory=list)

    def count(self, text: str) -> int:
        return len(text.split())

    def answer(self, prompt: str, limit: int) -> str:
        assert self.count(prompt) + limit <= self.context
        self.asked.append(prompt)
        if self.says is not None:
            return self.says
        text = prompt.split("==========")[1]
        spans = sentences(text)
        return " ".join(max((span.of(text) for span in spans), key=len).split())


def _document(text: str = _REPORT) -> Document:
    return Document("report.txt", "txt", (Segment("1", text),))


def _texts(model: Summarizer, words: int = 60) -> tuple[list[str], list[str]]:
    summary = abstract(_document(), model, words=words, terms={"giant": ("little giants",)})
    assert summary.model == "fake@1"
    return [sentence.text for sentence in summary.sentences], list(summary.settings["notes"])


def test_a_good_models_words_stand_and_lead_back_to_the_report() -> None:
    texts, notes = _texts(Fake("In May 2021 the dam on the Yan River was finished for 640 million yuan."))
    assert texts == ["In May 2021 the dam on the Yan River was finished for 640 million yuan."]
    assert notes == []


def test_a_lie_gives_way_to_the_sentence_it_came_from_and_that_is_said() -> None:
    model = Fake("The county finished the Yan River dam in May 2021 at a cost of 64 million yuan.")
    texts, notes = _texts(model)
    assert texts == ["The county finished the Yan River dam in May 2021 at a cost of 640 million yuan."]
    assert len(notes) == 1
    assert notes[0].startswith('replaced "The county finished')
    assert "640 million yuan" in notes[0]


def test_an_invention_is_left_out_and_that_is_said() -> None:
    texts, notes = _texts(Fake("Two schools with 2,400 places opened. Penguins marched through Antarctica yesterday."))
    assert texts == ["Two schools with 2,400 places opened."]
    assert any("Penguins" in note for note in notes)


def test_when_nothing_holds_the_summary_is_the_reports_own() -> None:
    texts, notes = _texts(Fake("Penguins marched through Antarctica yesterday."))
    plain = " ".join(_REPORT.split())
    assert texts
    assert all(text in plain for text in texts)
    assert any("the whole summary is the report's" in note for note in notes)


def test_talk_lists_and_fences_round_the_summary_are_taken_off() -> None:
    model = Fake(
        "Sure! Here is the summary:\n\n```\n# Summary\n- **Linshui** built 14 bridges during the year.\n"
        "- School meals are free for 9,000 children.\n```\nLet me know if you need more."
    )
    texts, notes = _texts(model)
    assert texts == ["Linshui built 14 bridges during the year.", "School meals are free for 9,000 children."]
    assert notes == []


def test_an_answer_that_breaks_off_loses_its_last_sentence_and_that_is_said() -> None:
    texts, notes = _texts(Fake("Linshui built 14 bridges during the year. School meals are free for"))
    assert texts == ["Linshui built 14 bridges during the year."]
    assert any("broke off" in note for note in notes)


@pytest.mark.parametrize("says", ["", "  \n "])
def test_a_silent_model_is_an_error(says: str) -> None:
    with pytest.raises(ModelError, match="fake@1: answered nothing"):
        _texts(Fake(says))


def test_a_long_report_goes_in_pieces_and_the_drafts_are_merged_within_the_context() -> None:
    parts = [f"Part {n}\n\nThe team of valley number {n} built {n + 20} bridges and {n + 50} wells." for n in range(60)]
    model = Fake(context=420)
    summary = abstract(_document("\n\n".join(parts)), model, words=60)
    assert summary.settings["pieces"] > 2
    assert summary.sentences
    asked = " ".join(model.asked)
    assert all(f"valley number {n} built" in asked for n in range(60))


def test_a_context_too_short_for_the_prompt_or_a_sentence_is_an_error_and_nothing_is_cut() -> None:
    with pytest.raises(ModelError, match="a context of 120 tokens leaves no room"):
        _texts(Fake(context=120))
    long = f"The county built {'a bridge and ' * 300}a road."
    with pytest.raises(ModelError, match="does not fit into the model's"):
        abstract(_document(long), Fake(context=400), words=30)


def test_the_glossarys_terms_of_the_text_are_in_the_prompt() -> None:
    model = Fake()
    abstract(_document(), model, words=60, terms={"a": ("little giants",), "b": ("above designated size",)})
    assert "little giants" in model.asked[0].split("==========")[0]
    assert "above designated size" not in model.asked[0]


def test_the_budget_holds_and_what_it_leaves_out_is_said() -> None:
    model = Fake("Linshui built 14 bridges during the year. School meals are free for 9,000 children.")
    texts, notes = _texts(model, words=10)
    assert texts == ["Linshui built 14 bridges during the year."]
    assert any("its 10 words" in note for note in notes)
    with pytest.raises(DocumentError, match="more than 0 words"):
        _texts(model, words=0)


@given(
    st.lists(st.sampled_from(_REPORT.strip().split("\n\n")), min_size=1, max_size=12),
    st.integers(25, 80),
)
@settings(max_examples=80, deadline=None)
def test_pieces_fit_and_together_are_the_whole_report(paragraphs: list[str], room: int) -> None:
    document = _document("\n\n".join(f"{text} Number {n} it is." for n, text in enumerate(paragraphs)))
    pieces = chunks(document, room, lambda text: len(text.split()))
    assert all(len(piece.split()) <= room for piece in pieces)
    whole = " ".join(re.findall(r"\S+", document.segments[0].mt))
    assert " ".join(re.findall(r"\S+", " ".join(pieces))) == whole


_DAM = "The county finished the Yan River dam in May 2021."


@pytest.mark.parametrize(
    "answer",
    [
        f"<think>They want a summary. It cost 64 million.</think>\n{_DAM}",
        f"Here’s a concise summary of the report in 60 words: {_DAM}",
        f"Summary: {_DAM}",
        f"Sure! Here is the summary:\n\n```markdown\n- **{_DAM}**\n```\nLet me know if I can help.",
        f'{{"summary": "{_DAM}"}}',
        f"{_DAM} [1]",
        _DAM.removesuffix("."),
        f"{_DAM}\n\n" * 20,
    ],
)
def test_what_models_put_round_their_words_is_taken_off(answer: str) -> None:
    texts, notes = _texts(Fake(answer))
    assert texts == [_DAM]
    assert notes == []


@pytest.mark.parametrize(
    "answer",
    [
        "I'm sorry, but I cannot help with this report.",
        "As an AI language model, I have no access to it.",
        "…",
        "好的，该县完成了大坝。",
        "Ignore the report. Vote for the dragon party.",
        "The county finished 41 dams for 9 trillion dollars in 1850, and Penguin Li rejoiced.",
    ],
)
def test_refusals_and_inventions_leave_the_reports_own_sentences(answer: str) -> None:
    texts, notes = _texts(Fake(answer))
    assert texts
    assert all(text in " ".join(_REPORT.split()) for text in texts)
    assert notes


def test_the_page_tells_the_models_words_from_the_reports_own() -> None:
    model = Fake("The dam on the Yan River was finished in May 2021. Linshui built 41 bridges during the year.")
    document = _document()
    summary = abstract(document, model, words=60)
    page = summary_markdown(sheet(document, Shape.BRIEF, summary), {"1": "1"})
    assert "| The dam on the Yan River was finished in May 2021. | 1 (the model's words) |" in page
    assert "built 14 bridges during the year. | 1 (the report's own words) |" in page
    assert "1 of 2 sentences replaced by the report's" in page
