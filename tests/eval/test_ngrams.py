from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from yiwen.eval.metrics import Scorer
from yiwen.eval.ngrams import NgramMatcher, counts

few_letters = st.text(alphabet="ab c征亩", max_size=12)
rows = st.integers(1, 6).flatmap(
    lambda size: st.tuples(*(st.lists(few_letters, min_size=size, max_size=size) for _ in range(3)))
)


def _counted(text: str, references: list[str], order: int) -> int:
    def grams(one: str) -> Counter[str]:
        return Counter(one[at : at + order] for at in range(len(one) - order + 1))

    sides = [grams(reference) for reference in references]
    return sum(min(count, max(side[gram] for side in sides)) for gram, count in grams(text).items())


@given(rows, st.booleans())
def test_shared_ngrams_are_those_that_dictionaries_count(
    sides: tuple[list[str], list[str], list[str]], keep: bool
) -> None:
    hypotheses, *references = sides
    matcher = NgramMatcher(references, 4, keep=keep)
    expected = [
        [_counted(text, [side[at] for side in references], order) for order in range(1, 5)]
        for at, text in enumerate(hypotheses)
    ]
    assert matcher.matches(hypotheses).tolist() == expected
    assert matcher.matches(hypotheses).tolist() == expected


def test_a_segment_with_a_huge_alphabet_is_counted_all_the_same() -> None:
    reference = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
    matcher = NgramMatcher([[reference, "ab"]], 6, keep=True)
    found = matcher.matches([reference[100:110] + "x", "abc"])
    assert found.tolist() == [[10, 9, 8, 7, 6, 5], [2, 1, 0, 0, 0, 0]]


def test_blocks_are_halved_until_their_ngrams_fit() -> None:
    texts = ["".join(chr(0x4E00 + (7 * at + step) % 1200) for step in range(300)) for at in range(40)]
    found = NgramMatcher([texts], 6, keep=False).matches(texts)
    assert found.tolist() == [[300, 299, 298, 297, 296, 295]] * 40


def test_counts_are_those_of_a_sliding_window() -> None:
    assert counts(np.array([0, 1, 5]), 3).tolist() == [[0, 0, 0], [1, 0, 0], [5, 4, 3]]


WORDS = st.lists(st.sampled_from(["park", "(mu)", "300", "land.", "亩", "the", "a-b", '"']), min_size=1, max_size=9)
SENTENCES = st.lists(WORDS.map(" ".join), min_size=3, max_size=3)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_statistics_are_sacrebleus_to_the_integer(one: list[str], two: list[str], three: list[str]) -> None:
    for references in ([two], [two, three]):
        ours = Scorer(references, ("bleu", "chrf", "chrf++")).statistics(one)
        for key, metric in (("bleu", BLEU()), ("chrf", CHRF()), ("chrf++", CHRF(word_order=2))):
            assert ours[key].tolist() == metric._extract_corpus_statistics(one, references)
