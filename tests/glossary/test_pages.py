"""The pages of the glossary hold all that an entry says."""

from pathlib import Path

from glossary_samples import glossary_of

from yiwen.glossary.entry import Glossary
from yiwen.glossary.pages import pages, show

ENTRY = """
- id: mu-not-acre
  zh: [亩, '畝|旧']
  en: ['mu | mou', Chinese mu]
  wrong: ['acres?', {pattern: 'acreage', alone: review}]
  put: mu
  fix: safe
  alone: never
  gloss: a fifteenth of a hectare
  why: an acre is six mu
  refs: [https://example.org/REF, 'a book']
  change:
    - {src: 十亩, mt: "Ten | acres.", fixed: "Ten\\nmu."}
    - {mt: Two acres., fixed: Two mu.}
  keep:
    - {mt: Good text., why: so it is}
- id: plain
  zh: [公顷]
  en: [hectare]
  domain: units
"""


def test_the_index_names_each_field_with_its_page(tmp_path: Path) -> None:
    made = pages(glossary_of(tmp_path, ENTRY))
    index = made["README.md"].splitlines()
    assert "2 entries, 1 of which repair something." in index
    assert "| [land](pages/land.md) | 1 | 1 | 亩 mu \\| mou |" in index
    assert set(made) == {"README.md", "pages/land.md", "pages/units.md"}


def test_a_field_page_tells_what_why_before_after_and_what_is_left_alone(tmp_path: Path) -> None:
    page = pages(glossary_of(tmp_path, ENTRY))["pages/land.md"]
    for part in (
        "## 亩 / 畝|旧",
        "`mu-not-acre`",
        "an acre is six mu",
        "before: Ten \\| acres.",
        "left alone: Good text.",
    ):
        assert part in page, part


def test_years_and_the_want_of_a_source_are_told(tmp_path: Path) -> None:
    dated = ENTRY.replace("  gloss:", "  period: 2018-2020\n  gloss:").replace(
        "  domain:", "  period: '-2015'\n  domain:"
    )
    dated = dated.replace("  refs: [https://example.org/REF, 'a book']\n", "")
    made = pages(glossary_of(tmp_path, dated))
    assert "Belongs to the years: 2018-2020. No source seen." in made["pages/land.md"]
    assert "| 公顷 | hectare (until 2015) |  |" in made["pages/units.md"]
    page = show(glossary_of(tmp_path, dated).entries[0])
    assert "years\n  2018-2020\n\nsource\n  none seen\n" in page


def test_pairs_are_a_table(tmp_path: Path) -> None:
    assert "| 公顷 | hectare |  |" in pages(glossary_of(tmp_path, ENTRY))["pages/units.md"]


def test_an_entry_is_shown_with_all_its_parts(tmp_path: Path) -> None:
    page = show(glossary_of(tmp_path, ENTRY).entries[0])
    for part in (
        "mu-not-acre  (land.yaml:2)", "亩 / 畝|旧 = mu | mou", "also accepted", "Chinese mu", "what it is",
        "a fifteenth of a hectare", "why the rendering is wrong", "an acre is six mu", "safety",
        "with the Chinese: safe; from the English alone: review, never", "Chinese  十亩", "before   Ten | acres.",
        "after    Two mu.", "left alone", "Good text.  (so it is)", "source", "https://example.org/REF", "a book",
    ):  # fmt: skip
        assert part in page, part


def test_a_plain_pair_is_shown_without_empty_sections(tmp_path: Path) -> None:
    assert show(glossary_of(tmp_path, ENTRY).entries[1]) == "plain  (land.yaml:17)\n公顷 = hectare\n"


def test_an_address_is_never_broken(tmp_path: Path) -> None:
    address = "https://example.org/" + "a-b" * 50
    page = show(glossary_of(tmp_path, ENTRY.replace("https://example.org/REF", address)).entries[0])
    assert address in page


def test_an_empty_glossary_has_a_page() -> None:
    assert "0 entries, 0 of which repair something." in pages(Glossary(()))["README.md"]
