"""From summed statistics to values, for any number of sums at once: the last axis holds the statistics.

The arithmetic is sacrebleu's, step by step and in the sums' own precision, so that resampled scores, and the p-values
made of them, are its own (it resamples in single precision).
"""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_ORDERS = 4
_BETA_SQUARED = 4
_LOG_OF_ZERO = -9999999999.0


def bleu(sums: Array) -> Array:
    """Return BLEU of [hypothesis length, reference length, 4 matches, 4 totals], exponentially smoothed (Post 2018)."""
    matches, totals = sums[..., 2 : 2 + _ORDERS], sums[..., 2 + _ORDERS : 2 + 2 * _ORDERS]
    logs = np.zeros(sums.shape[:-1])
    smooth = np.ones(sums.shape[:-1], dtype=sums.dtype)
    reached = np.ones(sums.shape[:-1], dtype=bool)
    for order in range(_ORDERS):
        match, total = matches[..., order], totals[..., order]
        reached &= total > 0
        smooth = np.where(reached & (match == 0), smooth * 2, smooth)
        safe = np.where(total > 0, total, 1)
        precision = np.where(match > 0, 100.0 * match / safe, 100.0 / (smooth * safe)).astype(np.float64)
        logs += np.where(reached, np.log(np.where(reached, precision, 1.0)), _LOG_OF_ZERO)
    value = _brevity(sums[..., 0], sums[..., 1]) * np.exp(logs / _ORDERS)
    return np.where(matches.any(axis=-1), value, 0.0)


def chrf(sums: Array) -> Array:
    """Return chrF2 of [hypothesis count, reference count, matches] an order, effective orders only (Popović 2015)."""
    precisions = np.zeros(sums.shape[:-1], dtype=_float(sums))
    recalls, orders = precisions.copy(), precisions.copy()
    for at in range(0, sums.shape[-1], 3):
        hypothesis, reference, match = sums[..., at], sums[..., at + 1], sums[..., at + 2]
        both = (hypothesis > 0) & (reference > 0)
        precisions += np.where(both, match / np.where(both, hypothesis, 1), 0)
        recalls += np.where(both, match / np.where(both, reference, 1), 0)
        orders += both
    precisions, recalls = precisions / np.maximum(orders, 1), recalls / np.maximum(orders, 1)
    some = precisions + recalls > 0
    value = (1 + _BETA_SQUARED) * precisions * recalls
    value /= np.where(some, _BETA_SQUARED * precisions + recalls, 1)
    return np.where(some, 100 * value, 0).astype(value.dtype)


def ter(sums: Array) -> Array:
    """Return TER of [edits, mean reference length] (Snover et al. 2006)."""
    edits, lengths = sums[..., 0], sums[..., 1]
    blank = np.where(edits > 0, 1, 0).astype(_float(sums))
    return 100 * np.where(lengths > 0, edits / np.where(lengths > 0, lengths, 1), blank)


def share(sums: Array) -> Array:
    """Return 100 x the first over the second; not a number where the second is 0."""
    part, whole = sums[..., 0].astype(np.float64), sums[..., 1].astype(np.float64)
    return np.where(whole > 0, 100 * part / np.where(whole > 0, whole, 1), np.nan)


def f_measure(sums: Array) -> Array:
    """Return 100 x F1 of [matched, wanted, given]; not a number where nothing is wanted or given."""
    matched, wanted, given = (sums[..., at].astype(np.float64) for at in range(3))
    both = wanted + given
    return np.where(both > 0, 200 * matched / np.where(both > 0, both, 1), np.nan)


def _brevity(hypothesis: Array, reference: Array) -> Array:
    hypothesis, reference = hypothesis.astype(np.float64), reference.astype(np.float64)
    short = (hypothesis < reference) & (hypothesis > 0)
    ratio = np.where(short, reference / np.where(hypothesis > 0, hypothesis, 1), 1)
    return np.where(short, np.exp(1 - ratio), np.where(hypothesis < reference, 0.0, 1.0))


def _float(sums: Array) -> type[np.float32] | type[np.float64]:
    return np.float32 if sums.dtype == np.float32 else np.float64
