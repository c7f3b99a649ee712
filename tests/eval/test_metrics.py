import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from yiwen.errors import EvaluationError
from yiwen.eval.corpus import read_hypotheses
from yiwen.eval.measures import MEASURES
from yiwen.eval.metrics import METRICS, Scorer, resolve_metrics, score

HYPOTHESES = ("The park covers 300 mu of land.", "Output rose by 2 percentage points.", "Twelve schools opened")
FIRST = ("The park covers an area of 300 mu.", "Output grew 2 percentage points.", "Twelve new schools opened.")
SECOND = ("The park has an area of 300 mu.", "Output was up 2 percentage points.", "A dozen schools were opened.")


@pytest.mark.parametrize("references", [(FIRST,), (FIRST, SECOND)])
def test_values_and_signatures_are_those_of_sacrebleu(references: tuple[tuple[str, ...], ...]) -> None:
    scores = score(HYPOTHESES, references, ("bleu", "chrf", "chrf++", "ter"))
    for ours, metric in zip(scores, (BLEU(), CHRF(), CHRF(word_order=2), TER()), strict=True):
        theirs = metric.corpus_score(HYPOTHESES, references)
        assert (ours.metric, ours.value) == (theirs.name, theirs.score)
        assert ours.signature == metric.get_signature().format()
        assert f"nrefs:{len(references)}|" in ours.signature
        assert ours.n == 3


@pytest.mark.parametrize("references", [(FIRST,), (FIRST, SECOND)])
@pytest.mark.parametrize(
    ("key", "metric"),
    [
        ("bleu-lc", BLEU(lowercase=True)),
        ("bleu-intl", BLEU(tokenize="intl")),
        ("bleu-char", BLEU(tokenize="char")),
        ("bleu-none", BLEU(tokenize="none")),
        ("chrf-lc", CHRF(lowercase=True)),
        ("chrf++-lc", CHRF(lowercase=True, word_order=2)),
    ],
)
def test_other_settings_give_what_sacrebleu_gives_with_them(
    key: str, metric: BLEU | CHRF, references: tuple[tuple[str, ...], ...]
) -> None:
    texts = ("THE park covers $300-400 of land (US$5).", "Output, up 2 percentage points…", "Twelve Schools opened")
    (ours,) = score(texts, references, (key,))
    assert ours.value == metric.corpus_score(texts, references).score
    assert ours.signature == metric.get_signature().format()
    assert ours.metric == MEASURES[key].label


def test_ter_tells_how_far_it_is() -> None:
    told: list[int] = []
    Scorer(([*FIRST] * 9,), ("ter",), tell=told.append).statistics([*HYPOTHESES] * 9)
    assert told == [20, 7]


def test_default_metrics_are_bleu_and_chrf_with_words() -> None:
    assert [each.metric for each in score(HYPOTHESES, (FIRST,))] == ["BLEU", "chrF2++"]


def test_statistics_a_segment_sum_to_what_the_value_is_made_of() -> None:
    bleu, ter = score(HYPOTHESES, (FIRST,), ("bleu", "ter"))
    assert len(bleu.statistics) == len(ter.statistics) == 3
    hypothesis_length, reference_length, *matches = map(sum, zip(*bleu.statistics, strict=True))
    theirs = BLEU().corpus_score(HYPOTHESES, (FIRST,))
    assert (hypothesis_length, reference_length) == (theirs.sys_len, theirs.ref_len)
    assert matches == theirs.counts + theirs.totals
    edits, words = map(sum, zip(*ter.statistics, strict=True))
    assert ter.value == pytest.approx(100 * edits / words)


def test_a_scorer_serves_many_systems_with_what_one_call_gives() -> None:
    scorer = Scorer((FIRST,))
    assert scorer.score(HYPOTHESES) == score(HYPOTHESES, (FIRST,))
    assert scorer.score(SECOND) == score(SECOND, (FIRST,))


def test_the_reference_as_a_system_gets_everything() -> None:
    assert [round(each.value, 9) for each in score(FIRST, (FIRST,), ("bleu", "chrf++", "ter"))] == [100, 100, 0]


def test_text_that_looks_tokenized_is_scored_in_silence(caplog: pytest.LogCaptureFixture) -> None:
    score(["All is well ."] * 100, [["All is well."] * 100])
    assert not caplog.records


def test_names_are_taken_in_any_case_and_once() -> None:
    assert resolve_metrics(["BLEU", "chrF2++", "chrf++", "chrF2", "TER"]) == ("bleu", "chrf++", "chrf", "ter")


def test_an_unknown_metric_lists_the_known() -> None:
    with pytest.raises(EvaluationError, match="unknown metric 'meteor'; the known are") as caught:
        score(HYPOTHESES, (FIRST,), ("bleu", "meteor"))
    assert all(name in str(caught.value) for name in METRICS)
    with pytest.raises(EvaluationError, match="metrics: none given"):
        resolve_metrics([])


@pytest.mark.parametrize(
    ("hypotheses", "references", "complaint"),
    [
        (HYPOTHESES[:1], (FIRST,), "sys: 1 segment, but ref has 3"),
        ((), (FIRST,), "sys: no segments"),
        (HYPOTHESES, ((),), "ref: no segments"),
        (("a", " ", "c"), (FIRST,), "sys:2: empty segment"),
        (HYPOTHESES, (("a", "b", ""),), "ref:3: empty segment"),
    ],
)
def test_what_sacrebleu_would_cut_or_swallow_is_refused(
    hypotheses: tuple[str, ...], references: tuple[tuple[str, ...], ...], complaint: str
) -> None:
    with pytest.raises(EvaluationError, match=complaint):
        score(hypotheses, references, name="sys", reference_names=["ref"])


def test_an_empty_hypothesis_counts_as_in_sacrebleu_where_allowed() -> None:
    hypotheses = (HYPOTHESES[0], "", HYPOTHESES[2])
    (ours,) = score(hypotheses, (FIRST,), ("bleu",), allow_empty=True)
    assert ours.value == BLEU().corpus_score(hypotheses, (FIRST,)).score


@pytest.mark.parametrize("long_side", ["hypothesis", "reference"])
def test_ter_is_refused_for_long_segments_and_the_others_are_not(long_side: str) -> None:
    long, short = "all the words " * 200, "all the words"
    hypothesis, reference = (long, short) if long_side == "hypothesis" else (short, long)
    with pytest.raises(EvaluationError, match="600 words in a segment; TER is refused"):
        score([hypothesis], [[reference]], ("bleu", "ter"))
    assert len(score([hypothesis], [[reference]])) == 2


def _wmt22() -> Path:
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set: no WMT22 outputs to compare on")
    return Path(folder) / "wmt22"


def _references(folder: Path) -> dict[str, list[str]]:
    with (folder / "segments.jsonl").open(encoding="utf-8", newline="\n") as file:
        rows = [json.loads(line) for line in file]
    return {name: [row[name] for row in rows] for name in ("ref", "ref_b")}


def _write(path: Path, segments: list[str]) -> str:
    path.write_text("".join(f"{segment}\n" for segment in segments), encoding="utf-8", newline="\n")
    return str(path)


def _command_line(references: list[str], hypotheses: list[str], *, word_order: int) -> list[dict[str, str]]:
    """Return what sacrebleu's own command line prints, a row a system, to ten decimals."""
    options = ["-m", "bleu", "chrf", "--chrf-word-order", str(word_order), "-w", "10", "-f", "json"]
    command = [sys.executable, "-m", "sacrebleu", *references, "-i", *hypotheses, *options]
    rows: list[dict[str, str]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    if len(hypotheses) > 1:
        return rows
    return [{row["name"]: f"{float(row['score']):.10f}" for row in rows}]


def test_all_wmt22_systems_equal_the_command_line_of_sacrebleu(tmp_path: Path) -> None:
    """The first 100 segments; both references, singly and together."""
    folder = _wmt22()
    references = {name: lines[:100] for name, lines in _references(folder).items()}
    systems = {path.stem: list(read_hypotheses(path))[:100] for path in sorted((folder / "outputs").glob("*.txt"))}
    assert len(systems) == 12
    files = [_write(tmp_path / f"{name}.txt", lines) for name, lines in systems.items()]
    for names in (["ref"], ["ref_b"], ["ref", "ref_b"]):
        written = [_write(tmp_path / name, references[name]) for name in names]
        scorer = Scorer([references[name] for name in names])
        for lines, theirs in zip(systems.values(), _command_line(written, files, word_order=2), strict=True):
            ours = scorer.score(lines)
            assert {each.metric: f"{each.value:.10f}" for each in ours} == {m: theirs[m] for m in ("BLEU", "chrF2++")}


def test_a_whole_wmt22_system_equals_the_command_line_of_sacrebleu(tmp_path: Path) -> None:
    """All 1,875 segments of a system that left one empty."""
    folder = _wmt22()
    path = folder / "outputs" / "Online-W.txt"
    lines = _references(folder)["ref"]
    (theirs,) = _command_line([_write(tmp_path / "ref", lines)], [str(path)], word_order=0)
    ours = score(read_hypotheses(path), [lines], ("bleu", "chrf"), allow_empty=True)
    assert {each.metric: f"{each.value:.10f}" for each in ours} == theirs


def test_the_default_tokenizer_is_ours_and_the_others_are_sacrebleus(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a slow tokenizer where a fast one serves")

    monkeypatch.setattr(BLEU, "_preprocess_segment", fail)
    score(HYPOTHESES, (FIRST,), ("bleu", "bleu-lc"))
    with pytest.raises(AssertionError, match="slow"):
        score(HYPOTHESES, (FIRST,), ("bleu-intl",))
