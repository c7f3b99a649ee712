"""Every metric there is: its name, what it needs, its statistics and how their sums make a value. One line each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from yiwen.errors import EvaluationError
from yiwen.eval.formulas import Array, bleu, chrf, f_measure, share, ter
from yiwen.eval.metrics import ALIASES, METRICS, value_of_sums

Better = Literal["higher", "lower", "neither"]
Need = Literal["reference", "source", "glossary", "documents", "model", "report"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A metric: `columns` picks its statistics from those counted under `counted`.

    `formula` makes values of their sums. `by_segment` is false for a metric that is no sum over segments: it has a test
    over documents only.
    """

    key: str
    label: str
    better: Better
    needs: tuple[Need, ...]
    formula: Callable[[Array], Array]
    meaning: str
    counted: str = ""
    columns: tuple[int, ...] = ()
    by_segment: bool = True

    @property
    def statistics(self) -> str:
        """The name under which its statistics are counted."""
        return self.counted or self.key

    def values(self, sums: Array) -> Array:
        """Return a value for each of the summed statistics (all that were counted; the metric takes its own)."""
        return self.formula(sums[..., list(self.columns)] if self.columns else sums)


def _f1(key: str, label: str, what: str, counted: str = "") -> Measure:
    meaning = f"F1 of the source's {what} found in the hypothesis"
    return Measure(key, label, "higher", ("source",), f_measure, meaning, counted)


def _otherwise(key: str, label: str, formula: Callable[[Array], Array], how: str) -> Measure:
    return Measure(key, label, "higher", ("reference",), formula, f"as {label.partition('-')[0]}, {how}")


_RANKED: tuple[Measure, ...] = (
    Measure("bleu", "BLEU", "higher", ("reference",), bleu, "word n-grams shared with the reference"),
    _otherwise("bleu-lc", "BLEU-lc", bleu, "in lower case"),
    _otherwise("bleu-intl", "BLEU-intl", bleu, "with the tokenizer of mteval-v14 for all scripts"),
    _otherwise("bleu-char", "BLEU-char", bleu, "each character a word"),
    _otherwise("bleu-none", "BLEU-none", bleu, "words as they stand between spaces: the texts are tokenized already"),
    Measure("chrf", "chrF2", "higher", ("reference",), chrf, "character n-grams shared with the reference"),
    _otherwise("chrf-lc", "chrF2-lc", chrf, "in lower case"),
    Measure("chrf++", "chrF2++", "higher", ("reference",), chrf, "characters and words shared with the reference"),
    _otherwise("chrf++-lc", "chrF2++-lc", chrf, "in lower case"),
    Measure("ter", "TER", "lower", ("reference",), ter, "edits for each 100 words of reference"),
    Measure(
        "term-accuracy", "Terms", "higher", ("source", "glossary"), share,
        "source occurrences of terms with an accepted rendering of their own",
    ),
    Measure(
        "term-success", "Term success", "higher", ("source", "glossary"), share,
        "WMT25: renderings by source occurrences, at most 1, mean over documents and terms",
    ),
    Measure(
        "term-exact", "Terms exact", "higher", ("source", "glossary"), share,
        "source occurrences of terms rendered letter for letter",
    ),
    Measure(
        "term-window2", "Window 2", "higher", ("source", "glossary", "reference"), share,
        "two words on each side of a term that stand beside it in the reference too",
    ),
    Measure(
        "term-window3", "Window 3", "higher", ("source", "glossary", "reference"), share,
        "three words on each side of a term that stand beside it in the reference too",
    ),
    Measure(
        "term-consistency", "Consistency", "higher", ("source", "glossary", "documents"), share,
        "uses of a repeated term's commonest rendering in its document", by_segment=False,
    ),
    Measure(
        "term-extra", "Extra terms", "lower", ("source", "glossary"), share,
        "glossary renderings that no source occurrence asks for",
    ),
    Measure(
        "term-wrong", "Wrong terms", "lower", ("source", "glossary"), share,
        "source occurrences of terms with a rendering known to be wrong",
    ),
    _f1("figures-f1", "Figures F1", "quantities", "figures"),
    Measure(
        "figures-precision", "Figures P", "higher", ("source",), share,
        "the hypothesis' quantities that are the source's", "figures", (0, 2),
    ),
    Measure(
        "figures-recall", "Figures R", "higher", ("source",), share,
        "the source's quantities that the hypothesis states", "figures", (0, 1),
    ),
    Measure("figure-scale", "Scale errors", "lower", ("source",), share, "quantities off by a power of ten"),
    Measure("figure-unit", "Unit errors", "lower", ("source",), share, "numbers kept with another unit"),
    _f1("ordinals", "Dates F1", "years, dates and ordinals"),
    Measure("han", "Han", "lower", (), share, "characters left in Chinese"),
    Measure("length", "Length", "neither", ("reference",), share, "words for each 100 of the reference"),
    Measure(
        "comet", "COMET", "higher", ("source", "reference", "model"), share,
        "a learned metric (Rei et al. 2020); needs the extra 'comet'", "comet", (0, 1),
    ),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = MappingProxyType({measure.key: measure for measure in _RANKED})
"""Every metric by the name it is asked for, in the order of tables."""

SUITES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "surface": ("bleu", "chrf", "chrf++"),
        "terms": tuple(key for key in MEASURES if key.startswith("term-")),
        "figures": ("figures-f1", "figures-precision", "figures-recall", "figure-scale", "figure-unit", "ordinals"),
        "form": ("han", "length"),
    }
)
"""Names that stand for several metrics; `all` is all of them."""

DEFAULT = ("bleu", "chrf++", "term-accuracy", "term-extra", "term-wrong", "figures-f1", "figure-scale", "figure-unit")
"""What is computed unasked, as far as what is given allows."""

Given = frozenset[Need]


def choose(
    names: Iterable[str],
    given: Given,
    *,
    table: Mapping[str, Measure] = MEASURES,
    suites: Mapping[str, tuple[str, ...]] = SUITES,
    default: Iterable[str] = DEFAULT,
) -> tuple[Measure, ...]:
    """Return the metrics named, each once; without names the default ones that can be computed from what is given.

    Raises:
        EvaluationError: a name is unknown, or a metric asked for by name needs what is not given.
    """
    asked = [ALIASES.get(name.lower(), name.lower()) for name in names]
    if not asked:
        return tuple(table[key] for key in default if set(table[key].needs) <= given)
    chosen: dict[str, Measure] = {}
    for name in asked:
        if name in suites or name == "all":
            keys = suites[name] if name in suites else tuple(key for suite in suites.values() for key in suite)
            possible = {key: table[key] for key in keys if set(table[key].needs) <= given}
            if not possible and name in suites:
                _check_needs(table[keys[0]], given, called=name)
            chosen |= possible
        elif name not in table:
            known = ", ".join([*table, *suites, "all"])
            raise EvaluationError(f"metrics: unknown metric '{name}'; the known are {known}")
        else:
            _check_needs(table[name], given)
            chosen[name] = table[name]
    if not chosen:
        wanted = dict.fromkeys(_OPTIONS[need] for one in table.values() for need in one.needs if need in _OPTIONS)
        raise EvaluationError(f"metrics: none can be computed from what is given; add {' or '.join(wanted)}")
    return tuple(chosen.values())


def value(measure: Measure, rows: Array) -> float | None:
    """Return the metric's value over all the rows; None where there is nothing to count."""
    sums = np.asarray(rows).sum(axis=0)
    if measure.key in METRICS:
        return value_of_sums(measure.key, sums)
    found = float(measure.values(sums))
    return None if np.isnan(found) else found


_OPTIONS = {
    "reference": "--ref",
    "source": "--source",
    "glossary": "--glossary",
    "documents": "--docs",
    "report": "--report",
}


def _check_needs(measure: Measure, given: Given, *, called: str = "") -> None:
    missing = [_OPTIONS[need] for need in measure.needs if need not in given and need in _OPTIONS]
    if missing:
        name, those = called or measure.key, "it" if len(missing) == 1 else "them"
        raise EvaluationError(f"metrics: '{name}' needs {' and '.join(missing)}; add {those} or leave the metric out")
