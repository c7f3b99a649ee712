from yiwen.eval.counting import Corpus
from yiwen.eval.doubts import doubts_of_corpus, doubts_of_system, doubts_of_systems, straight_quotes

LINES = tuple(f"The {word} of district {at} grew." for at, word in enumerate(["output", "trade", "income", "port"] * 3))
CORPUS = Corpus(tuple(map(str, range(12))), (LINES,), ("ref",))


def _doubts(hypotheses: tuple[str, ...], corpus: Corpus = CORPUS) -> str:
    return " ".join(doubts_of_system("sys", hypotheses, corpus))


def test_lines_out_of_step_are_noticed() -> None:
    texts = ("land park river", "grain rice fields", "school pupils teach", "bond debt loans", "air water forest")
    texts += ("road bridge port", "firm profit taxes", "nurse clinic ward", "steel coal power", "tourist hotel museum")
    corpus = Corpus(tuple(map(str, range(10))), (texts,), ("ref",))
    assert "the next line of the reference" in _doubts((*texts[1:], "x"), corpus)
    assert "the previous line of the reference" in _doubts(("x", *texts[:-1]), corpus)
    assert not _doubts((*texts[:-1], "tourist inn museum"), corpus)


def test_copies_of_reference_and_source_are_noticed() -> None:
    source = tuple(f"第{at}区" for at in range(12))
    corpus = Corpus(CORPUS.ids, CORPUS.references, ("ref",), source)
    assert "identical to a reference" in _doubts(LINES, corpus)
    assert "identical to the source" in _doubts(source, corpus)


def test_a_system_in_chinese_and_other_quotation_marks_are_noticed() -> None:
    assert "mostly in Chinese" in _doubts(tuple(f"第{at}区的产值增长了" for at in range(12)))
    curly = tuple(f"The “{line}”" for line in LINES)
    straight = tuple(f'The "{line}"' for line in LINES)
    corpus = Corpus(CORPUS.ids, (curly,), ("ref",))
    (doubt,) = doubts_of_systems({"one": straight, "two": straight, "three": (*curly[:-1], "The end.")}, corpus)
    assert doubt.startswith("one, two: straight quotation marks, curly ones in the reference")


def test_repeated_segments_are_counted() -> None:
    corpus = Corpus(("1", "2", "3"), (("same", "same", "other"),), ("ref",))
    assert list(doubts_of_corpus(corpus)) == [
        "1 of 3 reference segments stand there more than once; they count each time"
    ]


def test_a_good_system_raises_no_doubt() -> None:
    assert not _doubts(tuple(line.replace("grew", "rose") for line in LINES))


def test_only_quotation_marks_are_straightened() -> None:
    assert straight_quotes("‘a’ “b” – …") == "'a' \"b\" – …"
