"""A statement: a claim as it bears on one entry, with what it is compared by and the block it belongs to."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from pledgebook.ledger.features import FEATURES, MEETING_BLOCK, family, is_refusing
from pledgebook.ledger.values import as_list, entity_key, unit
from pledgebook.model.claim import Claim, Slot
from pledgebook.model.dates import Interval

UNKNOWN = Interval()
_signature = json.JSONEncoder(ensure_ascii=False, sort_keys=True, default=sorted).encode


@dataclass(frozen=True, slots=True)
class Told:
    """What the ledger needs of a claim's document."""

    document: str
    language: str = ""
    outlet: str | None = None
    published: Interval = UNKNOWN
    sketch: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, or one actor's share in it."""

    claim: Claim
    claim_id: str
    told: Told
    block: str
    features: dict[str, Any]
    signature: str  # the features as text: claims with equal signatures say the same
    ties: tuple[str, ...] = ()  # what reviewers tied it to, for pledgebook.ledger.ties

    @property
    def when(self) -> Interval:
        """When it was said or so; the date of publication where the claim does not tell."""
        time = self.claim.time
        return self.told.published if time.earliest is None and time.latest is None else time


def statements(claim: Claim, told: Told, *, claim_id: str | None = None, ties: tuple[str, ...] = ()) -> list[Statement]:
    """The statements a claim makes: one for each actor, but one for all where the act is joint."""
    identity = claim_id or claim.id
    found = [_statement(share, identity, told) for share in _shares(claim)]
    return [replace(s, ties=ties) for s in found] if ties else found


def light(statement: Statement) -> Statement:
    """The statement with all it is grouped by, without the claim's slots and evidence."""
    claim = replace(statement.claim, slots={}, evidence=(), attribution=(), reasons=())
    return replace(statement, claim=claim)


def blocks(claim: Claim) -> list[str]:
    """The names of the blocks its statements belong to."""
    return sorted({block_of(share) for share in _shares(claim)})


def _shares(claim: Claim) -> list[Claim]:
    slot = {"commitment": "actor", "position": "holder"}.get(claim.kind)
    actors = as_list(claim.value(slot)) if slot else []
    if slot is None or len(actors) < 2 or (slot == "actor" and is_joint(claim)):
        return [claim]
    unique = {entity_key(a): a for a in actors}
    evidence = claim.slots[slot].evidence
    return [
        replace(claim, slots={**claim.slots, slot: Slot([a], evidence, claim.slots[slot].basis)})
        for _, a in sorted(unique.items())
    ]


def is_joint(claim: Claim) -> bool:
    """Whether several actors undertake one thing together: settled jointly, or one sum of them all."""
    quantity = claim.value("quantity")
    shared = isinstance(quantity, dict) and not quantity.get("each") and quantity.get("value") is not None
    amount = claim.value("amount")
    shared = shared or (isinstance(amount, dict) and amount.get("value") is not None)
    return shared or claim.value("firmness") in ("agreed", "binding")


def _statement(claim: Claim, claim_id: str, told: Told) -> Statement:
    features = FEATURES[claim.kind](claim, told.published, told.language)
    return Statement(claim, claim_id, told, block_of(claim), features, _signature(features))


def block_of(claim: Claim) -> str:
    """The block: claims of different blocks are never one entry, and blocks do not depend on each other."""
    kind = claim.kind
    if kind == "commitment":
        actors = sorted(entity_key(a) for a in as_list(claim.value("actor")))
        side = ""
        if len(actors) == 1 and actors[0].startswith(("group", "anonymous")):
            side = "refusing" if is_refusing(claim) else "undertaking"
        return "|".join([kind, ",".join(actors), family(claim.value("action")), side])
    if kind == "position":
        holders = sorted(entity_key(a) for a in as_list(claim.value("holder")))
        return "|".join([kind, ",".join(holders), str(claim.value("stance") or ""), claim.polarity])
    if kind == "figure":
        return "|".join([kind, str(claim.value("measure") or "other"), unit(claim.value("unit"))])
    if kind == "body":
        return "|".join([kind, str(claim.value("type") or "other")])
    return MEETING_BLOCK
