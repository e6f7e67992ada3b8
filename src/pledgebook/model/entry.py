"""An entry: one fact about the world, as claims from many documents add up to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pledgebook.model.dates import Interval

RELATIONS = ("same", "refines", "changed", "conflicts")  # from the mildest to the gravest
EVIDENCE_SHOWN = 12
LINKS = ("is_part_of", "has_part", "related")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one of the documents behind an entry."""

    document: str
    start: int
    end: int
    quote: str

    def as_json(self) -> dict[str, Any]:
        """With the document's id."""
        return {"document": self.document, "start": self.start, "end": self.end, "quote": self.quote}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Quote:
        """The reverse of as_json."""
        return cls(value["document"], value["start"], value["end"], value["quote"])


@dataclass(frozen=True, slots=True)
class State:
    """How firm the undertaking was told to be (or what a figure or a status was), when, and by whom.

    counted is false where the state did not move the entry: a later, weaker wording, or a denial.
    """

    value: Any
    when: Interval
    document: str
    claim: str
    quote: Quote
    polarity: str = "positive"
    counted: bool = True
    is_fall: bool = False

    def as_json(self) -> dict[str, Any]:
        """For exports."""
        return {
            "value": self.value,
            "when": self.when.as_json(),
            "document": self.document,
            "claim": self.claim,
            "quote": self.quote.as_json(),
            "polarity": self.polarity,
            "counted": self.counted,
            "is_fall": self.is_fall,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> State:
        """The reverse of as_json."""
        when, quote = Interval.from_json(value["when"]), Quote.from_json(value["quote"])
        flags = (value["polarity"], value["counted"], value["is_fall"])
        return cls(value["value"], when, value["document"], value["claim"], quote, *flags)


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a slot, with the claims and documents that give it."""

    value: Any
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    when: Interval
    quotes: tuple[Quote, ...] = ()
    sources: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For exports."""
        return {
            "value": self.value,
            "claims": list(self.claims),
            "documents": list(self.documents),
            "when": self.when.as_json(),
            "quotes": [q.as_json() for q in self.quotes],
            "sources": list(self.sources),
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Side:
        """The reverse of as_json."""
        return cls(
            value["value"],
            tuple(value["claims"]),
            tuple(value["documents"]),
            Interval.from_json(value["when"]),
            tuple(Quote.from_json(q) for q in value["quotes"]),
            tuple(value["sources"]),
        )


@dataclass(frozen=True, slots=True)
class Agreement:
    """How the claims of an entry agree on one slot; the sides are in order of time."""

    slot: str
    relation: str  # one of RELATIONS, the gravest between any two sides
    sides: tuple[Side, ...]
    reason: str = ""

    def as_json(self) -> dict[str, Any]:
        """For exports."""
        sides = [s.as_json() for s in self.sides]
        return {"slot": self.slot, "relation": self.relation, "reason": self.reason, "sides": sides}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Agreement:
        """The reverse of as_json."""
        sides = tuple(Side.from_json(s) for s in value["sides"])
        return cls(value["slot"], value["relation"], sides, value["reason"])


@dataclass(frozen=True, slots=True)
class Link:
    """How an entry stands to another: kind is one of LINKS."""

    kind: str
    entry: str
    reason: str

    def as_json(self) -> dict[str, Any]:
        """For exports."""
        return {"kind": self.kind, "entry": self.entry, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Origin:
    """Who is nearest the fact, and how many voices away the ledger is (0: the actor's own document)."""

    voice: dict[str, Any]
    distance: int

    def as_json(self) -> dict[str, Any]:
        """For exports."""
        return {"voice": self.voice, "distance": self.distance}


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact as the ledger holds it. slots is what is agreed; what is disputed stands in agreement only."""

    id: str
    kind: str
    slots: dict[str, Any]
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    independent_sources: int
    origin: Origin | None
    firmness: str | None
    polarity: str
    history: tuple[State, ...]
    agreement: tuple[Agreement, ...]
    time: Interval
    first_known: Interval
    last_known: Interval
    confidence: float
    evidence: tuple[Quote, ...] = ()  # of its claims, the earliest told first; at most EVIDENCE_SHOWN
    dormant: bool = False
    has_fall: bool = False
    languages: tuple[str, ...] = ()
    block: str = field(default="", compare=False)  # the group of claims it was compared within
    links: tuple[Link, ...] = field(default=(), compare=False)

    @property
    def conflicts(self) -> tuple[Agreement, ...]:
        """The slots on which its claims contradict each other."""
        return tuple(a for a in self.agreement if a.relation == "conflicts")

    def relation(self, slot: str) -> str | None:
        """How its claims agree on a slot, None where none fills it."""
        return next((a.relation for a in self.agreement if a.slot == slot), None)

    def as_json(self) -> dict[str, Any]:
        """The form described in docs/ledger.md."""
        return {
            "id": self.id,
            "kind": self.kind,
            "slots": self.slots,
            "firmness": self.firmness,
            "polarity": self.polarity,
            "dormant": self.dormant,
            "has_fall": self.has_fall,
            "time": self.time.as_json(),
            "first_known": self.first_known.as_json(),
            "last_known": self.last_known.as_json(),
            "claims": list(self.claims),
            "documents": list(self.documents),
            "outlets": list(self.outlets),
            "independent_sources": self.independent_sources,
            "languages": list(self.languages),
            "origin": self.origin.as_json() if self.origin else None,
            "confidence": self.confidence,
            "evidence": [q.as_json() for q in self.evidence],
            "history": [s.as_json() for s in self.history],
            "agreement": [a.as_json() for a in self.agreement],
            "links": [link.as_json() for link in self.links],
        }

    @classmethod
    def from_json(cls, value: dict[str, Any], block: str = "") -> Entry:
        """The reverse of as_json."""
        origin = value["origin"]
        return cls(
            id=value["id"],
            kind=value["kind"],
            slots=value["slots"],
            claims=tuple(value["claims"]),
            documents=tuple(value["documents"]),
            outlets=tuple(value["outlets"]),
            independent_sources=value["independent_sources"],
            origin=Origin(origin["voice"], origin["distance"]) if origin else None,
            firmness=value["firmness"],
            polarity=value["polarity"],
            history=tuple(State.from_json(s) for s in value["history"]),
            agreement=tuple(Agreement.from_json(a) for a in value["agreement"]),
            time=Interval.from_json(value["time"]),
            first_known=Interval.from_json(value["first_known"]),
            last_known=Interval.from_json(value["last_known"]),
            confidence=value["confidence"],
            evidence=tuple(Quote.from_json(q) for q in value["evidence"]),
            dormant=value["dormant"],
            has_fall=value["has_fall"],
            languages=tuple(value["languages"]),
            block=block,
            links=tuple(Link(k["kind"], k["entry"], k["reason"]) for k in value["links"]),
        )
