"""Names repaired with `--unsafe`: doing it twice changes nothing, and a person's surname is never changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.text.edits import undo
from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

WRITTEN = {
    "李建国": [
        "Li Jianguo",
        "Li Jian-guo",
        "Jianguo Li",
        "Zhang Jianguo",
        "Zhang Jian-guo",
        "Li Jiangguo",
        "Li Jianhua",
    ],
    "欧阳慧": ["Ouyang Hui", "Hui Ouyang", "Zhang Hui", "Ou Yanghui"],
    "陈茂波": ["Chen Maobo", "Chan Mo-po", "Chan Maobo", "Wang Maobo"],
}
ROWS = st.lists(
    st.sampled_from([(zh, en) for zh, spellings in WRITTEN.items() for en in spellings]), min_size=1, max_size=6
)


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings(unsafe=True, builtin=False))


@settings(deadline=None)
@given(rows=ROWS, source=st.booleans())
def test_fixing_names_twice_changes_nothing(finder: Finder, rows: list[tuple[str, str]], source: bool) -> None:
    def document(texts: list[str]) -> Document:
        pairs = zip(texts, rows, strict=True)
        segments = (
            Segment(str(number), text, f"市长{zh}说，会议很重要。" if source else None)
            for number, (text, (zh, _)) in enumerate(pairs)
        )
        return Document("d", "jsonl", tuple(segments))

    before = [f"Mayor {en} said that the meeting is important." for _, en in rows]
    revisions = fix_document(document(before), finder)
    assert [undo(revision.after, revision.edits) for revision in revisions] == before
    after = [revision.after for revision in revisions]
    assert [revision.after for revision in fix_document(document(after), finder)] == after
    if source:
        for text, made in zip(before, after, strict=True):
            assert ("Zhang" in text) == ("Zhang" in made)
