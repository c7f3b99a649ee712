"""Transformers and CTranslate2 say the same; the small model's archive is what `convert` makes of its checkpoint."""

import json
from pathlib import Path

import pytest

from yiwen.resources import data_folder

DATA = Path(__file__).parent / "data"
CHECKPOINT = DATA / "test-zh-en"
SHIPPED = data_folder("models") / "test-zh-en"
SOURCES = [json.loads(line)["src"] for line in (DATA / "test-zh-en-held-out.jsonl").read_text("utf-8").splitlines()]
LONGEST = 256

pytestmark = [
    pytest.mark.torch,
    pytest.mark.filterwarnings("ignore:Recommended. pip install sacremoses"),  # it would change punctuation, if there
]


@pytest.fixture(scope="module")
def by_transformers() -> list[str]:
    """Return what Transformers makes of the held-out sentences: float32, greedy, one thread."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    torch.set_num_threads(1)
    pieces = _pieces()
    network = transformers.MarianMTModel.from_pretrained(CHECKPOINT, dtype=torch.float32).eval()
    outputs = []
    for source in SOURCES:
        with torch.no_grad():
            row = network.generate(
                input_ids=torch.tensor([[*pieces.encode(source), 0]]), num_beams=1, do_sample=False, max_length=LONGEST
            )
        outputs.append(pieces.decode([number for number in row[0].tolist() if 0 < number < len(pieces)]))
    return outputs


def test_transformers_says_what_ctranslate2_says(by_transformers: list[str], tmp_path: Path) -> None:
    assert _by_ctranslate2(_converted(tmp_path / "float32", "float32"), "float32") == by_transformers


def test_the_archive_is_what_convert_makes_of_the_checkpoint(tmp_path: Path) -> None:
    made = _converted(tmp_path / "int8", "int8")
    for name in ("config.json", "shared_vocabulary.json", "model.bin"):
        assert (made / name).read_bytes() == (SHIPPED / name).read_bytes(), name


def _converted(folder: Path, quantization: str) -> Path:
    convert = pytest.importorskip("yiwen.models.convert").convert
    pytest.importorskip("torch")
    return convert(str(CHECKPOINT), folder, quantization)


def _by_ctranslate2(folder: Path, compute: str) -> list[str]:
    ctranslate2 = pytest.importorskip("ctranslate2")
    pieces = _pieces()
    translator = ctranslate2.Translator(str(folder), compute_type=compute, intra_threads=1)
    rows = [[*row, "</s>"] for row in pieces.encode(SOURCES, out_type=str)]
    results = translator.translate_batch(rows, beam_size=1, max_decoding_length=LONGEST)
    return [pieces.decode(result.hypotheses[0]) for result in results]


def _pieces():  # type: ignore[no-untyped-def]  # sentencepiece has no types
    return pytest.importorskip("sentencepiece").SentencePieceProcessor(model_file=str(CHECKPOINT / "source.spm"))
