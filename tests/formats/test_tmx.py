import re

import pytest
from format_samples import TMX, document, holds_edited, revisions, rewritten, unchanged
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.formats import write
from yiwen.types import Span


def test_an_untouched_memory_is_the_same() -> None:
    doc = document(TMX, "a.tmx")
    assert write(doc, unchanged(doc)) == TMX.encode()


def test_english_variants_stand_beside_their_chinese() -> None:
    first, second, third = document(TMX, "a.tmx").segments
    assert (third.id, third.mt, third.src) == ("3", "", "空")
    assert (first.id, first.mt, first.src) == ("a", "The park covers 300 acres.", "园区占地300亩。")
    assert (second.id, second.mt, second.src) == ("2", "It has 40 acres & more {0}", "占地40亩&更多{0}")
    assert second.locked == (Span(23, 26),)


def test_a_repair_changes_its_words_alone() -> None:
    made = rewritten(TMX, "a.tmx", {"300 acres": "300 mu", "40 acres &": "40 mu <"})
    assert made == TMX.replace("</ept> acres", "</ept> mu").replace("It has 40 acres &amp;", "It has 40 mu &lt;")


def test_a_unit_may_have_several_english_variants() -> None:
    variants = "".join(
        f'<tuv xml:lang="{lang}"><seg>{lang} 5 acres</seg></tuv>' for lang in ("en-US", "zh-TW", "EN-gb")
    )
    doc = document(f'<tmx version="1.4"><body><tu>{variants}</tu></body></tmx>', "a.tmx")
    assert [(s.id, s.mt, s.src) for s in doc.segments] == [
        ("1:1", "en-US 5 acres", "zh-TW 5 acres"),
        ("1:2", "EN-gb 5 acres", "zh-TW 5 acres"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [("<tmx/>", "holds no unit"), ('<tmx><tu><tuv xml:lang="fr"><seg>a</seg></tuv></tu></tmx>', "holds no English")],
)
def test_what_is_no_memory_with_english_is_told(content: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        document(content, "a.tmx")


PIECES = st.sampled_from(
    """300 acres|of |&amp;|&lt;|<hi>small</hi>|<hi type="b">a <hi>b</hi></hi>|<ph>{0}</ph>|<it pos="begin">x</it>|
    <bpt i="1">&lt;b></bpt>giant<ept i="1">x</ept>|<ut>no</ut>|亩|<!-- c -->""".split("|")
)
TAG = re.compile("<[^<>]*>")


@settings(deadline=None)
@given(st.data(), st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=4))
def test_edits_never_move_or_lose_a_tag(data: st.DataObject, segs: list[str]) -> None:
    units = "".join(f'<tu><tuv xml:lang="en"><seg>x{seg}</seg></tuv></tu>' for seg in segs)
    text = f'<tmx version="1.4"><body>{units}</body></tmx>'
    doc = document(text, "a.tmx")
    made = data.draw(revisions(doc))
    assert TAG.findall(write(doc, made).decode()) == TAG.findall(text)
    if any(revision.after.strip() for revision in made):
        holds_edited(doc, "a.tmx", made)
