"""Convert a checkpoint of the hub to CTranslate2, once; this needs PyTorch and Transformers."""

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from warnings import catch_warnings, simplefilter

import yaml

from yiwen.errors import ModelError
from yiwen.models.load import library
from yiwen.models.registry import CARD, Model, Tokens
from yiwen.models.store import folder_of, known, pulled_folder, record, size

QUANTIZATIONS = ("int8", "int8_float32", "int16", "float16", "float32")


def convert(spec: str, output: Path | None, quantization: str) -> Path:
    """Return the folder of the converted model: weights, vocabulary, sentencepiece, and its card where it is a new one.

    Raises:
        ModelError: there is nothing to convert, the output is taken, or PyTorch or Transformers is not installed.
    """
    if quantization not in QUANTIZATIONS:
        raise ModelError(f"quantization '{quantization}' is unknown; use one of {', '.join(QUANTIZATIONS)}")
    if Path(spec).is_dir():
        if output is None:
            raise ModelError(f"{spec}: name a folder for the converted model with -o")
        source, target, model = Path(spec), output, _of_checkpoint(Path(spec), output.name)
    else:
        model = known(spec)
        source, target = pulled_folder(model), output or folder_of(model)
    if not (source / "config.json").is_file():
        raise ModelError(
            f"{model.id}: nothing to convert; `yiwen models pull {model.id}` downloads {size(model)} first"
        )
    if (target / "model.bin").exists():
        raise ModelError(f"{target}: holds a converted model already; delete it or name another folder with -o")
    _convert(source, target, model, quantization)
    if output is not None:
        _write_card(replace(model, convert=quantization), target)
    record(target)
    return target


def _convert(source: Path, target: Path, model: Model, quantization: str) -> None:
    """Convert beside the target and move what was made there, so that a broken run leaves no half model."""
    library("torch", "torch")
    library("transformers", "torch").utils.logging.disable_progress_bar()
    converters = library("ctranslate2.converters", "models")
    pieces = {model.tokens.source, model.tokens.target}
    missing = sorted(name for name in pieces if not (source / name).is_file())
    if missing:
        raise ModelError(f"{source / missing[0]}: missing; pull the model again, or name the file in its card")
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as place:
        made = Path(place) / "made"
        try:
            with catch_warnings():
                simplefilter("ignore")  # sacremoses, which only European texts would need
                converters.TransformersConverter(str(source)).convert(str(made), quantization=quantization)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            reason = " ".join(str(error).split())[:200]
            raise ModelError(f"{source}: cannot be converted: {reason}") from None
        for name in pieces:
            shutil.copyfile(source / name, made / name)
        for path in made.iterdir():
            shutil.move(path, target / path.name)


def _of_checkpoint(folder: Path, name: str) -> Model:
    """Return the model that a Marian checkpoint is; others need an entry that names their tokens."""
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ModelError(
            f"{folder}: holds no config.json of a checkpoint; name a folder as Transformers saves it"
        ) from None
    if config.get("model_type") != "marian":
        raise ModelError(
            f"{folder}: is a {config.get('model_type')} model, whose language tokens only a registry entry can tell; "
            "only Marian checkpoints are converted from a bare folder"
        )
    return Model(
        id=name,
        tasks=("translation",),
        backend="ctranslate2",
        licence="as its checkpoint's",
        context=int(config.get("max_position_embeddings", 512)),
        note=f"converted from {folder.name}",
        tokens=Tokens(),
    )


def _write_card(model: Model, folder: Path) -> None:
    """Write the card that makes the folder a model."""
    tokens = model.tokens
    card = {
        "id": folder.name,
        "tasks": list(model.tasks),
        "backend": model.backend,
        "licence": model.licence,
        "noncommercial": model.noncommercial,
        "context": model.context,
        "output": model.output,
        "unit": model.unit,
        "note": model.note,
        "convert": model.convert,
        "decoding": dict(model.decoding),
        "tokens": {
            "source": tokens.source,
            "target": tokens.target,
            "text": tokens.text,
            "before": list(tokens.before),
            "after": list(tokens.after),
            "begin": list(tokens.begin),
        },
    }
    (folder / CARD).write_text(yaml.safe_dump(card, allow_unicode=True, sort_keys=False), encoding="utf-8")
