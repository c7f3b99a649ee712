"""Cards: what a person reads of a model before using it."""

from yiwen.models.load import find
from yiwen.models.registry import Model
from yiwen.models.store import folder_of, is_here, size
from yiwen.resources import data_folder


def card(spec: str) -> str:
    """Return a model's card with what the registry says of it, as Markdown.

    Raises:
        ModelError: there is no such model.
    """
    model = find(spec)
    page = data_folder("models") / "cards" / f"{model.id}.md"
    text = page.read_text(encoding="utf-8").rstrip() if page.is_file() else f"# {model.id}\n\n{model.note}"
    return f"{text}\n\n{_table(model)}\n"


def _table(model: Model) -> str:
    state = f"in {folder_of(model)}" if is_here(model) else f"not here; {size(model)} to pull"
    rows = {
        "for": " and ".join(model.tasks),
        "back-end": model.backend,
        "hub": model.hub,
        "revision": f"{model.revision} ({model.pinned})" if model.pinned else model.revision,
        "licence": model.licence + (" (non-commercial: needs --accept-licence)" if model.noncommercial else ""),
        "parameters": model.parameters,
        "context": f"{model.context:,} tokens" if model.context else "",
        "reads": f"a {model.unit} at a time",
        "memory": model.memory,
        "here": "on a server of yours (--server URL)" if model.backend == "openai" else state,
    }
    lines = ["| | |", "| --- | --- |", *(f"| {name} | {value} |" for name, value in rows.items() if value)]
    return "\n".join([*lines, "", *(f"- {fact.what}: {fact.source}" for fact in model.facts)])
