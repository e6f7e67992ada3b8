"""A claim in the making: its slots and words, before its voices, its date and its confidence are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.reading import Layered
from pledgebook.model.claim import Reason, Slot
from pledgebook.model.span import Evidence


@dataclass(slots=True)
class Draft:
    """What a rule found in one sentence."""

    kind: str
    item: Layered
    spans: list[tuple[int, int]]
    slots: dict[str, Slot]
    polarity: str
    reasons: list[Reason]
    clause: Clause | None = None
    features: dict[str, float] = field(default_factory=dict)
    persons: tuple[str, ...] = ()  # who is named as acting for the holder


def evidence_of(text: str, start: int, end: int) -> Evidence:
    """The words at a place."""
    return Evidence.of(text, start, end)


def reference(holder: Holder) -> dict[str, Any]:
    """A holder in the form of claims.md."""
    return {k: v for k, v in holder.ref.items() if v is not None or k in ("value", "bound")}
