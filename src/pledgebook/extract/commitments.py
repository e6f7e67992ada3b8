"""Commitments: who undertakes (or declines) to do what, how firmly, for whom, under which condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Holder, Resolver, state_behind
from pledgebook.analyse.names import Mention, entities
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.verbs import Verb
from pledgebook.extract.chain import GENERIC, Act, Firmness, acts_of, firmness_of
from pledgebook.extract.conditions import conditions_of
from pledgebook.extract.draft import Draft, evidence_of, reference
from pledgebook.model.claim import Reason, Slot
from pledgebook.model.dates import Interval
from pledgebook.model.mention import Quantity
from pledgebook.packs.lexicon import Hit
from pledgebook.packs.load import table

RECENT = 1  # sentences for which a subject stays in mind
LEADING = 2  # mentions that make a coalition the one a document tells of
NO_BENEFICIARY = frozenset(("sanctions", "defence_spending", "mediation", "membership", "other", "command"))
HEAD_REACH = 8  # tokens back from a relative clause to the noun it hangs on
HOSTED = ("summit", "talks", "meeting", "conference")
ECHO = 4  # sentences that an action is kept for those who say no more than yes or no to it
FOLLOWS = 6  # tokens between a qualifier and the aid or support it qualifies


def subjects_of(item: Layered, resolver: Resolver) -> dict[int, list[Holder]]:
    """The subject of each clause of a sentence, by its number; empty where there is none."""
    subjects: dict[int, list[Holder]] = {}
    for number, clause in enumerate(item.clauses):
        subjects[number] = _clause_subject(item, clause, number, resolver, subjects)
    return subjects


def commitments(
    item: Layered, resolver: Resolver, subjects: dict[int, list[Holder]], anchor: Interval
) -> Iterator[Draft]:
    """The commitments of a sentence."""
    inherited: dict[int, Any] = {}
    if item.is_question:
        return
    told: list[Draft] = []
    for act in acts_of(item, resolver.g, inherited):
        if act.clause.kind != "cond" and not _is_awaited(item, act.clause, resolver) and not _is_open(item, act.clause, resolver):
            told += _claims(item, act, resolver, subjects, anchor)
    yield from told
    yield from _gapped(item, told, resolver)


def _is_open(item: Layered, clause: Clause, resolver: Resolver) -> bool:
    """Whether a clause asks: 'it is unclear which nations will send', «чи надасть», «направит ли»."""
    if clause.kind not in ("comp", "rel"):
        return False
    stop = clause.verb.last + 1 if clause.verb else clause.last
    words = item.tokens[clause.first : min(clause.first + 1 if resolver.g.articles else stop, len(item.tokens))]
    return any(resolver.g.has("questioning", t.low) for t in words) and not _has_noun_before(item, clause)


def _has_noun_before(item: Layered, clause: Clause) -> bool:
    """Whether a relative clause hangs on a noun: 'the package which Norway promised'."""
    before = item.tokens[clause.first - 1] if clause.first else None
    if before is not None and before.low == "," and clause.first > 1:
        before = item.tokens[clause.first - 2]
    return before is not None and clause.kind == "rel" and "noun" in before.word.parts and "adj" not in before.word.parts


def _is_denied_of_all(item: Layered, act: Act, resolver: Resolver) -> bool:
    """'No other members have pledged': a subject of which there is none."""
    verb = act.over or act.verb
    if verb is None or not resolver.g.articles:
        return False
    zone = item.tokens[act.clause.first : verb.first]
    if any(resolver.g.has("nobody", t.low) for t in zone):
        return True
    return any(t.low == "no" and n + 1 < len(zone) and zone[n + 1].word.parts & {"noun", "adj", "det"} for n, t in enumerate(zone))


def _is_awaited(item: Layered, clause: Clause, resolver: Resolver) -> bool:
    """Whether a clause tells what is waited for, not what is done: 'before it agrees', 'until they deliver'."""
    verb = clause.verb
    opener = item.tokens[clause.first].low
    return clause.kind == "sub" and resolver.g.has("awaiting", opener) and verb is not None and verb.tense == "pres"


def _clause_subject(
    item: Layered, clause: Clause, number: int, resolver: Resolver, subjects: dict[int, list[Holder]]
) -> list[Holder]:
    found = resolver.subject(item, clause, clause.verb)
    if found:
        if clause.kind != "comp" and not (clause.verb and clause.verb.passive):
            resolver.remember(item, found)
        return found
    if clause.kind == "rel" and number:
        return _relative_head(item, clause, resolver)
    if clause.kind == "coord" and clause.parent is not None:
        return subjects.get(clause.parent, [])
    return []


def _relative_head(item: Layered, clause: Clause, resolver: Resolver) -> list[Holder]:
    """The noun that a relative clause hangs on: the last one before it."""
    before = [n for n in resolver.nominals(item) if n.last <= clause.first and clause.first - n.last <= 3]
    return resolver.holders(item, before[-1]) if before else []


def _claims(
    item: Layered, act: Act, resolver: Resolver, subjects: dict[int, list[Holder]], anchor: Interval
) -> Iterator[Draft]:
    firm = firmness_of(act)
    if firm is None:
        return
    if act.is_echo:
        yield from _echoed(item, act, resolver, subjects, firm, anchor)
        return
    if not resolver.g.articles and act.verb is None and any(_is_awaiting(k) for k in act.chain):
        return
    if any(resolver.g.has("hortatives", t.low) for t in item.tokens[act.clause.first : act.first]):
        return
    if _is_denied_of_all(item, act, resolver) and firm.polarity == "positive" and firm.code != "refused":
        firm = Firmness(firm.code, "negative")
    actions = list(_actions(item, act))
    if not actions and (_joins(act) or _refers_back(item, act, resolver)):
        told = resolver.memory.action
        actions = [(told[0], act.first, act.last)] if told and item.number - told[1] <= ECHO else []
    if not actions and _is_share(item, act, resolver):
        actions = [("defence_spending", act.first, act.last)]
    if not actions and act.clause.kind == "rel" and not resolver.g.articles and resolver.subject(item, act.clause, act.verb):
        actions = list(_of_head(item, act))
    if not actions:
        return
    actors, basis = _actors(item, act, resolver, subjects)
    if not actors or act.loose and not _is_given(act, actors, basis, subjects, item):
        return
    if basis is not None and _is_said_of_things(item, act, resolver):
        return
    if _is_bare_of_people(item, act):
        return
    if _is_of_others(item, act) or act.chain and act.chain[-1].key == "begin" and all(h.entry.part == "items" for h in act.hits):
        return
    if _is_stance_only(act, actions) or actions[0][0] == "mediation" and _is_meeting_only(act, firm):
        return
    if all(h.ref.get("kind") == "person" for h in actors):
        return  # private persons undertake nothing here
    actions = [x for x in actions if not _is_attack(item, act, actors, x[0], basis is not None)]
    for action, first, last in actions:
        if action in OF_HELPERS and all(h.key == AGGRESSOR for h in actors):
            continue  # it speaks of what others do there
        resolver.memory.action = (action, item.number)
        yield _draft(item, act, resolver, actors, basis, action, firm, (first, last), anchor)


def _is_said_of_things(item: Layered, act: Act, resolver: Resolver) -> bool:
    """'such a deployment would help': what helps is a thing named in the clause, not whoever was the subject before."""
    verb = act.verb
    if not resolver.g.articles or verb is None or not verb.is_finite or verb.passive or act.anchor is None or act.anchor.entry.key != "aid":
        return False
    return any("noun" in t.word.parts for t in item.tokens[max(act.clause.first, verb.first - 3) : verb.first])


ARMED = frozenset(("troops", "weapons", "air_defence", "training", "intelligence", "production", "air_security", "support", "funding"))


def _is_attack(item: Layered, act: Act, actors: list[Holder], action: str, derived: bool) -> bool:
    """Whether the attacked state only tells of it or defends itself, or the aggressor sends what it attacks with, or arms itself: it helps nobody, unless another state is named."""
    acting = {h.key for h in actors}
    if acting == {VICTIM}:
        helped = action == "guarantees" and act.anchor is not None and act.anchor.entry.part == "verbs"
        return helped or action in ARMED and derived
    if acting != {AGGRESSOR} or action not in ARMED:
        return False
    return not any(
        m.kind == "country" and m.role != "adjective" and m.id not in (AGGRESSOR, "country:UA")
        for m in item.mentions_in(act.first, act.clause.last)
    )


def _is_awaiting(link: Any) -> bool:
    """Whether a verb of expecting has a thing for its object: 'Ukraine expects 52 transformers' is told of others."""
    verb = link.verb
    return link.hit.entry.text in link.data.get("awaiting", ()) and verb is not None and not verb.passive and not verb.reflexive


def _is_bare_of_people(item: Layered, act: Act) -> bool:
    """Whether a verb that is training only of people has none beside it: 'what the staffs have prepared'."""
    anchor = act.anchor
    if anchor is None or anchor.entry.text not in anchor.entry.data.get("beside", ()):
        return False
    people = ("troops", "people", "participants")
    return not any(h.entry.key in ("troops", "training") for h in act.hits if h is not anchor) and not any(
        h.entry.data.get("unit") in people for h in item.found("figures", act.clause.first, act.clause.last)
    )


SIDES = ("oppose", "against")
OF_OTHERS = ("thank", "condemn", "oppose", "doubt", "deny", "warn")


def _is_of_others(item: Layered, act: Act) -> bool:
    """'thanked Norway for the decision to send': what a position is about is done by others."""
    verb = act.over
    if not item.grammar_articles and any(h.last == act.first and h.entry.key in SIDES for h in item.hits.get("stances", ())):
        return True  # "is against the deployment"
    if verb is None or verb is act.verb:
        return False
    told = [
        h for h in item.hits.get("stances", ())
        if h.first <= verb.head < h.last and (h.entry.key in OF_OTHERS or h.entry.key == "welcome" and act.verb is None)
    ]  # fmt: skip
    return any(h.entry.key == "deny" for h in told) or bool(told) and not any(k.verb is verb for k in act.chain)


def _is_share(item: Layered, act: Act, resolver: Resolver) -> bool:
    """'Poland already spends 4.8%': a share of what was told of before, where that was defence spending."""
    told = resolver.memory.action
    lately = told is not None and told[0] == "defence_spending" and item.number - told[1] <= ECHO
    return lately and any(q.kind == "percent" and act.first <= a < act.last for a, _, q in item.quantities)


def _joins(act: Act) -> bool:
    """'wants to take part', 'will not take part': in what was told before; who merely takes part may be at a meeting."""
    if any(h.entry.text == "package" for h in act.hits):
        return True
    return any(h.entry.data.get("echo") for h in act.hits) and bool(act.chain or act.verb and act.verb.negated)


def _refers_back(item: Layered, act: Act, resolver: Resolver) -> bool:
    """'has no plans to send more', 'will not replace them': the object is what was told of before."""
    if act.verb is None or act.anchor is None or act.anchor.entry.key != "transfer" or act.last >= len(item.tokens):
        return False
    return resolver.g.has("back", item.tokens[act.verb.last].low) if act.verb.last < len(item.tokens) else False


def _is_meeting_only(act: Act, firm: Any) -> bool:
    """'convened on Wednesday' tells of a meeting, not of mediation."""
    anchor = act.anchor
    if act.verb is None and act.chain and all(k.key == "confirm" for k in act.chain):
        return True  # "said after the talks"
    done = firm.code == "delivered" and anchor is not None
    return done and anchor is not None and anchor.entry.text.split()[0] in anchor.entry.data.get("ahead", ())


def _echoed(
    item: Layered, act: Act, resolver: Resolver, subjects: dict[int, list[Holder]], firm: Any, anchor: Interval
) -> Iterator[Draft]:
    """What 'Slovakia refused' refers to: the action told last, if that was not long ago."""
    action, told = resolver.memory.action or ("", 0)
    actors = [h for h in subjects.get(item.clauses.index(act.clause), []) if h.ref.get("id") and _may_act(h)]
    if action and item.number - told <= ECHO and actors:
        yield _draft(item, act, resolver, actors, None, action, firm, (act.first, act.last), anchor)


def _gapped(item: Layered, told: list[Draft], resolver: Resolver) -> Iterator[Draft]:
    """'Germany gives 60 million, Finland – 12 million': an undertaking whose verb is not said again."""
    model = next((d for d in told if "amount" in d.slots or "quantity" in d.slots), None)
    if model is None:
        return
    text = resolver.reading.text
    for a, _, q in item.quantities:
        m = next((x for x in reversed(item.mentions) if x.kind in ("country", "org") and 0 <= a - x.last <= 2 and x.start > model.spans[0][0]), None)
        if m is None or q.kind not in ("money", "count") or not _is_gap(item, m, a, q):
            continue
        if any(m.id == r.get("id") for d in told for r in d.slots["actor"].value):
            continue
        words = evidence_of(text, q.start, q.end)
        currency = _currency(q, [m.reference(text)])
        if q.kind == "count" and "amount" in model.slots:
            currency = model.slots["amount"].value.get("currency")
        slots = {k: v for k, v in model.slots.items() if k in ("action", "firmness", "beneficiary", "conditions")}
        slots["actor"] = Slot([m.reference(text)], (evidence_of(text, m.start, m.end),))
        if "amount" in model.slots:
            scale = _scale(model, q.value) if q.kind == "count" else 1
            value = q.value * scale if q.value is not None and scale != 1 else q.json_value
            slots["amount"] = Slot({"value": value, "currency": currency, "bound": q.bound, "text": words.quote}, (words,))
        yield Draft("commitment", item, [(m.start, q.end)], slots, model.polarity, model.reasons, model.clause, {**model.features, "gapped": 1.0})


def _is_gap(item: Layered, m: Mention, at: int, q: Quantity) -> bool:
    """Whether a verb is left out between a state and a sum: a dash, a bracket, or nothing after a comma or 'and'."""
    between = item.tokens[m.last : at]
    if any(t.low in ("\u2013", "-", "(") for t in between):
        return True
    before = item.tokens[m.first - 1].low if m.first else ""
    listed = before in (",", ";") or before in item.coordinators
    return listed and q.kind == "money" and not any(t.word.parts & {"verb", "prep", "noun"} or t.low == "," for t in between)


def _scale(model: Draft, value: float | None) -> int:
    """'60 million … 12': a bare number takes the scale word of the sum before it."""
    whole = model.slots["amount"].value.get("value")
    if not isinstance(whole, (int, float)) or value is None or value >= 1000:
        return 1
    return next((n for n in (10**9, 10**6, 1000) if whole >= n), 1)


AGGRESSOR = "country:RU"
VICTIM = "country:UA"
OF_HELPERS = frozenset(("troops", "weapons", "air_defence", "training", "intelligence", "air_security", "support", "logistics", "command"))


def _is_given(act: Act, actors: list[Holder], basis: str | None, subjects: dict[int, list[Holder]], item: Layered) -> bool:
    """Whether an unlisted verb gives something: a state, organisation or coalition does it to or for another."""
    if basis is not None or any(h.ref.get("kind") not in ("country", "org", "coalition") for h in actors):
        return False
    acting = {h.key for h in actors}
    if AGGRESSOR in acting or "country:UA" in acting:
        return False
    others = {m.id for m in item.mentions_in(act.clause.first, act.clause.last) if m.kind in ("country", "org", "coalition")}
    money = any(q.kind == "money" and act.clause.first <= a < act.clause.last for a, _, q in item.quantities)
    return bool(others - acting) or money and bool(act.hits)


def _is_stance_only(act: Act, actions: list[tuple[str, int, int]]) -> bool:
    """'backed the idea': a verb of support that is over and helps nobody is a position, not an undertaking."""
    only = all(a == "support" for a, _, _ in actions)
    told = all(k.data.get("reports") and k.key != "begin" for k in act.chain)
    if only and told and act.chain and act.verb is None and act.over is not None and all(k.key == "confirm" for k in act.chain):
        return True  # "reaffirmed its support", and nothing else
    talked = bool(act.chain) and all(k.key == "consider" for k in act.chain)
    if only and talked and (act.clause.kind == "purpose" or act.chain[-1].hit.entry.part == "nouns"):
        return True  # 'to discuss support': what a meeting is for
    finished = act.verb is not None and act.verb.is_finite and act.verb.tense != "fut"
    return only and finished and act.anchor is not None and act.anchor.entry.key == "aid" and told


# ------------------------------------------------------------ action
def _actions(item: Layered, act: Act) -> Iterator[tuple[str, int, int]]:
    """(action code, first, last) of an act: one, or several that are coordinated."""
    hits = sorted(act.hits, key=lambda h: h.first)
    specific = [h for h in hits if h.entry.key not in GENERIC and _counts(item, h, hits)]
    money = next(((a, b) for a, b, q in item.quantities if q.kind == "money" and act.first <= a < act.last), None)
    if act.anchor is not None and act.anchor.entry.key not in GENERIC and act.anchor in specific:
        specific = [act.anchor, *[h for h in specific if h is not act.anchor and h.first > act.anchor.first]]
    if specific:
        head = _head_of(item, specific)
        if _is_helped(item, act, head):
            yield "support", act.first, act.last
            return
        yield head.entry.key, act.first, act.last
        previous = head
        for hit in specific:
            if hit.first <= previous.first or hit.entry.key == head.entry.key:
                continue
            if not _coordinated(item, previous, hit):
                break
            yield hit.entry.key, act.first, act.last
            previous = hit
        return
    if act.anchor is not None and act.anchor.entry.key == "host":
        if any(h.entry.key in HOSTED for h in item.found("events", act.anchor.last, act.clause.last)):
            yield "mediation", act.first, act.last
        return
    if money is not None:
        yield "funding", act.first, act.last
        return
    alone = act.anchor.entry.data.get("alone", {}).get(act.anchor.entry.text) if act.anchor is not None else None
    if alone and (act.chain or not item.found("events", act.first, act.clause.last)):
        yield alone, act.first, act.last
    elif any(h.entry.key == "aid" for h in hits):
        yield "support", act.first, act.last


def _of_head(item: Layered, act: Act) -> Iterator[tuple[str, int, int]]:
    """The action of a relative clause by the noun it hangs on: 'the launchers which Denmark handed over'."""
    if act.anchor is None or act.anchor.entry.key not in GENERIC or act.verb is None:
        return
    first = item.clauses[item.clauses.index(act.clause) - 1].first
    before = [h for h in item.found("acts", max(first, act.clause.first - HEAD_REACH), act.clause.first) if h.entry.key not in GENERIC]
    things = [h for h in before if h.entry.part in ("items", "phrases", "deeds")]
    if things:
        head = min(things, key=lambda h: (h.first, h.first - h.last))
        act.hits = [*act.hits, head]
        yield head.entry.key, act.first, act.last


def _head_of(item: Layered, specific: list[Hit]) -> Hit:
    """Money with a purpose takes the purpose; otherwise the first word that tells."""
    first = specific[0]
    if first.entry.key == "funding":
        purpose = next((h for h in specific if h.entry.key != "funding"), None)
        if purpose is not None and not _coordinated(item, first, purpose):
            return purpose
    return first


def _is_helped(item: Layered, act: Act, head: Hit) -> bool:
    """Whether forces are helped, not sent: 'support Western troops', where no preposition parts verb and noun."""
    anchor = act.anchor
    return anchor is not None and anchor.entry.key == "aid" and anchor.entry.part == "verbs" and head.entry.key == "troops" and (
        head.first - anchor.last <= 3 or not any(t.low in ("with", "by") for t in item.tokens[anchor.last : head.first])
    )


def _counts(item: Layered, hit: Hit, hits: list[Hit]) -> bool:
    if hit.entry.part != "qualifiers":
        return True
    return any(
        h.entry.key in GENERIC and 0 <= h.first - hit.last <= FOLLOWS and h.entry.part == "deeds"
        for h in item.hits.get("acts", ())
    )


def _coordinated(item: Layered, left: Hit, right: Hit) -> bool:
    between = item.tokens[left.last : right.first]
    if (left.entry.part == "items") != (right.entry.part == "items"):
        return False
    for n, token in enumerate(between):
        if token.low in item.enumerators:
            return len(between) - n <= 7
    if len(between) > 7:
        return False
    joint = any(t.low == "," or t.low in item.coordinators for t in between)
    return joint and not any("prep" in t.word.parts and "conj" not in t.word.parts or t.low in (";", ":", "\u2013") for t in between)


# ------------------------------------------------------------ actor
def _actors(
    item: Layered, act: Act, resolver: Resolver, subjects: dict[int, list[Holder]]
) -> tuple[list[Holder], str | None]:
    """Who undertakes it, and how that is known where it is not the grammatical subject."""
    number = item.clauses.index(act.clause)
    clause = act.clause
    if act.chain and act.chain[-1].data.get("recipient") or (act.chain and any(k.data.get("recipient") for k in act.chain)):
        given = _giver(item, act, resolver)
        if given:
            return given, None
        above = _above(number, item, subjects)
        found, basis = (above, "who confirmed it") if above else _fallback(item, resolver)
        receiving = {h.key for h in subjects.get(number, [])}
        return [h for h in found if h.key not in receiving], basis
    noun = next((k for k in act.chain if k.hit.entry.part == "nouns"), None)
    told = noun is not None and resolver.g.articles and all(k.data.get("reports") for k in act.chain[: act.chain.index(noun)])
    within = [] if resolver.g.articles else [k for k in act.chain if item.clause_at[k.hit.first] == number]
    if noun is not None and (noun is act.chain[0] or told or noun is next(iter(within), None)):
        owner = [o for o in owner_of(item, noun.hit, resolver) if not _is_helped_by(act, noun.hit, o, resolver)]
        if owner:
            return owner, None
    over = act.over or act.verb
    passive = over is not None and (over.passive or over.reflexive and _is_passive_use(act, resolver))
    if passive and over is not None and resolver.g.articles and act.first >= over.last and over.last < len(item.tokens):
        raised = subjects.get(number, []) if item.tokens[over.last].low == "to" else []
        if raised:
            return [h for h in raised if _may_act(h)], None  # "Portugal is expected to send"
    if passive:
        agent = agent_of(item, over, clause, resolver)
        if agent:
            return agent, None
        ahead = [h for h in act.hits if over is not None and h.last <= over.first and h.entry.part in ("items", "phrases")]
        owner = next((o for h in ahead if resolver.g.articles and (o := owner_of(item, h, resolver))), [])
        if owner:
            return owner, None  # "Greek troops will be sent"
        above = _above(number, item, subjects)
        if above:
            return above, "who said it"
        return _fallback(item, resolver)
    if act.anchor is not None and act.anchor.entry.key == "move":
        for h in act.hits:
            owner = owner_of(item, h, resolver) if h.entry.key not in GENERIC else []
            if owner:
                return owner, None
        if not subjects.get(number):
            return [], None
    own = subjects.get(number, [])
    if own:
        return [h for h in [*own, *_together_with(item, act, resolver)] if _may_act(h)], None
    met = _of_meeting(item, act, resolver)
    if met:
        return met, "who met"
    if clause.kind in ("coord", "purpose", "comp", "main", "sub", "rel"):
        above = _above(number, item, subjects)
        if above and clause.kind != "rel" and _is_of_many(item, act.over, above, resolver):
            return [], None
        if above:
            return [h for h in above if _may_act(h)], "subject of the clause before"
    if act.clause.verb is None and act.verb is None and not act.chain:
        return [], None
    if has_unknown_subject(item, clause, act.over, resolver):
        return [], None
    owned = _owners(item, act, resolver)
    if owned:
        return owned, "whose it is"
    found, basis = _fallback(item, resolver)
    many = act.over is not None and act.over.number == "pl" and act.over.person not in ("1", "2") and not resolver.g.articles
    if many and len(found) == 1 and found[0].ref.get("kind") in ("country", "person"):
        return [], None
    return found, basis


JOINT = ("agree", "sign")


def _together_with(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """With whom something is agreed or signed: 'has signed with Norway'."""
    link = act.chain[0] if act.chain else None
    if resolver.g.articles or link is None or link.key not in JOINT or link.verb is None or link.hit.entry.part == "nouns":
        return []
    for n in resolver.nominals(item):
        if not (link.verb.last <= n.first < min(link.verb.last + 4, act.clause.last)) or n.cases and "ins" not in n.cases:
            continue
        if resolver.g.has("between", preposition_of(item, n.first)):
            found = [h for k in _joined_after(item, n, resolver) for h in resolver.holders(item, k)]
            return [h for h in found if h.ref.get("kind") in ("country", "org") and h.key != "country:RU"]
    return []


def _is_of_many(item: Layered, verb: Verb | None, above: list[Holder], resolver: Resolver) -> bool:
    """Whether a plural verb without a subject cannot be said of the one who was subject of a singular one before."""
    if resolver.g.articles or verb is None or verb.number != "pl" or verb.person in ("1", "2") or len(above) != 1:
        return False
    one = above[0]
    if one.ref.get("kind") not in ("country", "org", "person") or not 0 <= one.first < len(item.tokens):
        return False
    own = item.clause_of(one.first).verb
    return own is not None and own.number == "sg"


def _of_meeting(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """Whose meeting it is that decides: 'the summit of the EU approved a loan'."""
    if act.over is None or resolver.g.articles:
        return []
    for h in item.found("events", act.clause.first, act.over.first):
        if h.entry.part in ("nouns", "phrases") and "nom" in item.tokens[h.first].word.cases() and (
            h.first == 0 or "prep" not in item.tokens[h.first - 1].word.parts
        ):
            return owner_of(item, h, resolver)
    return []


def has_unknown_subject(item: Layered, clause: Clause, verb: Verb | None, resolver: Resolver) -> bool:
    """Whether a common noun before the verb agrees with it as its subject: then nobody told of before is meant."""
    if resolver.g.articles or verb is None or not verb.is_finite or verb.passive or verb.reflexive:
        return False
    groups = ("predicates", "events")  # a meeting stands for those who meet
    said = {n for g in groups for h in item.found(g, clause.first, verb.first) for n in range(h.first, h.last)}
    words = [t for n, t in enumerate(item.tokens[: verb.first]) if n >= clause.first and n not in said and (n == 0 or not t.capital)]
    if any(resolver.g.has("indefinites", x) for t in words for x in (t.low, *t.word.lemmas)):
        return True
    counted = any(
        clause.first <= a and b <= verb.first and q.kind == "count" and not _is_governed_at(item, a) for a, b, q in item.quantities
    )
    if counted and verb.number != "sg":
        return True
    nouns = (r for t in words for r in t.word.readings[:1])
    return any(r.pos == "noun" and r.case == "nom" and r.number == verb.number and verb.gender in ("", r.gender) for r in nouns)


def _is_governed_at(item: Layered, first: int) -> bool:
    return first > 0 and "prep" in item.tokens[first - 1].word.parts


def _owners(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """Whose act it is where nobody else is named: 'a package of the EU is being prepared', but not whom it helps."""
    if resolver.g.articles:
        return []
    topic = _topic(resolver)
    comma = next((n for n in range(act.first, min(act.last, len(item.tokens))) if item.tokens[n].low == ","), act.last)
    return [o for h in act.hits if h.last <= comma for o in owner_of(item, h, resolver) if o.key != topic]


def _is_helped_by(act: Act, hit: Hit, owner: Holder, resolver: Resolver) -> bool:
    """'The discussion of support for Ukraine': a genitive behind the act is whom it helps, not whose it is."""
    return owner.key in (_topic(resolver), "country:UA") and any(hit.last <= h.first < owner.first for h in act.hits)


def _is_passive_use(act: Act, resolver: Resolver) -> bool:
    if act.verb is not None and act.verb is act.over:
        return act.anchor is not None and not _is_reflexive(act.anchor, resolver)
    link = act.chain[-1] if act.chain else None
    return link is not None and not _is_reflexive(link.hit, resolver)


def _is_reflexive(hit: Hit, resolver: Resolver) -> bool:
    """Whether a listed verb is reflexive in itself, so that its ending makes no passive."""
    return hit.entry.text.endswith(resolver.g.reflexive)


def _may_act(holder: Holder) -> bool:
    vague = holder.ref.get("kind") == "group" and holder.ref.get("of") == "person" and holder.ref.get("value") is None
    return holder.ref.get("kind") != "outlet" and not vague


def _above(number: int, item: Layered, subjects: dict[int, list[Holder]]) -> list[Holder]:
    seen = set()
    bracketed = _bracketed(item)
    clause = item.clauses[number]
    while clause.parent is not None and clause.parent not in seen:
        seen.add(clause.parent)
        if subjects.get(clause.parent):
            return subjects[clause.parent]
        clause = item.clauses[clause.parent]
    for n in range(number - 1, -1, -1):
        if subjects.get(n) and n not in bracketed:
            return subjects[n]
    return []


def _bracketed(item: Layered) -> set[int]:
    """The clauses that stand in brackets: '(Hungary abstained)'."""
    return {
        n for n, c in enumerate(item.clauses)
        if c.first and item.tokens[c.first - 1].low == "(" and item.tokens[c.last - 1].low == ")"
    }  # fmt: skip


def _fallback(item: Layered, resolver: Resolver) -> tuple[list[Holder], str | None]:
    """Nobody is named: whoever was the subject before, if that was a collective or a state."""
    memory = resolver.memory
    leading = memory.coalition_acted or not memory.subjects
    if memory.coalition and leading and resolver.reading.counts[memory.coalition] >= LEADING:
        entity = entities().get(memory.coalition)
        ref = {"id": memory.coalition, "kind": "coalition", "name": entity.name if entity else memory.coalition}
        return [Holder(ref, 0, 0)], "the coalition that the document tells of"
    if item.number - memory.subjects_at > RECENT:
        return [], None
    older = memory.collective if memory.collective_at >= memory.subjects_at else []
    kept = [h for h in older or memory.subjects if h.ref.get("kind") in ("coalition", "country", "org", "group")]
    if kept:
        return kept, "subject of the sentences before"
    return [], None


def _giver(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """From whom something is received."""
    for n in resolver.nominals(item):
        if act.clause.first <= n.first < act.clause.last:
            low = preposition_of(item, n.first)
            if low in item.sources:
                return [h for k in _joined_after(item, n, resolver) for h in resolver.holders(item, k)]
    return []


def _joined_after(item: Layered, head: Any, resolver: Resolver) -> list[Any]:
    out = [head]
    for n in resolver.nominals(item):
        if n.first > out[-1].first and resolver._is_joined(item, out[-1], n):
            out.append(n)
    return out


def preposition_of(item: Layered, first: int) -> str:
    """The preposition that governs the noun at a token, past its adjectives; else whatever word stands there."""
    k = first - 1
    while k >= 0 and item.tokens[k].word.parts & {"det", "adj", "num"} and "prep" not in item.tokens[k].word.parts:
        k -= 1
    return item.tokens[k].low if k >= 0 else ""


def agent_of(item: Layered, verb: Verb | None, clause: Clause, resolver: Resolver) -> list[Holder]:
    """By whom something is done: by-phrases, or the instrumental."""
    if verb is None:
        return []
    for n in resolver.nominals(item):
        if not (verb.last <= n.first < clause.last):
            continue
        if resolver.g.articles:
            if resolver.g.has("by_agent", preposition_of(item, n.first)):
                return [h for k in _joined_after(item, n, resolver) for h in resolver.holders(item, k)]
        elif n.cases and "ins" in n.cases and n.first - verb.last <= 3 and "prep" not in item.tokens[n.first - 1].word.parts:
            return resolver.holders(item, n)
    return []


def owner_of(item: Layered, hit: Hit, resolver: Resolver) -> list[Holder]:
    """Whose readiness, plan or promise it is: a possessive or adjective before, a genitive or 'of' after."""
    from pledgebook.analyse.holders import Nominal

    nominal = Nominal(hit.first, hit.last, "office")
    owners = resolver._modifiers(item, nominal)
    if owners or not resolver.g.articles or hit.last >= len(item.tokens):
        return owners
    low = item.tokens[hit.last].low
    if not (resolver.g.has("by_agent", low) or resolver.g.has("place_from", low)):
        return []
    group = next((n for n in resolver.nominals(item) if hit.last < n.first <= hit.last + 4 and n.kind == "group"), None)
    return resolver.holders(item, group) if group is not None else []  # "announcements from members"


# ------------------------------------------------------------ the other slots
def _draft(
    item: Layered, act: Act, resolver: Resolver, actors: list[Holder], basis: str | None, action: str, firm: Any,
    place: tuple[int, int], anchor: Interval,
) -> Draft:  # fmt: skip
    text = resolver.reading.text
    start, end = item.span(act.first, act.last)
    for link in act.chain:
        if item.clause_at[link.hit.first] == item.clauses.index(act.clause):
            start = min(start, item.tokens[link.hit.first].start)
    for h in actors:
        if h.first >= 0 and basis is None and act.clause.first <= h.first < act.clause.last and item.start <= h.start < item.end:
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
    others = _beneficiary(item, act, resolver, actors, action, slots, text)
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
    return Draft("commitment", item, [(start, end)], slots, firm.polarity, reasons, act.clause, features, tuple(dict.fromkeys(h.person for h in actors if h.person)))


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
            currency = _currency(q, slots["actor"].value)
            slots["amount"] = Slot({"value": q.json_value, "currency": currency, "bound": q.bound, "text": words.quote}, (words,))
        elif q.kind == "count" and "quantity" not in slots and act.first - 3 <= a <= act.last:
            unit = next((h for h in item.found("acts", b, min(b + 5, len(item.tokens))) if h.entry.part in ("items", "phrases")), None)
            if unit is not None and not _is_parted(item, b, unit.first):
                end = item.tokens[unit.last - 1].end
                words = evidence_of(text, q.start, end)
                slots["quantity"] = Slot({"value": q.json_value, "unit": text[item.tokens[b].start : end], "bound": q.bound, "text": words.quote}, (words,))
        elif q.kind == "percent" and "quantity" not in slots and act.first <= a <= act.last:
            slots["quantity"] = Slot({"value": q.json_value, "unit": "percent", "bound": q.bound, "text": words.quote}, (words,))


def _is_parted(item: Layered, first: int, last: int) -> bool:
    """Whether a verb or a noun for somebody stands between a number and a thing: '26 countries are ready to send soldiers'."""
    if any(t.word.parts == {"prep"} for t in item.tokens[first:last]) and not item.grammar_articles:
        return True
    return any(first <= v.head < last for v in item.verbs if v.form in ("fin", "inf")) or any(
        first <= h.first < last for h in item.hits.get("groups", ()) if h.entry.key in ("countries", "coalition_members")
    )


def _currency(q: Quantity, actors: list[dict[str, Any]]) -> str | None:
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
            slots["beneficiary"] = Slot([reference(h) for h in found], tuple(evidence_of(text, h.start, h.end) for h in found))
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
        if not resolver.g.articles and m.kind == "country" and m.id != _topic(resolver) and "loc" in m.cases and "acc" not in m.cases and (
            resolver.g.has("place_in", preposition_of(item, m.first))
        ):
            continue  # only where it is done
        low = preposition_of(item, m.first)
        if resolver.g.articles and _is_aside(item, m, act, low, resolver) or resolver.g.has("via", low):
            continue
        if slot == "beneficiary" and not resolver.g.articles and _is_of_a_noun(item, m, act, low, resolver):
            continue
        against = resolver.g.has("against", low)
        if slot == "target" and (against or m.id == "country:RU" or m.role == "adjective"):
            slots[slot] = Slot([m.reference(text)], (evidence_of(text, m.start, m.end),))
            return {m.first}
        if slot == "beneficiary" and not against and low not in item.sources and not (m.role == "seat" and m.place and resolver.g.has("place_in", low)):
            if m.id == "country:RU" or action in NO_BENEFICIARY and not resolver.g.has("to_whom", low):
                continue
            slots[slot] = Slot([m.reference(text)], (evidence_of(text, m.start, m.end),))
            return {m.first}
    topic = _topic(resolver)
    if action in ("sanctions",) and resolver.reading.counts.get("country:RU"):
        slots["target"] = Slot([{"id": "country:RU", "kind": "country", "name": "Russia"}], (), "topic of the document")
    elif slot == "beneficiary" and topic and action not in NO_BENEFICIARY and topic not in acting:
        slots["beneficiary"] = Slot([{"id": topic, "kind": "country", "name": _name(topic)}], (), "topic of the document")
    return used


def _is_aside(item: Layered, m: Mention, act: Act, low: str, resolver: Resolver) -> bool:
    """Whether a name behind an act is no receiver: it qualifies a noun ("US weapons"), is a place, or stands apart."""
    if m.id == _topic(resolver):
        return False
    after = item.tokens[m.last] if m.last < len(item.tokens) else None
    qualifies = after is not None and "noun" in after.word.parts and after.low != "'s" and not after.word.parts & {"prep", "det"}
    told = max([h.last for h in act.hits], default=act.last)
    apart = any(t.low == "," for t in item.tokens[min(told, act.last) : m.first])
    return qualifies or apart or resolver.g.has("place_in", low)


def _is_of_a_noun(item: Layered, m: Mention, act: Act, low: str, resolver: Resolver) -> bool:
    """Whether a name is only where something is, or whose some noun is that is no act: 'in Congress', 'under the lead of the US'."""
    if m.id == _topic(resolver):
        return False
    if m.kind == "org" and resolver.g.has("place_in", low):
        return True
    before = item.tokens[m.first - 1] if m.first else None
    if before is None or before.word.readings[0].pos != "noun" or m.cases and "gen" not in m.cases:
        return False
    return not any(h.first < m.first <= h.last for h in act.hits)


def _name(id_: str) -> str:
    entity = entities().get(id_)
    return entity.name if entity else id_


def _topic(resolver: Resolver) -> str | None:
    """The state that a document is about: the one named most, if it is named at least three times or leads clearly."""
    ranked = [(n, c) for c, n in resolver.reading.counts.items() if c.startswith("country:") and c != "country:RU"]
    if not ranked:
        return None
    best = max(ranked)
    return best[1] if best[0] >= 2 and best[1] == "country:UA" else None


def _domains(item: Layered, act: Act, text: str) -> Slot | None:
    found: dict[str, Any] = {}
    for h in item.found("groups", act.first, act.clause.last):
        domain = h.entry.data.get("domain")
        if domain and h.last <= max(act.last, act.clause.last):
            found.setdefault(domain, evidence_of(text, *item.span(h.first, h.last)))
    return Slot(list(found), tuple(found.values())) if found else None


ON_THE_SPOT = frozenset(("troops", "monitoring", "air_security", "demining", "training", "production", "logistics"))  # done where a state is named after "in"


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
            slots["place"] = Slot([{"id": id_, "kind": str(id_).split(":")[0], "text": text[m.start : m.end]}], (evidence_of(text, m.start, m.end),))
            return


def _period(item: Layered, act: Act, slots: dict[str, Slot], text: str, anchor: Interval) -> None:
    for a, _, t in item.times:
        if act.first <= a < act.clause.last or act.clause.first <= a < act.first and t.unit in ("year", "quarter", "half", "month"):
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
