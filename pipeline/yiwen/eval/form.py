"""What needs neither glossary nor parser: Chinese left untranslated, and length."""

import re
from collections.abc import Sequence

import numpy as np

from yiwen.eval.formulas import Array

FORM_KEYS = ("han", "length")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


class FormCounter:
    """Counts Han characters and words; `references` may be none, then there is no length ratio."""

    def __init__(self, references: Sequence[Sequence[str]]) -> None:
        sides = [[len(text.split()) for text in reference] for reference in references]
        self._words = np.mean(np.array(sides, dtype=np.float64), axis=0) if sides else None

    def rows(self, hypotheses: Sequence[str]) -> dict[str, Array]:
        """Return a row a segment: Han characters and all but spaces; words and the references' mean words."""
        han = [(len(_HAN.findall(text)), sum(map(len, text.split()))) for text in hypotheses]
        rows = {"han": np.array(han, dtype=np.float64).reshape(-1, 2)}
        if self._words is not None:
            words = np.array([len(text.split()) for text in hypotheses], dtype=np.float64)
            rows["length"] = np.column_stack([words, self._words])
        return rows
