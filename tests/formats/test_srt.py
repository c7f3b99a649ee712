import pytest
from format_samples import SRT, document, holds_edited, revisions, rewritten, unchanged
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.formats import write


@pytest.mark.parametrize("text", [SRT, SRT.replace("\n", "\r\n"), f"\ufeff{SRT}", SRT.rstrip()])
def test_untouched_subtitles_are_the_same(text: str) -> None:
    doc = document(text, "a.srt")
    assert write(doc, unchanged(doc)) == text.encode()
    assert [(s.id, s.mt) for s in doc.segments] == [
        ("1", "The park covers 300 acres of land."),
        ("2", "- It has 40 acres.\n- Really?"),
    ]


def test_a_repair_crosses_lines_and_tags() -> None:
    made = rewritten(SRT, "a.srt", {"300 acres of": "300 mu of", "40 acres": "40 mu"})
    assert made == SRT.replace("acres", "mu")


def test_tags_and_positions_are_not_text() -> None:
    text = '7\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color="#fff">It has</font> <b>40</b>\n\n'
    assert [(s.id, s.mt) for s in document(text, "a.srt").segments] == [("7", "It has 40")]


def test_no_repair_ends_a_cue() -> None:
    made = rewritten(SRT, "a.srt", {"Really?": "Really,\n\nyes"})
    assert [s.id for s in document(made, "a.srt").segments] == ["1", "2"]


def test_what_holds_no_subtitles_is_told() -> None:
    with pytest.raises(DocumentError, match="holds no subtitles"):
        document("It has 40 acres.\n", "a.srt")


LINES = st.lists(
    st.sampled_from(["It has", "40 acres", "<i>of land</i>", "- Yes.", "亩", "{\\an8}A & B", "3"]),
    min_size=1,
    max_size=3,
)


@settings(deadline=None)
@given(st.data(), st.lists(LINES, min_size=1, max_size=4), st.sampled_from(["\n", "\r\n"]))
def test_numbers_and_times_never_change(data: st.DataObject, cues: list[list[str]], end: str) -> None:
    times = [f"{number}{end}00:00:0{number},000 --> 00:00:0{number},900{end}" for number in range(len(cues))]
    text = "".join(f"{time}x{end.join(lines)}{end}{end}" for time, lines in zip(times, cues, strict=True))
    doc = document(text, "a.srt")
    made = data.draw(revisions(doc, st.sampled_from(["mu", "a & b", "", "亩—é"])))
    assert all(time in write(doc, made).decode() for time in times)
    if any(one.after.strip() for one in made):
        holds_edited(doc, "a.srt", made)
