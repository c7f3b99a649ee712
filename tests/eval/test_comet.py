import sys
from types import SimpleNamespace

import pytest

from yiwen.errors import EvaluationError
from yiwen.eval.comet import CometCounter, cut_notes
from yiwen.eval.counting import Corpus, Counters
from yiwen.eval.measures import MEASURES, choose, value


class _Model:
    """Stands for a COMET model: longer hypotheses score higher; a token is a word."""

    encoder = SimpleNamespace(tokenizer=lambda text: {"input_ids": text.split()})

    def predict(self, data: list[dict[str, str]], gpus: int, progress_bar: bool) -> SimpleNamespace:
        assert (gpus, progress_bar) == (0, False)
        assert all(set(row) == {"src", "mt", "ref"} for row in data)
        return SimpleNamespace(scores=[len(row["mt"]) / 10 for row in data])


@pytest.fixture
def comet(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = SimpleNamespace(download_model=lambda name: name, load_from_checkpoint=lambda _path: _Model())
    monkeypatch.setitem(sys.modules, "comet", fake)  # type: ignore[arg-type]


def test_comet_is_the_mean_over_segments(comet: None) -> None:
    corpus = Corpus(("1", "2"), (("a b", "c"),), ("ref",), ("甲", "乙"))
    (measure,) = choose(["comet"], corpus.given)
    rows = Counters(corpus, [measure]).rows(["four", "eight ch"])
    assert value(MEASURES["comet"], rows["comet"]) == pytest.approx(60)


def test_segments_longer_than_the_encoder_reads_are_reported(comet: None) -> None:
    rows = CometCounter(["甲", "乙"], ["a", "b"]).rows(["word " * 600, "short"])
    assert list(cut_notes({"sys": rows})) == ["sys: COMET cut 1 of 2 segments, which are longer than 512 tokens"]


def test_without_the_package_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "comet", None)
    with pytest.raises(EvaluationError, match=r"pip install 'yiwen\[comet\]'"):
        CometCounter(["甲"], ["a"])
