"""The other slots of a commitment: sums, whom it is for, where, when, in which domains."""

from __future__ import annotations

from typing import Any

from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.names import Mention
from pledgebook.analyse.offices import state_behind
from pledgebook.analyse.reading import Layered
from pledgebook.extract.acts import GENERIC, Act
from pledgebook.extract.conditions import conditions_of
from pledgebook.extract.draft import Draft, evidence_of, reference
from pledgebook.extract.roles import name_of, preposition_of, topic_of
from pledgebook.model.claim import Reason, Slot
from pledgebook.model.dates import Interval
from pledgebook.model.mention import Quantity
from pledgebook.packs.load import table

NO_BENEFICIARY = frozenset(("sanctions", "defence_spending", "mediation", "membership", "other", "command"))


# ------------------------------------------------------------ the other slots
def draft_of(
    item: Layered, act: Act, resolver: Resolver, actors: list[Holder], basis: str | None, action: str, firm: Any,
    place: tuple[int, int], anchor: Interval,
) -> Draft:  # fmt: skip
    text = resolver.reading.text
    start, end = item.span(act.first, act.last)
    for link in act.chain:
        if item.clause_at[link.hit.first] == item.clauses.index(act.clause):
            start = min(start, item.tokens[link.hit.first].start)
    for h in actors:
        if (
            h.first >= 0
            and basis is None
            and act.clause.first <= h.first < act.clause.last
            and item.start <= h.start < item.end
        ):
            start = min(start, h.start)
            end = max(end, h.end)
    slots: dict[str, Slot] = {}
    slots["actor"] = Slot(
        [reference(h) for h in _unique(actors)],
        tuple(evidence_of(text, h.start, h.end) for h in actors if h.first >= 0),
        basis or next((h.basis for h in actors if h.basis), None),
    )
    words = [h for h in act.hits if h.entry.key == action] or act.hits
    slots["action"] = Slot(
        action,
        tuple(evidence_of(text, *item.span(h.first, h.last)) for h in words[:2]),
        None if words else "the action told before" if act.is_echo else "a sum of money",
    )
    cue = [link.hit for link in act.chain]
    slots["firmness"] = Slot(
        firm.code,
        tuple(evidence_of(text, *item.span(h.first, h.last)) for h in cue)
        or ((evidence_of(text, *item.span(act.verb.first, act.verb.last)),) if act.verb else ()),
    )
    _amounts(item, act, slots, text)
    _beneficiary(item, act, resolver, actors, action, slots, text)
    conditions = conditions_of(item, act.clause, act.first, text)
    if conditions:
        slots["conditions"] = Slot([c for c, _ in conditions], tuple(e for _, e in conditions))
    domains = _domains(item, act, text)
    if domains:
        slots["domains"] = domains
    _places(item, act, slots, text, resolver)
    _period(item, act, slots, text, anchor)
    _items(item, act, slots, text)
    reasons = [Reason(link.hit.entry.rule, *item.span(link.hit.first, link.hit.last)) for link in act.chain]
    reasons += [Reason(h.entry.rule, *item.span(h.first, h.last)) for h in words[:2]]
    features = {
        "chain": float(len(act.chain)), "own_verb": float(act.verb is not None and not act.chain),
        "derived_actor": float(basis is not None), "generic": float(action in ("support", "other")),
        "nominal": float(act.verb is None), "loose": float(act.loose), "nested": float(act.clause.kind in ("comp", "rel", "sub", "purpose")),
    }  # fmt: skip
    return Draft(
        "commitment",
        item,
        [(start, end)],
        slots,
        firm.polarity,
        reasons,
        act.clause,
        features,
        tuple(dict.fromkeys(h.person for h in actors if h.person)),
    )


def _unique(holders: list[Holder]) -> list[Holder]:
    found: dict[str, Holder] = {}
    for h in holders:
        found.setdefault(h.key, h)
    return list(found.values())


def _amounts(item: Layered, act: Act, slots: dict[str, Slot], text: str) -> None:
    for a, b, q in item.quantities:
        if not (act.clause.first <= a < act.clause.last) or not (act.first - 6 <= a <= act.last):
            continue
        words = evidence_of(text, q.start, q.end)
        if q.kind == "money" and "amount" not in slots:
            currency = currency_of(q, slots["actor"].value)
            slots["amount"] = Slot(
                {"value": q.json_value, "currency": currency, "bound": q.bound, "text": words.quote}, (words,)
            )
        elif (
            q.kind == "count"
            and "quantity" not in slots
            and not (a and item.tokens[a - 1].low in item.negations)
            and act.first - 3 <= a <= act.last
        ):
            unit = next(
                (
                    h
                    for h in item.found("acts", b, min(b + 5, len(item.tokens)))
                    if h.entry.part in ("items", "phrases")
                ),
                None,
            )
            if unit is not None and not _is_parted(item, b, unit.first):
                end = item.tokens[unit.last - 1].end
                words = evidence_of(text, q.start, end)
                slots["quantity"] = Slot(
                    {
                        "value": q.json_value,
                        "unit": text[item.tokens[b].start : end],
                        "bound": q.bound,
                        "text": words.quote,
                    },
                    (words,),
                )
        elif q.kind == "percent" and "quantity" not in slots and act.first <= a <= act.last:
            slots["quantity"] = Slot(
                {"value": q.json_value, "unit": "percent", "bound": q.bound, "text": words.quote}, (words,)
            )


def _is_parted(item: Layered, first: int, last: int) -> bool:
    """Whether a verb or a noun for somebody stands between a number and a thing: '26 countries are ready to send soldiers'."""
    if any(t.word.parts == {"prep"} for t in item.tokens[first:last]) and not item.grammar_articles:
        return True
    return any(first <= v.head < last for v in item.verbs if v.form in ("fin", "inf")) or any(
        first <= h.first < last
        for h in item.hits.get("groups", ())
        if h.entry.key in ("countries", "coalition_members")
    )


def currency_of(q: Quantity, actors: list[dict[str, Any]]) -> str | None:
    """The currency of a sum; where its words leave open whose crowns or dollars they are, that of who gives them."""
    data = table("shared", "currencies")
    which = "unnamed" if q.currency is None else "dollar" if q.currency == "USD" and "sign" in q.rule else ""
    if not which or len(actors) != 1:
        return q.currency
    found = data.get(which, {}).get(actors[0].get("id"))
    return str(found) if found else q.currency


def _beneficiary(
    item: Layered, act: Act, resolver: Resolver, actors: list[Holder], action: str, slots: dict[str, Slot], text: str
) -> set[int]:
    """Fills beneficiary or target; returns the tokens it used."""
    acting = {h.key for h in actors}
    slot = "target" if action == "sanctions" else "beneficiary"
    used: set[int] = set()
    if act.chain and any(k.data.get("recipient") for k in act.chain):
        found = [h for h in resolver.subject(item, act.clause, act.clause.verb) if h.key not in acting]
        if found:
            slots["beneficiary"] = Slot(
                [reference(h) for h in found], tuple(evidence_of(text, h.start, h.end) for h in found)
            )
            return used
    for m in item.mentions_in(act.clause.first, act.clause.last):
        if m.id in acting or m.kind not in ("country", "org", "coalition", "body") or m.first < act.first:
            continue
        if state_behind(m.id) in acting:
            continue
        if m.role in ("inhabitant",) and slot == "beneficiary" and m.id == "country:RU":
            continue
        if not resolver.g.articles and m.cases == {"nom"}:
            continue  # a subject or an apposition
        if m.kind == "body" and any(h.first <= m.first < h.last for h in act.hits):
            continue
        if (
            not resolver.g.articles
            and m.kind == "country"
            and m.id != topic_of(resolver)
            and "loc" in m.cases
            and "acc" not in m.cases
            and (resolver.g.has("place_in", preposition_of(item, m.first)))
        ):
            continue  # only where it is done
        low = preposition_of(item, m.first)
        if (resolver.g.articles and _is_aside(item, m, act, low, resolver)) or resolver.g.has("via", low):
            continue
        if slot == "beneficiary" and not resolver.g.articles and _is_of_a_noun(item, m, act, low, resolver):
            continue
        against = resolver.g.has("against", low)
        if slot == "target" and (against or m.id == "country:RU" or m.role == "adjective"):
            slots[slot] = Slot([m.reference(text)], (evidence_of(text, m.start, m.end),))
            return {m.first}
        if (
            slot == "beneficiary"
            and not against
            and low not in item.sources
            and not (m.role == "seat" and m.place and resolver.g.has("place_in", low))
        ):
            if m.id == "country:RU" or (action in NO_BENEFICIARY and not resolver.g.has("to_whom", low)):
                continue
            slots[slot] = Slot([m.reference(text)], (evidence_of(text, m.start, m.end),))
            return {m.first}
    topic = topic_of(resolver)
    if action in ("sanctions",) and resolver.reading.counts.get("country:RU"):
        slots["target"] = Slot([{"id": "country:RU", "kind": "country", "name": "Russia"}], (), "topic of the document")
    elif slot == "beneficiary" and topic and action not in NO_BENEFICIARY and topic not in acting:
        slots["beneficiary"] = Slot(
            [{"id": topic, "kind": "country", "name": name_of(topic)}], (), "topic of the document"
        )
    return used


def _is_aside(item: Layered, m: Mention, act: Act, low: str, resolver: Resolver) -> bool:
    """Whether a name behind an act is no receiver: it qualifies a noun ("US weapons"), is a place, or stands apart."""
    if m.id == topic_of(resolver):
        return False
    after = item.tokens[m.last] if m.last < len(item.tokens) else None
    qualifies = (
        after is not None
        and after.low[0].isalnum()
        and "noun" in after.word.parts
        and not after.word.parts & {"prep", "det"}
    )
    told = max([h.last for h in act.hits], default=act.last)
    apart = any(t.low == "," for t in item.tokens[min(told, act.last) : m.first])
    return qualifies or apart or resolver.g.has("place_in", low)


def _is_of_a_noun(item: Layered, m: Mention, act: Act, low: str, resolver: Resolver) -> bool:
    """Whether a name is only where something is, or whose some noun is that is no act: 'in Congress', 'under the lead of the US'."""
    if m.id == topic_of(resolver):
        return False
    if m.kind == "org" and resolver.g.has("place_in", low):
        return True
    before = item.tokens[m.first - 1] if m.first else None
    if before is None or before.word.readings[0].pos != "noun" or (m.cases and "gen" not in m.cases):
        return False
    return not any(h.first < m.first <= h.last for h in act.hits)


def _domains(item: Layered, act: Act, text: str) -> Slot | None:
    """The domains named from an act on, up to the next act."""
    found: dict[str, Any] = {}
    stop = next((v.first for v in act.clause.verbs if v.first >= act.last), act.clause.last)
    for h in item.found("groups", act.first, act.clause.last):
        domain = h.entry.data.get("domain")
        if domain and h.last <= stop:
            found.setdefault(domain, evidence_of(text, *item.span(h.first, h.last)))
    return Slot(list(found), tuple(found.values())) if found else None


ON_THE_SPOT = frozenset(
    ("troops", "monitoring", "air_security", "demining", "training", "production", "logistics")
)  # done where a state is named after "in"


def _places(item: Layered, act: Act, slots: dict[str, Slot], text: str, resolver: Resolver) -> None:
    """Where it is to be done: a place, a city after a preposition of place, for some actions a state after one."""
    told = max([h.last for h in act.hits], default=act.last)
    for m in item.mentions_in(act.first, act.clause.last):
        low = preposition_of(item, m.first)
        sited = resolver.g.has("place_in", low) or resolver.g.has("place_to", low)
        is_place = m.kind == "place" and m.role not in ("adjective", "inhabitant")
        if resolver.g.articles and any(t.low == "," for t in item.tokens[told : m.first]):
            break  # "200 soldiers, as in Afghanistan"
        state = m.kind == "country" and m.role != "seat" and sited and slots["action"].value in ON_THE_SPOT
        if is_place or (m.role == "seat" and m.place and sited) or state:
            id_ = m.id if is_place or state else m.place
            slots["place"] = Slot(
                [{"id": id_, "kind": str(id_).split(":")[0], "text": text[m.start : m.end]}],
                (evidence_of(text, m.start, m.end),),
            )
            return


def _period(item: Layered, act: Act, slots: dict[str, Slot], text: str, anchor: Interval) -> None:
    for a, _, t in item.times:
        if act.first <= a < act.clause.last or (
            act.clause.first <= a < act.first and t.unit in ("year", "quarter", "half", "month")
        ):
            if t.kind in ("set", "duration"):
                continue
            when = t.resolve(anchor)
            if when.earliest is None and when.latest is None:
                continue
            slots["period"] = Slot(when.as_json(), (evidence_of(text, t.start, t.end),))
            return


def _items(item: Layered, act: Act, slots: dict[str, Slot], text: str) -> None:
    found = []
    for h in act.hits:
        if h.entry.part in ("items", "phrases") and h.entry.key not in GENERIC:
            found.append(evidence_of(text, *item.span(h.first, h.last)))
    if found:
        slots["items"] = Slot([e.quote for e in found], tuple(found))
