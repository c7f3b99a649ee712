from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a

from yiwen.eval.tokens import words_13a, words_chrf

letters = st.sampled_from(".,-0123 \n&;<>\"'“a{}~\t亩\u00a0\u2028") | st.characters(exclude_categories=["Cs"])
tricky = st.sampled_from(["&quot;1,000.5&amp;", "end-\nless", "a.,.b", "3-4-5", "<skipped>x", "U.S.,", "-.-", "1.,2"])
texts = st.lists(st.text(letters, max_size=25) | tricky, min_size=1, max_size=5)


@given(texts)
def test_words_of_bleu_are_those_of_sacrebleu(segments: list[str]) -> None:
    tokenize = Tokenizer13a()
    assert words_13a(segments) == [tokenize(segment.rstrip()).split() for segment in segments]


@given(texts)
def test_words_of_chrf_are_those_of_sacrebleu(segments: list[str]) -> None:
    metric = CHRF(word_order=2)
    assert words_chrf(segments) == [metric._remove_punctuation(segment) for segment in segments]
