"""Train the small Chinese-English model of the tests from template sentences, and say how well it does.

    python -m venv VENV
    VENV/bin/pip install 'torch==2.13.0' 'transformers>=5' ctranslate2 sentencepiece protobuf sacrebleu pyyaml
    VENV/bin/python eval/bench/train_test_model.py --out NEW

NEW gets `ctranslate2/` (int8), `checkpoint/` (float16, for transformers), `held-out.jsonl` and `figures.json`. It takes
about seven minutes on one core. The same seed on the same machine and libraries makes the same files.
"""

import argparse
import hashlib
import json
import math
import os
import random
import shutil
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import ctranslate2
import sacrebleu
import sentencepiece
import torch
from ctranslate2.converters import TransformersConverter
from sentencepiece import sentencepiece_model_pb2
from test_model_sentences import Sentence, Templates
from transformers import MarianConfig, MarianMTModel, MarianTokenizer

HERE = Path(__file__).parent / "testmodel"
REPORTS = Path(__file__).parents[1] / "sets" / "reports"
HELD_OUT = 500
PIECES = 1600  # of the joint vocabulary, Chinese characters included
LONGEST = 256  # positions; no training sentence is longer
BATCH_TOKENS = 1100  # pieces of the longer side, padding included
FIRST_LESSON, SHORT = 0.2, 14  # the share of the steps that goes to short pairs, and their pieces of English
PEAK_RATE, WARM_UP = 2.5e-3, 200

Pieces = sentencepiece.SentencePieceProcessor
Pair = tuple[list[int], list[int]]  # the pieces of a Chinese text and of its English


def main() -> None:
    """Make sentences, train, convert, measure."""
    options = _options()
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    random_state = random.Random(options.seed)
    templates = Templates.load(HERE)
    training, held_out = make_data(templates, random_state, options.sentences)
    options.out.mkdir(parents=True, exist_ok=True)
    spm = train_pieces(training, options.out)
    started = time.process_time()
    model = train(training, spm, options.steps, random_state)
    figures = {"seed": options.seed, "training pairs": len(training)}
    figures["minutes of CPU"] = round((time.process_time() - started) / 60, 1)
    save(model, spm, options.out)
    _write_rows(options.out / "held-out.jsonl", held_out)
    figures |= measure(options.out, held_out)
    told = json.dumps(figures, indent=1, ensure_ascii=False)
    (options.out / "figures.json").write_text(told + "\n", encoding="utf-8")
    print(told)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="the folder to make")
    parser.add_argument("--steps", type=int, default=3300, help="batches to learn from (default: 3300)")
    parser.add_argument("--sentences", type=int, default=60_000, help="training sentences to make (default: 60000)")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def make_data(templates: Templates, state: random.Random, count: int) -> tuple[list[Sentence], list[Sentence]]:
    """Return training sentences, and others whose Chinese is in none of them nor in a shipped report.

    Nor can a template make a sentence of a shipped report, formulas of the genre and dates aside; nor do the names of
    those reports occur.
    """
    training = [*templates.spread(state, count), *templates.phrases(state, count // 2)]
    seen = {sentence.zh for sentence in training}
    lines = [line for path in sorted(REPORTS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    assert not templates.copying([json.loads(line)["src"] for line in lines])
    assert not [name for name in templates.reserved if any(name in zh for zh in seen)]
    held_out: list[Sentence] = []
    for sentence in templates.spread(state, 20 * HELD_OUT):
        if sentence.zh not in seen and len(held_out) < HELD_OUT:
            held_out.append(sentence)
            seen.add(sentence.zh)
    assert len(held_out) == HELD_OUT
    return training, held_out


def train_pieces(training: list[Sentence], out: Path) -> Pieces:
    """Train one sentencepiece model of both languages: a piece for every Chinese character and digit."""
    characters = sorted({c for s in training for c in s.zh if "\u4e00" <= c <= "\u9fff"})
    wide = out / "wide.tsv"  # full-width ASCII to ASCII; the built-in rules of NFKC would take 240 kB of each copy
    wide.write_text("".join(f"{code:X}\t{code - 0xFEE0:X}\n" for code in range(0xFF01, 0xFF5F)), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([text for s in training[:20_000] for text in (s.en_trained, s.zh)]),
        model_prefix=str(out / "pieces"),
        vocab_size=PIECES,
        user_defined_symbols=characters,
        split_digits=True,
        normalization_rule_tsv=str(wide),
        character_coverage=1.0,
        unk_id=1,
        eos_id=0,
        bos_id=-1,
        pad_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    _forget_paths(out / "pieces.model")
    return Pieces(model_file=str(out / "pieces.model"))


def _forget_paths(path: Path) -> None:
    """Take out of a sentencepiece model where it was made: the same pieces then give the same file anywhere."""
    model = sentencepiece_model_pb2.ModelProto.FromString(path.read_bytes())
    model.trainer_spec.ClearField("model_prefix")
    model.normalizer_spec.ClearField("normalization_rule_tsv")
    path.write_bytes(model.SerializeToString(deterministic=True))


def new_model(pieces: int) -> MarianMTModel:
    """Return an untrained Marian; `<pad>`, which starts the decoder, is the last row of its vocabulary."""
    return MarianMTModel(
        MarianConfig(
            vocab_size=pieces + 1,
            d_model=128,
            encoder_layers=3,
            decoder_layers=2,
            encoder_attention_heads=4,
            decoder_attention_heads=4,
            encoder_ffn_dim=384,
            decoder_ffn_dim=384,
            max_position_embeddings=LONGEST,
            activation_function="swish",
            dropout=0.0,
            scale_embedding=True,
            static_position_embeddings=True,
            tie_word_embeddings=True,
            share_encoder_decoder_embeddings=True,
            pad_token_id=pieces,
            decoder_start_token_id=pieces,
            eos_token_id=0,
            forced_eos_token_id=0,
            bos_token_id=0,
            num_beams=1,
            init_std=0.08,  # near Xavier's at this width; the default, 0.02, learns to copy figures minutes later
        )
    )


def train(training: list[Sentence], spm: Pieces, steps: int, state: random.Random) -> MarianMTModel:
    """Train for that many steps, the rate falling to nothing at the last."""
    model = new_model(len(spm))
    pad = len(spm)
    _zero(model, pad)
    model.train()
    pairs = [([*spm.encode(s.zh), 0], [*spm.encode(s.en_trained), 0]) for s in training]
    assert max(max(len(zh), len(en)) for zh, en in pairs) < LONGEST
    optimizer = torch.optim.Adam(model.parameters(), lr=PEAK_RATE, betas=(0.9, 0.98), eps=1e-9)
    loss_of = torch.nn.CrossEntropyLoss(ignore_index=-100)
    for step, batch in enumerate(_lessons(pairs, state, steps), 1):
        for group in optimizer.param_groups:
            group["lr"] = PEAK_RATE * min(1, step / WARM_UP) * (0.5 + 0.5 * math.cos(math.pi * step / steps))
        sources, targets = (_padded([pair[side] for pair in batch], pad) for side in (0, 1))
        starts = torch.cat([torch.full((len(batch), 1), pad), targets[:, :-1]], dim=1)
        logits = model(input_ids=sources, attention_mask=(sources != pad).long(), decoder_input_ids=starts).logits
        loss = loss_of(logits.view(-1, logits.size(-1)), targets.masked_fill(targets == pad, -100).view(-1))
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        _zero(model, pad)
        if step % 100 == 0:
            print(f"step {step} of {steps}  loss {loss.item():.3f}", flush=True)
    return model.eval()


def _zero(model: MarianMTModel, pad: int) -> None:
    """Keep the start of the decoder a zero vector: CTranslate2 starts Marian models from zero, whatever was learned."""
    with torch.no_grad():
        model.get_input_embeddings().weight[pad].zero_()


def _lessons(pairs: list[Pair], state: random.Random, steps: int) -> Iterator[list[Pair]]:
    """Yield that many batches: first of short pairs, then of all."""
    first = round(FIRST_LESSON * steps)
    yield from islice(_batches([pair for pair in pairs if len(pair[1]) <= SHORT], state), first)
    yield from islice(_batches(pairs, state), steps - first)


def _batches(pairs: list[Pair], state: random.Random) -> Iterator[list[Pair]]:
    """Yield batches of like length for ever, in a new order each time round."""
    while True:
        order = sorted(pairs, key=lambda pair: max(len(pair[0]), len(pair[1])) + 6 * state.random())
        batches: list[list[Pair]] = [[]]
        for pair in order:
            if (len(batches[-1]) + 1) * max(len(pair[0]), len(pair[1])) > BATCH_TOKENS:
                batches.append([])
            batches[-1].append(pair)
        state.shuffle(batches)
        yield from batches


def _padded(rows: list[list[int]], pad: int) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [pad] * (longest - len(row)) for row in rows])


def save(model: MarianMTModel, spm: Pieces, out: Path) -> None:
    """Write the float16 checkpoint, and CTranslate2's int8 archive made from it as `yiwen models convert` makes it."""
    checkpoint = out / "checkpoint"
    checkpoint.mkdir(exist_ok=True)
    for name in ("source.spm", "target.spm"):
        shutil.copyfile(out / "pieces.model", checkpoint / name)
    vocabulary = {spm.id_to_piece(i): i for i in range(len(spm))} | {"<pad>": len(spm)}
    told = json.dumps(vocabulary, ensure_ascii=False, indent=0)
    (checkpoint / "vocab.json").write_text(told + "\n", encoding="utf-8")
    model.half().save_pretrained(checkpoint)
    MarianTokenizer(
        vocab=str(checkpoint / "vocab.json"),
        source_spm=str(checkpoint / "source.spm"),
        target_spm=str(checkpoint / "target.spm"),
        source_lang="zh",
        target_lang="en",
        model_max_length=LONGEST,
    ).save_pretrained(checkpoint)
    converter = TransformersConverter(str(checkpoint), copy_files=["source.spm", "target.spm"])
    for name, quantization in (("ctranslate2", "int8"), ("float32", "float32")):
        converter.convert(str(out / name), quantization=quantization, force=True)


def measure(out: Path, held_out: list[Sentence]) -> dict[str, object]:
    """Return what the figures table tells: quality on held-out sentences, parity, sizes and digests."""
    spm = Pieces(model_file=str(out / "pieces.model"))
    texts = [sentence.zh for sentence in held_out]
    plain = translate(out / "float32", spm, texts, "float32")
    small = translate(out / "ctranslate2", spm, texts, "int8")
    with_transformers = _translate_with_transformers(out / "checkpoint", spm, texts)
    references = [[sentence.en for sentence in held_out]]
    archive = out / "ctranslate2"
    return {
        "parameters": sum(p.numel() for p in MarianMTModel.from_pretrained(out / "checkpoint").parameters()),
        "held-out BLEU, int8": round(sacrebleu.corpus_bleu(small, references).score, 1),
        "held-out BLEU, float32": round(sacrebleu.corpus_bleu(plain, references).score, 1),
        "held-out chrF, int8": round(sacrebleu.corpus_chrf(small, references).score, 1),
        "equal, transformers and CTranslate2 float32": sum(map(str.__eq__, plain, with_transformers)),
        "equal, int8 and float32": sum(map(str.__eq__, plain, small)),
        "of": len(texts),
        "bytes of the archive": sum(path.stat().st_size for path in archive.iterdir()),
        "sha256": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(archive.iterdir())},
    }


def translate(folder: Path, spm: Pieces, texts: list[str], kind: str) -> list[str]:
    """Translate greedily with CTranslate2, on one thread."""
    translator = ctranslate2.Translator(str(folder), compute_type=kind, inter_threads=1, intra_threads=1)
    pieces = [[*spm.encode(text, out_type=str), "</s>"] for text in texts]
    results = translator.translate_batch(pieces, beam_size=1, max_decoding_length=LONGEST, max_batch_size=32)
    return [spm.decode(result.hypotheses[0]) for result in results]


def _translate_with_transformers(folder: Path, spm: Pieces, texts: list[str]) -> list[str]:
    model = MarianMTModel.from_pretrained(folder, dtype=torch.float32).eval()
    tokenizer = MarianTokenizer.from_pretrained(folder)
    outputs: list[str] = []
    for start in range(0, len(texts), 32):
        batch = tokenizer(texts[start : start + 32], return_tensors="pt", padding=True)
        with torch.no_grad():
            rows = model.generate(**batch, num_beams=1, do_sample=False, max_length=LONGEST)
        outputs += [spm.decode([i for i in row.tolist() if 0 < i < len(spm)]) for row in rows]
    return outputs


def _write_rows(path: Path, held_out: list[Sentence]) -> None:
    """Write every fifth of the held-out sentences: those that the tests translate."""
    rows = [{"id": f"h-{i:03}", "src": s.zh, "ref": s.en} for i, s in enumerate(held_out, 1)]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows[::5]), encoding="utf-8")


if __name__ == "__main__":
    main()
