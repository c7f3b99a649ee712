import pytest

from yiwen.errors import EvaluationError
from yiwen.eval.faithfulness import faithfulness
from yiwen.types import Document, Score, Segment

_REPORT = "The county built 14 bridges. Lin Mo opened the Yan River Dam. The dam cost 640 million yuan."


def _document(text: str) -> Document:
    return Document("t.txt", "txt", (Segment("1", text),))


def _by_name(scores: tuple[Score, ...]) -> dict[str, float]:
    return {score.metric: score.value for score in scores}


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
