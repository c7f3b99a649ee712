"""Time and memory of the extractive summary beside sumy's LexRank, in one run, on a made-up report of any length.

    python -m pip install sumy==0.13.0          # the peer; without it only yiwen is measured
    python eval/bench/summary.py [--words 5000 15000 51000 505000] [--peer-words 51000] [--input REPORT]
    python eval/bench/summary.py --set set.yaml      # and ROUGE of both on a set of reports with reference summaries

Each size runs in a process of its own: its CPU time counts the imports of the summarizer and not the making of the
report, its peak memory is its own. sumy compares every pair of sentences, so it is measured up to `--peer-words` only.
Without `--input` the report is composed from the words of a fixed list, every sentence different; with it, the file is
repeated with names and figures varied.
"""

import argparse
import importlib.util
import json
import math
import random
import re
import resource
import subprocess
import sys
import time
from bisect import bisect_right
from pathlib import Path
from typing import Any

PLACES = "Linshui Heshan Baiyun Tongling Yangxi Lungkong Shiqiao Dongwan Meijiang Qingyuan".split()
THINGS = (
    "roads bridges schools canals clinics markets wells orchards workshops libraries greenhouses reservoirs".split()
)
DEEDS = "repaired built opened extended equipped connected inspected renewed registered supplied".split()
AIMS = "farmers children travellers traders patients fishermen pensioners weavers potters students".split()
COUNT = 120


def made_report(words: int) -> str:
    """Return a report of about so many words: headings, paragraphs, no sentence twice."""
    chance = random.Random(1)
    lines: list[str] = []
    size = 0
    while size < words:
        lines.append(f"# {chance.choice(PLACES)}: {chance.choice(THINGS)} and {chance.choice(THINGS)}")
        for _ in range(5):
            lines.append(" ".join(sentence(chance) for _ in range(5)))
            size += len(lines[-1].split())
    return "\n\n".join(lines)


def sentence(chance: random.Random) -> str:
    """Return one invented sentence with a figure, and words that hardly any other has."""
    rare = "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(4))
    return (
        f"In the {rare} valley {chance.choice(PLACES)} {chance.choice(DEEDS)} {chance.randint(11, 9999):,} "
        f"{chance.choice(THINGS)} and {chance.choice(DEEDS)} {chance.choice(THINGS)} for {chance.choice(AIMS)} of "
        f"{chance.choice(PLACES)} at a cost of {chance.randint(2, 900)} million yuan."
    )


def varied(text: str, words: int) -> str:
    """Return the text repeated to about so many words, its names and figures changed in each round."""
    chance = random.Random(1)
    rounds = math.ceil(words / max(1, len(text.split())))
    copies = [text]
    for _ in range(rounds - 1):
        names = re.sub(r"\b[A-Z][a-z]{4,}\b", lambda match: match[0] + chance.choice("aeiou"), text)
        copies.append(re.sub(r"\d", lambda _: chance.choice("123456789"), names))
    ends = [match.end() for match in re.finditer(r"\S+", "\n\n".join(copies))]
    return "\n\n".join(copies)[: ends[min(words, len(ends)) - 1]]


def yiwen_summary(text: str) -> int:
    """Summarize with yiwen; return the words of the summary."""
    from yiwen.summary import summarize  # noqa: PLC0415  imports are part of the cost
    from yiwen.types import Document, Segment  # noqa: PLC0415

    return len(summarize(Document("bench", "text", (Segment("1", text),)), words=COUNT).text.split())


def sumy_summary(text: str) -> int:
    """Summarize with sumy's LexRank, on the same sentences; return the words of the summary."""
    summarizer, document = lexrank(text)
    return sum(len(str(one).split()) for one in summarizer(document, 5))


def lexrank(text: str) -> tuple[Any, Any]:
    """Return sumy's summarizer and document; its own tokenizer would download data, so it is given ours."""
    from sumy.nlp.stemmers import Stemmer  # noqa: PLC0415
    from sumy.parsers.plaintext import PlaintextParser  # noqa: PLC0415
    from sumy.summarizers.lex_rank import LexRankSummarizer  # noqa: PLC0415
    from sumy.utils import get_stop_words  # noqa: PLC0415

    from yiwen.text.segment import sentences  # noqa: PLC0415

    class Tokenizer:
        to_sentences = staticmethod(lambda part: tuple(span.of(part) for span in sentences(part)))
        to_words = staticmethod(lambda part: tuple(re.findall(r"[A-Za-z][A-Za-z'-]*", part)))

    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    return summarizer, PlaintextParser.from_string(text, Tokenizer()).document


def lexrank_words(text: str, words: int) -> str:
    """Return sumy's summary of at most so many words: as many sentences as fit."""
    summarizer, document = lexrank(text)
    counts = range(1, len(document.sentences) + 1)
    fitting = bisect_right(counts, words, key=lambda count: _words_of(summarizer, document, count))
    return "\n".join(str(one) for one in summarizer(document, fitting))


def _words_of(summarizer: Any, document: Any, count: int) -> int:
    return sum(len(str(one).split()) for one in summarizer(document, count))


def rouge_of_both(path: Path) -> None:
    """Print the mean ROUGE of yiwen's and sumy's summaries, each of the reference's length."""
    from yiwen.eval.rouge import mean_rouge  # noqa: PLC0415
    from yiwen.eval.summary_sets import load_summary_set  # noqa: PLC0415
    from yiwen.summary import summarize  # noqa: PLC0415

    cases = load_summary_set(path).cases
    references = [case.references[0] for case in cases]
    ours, theirs = [], []
    for case, reference in zip(cases, references, strict=True):
        assert case.report is not None
        words = len(reference.split())
        ours.append("\n".join(one.text for one in summarize(case.report, words=words).sentences))
        theirs.append(lexrank_words("\n".join(segment.mt for segment in case.report.segments), words))
    for name, texts in (("yiwen", ours), ("sumy-lexrank", theirs)):
        scores = "  ".join(f"{score.metric} {score.value:.2f}" for score in mean_rouge(texts, references))
        print(f"{name:14}{scores}", flush=True)


SYSTEMS = {"yiwen": yiwen_summary, "sumy-lexrank": sumy_summary}


def measure(system: str, words: int, source: str) -> dict[str, float]:
    """Return CPU seconds and peak megabytes of one summary in a process of its own."""
    command = [sys.executable, __file__, "--one", system, "--words", str(words), "--input", source]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{system} at {words} words: {done.stderr[-400:]}")
    return dict(json.loads(done.stdout))


def one(system: str, words: int, source: str) -> None:
    """Print what one summary costs, as JSON; making the report is not counted."""
    text = varied(Path(source).read_text(encoding="utf-8"), words) if source else made_report(words)
    before = time.process_time()
    SYSTEMS[system](text)
    used = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"words": len(text.split()), "seconds": used, "megabytes": peak}))


def main() -> None:
    """Measure every size, print a table, the growth and the ratio to the peer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, nargs="+", default=[5_000, 15_000, 51_000, 505_000])
    parser.add_argument("--peer-words", type=int, default=51_000)
    parser.add_argument("--input", default="")
    parser.add_argument("--set", type=Path, help="a set of summaries, as yiwen bench run takes it")
    parser.add_argument("--one", choices=sorted(SYSTEMS))
    arguments = parser.parse_args()
    if arguments.one:
        one(arguments.one, arguments.words[0], arguments.input)
        return
    has_peer = importlib.util.find_spec("sumy") is not None
    print(f"{'system':14}{'words':>9}{'CPU s':>9}{'MB':>7}{'growth':>8}")
    seconds: dict[tuple[str, int], float] = {}
    for system in SYSTEMS if has_peer else ["yiwen"]:
        previous: tuple[float, float] | None = None
        for words in arguments.words:
            if system != "yiwen" and words > arguments.peer_words:
                continue
            cost = measure(system, words, arguments.input)
            seconds[system, words] = cost["seconds"]
            growth = ""
            if previous:
                growth = f"{math.log(cost['seconds'] / previous[1]) / math.log(cost['words'] / previous[0]):.2f}"
            previous = cost["words"], cost["seconds"]
            print(
                f"{system:14}{cost['words']:9.0f}{cost['seconds']:9.2f}{cost['megabytes']:7.0f}{growth:>8}", flush=True
            )
    for words in arguments.words:
        if ("sumy-lexrank", words) in seconds:
            ratio = seconds["sumy-lexrank", words] / seconds["yiwen", words]
            print(f"{words} words: sumy's LexRank takes {ratio:.0f} times as long")
    if arguments.set and has_peer:
        rouge_of_both(arguments.set)
    if not has_peer:
        print("sumy is not installed: python -m pip install sumy==0.13.0")


if __name__ == "__main__":
    main()
