"""What a decision is about: a claim by its document, its words and its holders, not by its place in a table.

So it finds its claim again when a newer reader reads the document anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pledgebook.ledger.values import as_list, entity_key
from pledgebook.model.claim import Claim

WHO = {"commitment": "actor", "position": "holder"}
LEAST = 0.3  # the share of common characters that makes words the same


def bound(claim: Claim) -> dict[str, Any]:
    """The binding of a claim as it is now."""
    return {
        "claim": claim.id, "document": claim.document, "kind": claim.kind, "who": _who(claim),
        "words": [e.as_json() for e in claim.evidence],
    }  # fmt: skip


def met(binding: dict[str, Any], claims: Iterable[Claim]) -> tuple[Claim, bool] | None:
    """The claim that is meant among those of its document, and whether it says or is read otherwise than when bound.

    The same claim first; else the one of its kind and holders whose words overlap most. None where there is none.
    """
    best: tuple[float, str, Claim] | None = None
    for claim in claims:
        if claim.id == binding["claim"]:
            return claim, False
        if claim.kind != binding["kind"] or claim.document != binding["document"]:
            continue
        who = set(_who(claim))
        if who and binding["who"] and not who & set(binding["who"]):
            continue
        share = _overlap(binding["words"], claim)
        if share >= LEAST and (best is None or (share, claim.id) > best[:2]):
            best = (share, claim.id, claim)
    return (best[2], True) if best else None


def _who(claim: Claim) -> list[str]:
    return sorted({entity_key(v) for v in as_list(claim.value(WHO.get(claim.kind, "")))})


def _overlap(words: list[dict[str, Any]], claim: Claim) -> float:
    """The largest share of common characters that two pieces of evidence have."""
    found = 0.0
    for one in words:
        for other in claim.evidence:
            common = min(one["end"], other.end) - max(one["start"], other.start)
            whole = max(one["end"], other.end) - min(one["start"], other.start)
            found = max(found, common / whole if whole else 0.0)
    return found
