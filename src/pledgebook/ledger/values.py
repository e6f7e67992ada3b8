"""Slot values brought to a form that can be compared, whatever the language they were told in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pledgebook.analyse.fold import fold, lower
from pledgebook.model.dates import Interval

_WORD = re.compile(r"\w+")
_STEM = 5
_SLACK = 1.5  # "more than 30" is not said of 46
_PEOPLE = frozenset({"soldiers", "troops", "servicemen", "military", "personnel", "persons", "fighters"})


@dataclass(frozen=True, slots=True)
class Extent:
    """The numbers a value with its bound may stand for, both ends included."""

    low: float
    high: float

    def meets(self, other: Extent) -> bool:
        """Whether one number may be both."""
        return self.low <= other.high and other.low <= self.high

    def is_within(self, other: Extent) -> bool:
        """Whether it says more than the other, or the same."""
        return other.low <= self.low and self.high <= other.high


def extent(value: Any, bound: str | None) -> Extent | None:
    """The extent of a number with its bound, None where there is no number."""
    if isinstance(value, dict):
        ends = [float(v) for v in (value.get("low"), value.get("high")) if isinstance(v, (int, float))]
        return Extent(min(ends), max(ends)) if ends else None
    if not isinstance(value, (int, float)):
        return None
    number = float(value)
    size = abs(number)
    if bound in ("at_least", "more_than"):
        return Extent(number, number + max(size * (_SLACK - 1), 1))
    if bound in ("at_most", "less_than"):
        return Extent(number - size * (1 - 1 / _SLACK), number)
    if bound == "about":
        return Extent(number - size * 0.1, number + size * 0.1)
    return Extent(number, number)


def as_list(value: Any) -> list[Any]:
    """A slot that may be empty, one value or a list, as a list."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def entity_key(value: Any) -> str:
    """What an entity or group is told apart by; a counted group is one kind of group whatever its number."""
    if not isinstance(value, dict):
        return "text:" + " ".join(stems(str(value)))
    if value.get("id") and value.get("kind") not in ("group", "anonymous"):
        return str(value["id"])
    if value.get("kind") == "group":
        return ":".join(["group", str(value.get("of") or "entity"), str(value.get("region") or "")]).rstrip(":")
    if value.get("kind") in ("anonymous", "document"):
        return str(value["kind"])
    return "text:" + " ".join(stems(str(value.get("name") or value.get("text") or "")))


def entity_keys(value: Any) -> frozenset[str]:
    """The keys of a slot's entities."""
    return frozenset(entity_key(v) for v in as_list(value))


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """The words of a text cut to a rough stem, in order; numbers whole."""
    words = _WORD.findall(lower(fold(text[:400])))
    return tuple(w if w[0].isdigit() else w[:_STEM] for w in words if len(w) > 2 or w[0].isdigit())


def text_of(value: Any) -> str:
    """The words of a value that is a span: a string, or a mapping with its text or name."""
    if isinstance(value, dict):
        return str(value.get("text") or value.get("quote") or value.get("name") or "")
    return "" if value is None else str(value)


def stem_set(value: Any) -> frozenset[str]:
    """The stems of one span or of a list of spans."""
    return frozenset(s for v in as_list(value) for s in stems(text_of(v)))


def numbers_in(stemmed: frozenset[str]) -> frozenset[str]:
    """The numbers among the stems, as digits: the 18th and the 19th package are two."""
    return frozenset("".join(c for c in s if c.isdigit()) for s in stemmed if s[0].isdigit())


def interval(value: Any) -> Interval | None:
    """The interval of a slot, None where nothing is known."""
    if not isinstance(value, dict):
        return None
    found = Interval.from_json(value)
    return None if found.earliest is None and found.latest is None else found


def unit(value: Any) -> str:
    """A unit's name, one for all words for soldiers."""
    name = str(value or "").strip().lower()
    return "troops" if name in _PEOPLE else name


def same_type_and_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of places exclude each other; a city says nothing against a country."""
    if not one or not other or one & other:
        return False
    kinds = {k.partition(":")[0] for k in one}, {k.partition(":")[0] for k in other}
    return bool(kinds[0] & kinds[1])
