"""An abbreviation of the user's terms is introduced on request, once, and told where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.review.items import passages
from yiwen.text.edits import undo
from yiwen.types import Document, Segment, Severity, Span
from yiwen.workflow.check import check_file
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

TERMS = """zh,en
财政部,Ministry of Finance | MOF
中小企业,small and medium-sized enterprise | SME
国内生产总值,gross domestic product | GDP
粤港澳大湾区,Guangdong-Hong Kong-Macao Greater Bay Area | Greater Bay Area | GBA
疾控中心,centre for disease control and care (CDCC)
工业园,industrial park
"""


@pytest.fixture(scope="module")
def finders(tmp_path_factory):
    path = tmp_path_factory.mktemp("terms") / "terms.csv"
    path.write_text(TERMS, encoding="utf-8")
    return {on: Finder(Settings(glossaries=(path,), builtin=False, first_mention=on)) for on in (False, True)}


def document(*texts, locked=()):
    return Document("t", "txt", tuple(Segment(str(n), text, locked=locked) for n, text in enumerate(texts)))


def fixed(finders, *texts, on=True, locked=()):
    revisions = fix_document(document(*texts, locked=locked), finders[on])
    for text, revision in zip(texts, revisions, strict=True):
        assert undo(revision.after, revision.edits) == text
    return [revision.after for revision in revisions]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The MOF agreed.", "The Ministry of Finance (MOF) agreed."),
        ("The MOF's plan is out.", "The Ministry of Finance's (MOF) plan is out."),
        (
            "The Ministry of Finance agreed. The MOF will pay.",
            "The Ministry of Finance (MOF) agreed. The MOF will pay.",
        ),
        (
            "It is the Ministry of Finance’s duty. The MOF will pay.",
            "It is the Ministry of Finance’s (MOF) duty. The MOF will pay.",
        ),
        ("An SME hires. SMEs pay.", "A small and medium-sized enterprise (SME) hires. SMEs pay."),
        ("SMEs hire here.", "Small and medium-sized enterprises (SMEs) hire here."),
        ("We helped SMEs.", "We helped small and medium-sized enterprises (SMEs)."),
        ("Four MOFs met.", "Four Ministries of Finance (MOFs) met."),
        ("The CDCCs pay.", "The centres for disease control and care (CDCCs) pay."),
        ("GDP grew.", "Gross domestic product (GDP) grew."),
        ("Last year GDP grew.", "Last year gross domestic product (GDP) grew."),
        ("The Greater Bay Area grew, and the GBA traded.", "The Greater Bay Area (GBA) grew, and the GBA traded."),
        (
            "The GBA traded.",
            "The Guangdong-Hong Kong-Macao Greater Bay Area (GBA) traded.",
        ),
    ],
)
def test_the_first_mention_is_in_full_with_the_abbreviation(finders, before, after):
    assert fixed(finders, before) == [after]
    assert fixed(finders, after) == [after]


@pytest.mark.parametrize(
    "text",
    [
        "The Ministry of Finance (MOF) agreed. The MOF will pay.",
        "The Ministry of Finance (hereinafter referred to as the “MOF”) agreed. The MOF will pay.",
        "The MOF (Ministry of Finance) agreed. The MOF will pay.",
        "The Ministry of Finance agreed. The ministry will pay.",
        "The industrial park grew.",
        "The mof and MOFA and X-MOF are others.",
        "MOF officials agreed.",
        "Three MOF-led teams came.",
    ],
)
def test_what_is_introduced_or_in_doubt_is_left(finders, text):
    assert fixed(finders, text) == [text]


@pytest.mark.parametrize("text", ["The CDCC left.", "The centre for disease control and care (CDCC) left."])
def test_a_cell_with_brackets_is_served_by_either_form(finders, text):
    segments = (
        Segment("0", "The centre for disease control and care met.", "疾控中心。"),
        Segment("1", text, "疾控中心。"),
    )
    (first, second) = fix_document(Document("t", "txt", segments), finders[True])
    assert first.left == second.left == ()
    assert first.after.replace(" (CDCC)", "") == segments[0].mt
    assert second.after == text


def test_nothing_is_written_unasked_but_a_note_tells(finders):
    texts = "It rained.", "The MOF agreed, and the MOF will pay."
    assert fixed(finders, *texts, on=False) == list(texts)
    (finding,) = [one.finding for one in check_file(document(*texts), finders[False])]
    assert (finding.rule, finding.span, finding.severity) == ("first-mention", Span(4, 7), Severity.NOTE)
    assert "Ministry of Finance (MOF)" in finding.message
    assert [revision.left for revision in fix_document(document(*texts), finders[True])] == [(), ()]
    assert list(check_file(document(texts[1]), finders[False])) == []


def test_a_review_offers_it_as_a_change(finders):
    (passage,) = passages([document("The MOF agreed.")], finders[True])
    assert [(item.rules, item.applied, item.after) for item in passage.items] == [
        (("first-mention",), True, "Ministry of Finance (MOF)")
    ]
    assert "first-mention" in finders[True].rules


def test_where_grammar_is_in_doubt_the_note_stays(finders):
    first, _ = fix_document(document("MOF officials agreed.", "It rained."), finders[True])
    assert [finding.rule for finding in first.left] == ["first-mention"]


def test_it_is_the_first_mention_of_the_whole_document(finders):
    texts = ["The Ministry of Finance met.", "It rained.", "The MOF agreed."]
    assert fixed(finders, *texts) == ["The Ministry of Finance (MOF) met.", "It rained.", "The MOF agreed."]
    assert fixed(finders, "The MOF met.", "The Ministry of Finance (MOF) agreed.")[0] == (
        "The Ministry of Finance (MOF) met."
    )


def test_a_heading_is_left_and_introduces_nothing(finders):
    assert fixed(finders, "The MOF and the Ministry of Finance", "The MOF agreed.") == [
        "The MOF and the Ministry of Finance",
        "The Ministry of Finance (MOF) agreed.",
    ]


def test_locked_words_are_left(finders):
    text = "The MOF agreed."
    assert fixed(finders, text, locked=(Span(4, 7),)) == [text]


def test_paragraphs_of_one_segment_are_one_document(finders):
    text = "The Ministry of Finance met.\n\nThe MOF agreed.\n"
    assert fixed(finders, text) == ["The Ministry of Finance (MOF) met.\n\nThe MOF agreed.\n"]


WORDS = st.sampled_from(
    [
        "The MOF",
        "MOF",
        "the Ministry of Finance",
        "SMEs",
        "an SME",
        "GDP",
        "(MOF)",
        "agreed.",
        "It",
        "grew,",
        "MOF's",
        "\n\n",
    ]
)


@given(st.lists(WORDS, max_size=12))
def test_doing_it_twice_changes_nothing_and_undo_is_exact(finders, words):
    text = " ".join(words)
    (once,) = fixed(finders, text)
    assert fixed(finders, once) == [once]


SENTENCES = [
    (zh, en)
    for zh, renderings in {
        "财政部表示同意。": [
            "The MOF agreed.",
            "The Finance Ministry agreed.",
            "The Ministry of Finance (MOF) agreed.",
        ],
        "支持中小企业发展。": [
            "Support the growth of SMEs.",
            "Support medium and small enterprises.",
            "Support an SME.",
        ],
        "粤港澳大湾区建设加快。": ["The building of the GBA sped up.", "The Greater Bay Area was built faster."],
    }.items()
    for en in renderings
]


@given(rows=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
def test_with_the_terms_put_right_beside_their_chinese_it_is_done_once_too(finders, rows):
    def repaired(texts):
        segments = (Segment(str(n), text, zh) for n, (text, (zh, _)) in enumerate(zip(texts, rows, strict=True)))
        revisions = fix_document(Document("d", "jsonl", tuple(segments)), finders[True])
        return [revision.after for revision in revisions]

    once = repaired([en for _, en in rows])
    assert repaired(once) == once
