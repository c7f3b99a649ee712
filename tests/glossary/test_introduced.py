"""A rendering that introduces an abbreviation is accepted in full and short, too."""

import pytest

from yiwen.glossary.introduced import with_each_form


@pytest.mark.parametrize(
    ("rendering", "forms"),
    [
        ("Ministry of Ponds (MOP)", ("Ministry of Ponds", "MOP")),
        ("Ministry of Commerce (MOFCOM)", ("Ministry of Commerce", "MOFCOM")),
        ("National Fund of Lianhe (NFL)", ("National Fund of Lianhe", "NFL")),
        ("Center for Pond Control and Care (CPC)", ("Center for Pond Control and Care", "CPC")),
    ],
)
def test_both_forms_are_accepted(rendering: str, forms: tuple[str, ...]) -> None:
    assert with_each_form([rendering]) == (rendering, *forms)


@pytest.mark.parametrize(
    "rendering",
    [
        "Pond (Amendment) Rules",
        "Ministry of Ponds (PRC)",
        "pond (II)",
        "pond (Lianhe)",
        "over-the-counter (OTC) drug",
        "Ponds",
    ],
)
def test_other_brackets_are_left(rendering: str) -> None:
    assert with_each_form([rendering]) == (rendering,)


def test_nothing_is_said_twice() -> None:
    assert with_each_form(["Ministry of Ponds (MOP)", "MOP"]) == ("Ministry of Ponds (MOP)", "MOP", "Ministry of Ponds")
