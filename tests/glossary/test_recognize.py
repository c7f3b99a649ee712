"""Terms are found in Chinese whatever its script, width and spacing; the longest wins; other words are left alone."""

from hypothesis import given
from hypothesis import strategies as st

from yiwen.glossary.entry import Entry
from yiwen.glossary.recognize import Recognizer
from yiwen.glossary.terms import terms_of
from yiwen.text.script import comparable


def found(source: str, *pairs: tuple[str, str], not_in: tuple[str, ...] = ()) -> list[str]:
    terms = terms_of(Entry(id=zh, zh=(zh,), en=(en,), not_in=not_in, user=True) for zh, en in pairs)
    return [source[o.span.start : o.span.end] for o in Recognizer(terms).occurrences(source)]


def test_the_longest_term_wins() -> None:
    assert found("本年度外汇储备增加", ("外汇", "foreign exchange"), ("外汇储备", "foreign reserves")) == ["外汇储备"]


def test_traditional_and_simplified_are_one() -> None:
    assert found("本年外匯儲備增加", ("外汇储备", "foreign reserves")) == ["外匯儲備"]
    assert found("本年外汇储备增加", ("外匯儲備", "foreign reserves")) == ["外汇储备"]


def test_full_width_forms_spaces_and_line_breaks_do_not_hide_a_term() -> None:
    assert found("推广ＥＴＣ系统", ("ETC系统", "ETC system")) == ["ＥＴＣ系统"]
    assert found("外汇\n储 备", ("外汇储备", "foreign reserves")) == ["外汇\n储 备"]


def test_a_term_inside_another_word_is_not_found() -> None:
    assert found("种植三十英亩", ("亩", "mu"), not_in=("英亩",)) == []
    assert found("种植三十亩", ("亩", "mu"), not_in=("英亩",)) == ["亩"]


def test_a_term_does_not_end_with_half_a_word() -> None:
    assert found("渔业部门开会", ("渔业部", "Ministry of Fisheries")) == []
    assert found("渔业部门口有车", ("渔业部", "Ministry of Fisheries")) == ["渔业部"]
    assert found("渔业部的部门", ("渔业部", "Ministry of Fisheries")) == ["渔业部"]
    assert found("新区域开发", ("新区", "New Area")) == []
    assert found("渔业部分管此事", ("渔业部", "Ministry of Fisheries")) == ["渔业部"]


def test_a_term_does_not_cut_a_latin_word() -> None:
    assert found("TAXI公司", ("AX", "axis")) == []


def test_no_terms_find_nothing() -> None:
    assert Recognizer(()).occurrences("外汇储备") == ()


@given(st.text())
def test_comparable_text_is_as_long(text: str) -> None:
    assert len(comparable(text)) == len(text)


def test_the_title_of_a_deputy_is_another_title() -> None:
    recognizer = Recognizer(terms_of([Entry(id="t", zh=("总裁",), en=("Chief Executive",))]))
    assert recognizer.occurrences("副总裁到访。") == ()
    assert len(recognizer.occurrences("总裁到访。")) == 1
