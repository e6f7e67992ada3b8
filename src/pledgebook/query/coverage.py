"""What is needed and who covers it; and what is overdue."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pledgebook.errors import PledgebookError
from pledgebook.ledger.history import BACK, RANK
from pledgebook.ledger.values import as_list
from pledgebook.model.claim import ACTIONS, DOMAINS, FIRMNESS
from pledgebook.model.dates import Interval
from pledgebook.model.entry import Entry

STATES = ("covered", "partly", "conditional", "open")
KEYS = frozenset(("name", "actions", "domains", "amount", "quantity", "least", "note"))
LEAST = "pledged"  # how firm a contribution must be where a need does not say


class NeedsError(PledgebookError):
    """A needs file that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Need:
    """A component that is wanted: actions that serve it, in which domains, how much, how firmly at least.

    amount is {value, currency}, quantity {value, unit}.
    """

    name: str
    actions: tuple[str, ...]
    domains: tuple[str, ...] = ()
    amount: Mapping[str, Any] | None = None
    quantity: Mapping[str, Any] | None = None
    least: str = LEAST
    note: str = ""


@dataclass(frozen=True, slots=True)
class Covered:
    """One need with the entries that serve it. left is how much of the sum or number is open; None where none is asked.

    firm holds those as firm as asked, weak those that are not, refused those that decline; of each the firmest first.
    waiting are those of firm that hang on conditions. unmeasured are those of firm whose share no document measures.
    """

    need: Need
    state: str  # one of STATES
    firm: tuple[str, ...]
    weak: tuple[str, ...]
    refused: tuple[str, ...]
    waiting: tuple[str, ...]
    unmeasured: tuple[str, ...]
    found: float | None
    left: float | None

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "need": self.need.name, "actions": list(self.need.actions), "least": self.need.least, "state": self.state,
            "firm": list(self.firm), "weak": list(self.weak), "refused": list(self.refused),
            "waiting": list(self.waiting), "unmeasured": list(self.unmeasured), "found": self.found, "left": self.left,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overdue:
    """An undertaking whose time has passed and of which no document tells that it was done."""

    entry: str
    due: date
    days: int

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {"entry": self.entry, "due": self.due.isoformat(), "days": self.days}


def needs_of(text: str) -> list[Need]:
    """The needs of a TOML file: one [[need]] each. Raises NeedsError with what was found and what was expected."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise NeedsError(f"found no TOML: {error}") from error
    found = table.get("need")
    if not isinstance(found, list) or not found:
        raise NeedsError("found no [[need]]; expected one table [[need]] for each component, with name and actions")
    return [_need(n, number) for number, n in enumerate(found, 1)]


def _need(table: Any, number: int) -> Need:
    place = f"need {number}"
    if not isinstance(table, dict):
        raise NeedsError(f"{place}: found {table!r}, expected a table")
    name = table.get("name")
    if not isinstance(name, str) or not name.strip():
        raise NeedsError(f'{place}: found no name; expected such as name = "Ceasefire monitoring"')
    place = f"{place} ({name})"
    for key in sorted(set(table) - KEYS):
        raise NeedsError(f"{place}: found {key}, expected one of {', '.join(sorted(KEYS))}")
    actions = _codes(place, "actions", table.get("actions"), ACTIONS)
    if not actions:
        raise NeedsError(f'{place}: found no actions; expected such as actions = ["troops", "air_security"]')
    least = table.get("least", LEAST)
    if least not in FIRMNESS or least in BACK:
        expected = ", ".join(f for f in FIRMNESS if f not in BACK)
        raise NeedsError(f"{place}: found least = {least!r}, expected one of {expected}")
    return Need(
        name, actions, _codes(place, "domains", table.get("domains", []), DOMAINS),
        _measure(place, "amount", table.get("amount"), "currency"),
        _measure(place, "quantity", table.get("quantity"), "unit"), least, str(table.get("note", "")),
    )  # fmt: skip


def _codes(place: str, key: str, value: Any, known: Iterable[str]) -> tuple[str, ...]:
    codes, allowed = ([] if value is None else value), tuple(known)
    if not isinstance(codes, list):
        raise NeedsError(f"{place}: found {key} = {codes!r}, expected a list")
    for code in codes:
        if code not in allowed:
            raise NeedsError(f"{place}: found {code!r} in {key}, expected one of {', '.join(allowed)}")
    return tuple(codes)


def _measure(place: str, key: str, value: Any, unit: str) -> Mapping[str, Any] | None:
    if value is None:
        return None
    number = value.get("value") if isinstance(value, dict) else None
    if isinstance(number, bool) or not isinstance(number, (int, float)) or not isinstance(value.get(unit), str):
        raise NeedsError(f'{place}: found {key} = {value!r}, expected {{ value = 1000, {unit} = "..." }}')
    return {"value": float(number), unit: value[unit]}


def coverage(needs: Iterable[Need], entries: Iterable[Entry]) -> list[Covered]:
    """Each need with who covers it. What is part of a group's undertaking is not counted twice in sums."""
    chosen = [e for e in entries if e.kind == "commitment"]
    return [_covered(need, [e for e in chosen if _serves(e, need)]) for need in needs]


def _serves(entry: Entry, need: Need) -> bool:
    domains = {str(d) for d in as_list(entry.slots.get("domains"))}
    return entry.slots.get("action") in need.actions and (not need.domains or bool(domains & set(need.domains)))


def _covered(need: Need, entries: list[Entry]) -> Covered:
    ordered = sorted(entries, key=lambda e: (-RANK.get(e.firmness or "", -1), e.id))
    standing = [e for e in ordered if e.polarity == "positive" and e.firmness not in BACK]
    refused = [e for e in ordered if e.polarity == "positive" and e.firmness in BACK]
    firm = [e for e in standing if RANK.get(e.firmness or "", -1) >= RANK[need.least]]
    waiting = [e for e in firm if e.dormant]
    found, left, unmeasured = _measured(need, firm)
    if not firm:
        state = "partly" if standing else "open"
    elif len(waiting) == len(firm):
        state = "conditional"
    else:
        state = "partly" if left else "covered"
    return Covered(
        need, state, _ids(firm), _ids(e for e in standing if e not in firm), _ids(refused), _ids(waiting),
        _ids(unmeasured), found, left,
    )  # fmt: skip


def _measured(need: Need, firm: list[Entry]) -> tuple[float | None, float | None, list[Entry]]:
    """What is found and left of the sum or number that is asked, and the entries that name none in its unit."""
    wanted, slot, unit = (need.amount, "amount", "currency") if need.amount else (need.quantity, "quantity", "unit")
    if wanted is None:
        return None, None, []
    inside = {e.id for e in firm}
    parts = {e.id for e in firm if any(k.kind == "is_part_of" and k.entry in inside for k in e.links)}
    total, unmeasured = 0.0, []
    for entry in firm:
        value = _lowest(entry.slots.get(slot), unit, wanted[unit])
        if value is None:
            unmeasured.append(entry)
        elif entry.id not in parts:
            total += value
    return total, max(0.0, float(wanted["value"]) - total), unmeasured


def _lowest(told: Any, unit: str, wanted: str) -> float | None:
    """The lowest reading of a sum in the unit asked for."""
    if not isinstance(told, dict) or str(told.get(unit) or "").casefold() != wanted.casefold():
        return None
    value = told.get("value")
    if isinstance(value, dict):
        value = value.get("low")
    return float(value) if isinstance(value, (int, float)) else None


def _ids(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(e.id for e in entries)


def overdue(entries: Iterable[Entry], on: date) -> list[Overdue]:
    """Undertakings whose time was over before that day and which no document tells as done, the oldest first.

    What is merely considered, refused or denied binds nobody, and is not overdue.
    """
    found = []
    for entry in entries:
        rank = RANK.get(entry.firmness or "", -1)
        if entry.kind != "commitment" or entry.polarity != "positive" or entry.firmness in (*BACK, "delivered"):
            continue
        period = entry.slots.get("period")
        due = Interval.from_json(period).latest if rank >= RANK["ready"] and isinstance(period, dict) else None
        if due is not None and due < on:
            found.append(Overdue(entry.id, due, (on - due).days))
    return sorted(found, key=lambda o: (o.due, o.entry))
