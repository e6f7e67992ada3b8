"""How the claims of one entry agree, slot by slot: the same, one says more, one came later, or a conflict."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from pledgebook.ledger.history import BACK, RANK, quote_of, told_order
from pledgebook.ledger.sources import own_outlet
from pledgebook.ledger.statement import Statement
from pledgebook.ledger.values import (
    Extent,
    as_list,
    entity_key,
    entity_keys,
    extent,
    interval,
    same_type_and_apart,
    stem_set,
    unit,
)
from pledgebook.model.dates import Interval
from pledgebook.model.entry import RELATIONS, Agreement, Side

_ENTITIES = (
    "actor", "beneficiary", "target", "via", "place", "leads", "members", "parent", "chairs", "holder",
    "participants",
)  # fmt: skip
_NONE: frozenset[str] = frozenset()
_EXCLUSIVE = frozenset({"place", "leads", "parent"})
_NUMBERS = ("amount", "quantity", "value", "staff")
_INTERVALS = ("date", "period")
_WORDS = ("name", "items", "topics", "about", "of")
_STATUS = ("planned", "agreed", "established", "ongoing", "working", "held", "cancelled", "dissolved")
_SETTLED_AFTER = 14  # days between two tellings, after which the later one tells of a later state
_ABSENT = "absent "
_AT_ONCE = 2  # days between an undertaking and a refusal that contradict each other
_QUOTES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Telling:
    """One normal form of a slot's value, and the statements that tell it."""

    key: Any
    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        """The earliest of them."""
        return self.statements[0]

    @property
    def span(self) -> tuple[int, int]:
        """The days from the first telling to the last."""
        days = [told_order(s)[:2] for s in self.statements]
        return min(d[0] for d in days).toordinal(), max(d[1] for d in days).toordinal()


def tellings(slot: str, ordered: Sequence[Statement]) -> list[Telling]:
    """The distinct values of a slot in order of their first telling."""
    found: dict[str, tuple[Any, list[Statement]]] = {}
    for one in ordered:
        key = normal(slot, one)
        if key is not None:
            found.setdefault(repr(key), (key, []))[1].append(one)
    return [Telling(key, tuple(told)) for key, told in found.values()]


def normal(slot: str, one: Statement) -> Any:
    """The value of a slot in the form it is compared in, None where it is empty."""
    value = one.claim.value(slot)
    if value is None or value in ("", [], {}):
        return None
    if slot == "participants":
        return tuple(sorted({_attending(v) for v in as_list(value)}))
    if slot in _ENTITIES:
        return tuple(sorted(entity_keys(value)))
    if slot in _NUMBERS:
        return _number(slot, one)
    if slot in _INTERVALS:
        return interval(value)
    if slot in _WORDS:
        return (one.told.language, tuple(sorted(stem_set(value)))) if stem_set(value) else None
    if slot == "conditions":
        return tuple(sorted({str(c.get("code")) for c in as_list(value) if isinstance(c, dict)}))
    if slot == "firmness":
        return (value, one.claim.polarity)
    if slot == "next_place" and isinstance(value, dict):
        return (tuple(sorted(entity_keys(value.get("place")))), interval(value.get("when")))
    if isinstance(value, list):
        return tuple(sorted(json.dumps(v, sort_keys=True) for v in value))
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else value


def _attending(participant: Any) -> str:
    """The key of a participant, marked where it stayed away."""
    is_absent = isinstance(participant, dict) and participant.get("attendance") == "absent"
    return _ABSENT + entity_key(participant) if is_absent else entity_key(participant)


def _number(slot: str, one: Statement) -> Any:
    value = one.claim.value(slot)
    if slot == "value":
        found = extent(value, one.claim.value("bound"))
        return (found, "") if found else None
    if not isinstance(value, dict):
        return None
    found = extent(value.get("value"), value.get("bound"))
    return (found, str(value.get("currency") or unit(value.get("unit")))) if found else None


def agreement(slot: str, told: Sequence[Telling], movable_to: frozenset[str] = _NONE) -> Agreement | None:
    """How the tellings of a slot agree; None where only one tells it. movable_to: places told of as next."""
    if sum(len(t.statements) for t in told) < 2:
        return None
    relation, reason = "same", ""
    for one, other in combinations(told, 2):
        found, why = relate(slot, one, other, movable_to)
        if RELATIONS.index(found) > RELATIONS.index(relation):
            relation, reason = found, why
    return Agreement(slot, relation, tuple(side(slot, t) for t in told), reason)


def side(slot: str, telling: Telling) -> Side:
    """A telling as the entry shows it."""
    told = telling.statements
    first, last = telling.span
    return Side(
        value=shown(slot, telling.first),
        claims=tuple(s.claim_id for s in told),
        documents=tuple(dict.fromkeys(s.told.document for s in told)),
        when=Interval(_date(first), _date(last)),
        quotes=tuple(quote_of(s, slot) for s in told[:_QUOTES_SHOWN]),
        sources=tuple(sorted({source_of(s) for s in told})),
    )


def _date(day: int) -> date | None:
    return date.fromordinal(day) if day > 1 else None


def source_of(statement: Statement) -> str:
    """The outlet, or the nearest voice, or the document."""
    outlet = own_outlet(statement)
    if outlet:
        return outlet
    chain = statement.claim.attribution
    return entity_key(chain[0]) if chain else statement.told.document


def shown(slot: str, one: Statement) -> Any:
    """The value as told; a figure's with its bound."""
    value = one.claim.value(slot)
    if slot == "value":
        return {"value": value, "bound": one.claim.value("bound"), "unit": one.claim.value("unit")}
    if slot == "firmness" and one.claim.polarity == "negative":
        return {"value": value, "polarity": "negative"}
    return value


def relate(slot: str, one: Telling, other: Telling, movable_to: frozenset[str] = _NONE) -> tuple[str, str]:
    """How two values of a slot stand to each other, and why; one is the earlier told."""
    if slot in _ENTITIES:
        return _relate_entities(slot, one, other, movable_to)
    if slot in _NUMBERS:
        return _relate_numbers(one, other)
    if slot in _INTERVALS:
        return ("refines", "one lies within the other") if one.key.overlaps(other.key) else _apart(one, other)
    if slot in _WORDS:
        return ("same", "other words") if one.key[0] != other.key[0] else ("refines", "other words")
    if slot == "firmness":
        return _relate_firmness(one, other)
    if slot == "status":
        return _relate_status(one, other)
    if slot in ("ordinal", "mode", "level", "head"):
        return _apart(one, other)
    if slot == "next_place" and not set(one.key[0]) & set(other.key[0]):
        return _apart(one, other)
    return "refines", "one says more"


def _apart(one: Telling, other: Telling) -> tuple[str, str]:
    """Two values that exclude each other: a later state where the tellings do not mix, else a conflict."""
    (a, b), (c, d) = one.span, other.span
    if min(a, c) > 1 and (c - b > _SETTLED_AFTER or a - d > _SETTLED_AFTER):
        return "changed", "a later document tells of another state"
    return "conflicts", "both were told of the same time"


def _relate_entities(slot: str, one: Telling, other: Telling, movable_to: frozenset[str]) -> tuple[str, str]:
    a, b = frozenset(one.key), frozenset(other.key)
    if slot == "participants" and _disputed([one, other]):
        return _apart(one, other)
    if slot not in _EXCLUSIVE or a & b or not same_type_and_apart(a, b):
        return "refines", "one names more"
    if slot == "place" and (a | b) & movable_to:
        return "changed", "a move was told of beforehand"
    return _apart(one, other)


def _disputed(told: Sequence[Telling]) -> set[str]:
    """Those who came by one telling and stayed away by another."""
    keys = {key for telling in told for key in telling.key}
    return {key for key in keys if _ABSENT + key in keys}


def _relate_numbers(one: Telling, other: Telling) -> tuple[str, str]:
    (a, measure), (b, other_measure) = one.key, other.key
    assert isinstance(a, Extent) and isinstance(b, Extent)
    if measure != other_measure:
        return "refines", "another unit"
    if a.meets(b):
        return "refines", "one is the more exact"
    relation, why = _apart(one, other)
    return relation, f"{why}: {a.low:g} to {a.high:g}, {b.low:g} to {b.high:g}"


def _relate_firmness(one: Telling, other: Telling) -> tuple[str, str]:
    (a, polarity), (b, other_polarity) = one.key, other.key
    (first, last), (after, until) = one.span, other.span
    at_once = after <= last and first <= until
    nearly_at_once = after <= last + _AT_ONCE and first <= until + _AT_ONCE
    if polarity != other_polarity:
        denied, said = (a, b) if polarity == "negative" else (b, a)
        if said in BACK or RANK.get(said, 0) < RANK.get(denied, 0):
            return "same", "what is denied was not told"
        return ("conflicts", "told and denied at the same time") if at_once else ("changed", "told after it was denied")
    if (a in BACK) != (b in BACK):
        if nearly_at_once:
            return "conflicts", "undertaken and refused at the same time"
        return "changed", "a later state"
    if at_once:
        return "refines", "of the same time, in other words"
    rises = RANK.get(b, 0) > RANK.get(a, 0)
    return ("changed", "firmer later") if rises else ("same", "a later, weaker wording")


def _relate_status(one: Telling, other: Telling) -> tuple[str, str]:
    if {one.key, other.key} == {"held", "cancelled"}:
        return _apart(one, other)
    return "changed", "a later state"


def agreed(slot: str, told: Sequence[Telling], found: Agreement | None) -> Any:
    """The value the claims agree on, the latest where it changed; None where they are in conflict."""
    relation = found.relation if found else "same"
    if relation == "conflicts" and slot == "participants":
        return [p for p in _union(slot, told) if entity_key(p) not in _disputed(told)]
    if relation == "conflicts":
        return None
    if slot == "status":
        rank = {t.key: _STATUS.index(t.key) if t.key in _STATUS else -1 for t in told}
        return shown(slot, max(told, key=lambda t: (rank[t.key], t.span)).first)
    if relation == "changed":
        return shown(slot, max(told, key=lambda t: (t.span[1], t.span[0])).first)
    return _MERGED.get(slot, _most_told)(slot, told)


def _most_told(slot: str, told: Sequence[Telling]) -> Any:
    if len(told) == 1:
        return shown(slot, told[0].first)
    best = max(told, key=lambda t: (len({s.told.document for s in t.statements}), t.key != "support"))
    return shown(slot, best.first)


def _union(slot: str, told: Sequence[Telling]) -> Any:
    """All entities named, each once, as first told."""
    found: dict[str, Any] = {}
    for telling in told:
        for value in as_list(telling.first.claim.value(slot)):
            found.setdefault(entity_key(value), value)
    return [found[k] for k in sorted(found)]


def _union_of_words(slot: str, told: Sequence[Telling]) -> Any:
    found: dict[frozenset[str], Any] = {}
    for telling in told:
        for value in as_list(telling.first.claim.value(slot)):
            found.setdefault(stem_set(value), value)
    return list(found.values())


def _conditions(slot: str, told: Sequence[Telling]) -> Any:
    found = {c["code"]: c for t in reversed(told) for c in as_list(t.first.claim.value(slot)) if isinstance(c, dict)}
    return [found[code] for code in sorted(found)]


def _domains(slot: str, told: Sequence[Telling]) -> Any:
    return sorted({str(d) for t in told for d in as_list(t.first.claim.value(slot))})


def _narrowest(slot: str, told: Sequence[Telling]) -> Any:
    """The most exact number, of those the one most documents give."""
    best = min(told, key=lambda t: (t.key[0].high - t.key[0].low, -len(t.statements), t.key[0].low))
    return shown(slot, best.first)


def _intersection(slot: str, told: Sequence[Telling]) -> Any:
    common: Interval | None = told[0].key
    for telling in told[1:]:
        common = common.intersect(telling.key) if common else None
    return common.as_json() if common else None


_MERGED: dict[str, Callable[[str, Sequence[Telling]], Any]] = {
    **dict.fromkeys(_ENTITIES, _union),
    **dict.fromkeys(_NUMBERS, _narrowest),
    **dict.fromkeys(_INTERVALS, _intersection),
    "items": _union_of_words,
    "topics": _union_of_words,
    "conditions": _conditions,
    "domains": _domains,
}
