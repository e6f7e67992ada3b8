"""A claim: one thing that one document says, with the words that say it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from pledgebook.model.dates import Interval
from pledgebook.model.span import Evidence

KINDS = ("commitment", "meeting", "body", "figure", "position")
FIRMNESS = ("refused", "considered", "ready", "pledged", "agreed", "binding", "delivered", "withdrawn")
ACTIONS = (
    "troops", "weapons", "air_defence", "funding", "training", "intelligence", "logistics", "air_security",
    "maritime_security", "demining", "cyber", "monitoring", "command", "guarantees", "sanctions", "reparations",
    "reconstruction", "humanitarian", "energy", "production", "mediation", "defence_spending", "membership",
    "support", "other",
)  # fmt: skip
STANCES = ("support", "oppose", "condemn", "welcome", "demand", "warn", "doubt", "deny", "thank")
DOMAINS = ("land", "sea", "air", "cyber", "space")
CONDITIONS = (
    "ceasefire", "end_of_hostilities", "peace_agreement", "renewed_attack", "us_support", "mandate", "invitation",
    "participation", "other",
)  # fmt: skip
_packed = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
BOUNDS = ("exactly", "at_least", "more_than", "about", "at_most", "less_than", "range")


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot's value (plain JSON, in the form of claims.md) with its words, or what it was derived from."""

    value: Any
    evidence: tuple[Evidence, ...] = ()
    basis: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The value with its evidence or its basis."""
        out: dict[str, Any] = {"value": self.value}
        if self.evidence:
            out["evidence"] = [e.as_json() for e in self.evidence]
        if self.basis:
            out["basis"] = self.basis
        return out

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Slot:
        """The reverse of as_json."""
        evidence = tuple(Evidence.from_json(e) for e in value.get("evidence", ()))
        return cls(value["value"], evidence, value.get("basis"))


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a reading: which rule of which pack met which words."""

    rule: str  # e.g. "en/predicates/ready"
    start: int
    end: int

    def as_json(self) -> dict[str, Any]:
        """For explain and for exports."""
        return {"rule": self.rule, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of one document. Slots with no value are left out; attribution runs from the nearest voice to the outlet."""

    kind: str
    document: str
    evidence: tuple[Evidence, ...]
    slots: dict[str, Slot]
    attribution: tuple[dict[str, Any], ...] = ()
    time: Interval = Interval()
    polarity: str = "positive"
    confidence: float = 0.5
    extractor: str = "pledgebook-rules"
    reasons: tuple[Reason, ...] = field(default=(), compare=False)
    _id: list[str] = field(default_factory=list, init=False, compare=False, repr=False)  # once asked for

    def value(self, slot: str) -> Any:
        """The plain value of a slot, None where it is not filled."""
        found = self.slots.get(slot)
        return None if found is None else found.value

    @property
    def id(self) -> str:
        """The same for the same document and content on every machine: a hash of what it says and where."""
        if not self._id:
            self._id.append(self._hash())
        return self._id[0]

    def _hash(self) -> str:
        content = {
            "kind": self.kind,
            "document": self.document,
            "evidence": [e.as_json() for e in self.evidence],
            "slots": {name: slot.value for name, slot in self.slots.items()},
            "polarity": self.polarity,
        }
        return "claim-" + hashlib.sha256(_packed(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def as_json(self) -> dict[str, Any]:
        """The form of claims.md."""
        return {
            "id": self.id,
            "kind": self.kind,
            "document": self.document,
            "evidence": [e.as_json() for e in self.evidence],
            "slots": {name: slot.as_json() for name, slot in sorted(self.slots.items())},
            "attribution": list(self.attribution),
            "time": self.time.as_json(),
            "polarity": self.polarity,
            "confidence": self.confidence,
            "extractor": self.extractor,
            "reasons": [r.as_json() for r in self.reasons],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Claim:
        """The reverse of as_json."""
        return cls(
            kind=value["kind"],
            document=value["document"],
            evidence=tuple(Evidence.from_json(e) for e in value["evidence"]),
            slots={name: Slot.from_json(slot) for name, slot in value["slots"].items()},
            attribution=tuple(value.get("attribution", ())),
            time=Interval.from_json(value.get("time") or {}),
            polarity=value.get("polarity", "positive"),
            confidence=float(value.get("confidence", 0.5)),
            extractor=value.get("extractor", ""),
            reasons=tuple(Reason(r["rule"], r["start"], r["end"]) for r in value.get("reasons", ())),
        )
