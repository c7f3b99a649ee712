"""What `yiwen translate` adds to CTranslate2: time beside calling it directly, and memory over many sentences.

    python eval/bench/translate.py                            the shipped test model, 2,000 sentences, five turns
    python eval/bench/translate.py --model my-model/          a model of your own: the larger, the less it adds
    python eval/bench/translate.py --memory                   peak memory at 10,000 and at 100,000 sentences

Both sides are whole processes on one core with one thread, taken in turn so that a busy machine is busy for both; the
figure is the CPU time that the system charged, the least of the turns. The direct side is the shortest script
there can be: read the lines, sentencepiece, `translate_batch` with the same decoding, write the lines. Both read
and write a sentence a row. A first turn, not counted, leaves compiled modules behind, as an
installation has them. The sentences are those of `eval/sets/reports` with their figures varied, none twice.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from yiwen.models.load import find
from yiwen.models.registry import Model
from yiwen.models.store import required
from yiwen.text.segment import sentences

SHIPPED = Path(__file__).parent.parent / "sets" / "reports"
HAN = re.compile("[\u4e00-\u9fff]")

DIRECT = """
import json, sys
import ctranslate2, sentencepiece
folder, source, target, rows, output, beam, limit = sys.argv[1:]
encode = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/{source}")
decode = sentencepiece.SentencePieceProcessor(model_file=f"{folder}/{target}")
engine = ctranslate2.Translator(folder, compute_type="int8", intra_threads=1)
texts = [json.loads(line)["src"] for line in open(rows, encoding="utf-8")]
given = [[*pieces, "</s>"] for pieces in encode.encode(texts, out_type=str)]
size = {"max_batch_size": 2048, "batch_type": "tokens", "max_input_length": 0, "max_decoding_length": int(limit)}
made = engine.translate_batch(given, beam_size=int(beam), **size)
with open(output, "w", encoding="utf-8") as file:
    for text, result in zip(texts, made):
        english = decode.decode(result.hypotheses[0])
        file.write(json.dumps({"src": text, "mt": english}, ensure_ascii=False) + "\\n")
"""

# A small process between: one begun by this larger one would be charged with this one's memory (Linux).
LAUNCHER = """
import os, sys
child = os.fork()
if not child:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {int(sys.argv[1])})
    os.execvp(sys.argv[2], sys.argv[2:])
_, status, usage = os.wait4(child, 0)
print(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss)
"""


@dataclass(frozen=True)
class Cost:
    """What a process took: seconds of CPU time, and megabytes at its peak."""

    seconds: float
    memory: float


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", default="test-zh-en", help="an id of the registry, or a folder")
    parser.add_argument("--sentences", type=int, default=2000)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--core", type=int, default=max(os.sched_getaffinity(0)))
    parser.add_argument("--memory", action="store_true", help="peak memory at two sizes instead")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        if given.memory:
            measure_memory(given.model, (10_000, 100_000), given.core, Path(place))
        else:
            measure_time(given.model, given.sentences, given.turns, given.core, Path(place))


def measure_time(name: str, count: int, turns: int, core: int, place: Path) -> None:
    """Print the CPU time of both sides, and their ratio."""
    rows = write_rows(place / "zh.jsonl", count)
    model = find(name)
    sides = {"CTranslate2 directly": direct(model, rows, place), "yiwen translate": ours(name, rows, place)}
    taken: dict[str, list[Cost]] = {side: [] for side in sides}
    for turn in range(turns + 1):
        for side, command in sides.items():
            cost = run(command, core)
            taken[side] += [cost] if turn else []
    least = {side: min(cost.seconds for cost in costs) for side, costs in taken.items()}
    print(f"{count} sentences, {turns} turns, one core; model {model.name}")
    for side, costs in taken.items():
        every = " ".join(f"{cost.seconds:.2f}" for cost in costs)
        speed = f"{count / least[side]:6.0f} sentences/s"
        print(f"{side:22} {least[side]:7.2f} s  {speed}  {costs[-1].memory:5.0f} MB  ({every})")
    print(f"{'ratio':22} {least['yiwen translate'] / least['CTranslate2 directly']:7.3f}")


def measure_memory(name: str, sizes: tuple[int, ...], core: int, place: Path) -> None:
    """Print the peak memory at each size."""
    for count in sizes:
        cost = run(ours(name, write_rows(place / f"{count}.jsonl", count), place), core)
        print(f"{count:7} sentences: {cost.memory:6.1f} MB at most, {cost.seconds:.0f} s", flush=True)


def write_rows(path: Path, count: int) -> Path:
    """Write so many rows of sentences, all different."""
    source = random.Random(7)
    texts = [s for file in sorted(SHIPPED.glob("*.jsonl")) for s in chinese_sentences(file)]
    seen: set[str] = set()
    while len(seen) < count:
        text = source.choice(texts)
        changed = re.sub(r"\d", lambda digit: str(source.randrange(1, 10)) if digit[0] != "0" else "0", text)
        seen.add(changed if any(map(str.isdigit, changed)) else f"{len(seen) + 1}、{changed}")
    rows = [json.dumps({"id": n, "src": text}, ensure_ascii=False) for n, text in enumerate(sorted(seen)[:count])]
    random.Random(8).shuffle(rows)
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def chinese_sentences(file: Path) -> list[str]:
    """Return the sentences of a report's Chinese."""
    texts = [json.loads(line)["src"] for line in file.read_text(encoding="utf-8").splitlines()]
    return [span.of(text) for text in texts for span in sentences(text) if HAN.search(span.of(text))]


def direct(model: Model, rows: Path, place: Path) -> list[str]:
    """Return the command that calls CTranslate2 without yiwen."""
    tokens = model.tokens
    options = [str(model.decoding.get("beam_size", 1)), str(model.output or model.context)]
    files = [str(required(model)), tokens.source, tokens.target, str(rows), str(place / "direct.jsonl")]
    return [sys.executable, "-c", DIRECT, *files, *options]


def ours(name: str, rows: Path, place: Path) -> list[str]:
    """Return the command a user types."""
    return [
        *(sys.executable, "-m", "yiwen", "translate", str(rows), "--model", name),
        *("--threads", "1", "-o", str(place / "ours.jsonl")),
    ]


def run(command: list[str], core: int) -> Cost:
    """Return what a command took."""
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "yiwen-bench")}
    done = subprocess.run(
        [sys.executable, "-c", LAUNCHER, str(core), *command],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **compiled},
    )
    code, seconds, kilobytes = done.stdout.split()[-3:]
    if code not in ("0", "1"):
        sys.exit(f"{' '.join(command)}: exit code {code}\n{done.stderr}")
    return Cost(float(seconds), float(kilobytes) / 1024)


if __name__ == "__main__":
    main()
