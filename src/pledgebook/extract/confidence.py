"""How sure a claim is: a logistic model over named features, its weights fitted on gold and kept as data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from pledgebook.extract.draft import Draft
from pledgebook.model.claim import Slot
from pledgebook.packs.load import table

Features = dict[str, float]
CODES = ("action", "firmness", "stance", "measure", "type", "format")  # slots whose code is a feature
FILLED = (
    "amount",
    "quantity",
    "beneficiary",
    "target",
    "conditions",
    "place",
    "date",
    "period",
    "unit",
    "leads",
)
HOLDERS = ("actor", "holder", "participants")
LONG = 240  # characters of a sentence that is twice as long as most
_watched: ContextVar[list[Features] | None] = ContextVar("watched", default=None)


def confidence_of(group: Sequence[Draft], slots: Mapping[str, Slot]) -> float:
    """How likely a claim is right, from the drafts that tell it and its slots."""
    found = features(group, slots)
    watched = _watched.get()
    if watched is not None:
        watched.append(found)
        return float(len(watched) - 1)
    return confidence(found, weights())


def confidence(found: Mapping[str, float], weight: Mapping[str, float]) -> float:
    """The model: the logistic of a weighted sum, to three digits, never quite 0 or 1."""
    known = [weight[name] * value for name, value in found.items() if name in weight]
    total = weight.get("bias", 0.0) + sum(known)
    return round(1 / (1 + math.exp(-min(max(total, -4.0), 4.0))), 3)


@cache
def weights() -> Mapping[str, float]:
    """The fitted weights by feature; without any, every claim is as likely as not."""
    return {name: float(value) for name, value in table("shared", "confidence").get("weights", {}).items()}


@contextmanager
def watching() -> Iterator[list[Features]]:
    """While open, the features of each claim are kept here, and its confidence is its place among them."""
    seen: list[Features] = []
    token = _watched.set(seen)
    try:
        yield seen
    finally:
        _watched.reset(token)


def features(group: Sequence[Draft], slots: Mapping[str, Slot]) -> Features:
    """What tells sure claims from doubtful ones, by name."""
    first = group[0]
    kind = first.kind
    found: Features = {f"kind {kind}": 1.0, f"{kind} told again": min(len(group) - 1, 3) / 3}
    found["negative"] = float(first.polarity == "negative")
    found |= {f"{kind} {name}": _mean(group, name) for name in first.features}
    found |= {f"{name} {slots[name].value}": 1.0 for name in CODES if name in slots}
    found |= {f"{kind} has {name}": 1.0 for name in FILLED if name in slots and slots[name].value}
    for name in HOLDERS:
        if name in slots:
            found |= _of_holders(kind, slots[name])
    return found | _of_place(first)


def _mean(group: Sequence[Draft], name: str) -> float:
    if len(group) == 1:
        return group[0].features[name]
    return sum(d.features.get(name, 0.0) for d in group) / len(group)


def _of_holders(kind: str, slot: Slot) -> Features:
    """How many they are, of which kinds, and whether they are named beside it."""
    refs = slot.value or []
    found = {f"{kind} by {ref.get('kind') or str(ref.get('id')).split(':')[0]}": 1.0 for ref in refs}
    found[f"{kind} by several"] = float(len(refs) > 1)
    found[f"{kind} by none"] = float(not refs)
    found[f"{kind} derived"] = float(slot.basis is not None)
    return found


def _of_place(draft: Draft) -> Features:
    """Where it stands: which block, how long a sentence, which clause."""
    sentence = draft.item.sentence
    clause = draft.clause.kind if draft.clause is not None else "none"
    return {
        f"in {sentence.block.kind}": 1.0,
        f"clause {clause}": 1.0,
        "long": min((sentence.end - sentence.start) / LONG, 2.0),
        "quoted": float(bool(draft.item.quoted)),
    }
