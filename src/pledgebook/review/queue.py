"""What a reviewer should look at first: contradictions, then what is firm, uncertain and told by one source alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pledgebook.ledger.history import RANK
from pledgebook.model.entry import Entry

CONFLICT = 10.0  # more than any doubt


@dataclass(frozen=True, slots=True)
class Task:
    """An entry to be looked at. weight is the doubt about it times how firm it is told, over its sources."""

    entry: Entry
    weight: float
    reasons: tuple[str, ...]  # conflict, uncertain, single_source, firm

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {"entry": self.entry.id, "weight": round(self.weight, 4), "reasons": list(self.reasons)}


def queue(entries: Iterable[Entry], accepted: frozenset[str]) -> list[Task]:
    """The entries by what matters, those with contradictions first; what was accepted whole is done.

    accepted are the ids of claims that were accepted.
    """
    tasks = [_task(e) for e in entries if not set(e.claims) <= accepted]
    return sorted(tasks, key=lambda t: (-t.weight, t.entry.id))


def _task(entry: Entry) -> Task:
    doubt = 1 - entry.confidence
    firm = (1 + RANK.get(entry.firmness or "", 1)) / len(RANK)
    sources = max(1, entry.independent_sources)
    told = {
        "conflict": bool(entry.conflicts), "uncertain": doubt > 0.3, "single_source": sources == 1,
        "firm": RANK.get(entry.firmness or "", 0) >= RANK["pledged"],
    }  # fmt: skip
    weight = doubt * firm / sources + (CONFLICT if told["conflict"] else 0.0)
    return Task(entry, weight, tuple(name for name, is_so in told.items() if is_so))
