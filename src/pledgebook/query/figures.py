"""Reported values side by side: which of them can all be true, and which cannot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from pledgebook.ledger.features import EVENT_MEASURES
from pledgebook.ledger.values import as_list, entity_keys, extent, stem_set, unit
from pledgebook.model.dates import Interval
from pledgebook.model.entry import Entry, Quote

_FAR = 14


@dataclass(frozen=True, slots=True)
class Reading:
    """One value as told, with its words and sources."""

    value: Any
    bound: str | None
    of: Any
    when: Interval
    entry: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    sources: tuple[str, ...]
    quotes: tuple[Quote, ...]

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "value": self.value,
            "bound": self.bound,
            "of": self.of,
            "when": self.when.as_json(),
            "entry": self.entry,
            "claims": list(self.claims),
            "documents": list(self.documents),
            "sources": list(self.sources),
            "quotes": [q.as_json() for q in self.quotes],
        }


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All values of one measure and unit; verdicts holds (index, index, relation, reason) for their pairs.

    relation: "compatible", "conflicts", "changed" or "another matter" (of another thing or another time).
    """

    measure: str
    unit: str
    readings: tuple[Reading, ...]
    verdicts: tuple[tuple[int, int, str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        verdicts = [{"one": a, "other": b, "relation": r, "reason": why} for a, b, r, why in self.verdicts]
        return {
            "measure": self.measure,
            "unit": self.unit,
            "readings": [r.as_json() for r in self.readings],
            "verdicts": verdicts,
        }


def figures(entries: Iterable[Entry], *, measure: str | None = None) -> list[FigureGroup]:
    """The figures among the entries, grouped by what they measure and in which unit."""
    groups: dict[tuple[str, str], list[Reading]] = {}
    for entry in entries:
        if entry.kind == "figure" and measure in (None, entry.slots.get("measure")):
            key = str(entry.slots.get("measure") or "other"), unit(entry.slots.get("unit"))
            groups.setdefault(key, []).extend(_readings(entry))
    return [_group(*key, groups[key]) for key in sorted(groups)]


def _readings(entry: Entry) -> list[Reading]:
    told = next((a for a in entry.agreement if a.slot == "value"), None)
    of = entry.slots.get("of")
    if told is None:
        value = entry.slots.get("value") or {}
        return [Reading(value.get("value"), value.get("bound"), of, entry.time, entry.id, entry.claims,
                        entry.documents, entry.outlets, entry.evidence[:1])]  # fmt: skip
    return [
        Reading(
            s.value["value"],
            s.value["bound"],
            of,
            s.when,
            entry.id,
            s.claims,
            s.documents,
            s.sources,
            s.quotes,
        )
        for s in told.sides
    ]


def _group(measure: str, unit_: str, readings: list[Reading]) -> FigureGroup:
    ordered = sorted(readings, key=lambda r: (str(r.when.earliest), str(r.value), str(r.bound), r.entry))
    verdicts = tuple(
        (a, b, *_verdict(measure, ordered[a], ordered[b])) for a, b in combinations(range(len(ordered[:60])), 2)
    )
    return FigureGroup(measure, unit_, tuple(ordered), verdicts)


def _verdict(measure: str, one: Reading, other: Reading) -> tuple[str, str]:
    a, b = extent(one.value, one.bound), extent(other.value, other.bound)
    if a is None or b is None:
        return "another matter", "no number"
    is_far = _gap(one.when, other.when) > _FAR
    if one.entry != other.entry and (is_apart := _tells_apart(measure, one, other, is_far)):
        return "another matter", is_apart
    if a.meets(b):
        return "compatible", "one is the more exact" if a != b else "the same value"
    if is_far:
        return "changed", "told of different times"
    return "conflicts", "told of the same time"


def _tells_apart(measure: str, one: Reading, other: Reading, is_far: bool) -> str:
    if measure in EVENT_MEASURES and is_far:
        return "of different times"
    entities = entity_keys(one.of), entity_keys(other.of)
    if _are_entities(one.of) and _are_entities(other.of) and not entities[0] & entities[1]:
        return "of different things"
    if measure == "other" and not stem_set(one.of) & stem_set(other.of):
        return "of different things"
    return ""


def _are_entities(of: Any) -> bool:
    return bool(of) and all(isinstance(w, dict) and w.get("id") for w in as_list(of))


def _gap(one: Interval, other: Interval) -> int:
    """The days between the two, 0 where they may overlap."""
    if one.overlaps(other):
        return 0
    gaps = [b.earliest - a.latest for a, b in ((one, other), (other, one)) if a.latest and b.earliest]
    return max(gap.days for gap in gaps)
