import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.summary.vectors import centrality, tf_idf

_SENTENCES = st.lists(st.lists(st.sampled_from("abcdefgh"), max_size=6), min_size=1, max_size=12)


def _dense(sentences: list[list[str]]) -> np.ndarray:
    words = sorted({word for sentence in sentences for word in sentence})
    rows = np.zeros((len(sentences), len(words)))
    for row, sentence in enumerate(sentences):
        for column, word in enumerate(words):
            spread = sum(word in other for other in sentences)
            rows[row, column] = math.log1p(sentence.count(word)) * math.log((1 + len(sentences)) / spread)
    return rows / np.maximum(np.sqrt((rows**2).sum(1, keepdims=True)), 1e-12)


@given(_SENTENCES)
@settings(deadline=None)
def test_the_sparse_products_are_the_dense_ones(sentences: list[list[str]]) -> None:
    rows = tf_idf(sentences)
    dense = _dense(sentences)
    ones = np.ones(len(sentences))
    np.testing.assert_allclose(rows.times(rows.transposed_times(ones)), dense @ (dense.T @ ones), atol=1e-9)
    for row in range(len(sentences)):
        near, shares = rows.similarities(row)
        np.testing.assert_allclose(np.bincount(near, shares, len(sentences)), dense @ dense[row], atol=1e-9)


@given(_SENTENCES)
@settings(deadline=None)
def test_centrality_is_the_stationary_state_of_the_dense_graph(sentences: list[list[str]]) -> None:
    dense = _dense(sentences)
    cosines = dense @ dense.T
    degrees = np.maximum(cosines.sum(1), 1e-12)
    rank = np.full(len(sentences), 1 / len(sentences))
    for _ in range(300):
        rank = 0.15 / len(sentences) + 0.85 * cosines @ (rank / degrees)
        rank /= rank.sum()
    np.testing.assert_allclose(centrality(tf_idf(sentences)), rank / rank.max(), atol=1e-3)


def test_no_sentences_have_no_centrality() -> None:
    assert centrality(tf_idf([])).size == 0
