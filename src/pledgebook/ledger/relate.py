"""How entries that do not merge belong together: a group and its members, a number told twice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pledgebook.ledger.features import family
from pledgebook.ledger.history import BACK, RANK
from pledgebook.ledger.values import as_list, entity_key, entity_keys
from pledgebook.model.dates import Interval
from pledgebook.model.entry import Entry, Link

_NEAR = 92  # days
_SMALLEST = 10  # a smaller number is not worth a link


def keys(entry: Entry) -> list[str]:
    """What the entry can be found by as a relation of others."""
    return sorted({key for key, _ in _own(entry)})


def sought(entry: Entry) -> list[str]:
    """The keys of the entries that may be related to this one."""
    return sorted({key for _, key in _own(entry)})


def _own(entry: Entry) -> Iterable[tuple[str, str]]:
    """Pairs of a key of its own and the key of its counterparts."""
    if entry.kind == "commitment":
        action = family(entry.slots.get("action"))
        if is_group(entry):
            yield f"group {action}", f"member {action}"
            yield f"group {action}", f"group {action}"
        else:
            yield f"member {action}", f"group {action}"
    if entry.kind == "body" and entry.slots.get("leads"):
        key = "leads " + " ".join(sorted(entity_keys(entry.slots["leads"])))
        yield key, key
    for number in _numbers(entry):
        yield number, number


def _numbers(entry: Entry) -> list[str]:
    """Numbers told, as a figure or in a commitment."""
    found = []
    for slot in ("value", "amount", "quantity"):
        value = entry.slots.get(slot)
        plain = value.get("value") if isinstance(value, dict) else None
        if isinstance(plain, (int, float)) and plain >= _SMALLEST:
            found.append(f"number {plain:g}")
    return found + [f"number {a['value']:g}" for a in _counted(entry) if a["value"] >= _SMALLEST]


def _counted(entry: Entry) -> list[dict[str, Any]]:
    actors = [a for a in as_list(entry.slots.get("actor")) if isinstance(a, dict) and a.get("kind") == "group"]
    return [a for a in actors if isinstance(a.get("value"), (int, float))]


def is_group(entry: Entry) -> bool:
    """Whether it tells of a counted group or of several actors at once."""
    return len(as_list(entry.slots.get("actor"))) > 1 or bool(_counted(entry))


def links(entry: Entry, others: Iterable[Entry]) -> tuple[Link, ...]:
    """How the entry stands to the others, in order of kind and id."""
    found = [link for other in others if other.id != entry.id for link in _between(entry, other)]
    return tuple(sorted(set(found), key=lambda k: (k.kind, k.entry, k.reason)))


def _between(entry: Entry, other: Entry) -> Iterable[Link]:
    if entry.kind == other.kind == "commitment" and _may_be_part(entry, other):
        if _is_member(entry, other):
            yield Link("is_part_of", other.id, "one of the group")
        elif _is_member(other, entry):
            yield Link("has_part", other.id, "one of the group")
    if entry.kind == other.kind == "body" and _leads(entry) == _leads(other) != frozenset():
        yield Link("related", other.id, "the same leads")
    if {entry.kind, other.kind} == {"figure", "commitment"} and set(_numbers(entry)) & set(_numbers(other)):
        yield Link("related", other.id, "the same number")


def _leads(entry: Entry) -> frozenset[str]:
    return entity_keys(entry.slots.get("leads"))


def _may_be_part(one: Entry, other: Entry) -> bool:
    """The same kind of act for the same beneficiary, about as firm, told in about the same time."""
    if one.slots.get("action") != other.slots.get("action") or one.polarity != other.polarity:
        return False
    ranks = [RANK.get(e.firmness or "", 0) for e in (one, other)]
    if (one.firmness in BACK) != (other.firmness in BACK) or abs(ranks[0] - ranks[1]) > 1:
        return False
    about = Interval(other.time.shift(-_NEAR).earliest, other.time.shift(_NEAR).latest)
    if not one.time.overlaps(about):
        return False
    mine, theirs = (entity_keys(e.slots.get("beneficiary")) for e in (one, other))
    return not mine or not theirs or bool(mine & theirs)


def _is_member(one: Entry, group: Entry) -> bool:
    mine, theirs = (entity_keys(e.slots.get("actor")) for e in (one, group))
    if len(mine) < len(theirs) and mine < theirs:
        return True
    of = {str(a.get("of") or "entity") for a in _counted(group)}
    return bool(mine) and bool(of) and not _counted(one) and all(_belongs(key, of) for key in mine)


def _belongs(key: str, of: set[str]) -> bool:
    kind = entity_key({"id": key}).partition(":")[0]
    return kind in of or (kind == "country" and bool(of & {"state", "leader", "entity"}))
