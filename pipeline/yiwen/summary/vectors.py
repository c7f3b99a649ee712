"""Sentences as rows of a sparse tf-idf matrix, in plain numpy: by rows, and by columns for the postings of a word."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix of unit rows: entry k is `weights[k]` at (`rows[k]`, `columns[k]`).

    Row i is `starts[i]:starts[i + 1]`. `order` sorts the entries by column; column j is `order[tops[j]:tops[j + 1]]`.
    """

    rows: Ints
    columns: Ints
    weights: Floats
    starts: Ints
    order: Ints
    tops: Ints

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.starts) - 1

    def times(self, vector: Floats) -> Floats:
        """Return the product with a column vector, one number a row."""
        return np.bincount(self.rows, self.weights * vector[self.columns], self.height).astype(np.float64)

    def transposed_times(self, vector: Floats) -> Floats:
        """Return the product of the transpose with a column vector, one number a column."""
        return np.bincount(self.columns, self.weights * vector[self.rows], len(self.tops) - 1).astype(np.float64)

    def similarities(self, row: int) -> tuple[Ints, Floats]:
        """Return the rows that share a word with this one and each word's share of the cosine; a row may come twice."""
        own = range(int(self.starts[row]), int(self.starts[row + 1]))
        if not own:
            return np.zeros(0, np.int64), np.zeros(0)
        postings = [self.order[self.tops[self.columns[k]] : self.tops[self.columns[k] + 1]] for k in own]
        entries = np.concatenate(postings)
        scale = np.repeat(self.weights[own.start : own.stop], [len(posting) for posting in postings])
        return self.rows[entries], self.weights[entries] * scale


def tf_idf(sentences: Sequence[Sequence[str]]) -> Rows:
    """Return the sentences' words as unit rows, weighted by log(1 + tf) times inverse sentence frequency."""
    numbers: dict[str, int] = {}
    counts = [Counter(numbers.setdefault(word, len(numbers)) for word in words) for words in sentences]
    columns = np.array([column for count in counts for column in count], np.int64)
    frequencies = np.array([times for count in counts for times in count.values()], np.float64)
    sizes = np.array([len(count) for count in counts], np.int64)
    rows = np.repeat(np.arange(len(counts), dtype=np.int64), sizes)
    spread = np.bincount(columns, minlength=len(numbers)).astype(np.float64)
    idf = math.log(1 + len(counts)) - np.log(np.maximum(spread, 1.0))
    weights = np.log1p(frequencies) * idf[columns] if len(columns) else frequencies
    norms = np.sqrt(np.bincount(rows, weights**2, len(counts)))
    weights = weights / np.maximum(norms, 1e-12)[rows]
    order = np.argsort(columns, kind="stable").astype(np.int64)
    tops = np.concatenate([[0], np.cumsum(spread)]).astype(np.int64)
    starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Rows(rows, columns, weights, starts, order, tops)


def centrality(rows: Rows, damping: float = 0.85, rounds: int = 60, tolerance: float = 1e-6) -> Floats:
    """Return each sentence's LexRank, scaled to a highest of 1 (Erkan and Radev 2004, continuous, without threshold).

    The graph of all cosines is never built: one step of the power iteration is two products with the sparse matrix, so
    the cost grows with the number of words, not with the square of the number of sentences.
    """
    size = rows.height
    if not size:
        return np.zeros(0)
    degrees = np.maximum(rows.times(rows.transposed_times(np.ones(size))), 1e-12)
    rank = np.full(size, 1.0 / size)
    for _ in range(rounds):
        flow = rows.times(rows.transposed_times(rank / degrees))
        step = (1 - damping) / size + damping * flow
        step /= step.sum()
        moved = float(np.abs(step - rank).sum())
        rank = step
        if moved < tolerance:
            break
    scaled: Floats = rank / rank.max()
    return scaled
