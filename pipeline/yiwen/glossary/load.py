"""Read entries from YAML: every field checked, every error with the file and the line of what is wrong."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from yiwen.errors import GlossaryError
from yiwen.glossary.conditions import CONDITIONS
from yiwen.glossary.entry import Change, Condition, Entry, Examples, Keep, Period, Wrong
from yiwen.glossary.patterns import PatternError, check_word, fill, prepare
from yiwen.glossary.put import stray_brace, template_groups
from yiwen.types import Fix

ENTRY_FIELDS = (
    "id zh not_in en wrong put fix alone when unless ambiguous case gloss domain why period refs change keep".split()
)
WRONG_FIELDS = "pattern put fix alone when unless ambiguous case".split()
_PERIOD = re.compile(r"(?=.*\d)(?P<since>\d{4})?(?P<to>-)?(?P<until>(?<=-)\d{4})?")  # 2021-2025, 2018-, -2018, 2020
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader where PyYAML was built with it


@dataclass(frozen=True, slots=True)
class Place:
    """A YAML node with its file: what an error points at."""

    node: yaml.Node
    file: str

    @property
    def where(self) -> str:
        """The place as `file:line`."""
        return f"{self.file}:{self.node.start_mark.line + 1}"

    def error(self, message: str) -> GlossaryError:
        """Return an error that points here."""
        return GlossaryError(f"{self.where}: {message}")

    def items(self, what: str) -> list["Place"]:
        """Return the places of a list's items; a single value is a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Place(node, self.file) for node in self.node.value]
        if isinstance(self.node, yaml.ScalarNode):
            return [self] if self.node.value else []
        raise self.error(f"{what} must be a list")

    def fields(self, known: list[str], what: str) -> dict[str, "Place"]:
        """Return the places of a mapping's values by key; an unknown or doubled key is an error."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error(f"{what} must be a mapping of fields")
        found: dict[str, Place] = {}
        for key, value in self.node.value:
            name, place = str(key.value), Place(key, self.file)
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                raise place.error(
                    f"unknown field '{name}'; "
                    + (f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}")
                )
            if name in found:
                raise place.error(f"field '{name}' stands twice; keep one")
            found[name] = Place(value, self.file)
        return found

    def text(self, what: str) -> str:
        """Return a scalar's text."""
        if not isinstance(self.node, yaml.ScalarNode):
            raise self.error(f"{what} must be text")
        return str(self.node.value)

    def texts(self, what: str) -> tuple[str, ...]:
        """Return the texts of a list."""
        return tuple(item.text(what) for item in self.items(what))

    def filled_texts(self, what: str) -> tuple[str, ...]:
        """Return the texts of a list that must hold one or more, none of them blank."""
        texts = self.texts(what)
        if not texts or not all(text.strip() for text in texts):
            raise self.error(f"'{what}' needs at least one text, and none that is empty")
        return texts

    def flag(self, what: str) -> bool:
        """Return true or false."""
        text = self.text(what)
        if text not in ("true", "false"):
            raise self.error(f"{what} must be true or false, not '{text}'")
        return text == "true"

    def fix(self, what: str) -> Fix:
        """Return a safety level."""
        text = self.text(what)
        try:
            return Fix(text)
        except ValueError:
            raise self.error(f"{what} must be safe, review or never, not '{text}'") from None

    def period(self, what: str) -> Period:
        """Return the years of `2021-2025`, `2018-`, `-2018` or `2020`."""
        text = self.text(what)
        years = _PERIOD.fullmatch(text)
        if years is None:
            raise self.error(f"{what} must be years, as in 2021-2025, 2018-, -2018 or 2020, not '{text}'")
        since, until = (int(years[name]) if years[name] else None for name in ("since", "until"))
        found = Period(since, until if years["to"] else since)
        if found.since and found.until and found.since > found.until:
            raise self.error(f"{what} ends before it begins: '{text}'")
        return found


def load_words(path: Path) -> dict[str, str]:
    """Return the named lists of `words.yaml` as alternatives of a pattern."""
    root = _root(path)
    if not isinstance(root.node, yaml.MappingNode):
        raise root.error("the words file must be a mapping of lists")
    known = [str(key.value) for key, _ in root.node.value]
    return {
        name: "|".join(place.filled_texts("a list of words")) for name, place in root.fields(known, "the file").items()
    }


def load_entries(path: Path, words: Mapping[str, str], *, user: bool = False) -> list[Entry]:
    """Return the entries of a YAML file, in order.

    Raises:
        GlossaryError: a field, pattern, condition or example is wrong; the message starts with `file:line:`.
    """
    root = _root(path)
    if not isinstance(root.node, yaml.SequenceNode):
        raise root.error("a glossary file is a list of entries, each starting with '- id:'")
    if not root.node.value:
        raise root.error("the file holds no entry; it needs a list of them, each starting with '- id:'")
    return [_entry(place, path.stem, words, user=user) for place in root.items("the file")]


def check_unique(entries: list[Entry]) -> None:
    """Raise a GlossaryError when two entries have one id."""
    seen: dict[str, Entry] = {}
    for entry in entries:
        if entry.id in seen:
            raise GlossaryError(f"{entry.where}: id '{entry.id}' is taken by {seen[entry.id].where}; choose another")
        seen[entry.id] = entry


def _root(path: Path) -> Place:
    """Return the root node of a YAML file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from error
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line = mark.line + 1 if mark else text.count("\n", 0, getattr(error, "position", 0)) + 1
        problem = getattr(error, "problem", None) or getattr(error, "reason", "it cannot be parsed")
        raise GlossaryError(f"{path.name}:{line}: not YAML: {problem}; put quotes round the text there") from error
    if node is None:
        raise GlossaryError(f"{path.name}:1: the file is empty; it needs a list of entries")
    return Place(node, path.name)


def _entry(place: Place, domain: str, words: Mapping[str, str], *, user: bool) -> Entry:
    got = place.fields(ENTRY_FIELDS, "an entry")
    for name in ("id", "zh", "en"):
        if name not in got:
            raise place.error(f"an entry needs '{name}'")
    examples = Examples(_examples(got, "change", _change), _examples(got, "keep", _keep))
    entry = Entry(
        id=got["id"].filled_texts("id")[0],
        zh=got["zh"].filled_texts("zh"),
        en=got["en"].filled_texts("en"),
        not_in=_texts(got, "not_in"),
        wrong=_wrongs(got, words),
        gloss=_text(got, "gloss"),
        domain=_text(got, "domain") or domain,
        why=_text(got, "why"),
        period=got["period"].period("period") if "period" in got else None,
        refs=_texts(got, "refs"),
        examples=lambda: examples,
        where=place.where,
        user=user,
    )
    if entry.wrong and not user and not (examples.change and examples.keep and entry.why):
        raise place.error(f"'{entry.id}' repairs, so it needs 'why' and at least one 'change' and one 'keep' example")
    return entry


def _text(got: Mapping[str, Place], name: str) -> str:
    return got[name].text(name) if name in got else ""


def _texts(got: Mapping[str, Place], name: str) -> tuple[str, ...]:
    return got[name].texts(name) if name in got else ()


def _examples(got: Mapping[str, Place], name: str, make: Callable[[Place], Any]) -> tuple[Any, ...]:
    return tuple(make(item) for item in got[name].items(name)) if name in got else ()


def _change(place: Place) -> Change:
    got = place.fields(["src", "mt", "fixed"], "a change")
    if not {"mt", "fixed"} <= got.keys():
        raise place.error("a change needs 'mt' and 'fixed'")
    return Change(got["mt"].text("mt"), got["fixed"].text("fixed"), _text(got, "src") or None, place.where)


def _keep(place: Place) -> Keep:
    got = place.fields(["src", "mt", "why"], "a keep")
    if not {"mt", "why"} <= got.keys():
        raise place.error("a keep needs 'mt' and 'why'")
    return Keep(got["mt"].text("mt"), got["why"].text("why"), _text(got, "src") or None, place.where)


def _wrongs(got: Mapping[str, Place], words: Mapping[str, str]) -> tuple[Wrong, ...]:
    if "wrong" not in got:
        return ()
    return tuple(_wrong(item, got, words) for item in got["wrong"].items("wrong"))


def _wrong(place: Place, entry: Mapping[str, Place], words: Mapping[str, str]) -> Wrong:
    """Return a wrong rendering: a pattern, or a mapping whose fields beat those of the entry."""
    own = place.fields(WRONG_FIELDS, "a wrong rendering") if isinstance(place.node, yaml.MappingNode) else {}
    if own and "pattern" not in own:
        raise place.error("a wrong rendering needs 'pattern'")
    at = own.get("pattern", place)
    got = {**entry, **own}
    try:
        pattern = prepare(at.text("pattern"), words)
    except PatternError as error:
        raise at.error(str(error)) from error
    put = got["put"].text("put") if "put" in got else entry["en"].filled_texts("en")[0]
    stray = stray_brace(put)
    if stray:
        raise got.get("put", at).error(f"'put' holds a '{stray}' that belongs to no field such as {{n}} or {{v:boost}}")
    unknown = template_groups(put) - pattern.groups
    if unknown:
        raise at.error(f"'put' names {{{min(unknown)}}}, which the pattern does not capture")
    return Wrong(
        pattern=pattern,
        put=put,
        fix=got["fix"].fix("fix") if "fix" in got else Fix.SAFE,
        alone=got["alone"].fix("alone") if "alone" in got else Fix.NEVER,
        when=_conditions(got, "when", words),
        unless=_conditions(got, "unless", words),
        ambiguous=got["ambiguous"].flag("ambiguous") if "ambiguous" in got else False,
        case=got["case"].flag("case") if "case" in got else False,
        where=at.where,
    )


def _conditions(got: Mapping[str, Place], field: str, lists: Mapping[str, str]) -> tuple[Condition, ...]:
    return tuple(_condition(item, lists) for item in got[field].items(field)) if field in got else ()


def _condition(place: Place, lists: Mapping[str, str]) -> Condition:
    """Return a condition written as its name, or as `name: [words]`."""
    if isinstance(place.node, yaml.MappingNode):
        if len(place.node.value) != 1:
            raise place.error("a condition is one name with its words, as in 'near: [school, pupil]'")
        key, value = place.node.value[0]
        name, words = str(key.value), _condition_words(Place(value, place.file), lists)
    else:
        name, words = place.text("a condition"), ()
    known = CONDITIONS.get(name)
    if known is None:
        raise place.error(f"unknown condition '{name}'; known: {', '.join(sorted(CONDITIONS))}")
    if known.takes_words != bool(words):
        raise place.error(f"condition '{name}' takes {'words' if known.takes_words else 'no words'}")
    return Condition(name, words)


def _condition_words(place: Place, lists: Mapping[str, str]) -> tuple[str, ...]:
    try:
        words = tuple(fill(word, lists) for word in place.texts("a condition's words"))
        for word in words:
            check_word(word)
    except PatternError as error:
        raise place.error(f"a condition's word is no pattern: {error}") from error
    return words
