"""Times and numbers against their tables: gold/times and gold/numbers, tuned and unseen, each language apart."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.quantities import find_quantities
from pledgebook.analyse.times import find_times
from pledgebook.errors import PledgebookError
from pledgebook.model.dates import Interval
from pledgebook.model.mention import Quantity
from pledgebook.quality.floors import MARGIN, Figure
from pledgebook.quality.results import ratio
from pledgebook.quality.tables import Table, shown

Row = dict[str, str]
Value = tuple[str, ...]
Reading = tuple[int, int, Value]  # where it begins and ends, and what it says
Reader = Callable[[Row], list[Reading]]

PARTS = ("tuned", "unseen")
_CLOSE = 1e-3  # by how much of it a number may differ: two-thirds are 0.6667


@dataclass(frozen=True, slots=True)
class Wanted:
    """An expression of the gold: the words before it that may belong, its own, and what it says."""

    earliest: int
    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Tally:
    """Expressions of the gold, read ones, those of exact span, and those of exact span and value."""

    gold: int = 0
    read: int = 0
    placed: int = 0
    right: int = 0

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.gold + other.gold, self.read + other.read, self.placed + other.placed, self.right + other.right
        )

    @property
    def recall(self) -> float:
        """The share of the gold that is read, span and value."""
        return ratio(self.right, self.gold) or 0.0

    @property
    def precision(self) -> float:
        """The share of what is read that is right, span and value."""
        return ratio(self.right, self.read) or 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """One table as measured: its name ("times/unseen"), its digest, counts by language, what was wrong."""

    name: str
    digest: str
    languages: dict[str, Tally]
    errors: tuple[str, ...]

    @property
    def figures(self) -> dict[str, Figure]:
        """What floors are pinned to: precision and recall of each language."""
        rates = {f"{rate} {name}": getattr(t, rate) for name, t in self.languages.items() for rate in RATES}
        return {name: Figure(value, MARGIN) for name, value in rates.items()}


RATES = ("precision", "recall")


def measure_all(gold: Path) -> list[Measured]:
    """The tables of a gold folder that are there; raises PledgebookError for a row that cannot be used."""
    kinds: tuple[tuple[str, Reader], ...] = (("times", read_times), ("numbers", read_numbers))
    places = [(gold / kind / f"{part}.tsv", reader) for kind, reader in kinds for part in PARTS]
    return [measure(path, reader) for path, reader in places if path.is_file()]


def measure(path: Path, reader: Reader) -> Measured:
    """What a reader makes of the sentences of one table."""
    packed = path.read_bytes()
    rows = list(csv.DictReader(packed.decode("utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    languages: dict[str, Tally] = {}
    errors: list[str] = []
    for (language, sentence), same in groupby(rows, key=lambda row: (row["language"], row["sentence"])):
        told = list(same)
        wanted = _wanted(path, sentence, told)
        found = reader(told[0])
        languages[language] = languages.get(language, Tally()).plus(_tally(wanted, found))
        errors += _errors(language, sentence, wanted, found)
    name = f"{path.parent.name}/{path.stem}"
    return Measured(name, hashlib.sha256(packed).hexdigest()[:16], dict(sorted(languages.items())), tuple(errors))


def _wanted(path: Path, sentence: str, rows: Sequence[Row]) -> list[Wanted]:
    """The expressions of a sentence, in order, at their places."""
    found, at = [], 0
    for row in rows:
        lead, span = row["lead"], row["span"]
        if not span:
            continue
        whole = f"{lead} {span}" if lead else span
        start = sentence.find(whole, at)
        if start < 0:
            raise PledgebookError(
                f"found no {whole!r} in {sentence!r} of {path}; expected the words of the sentence, rows in"
                " their order: mend the row"
            )
        at = start + len(whole)
        value = (row["first"], row["last"]) if "first" in row else (row["value"], row["bound"], row["unit"])
        found.append(Wanted(start, at - len(span), at, value))
    return found


def read_times(row: Row) -> list[Reading]:
    """The expressions that tell days, with their first and last day; lengths of time and repetitions tell none."""
    low = lower(fold(row["sentence"]))
    published = Interval.day(date.fromisoformat(row["published"]))
    found: list[Reading] = []
    for mention in find_times(low, row["language"]):
        if mention.kind not in ("duration", "set"):
            days = mention.resolve(published)
            found.append((mention.start, mention.end, (_day(days.earliest), _day(days.latest))))
    return found


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def read_numbers(row: Row) -> list[Reading]:
    """The quantities outside dates, with value, bound and unit; ordinals count nothing."""
    low = lower(fold(row["sentence"]))
    taken = [(mention.start, mention.end) for mention in find_times(low, row["language"])]
    found = find_quantities(low, row["language"], taken)
    return [(one.start, one.end, _amount(one)) for one in found if one.kind != "ordinal"]


def _amount(one: Quantity) -> Value:
    numbers = (one.low, one.high) if one.bound == "range" else (one.value,)
    units = {"money": one.currency or "?", "multiple": "times", "count": ""}
    told = " ".join("" if n is None else f"{n:.15g}" for n in numbers)
    return told, one.bound, units.get(one.kind, one.kind)


def _tally(wanted: Sequence[Wanted], found: Sequence[Reading]) -> Tally:
    placed = [(one, read) for one in wanted for read in found if is_placed(one, read)]
    right = sum(is_same(one.value, read[2]) for one, read in placed)
    return Tally(len(wanted), len(found), len(placed), right)


def is_placed(wanted: Wanted, read: Reading) -> bool:
    """Whether it ends where it ought to, and begins there, with or without the words that may belong."""
    return read[1] == wanted.end and wanted.earliest <= read[0] <= wanted.start


def is_same(wanted: Value, read: Value) -> bool:
    """Whether both say the same: days and codes to the letter, numbers but for rounding."""
    return len(wanted) == len(read) and all(_is_near(a, b) for a, b in zip(wanted, read, strict=True))


def _is_near(wanted: str, read: str) -> bool:
    if wanted == read:
        return True
    try:
        pairs = list(zip(map(float, wanted.split()), map(float, read.split()), strict=True))
    except ValueError:
        return False
    return bool(pairs) and all(abs(a - b) <= _CLOSE * abs(a) for a, b in pairs)


def _errors(language: str, sentence: str, wanted: Sequence[Wanted], found: Sequence[Reading]) -> Iterator[str]:
    hits = [(one, read) for one in wanted for read in found if is_placed(one, read) and is_same(one.value, read[2])]
    for one in wanted:
        if all(one is not hit for hit, _ in hits):
            yield f"missed {language} {sentence[one.earliest : one.end]!r} {one.value} in {sentence!r}"
    for read in found:
        if all(read is not hit for _, hit in hits):
            yield f"wrong {language} {sentence[read[0] : read[1]]!r} {read[2]} in {sentence!r}"


def expressions_table(measured: Sequence[Measured]) -> Table:
    """Counts and rates of every table, a language apart."""
    columns = ("table", "gold", "read", "span right", "span and value right", "precision", "recall")
    rows = []
    for one in measured:
        for language, t in one.languages.items():
            counts = (t.gold, t.read, t.placed, t.right)
            rows.append((f"{one.name}: {language}", *map(str, counts), shown(t.precision), shown(t.recall)))
    return Table("Dates and numbers, expression by expression", columns, tuple(rows))
