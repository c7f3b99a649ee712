"""Of candidates for a term those come first that may be written; words of a shorter term are not taken for a longer."""

from yiwen.glossary.enforce import Enforcer
from yiwen.glossary.entry import Entry
from yiwen.types import Document, Fix, Segment


def suggested(pairs: dict[str, str], src: str, mt: str) -> dict[str, tuple[str | None, bool]]:
    """Return, by the words that it is for, each suggestion and whether it may be written unasked.

    The text comes with others, which show that its writer does not know the termbase.
    """
    others = {f"{zh}山": f"{en} hill" for zh, en in zip("甲乙丙丁", ("Oak", "Elm", "Fir", "Ash"), strict=True)}
    entries = [Entry(id=zh, zh=(zh,), en=(en,), user=True) for zh, en in (pairs | others).items()]
    rest = [Segment(str(n), f"They went to {zh}.", src=f"他们去了{zh}。") for n, zh in enumerate(others)] * 6
    found = Enforcer(entries).findings(Document("d", "txt", (Segment("x", mt, src=src), *rest)))[0]
    return {one.observed: (one.suggestion, one.fix is Fix.SAFE) for one in found if one.suggestion}


def test_what_may_be_written_comes_before_what_may_only_be_proposed() -> None:
    got = suggested(
        {"国际渔业组织": "international fishery bodies"}, "国际渔业组织开会。", "The international fish organs met."
    )
    assert got == {"international fish organs": ("international fishery bodies", True)}


def test_words_that_are_all_of_a_shorter_term_are_not_the_longer_one() -> None:
    pairs = {"天然林": "natural forest", "天然林保护": "natural forest protection"}
    got = suggested(pairs, "实行天然林保护，天然林里不准采伐。", "No tree is cut in the native forest.")
    assert ("natural forest protection", True) not in got.values()


def test_no_word_goes_for_one_that_may_only_be_proposed() -> None:
    """Few terms are asked for, so nothing is added unasked; nor does "today" go to make room."""
    entry = Entry(id="chief", zh=("行政总裁",), en=("Chief Executive Officer",), user=True)
    for mt in ("Chief Executive today attended.", "Chief Executive Mr Li attended.", "Chief Executive Li attended."):
        (found,) = Enforcer([entry]).findings(Document("d", "txt", (Segment("1", mt, src="行政总裁李先生今天出席。"),)))
        assert not [one for one in found if one.fix is Fix.SAFE], mt
