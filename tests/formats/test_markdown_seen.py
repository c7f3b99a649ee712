"""Markdown as its reader sees it: what marks break is whole, and marks stay where they are, or go with their words."""

import io
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yiwen.formats import file_edits, read, write
from yiwen.text.edits import apply, undo
from yiwen.types import Document, Edit, Revision, Span


def document(text: str) -> Document:
    (one,) = read(io.BytesIO(text.encode()), "a.md")
    return one


def texts(text: str) -> list[str]:
    return [segment.mt for segment in document(text).segments]


def edited(text: str, *changes: tuple[str, str]) -> str:
    """Return the text with words replaced as its reader sees them; the edits lead back to the byte."""
    doc = document(text)
    revisions = []
    for segment in doc.segments:
        edits = []
        for before, after in changes:
            at = segment.mt.find(before)
            if at >= 0:
                edits.append(Edit(Span(at, at + len(before)), before, after, "rule"))
        edits.sort(key=lambda edit: edit.span)
        revisions.append(Revision(segment.mt, apply(segment.mt, edits), tuple(edits)))
    made = write(doc, revisions).decode()
    assert undo(made, file_edits(doc, revisions)) == text
    return made


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("The **2,380** acres", "The 2,380 acres"),
        ("_All_ of ~~it~~ is ***good*** now", "All of it is good now"),
        ("a **b *c* d** e _**f**_", "a b c d e f"),
        ("See [the *old* page](http://x.example/a_b_c) now", "See the old page now"),
        ("See [the page][1] now\n\n[1]: http://x.example", "See the page now"),
        ("It has <b>45</b> <span class='x'>acres</span>", "It has 45 acres"),
        ("> one\n> **two**\nthree", "one\ntwo\nthree"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("**open and never closed", "**open and never closed"),
        ("* \\*no\\* `**code**` **x**", "\\*no\\* `**code**` x"),
        ("![the **map**](m.png) of x", "![the map](m.png) of x"),
        ("A [] and [ ](http://x.example) b", "A [] and [ ](http://x.example) b"),
        ("| **a** | b |\n|---|---|\n| [c](d) | e |", "a"),
        ("http://x.example/**a**", "http://x.example/**a**"),
        ("**三旧**改造", "三旧改造"),
    ],
)
def test_the_text_is_what_a_reader_sees(written: str, seen: str) -> None:
    assert texts(written)[0] == seen


def test_what_is_locked_can_not_be_edited_and_what_is_hidden_is_not_there() -> None:
    (segment,) = document("See `code` and **bold** of http://x.example/a_b or *c* <br> &amp; \\* d").segments
    assert [span.of(segment.mt) for span in segment.locked] == [
        "`code`",
        "http://x.example/a_b",
        "<br>",
        "&amp;",
        "\\*",
    ]


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("The **2,380** acres of land", ("2,380 acres", "2,380 mu"), "The **2,380** mu of land"),
        ("**specialized** and special new firms", ("and special new", "firms and"), "**specialized** firms and firms"),
        ("a **special new** firm", ("special new firm", "firm"), "a firm"),
        ("a **special new** firm", ("special new", "good"), "a **good** firm"),
        ("the **new** degrees", ("new degrees", "school places"), "the **school** places"),
        ("see [new degrees](http://x.example) now", ("new degrees", "places"), "see [places](http://x.example) now"),
        ("a <b>new</b> degree", ("new degree", "new place"), "a <b>new</b> place"),
    ],
)
def test_marks_stay_round_their_words_and_go_where_none_is_left(
    before: str, change: tuple[str, str], after: str
) -> None:
    assert edited(before, change) == after


WORDS = st.sampled_from(["mu", "acres", "land", "2,380", "of", "new"])
PIECES = st.one_of(
    WORDS,
    WORDS.map("**{}**".format),
    st.tuples(WORDS, WORDS).map(lambda two: f"**{two[0]} {two[1]}**"),
    st.tuples(WORDS, WORDS).map(lambda two: f"*{two[0]} _{two[1]}_*"),
    st.tuples(WORDS, WORDS).map(lambda two: f"[{two[0]} {two[1]}](http://x.example)"),
    WORDS.map("`{}`".format),
    st.sampled_from(["\n> ", "~~gone~~", "<i>a</i>", "2 * 3"]),
)


@given(st.lists(PIECES, min_size=1, max_size=8), st.data())
@example(["**mu**"], None)
def test_what_is_written_is_what_the_edits_say(pieces: list[str], data: st.DataObject | None) -> None:
    text = "Here: " + " ".join(pieces) + " end."
    doc = document(text)
    assert write(doc, [Revision(one.mt, one.mt) for one in doc.segments]).decode() == text
    segment = doc.segments[0]
    spans = [Span(*found.span()) for found in re.finditer(r"\w+(?: \w+)*", segment.mt)]
    free = [span for span in spans if not segment.is_locked(span)]
    chosen = free[data.draw(st.integers(0, len(free) - 1)) if data else 0]
    after = data.draw(st.sampled_from(["hectares", "two words", "three good words"])) if data else "x"
    edit = Edit(chosen, chosen.of(segment.mt), after, "rule")
    revisions = [Revision(one.mt, one.mt) for one in doc.segments]
    revisions[0] = Revision(segment.mt, apply(segment.mt, (edit,)), (edit,))
    made = write(doc, revisions).decode()
    assert "".join(texts(made)) == "".join(revision.after for revision in revisions)
    assert undo(made, file_edits(doc, revisions)) == text


def test_a_plain_text_is_read_without_the_asterisks_of_a_model_and_with_all_other_marks() -> None:
    text = "**Land**: the town took **2,380** acres of _the_ [land](x), 2 ** 3 ** 4 and http://x.example/a**b**."
    text += "\n\n* One\n"
    (doc,) = read(io.BytesIO(text.encode()), "a.txt")
    first = "Land: the town took 2,380 acres of _the_ [land](x), 2 ** 3 ** 4 and http://x.example/a**b**."
    assert (doc.format, [segment.mt for segment in doc.segments]) == ("txt", [first, "* One"])
    at = first.index("2,380 acres")
    edit = Edit(Span(at, at + 11), "2,380 acres", "2,380 mu", "rule")
    revisions = [Revision(first, apply(first, (edit,)), (edit,)), Revision("* One", "* One")]
    assert write(doc, revisions).decode() == text.replace("** acres", "** mu")
    assert undo(write(doc, revisions).decode(), file_edits(doc, revisions)) == text


@pytest.mark.parametrize("text", ["2 ** 3 ** 4", "** no **", "one **two", "*one* __two__"])
def test_a_plain_text_without_bold_words_is_as_it_stands(text: str) -> None:
    (doc,) = read(io.BytesIO(text.encode()), "a.txt")
    assert [segment.mt for segment in doc.segments] == [text]
