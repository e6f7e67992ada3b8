"""What happened when: meetings, and each step of an undertaking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pledgebook.model.dates import Interval
from pledgebook.model.entry import Entry, Quote, State


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of the timeline: what became so (a state, or the date of a meeting), when, by which words."""

    when: Interval
    entry: str
    kind: str
    state: Any
    quote: Quote | None
    is_fall: bool = False
    documents: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "when": self.when.as_json(),
            "entry": self.entry,
            "kind": self.kind,
            "state": self.state,
            "quote": self.quote.as_json() if self.quote else None,
            "is_fall": self.is_fall,
            "documents": list(self.documents),
        }


def timeline(
    entries: Iterable[Entry],
    *,
    since: date | None = None,
    until: date | None = None,
    with_repeats: bool = False,
) -> list[Moment]:
    """The moments in order of time, the undated last; a state told again is left out unless with_repeats."""
    wanted = Interval(since, until)
    found = [m for entry in entries for m in _moments(entry, with_repeats) if m.when.overlaps(wanted)]
    return sorted(found, key=_order)


def _order(moment: Moment) -> tuple[date, date, str, str]:
    first = moment.when.earliest or moment.when.latest or date.max
    return first, moment.when.latest or date.max, moment.entry, str(moment.state)


def _moments(entry: Entry, with_repeats: bool) -> list[Moment]:
    if entry.kind == "meeting":
        return [_meeting(entry)]
    if not entry.history:
        quote = entry.evidence[0] if entry.evidence else None
        return [Moment(entry.time, entry.id, entry.kind, entry.slots.get("stance"), quote, False, entry.documents)]
    states = entry.history if with_repeats else _changes(entry.history)
    return [Moment(s.when, entry.id, entry.kind, s.value, s.quote, s.is_fall, _told(entry, s)) for s in states]


def _meeting(entry: Entry) -> Moment:
    date_ = entry.slots.get("date")
    when = Interval.from_json(date_) if date_ else entry.time
    quote = entry.evidence[0] if entry.evidence else None
    return Moment(when, entry.id, entry.kind, entry.slots.get("status"), quote, False, entry.documents)


def _changes(history: tuple[State, ...]) -> list[State]:
    """The states that moved the entry to another value."""
    out: list[State] = []
    for state in history:
        if state.counted and (not out or out[-1].value != state.value):
            out.append(state)
    return out or list(history[:1])


def _told(entry: Entry, state: State) -> tuple[str, ...]:
    return tuple(sorted({s.document for s in entry.history if s.value == state.value}))
