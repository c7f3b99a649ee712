"""House choices change what is written, not what is repaired; a wrong one is told with what there is."""

import pytest

from yiwen.errors import GlossaryError
from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Gloss, Settings

MT = "Nine specialized and special new enterprises came. Six specialized and special new firms left the health center."


def fixed(*house: tuple[str, str], gloss: Gloss = "off") -> str:
    document = Document("t", "txt", (Segment("1", MT),))
    return fix_document(document, Finder(Settings(house=house, gloss=gloss)))[0].after


def test_nothing_changes_unasked() -> None:
    assert fixed() == fixed(("spelling", "american"), ("slogans", "plain"))


def test_british_spelling_is_written_and_the_text_round_it_is_left() -> None:
    text = fixed(("spelling", "british"))
    assert "Nine specialised, refined, distinctive and innovative enterprises" in text
    assert text.endswith("the health center.")


def test_another_accepted_rendering_is_written() -> None:
    assert "Nine SRDI enterprises came. Six SRDI firms" in fixed(("srdi", "SRDI"))


def test_first_in_full_then_short() -> None:
    text = fixed(gloss="short")
    assert "specialized, refined, distinctive and innovative (SRDI) enterprises came. Six SRDI firms left" in text


def test_a_fixed_text_stays_under_the_same_choices() -> None:
    for house in ((("spelling", "british"),), (("srdi", "SRDI"),)):
        once = fixed(*house)
        document = Document("t", "txt", (Segment("1", once),))
        assert fix_document(document, Finder(Settings(house=house)))[0].after == once


@pytest.mark.parametrize(
    ("house", "message"),
    [
        (("speling", "british"), "did you mean 'spelling'"),
        (("spelling", "welsh"), "choose one of: american; british"),
        (("srdi", "small and new"), "choose one of: specialized, refined"),
    ],
)
def test_a_wrong_choice_is_told(house: tuple[str, str], message: str) -> None:
    with pytest.raises(GlossaryError, match=message):
        Finder(Settings(house=(house,)))


def test_quoted_slogans_where_the_glossary_has_them() -> None:
    finder = Finder(Settings(house=(("slogans", "quoted"),)))
    slogans = [entry for entry in finder.glossary.entries if entry.domain == "slogans"]
    quoted = [entry for entry in slogans if any(en.startswith('"') for en in entry.en)]
    assert quoted
    assert all(entry.en[0].startswith('"') for entry in quoted)
