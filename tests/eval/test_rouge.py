import pytest

from yiwen.errors import EvaluationError
from yiwen.eval.rouge import mean_rouge, rouge
from yiwen.types import Score

pytest.importorskip("rouge_score", reason="the extra summary-eval is not installed")


def _by_name(scores: tuple[Score, ...]) -> dict[str, float]:
    return {score.metric: score.value for score in scores}


def test_rouge_counts_stemmed_words_pairs_and_sequences() -> None:
    # words: the dam cost | the dams cost money -> 3 of 3 and 3 of 4; pairs: 2 of 2 and 2 of 3
    found = _by_name(rouge("The dam cost.", "The dams cost money."))
    assert found["ROUGE-1"] == pytest.approx(100 * 6 / 7)
    assert found["ROUGE-2"] == pytest.approx(100 * 4 / 5)
    assert found["ROUGE-L"] == found["ROUGE-1"]


def test_lsum_joins_sentences_where_l_takes_the_whole_as_one_sequence() -> None:
    found = _by_name(rouge("Farmers sang. Bridges stood.", "Bridges stood. Farmers sang."))
    assert found["ROUGE-Lsum"] == pytest.approx(100)
    assert found["ROUGE-L"] == pytest.approx(50)


def test_every_score_says_how_it_was_made() -> None:
    for score in rouge("The dam cost.", "The dams cost money."):
        assert "rouge-score" in score.signature
        assert "stemmer" in score.signature


def test_means_are_over_pairs_and_numbers_must_agree() -> None:
    both = mean_rouge(["The dam.", "A road."], ["The dam.", "Wells dry."])
    assert _by_name(both)["ROUGE-1"] == pytest.approx(50)
    assert both[0].n == 2
    with pytest.raises(EvaluationError, match="1 summaries and 2 references"):
        mean_rouge(["a"], ["a", "b"])
    with pytest.raises(EvaluationError, match="summary is empty"):
        rouge(" ", "text")


def test_of_several_references_the_best_counts_and_the_signature_says_so() -> None:
    one, both = rouge("The dam cost.", "Wells dry."), rouge("The dam cost.", "Wells dry.", "The dam cost.")
    assert _by_name(one)["ROUGE-1"] == 0
    assert _by_name(both)["ROUGE-1"] == pytest.approx(100)
    assert "best of 2 references" in both[0].signature
