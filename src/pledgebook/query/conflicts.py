"""Where documents contradict each other, with both sides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pledgebook.model.entry import Agreement, Entry


@dataclass(frozen=True, slots=True)
class Conflict:
    """One slot of one entry on which its documents disagree."""

    entry: Entry
    agreement: Agreement

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {"entry": self.entry.id, "kind": self.entry.kind, **self.agreement.as_json()}


def conflicts(entries: Iterable[Entry]) -> list[Conflict]:
    """All conflicts: those with most documents first."""
    found = [Conflict(entry, agreement) for entry in entries for agreement in entry.conflicts]
    return sorted(found, key=lambda c: (-len(c.entry.documents), c.entry.id, c.agreement.slot))
