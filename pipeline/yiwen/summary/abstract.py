"""The abstractive summary: a model writes, every sentence is verified, what fails gives way to the report's own.

The report goes to the model section by section (map) and the drafts are made one (merge), in rounds where they are too
many for its context; nothing is cut off on the way. Which model answers is none of this module's business.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template

from yiwen.errors import DocumentError, ModelError
from yiwen.summary.answers import closed, hangs, plain, said
from yiwen.summary.blocks import blocks, sections
from yiwen.summary.chunks import chunks
from yiwen.summary.extract import DEFAULT_WORDS, FIGURES, summarize
from yiwen.summary.figures import key_figures
from yiwen.summary.headline import title
from yiwen.summary.language import require_english_prose
from yiwen.summary.sentences import Sentence, sentences_of
from yiwen.summary.verify import Checked, Verifier
from yiwen.summary.verify.names import Terms
from yiwen.summary.verify.reading import Reading
from yiwen.text.segment import sentences
from yiwen.types import Document, Summarizer, Summary, SummarySentence

_PROMPTS = Path(__file__).resolve().parent / "prompts"
_TOKENS_A_WORD = 2
_LEAST_WORDS = 25
_MOST_TERMS = 40
_MOST_ROUNDS = 8
_NO_TERMS: Mapping[str, Sequence[str]] = {}
_CUT_OFF = 0.9  # of the tokens that it may have: an answer that long and without an end was cut off


@dataclass(slots=True)
class _Draft:
    """The sentences so far and what was done to the model's."""

    kept: list[SummarySentence] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    replaced: list[int] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(sentence.text.split()) for sentence in self.kept)


@dataclass(frozen=True, slots=True)
class _Writer:
    """A model with what every prompt to it needs; `notes` gathers what went wrong."""

    model: Summarizer
    title: str
    terms: Mapping[str, Sequence[str]]
    finder: Terms
    notes: list[str]

    def ask(self, kind: str, text: str, words: int) -> str:
        """Return the sentences of the model's answer, one a line."""
        used = {entry for span in sentences(text) for entry, _ in self.finder.of(Reading(span.of(text)))}
        terms = [self.terms[entry][0] for entry in sorted(used)][:_MOST_TERMS]
        limit = words * _TOKENS_A_WORD
        answer = self.model.answer(_prompt(kind, text, self.title, words, terms), limit)
        if not answer.strip():
            raise ModelError(f"{self.model.name}: answered nothing; try again, or summarize without a model")
        words_only = plain(answer)
        broken = not closed(words_only)
        if broken and self.model.count(answer) < _CUT_OFF * limit and not hangs(words_only):
            words_only, broken = f"{words_only.rstrip()}.", False  # it only left the full stop out
        written = said(words_only)
        if broken:
            self.notes.append(f"an answer of {self.model.name} broke off; its unfinished last sentence was left out")
        return "\n".join(written)


def abstract(
    document: Document,
    model: Summarizer,
    *,
    words: int = DEFAULT_WORDS,
    terms: Mapping[str, Sequence[str]] = _NO_TERMS,
) -> Summary:
    """Return the model's summary, verified: `settings` says what was replaced by the report's own sentences, and why.

    Args:
        document: the report.
        model: who writes.
        words: the most words.
        terms: the glossary's English renderings by entry id; those that the text uses go into the prompt.

    Raises:
        DocumentError: the report has no English prose, or the budget is not positive.
        ModelError: the model answers nothing, or its context is too short for the prompt and a sentence.
    """
    if words <= 0:
        raise DocumentError(f"{document.name}: a summary of {words} words is empty; ask for more than 0 words")
    found = blocks(document)
    require_english_prose(document.name, found)
    draft = _Draft()
    writer = _Writer(model, title(document) or document.name, terms, Terms(terms), draft.notes)
    written, pieces = _written(document, writer, words)
    _verify(draft, said(written), Verifier(document, terms), sentences_of(sections(found), {}), words)
    if not draft.kept:
        return _fallback(document, model, words, pieces, draft.notes)
    settings = {
        "engine": "abstract",
        "words": words,
        "pieces": pieces,
        "replaced": len(draft.replaced),
        "replaced_at": tuple(draft.replaced),
        "notes": tuple(draft.notes),
    }
    return Summary(tuple(draft.kept), key_figures(document, FIGURES), settings, model.name)


def _fallback(document: Document, model: Summarizer, words: int, pieces: int, notes: Sequence[str]) -> Summary:
    """Return the extractive summary, because nothing of the model's held; and say so."""
    size = sum(len(segment.mt.split()) for segment in document.segments)
    whole = summarize(document, words=min(words, size))
    every = tuple(range(len(whole.sentences)))
    settings = {
        **whole.settings,
        "pieces": pieces,
        "replaced": len(every),
        "replaced_at": every,
        "notes": (
            *notes,
            f"nothing that {model.name} wrote is in the report: the whole summary is the report's sentences",
        ),
    }
    return Summary(whole.sentences, whole.figures, settings, model.name)


def _written(document: Document, writer: "_Writer", words: int) -> tuple[str, int]:
    """Return the model's text and the number of pieces that it was made from."""
    model = writer.model
    room = _room(writer, words, max(words, _LEAST_WORDS) * _TOKENS_A_WORD)
    pieces = chunks(document, room, model.count)
    share = words if len(pieces) == 1 else max(_LEAST_WORDS, 2 * words // len(pieces))
    drafts = [writer.ask("section", piece, share) for piece in pieces]
    for _ in range(_MOST_ROUNDS):
        if len(drafts) == 1:
            break
        groups = _groups(drafts, room, model)
        if len(groups) == len(drafts):
            break
        share = words if len(groups) == 1 else max(_LEAST_WORDS, 2 * words // len(groups))
        drafts = [writer.ask("merge", group, share) for group in groups]
    return "\n\n".join(drafts), len(pieces)


def _room(writer: "_Writer", words: int, answer: int) -> int:
    """Return the tokens that are left for text beside the prompt and the answer."""
    model = writer.model
    longest = sorted((renderings[0] for renderings in writer.terms.values() if renderings), key=len)[-_MOST_TERMS:]
    prompts = [_prompt(kind, "", writer.title, words, longest) for kind in ("section", "merge")]
    room = model.context - max(model.count(prompt) for prompt in prompts) - answer
    if room <= answer:
        raise ModelError(
            f"{model.name}: a context of {model.context} tokens leaves no room for text; ask for fewer words or take a "
            "model with a longer context"
        )
    return room


def _groups(drafts: Sequence[str], room: int, model: Summarizer) -> list[str]:
    """Return neighbouring drafts joined as long as they fit into the model's room."""
    groups: list[str] = []
    for draft in drafts:
        joined = f"{groups[-1]}\n\n{draft}" if groups else draft
        if groups and model.count(joined) <= room:
            groups[-1] = joined
        else:
            groups.append(draft)
    return groups


def _prompt(kind: str, text: str, name: str, words: int, terms: Sequence[str]) -> str:
    rule = f"- Use these terms as they are written here: {'; '.join(terms)}.\n" if terms else ""
    return Template(_template(kind)).substitute(text=text, title=name, words=words, terms=rule)


@cache
def _template(kind: str) -> str:
    return (_PROMPTS / f"{kind}.md").read_text(encoding="utf-8")


def _verify(
    draft: _Draft, written: Sequence[str], verifier: Verifier, candidates: Sequence[Sentence], words: int
) -> None:
    """Keep what holds of the written sentences; one that fails gives way to the sentence that it came from."""
    for text in written:
        checked = verifier.sentence(text)
        if not checked.fails and checked.evidence:
            best = checked.evidence[0]
            _add(draft, SummarySentence(text, best.segment, best.span), words, text)
            continue
        why = "; ".join(doubt.message for doubt in checked.doubts) or "nothing of it is in the report"
        own = _own_words(checked, candidates)
        if own is None:
            draft.notes.append(f'left out "{text}": {why}')
        elif _add(draft, own, words, text):
            draft.replaced.append(len(draft.kept) - 1)
            draft.notes.append(f'replaced "{text}" by the report\'s own sentence: {why}')


def _own_words(checked: Checked, candidates: Sequence[Sentence]) -> SummarySentence | None:
    """Return the report's sentence that the written one came from, if there is one that may be printed."""
    for evidence in checked.evidence:
        for one in candidates:
            if one.segment == evidence.segment and one.span.overlaps(evidence.span) and one.whole:
                return SummarySentence(one.text, one.segment, one.span)
    return None


def _add(draft: _Draft, sentence: SummarySentence, words: int, written: str) -> bool:
    """Add a sentence, unless it stands there already or is more than the budget holds; then say so."""
    if any(sentence.text == kept.text for kept in draft.kept):
        return False
    if draft.words + len(sentence.text.split()) > words:
        draft.notes.append(f'left out "{written}": the summary has its {words} words')
        return False
    draft.kept.append(sentence)
    return True
