"""Make entries of plain pairs of Chinese and English: a termbase of the user, or pairs that only protect."""

from collections.abc import Mapping
from pathlib import Path

from yiwen.errors import GlossaryError
from yiwen.glossary.entry import Entry, Wrong
from yiwen.glossary.exchange import JunkRow, Termbase, TermRow, merged, read_termbase, rows_of
from yiwen.glossary.forbidden import rewritings
from yiwen.glossary.introduced import with_each_form
from yiwen.glossary.load import check_unique, load_entries
from yiwen.glossary.patterns import prepare
from yiwen.glossary.termbase_readers import holds_yaml_pairs
from yiwen.types import Fix

_YAML = (".yaml", ".yml")


def load_user_glossary(path: Path, words: Mapping[str, str]) -> list[Entry]:
    """Return the entries of a user's glossary: pairs (csv, xlsx, tbx, json, yaml ...), or whole entries (yaml).

    Raises:
        GlossaryError: the file cannot be read, is of another kind, or holds no pair.
    """
    return load_user_glossary_and_junk(path, words)[0]


def load_user_glossary_and_junk(path: Path, words: Mapping[str, str]) -> tuple[list[Entry], tuple[JunkRow, ...]]:
    """Return the entries of a user's glossary, and the rows of it that cannot be used.

    Raises:
        GlossaryError: the file cannot be read, is of another kind, or holds no pair.
    """
    if path.suffix.lower() in _YAML and not holds_yaml_pairs(path):
        entries = load_entries(path, words, user=True)
        check_unique(entries)
        return entries, ()
    return _load(path, user=True)


def load_termbase(path: Path, words: Mapping[str, str]) -> Termbase:
    """Return the terms of a user's glossary, to be written in another format; of whole entries without their rules.

    Raises:
        GlossaryError: the file cannot be read, is of another kind, or holds no pair.
    """
    if path.suffix.lower() in _YAML and not holds_yaml_pairs(path):
        return Termbase(tuple(rows_of(load_user_glossary(path, words))))
    return read_termbase(path)


def load_pairs(path: Path, *, user: bool) -> list[Entry]:
    """Return an entry for each Chinese term of a file of pairs, in order.

    Of several rows for one term all renderings are accepted, and the first row's first is written. Of a user's file
    rows that cannot be used are left out.

    Raises:
        GlossaryError: the file is wrong, or a row of one that is not a user's; the message starts with `file:line:`.
    """
    return _load(path, user=user)[0]


def _load(path: Path, *, user: bool) -> tuple[list[Entry], tuple[JunkRow, ...]]:
    termbase = read_termbase(path)
    if termbase.junk and not user:
        raise GlossaryError(f"{termbase.junk[0].where}: {termbase.junk[0].problem}; mend it or take it out")
    stem = path.stem if not user else f"user-{path.stem}"
    entries = [_entry(row, stem, path.stem, user=user) for row in merged(termbase.rows)]
    return entries, termbase.junk


def _entry(row: TermRow, stem: str, domain: str, *, user: bool) -> Entry:
    """Return a row's entry; forbidden renderings are repaired with the Chinese in view, without it only reported."""
    why = f"The termbase {domain} forbids this rendering of {row.zh}." if row.forbidden else ""
    return Entry(
        id=f"{stem}:{row.zh}",
        zh=(row.zh,),
        en=with_each_form(row.en),
        wrong=tuple(
            Wrong(prepare(pattern, {}), put, Fix.SAFE, Fix.REVIEW, where=row.where)
            for term in row.forbidden
            for pattern, put in rewritings(term, row.en[0])
        ),
        domain=domain,
        why=why,
        where=row.where,
        user=user,
    )
