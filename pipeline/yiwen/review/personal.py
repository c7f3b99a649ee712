"""What decisions teach: terms that the user writes otherwise, as a glossary; and rules that they refuse."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from yiwen.review.items import Item, Passage
from yiwen.review.session import Session
from yiwen.review.settle import Standing, State

_HEAD = """\
# Terms as they were written by hand in the review of {name}.
# Read them once; then `yiwen fix --glossary FILE` writes them, or name the file under `glossaries` in .yiwen.toml.
"""
_IGNORE_HEAD = """\
# Rules of which every decided finding was refused in the review of {name}.
# Put this into .yiwen.toml beside the documents, and they keep silent there.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A Chinese term and the English that was written for it by hand, the commonest first."""

    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...]


def personal_terms(session: Session) -> tuple[Term, ...]:
    """Return a term for each Chinese that was rendered by hand; what holds figures is a phrase, not a term."""
    written: dict[tuple[str, tuple[str, ...]], Counter[str]] = {}
    for passage, item, standing in _decided(session):
        text = standing.text or ""
        if standing.state is State.EDITED and text.strip() and not any(map(str.isdigit, text)):
            zh = _chinese(session, passage, item)
            if zh:
                written.setdefault((item.rules[0], zh), Counter())[_lemma(session, item, text)] += 1
    return tuple(
        Term(
            f"my-{rule}" if len(written) == 1 else f"my-{rule}-{number}", zh, tuple(en for en, _ in texts.most_common())
        )
        for number, ((rule, zh), texts) in enumerate(written.items(), 1)
    )


def glossary_yaml(session: Session) -> str:
    """Return the terms as a glossary file that `--glossary` reads; empty where there are none."""
    terms = [{"id": term.id, "zh": list(term.zh), "en": list(term.en)} for term in personal_terms(session)]
    if not terms:
        return ""
    body = yaml.safe_dump(terms, allow_unicode=True, sort_keys=False, width=120)
    return _HEAD.format(name=_one_line(session.path.name)) + body


def refused_rules(session: Session) -> dict[str, int]:
    """Return the rules of which something was refused and nothing stands, with how often."""
    refused: Counter[str] = Counter()
    standing: set[str] = set()
    for passage, stand in zip(session.passages, session.standings().values(), strict=True):
        for item, one in zip(passage.items, stand, strict=True):
            if one.state is State.REFUSED:
                refused.update(item.rules)
            elif one.state in (State.ACCEPTED, State.EDITED):
                standing.update(item.rules)
    return {rule: refused[rule] for rule in sorted(refused) if rule not in standing}


def ignore_toml(session: Session) -> str:
    """Return the refused rules as lines of `.yiwen.toml`; empty where there are none."""
    rules = refused_rules(session)
    if not rules:
        return ""
    lines = "".join(f'  "{rule}",  # refused {"once" if n == 1 else f"{n} times"}\n' for rule, n in rules.items())
    return f"{_IGNORE_HEAD.format(name=_one_line(session.path.name))}ignore = [\n{lines}]\n"


def _decided(session: Session) -> Iterator[tuple[Passage, Item, Standing]]:
    for passage, stand in zip(session.passages, session.standings().values(), strict=True):
        for item, one in zip(passage.items, stand, strict=True):
            if one.decision is not None:
                yield passage, item, one


def _chinese(session: Session, passage: Passage, item: Item) -> tuple[str, ...]:
    """Return the Chinese that an item renders: its entry's, else what stands in the source."""
    entry = session.entries.get(item.rules[0])
    if entry is not None:
        return entry.zh
    if item.src_span is not None and passage.segment.src:
        return (item.src_span.of(passage.segment.src),)
    return ()


def _lemma(session: Session, item: Item, text: str) -> str:
    """Return the entry's own rendering where the text is that with an ending, else the text as written."""
    entry = session.entries.get(item.rules[0])
    known = entry.en if entry else ()
    return next((en for en in known if text in (en, f"{en}s", f"{en}es", en.capitalize())), text)


def _one_line(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name)
