"""COMET (Rei et al. 2020), a learned metric: an optional extra, loaded only when it is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from yiwen.errors import EvaluationError
from yiwen.eval.formulas import Array

MODEL = "Unbabel/wmt22-comet-da"
LONGEST = 512
"""Tokens its encoder reads; what a segment has beyond them is cut off in silence."""


class CometCounter:
    """Scores segments with COMET; a segment's row is its score, 1, and whether a side is longer than the model reads.

    Raises:
        EvaluationError: the extra is not installed, or its model cannot be loaded.
    """

    def __init__(self, sources: Sequence[str], reference: Sequence[str]) -> None:
        self._sources, self._reference = sources, reference
        self._model = _load()

    def rows(self, hypotheses: Sequence[str]) -> dict[str, Array]:
        """Return the rows, under `comet`."""
        sides = zip(self._sources, hypotheses, self._reference, strict=True)
        data = [{"src": source, "mt": text, "ref": reference} for source, text, reference in sides]
        scores = np.array(self._model.predict(data, gpus=0, progress_bar=False).scores, dtype=np.float64)
        tokenizer = self._model.encoder.tokenizer
        sides = zip(self._sources, hypotheses, self._reference, strict=True)
        cut = [any(len(tokenizer(text)["input_ids"]) > LONGEST for text in texts) for texts in sides]
        return {"comet": np.column_stack([scores, np.ones(len(scores)), cut])}

    @staticmethod
    def signature() -> list[str]:
        """Return what tells which model it was."""
        return [f"model:{MODEL}", f"cut:{LONGEST}"]


def cut_notes(systems: Mapping[str, Mapping[str, Array]]) -> Iterator[str]:
    """Yield for each system how many segments COMET saw only in part."""
    for name, rows in systems.items():
        cut = int(rows["comet"][:, 2].sum()) if "comet" in rows else 0
        if cut:
            yield f"{name}: COMET cut {cut} of {len(rows['comet'])} segments, which are longer than {LONGEST} tokens"


def _load() -> Any:
    try:
        comet = import_module("comet")
    except ImportError:
        raise EvaluationError(
            "metrics: 'comet' needs the package unbabel-comet; run: pip install 'yiwen[comet]'"
        ) from None
    try:
        return comet.load_from_checkpoint(comet.download_model(MODEL))
    except (OSError, KeyError, ValueError) as error:
        raise EvaluationError(f"metrics: COMET's model {MODEL} cannot be loaded: {error}; fetch it first") from None
