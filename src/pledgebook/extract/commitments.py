"""Commitments: who undertakes (or declines) to do what, how firmly, for whom, under which condition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.reading import Layered
from pledgebook.extract.actions import actions_of, of_head
from pledgebook.extract.actors import actors_of
from pledgebook.extract.acts import Act
from pledgebook.extract.chain import acts_of
from pledgebook.extract.draft import Draft
from pledgebook.extract.firmness import Firmness, firmness_of
from pledgebook.extract.gaps import ECHO, echoed, gapped
from pledgebook.extract.roles import owner_of
from pledgebook.extract.slots import draft_of
from pledgebook.model.dates import Interval


def commitments(
    item: Layered, resolver: Resolver, subjects: dict[int, list[Holder]], anchor: Interval
) -> Iterator[Draft]:
    """The commitments of a sentence."""
    inherited: dict[int, Any] = {}
    if item.is_question:
        return
    told: list[Draft] = []
    before: Act | None = None
    for act in acts_of(item, resolver.g, inherited):
        if (
            act.clause.kind != "cond"
            and not _is_awaited(item, act.clause, resolver)
            and not _is_open(item, act.clause, resolver)
        ):
            found = list(_claims(item, act, resolver, subjects, anchor))
            if before is not None and found and told and _is_purpose(item, before, act, told[-1], found):
                found[0].slots["amount"] = told.pop().slots["amount"]
            told, before = told + found, act
    yield from told
    yield from gapped(item, told, resolver)


def _is_purpose(item: Layered, before: Act, act: Act, paid: Draft, found: list[Draft]) -> bool:
    """Whether an infinitive tells what the money before it is for: 'pledged 3 billion to rebuild the grid'."""
    if before.clause is not act.clause or act.verb is None or act.verb.form != "inf" or not act.chain:
        return False
    if paid.slots["action"].value != "funding" or "amount" not in paid.slots:
        return False
    if "amount" in found[0].slots and found[0].slots["amount"].value != paid.slots["amount"].value:
        return False
    number = next(
        (b for a, b, q in item.quantities if q.kind == "money" and before.first <= a < before.last), act.first
    )
    between = item.tokens[number : act.first]
    return item.grammar_articles and not any(t.low in (",", ";") or t.low in item.coordinators for t in between)


def _is_open(item: Layered, clause: Clause, resolver: Resolver) -> bool:
    """Whether a clause asks: 'it is unclear which nations will send'."""
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
    return (
        before is not None and clause.kind == "rel" and "noun" in before.word.parts and "adj" not in before.word.parts
    )


def _is_denied_of_all(item: Layered, act: Act, resolver: Resolver) -> bool:
    """'No other members have pledged': a subject of which there is none."""
    verb = act.over or act.verb
    if verb is None or not resolver.g.articles:
        return False
    zone = item.tokens[act.clause.first : verb.first]
    if any(resolver.g.has("nobody", t.low) for t in zone):
        return True
    return any(
        t.low == "no" and n + 1 < len(zone) and zone[n + 1].word.parts & {"noun", "adj", "det"}
        for n, t in enumerate(zone)
    )


def _is_awaited(item: Layered, clause: Clause, resolver: Resolver) -> bool:
    """Whether a clause tells what is waited for, not what is done: 'before it agrees', 'until they deliver'."""
    verb = clause.verb
    opener = item.tokens[clause.first].low
    return clause.kind == "sub" and resolver.g.has("awaiting", opener) and verb is not None and verb.tense == "pres"


def _claims(
    item: Layered, act: Act, resolver: Resolver, subjects: dict[int, list[Holder]], anchor: Interval
) -> Iterator[Draft]:
    firm = firmness_of(act) or _of_own(item, act, resolver, subjects)
    if firm is None:
        return
    if act.is_echo:
        yield from echoed(item, act, resolver, subjects, firm, anchor)
        return
    if not resolver.g.articles and act.verb is None and any(_is_awaiting(k) for k in act.chain):
        return
    if any(resolver.g.has("hortatives", t.low) for t in item.tokens[act.clause.first : act.first]):
        return
    if _is_denied_of_all(item, act, resolver) and firm.polarity == "positive" and firm.code != "refused":
        firm = Firmness(firm.code, "negative")
    actions = list(actions_of(item, act))
    if not actions and (_joins(act) or _refers_back(item, act, resolver)):
        told = resolver.memory.action
        actions = [(told[0], act.first, act.last)] if told and item.number - told[1] <= ECHO else []
    if not actions and _is_share(item, act, resolver):
        actions = [("defence_spending", act.first, act.last)]
    if (
        not actions
        and act.clause.kind == "rel"
        and not resolver.g.articles
        and resolver.subject(item, act.clause, act.verb)
    ):
        actions = list(of_head(item, act))
    if not actions:
        return
    actors, basis = actors_of(item, act, resolver, subjects)
    if not actors or (act.loose and not _is_given(act, actors, basis, subjects, item)):
        return
    if basis is not None and _is_said_of_things(item, act, resolver):
        return
    if _is_bare_of_people(item, act) or _is_topic_of_meeting(item, act):
        return
    if _is_of_others(item, act) or (
        act.chain and act.chain[-1].key == "begin" and all(h.entry.part == "items" for h in act.hits)
    ):
        return
    if _is_stance_only(act, actions) or (actions[0][0] == "mediation" and _is_meeting_only(act, firm)):
        return
    if all(h.ref.get("kind") == "person" for h in actors):
        return  # private persons undertake nothing here
    actions = [x for x in actions if not _is_attack(item, act, actors, x[0], basis is not None)]
    for action, first, last in actions:
        if act.anchor is not None and act.anchor.entry.text == "host" and action in NOT_HOSTED:
            continue  # "Belgium, which hosts the assets"
        if action in OF_HELPERS and all(h.key == AGGRESSOR for h in actors):
            continue  # it speaks of what others do there
        resolver.memory.action = (action, item.number)
        yield draft_of(item, act, resolver, actors, basis, action, firm, (first, last), anchor)


def _of_own(item: Layered, act: Act, resolver: Resolver, subjects: dict[int, list[Holder]]) -> Firmness | None:
    """'Meloni rejected Italy's participation in a force': who rejects their own doing refuses it."""
    if act.verb is not None or not any(k.data.get("doing") for k in act.chain) or any(k.negated for k in act.chain):
        return None
    acting = {h.key for h in subjects.get(item.clauses.index(act.clause), [])}
    deeds = [h for h in act.hits if h.entry.part == "deeds"]
    own = any(o.key in acting for h in deeds for o in owner_of(item, h, resolver))
    return Firmness("refused") if own else None


def _is_said_of_things(item: Layered, act: Act, resolver: Resolver) -> bool:
    """'such a deployment would help': what helps is a thing named in the clause, not whoever was the subject before."""
    verb = act.verb
    if (
        not resolver.g.articles
        or verb is None
        or not verb.is_finite
        or verb.passive
        or act.anchor is None
        or act.anchor.entry.key != "aid"
    ):
        return False
    return any("noun" in t.word.parts for t in item.tokens[max(act.clause.first, verb.first - 3) : verb.first])


ARMED = frozenset(
    ("troops", "weapons", "air_defence", "training", "intelligence", "production", "air_security", "support", "funding")
)


def _is_attack(item: Layered, act: Act, actors: list[Holder], action: str, derived: bool) -> bool:
    """Whether the attacked state only tells of it or defends itself, or the aggressor sends what it attacks with, or arms itself: it helps nobody, unless another state is named."""
    acting = {h.key for h in actors}
    if acting == {VICTIM}:
        helped = action == "guarantees" and act.anchor is not None and act.anchor.entry.part == "verbs"
        return helped or (action in ARMED and derived)
    if acting != {AGGRESSOR} or action not in ARMED:
        return False
    return not any(
        m.kind == "country" and m.role != "adjective" and m.id not in (AGGRESSOR, "country:UA")
        for m in item.mentions_in(act.first, act.clause.last)
    )


def _is_awaiting(link: Any) -> bool:
    """Whether a verb of expecting has a thing for its object: 'Ukraine expects 52 transformers' is told of others."""
    verb = link.verb
    return (
        link.hit.entry.text in link.data.get("awaiting", ())
        and verb is not None
        and not verb.passive
        and not verb.reflexive
    )


def _is_topic_of_meeting(item: Layered, act: Act) -> bool:
    """Whether it is only what a meeting is devoted to: 'a conference devoted to support for Ukraine'."""
    link = act.chain[-1] if act.chain else None
    if link is None or link.key != "consider" or link.verb is None or link.verb.form not in ("part", "ger"):
        return False
    before = range(max(link.verb.first - 3, 0), link.verb.first)
    return any(h.entry.part != "verbs" and h.first <= n < h.last for h in item.hits.get("events", ()) for n in before)


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
    if not item.grammar_articles and any(
        h.last == act.first and h.entry.key in SIDES for h in item.hits.get("stances", ())
    ):
        return True  # "is against the deployment"
    if verb is None or verb is act.verb:
        return False
    told = [
        h for h in item.hits.get("stances", ())
        if h.first <= verb.head < h.last and (h.entry.key in OF_OTHERS or (h.entry.key == "welcome" and act.verb is None))
    ]  # fmt: skip
    return any(h.entry.key == "deny" for h in told) or (bool(told) and not any(k.verb is verb for k in act.chain))


def _is_share(item: Layered, act: Act, resolver: Resolver) -> bool:
    """'Poland already spends 4.8%': a share of what was told of before, where that was defence spending."""
    told = resolver.memory.action
    lately = told is not None and told[0] == "defence_spending" and item.number - told[1] <= ECHO
    return lately and any(q.kind == "percent" and act.first <= a < act.last for a, _, q in item.quantities)


def _joins(act: Act) -> bool:
    """'wants to take part', 'will not take part': in what was told before; who merely takes part may be at a meeting."""
    if any(h.entry.text == "package" for h in act.hits):
        return True
    return any(h.entry.data.get("echo") for h in act.hits) and bool(act.chain or (act.verb and act.verb.negated))


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
    if (
        act.verb is None
        and act.over is not None
        and act.over.passive
        and not any(k.data.get("firmness") for k in act.chain)
    ):
        return True  # "talks will be held"
    done = firm.code == "delivered" and anchor is not None
    return done and anchor is not None and anchor.entry.text.split()[0] in anchor.entry.data.get("ahead", ())


NOT_HOSTED = frozenset(("reparations", "funding", "sanctions", "energy"))


AGGRESSOR = "country:RU"


VICTIM = "country:UA"


OF_HELPERS = frozenset(
    ("troops", "weapons", "air_defence", "training", "intelligence", "air_security", "support", "logistics", "command")
)


def _is_given(
    act: Act, actors: list[Holder], basis: str | None, subjects: dict[int, list[Holder]], item: Layered
) -> bool:
    """Whether an unlisted verb gives something: a state, organisation or coalition does it to or for another."""
    if basis is not None or any(h.ref.get("kind") not in ("country", "org", "coalition") for h in actors):
        return False
    acting = {h.key for h in actors}
    if AGGRESSOR in acting or "country:UA" in acting:
        return False
    others = {
        m.id for m in item.mentions_in(act.clause.first, act.clause.last) if m.kind in ("country", "org", "coalition")
    }
    money = any(q.kind == "money" and act.clause.first <= a < act.clause.last for a, _, q in item.quantities)
    return bool(others - acting) or (money and bool(act.hits))


def _is_of_what_others_do(act: Act) -> bool:
    """'Supports the provision of guarantees': a verb of support with a deed for its object only approves of it."""
    anchor = act.anchor
    if (
        anchor is None
        or anchor.entry.key != "aid"
        or anchor.entry.part != "verbs"
        or anchor.entry.text in anchor.entry.data.get("helping", ())
    ):
        return False
    return any(
        h.entry.key == "transfer" and h.entry.part == "deeds" and 0 <= h.first - anchor.last <= 1 for h in act.hits
    )


def _is_stance_only(act: Act, actions: list[tuple[str, int, int]]) -> bool:
    """'backed the idea': a verb of support that is over and helps nobody is a position, not an undertaking."""
    only = all(a == "support" for a, _, _ in actions)
    if _is_of_what_others_do(act):
        return True
    told = all(k.data.get("reports") and k.key != "begin" for k in act.chain)
    if (
        only
        and told
        and act.chain
        and act.verb is None
        and act.over is not None
        and all(k.key == "confirm" for k in act.chain)
    ):
        return True  # "reaffirmed its support", and nothing else
    talked = bool(act.chain) and all(k.key == "consider" for k in act.chain)
    if only and talked and (act.clause.kind == "purpose" or act.chain[-1].hit.entry.part == "nouns"):
        return True  # 'to discuss support': what a meeting is for
    finished = act.verb is not None and act.verb.is_finite and act.verb.tense != "fut"
    return only and finished and act.anchor is not None and act.anchor.entry.key == "aid" and told
