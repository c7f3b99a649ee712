"""An English quantity written anew, with another figure or unit: where, and what to put there."""

import re
from collections.abc import Iterator, Sequence

from yiwen.glossary.inflect import article, pluralize
from yiwen.text.quantities.english import ends
from yiwen.text.quantities.pairing import significant
from yiwen.text.quantities.units import BY_NAME
from yiwen.text.quantities.written import figure_in, figure_span, write_figure
from yiwen.types import Quantity, Span

_ARTICLE = re.compile(r"(?<![A-Za-z])([Aa]n?)([ \u00a0])$")
_OWN_ARTICLE = re.compile(r"[Aa]n?[ \u00a0]")
_STRAY_SCALE = re.compile(r"(?P<noun> [a-z]+)(?:\. |, ?| )(?:Thousand|Million|Billion|Trillion)\b(?=\W*$|[.,;])")
_GARBLED = re.compile(
    r"(?<![\w.,/:-])\d+(?:[.,]\d+)+(?:[ -](?:thousand|million|billion|trillion)\b)?(?![\w/:])(?![.,]\d)"
)
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_SEPARATED = re.compile(r"\d+(?:\.\d+){2,}|\d+(?:,\d{1,2}){2,}")  # versions, sections, lists
_UNCHANGED = frozenset({"yuan", "mu", "jin", "yen", "won", "li", "dan", "qing", "percent", "permille"})
_SCALE_WORD = re.compile(r"[ \u00a0-](thousand|million|billion|trillion)$", re.IGNORECASE)
_IRREGULAR = frozenset({"feet", "square feet", "sq ft", "cubic feet", "inches", "square inches", "catties"})
_ATTRIBUTE_OF = re.compile(
    r" (?:increase|rise|drop|gain|growth|decline|decrease|fall|jump|cut|improvement|reduction)\b"
)

Edit = tuple[Span, str]


def with_figure(text: str, quantity: Quantity, value: float) -> Edit | None:
    """Return the place of a quantity's figure and the figure of another value; None where grammar stands in the way.

    An article before it is made to fit, and a scale word that was torn off ("40 people. Million") is swallowed.
    """
    span = figure_span(text, quantity)
    if span is None or value <= 1 or (quantity.value <= 1 and not span.of(text)[:1].isdigit()):
        return None
    own = _OWN_ARTICLE.match(text, span.start, span.end)
    if own and text[span.end : span.end + 1] == "-":  # "a thousand-billion-yuan plan": the article is the plan's
        span = Span(own.end(), span.end)
    written = write_figure(value, span.of(text))
    if quantity.value == 1 and quantity.unit and quantity.unit not in _UNCHANGED:
        return None  # "1 ton" would have to become a plural
    end = span.end
    if text[end : end + 1].isalpha() and quantity.unit and not written[-1].isalpha():
        written += " "  # 192,000ha
    torn = _STRAY_SCALE.match(text, span.end)
    if torn:
        written, end = written + torn["noun"], torn.end()
    return _with_article(text, Span(span.start, end), written)


def with_range(text: str, quantity: Quantity, low: float, high: float) -> Edit | None:
    """Return the place of both figures of a range and those of another; None where they are not printed in digits.

    A scale word that both shared stays shared where both still have it: "1.5 to 2.5 billion" is "150 to 250 million".
    """
    parts = [figure_in(text, end.span) for end in ends(text, quantity)]
    if len(parts) != 2 or parts[0] is None or parts[1] is None or high <= low <= 1:
        return None
    figures = [part.of(text) for part in parts if part]
    if not all(figure[0].isdigit() for figure in figures):
        return None
    written = [write_figure(low, figures[0]), write_figure(high, figures[1])]
    scales = [_SCALE_WORD.search(figure) for figure in (*figures, *written)]
    if scales[1] and not scales[0] and scales[2] and scales[3] and scales[2][1] == scales[3][1]:
        written[0] = written[0][: scales[2].start()]
    between = text[parts[0].end : parts[1].start]
    return _with_article(text, Span(parts[0].start, parts[1].end), between.join(written))


def with_unit(text: str, quantity: Quantity, unit: str) -> Edit | None:
    """Return the place of a quantity and the same figure with another unit; None where it cannot be told apart."""
    figure = figure_span(text, quantity)
    if figure is None:
        return None
    number, tail = figure.of(text), text[figure.end : quantity.span.end]
    if not tail and quantity.dimension != "money":
        return None  # the unit is that of a list and stands with its last amount
    if quantity.dimension == "money" and not tail:
        if text[quantity.span.end : quantity.span.end + 1] in ("-", "/") or quantity.span.of(text)[:1].isdigit():
            return None
        if _ARTICLE.search(text, 0, quantity.span.start):
            return _with_article(text, quantity.span, f"{number} {unit}".replace(" ", "-"))
        return _with_article(text, quantity.span, f"{number} {_plural(unit)}")
    joint = tail[:1] if tail[:1] in ("-", " ", "\u00a0") else " "
    attributive = joint == "-" or not _is_plural(tail, quantity.value)
    name = unit if attributive or quantity.value == 1 else _plural(unit)
    if "metre" in text:
        name = name.replace("meter", "metre")
    if joint == "-":
        name = name.replace(" ", "-")
    return _with_article(text, quantity.span, f"{number}{joint}{name}")


def _plural(unit: str) -> str:
    return unit if unit in _UNCHANGED else pluralize(unit)


def _is_plural(tail: str, value: float) -> bool:
    """Return whether the unit stands in the plural, or has none to show ("2 ha"); "5 hectare plots" do not."""
    word = tail.strip(" -\u00a0")
    named = {name for unit in BY_NAME.values() for name in unit.words if name not in _IRREGULAR}
    return value != 1 and not (word.lower() in named and word.lower() not in _UNCHANGED and word.isalpha())


def with_points(text: str, quantity: Quantity) -> Edit | None:
    """Return the place of a percentage and the same figure in percentage points."""
    figure = figure_span(text, quantity)
    if figure is None:
        return None
    number = figure.of(text)
    article_before = _ARTICLE.search(text, 0, quantity.span.start)
    if article_before or _ATTRIBUTE_OF.match(text, quantity.span.end):
        return _with_article(text, quantity.span, f"{number}-percentage-point")
    return quantity.span, f"{number} percentage point{'' if quantity.value == 1 else 's'}"


def _with_article(text: str, span: Span, written: str) -> Edit:
    """Return the edit, over the article before it where that must change: "an 80,000" but "a 90,000"."""
    before = _ARTICLE.search(text, 0, span.start)
    if before is None or before[1].lower() == article(written):
        return span, written
    fitting = article(written)
    fitting = fitting.capitalize() if before[1][0].isupper() else fitting
    return Span(before.start(), span.end), f"{fitting}{before[2]}{written}"


def garbled_figures(text: str, missing: Sequence[Quantity]) -> Iterator[tuple[Span, str, Quantity]]:
    """Yield tokens that are no number ("4.176,000", "49,00") with the figure of the missing quantity they stand for.

    The digits must be those of exactly one missing quantity of two digits or more.
    """
    for match in _GARBLED.finditer(text) if missing else ():
        token = match.group().split(" ")[0].split("-")[0]
        if _NUMBER.fullmatch(token) or _SEPARATED.fullmatch(token):
            continue
        digits = re.sub(r"\D", "", token).strip("0")
        meant = [q for q in missing if significant(q.value) == digits and q.high is None]
        if len(meant) == 1 and len(digits) >= 2:
            yield Span(*match.span()), write_figure(meant[0].value), meant[0]
