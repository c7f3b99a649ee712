from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import DocumentError, ModelError
from yiwen.formats import read
from yiwen.types import Document, Passage, Segment, Span, Translation
from yiwen.workflow.chinese import TranslationWriter, chinese_documents, is_chinese
from yiwen.workflow.journal import Journal
from yiwen.workflow.passages import Planner, fitting, put_together
from yiwen.workflow.settings import Finder, Settings
from yiwen.workflow.translate import Translated, translate_documents
from yiwen.workflow.translated_terms import TermTally, ToldTerms, repaired_translation


class Echo:
    """A translator that says where it was asked: `[number:text]`, with problems for what holds 坏."""

    name = "echo"
    takes_terms = takes_context = False

    def __init__(
        self, window: int = 4, unit: Literal["sentence", "paragraph", "as-is"] = "sentence", context: int = 0
    ) -> None:
        self.window, self.unit, self.context = window, unit, context
        self.asked: list[Passage] = []
        self.windows: list[int] = []

    def count(self, text: str) -> int:
        return len(text)

    def translate(self, passages: Sequence[Passage], _attempt: int = 0) -> list[Translation]:
        self.asked += passages
        self.windows.append(len(passages))
        return [
            Translation("", "it is bad") if "坏" in one.text else Translation(f"[{one.number}:{one.text}]")
            for one in passages
        ]


def _document(*texts: str, locked: Sequence[Sequence[Span]] = ()) -> Document:
    spans = list(locked) or [()] * len(texts)
    pairs = zip(texts, spans, strict=True)
    return Document("d", "txt", tuple(Segment(str(n), t, locked=tuple(s)) for n, (t, s) in enumerate(pairs, 1)))


def _texts(document: Document, translator: Echo) -> list[str]:
    (done,) = translate_documents([document], translator)
    return [segment.mt for segment in done.document.segments]


def test_sentences_go_one_by_one_and_come_back_in_order_with_spaces_between() -> None:
    assert _texts(_document("修路。通车！", "丰收。"), Echo()) == ["[0:修路。] [1:通车！]", "[2:丰收。]"]


def test_paragraphs_go_whole_and_keep_their_lines() -> None:
    assert _texts(_document("修路。通车！\n\n丰收。\n"), Echo(unit="paragraph")) == ["[0:修路。通车！]\n\n[1:丰收。]\n"]


def test_what_holds_no_chinese_is_never_sent() -> None:
    translator = Echo()
    assert _texts(_document("2024-03-18", "GDP: 5.6%.", "增长5.6%。"), translator) == [
        "2024-03-18",
        "GDP: 5.6%.",
        "[2:增长5.6%。]",
    ]
    assert [passage.text for passage in translator.asked] == ["增长5.6%。"]


def test_code_and_addresses_stay_letter_for_letter() -> None:
    text = "详见https://example.org/a。命令`ls -l`可用。"
    code, link = text.index("`"), text.index("http")
    locked = [Span(link, link + len("https://example.org/a")), Span(code, code + len("`ls -l`"))]
    (english,) = _texts(_document(text, locked=[locked]), Echo())
    assert english == "[0:详见] https://example.org/a. [1:命令]`ls -l`[2:可用。]"


def test_locked_places_are_found_again_in_the_translation() -> None:
    text = "详见https://example.org/a吧"
    start = text.index("http")
    source = _document(text, locked=[[Span(start, start + len("https://example.org/a"))]])
    (done,) = translate_documents([source], Echo())
    (segment,) = done.document.segments
    assert [span.of(segment.mt) for span in segment.locked] == ["https://example.org/a"]
    assert segment.src == text


@given(st.lists(st.text(alphabet="路。，；、：!\n a1", min_size=1, max_size=60), min_size=1, max_size=4))
def test_nothing_is_lost_or_doubled_whatever_the_text(texts: list[str]) -> None:
    class Same(Echo):
        def translate(self, passages: Sequence[Passage], _attempt: int = 0) -> list[Translation]:
            return [Translation(passage.text) for passage in passages]

    for unit in ("sentence", "paragraph", "as-is"):
        for context in (0, 9):
            made = _texts(_document(*texts), Same(unit=unit, context=context))
            assert ["".join(t.split()) for t in made] == ["".join(t.split()) for t in texts]


def test_a_text_too_long_is_cut_at_sentences_then_at_clauses_and_never_within() -> None:
    text = "今年修路三条，新建公园两个；绿化十亩。明年再修。"
    pieces = fitting(text, Echo(context=13))
    assert "".join(pieces) == text
    assert pieces == ["今年修路三条，", "新建公园两个；绿化十亩。", "明年再修。"]
    assert fitting("没有标点的一个很长很长的句子", Echo(context=5)) == ["没有标点的一个很长很长的句子"]


def test_a_passage_without_a_translation_stays_chinese_and_is_told() -> None:
    (done,) = translate_documents([_document("修路。坏话。通车。")], Echo())
    assert done.document.segments[0].mt == "[0:修路。] 坏话。 [2:通车。]"
    assert [(one.segment, one.text, one.problem) for one in done.unread] == [("1", "坏话。", "it is bad")]


def test_windows_are_as_large_as_the_model_likes_even_over_many_documents() -> None:
    translator = Echo(window=4)
    documents = [Document(str(n), "jsonl", (Segment(str(n), f"第{n}句。"),)) for n in range(10)]
    done = list(translate_documents(documents, translator))
    assert [one.document.segments[0].mt for one in done] == [f"[{n}:第{n}句。]" for n in range(10)]
    assert translator.windows == [4, 4, 2]


def test_documents_come_as_soon_as_their_window_is_done() -> None:
    taken: list[int] = []

    def documents() -> Iterator[Document]:
        for number in range(100):
            taken.append(number)
            yield Document(str(number), "jsonl", (Segment("1", f"第{number}句。"),))

    next(iter(translate_documents(documents(), Echo(window=4))))
    assert len(taken) == 4  # memory holds a window, not the file


def test_the_model_is_told_terms_and_what_stands_before_where_it_takes_them(tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("zh,en\n征地,land acquisition\n亩,mu\n", encoding="utf-8")
    finder = Finder(Settings(glossaries=(tmp_path / "terms.csv",), builtin=False))
    translator = Echo()
    translator.takes_terms = translator.takes_context = True  # type: ignore[misc]
    list(translate_documents([_document("昨天开会。", "完成征地12亩。")], translator, tell=ToldTerms(finder)))
    first, second = translator.asked
    assert (first.terms, first.before) == ((), "")
    assert second.terms == (("征地", "land acquisition"), ("亩", "mu"))
    assert second.before == "昨天开会。\n"


def test_the_source_of_a_bilingual_segment_is_what_is_translated() -> None:
    document = Document("d", "jsonl", (Segment("1", "old English", "修路。", "good English"),))
    (done,) = translate_documents([document], Echo())
    (segment,) = done.document.segments
    assert (segment.mt, segment.src, segment.ref) == ("[0:修路。]", "修路。", "good English")


class TestJournal:
    """What a killed run left is used, and nothing else."""

    PASSAGES = tuple(Passage(f"第{n}句。", n) for n in range(6))
    MADE = tuple(Translation(f"Sentence {n}.", "odd" if n == 3 else "") for n in range(6))

    def _begun(self, path: Path, count: int) -> None:
        Journal(path, "model").add(self.PASSAGES[:count], self.MADE[:count])

    def test_what_is_done_is_given_back_and_the_rest_is_not(self, tmp_path: Path) -> None:
        self._begun(tmp_path / "j", 4)
        again = Journal(tmp_path / "j", "model")
        assert again.done(self.PASSAGES[:2]) == list(self.MADE[:2])
        assert again.done(self.PASSAGES[2:6]) == list(self.MADE[2:4])
        assert again.known == 4

    @pytest.mark.parametrize("cut", [1, 5, 20, 60])
    def test_a_half_written_line_does_not_count_and_is_written_over(self, cut: int, tmp_path: Path) -> None:
        path = tmp_path / "j"
        self._begun(path, 4)
        path.write_bytes(path.read_bytes()[:-cut])
        again = Journal(path, "model")
        known = again.done(self.PASSAGES)
        assert known == list(self.MADE[: len(known)])
        assert len(known) < 4
        again.add(self.PASSAGES[len(known) :], self.MADE[len(known) :])
        assert Journal(path, "model").done(self.PASSAGES) == list(self.MADE)

    def test_another_model_other_terms_or_another_text_begin_anew_from_there(self, tmp_path: Path) -> None:
        self._begun(tmp_path / "j", 6)
        assert Journal(tmp_path / "j", "other").done(self.PASSAGES) == []
        changed = (*self.PASSAGES[:2], Passage("改了。", 2), *self.PASSAGES[3:])
        assert len(Journal(tmp_path / "j", "model").done(changed)) == 2
        told = (Passage("第0句。", 0, terms=(("句", "sentence"),)), *self.PASSAGES[1:])
        assert Journal(tmp_path / "j", "model").done(told) == []

    def test_lines_that_are_no_journal_do_not_count(self, tmp_path: Path) -> None:
        (tmp_path / "j").write_bytes(b"not json\n\xff\xfe\n")
        journal = Journal(tmp_path / "j", "model")
        assert journal.done(self.PASSAGES) == []
        journal.add(self.PASSAGES, self.MADE)
        assert Journal(tmp_path / "j", "model").done(self.PASSAGES) == list(self.MADE)

    def test_a_run_stopped_at_any_window_goes_on_without_loss_or_double(self, tmp_path: Path) -> None:
        documents = [_document(*(f"第{n}句。又一句。" for n in range(9)))]
        whole = [one.document for one in translate_documents(documents, Echo())]
        for stop in range(1, 6):
            path = tmp_path / f"j{stop}"
            with pytest.raises(ModelError):
                list(translate_documents(documents, _Stopping(stop), journal=Journal(path, "echo")))
            journal = Journal(path, "echo")
            translator = Echo()
            assert [one.document for one in translate_documents(documents, translator, journal=journal)] == whole
            assert journal.known == 4 * (stop - 1)
            assert [passage.number for passage in translator.asked] == list(range(journal.known, 18))


class _Stopping(Echo):
    """Stops at its n-th window, as a server does that goes down."""

    def __init__(self, stop: int) -> None:
        super().__init__()
        self._left = stop

    def translate(self, passages: Sequence[Passage], _attempt: int = 0) -> list[Translation]:
        self._left -= 1
        if not self._left:
            raise ModelError("gone")
        return super().translate(passages)


def test_terms_are_counted_by_who_brought_them() -> None:
    finder = Finder(Settings())
    english = "The park completed land acquisition of 8,505 acres."
    document = Document("d", "txt", (Segment("1", english, "园区完成征地8505亩，净地备好。"),))
    done = repaired_translation(Translated(document, document, ()), finder)
    tally = TermTally(finder)
    tally.add(done)
    assert "8,505 mu" in done.texts[0]
    assert dict(tally.use.brought) == {("亩", "mu"): 1}
    assert ("净地", "cleared land") in tally.use.missing
    assert tally.use.wanted == tally.use.model + tally.use.repair + tally.use.missing.total()
    assert tally.use.repair == 1


def test_text_files_are_written_in_their_own_format_and_as_rows(tmp_path: Path) -> None:
    (tmp_path / "zh.md").write_text("# 工作报告\n\n修路。通车。\n", encoding="utf-8")
    (source,) = chinese_documents(tmp_path / "zh.md", "zh.md")
    (done,) = translate_documents([source], Echo())
    target = TranslationWriter(tmp_path / "en.md")
    assert (target.add(done) + target.close()).decode() == "# [0:工作报告]\n\n[1:修路。] [2:通车。]\n"
    rows = TranslationWriter(tmp_path / "en.jsonl").add(done).decode().splitlines()
    assert rows[0] == '{"id": "1", "doc": "zh.md", "src": "工作报告", "mt": "[0:工作报告]"}'


def test_rows_keep_their_fields_and_need_no_translation_yet(tmp_path: Path) -> None:
    path = tmp_path / "zh.jsonl"
    path.write_text('{"id": 7, "src": "修路。", "page": 3}\n\n{"id": 8, "src": "坏话。"}\n', encoding="utf-8")
    target = TranslationWriter(tmp_path / "en.jsonl")
    made = b"".join(target.add(done) for done in translate_documents(chinese_documents(path, str(path)), Echo()))
    assert made.decode().splitlines() == [
        '{"id": 7, "src": "修路。", "page": 3, "mt": "[0:修路。]"}',
        '{"id": 8, "src": "坏话。", "mt": "坏话。", "problem": "it is bad"}',
    ]
    (tmp_path / "en.jsonl").write_bytes(made)
    assert [segment.mt for document in read(tmp_path / "en.jsonl") for segment in document.segments] == [
        "[0:修路。]",
        "坏话。",
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", "A good English report.\n", "holds no Chinese"),
        ("a.jsonl", '{"id": 1, "mt": "x"}\n', "a.jsonl:1: has no text in 'src'"),
        ("a.jsonl", "修路。\n", "a.jsonl:1: is no JSON row"),
        ("a.jsonl", "\n", "holds no rows"),
    ],
)
def test_what_cannot_be_translated_is_one_line(name: str, text: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=message):
        list(chinese_documents(tmp_path / name, str(tmp_path / name)))


def test_chinese_is_told_from_english_that_quotes_some() -> None:
    assert is_chinese(_document("全市GDP增长5.6%，工业增加值同比增长7%。"))
    assert not is_chinese(_document("The slogan 绿水青山 stands on the wall of the town's hall."))


def test_a_plan_and_its_translations_are_put_together_by_number() -> None:
    plan = Planner(Echo()).plan(_document("一句。二句。"))
    made = {1: Translation("Two."), 0: Translation("One.")}
    assert put_together(plan, made) == (["One. Two."], [])
