"""Drafts of claims that the weights believe: the slots of a spot and its party."""

from __future__ import annotations

from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.reading import Layered
from pledgebook.extract.acts import Act
from pledgebook.extract.draft import Draft
from pledgebook.extract.firmness import Firmness, firmness_of
from pledgebook.extract.slots import draft_of
from pledgebook.model.claim import Reason, Slot
from pledgebook.model.dates import Interval
from pledgebook.weigh.parties import Party
from pledgebook.weigh.spots import Spot
from pledgebook.weigh.weights import Model

NOT_FIRM = ("ready", "pledged", "agreed", "binding")  # which a negation turns into refusing


def act_of(item: Layered, spot: Spot) -> Act:
    """A spot as an act under the predicates of its clause."""
    verb = spot.clause.verb
    own = verb is not None and spot.hit is not None and spot.hit.first <= verb.head < spot.hit.last
    stop = min((h.first for h in item.hits.get("acts", ()) if spot.hits and h.first > spot.hits[-1].last), default=None)
    last = spot.clause.last if stop is None else max(min(stop, spot.clause.last), spot.last)
    return Act(
        spot.first, last, list(spot.links), list(spot.hits), spot.clause, verb if own else None, spot.hit,
        over=verb, is_echo=spot.form.endswith(("told last", "told most")),
    )  # fmt: skip


def draft_firmness(item: Layered, spot: Spot, draft: Draft | None) -> list[str]:
    """How firm the rules would call it, as a trait."""
    if draft is not None:
        return [f"rules: {draft.slots['firmness'].value} {draft.polarity}"]
    found = firmness_of(act_of(item, spot))
    return [f"chain: {found.code} {found.polarity}" if found else "chain: none"]


def commitment_at(item: Layered, spot: Spot, party: Party, resolver: Resolver, anchor: Interval) -> Draft:
    """The commitment of a party at a spot; how firm is still to be weighed."""
    act = act_of(item, spot)
    firm = firmness_of(act) or Firmness("pledged")
    here = [h for h in party.holders if h.first >= 0 and item.start <= h.start < item.end and h.end > h.start]
    basis = None if here else "told of before"
    draft = draft_of(item, act, resolver, party.holders, basis, spot.code, firm, (spot.first, spot.last), anchor)
    return believed(draft, item, spot)


def believed(draft: Draft, item: Layered, spot: Spot) -> Draft:
    """The draft, marked as one that no rule made."""
    draft.features = dict.fromkeys(draft.features, 0.0) | {"weighed": 1.0}
    draft.reasons.append(Reason(f"weights/{draft.kind}", *item.span(spot.first, spot.last)))
    return draft


def with_firmness(draft: Draft, traits: list[str], weighed: Model) -> Draft:
    """The draft with the firmness that is likeliest."""
    if not weighed.firmness:
        return draft
    scored = {code: w.bias + w.sum(traits) for code, w in weighed.firmness.items()}
    code = max(sorted(scored), key=lambda c: scored[c])
    old = draft.slots["firmness"]
    if not old.evidence and not old.basis:
        old = draft.slots["firmness"] = Slot(old.value, (), "what is likeliest")
    if code == old.value:
        if code == "refused":
            draft.polarity = "positive"
        return draft
    if draft.polarity == "negative" and code == "refused" and old.value in NOT_FIRM:
        return draft  # "has not promised" is said that way
    draft.slots["firmness"] = Slot(code, old.evidence, old.basis)
    return draft
