"""Transformers on PyTorch: sequence-to-sequence models as they come from the hub, by `generate`.

Version 5 of Transformers has no pipeline for translation or summarization, so none is used.
"""

import re
from collections.abc import Sequence
from typing import Any, Literal
from warnings import catch_warnings, simplefilter

from yiwen.errors import ModelError
from yiwen.models.load import Options, library
from yiwen.models.registry import Model
from yiwen.models.store import required
from yiwen.types import Passage, Translation

_BATCH = 16
_RULE = re.compile(r"^=+$\n(.*)\n^=+$", re.MULTILINE | re.DOTALL)


def load(model: Model, options: Options, task: str) -> "Seq2SeqTranslator | Seq2SeqSummarizer":
    """Return the model, ready to translate or to summarize.

    Raises:
        ModelError: it is not on this machine, is broken, or Transformers is not installed.
    """
    engine = _Engine(model, options)
    return Seq2SeqTranslator(model, engine) if task == "translation" else Seq2SeqSummarizer(model, engine)


class _Engine:
    """A model and its tokenizer."""

    def __init__(self, model: Model, options: Options) -> None:
        folder = required(model)
        self.torch = library("torch", "torch")
        transformers = library("transformers", "torch")
        transformers.utils.logging.disable_progress_bar()
        if options.threads:
            self.torch.set_num_threads(options.threads)
        languages = {f"{side}_lang": code for side, code in model.languages.items()}
        try:
            with catch_warnings():
                simplefilter("ignore")  # sacremoses, which only European texts would need
                self.tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True, **languages)
            self.network = transformers.AutoModelForSeq2SeqLM.from_pretrained(
                folder, local_files_only=True, dtype=self.torch.float32
            )
        except (OSError, ValueError, KeyError, ImportError) as error:
            reason = " ".join(str(error).split())[:200]
            raise ModelError(f"{folder}: Transformers cannot load it: {reason}; pull the model again") from None
        self.network.eval()
        self.tokenizer.model_max_length = 1 << 30  # lengths are counted here and told, not warned of
        self.prefix = model.tokens.text
        self._forced = self._token(model.languages.get("tgt"))

    def _token(self, language: str | None) -> dict[str, int]:
        if language is None:
            return {}
        ids = getattr(self.tokenizer, "lang_code_to_id", None) or {}
        known = ids.get(language)
        return {"forced_bos_token_id": known if known is not None else self.tokenizer.convert_tokens_to_ids(language)}

    def count(self, text: str) -> int:
        """Return how many tokens a text is, those round it among them."""
        return len(self.tokenizer(self.prefix + text).input_ids)

    def generate(self, texts: Sequence[str], limit: int, decoding: dict[str, Any]) -> list[tuple[str, bool]]:
        """Return what the model writes for each text, and whether it came to an end."""
        given = self.tokenizer([self.prefix + text for text in texts], return_tensors="pt", padding=True)
        with self.torch.inference_mode():
            made = self.network.generate(**given, max_new_tokens=limit, **self._forced, **decoding)
        ends = self.network.generation_config.eos_token_id
        stops = set(ends) if isinstance(ends, list) else {ends}
        rows = made.tolist()
        said = self.tokenizer.batch_decode(made, skip_special_tokens=True)
        # an end in the last place that there is may have been forced there
        ended = [any(token in stops for token in row[1:limit]) for row in rows]
        return [(text.strip(), whole) for text, whole in zip(said, ended, strict=True)]


class Seq2SeqTranslator:
    """A translator; passages are sorted by length into batches, what is too long is told with its length."""

    window = 256
    takes_terms = False
    takes_context = False

    def __init__(self, model: Model, engine: _Engine) -> None:
        self.name = model.name
        self.unit: Literal["sentence", "paragraph", "as-is"] = model.unit
        self.context = model.context
        self._engine = engine
        self._limit = model.output or model.context
        self._decoding = {"num_beams": int(model.decoding.get("beam_size", 1)), "do_sample": False}

    def count(self, text: str) -> int:
        """Return how many tokens the model reads the text as."""
        return self._engine.count(text)

    def translate(self, passages: Sequence[Passage], attempt: int = 0) -> list[Translation]:
        """Return a translation a passage, in order."""
        sizes = [self.count(passage.text) for passage in passages]
        made = {
            at: Translation("", f"{size} tokens, but the model reads {self.context}")
            for at, size in enumerate(sizes)
            if size > self.context
        }
        order = sorted((at for at in range(len(passages)) if at not in made), key=lambda at: sizes[at])
        decoding = {**self._decoding, **({"num_beams": 4, "no_repeat_ngram_size": 4} if attempt else {})}
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            said = self._engine.generate([passages[at].text for at in batch], self._limit, decoding)
            for at, (text, ended) in zip(batch, said, strict=True):
                made[at] = Translation(text) if ended else Translation("", f"broke off after {self._limit} tokens")
        return [made[at] for at in range(len(passages))]


class Seq2SeqSummarizer:
    """A summarizer that takes no instructions: it is given what stands between a prompt's lines of equals signs."""

    def __init__(self, model: Model, engine: _Engine) -> None:
        self.name = model.name
        self.context = model.context
        self._engine = engine
        self._decoding = {"num_beams": int(model.decoding.get("beam_size", 4)), "do_sample": False}

    def count(self, text: str) -> int:
        """Return how many tokens the model reads the text as."""
        return self._engine.count(text)

    def answer(self, prompt: str, limit: int) -> str:
        """Return the model's summary, of at most `limit` tokens.

        Raises:
            ModelError: the text is longer than the model reads.
        """
        material = _RULE.search(prompt)
        text = material[1] if material else prompt
        size = self.count(text)
        if size > self.context:
            raise ModelError(f"{self.name}: reads {self.context} tokens, not {size}; ask for a shorter text")
        return self._engine.generate([text], limit, self._decoding)[0][0]
