"""With its source in view a text gets the termbase's renderings, and nothing that is right already is touched."""

from hypothesis import given
from hypothesis import strategies as st

from yiwen.glossary.enforce import Enforcer
from yiwen.glossary.entry import Entry
from yiwen.text.edits import undo
from yiwen.text.revise import revise
from yiwen.types import Document, Finding, Fix, Revision, Segment, Severity, Span

PAIRS = {
    "防汛指挥部": ("flood control headquarters",),
    "蓄水工程": ("water storage projects",),
    "渔业协会": ("fisheries association", "FA"),
    "山区道路": ("mountain roads",),
    "灌溉面积": ("irrigated area",),
}
SOURCE = "县防汛指挥部检查了山区道路和蓄水工程。"


def entries(pairs: dict[str, tuple[str, ...]] = PAIRS) -> list[Entry]:
    return [Entry(id=f"user:{zh}", zh=(zh,), en=en, user=True) for zh, en in pairs.items()]


def fixed(mt: str, src: str, enforcer: Enforcer | None = None, locked: tuple[Span, ...] = ()) -> Revision:
    enforcer = enforcer or Enforcer(entries())

    def find(document: Document, only: object = None) -> list[list[Finding]]:
        return enforcer.findings(document)

    return revise(Document("d", "txt", (Segment("1", mt, src, locked=locked),)), find, (Fix.SAFE,))[0]


def found(enforcer: Enforcer, *segments: Segment) -> list[Finding]:
    return [one for findings in enforcer.findings(Document("d", "txt", segments)) for one in findings]


def test_another_rendering_is_replaced() -> None:
    got = fixed("The county flood control command inspected mountain roads.", SOURCE)
    assert got.after == "The county flood control headquarters inspected mountain roads."


def test_an_accepted_rendering_stays_in_any_number_case_and_hyphenation() -> None:
    for mt in (
        "Flood-control headquarters inspected a mountain road and the water storage project.",
        "The Flood Control Headquarters saw mountain roads and water-storage projects.",
    ):
        assert fixed(mt, SOURCE).edits == ()


def test_spelling_follows_the_termbase() -> None:
    enforcer = Enforcer(entries({"劳动部门": ("labor department",)}))
    assert fixed("The labour department replied.", "劳动部门答复。", enforcer).after == "The labor department replied."


def test_a_look_for_safe_changes_finds_those_that_any_look_does() -> None:
    enforcer = Enforcer(entries())
    segments = (
        Segment("1", "The county flood control command inspected mountain roads and reservoirs.", SOURCE),
        Segment("2", "The fishing union met in the county.", "渔业协会和灌溉面积。"),
    )
    document = Document("d", "txt", segments)
    every, safe = enforcer.findings(document), enforcer.findings(document, (Fix.SAFE,))
    kept = [[one for one in findings if one.fix is Fix.SAFE] for findings in every]
    assert [[one for one in findings if one.fix is Fix.SAFE] for findings in safe] == kept
    assert any(kept)
    assert sum(map(len, safe)) < sum(map(len, every))  # what is nowhere is not told


def test_without_source_or_terms_nothing_is_said() -> None:
    assert found(Enforcer(entries()), Segment("1", "The flood control command met.")) == []
    assert found(Enforcer(()), Segment("1", "The flood control command met.", SOURCE)) == []
    assert found(Enforcer(entries()), Segment("1", "", SOURCE)) == []


def test_locked_spans_stay() -> None:
    mt = "The flood control command inspected mountain roads."
    at = mt.index("flood")
    got = fixed(mt, SOURCE, locked=(Span(at, at + len("flood control command")),))
    assert "flood control command" in got.after


def test_a_finding_quotes_what_stands_there() -> None:
    mt = "The flood control command inspected mountain routes."
    findings = found(Enforcer(entries()), Segment("1", mt, SOURCE))
    assert findings
    for finding in findings:
        assert finding.span.of(mt) == finding.observed
        assert finding.src_span is not None
        assert 0 <= finding.confidence <= 1


def test_rows_of_different_chinese_may_stand_in_any_order() -> None:
    mt = "The flood control command inspected hill roads, water storage works and the irrigation area."
    src = SOURCE + "灌溉面积扩大。"
    turned = Enforcer(entries(dict(reversed(PAIRS.items()))))
    assert fixed(mt, src).after == fixed(mt, src, turned).after


def test_one_word_that_refers_back_is_left() -> None:
    mt = "The mountain roads were closed. The roads reopened in May."
    assert fixed(mt, "山区道路关闭。山区道路五月重开。").edits == ()


def test_what_another_term_owns_is_left() -> None:
    mt = "The irrigated area grew."
    assert fixed(mt, "灌溉面积扩大，渔业协会。").edits == ()


def test_words_are_not_shortened_where_the_termbase_has_both() -> None:
    assert "FA" not in fixed("The fishing association met.", "渔业协会开会。").after


def test_what_the_document_shows_elsewhere_is_the_same_in_any_run() -> None:
    rows = (
        ("The command for floods met.", "防汛指挥部开会。"),
        ("The command for floods closed the hill roads.", "防汛指挥部关闭山区道路。"),
        ("Hill roads reopened.", "山区道路重开。"),
    )
    enforcer = Enforcer(entries())

    def find(document: Document, only: object = None) -> list[list[Finding]]:
        return enforcer.findings(document)

    def run(texts: list[str]) -> list[str]:
        segments = tuple(Segment(str(at), text, zh) for at, (text, (_, zh)) in enumerate(zip(texts, rows, strict=True)))
        return [revision.after for revision in revise(Document("d", "txt", segments), find, (Fix.SAFE,))]

    once = run([text for text, _ in rows])
    assert run(once) == once


WORDS = st.lists(
    st.sampled_from(
        "the a flood control command storage water works mountain roads hill road fishery association area irrigated"
        " irrigation projects of and inspected 12 , .".split()
    ),
    max_size=18,
)


@given(WORDS)
def test_fixing_twice_changes_nothing_and_undo_is_exact(parts: list[str]) -> None:
    mt = " ".join(parts)
    src = SOURCE + "渔业协会的灌溉面积。"
    once = fixed(mt, src)
    assert undo(once.after, once.edits) == mt
    assert fixed(once.after, src).after == once.after


@given(
    st.lists(
        st.tuples(WORDS, st.sampled_from((SOURCE, "渔业协会的灌溉面积。", "山区道路和蓄水工程，防汛指挥部。"))),
        max_size=5,
    )
)
def test_fixing_a_document_twice_changes_nothing_whatever_its_segments_show_of_each_other(
    rows: list[tuple[list[str], str]],
) -> None:
    enforcer = Enforcer(entries())

    def find(document: Document, only: object = None) -> list[list[Finding]]:
        return enforcer.findings(document)

    def run(texts: list[str]) -> list[str]:
        segments = tuple(Segment(str(at), text, zh) for at, (text, (_, zh)) in enumerate(zip(texts, rows, strict=True)))
        return [one.after for one in revise(Document("d", "txt", segments), find, (Fix.SAFE,))]

    once = run([" ".join(parts) for parts, _ in rows])
    assert run(once) == once


def test_a_term_that_nothing_stands_for_is_told_once() -> None:
    segment = Segment("1", "It rained all night.", "渔业协会和渔业协会的船只遭遇暴雨。")
    (finding,) = found(Enforcer(entries()), segment)
    assert (finding.fix, finding.severity, finding.observed) == (Fix.NEVER, Severity.NOTE, "")
    assert finding.message == "no rendering of 渔业协会 is here that the termbase knows: it has 'fisheries association'"
    assert finding.src_span == Span(0, 4)
    assert finding.candidates == ("fisheries association", "FA")


def test_a_term_that_is_rendered_once_in_a_segment_is_not_told_as_lacking() -> None:
    segment = Segment("1", "The fisheries association met, then it voted.", "渔业协会开会，渔业协会表决。")
    assert found(Enforcer(entries()), segment) == []


def test_a_word_blended_of_two_stands_for_both() -> None:
    enforcer = Enforcer(entries({"农业科技": ("agritech",)}))
    got = fixed("New agricultural technology pays.", "农业科技有回报。", enforcer)
    assert got.after == "New agritech pays."


def test_no_rendering_with_of_is_put_before_a_name() -> None:
    enforcer = Enforcer(entries({"渔协会长": ("President of the FA",)}))
    assert fixed("FA President Li Min spoke.", "渔协会长李敏讲话。", enforcer).edits == ()
    assert fixed("The FA President spoke.", "渔协会长讲话。", enforcer).after == "The President of the FA spoke."


def test_a_name_that_goes_on_is_no_place_for_more_words() -> None:
    more = [(f"山区道路{n}期完工。", f"Phase {n} of the mountain roads is done.") for n in range(1, 21)]
    enforcer = Enforcer(entries({"青山投资推广署": ("Invest Green Hill",), **PAIRS}))
    rows = [("青山投资推广署开会。", "The Green Hill Trade Council met."), *more]
    told = found(enforcer, *(Segment(str(at), mt, src) for at, (src, mt) in enumerate(rows)))
    assert all(finding.fix is not Fix.SAFE for finding in told)


def test_initials_are_not_put_behind_the_words_that_they_stand_for() -> None:
    enforcer = Enforcer(entries({"水利科技保安": ("WT security",)}))
    segment = Segment("1", "They pay for water technology security.", "他们出资进行水利科技保安。")
    told = [finding.span.of(segment.mt) for finding in found(enforcer, segment)]
    assert "security" not in told


def test_of_two_renderings_the_one_is_put_that_the_document_has() -> None:
    enforcer = Enforcer(entries({"灌溉渠道": ("irrigation channels", "irrigation canals")}))
    rows = [("灌溉渠道很长。", "The irrigation canals are long.")] * 3 + [
        ("灌溉渠道很深。", "The irrigation ducts are deep.")
    ]
    told = found(enforcer, *(Segment(str(at), mt, src) for at, (src, mt) in enumerate(rows)))
    assert [finding.suggestion for finding in told] == ["irrigation canals"]


def test_a_preposition_behind_a_term_is_no_head_of_it() -> None:
    enforcer = Enforcer(entries({"供水工程": ("water supply works",)}))
    got = fixed("They saw water supply projects across the county.", "他们察看了全县的供水工程。", enforcer)
    assert got.after == "They saw water supply works across the county."


def test_words_that_stand_for_what_is_beside_the_term_are_not_taken() -> None:
    enforcer = Enforcer(entries({"灌区": ("irrigation district",)}))
    rows = [("灌区面积扩大。", "The irrigated area grew."), ("灌区缺水。", "The irrigated district has no water.")]
    told = found(enforcer, *(Segment(str(at), mt, src) for at, (src, mt) in enumerate(rows)))
    assert [(finding.observed, finding.suggestion) for finding in told if finding.suggestion] == [
        ("irrigated district", "irrigation district")
    ]


def test_a_participle_with_what_belongs_to_it_is_no_term() -> None:
    enforcer = Enforcer(entries({"审计署": ("Audit Commission",)}))
    segment = Segment(
        "1", "The audit conducted in accordance with the rules is over.", "按照审计署规则进行的审计结束。"
    )
    assert all("conducted" not in finding.observed for finding in found(enforcer, segment))
