"""CTranslate2 with sentencepiece: the default back-end, int8 on a CPU, without PyTorch.

The tokens round a text are the registry's, as CTranslate2's guide to Transformers models gives them
(opennmt.net/CTranslate2/guides/transformers.html).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from yiwen.errors import ModelError
from yiwen.models.load import Options, library
from yiwen.models.registry import Model
from yiwen.models.store import required
from yiwen.types import Passage, Translation

_WINDOWS = ((100, 1024), (1000, 256))  # megabytes of weights up to which so many passages make a window
_SMALLEST = 64  # for larger models: minutes of work on a CPU, and what a kill loses
_BATCH_TOKENS = 2048
_LATER: tuple[dict[str, float], ...] = (
    {},
    {"beam_size": 2, "no_repeat_ngram_size": 4},  # what breaks a loop of greedy decoding
    {"beam_size": 2, "no_repeat_ngram_size": 3, "repetition_penalty": 1.3},
)


def load(model: Model, options: Options, task: str) -> "CTranslate2Translator":  # noqa: ARG001  # it only translates
    """Return the model, ready to translate.

    Raises:
        ModelError: it is not on this machine, its files are broken, or CTranslate2 is not installed.
    """
    return CTranslate2Translator(model, required(model), options)


class CTranslate2Translator:
    """A sequence-to-sequence model of CTranslate2. Inputs are never cut: what is too long is told with its length."""

    takes_terms = False
    takes_context = False

    def __init__(self, model: Model, folder: Path, options: Options) -> None:
        self.name = model.name
        self.unit: Literal["sentence", "paragraph", "as-is"] = model.unit
        self.window = _window(folder)
        self._tokens = model.tokens
        self._most = model.context
        self.context = model.context - len(model.tokens.before) - len(model.tokens.after)
        self._output = model.output or model.context
        self._decoding = {"beam_size": 1, **model.decoding}
        pieces = library("sentencepiece", "models")
        self._source = _pieces(pieces, folder / model.tokens.source)
        target = folder / model.tokens.target
        same = model.tokens.target == model.tokens.source
        self._target = self._source if same else _pieces(pieces, target)
        self._translator = _translator(folder, options)

    def count(self, text: str) -> int:
        """Return how many tokens the model reads the text as, those round it left out."""
        return len(self._source.encode(self._tokens.text + text))

    def translate(self, passages: Sequence[Passage], attempt: int = 0) -> list[Translation]:
        """Return a translation a passage, in order; CTranslate2 sorts them by length into batches."""
        tokens = self._tokens
        texts = [tokens.text + passage.text for passage in passages]
        rows = [[*tokens.before, *row, *tokens.after] for row in self._source.encode(texts, out_type=str)]
        long = {at for at, row in enumerate(rows) if len(row) > self._most}
        given = [row for at, row in enumerate(rows) if at not in long]
        prefix = [list(tokens.begin)] * len(given) if tokens.begin else None
        results = iter(
            self._translator.translate_batch(
                given,
                target_prefix=prefix,
                max_batch_size=_BATCH_TOKENS,
                batch_type="tokens",
                max_input_length=0,
                max_decoding_length=self._output,
                return_end_token=True,
                **{**self._decoding, **_LATER[min(attempt, len(_LATER) - 1)]},
            )
        )
        return [
            Translation("", f"{len(row)} tokens, but the model reads {self._most}")
            if at in long
            else self._translation(next(results).hypotheses[0])
            for at, row in enumerate(rows)
        ]

    def _translation(self, tokens: Sequence[str]) -> Translation:
        """Return the text of a hypothesis; one without an end broke off at the limit of its length."""
        if not tokens or tokens[-1] != "</s>":
            return Translation("", f"broke off after {len(tokens)} tokens")
        own = tokens[len(self._tokens.begin) : -1]
        return Translation(self._target.decode(list(own)).strip())


def _window(folder: Path) -> int:
    """Return how many passages are translated at once: the same for the same model, so that results are too."""
    size = (folder / "model.bin").stat().st_size / 1_000_000
    return next((window for most, window in _WINDOWS if size <= most), _SMALLEST)


def _pieces(library: Any, path: Path) -> Any:
    try:
        return library.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError):
        raise ModelError(f"{path}: missing or broken; pull or convert the model again") from None


def _translator(folder: Path, options: Options) -> Any:
    engine = library("ctranslate2", "models")
    try:
        return engine.Translator(
            str(folder),
            device="auto" if options.compute else "cpu",
            compute_type=options.compute or "int8",
            intra_threads=options.threads,
        )
    except (OSError, RuntimeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise ModelError(f"{folder}: CTranslate2 cannot load it: {reason}; pull or convert the model again") from None
