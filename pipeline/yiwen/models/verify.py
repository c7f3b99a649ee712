"""Is a model what it should be, and does it work?"""

from collections.abc import Iterator
from dataclasses import dataclass

from yiwen.errors import ModelError
from yiwen.models.load import find, load_translator
from yiwen.models.store import recorded, required, wrong_files
from yiwen.types import Passage

SAMPLE = "全市完成固定资产投资12.5亿元，同比增长6.2%。"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was checked."""

    text: str
    wrong: bool = False


def verify(spec: str) -> Iterator[Line]:
    """Yield what was checked: files against the sums on record, loading, one sentence.

    Raises:
        ModelError: there is no such model, or it is not on this machine.
    """
    model = find(spec)
    if model.backend in ("openai", "file"):
        raise ModelError(f"{model.id}: has no files here to verify")
    folder = required(model)
    wrong = wrong_files(model, folder)
    yield from (Line(f"{folder / text}", wrong=True) for text in wrong)
    count = len({**recorded(folder), **model.files})
    if not wrong:
        yield Line(f"{count} files are those on record" if count else "no sums on record for this folder")
    if "translation" not in model.tasks:
        return
    try:
        made = load_translator(spec, accept_licence=True).translate([Passage(SAMPLE)])[0]
    except ModelError as error:
        yield Line(str(error), wrong=True)
        return
    yield Line(made.problem, wrong=True) if made.problem else Line(f"{SAMPLE} -> {made.text}")
