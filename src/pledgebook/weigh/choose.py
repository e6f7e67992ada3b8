"""Which possible claims of a sentence are believed: rules and weights together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.reading import Layered, Reading
from pledgebook.extract.bodies import bodies
from pledgebook.extract.commitments import commitments
from pledgebook.extract.draft import Draft
from pledgebook.extract.figures import figures
from pledgebook.extract.meetings import meetings
from pledgebook.extract.positions import positions
from pledgebook.model.dates import Interval
from pledgebook.weigh.build import believed, commitment_at, draft_firmness, with_firmness
from pledgebook.weigh.parties import Company, Party, company_of, key_of, parties_at
from pledgebook.weigh.spots import Spot, Topics, act_spots
from pledgebook.weigh.things import Thing, possible_bodies, possible_meetings
from pledgebook.weigh.traits import clause_traits, crossing, party_traits, rule_traits, spot_traits
from pledgebook.weigh.weights import Model, Weights, chance, model, names_of

# How likely right what is believed must be: what rules read, and what only the weights do.
KEPT = {"commitment": 0.0, "meeting": 0.2, "body": 0.0}
LEAST = {"commitment": 0.6, "meeting": 0.45, "body": 0.45}
BESIDE = 0.85  # where rules read something of other parties at the same place
HOPELESS = -2.2  # the sum of the weights of a spot below which next to none was ever believed
CODES = {
    "commitment": ("action", "actor"),
    "meeting": ("format", "participants"), "body": ("type", "leads"),
}  # fmt: skip


@dataclass(slots=True)
class Possible:
    """A possible claim: a spot, a party, the draft that rules made of them if they did, and its traits."""

    kind: str
    item: Layered
    spot: Spot | None
    party: Party | None
    draft: Draft | None
    place: object  # of those at one place one is believed
    of_clause: list[str]  # traits, the same list for all spots of a clause
    of_spot: list[str]  # the same list for all who may be meant at the spot
    of_party: list[str]
    groups: list[list[str]] = field(default_factory=list)  # of which each pair of traits counts
    base: float = 0.0  # the sum of the weights of its clause and its spot

    @property
    def is_told(self) -> bool:
        """Whether rules read it."""
        return self.draft is not None and "weighed" not in self.draft.features

    @property
    def names(self) -> list[str]:
        """All that is weighed: traits and pairs of traits."""
        return names_of([*self.of_clause, *self.of_spot, *self.of_party], self.groups)

    @property
    def firm_names(self) -> list[str]:
        """What tells how firm a commitment is told; of others nothing."""
        if self.kind != "commitment" or self.spot is None:
            return []
        return [*self.of_clause, *self.of_spot, *draft_firmness(self.item, self.spot, self.draft)]


_watched: ContextVar[list[Possible] | None] = ContextVar("watched", default=None)


@contextmanager
def watching() -> Iterator[list[Possible]]:
    """While open, all possible claims are kept here, believed or not."""
    seen: list[Possible] = []
    token = _watched.set(seen)
    try:
        yield seen
    finally:
        _watched.reset(token)


class Choice:
    """Chooses among the possible claims of a document, sentence by sentence."""

    def __init__(self, reading: Reading, resolver: Resolver, topics: Topics, anchor: Interval) -> None:
        self.reading = reading
        self.resolver = resolver
        self.topics = topics
        self.anchor = anchor
        self.model: Model = model()

    def drafts(self, item: Layered, subjects: dict[int, list[Holder]]) -> list[Draft]:
        """The claims of a sentence that are believed."""
        if item.is_question:
            return []
        acts = act_spots(item, self.resolver.g, self.topics)
        told = list(commitments(item, self.resolver, subjects, self.anchor))
        company = company_of(item, self.resolver, subjects)
        found = self._believed("commitment", self._possible(item, acts, company, told))
        used = {e.start for d in found for n in ("amount", "quantity") if n in d.slots for e in d.slots[n].evidence}
        found += _besides(positions(item, self.resolver, subjects), found)
        return found + self._things(item, subjects, used)

    def _things(self, item: Layered, subjects: dict[int, list[Holder]], used: set[int]) -> list[Draft]:
        """The meetings and bodies that are believed, and the figures; used are the offsets of numbers of commitments."""
        resolver, anchor = self.resolver, self.anchor
        met = list(meetings(item, resolver, anchor))
        standing = list(bodies(item, resolver, anchor, subjects))
        return [
            *self._of_things("meeting", item, met, possible_meetings(item, resolver, anchor, met)),
            *self._of_things("body", item, standing, possible_bodies(item, resolver, standing)),
            *figures(item, resolver, used),
        ]

    def _of_things(self, kind: str, item: Layered, told: list[Draft], things: Iterator[Thing]) -> list[Draft]:
        if kind not in self.model.right and _watched.get() is None:
            return told
        out, met = [], set()
        for thing in things:
            spot = thing.spot
            shared, own = clause_traits(item, spot.number), spot_traits(item, spot, 1)
            of_rules = _rules_on(thing)
            met.add(id(thing.told))
            if thing.told is None:
                believed(thing.draft, item, spot)
            place = spot.number if kind == "meeting" else id(spot)
            groups = [crossing(own, shared, of_party=False), of_rules, thing.traits]
            out.append(Possible(
                kind, item, spot, None, thing.told or thing.draft, place, shared, own, [*thing.traits, *of_rules],
                groups, self._base(kind, item, spot.number, own),
            ))  # fmt: skip
        orphans = [_orphan(kind, d, CODES[kind][0]) for d in told if id(d) not in met]
        return self._believed(kind, [*out, *orphans]) if kind in self.model.right else self._watch(out + orphans, told)

    def _watch(self, possible: list[Possible], told: list[Draft]) -> list[Draft]:
        watched = _watched.get()
        if watched is not None:
            watched.extend(possible)
        return told

    def _possible(self, item: Layered, spots: list[Spot], company: Company, told: list[Draft]) -> list[Possible]:
        """The possible commitments of a sentence."""
        kind, out = "commitment", []
        met: set[int] = set()
        watched = _watched.get() is not None
        weights = self.model.right.get(kind)
        for spot in spots if watched or weights is not None else ():
            shared, own = clause_traits(item, spot.number), spot_traits(item, spot, len(spots))
            base = self._base(kind, item, spot.number, own)
            hopeless = HOPELESS if weights is not None and not told and not watched else -math.inf
            if base < hopeless:
                continue  # it does not matter who is meant
            left = crossing(own, shared, of_party=False)
            for party in parties_at(spot, company):
                if weights is not None and base + weights.sum(party.nearest) < hopeless:
                    continue
                of_rules = rule_traits(spot, party, told)
                of_party = party_traits(item, spot, party, self.reading)
                draft = _draft_of(spot, party, told) if told else None
                met.add(id(draft))
                out.append(Possible(
                    kind, item, spot, party, draft, spot.place, shared, own, [*of_party, *of_rules],
                    [left, crossing(of_party, (), of_party=True), of_rules], base,
                ))  # fmt: skip
        return out + [_orphan(kind, d, CODES[kind][0]) for d in told if id(d) not in met]

    def _base(self, kind: str, item: Layered, number: int, own: list[str]) -> float:
        """The sum of the weights of a spot and of its clause, that of the clause found once."""
        weights = self.model.right.get(kind)
        if weights is None:
            return 0.0
        place = "sum", kind, number, id(weights)
        found = item.memo.get(place)
        if found is None:
            found = item.memo[place] = weights.bias + weights.sum(clause_traits(item, number))
        return float(found + weights.sum(own))

    def _believed(self, kind: str, possible: list[Possible]) -> list[Draft]:
        if not possible:
            return []
        self._watch(possible, [])
        weights = self.model.right.get(kind)
        if weights is None:
            return list({id(p.draft): p.draft for p in possible if p.draft is not None}.values())
        found: dict[int, Draft] = {}
        for ranked in _by_spot(possible, weights):
            for likely, best in _chosen(kind, ranked):
                if not best.is_told and likely < BESIDE and _is_within(best, possible):
                    continue
                draft = self._draft(best, likely)
                if draft is not None:
                    found.setdefault(id(draft), draft)
        return list(found.values())

    def _draft(self, best: Possible, likely: float) -> Draft | None:
        draft = best.draft
        if draft is None and best.spot is not None and best.party is not None:
            draft = commitment_at(best.item, best.spot, best.party, self.resolver, self.anchor)
            draft = with_firmness(draft, best.firm_names, self.model)
        if draft is None:
            return None
        draft.features["likely"] = likely
        if best.kind == "commitment":
            self.resolver.memory.action = (str(draft.slots["action"].value), best.item.number)
        return draft


def _is_within(guess: Possible, possible: Sequence[Possible]) -> bool:
    """Whether rules read an undertaking of the same holders in words around a spot: it is of the same act."""
    if guess.party is None or guess.spot is None:
        return False
    start, end = guess.item.span(guess.spot.first, guess.spot.last)
    return any(
        p.is_told and p.draft is not None and p.party is not None and guess.party.keys <= p.party.keys
        and any(a <= start and end <= b for a, b in p.draft.spans)
        for p in possible
    )  # fmt: skip


def _besides(stances: Iterator[Draft], undertaken: list[Draft]) -> list[Draft]:
    """The positions whose word of stance makes no undertaking: 'is open to sending troops' is told once."""
    used = {
        (r.start, r.end) for d in undertaken for r in d.reasons if d.slots["firmness"].value in ("ready", "refused")
    }
    return [
        d for d in stances
        if d.slots["stance"].value not in ("support", "oppose") or not any((r.start, r.end) in used for r in d.reasons)
    ]  # fmt: skip


def _chosen(kind: str, ranked: list[tuple[float, Possible]]) -> list[tuple[float, Possible]]:
    """What is believed at one place: all that rules read, unless of the same party something else is likelier."""
    kept = [(likely, p) for likely, p in ranked if p.is_told and likely >= KEPT[kind]]
    likely, best = ranked[0]
    if best.is_told or likely < LEAST[kind]:
        return kept
    if kept and best.party is not None:
        if any(p.party is not None and best.party.keys <= p.party.keys for _, p in kept):
            return kept  # told of more of them
        if likely < BESIDE:
            return kept
    others = [(n, p) for n, p in kept if best.party and p.party and not best.party.keys & p.party.keys]
    return [ranked[0], *others]


def _by_spot(possible: Sequence[Possible], weights: Weights) -> Iterator[list[tuple[float, Possible]]]:
    """The possible claims at each spot with how likely each is, the likeliest first."""
    grouped: dict[object, list[tuple[float, Possible]]] = {}
    for p in possible:
        score = (p.base if p.spot is not None else weights.bias) + weights.sum(p.of_party) + weights.met(p.groups)
        grouped.setdefault(p.place, []).append((chance(score), p))
    for ranked in grouped.values():
        yield sorted(ranked, key=lambda pair: -pair[0])


def _rules_on(thing: Thing) -> list[str]:
    """What rules say of a meeting or a body."""
    if thing.told is None:
        return ["rules read nothing"]
    return ["rules read it", *(f"rules read it {name}" for name, value in thing.told.features.items() if value)]


def _draft_of(spot: Spot, party: Party, told: Sequence[Draft]) -> Draft | None:
    """What the rules made of a spot and a party: in the same clause sooner than elsewhere in the sentence."""
    same = [
        d for d in told
        if d.slots["action"].value == spot.code and {key_of(ref) for ref in d.slots["actor"].value} == party.keys
    ]  # fmt: skip
    return next((d for d in same if d.clause is spot.clause), same[0] if same else None)


def _orphan(kind: str, draft: Draft, code: str) -> Possible:
    """What the rules read where no possible claim was looked for."""
    value = draft.slots[code].value
    who = CODES[kind][1]
    refs = draft.slots[who].value if who == "actor" else []
    kinds = [f"kind {kind_}" for kind_ in sorted({str(ref.get("kind")) for ref in refs})]
    features = [f"rules alone {name}" for name, given in draft.features.items() if given]
    return Possible(
        kind, draft.item, None, None, draft, id(draft), [], [], ["rules alone", f"code {value}", *kinds, *features]
    )
