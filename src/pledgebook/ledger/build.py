"""Entries out of the statements of a block."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from pledgebook.ledger.agree import agreed, agreement, tellings
from pledgebook.ledger.cluster import clusters
from pledgebook.ledger.history import current, history, told_order
from pledgebook.ledger.sources import independent_sources, origin, own_outlet
from pledgebook.ledger.statement import Statement, Told, statements
from pledgebook.ledger.ties import parted, tied
from pledgebook.ledger.values import entity_keys
from pledgebook.model.claim import Claim
from pledgebook.model.dates import Interval
from pledgebook.model.entry import EVIDENCE_SHOWN, Entry, Quote

_STATE = {"commitment": "firmness", "figure": "value"}  # the slot whose changes are an entry's history
_RESULT_ONLY = frozenset({"bound"})  # shown with the value it bounds


def build(claims: Iterable[tuple[Claim, Told]]) -> list[Entry]:
    """All entries of a set of claims, in order of id; the order of the claims does not matter."""
    blocks: dict[str, list[Statement]] = {}
    for claim, told in claims:
        for one in statements(claim, told):
            blocks.setdefault(one.block, []).append(one)
    return sorted((e for block in sorted(blocks) for e in entries_of(block, blocks[block])), key=lambda e: e.id)


def entries_of(block: str, members: Iterable[Statement]) -> list[Entry]:
    """The entries of one block: a function of the set of its statements."""
    return sorted((entry_of(block, group) for group in groups_of(block, members)), key=lambda e: e.id)


def groups_of(block: str, members: Iterable[Statement]) -> list[list[Statement]]:
    """The statements of one block, grouped by the fact they tell of."""
    unique = {(s.claim_id, s.signature): s for s in members}
    parts = block.split("|")
    found = clusters(parts[0], parts[1] if len(parts) > 1 else "", unique.values())
    return tied(found) if any(s.ties for s in unique.values()) else found


def entry_of(block: str, group: Sequence[Statement]) -> Entry:
    """One entry of the statements that tell of one fact."""
    ordered = sorted(group, key=told_order)
    kind = ordered[0].claim.kind
    states = history(ordered, _STATE.get(kind, "status"))
    firmness, polarity = current(states) if kind == "commitment" else (None, _polarity(ordered))
    slots: dict[str, Any] = {}
    found = []
    movable_to = frozenset(k for s in ordered for k in _next_places(s))
    for slot in sorted({name for s in ordered for name in s.claim.slots} - _RESULT_ONLY):
        told = tellings(slot, ordered)
        if not told:
            continue
        how = agreement(slot, told, movable_to)
        value = agreed(slot, told, how) if slot != "firmness" else firmness
        if value is not None:
            slots[slot] = value
        if how:
            found.append(how)
    known = [s.told.published for s in ordered]
    return Entry(
        id=entry_id(block, ordered),
        kind=kind,
        slots=slots,
        claims=tuple(sorted({s.claim_id for s in ordered})),
        documents=tuple(sorted({s.told.document for s in ordered})),
        outlets=tuple(sorted({o for o in map(own_outlet, ordered) if o})),
        independent_sources=independent_sources(ordered),
        origin=origin(ordered),
        firmness=firmness,
        polarity=polarity,
        history=states,
        agreement=tuple(found),
        time=_hull(s.when for s in ordered),
        first_known=min(known, key=_known_key),
        last_known=max((k for k in known if k.latest), key=_known_key, default=Interval()),
        confidence=_confidence(ordered),
        evidence=_evidence(ordered),
        dormant=bool(slots.get("conditions")) and firmness not in ("delivered", "refused", "withdrawn"),
        has_fall=any(s.is_fall for s in states),
        languages=tuple(sorted({s.told.language for s in ordered if s.told.language})),
        block=block,
    )


def _evidence(ordered: Sequence[Statement]) -> tuple[Quote, ...]:
    """The words of each claim, those of each language before further ones of the same."""
    first = {s.told.language: s for s in reversed(ordered)}
    chosen = sorted(ordered, key=lambda s: (first[s.told.language] is not s, told_order(s)))
    quotes = [Quote(s.told.document, e.start, e.end, e.quote) for s in chosen for e in s.claim.evidence]
    return tuple(dict.fromkeys(quotes))[:EVIDENCE_SHOWN]


def entry_id(block: str, group: Sequence[Statement]) -> str:
    """A hash of what identifies the entry: its block and the features of the claim that was published first.

    Documents published later do not change it, and no order of adding does.
    """
    first = min(group, key=lambda s: (_known_key(s.told.published), s.signature))
    apart = parted(group)
    said = f"{block}\n{first.signature}\n{apart}" if apart else f"{block}\n{first.signature}"
    return "entry-" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _known_key(published: Interval) -> tuple[date, date]:
    """By the day from which a reader surely knew; what has no date comes last."""
    latest = published.latest or date.max
    return latest, published.earliest or latest


def _polarity(group: Sequence[Statement]) -> str:
    negative = sum(s.claim.polarity == "negative" for s in group)
    return "negative" if negative * 2 > len(group) else "positive"


def _next_places(statement: Statement) -> frozenset[str]:
    following = statement.claim.value("next_place")
    return entity_keys(following.get("place")) if isinstance(following, dict) else frozenset()


def _hull(intervals: Iterable[Interval]) -> Interval:
    """From the first day to the last of all that is known."""
    found = list(intervals)
    firsts = [i.earliest for i in found if i.earliest]
    lasts = [i.latest for i in found if i.latest]
    return Interval(min(firsts, default=None), max(lasts, default=None))


def _confidence(group: Sequence[Statement]) -> float:
    """That of the best claim, raised for each further document: they would all have to be wrong."""
    best: dict[str, float] = {}
    for one in group:
        best[one.told.document] = max(best.get(one.told.document, 0.0), one.claim.confidence)
    wrong = 1.0
    for value in sorted(best.values()):
        wrong *= 1 - value
    return round(min(0.999, 1 - wrong), 4)
