"""Decisions folded into the claims of a document: which are rejected, corrected, declared, tied together or apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pledgebook.model.claim import Claim, Slot
from pledgebook.review.binding import met
from pledgebook.review.decision import Decision, in_force

HAND = "pledgebook-hand"  # what made claims that a reviewer declared


@dataclass(slots=True)
class Judged:
    """A claim with what was decided of it. ties are for pledgebook.ledger.ties; decided_at is the last instant."""

    claim: Claim  # as corrected
    is_rejected: bool = False
    is_accepted: bool = False
    is_corrected: bool = False
    ties: tuple[str, ...] = ()
    decided_at: str = ""
    decisions: tuple[str, ...] = ()  # hashes

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was decided that changes how it is built in."""
        return not self.decisions


@dataclass(slots=True)
class Folded:
    """judged by id of the claim as read; declared are the claims entered by hand; state tells of each decision by hash

    whether it still meets what it was made for: "met", "changed" (its claim reads otherwise now) or "lost" (no claim).
    """

    judged: dict[str, Judged] = field(default_factory=dict)
    declared: list[Claim] = field(default_factory=list)
    state: dict[str, str] = field(default_factory=dict)
    declared_at: dict[str, str] = field(default_factory=dict)  # by id of the claim
    undone_at: str = ""  # the last instant at which something was undone


def fold(document: str, claims: Sequence[Claim], decisions: Iterable[Decision]) -> Folded:
    """The claims of a document as decided of; decisions are all that are about it, in order of the chain.

    claims are those that a reader made. What a later decision says goes before what an earlier one said.
    """
    every = list(decisions)
    found = Folded()
    active = in_force(every)
    found.undone_at = max((d.at for d in every if d.kind == "undo"), default="")
    for one in active:
        if one.kind == "declare" and one.body["claim"]["document"] == document:
            found.declared.append(declared(one))
            found.declared_at[found.declared[-1].id] = one.at
            found.state[one.hash] = "met"
    pool = [*claims, *found.declared]
    found.judged = {c.id: Judged(c) for c in pool}
    for one in active:
        for binding in one.bindings:
            if binding["document"] != document:
                continue
            hit = met(binding, pool)
            found.state[one.hash] = _worse(found.state.get(one.hash), "lost" if hit is None else _state(one, hit))
            if hit is not None:
                _judge(found.judged[hit[0].id], one, binding)
    return found


def _state(decision: Decision, hit: tuple[Claim, bool]) -> str:
    claim, is_changed = hit
    was = decision.body.get("was")
    if decision.kind == "correct" and was is not None:
        return "met" if all(claim.value(slot) == value for slot, value in was.items()) else "changed"
    return "changed" if is_changed else "met"


def _worse(one: str | None, other: str) -> str:
    order = ("met", "changed", "lost")
    return other if one is None else max(one, other, key=order.index)


def _judge(judged: Judged, decision: Decision, binding: dict[str, Any]) -> None:
    kind, body = decision.kind, decision.body
    number = "".join(c for c in decision.at if c.isdigit())  # instants in order, the same in all documents
    if kind == "accept":
        judged.is_accepted, judged.is_rejected = True, False
    elif kind == "reject":
        judged.is_accepted, judged.is_rejected = False, True
    elif kind == "correct":
        judged.claim, judged.is_corrected = corrected(judged.claim, decision), True
    elif kind == "merge":
        judged.ties = (*judged.ties, f"{number}+{decision.hash[:12]}")
    elif kind == "split":
        side = "-" if binding in body["apart"] else "~"
        judged.ties = (*judged.ties, f"{number}{side}{decision.hash[:12]}")
    judged.decided_at = max(judged.decided_at, decision.at)
    judged.decisions = (*judged.decisions, decision.hash)


def corrected(claim: Claim, decision: Decision) -> Claim:
    """The claim with the slots that a decision gives; a slot set to nothing is left out."""
    slots = dict(claim.slots)
    polarity = claim.polarity
    basis = f"corrected by {decision.by}: {decision.why}" if decision.why else f"corrected by {decision.by}"
    for name, value in decision.body["slots"].items():
        if name == "polarity":
            polarity = value
        elif value is None:
            slots.pop(name, None)
        else:
            evidence = slots[name].evidence if name in slots else ()
            slots[name] = Slot(value, evidence, basis)
    return replace(claim, slots=slots, polarity=polarity)


def declared(decision: Decision) -> Claim:
    """The claim that a reviewer entered, with words of a document as its evidence."""
    claim = Claim.from_json({**decision.body["claim"], "extractor": HAND, "confidence": 0.99})
    return replace(claim, attribution=claim.attribution or ({"kind": "reviewer", "text": decision.by},))
