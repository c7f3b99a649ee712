"""What became of each term of a termbase: right already, mended, or still open, mention by mention."""

from yiwen.glossary.entry import Entry
from yiwen.types import Document, Revision, Segment, TermCount
from yiwen.workflow.term_counts import Mentions, count_terms

TERMS = (
    Entry(id="a", zh=("净地",), en=("vacant land", "cleared land"), user=True),
    Entry(id="b", zh=("园区",), en=("park",), user=True),
    Entry(id="c", zh=("码头",), en=("pier",), user=True),
)


def test_mentions_are_counted_before_and_after_the_repair() -> None:
    segments = (
        Segment("1", "The parks gave 40 mu of clean land and cleared land.", "园区出让净地、净地40亩。"),
        Segment("2", "The area grew.", "园区扩大，园区变美。"),
        Segment("3", "The park is quiet."),
    )
    after = ("The parks gave 40 mu of vacant land and cleared land.", segments[1].mt, segments[2].mt)
    revisions = [Revision(segment.mt, text) for segment, text in zip(segments, after, strict=True)]
    counts = count_terms(Document("a.txt", "txt", segments), revisions, Mentions(TERMS))
    assert counts == (TermCount("园区", "park", 1, 0, ("2", "2")), TermCount("净地", "vacant land", 1, 1))
    assert [count.mentions for count in counts] == [3, 2]


def test_without_the_chinese_there_is_nothing_to_count() -> None:
    document = Document("a.txt", "txt", (Segment("1", "The park is quiet."),))
    assert count_terms(document, [Revision("The park is quiet.", "The park is quiet.")], Mentions(TERMS)) == ()
