"""What is otherwise between two states of the book: new, firmer, weaker, withdrawn, disputed, resolved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pledgebook.ledger.history import BACK, RANK
from pledgebook.ledger.values import as_list, entity_key
from pledgebook.model.entry import Entry, Quote

CHANGES = ("withdrawn", "weaker", "firmer", "disputed", "resolved", "changed", "new", "gone")
# Slots of which another value is worth telling, besides firmness.
TOLD = ("value", "status", "date", "place", "next_place", "leads", "amount", "quantity", "conditions", "period")


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which an entry is otherwise: which slot, from what to what, by which words.

    entry is its id after, or before if it is gone; documents are those that came in between.
    """

    kind: str  # one of CHANGES
    entry: str
    slot: str | None
    before: Any
    after: Any
    quote: Quote | None
    documents: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "change": self.kind, "entry": self.entry, "slot": self.slot, "before": self.before, "after": self.after,
            "quote": self.quote.as_json() if self.quote else None, "documents": list(self.documents),
        }  # fmt: skip


def changes(before: Iterable[Entry], after: Iterable[Entry]) -> list[Change]:
    """All that is otherwise, the gravest first. An entry is the same one where the two share a claim.

    Where entries before became one, it is compared with the one that it shares most claims with; nothing is told gone
    that lives on in another.
    """
    old = list(before)
    by_id = {entry.id: entry for entry in old}
    owner = {claim: entry for entry in old for claim in entry.claims}
    found: list[Change] = []
    alive: set[str] = set()
    for entry in after:
        shared: dict[str, int] = {}
        for claim in entry.claims:
            if claim in owner:
                shared[owner[claim].id] = shared.get(owner[claim].id, 0) + 1
        alive |= set(shared)
        if not shared:
            found.append(_new(entry, old))
            continue
        best = max(sorted(shared), key=lambda identity: shared[identity])
        found += _between(by_id[best], entry)
    found += [
        Change("gone", e.id, None, _state(e), None, e.evidence[0] if e.evidence else None, ())
        for e in old if e.id not in alive
    ]  # fmt: skip
    return sorted(found, key=lambda c: (CHANGES.index(c.kind), c.entry, c.slot or ""))


def _new(entry: Entry, old: list[Entry]) -> Change:
    """An entry that was not there; a refusal of what the same holders had undertaken takes it back."""
    quote = entry.evidence[0] if entry.evidence else None
    if entry.kind == "commitment" and entry.polarity == "positive" and entry.firmness in BACK:
        stood = [e for e in old if _is_of_same(e, entry) and e.polarity == "positive" and e.firmness not in BACK]
        if stood:
            firmest = max(stood, key=lambda e: (RANK.get(e.firmness or "", 0), e.id))
            return Change("withdrawn", entry.id, "firmness", firmest.firmness, entry.firmness, quote, entry.documents)
    return Change("new", entry.id, None, None, _state(entry), quote, entry.documents)


def _is_of_same(old: Entry, new: Entry) -> bool:
    """Whether two commitments are of the same action and of common holders, told by name."""
    if old.kind != "commitment" or old.slots.get("action") != new.slots.get("action"):
        return False
    mine, theirs = ({entity_key(a) for a in as_list(e.slots.get("actor"))} for e in (old, new))
    return any(":" in key and not key.startswith("group:") for key in mine & theirs)


def _state(entry: Entry) -> Any:
    """What is told of an entry in one word: how firm, what value, which status or stance."""
    slots = entry.slots
    return entry.firmness or slots.get("value") or slots.get("status") or slots.get("stance")


def _between(old: Entry, new: Entry) -> Iterable[Change]:
    came = tuple(d for d in new.documents if d not in old.documents)
    yield from _firmness(old, new, came)
    disputed, was = {a.slot: a for a in new.conflicts}, {a.slot for a in old.conflicts}
    for slot, how in disputed.items():
        if slot not in was:
            quote = next((q for side in reversed(how.sides) for q in side.quotes), None)
            yield Change("disputed", new.id, slot, old.slots.get(slot), [s.value for s in how.sides], quote, came)
    for slot in sorted(was - set(disputed)):
        yield Change("resolved", new.id, slot, None, new.slots.get(slot), _words(new, came), came)
    for slot in TOLD:
        a, b = old.slots.get(slot), new.slots.get(slot)
        if slot not in disputed and slot not in was and a != b and _without_words(a) != _without_words(b):
            yield Change("changed", new.id, slot, a, b, _words(new, came), came)


def _firmness(old: Entry, new: Entry, came: tuple[str, ...]) -> Iterable[Change]:
    before, after = (old.firmness, old.polarity), (new.firmness, new.polarity)
    if before == after or new.firmness is None:
        return
    quote = next((s.quote for s in reversed(new.history) if s.value == new.firmness), None)
    yield Change(_moved(old, new), new.id, "firmness", _spoken(old), _spoken(new), quote, came)


def _moved(old: Entry, new: Entry) -> str:
    if new.polarity == "positive" and new.firmness in BACK and old.firmness not in BACK:
        return "withdrawn"
    return "firmer" if _height(new) > _height(old) else "weaker"


def _height(entry: Entry) -> int:
    return -1 if entry.polarity == "negative" else RANK.get(entry.firmness or "", 0)


def _spoken(entry: Entry) -> Any:
    return entry.firmness if entry.polarity == "positive" else {"value": entry.firmness, "polarity": "negative"}


def _words(entry: Entry, came: tuple[str, ...]) -> Quote | None:
    """The first words from a document that came in between, else the first of all."""
    return next((q for q in entry.evidence if q.document in came), next(iter(entry.evidence), None))


def _without_words(value: Any) -> Any:
    """A value without how it was worded: only another value is a change."""
    if isinstance(value, list):
        return [_without_words(v) for v in value]
    if isinstance(value, dict):
        return {k: _without_words(v) for k, v in value.items() if k not in ("text", "name")}
    return value
