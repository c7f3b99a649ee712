"""Chinese and English units are paired in order, through merges, splits and omissions; strangers are recognized."""

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.text.align import PARAGRAPHS, SENTENCES, Bead, align, is_heading
from yiwen.text.anchors import shared_anchors
from yiwen.text.lengths import expected_length, written_length
from yiwen.text.parallel import Sharing, share_out
from yiwen.types import Span

PLACES = {"东岭": "Dongling", "西河": "Xihe", "南坪": "Nanping", "北湾": "Beiwan"}
FACTS = [
    (
        "镇今年新建标准厂房{n}万平方米，引进企业{k}家。",
        "Town built {m:,} square meters of standard workshops this year and attracted a total of {k} enterprises.",
    ),
    (
        "镇完成固定资产投资{n}亿元，增长{k}%，成效明显。",
        "Town completed a fixed-asset investment of {y} million yuan, an increase of {k} percent, which is notable.",
    ),
    (
        "镇修缮村道{k}公里，惠及村民{n}万人，十分满意。",
        "Town repaired {k} kilometers of village roads for the benefit of {m:,} villagers, who are well satisfied.",
    ),
    (
        "镇召开会议，表彰了{k}个先进单位，部署下半年工作。",
        "Town held a meeting, honored {k} advanced units and made arrangements for the work of the second half.",
    ),
]


def corpus(count: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Return that many paragraphs in both languages, each with figures of its own."""
    rng = random.Random(seed)
    zh, en = [], []
    for _ in range(count):
        (place, name), (chinese, english) = rng.choice(list(PLACES.items())), rng.choice(FACTS)
        n, k = round(rng.uniform(1, 9), 1), rng.randint(11, 99)
        zh.append(place + chinese.format(n=n, k=k))
        en.append(f"{name} " + english.format(m=round(n * 1e4), y=round(n * 100), k=k))
    return zh, en


def links(beads: Sequence[Bead]) -> set[tuple[int, int]]:
    return {(i, j) for bead in beads for i in bead.source for j in bead.target}


def test_lines_that_correspond_are_paired_one_by_one() -> None:
    zh, en = corpus(30)
    assert links(align(zh, en, PARAGRAPHS)) == {(at, at) for at in range(30)}


@pytest.mark.parametrize("dropped", [0, 7, 29])
def test_what_one_side_lacks_is_left_alone(dropped: int) -> None:
    zh, en = corpus(30)
    beads = align(zh, en[:dropped] + en[dropped + 1 :], PARAGRAPHS)
    assert Bead(range(dropped, dropped + 1), range(dropped, dropped)) in [
        Bead(bead.source, bead.target) for bead in beads
    ]
    beads = align(zh[:dropped] + zh[dropped + 1 :], en, PARAGRAPHS)
    assert [list(bead.target) for bead in beads if not bead.source] == [[dropped]]


def test_sentences_that_were_joined_or_split_are_found() -> None:
    zh, en = corpus(12)
    joined = [*en[:4], f"{en[4]} {en[5]}", *en[6:]]
    assert {(4, 4), (5, 4), (6, 5)} <= links(align(zh, joined, SENTENCES))
    split = [*zh[:4], zh[4] + zh[5], *zh[6:]]
    assert {(4, 4), (4, 5), (5, 6)} <= links(align(split, en, SENTENCES))


@given(st.lists(st.text(max_size=30), max_size=12), st.lists(st.text(max_size=30), max_size=12))
def test_every_unit_stands_in_one_bead_in_order(source: list[str], target: list[str]) -> None:
    beads = align(source, target)
    assert [at for bead in beads for at in bead.source] == list(range(len(source)))
    assert [at for bead in beads for at in bead.target] == list(range(len(target)))


def test_a_scorer_of_ones_own_decides() -> None:
    zh, en = ["同样长的一句话。"] * 3, ["A sentence of one length."] * 2

    def wanted(source: Sequence[str], target: Sequence[str]) -> Mapping[tuple[int, int], float]:
        assert (len(source), len(target)) == (3, 2)
        return {(1, 0): 30.0, (2, 1): 30.0}

    assert {(1, 0), (2, 1)} <= links(align(zh, en, scorers=[wanted]))
    assert (0, 0) not in links(align(zh, en, scorers=[wanted]))


def test_figures_are_anchors_whatever_their_scale() -> None:
    scores = shared_anchors(
        ["总投资3.5亿元。", "覆盖农户1.2万户。", "COVID-19防控"], ["350 million yuan", "12,000", "COVID-19"]
    )
    assert set(scores) == {(0, 0), (1, 1), (2, 2)}


def test_long_texts_are_aligned_without_looking_at_every_pair() -> None:
    zh, en = corpus(400)
    del en[200:210]
    got = links(align(zh, en, PARAGRAPHS))
    wanted = {(at, at) for at in range(200)} | {(at, at - 10) for at in range(210, 400)}
    assert len(got & wanted) > 0.98 * len(wanted)


def test_lengths_are_of_what_is_read() -> None:
    assert written_length("A b, c.") == 3
    assert expected_length("一二三") > 3 * expected_length("abc")
    assert is_heading("# 概况。")
    assert is_heading("Land and Parks")
    assert not is_heading("The park grew.")


def shared(zh: Sequence[str], en: Sequence[str], between: str = "\n") -> tuple[str, Sharing]:
    """Return the joined source and how it was shared out, its lines being its units."""
    source = between.join(zh)
    units, place = [], 0
    for line in source.split("\n"):
        units.append(Span(place, place + len(line)))
        place += len(line) + 1
    return source, share_out(source, units, en)


def test_each_line_gets_its_own_chinese() -> None:
    zh, en = corpus(20)
    source, sharing = shared(zh, en)
    assert [span and span.of(source) for span in sharing.spans] == zh
    assert sharing.belonging.holds
    assert sharing.belonging.shared > 0.9


def test_a_source_in_one_line_is_shared_out_by_sentences() -> None:
    zh, en = corpus(20)
    source, sharing = shared(zh, en, between="")
    assert [span and span.of(source) for span in sharing.spans] == zh


def test_what_the_english_leaves_out_belongs_to_the_piece_before() -> None:
    zh, en = corpus(20)
    source, sharing = shared(zh, en[:9] + en[10:])
    got = [span.of(source) for span in sharing.spans if span]
    assert got[8] == f"{zh[8]}\n{zh[9]}"
    assert got[:8] == zh[:8]
    assert got[9:] == zh[10:]
    source, sharing = shared(zh, en[1:])
    assert sharing.spans[0] is not None
    assert sharing.spans[0].of(source) == f"{zh[0]}\n{zh[1]}"


def test_what_the_english_adds_gets_nothing() -> None:
    zh, en = corpus(20)
    added = "Share this page with your friends and follow the account for more news of the county."
    source, sharing = shared(zh, [*en[:9], added, *en[9:]])
    assert sharing.spans[9] is not None
    assert sharing.spans[9].of(source) == ""
    assert [span.of(source) for span in sharing.spans if span and span.start != span.end] == zh


def test_a_paragraph_split_in_the_english_is_shared_by_sentences() -> None:
    zh, en = corpus(12)
    source, sharing = shared([*zh[:4], zh[4] + zh[5], *zh[6:]], en)
    assert [span and span.of(source) for span in sharing.spans] == zh


def test_strangers_do_not_belong_together() -> None:
    (zh, _), (_, en) = corpus(40, seed=1), corpus(40, seed=2)
    assert not shared(zh, en)[1].belonging.holds


@given(st.lists(st.sampled_from(corpus(30)[0]), max_size=8), st.lists(st.sampled_from(corpus(30)[1]), max_size=8))
def test_stretches_are_in_order_and_disjoint(zh: list[str], en: list[str]) -> None:
    source, sharing = shared(zh, en)
    assert len(sharing.spans) == len(en)
    place = 0
    for span in sharing.spans:
        if span is not None:
            assert place <= span.start <= span.end <= len(source)
            place = span.end
