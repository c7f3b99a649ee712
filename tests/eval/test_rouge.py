import pytest

from yiwen.errors import EvaluationError
from yiwen.eval.rouge import faithfulness, mean_rouge, rouge
from yiwen.types import Document, Score, Segment

pytest.importorskip("rouge_score", reason="the extra summary-eval is not installed")

_REPORT = "The county built 14 bridges. Lin Mo opened the Yan River Dam. The dam cost 640 million yuan."


def _document(text: str) -> Document:
    return Document("t.txt", "txt", (Segment("1", text),))


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


def test_a_summary_of_the_reports_own_words_is_covered_and_faithful() -> None:
    found = _by_name(faithfulness(_document("The county built 14 bridges."), _document(_REPORT)))
    assert found["coverage"] == 1.0
    assert found["density"] == pytest.approx(5.0)
    assert found["compression"] == pytest.approx(18 / 5)
    assert found["redundancy"] == 0.0
    assert found["failing"] == 0.0
    assert found["figure-precision"] == 1.0


def test_a_wrong_figure_and_a_wrong_name_lower_the_precisions() -> None:
    found = _by_name(faithfulness(_document("The county built 41 bridges. Wu Fei opened the dam."), _document(_REPORT)))
    assert found["figure-precision"] == 0.0
    assert found["failing"] > 0
    assert found["coverage"] < 1


def test_what_is_said_twice_is_redundant() -> None:
    twice = "The county built 14 bridges. The county built 14 bridges."
    assert _by_name(faithfulness(_document(twice), _document(_REPORT)))["redundancy"] > 0.4


def test_without_words_there_is_nothing_to_score() -> None:
    with pytest.raises(EvaluationError, match="no words"):
        faithfulness(_document("…"), _document(_REPORT))
