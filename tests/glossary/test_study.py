"""The glossary measured on rows, terms mined from them, lessons learnt from a reviser."""

import yaml

from yiwen.glossary.builtin import builtin_glossary
from yiwen.glossary.entry import Entry, Glossary
from yiwen.glossary.learn import as_yaml, learn
from yiwen.glossary.mine import mine
from yiwen.glossary.stats import coverage, measure, totals
from yiwen.types import Document, Segment


def document(*rows: tuple[str | None, str]) -> Document:
    return Document("d", "jsonl", tuple(Segment(str(i), mt, src) for i, (src, mt) in enumerate(rows)))


def test_a_fire_is_right_where_the_chinese_holds_the_term() -> None:
    rows = document(
        ("新增300亩", "It added 300 acres."), ("新增300英尺", "It added 300 acres."), (None, "It added 300 acres.")
    )
    record = measure(builtin_glossary(), [rows])["mu-not-acre"]
    assert (record.fires, record.right, record.precision) == (2, 1, 0.5)
    assert record.wrong_places == ["1: 300 acres"]
    assert record.unjudged == 1


def test_coverage_adds_up() -> None:
    glossary = builtin_glossary()
    found = totals(coverage(glossary))
    assert found.entries == len(glossary.entries)
    assert found.repairing == sum(bool(entry.wrong) for entry in glossary.entries)
    assert 0 < found.proven <= min(found.sourced, found.repairing)
    assert found.dated == sum(entry.period is not None for entry in glossary.entries)


def test_a_frequent_term_is_mined_with_its_english() -> None:
    frames = ["建成{}三座", "推进{}工作", "关于{}的通知", "这个{}很大", "新的{}"]
    rows = [
        Segment(str(i), f"The harvest depot number {i} opened and {word} rose.", frame.format("粮食驿站"))
        for i, (frame, word) in enumerate(zip(frames, ["rain", "tax", "snow", "wind", "trade"], strict=True))
    ]
    rows += [Segment(f"x{i}", f"{word} fell sharply.", "其他内容") for i, word in enumerate(["rain", "tax", "snow"])]
    best = mine(rows, Glossary(()), least=3)[0]
    assert best.zh == "粮食驿站"
    assert best.count == 5
    assert any("harvest depot" in rendering for rendering in best.renderings)


def test_what_has_an_entry_is_not_mined() -> None:
    rows = [Segment(str(i), "A depot.", f"{edge}粮食驿站{edge}") for i, edge in enumerate("甲乙丙丁")]
    entry = Entry("depot", ("粮食驿站",), ("depot",))
    assert "粮食驿站" not in {one.zh for one in mine(rows, Glossary((entry,)), least=3)}


def test_a_lesson_is_a_change_made_twice() -> None:
    pairs = [
        ("The grain post station opened.", "The grain depot opened."),
        ("Two grain post station sites.", "Two grain depot sites."),
        ("A post station of old.", "A post station of old."),
        ("One slip here.", "One slope here."),
    ]
    (lesson,) = learn(pairs)
    assert (lesson.before, lesson.after, lesson.times, lesson.kept) == ("post station", "depot", 2, 1)


def test_a_lesson_holds_the_neighbour_that_the_words_always_had() -> None:
    pairs = [
        ("Nine chain owners came.", "Nine chain leaders came."),
        ("The chain owners signed.", "The chain leaders signed."),
        ("The owners signed too.", "The owners signed too."),
    ]
    (lesson,) = learn(pairs)
    assert (lesson.before, lesson.after, lesson.times, lesson.kept) == ("chain owners", "chain leaders", 2, 0)


def test_words_of_two_characters_are_mined_when_asked_for() -> None:
    rows = [Segment(str(i), "A depot.", f"{edge}驿站{edge}") for i, edge in enumerate("甲乙丙丁")]
    assert not mine(rows, Glossary(()))
    assert [one.zh for one in mine(rows, Glossary(()), shortest=2)] == ["驿站"]


def test_lessons_are_entries_to_fill_in() -> None:
    pairs = [("It's the post-station's roof.", "It's the depot's roof.")] * 2
    (entry,) = yaml.safe_load(as_yaml(learn(pairs)))
    assert entry["wrong"] == ["post-station's"]
    assert entry["en"] == ["depot's"]
    assert entry["alone"] == "never"
