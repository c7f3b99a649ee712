"""Figures that contradict each other are told; those that agree, or that nothing binds together, are not."""

import pytest

from yiwen.checks import check_document
from yiwen.types import Document, Finding, Fix, Segment


def check(text: str) -> list[Finding]:
    (found,) = check_document(Document("d", "txt", (Segment("0", text),)))
    return list(found)


@pytest.mark.parametrize(
    ("text", "rule", "told"),
    [
        ("The yard covers 40,000 square meters (60 acres).", "two-units", "60 mu would agree"),
        ("The base covers 3,000 acres (200 hectares).", "two-units", "3,000 mu would agree"),
        ("The yard covers 8 hectares, or 800,000 square meters.", "two-units", "8 hectares is 80,000 square meters"),
        ("The mill ground 600,000 tons (6 million jin) of rice.", "two-units", "600,000 tons"),
        ("In all 61 of the 101 mills, or 80 percent, reopened.", "share-mismatch", "61 of 101 is 60.4 percent"),
        ("It spent 30 million yuan of the 40 million yuan (25 percent).", "share-mismatch", "75 percent"),
        (
            "Planned investment was 100 million yuan and 680 million yuan was completed, 68 percent of the plan.",
            "share-mismatch", "680 percent",
        ),
        ("It opened 30 shops in 60 days, one shop every 5 days.", "rate-mismatch", "one every 2 days"),
        ("It has 12 schools, namely 5 primary schools and 3 middle schools.", "total-mismatch", "the parts make 8"),
        ("Revenue reached 26,508 million yuan.", "long-millions", "26,508 million"),
        ("They will build a 100 billion industrial cluster.", "currency-missing", "currency is missing"),
        ("Several billion-yuan projects began.", "bare-billion", "100-million-yuan"),
    ],
)  # fmt: skip
def test_a_contradiction_is_told_and_never_repaired(text: str, rule: str, told: str) -> None:
    (finding,) = check(text)
    assert finding.rule == rule
    assert told in finding.message
    assert (finding.fix, finding.suggestion) == (Fix.NEVER, None)


@pytest.mark.parametrize(
    "text",
    [
        "The 120,000-square-metre (30-acre) yard was sold.",
        "The yard covers 40,000 square meters (60 mu).",
        "The plain covers 20,000 mu (about 1,333 hectares).",
        "The yard covers 40 mu, and the shop (60 square meters) is new.",
        "The road is 5 kilometers (3.1 miles) long.",
        "There are 101 mills, including 61 new ones, accounting for 60.39%.",
        "In all 61 of the 101 mills, or 60.39 percent, reopened.",
        "In all 61 of the 101 mills reopened, and trade grew 80 percent.",
        "The planned investment was 1 billion yuan and 680 million yuan was completed, 68 percent of the annual plan.",
        "The planned investment was 1 billion yuan and 680 million yuan was invested, up 12 percent year on year.",
        "It opened 101 shops last year, one shop every 3.6 days.",
        "It opened 30 shops in 60 days, one shop every 2 days.",
        "It has 8 schools, namely 5 primary schools and 3 middle schools.",
        "Loans: 100 million yuan, made up of 60 million yuan here and 40 million yuan there; 10 million yuan due.",
        "Turnover reached HK$26,508 million.",
        "They will build a 100 billion yuan industrial cluster for 3 million industrial workers.",
        "A 2-billion-yuan project and a US$3 billion industrial park began.",
        "Revenue reached 26.5 billion yuan.",
    ],
)
def test_figures_that_agree_are_left_alone(text: str) -> None:
    assert check(text) == []
