"""The sentences that the test model learns from: templates filled with numbers, dates and names, in two languages."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

SLOT = re.compile(r"\{([a-z]+[0-9]?)(?:\.\d)?\}")
HAN = re.compile("[\u4e00-\u9fff]")
MONTHS = "January February March April May June July August September October November December".split()
FORMULA = 10  # the longest fixed text, in Chinese characters, that a template may share with a shipped report
ANYTHING = r"[\w,.%（）]{1,16}"  # a number with its unit, a date or a name
SLIP = 0.8  # of the times that a `...slip` number is filled: it stays ten times too large


@dataclass(frozen=True, slots=True)
class Sentence:
    """A Chinese sentence, its English, and the English of training, which may be flawed as poor systems are."""

    zh: str
    en: str
    en_trained: str


@dataclass(frozen=True, slots=True)
class Templates:
    """Sentence templates and what their slots may hold; each line is Chinese, English and perhaps a flawed English."""

    sentences: tuple[tuple[str, ...], ...]
    slots: dict[str, tuple[tuple[str, ...], ...]]
    letters: dict[str, tuple[tuple[str, str], ...]]
    reserved: frozenset[str]
    flawed: float

    @classmethod
    def load(cls, folder: Path) -> "Templates":
        """Read `templates.yaml` and `names.yaml` of a folder."""
        told = yaml.safe_load((folder / "templates.yaml").read_text(encoding="utf-8"))
        names = yaml.safe_load((folder / "names.yaml").read_text(encoding="utf-8"))
        return cls(
            sentences=tuple(
                _parts(line) for name, group in told["sentences"].items() for line in group * told["often"].get(name, 1)
            ),
            slots={name: tuple(map(_parts, lines)) for name, lines in told["slots"].items()},
            letters={
                name: tuple((word[0], word[1:]) for word in names[name].split())
                for name in ("place", "surname", "given")
            },
            reserved=frozenset(names["reserved"].split()),
            flawed=told["flawed"],
        )

    def spread(self, state: random.Random, count: int) -> Iterator[Sentence]:
        """Yield sentences, as many of a template with few fillings as of one with many."""
        for number in range(count):
            filled = self._fill(self.sentences[number % len(self.sentences)], state)
            while any(name in filled.zh for name in self.reserved):  # two names side by side can make a third
                filled = self._fill(self.sentences[number % len(self.sentences)], state)
            yield Sentence(filled.zh, _sentence_case(filled.en), _sentence_case(filled.en_trained))

    def phrases(self, state: random.Random, count: int) -> Iterator[Sentence]:
        """Yield fillings of slots alone: short pairs, from which a model first learns what stands for what."""
        kinds = sorted({"name", "person", *self.slots, *NUMBERS})
        for number in range(count):
            filled = self._value(kinds[number % len(kinds)], state)
            if not any(name in filled.zh for name in self.reserved):
                yield filled

    def copying(self, sources: list[str]) -> list[str]:
        """Return those sources that a template of more than `FORMULA` Chinese characters beside its slots can make."""
        long = [zh for zh, *_ in self.sentences if len(HAN.findall(SLOT.sub("", zh))) > FORMULA]
        patterns = [re.compile(self._pattern(zh)) for zh in long]
        return [source for source in sources if any(pattern.fullmatch(source) for pattern in patterns)]

    def _pattern(self, zh: str) -> str:
        """A regular expression of all that a Chinese template can make."""
        pieces, end = [], 0
        for match in SLOT.finditer(zh):
            kind = match.group(1)
            inner = (self._pattern(parts[0]) for parts in self.slots.get(kind, ()))
            pieces += [re.escape(zh[end : match.start()]), f"(?:{'|'.join(inner)})" if kind in self.slots else ANYTHING]
            end = match.end()
        return "".join(pieces) + re.escape(zh[end:])

    def _fill(self, parts: tuple[str, ...], state: random.Random) -> Sentence:
        slots = sorted(set(re.findall(r"\{[^}]+\}", parts[0])))
        values = {slot: self._value(SLOT.fullmatch(slot).group(1), state) for slot in slots}
        flawed = parts[-1] if len(parts) > 2 and state.random() < self.flawed else parts[1]
        return Sentence(
            zh=_put(parts[0], {slot: value.zh for slot, value in values.items()}),
            en=_put(parts[1], {slot: value.en for slot, value in values.items()}),
            en_trained=_put(flawed, {slot: value.en_trained for slot, value in values.items()}),
        )

    def _value(self, kind: str, state: random.Random) -> Sentence:
        if kind in self.slots:
            return self._fill(state.choice(self.slots[kind]), state)
        if kind == "name":
            return self._name(state)
        if kind == "person":
            return self._person(state)
        return NUMBERS[kind](state)

    def _name(self, state: random.Random) -> Sentence:
        while True:
            (zh1, en1), (zh2, en2) = state.sample(self.letters["place"], 2)
            if zh1 + zh2 not in self.reserved:
                return _same(zh1 + zh2, (en1 + en2).capitalize())

    def _person(self, state: random.Random) -> Sentence:
        surname = state.choice(self.letters["surname"])
        given = state.sample(self.letters["given"], state.choice((1, 2, 2)))
        zh = surname[0] + "".join(letter for letter, _ in given)
        return _same(zh, f"{surname[1].capitalize()} {''.join(sound for _, sound in given).capitalize()}")


def _parts(line: str) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in line.split(" | "))
    assert len(parts) in (2, 3), line
    assert all(set(re.findall(r"\{[^}]+\}", parts[0])) == set(re.findall(r"\{[^}]+\}", part)) for part in parts), line
    return parts


def _put(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\{[^}]+\}", lambda match: values[match.group()], text)


def _sentence_case(text: str) -> str:
    """Capitalize the first letter of each sentence."""
    return re.sub(r"(^|[.] )([a-z])", lambda match: match.group(1) + match.group(2).upper(), text)


def _same(zh: str, en: str) -> Sentence:
    return Sentence(zh, en, en)


def _digits(number: float) -> str:
    """A number as both languages write it: 1,052.6."""
    return f"{number:,.10g}" if number == int(number) else f"{number:,}"


def english(number: float) -> str:
    """A number as English reports write it: 84,000; 2.18 million; 105.26 billion."""
    for size, word in ((1e9, " billion"), (1e6, " million")):
        if number >= size:
            return _digits(float(f"{number / size:.10g}")) + word
    return f"{round(number):,}"


def _measured(state: random.Random, low: float, high: float) -> float:
    """A number spread evenly over orders of magnitude, with the digits that reports give."""
    number = low * (high / low) ** state.random()
    digits = state.choice((1, 2, 3, 3, 4) if number < 1000 else (2, 3, 4, 5))
    return float(f"{number:.{digits}g}")


Maker = Callable[[random.Random], Sentence]


def _scaled(scale: float, unit: str, en_unit: str, low: float, high: float, slips: bool = False) -> Maker:
    """A maker of amounts such as 213亿元; one that slips often keeps the figure and errs in its scale."""

    def make(state: random.Random) -> Sentence:
        number = _measured(state, low, high)
        right = english(number * scale) + en_unit
        wrong = english(number * scale * 10) + en_unit if slips and state.random() < SLIP else right
        return Sentence(_digits(number) + unit, right, wrong)

    return make


def _whole(low: int, high: int) -> Maker:
    def make(state: random.Random) -> Sentence:
        number = round(low * (high / low) ** state.random())
        if number > 2000 and state.random() < 0.7:
            number = round(number, -1 if number < 10_000 else -2)
        return _same(f"{number:,}", f"{number:,}")

    return make


def _flawed(zh: str, en: str, wrong: str, state: random.Random) -> Sentence:
    return Sentence(zh, en, wrong if state.random() < SLIP else en)


def _mu(state: random.Random) -> Sentence:
    number = f"{float(f'{_measured(state, 20, 9999):.4g}'):,.0f}"
    return _flawed(f"{number}亩", f"{number} mu", f"{number} acres", state)


def _ten_thousand_mu(state: random.Random) -> Sentence:
    number = _measured(state, 1, 500)
    return _flawed(f"{_digits(number)}万亩", f"{english(number * 1e4)} mu", f"{english(number * 1e4)} acres", state)


def _hectares(state: random.Random) -> Sentence:
    hectares = state.randrange(2, 400) * 2
    return _same(f"{hectares}公顷（{hectares * 15:,}亩）", f"{hectares} hectares ({hectares * 15:,} mu)")


def _percent(state: random.Random) -> Sentence:
    number = _digits(round(state.choice((10, 30, 100)) * state.random() + 0.1, state.choice((0, 1, 1, 1))) or 5.0)
    return _same(f"{number}%", f"{number} percent")


def _points(state: random.Random) -> Sentence:
    number = _digits(round(state.choice((3, 12)) * state.random() + 1.1, state.choice((0, 1, 1))))
    word = "point" if number == "1" else "points"
    return _flawed(f"{number}个百分点", f"{number} percentage {word}", f"{number} percent", state)


def _tenths(state: random.Random) -> Sentence:
    number = state.randrange(3, 10)
    zh = "一二三四五六七八九"[number - 1]
    if state.random() < 0.3:
        return _same(f"{zh}成半", f"{number}5 percent")
    return _same(f"{zh}成", f"{number}0 percent")


def _date(state: random.Random) -> Sentence:
    month, day = state.randrange(12), state.randrange(1, 29)
    return _same(f"{month + 1}月{day}日", f"{MONTHS[month]} {day}")


def _full_date(state: random.Random) -> Sentence:
    year, date = state.randrange(2018, 2027), _date(state)
    return _same(f"{year}年{date.zh}", f"{date.en}, {year}")


def _month(state: random.Random) -> Sentence:
    month = state.randrange(12)
    return _same(f"{month + 1}月", MONTHS[month])


def _year(state: random.Random) -> Sentence:
    return _same(*[str(state.randrange(2018, 2036))] * 2)


def _kilometers(state: random.Random) -> Sentence:
    return _same(*[_digits(round(3 + 90 * state.random(), 1))] * 2)


NUMBERS: dict[str, Maker] = {
    "n": _whole(10, 999),
    "n9": _whole(2, 9),
    "big": _whole(1000, 60_000),
    "km": _kilometers,
    "pct": _percent,
    "pp": _points,
    "cheng": _tenths,
    "date": _date,
    "fulldate": _full_date,
    "month": _month,
    "year": _year,
    "mu": _mu,
    "wanmu": _ten_thousand_mu,
    "ha": _hectares,
    "yi": _scaled(1e8, "亿元", " yuan", 1, 2000),
    "yislip": _scaled(1e8, "亿元", " yuan", 1, 9000, slips=True),
    "usd": _scaled(1e8, "亿美元", " U.S. dollars", 1, 90),
    "wanyuan": _scaled(1e4, "万元", " yuan", 1, 5000),
    "wan": _scaled(1e4, "万", "", 1, 500),
    "wanslip": _scaled(1e4, "万", "", 1, 5000, slips=True),
}
