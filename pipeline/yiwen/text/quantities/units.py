"""The table of units: canonical singular name, dimension, what it is worth, how English writes it.

A unit is worth `factor` of its `base`; only units of one base convert into each other (a currency is its own base).
Factors are definitional: 1 mu = 10,000/15 m2, international acre, foot and pound, 1 jin = 0.5 kg, 1 li = 0.5 km.
"""

import re
from dataclasses import dataclass

from yiwen.types import Quantity

_MU = 10_000 / 15
_FOOT = 0.3048
_POUND = 0.45359237


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. `words` are written in any case, `symbols` as they stand; plurals are made from words."""

    name: str
    dimension: str
    base: str
    factor: float
    words: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()


UNITS: tuple[Unit, ...] = (
    Unit(
        "square meter", "area", "m2", 1, ("square meter", "sq meter", "sq. meter", "sqm", "sq m", "sq. m"), ("m2", "m²")
    ),
    Unit("square kilometer", "area", "m2", 1e6, ("square kilometer", "sq km", "sq. km"), ("km2", "km²")),
    Unit("square centimeter", "area", "m2", 1e-4, ("square centimeter",), ("cm2", "cm²")),
    Unit("hectare", "area", "m2", 1e4, ("hectare",), ("ha", "hm2")),
    Unit("mu", "area", "m2", _MU, ("mu", "mou"), ()),
    Unit("qing", "area", "m2", 100 * _MU, ("qing",), ()),
    Unit("acre", "area", "m2", 4046.8564224, ("acre",), ()),
    Unit("square foot", "area", "m2", _FOOT**2, ("square foot", "square feet", "sq ft", "sq. ft", "sq. ft."), ("ft2",)),
    Unit("square mile", "area", "m2", 1609.344**2, ("square mile", "sq mi"), ()),
    Unit("square inch", "area", "m2", 0.0254**2, ("square inch", "square inches"), ()),
    Unit("square yard", "area", "m2", 0.9144**2, ("square yard",), ()),
    Unit("meter", "length", "m", 1, ("meter",), ("m",)),
    Unit("kilometer", "length", "m", 1e3, ("kilometer",), ("km",)),
    Unit("centimeter", "length", "m", 1e-2, ("centimeter",), ("cm",)),
    Unit("millimeter", "length", "m", 1e-3, ("millimeter",), ("mm",)),
    Unit("nanometer", "length", "m", 1e-9, ("nanometer",), ("nm",)),
    Unit("li", "length", "m", 500, (), ("li",)),
    Unit("mile", "length", "m", 1609.344, ("mile",), ()),
    Unit("nautical mile", "length", "m", 1852, ("nautical mile",), ()),
    Unit("foot", "length", "m", _FOOT, ("foot", "feet"), ("ft",)),
    Unit("inch", "length", "m", 0.0254, ("inch", "inches"), ()),
    Unit("yard", "length", "m", 0.9144, ("yard",), ()),
    Unit("kilogram", "mass", "kg", 1, ("kilogram", "kilogramme", "kilo"), ("kg", "Kg", "KG")),
    Unit("gram", "mass", "kg", 1e-3, ("gram", "gramme"), ("g",)),
    Unit("milligram", "mass", "kg", 1e-6, ("milligram",), ("mg",)),
    Unit("ton", "mass", "kg", 1e3, ("ton", "tonne", "metric ton", "metric tonne"), ("t", "mt")),
    Unit("jin", "mass", "kg", 0.5, ("jin", "catty", "catties"), ()),
    Unit("liang", "mass", "kg", 0.05, ("liang", "tael"), ()),
    Unit("dan", "mass", "kg", 50, ("picul",), ("dan",)),
    Unit("pound", "mass", "kg", _POUND, ("pound",), ("lb", "lbs")),
    Unit("ounce", "mass", "kg", _POUND / 16, ("ounce",), ("oz",)),
    Unit("cubic meter", "volume", "m3", 1, ("cubic meter", "cu m"), ("m3", "m³")),
    Unit("cubic kilometer", "volume", "m3", 1e9, ("cubic kilometer",), ("km3", "km³")),
    Unit("liter", "volume", "m3", 1e-3, ("liter",), ("L",)),
    Unit("milliliter", "volume", "m3", 1e-6, ("milliliter",), ("ml", "mL")),
    Unit("barrel", "volume", "m3", 0.158987294928, ("barrel",), ("bbl",)),
    Unit("gallon", "volume", "m3", 0.003785411784, ("gallon",), ()),
    Unit("cubic foot", "volume", "m3", _FOOT**3, ("cubic foot", "cubic feet"), ()),
    Unit("joule", "energy", "J", 1, ("joule",), ("J",)),
    Unit("kilojoule", "energy", "J", 1e3, ("kilojoule",), ("kJ",)),
    Unit("megajoule", "energy", "J", 1e6, ("megajoule",), ("MJ",)),
    Unit("gigajoule", "energy", "J", 1e9, ("gigajoule",), ("GJ",)),
    Unit("kilowatt-hour", "energy", "J", 3.6e6, ("kilowatt hour", "kwh"), ("kW·h",)),
    Unit("megawatt-hour", "energy", "J", 3.6e9, ("megawatt hour",), ("MWh",)),
    Unit("gigawatt-hour", "energy", "J", 3.6e12, ("gigawatt hour",), ("GWh",)),
    Unit("terawatt-hour", "energy", "J", 3.6e15, ("terawatt hour",), ("TWh",)),
    Unit("watt", "power", "W", 1, ("watt",), ("W",)),
    Unit("kilowatt", "power", "W", 1e3, ("kilowatt",), ("kW", "KW")),
    Unit("megawatt", "power", "W", 1e6, ("megawatt",), ("MW",)),
    Unit("gigawatt", "power", "W", 1e9, ("gigawatt",), ("GW",)),
    Unit("yuan", "money", "yuan", 1, ("yuan", "renminbi", "rmb", "rmb yuan", "yuan rmb", "cny"), ("¥", "￥")),
    Unit("jiao", "money", "yuan", 0.1, ("jiao",), ()),
    Unit("fen", "money", "yuan", 0.01, (), ("fen",)),
    Unit(
        "US dollar", "money", "US dollar", 1, ("us dollar", "u.s. dollar", "american dollar", "usd"), ("US$", "U.S.$")
    ),
    Unit("HK dollar", "money", "HK dollar", 1, ("hk dollar", "hong kong dollar", "hkd"), ("HK$",)),
    Unit("New Taiwan dollar", "money", "New Taiwan dollar", 1, ("new taiwan dollar", "twd"), ("NT$",)),
    Unit("Singapore dollar", "money", "Singapore dollar", 1, ("singapore dollar", "sgd"), ("S$",)),
    Unit("Australian dollar", "money", "Australian dollar", 1, ("australian dollar", "aud"), ("A$",)),
    Unit("Canadian dollar", "money", "Canadian dollar", 1, ("canadian dollar", "cad"), ("C$",)),
    Unit("dollar", "money", "dollar", 1, ("dollar",), ("$",)),
    Unit("pataca", "money", "pataca", 1, ("pataca", "macao pataca", "macau pataca", "mop"), ("MOP$",)),
    Unit("euro", "money", "euro", 1, ("euro", "eur"), ("€",)),
    Unit("yen", "money", "yen", 1, ("yen", "japanese yen", "jpy"), ("JP¥",)),
    Unit(
        "pound sterling",
        "money",
        "pound sterling",
        1,
        ("pound sterling", "pounds sterling", "british pound", "gbp"),
        ("£",),
    ),
    Unit("won", "money", "won", 1, ("south korean won", "korean won", "krw"), ("₩",)),
    Unit("ruble", "money", "ruble", 1, ("ruble", "rouble"), ("₽",)),
    Unit("rupee", "money", "rupee", 1, ("rupee",), ("₹",)),
    Unit("franc", "money", "franc", 1, ("swiss franc", "franc"), ("CHF",)),
    Unit("percent", "ratio", "ratio", 1e-2, ("percent", "per cent", "pct"), ("%",)),
    Unit("permille", "ratio", "ratio", 1e-3, ("per mille", "permille", "per thousand"), ("‰",)),
    Unit("time", "ratio", "ratio", 1, ("fold",), ("times", "time", "Times")),
    Unit("percentage point", "ratio", "point", 1, ("percentage point", "percent point", "of a percentage point"), ()),
    Unit("basis point", "ratio", "point", 1e-2, ("basis point",), ("bp", "bps")),
    Unit("second", "duration", "day", 1 / 86_400, (), ("seconds",)),
    Unit("minute", "duration", "day", 1 / 1_440, ("minute",), ()),
    Unit("hour", "duration", "day", 1 / 24, ("hour",), ()),
    Unit("day", "duration", "day", 1, ("day", "working day", "business day", "trading day"), ()),
    Unit("week", "duration", "day", 7, ("week",), ()),
    Unit("month", "duration", "month", 1, ("month",), ()),
    Unit("year", "duration", "month", 12, ("year",), ()),
    Unit("decade", "duration", "month", 120, ("decade",), ()),
)

BY_NAME = {unit.name: unit for unit in UNITS}
_UNPLURALIZED = frozenset({"mu", "jin", "yuan", "yen", "jiao", "qing", "liang", "percent", "per cent", "pct", "fold"})
_EXACT = frozenset({"label", "date", "year", "ordinal"})


def spellings(unit: Unit) -> tuple[str, ...]:
    """Return the unit's words in lower case, singular and plural, American and British."""
    words = [*unit.words, *(word.replace("meter", "metre") for word in unit.words)]
    words += [word.replace("liter", "litre") for word in words]
    words += [f"{word}s" for word in words if word not in _UNPLURALIZED and word[-1] not in "s."]
    return tuple(dict.fromkeys(words))


WORDS = {word: unit for unit in UNITS for word in spellings(unit)}
SYMBOLS = {symbol: unit for unit in UNITS for symbol in unit.symbols}


def find_unit(written: str) -> Unit:
    """Return the unit that a matched spelling names; spaces and hyphens inside it are one.

    Raises:
        KeyError: no unit is written so.
    """
    return SYMBOLS.get(written) or WORDS[re.sub(r"[\s-]+", " ", written).lower()]


def convert(value: float, from_unit: str, to_unit: str) -> float:
    """Return the value in another unit of the same base; both units by canonical name.

    Raises:
        ValueError: a name is unknown, or the units do not measure the same.
    """
    if from_unit == to_unit:
        return value
    try:
        source, target = BY_NAME[from_unit], BY_NAME[to_unit]
    except KeyError as error:
        raise ValueError(f"unit {error}: not in the table; add it to yiwen.text.quantities.units") from None
    if source.base != target.base:
        raise ValueError(f"{from_unit}: not convertible to {to_unit}; compare units of one dimension")
    return value * source.factor / target.factor


def agrees(a: Quantity, b: Quantity, tolerance: float = 0.005) -> bool:
    """Return whether two quantities may state one fact: same dimension, and values equal within both roundings.

    The slack is the two `step`s together or `tolerance` of the larger value, whichever is wider. Labels, dates, years
    and ordinals must be equal. A bare "dollar" agrees with any dollar. Ranges agree when both ends do.
    """
    if a.dimension != b.dimension:
        return False
    if a.dimension in _EXACT:
        return (a.value, a.high) == (b.value, b.high)
    factor = _factor(b.unit, a.unit)
    if factor is None:
        return False
    ends = ((a.value, b.value), (a.value if a.high is None else a.high, b.value if b.high is None else b.high))
    slack = a.step + b.step * factor
    return all(abs(x - y * factor) <= max(slack, tolerance * max(abs(x), abs(y * factor))) for x, y in ends)


def _factor(source: str, target: str) -> float | None:
    """Return what one source unit is worth in target units, or None where they do not compare."""
    if source == target or ("dollar" in (source, target) and source.endswith("dollar") and target.endswith("dollar")):
        return 1.0
    one, other = BY_NAME.get(source), BY_NAME.get(target)
    if one is None or other is None or one.base != other.base:
        return None
    return one.factor / other.factor
