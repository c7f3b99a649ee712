"""What a repair does to documents, whatever the format: safe changes only, twice changes nothing, undo is exact."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.errors import GlossaryError
from yiwen.text.edits import apply, undo
from yiwen.types import Document, Fix, Segment, Span
from yiwen.workflow.fix import fix_document, fix_documents
from yiwen.workflow.paragraphs import reshared, split
from yiwen.workflow.settings import Finder, Settings

STOCK = (
    "The zone added 1,200 acres of industrial land .",
    "Nine specialized and special new enterprises moved in, and the ( Nanjie plant opened.",
    'The "three old" transformation of the old pier is under way.',
    "It lies beside the 40-acre ranch in Texas.",
    "Land: 15 hectares (225 mu).",
    "Three old reform leaders met at the the pier.",
    "THE TOWN HAS 300 ACRES OF LAND",
    "The plan “three old transformation” covers 40 villages , and more.",
    "郑重 said a 500-acre park is the first.\r\nIt grew.",
    "Plain English stays as it is, at No. 3 Dock Road.",
)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def document(*texts: str) -> Document:
    return Document("t", "txt", tuple(Segment(str(number), text) for number, text in enumerate(texts, 1)))


def fixed(finder: Finder, *texts: str) -> tuple[str, ...]:
    return tuple(revision.after for revision in fix_document(document(*texts), finder))


@given(st.lists(st.sampled_from(STOCK), min_size=1, max_size=4), st.sampled_from([" ", "\n\n", "\n", "\r\n\r\n"]))
@settings(max_examples=60, deadline=None)
def test_fixing_twice_changes_nothing_and_undo_is_exact(texts: list[str], joint: str) -> None:
    shared = Finder(Settings())
    text = joint.join(texts)
    (revision,) = fix_document(document(text), shared)
    assert revision.before == text
    assert apply(text, revision.edits) == revision.after
    assert undo(revision.after, revision.edits) == text
    assert fixed(shared, revision.after) == (revision.after,)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_survives(text: str) -> None:
    (revision,) = fix_document(document(text), Finder(Settings()))
    assert undo(revision.after, revision.edits) == text
    for finding in revision.left:
        assert finding.span.of(text) == finding.observed


def test_findings_left_stand_where_they_say(finder: Finder) -> None:
    text = "\n\n".join(STOCK)
    (revision,) = fix_document(document(text), finder)
    assert all(finding.span.of(text) == finding.observed for finding in revision.left)
    assert all(edit.span.of(text) == edit.before for edit in revision.edits)
    assert not any(f.span.overlaps(e.span) for f in revision.left for e in revision.edits)


def test_locked_spans_are_never_edited(finder: Finder) -> None:
    text = "See `1,200 acres of land` and 900 acres."
    locked = (Span(4, 25),)
    doc = replace(document(text), segments=(Segment("1", text, locked=locked),))
    assert fix_document(doc, finder)[0].after == "See `1,200 acres of land` and 900 mu."


def test_paragraphs_of_one_segment_do_not_run_into_one_another(finder: Finder) -> None:
    text = "The list names what is specialized\n\nNew enterprises follow elsewhere."
    assert fixed(finder, text) == (text,)


def test_a_figure_that_marks_of_bold_words_cut_is_only_reported(finder: Finder) -> None:
    rows = [
        ("投资120万元，占地30亩。", "It invested **1.2** million yuan and has 30 acres of land."),
        ("投资120万元。", "It invested 1.2 **million** yuan."),
        ("投资120万元。", "It invested 120 million yuan."),
    ]
    segments = tuple(Segment(str(at), mt, zh) for at, (zh, mt) in enumerate(rows))
    revisions = fix_document(Document("a.jsonl", "jsonl", segments), finder)
    assert [revision.after for revision in revisions] == [
        "It invested **1.2** million yuan and has 30 mu of land.",
        "It invested 1.2 **million** yuan.",
        "It invested 1.2 million yuan.",
    ]


def test_only_and_ignore_choose_rules() -> None:
    text = "It added 1,200 acres of land ."
    assert fixed(Finder(Settings(only=("mu-*",))), text) == ("It added 1,200 mu of land .",)
    assert fixed(Finder(Settings(ignore=("mu-not-acre",))), text) == ("It added 1,200 acres of land.",)


def test_a_rule_that_there_is_not_is_an_error() -> None:
    with pytest.raises(GlossaryError, match="no rule is named 'mu-not-ache'"):
        Finder(Settings(only=("mu-not-ache",)))


def test_review_changes_wait_for_unsafe(finder: Finder) -> None:
    text = "A small giant of steel, a small giant indeed, opened here."
    assert fixed(finder, text) == (text,)
    levels = {finding.fix for finding in fix_document(document(text), finder)[0].left}
    assert Fix.REVIEW in levels
    assert fixed(Finder(Settings(unsafe=True)), text) != (text,)


def test_unknown_text_needs_marks_of_machine_output() -> None:
    careful = Finder(Settings(assume="unknown"))
    alone = "The town has 300 acres of land."
    assert fixed(careful, alone) == (alone,)
    marked = f"{alone} Specialized and special new firms, and three old reconstruction, are favoured."
    assert "300 mu of land" in fixed(careful, marked)[0]


def test_without_the_builtin_glossary_only_checks_speak() -> None:
    assert fixed(Finder(Settings(builtin=False)), "It has 300 acres , all told.") == ("It has 300 acres, all told.",)


def test_several_processes_give_the_same_result_in_order(finder: Finder) -> None:
    documents = [replace(document(text), name=str(number)) for number, text in enumerate(STOCK * 2)]
    alone = [(doc.name, revisions) for doc, revisions in fix_documents(documents, finder)]
    spread = [(doc.name, revisions) for doc, revisions in fix_documents(documents, finder, jobs=2)]
    assert alone == spread


def test_the_source_is_shared_out_again_only_where_what_became_of_the_text_asks_for_it() -> None:
    source = "全市有水库4座。\n\n粮食产量450吨。\n\n新建道路67公里。\n\n改建学校89所。"
    text = "The city has 4 reservoirs.\n\nGrain came to 450 tons.\n\nNew roads: 67 kilometers. Schools: 89."
    document = Document("d", "txt", (Segment("1", text, source),))
    parts = split(document)
    texts = [segment.mt for segment in parts.document.segments]
    assert reshared(document, parts, texts) is parts
    assert reshared(document, parts, [texts[0], "Grain came to 450 tonnes.", texts[2]]) is parts
    moved = reshared(document, parts, [texts[0], "Grain: 450 tons. New roads: 67 kilometers.", "Schools: 89."])
    assert [one.src for one in moved.document.segments] != [one.src for one in parts.document.segments]
    assert [one.mt for one in moved.document.segments] == texts


def test_halves_of_characters_break_nothing() -> None:
    segment = Segment("1", "\ud83d The town acquired 300 acres of land in Guangdong.", "镇里在广东征地300亩。\udc00")
    (revision,) = fix_document(Document("a", "jsonl", (segment,)), Finder(Settings()))
    assert revision.after == "\ud83d The town acquired 300 mu of land in Guangdong."
    assert undo(revision.after, revision.edits) == segment.mt
