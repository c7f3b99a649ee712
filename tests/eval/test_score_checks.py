import pytest

from yiwen.errors import EvaluationError
from yiwen.eval.checks import check_filled, check_hypotheses, check_references, check_same_length
from yiwen.eval.checks import check_short_enough_for_ter as check_short


def test_unequal_lengths_name_both_counts_and_the_first_line_empty_on_one_side() -> None:
    with pytest.raises(EvaluationError) as caught:
        check_same_length(["a", "", "b", ""], ["a", "b", "c"], "sys.txt", "ref.txt")
    message = str(caught.value)
    assert message.startswith("sys.txt: 4 segments, but ref.txt has 3; line 2 is the first that is empty")
    assert "(sys.txt)" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("segments", "others", "place"),
    [
        (["a"], ["a", "b", "c"], "no line is empty on one side only"),
        (["", "a"], ["", "a", "b"], "no line is empty on one side only"),
        (["a", "b"], ["a", " ", "b"], "line 2 is the first that is empty on one side only (ref.txt)"),
        (["a", "b", ""], ["a", "b"], "line 3 is the first that is empty on one side only (sys.txt)"),
    ],
)
def test_the_place_where_files_came_apart_is_given_when_blank_lines_show_it(
    segments: list[str], others: list[str], place: str
) -> None:
    with pytest.raises(EvaluationError) as caught:
        check_same_length(segments, others, "sys.txt", "ref.txt")
    assert place in str(caught.value)


@pytest.mark.parametrize(("segments", "others", "name"), [([], ["a"], "sys.txt"), (["a"], [], "ref.txt")])
def test_an_empty_file_is_named_rather_than_counted(segments: list[str], others: list[str], name: str) -> None:
    with pytest.raises(EvaluationError, match=rf"{name}: no segments"):
        check_same_length(segments, others, "sys.txt", "ref.txt")


def test_empty_lines_are_named_with_their_number() -> None:
    with pytest.raises(EvaluationError, match=r"sys\.txt:2: empty segment \(and 1 more\)"):
        check_filled(["a", "\u3000 ", "b", ""], "sys.txt")
    check_filled(["a", "b"], "sys.txt")


def test_empty_hypotheses_pass_only_where_allowed() -> None:
    check_hypotheses(["", "b"], ["a", "b"], "sys.txt", "ref.txt", allow_empty=True)
    with pytest.raises(EvaluationError, match=r"sys\.txt:1: empty segment;"):
        check_hypotheses(["", "b"], ["a", "b"], "sys.txt", "ref.txt")


@pytest.mark.parametrize(
    ("references", "names", "complaint"),
    [
        ([], [], "at least one reference"),
        ([["a"], ["a", "b"]], ["r1", "r2"], "r2: 2 segments, but r1 has 1"),
        ([["a", "b"], ["a", ""]], ["r1", "r2"], "r2:2: empty segment"),
        ([["a"]], ["r1", "r2"], "2 names for 1 references"),
    ],
)
def test_references_must_be_there_and_filled_and_of_one_length(
    references: list[list[str]], names: list[str], complaint: str
) -> None:
    with pytest.raises(EvaluationError, match=complaint):
        check_references(references, names)


def test_long_segments_are_refused_for_ter_with_the_reason() -> None:
    check_short(["word " * 500], "sys.txt")
    with pytest.raises(EvaluationError, match=r"sys\.txt:2: 501 words in a segment; TER is refused over 500, because"):
        check_short(["word", "word " * 501], "sys.txt")


def test_transposed_references_are_told() -> None:
    with pytest.raises(EvaluationError, match="30 of 2 segments each look transposed"):
        check_references([["one", "two"]] * 30, [f"r{at}" for at in range(30)])
