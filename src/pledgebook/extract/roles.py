"""Roles by prepositions and cases: agents, owners, givers; and what a document is about."""

from __future__ import annotations

from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.names import entities
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.verb import Verb
from pledgebook.extract.acts import Act
from pledgebook.packs.lexicon import Hit


def giver_of(item: Layered, act: Act, resolver: Resolver) -> list[Holder]:
    """From whom something is received."""
    for n in resolver.nominals(item):
        if act.clause.first <= n.first < act.clause.last:
            low = preposition_of(item, n.first)
            if low in item.sources:
                return [h for k in joined_after(item, n, resolver) for h in resolver.holders(item, k)]
    return []


def joined_after(item: Layered, head: Any, resolver: Resolver) -> list[Any]:
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
                return [h for k in joined_after(item, n, resolver) for h in resolver.holders(item, k)]
        elif (
            n.cases
            and "ins" in n.cases
            and n.first - verb.last <= 3
            and "prep" not in item.tokens[n.first - 1].word.parts
        ):
            return resolver.holders(item, n)
    return []


def owner_of(item: Layered, hit: Hit, resolver: Resolver) -> list[Holder]:
    """Whose readiness, plan or promise it is: a possessive or adjective before, a genitive or 'of' after."""
    from pledgebook.analyse.nominals import Nominal

    nominal = Nominal(hit.first, hit.last, "office")
    owners = resolver._modifiers(item, nominal)
    if owners or not resolver.g.articles or hit.last >= len(item.tokens):
        return owners
    low = item.tokens[hit.last].low
    if not (resolver.g.has("by_agent", low) or resolver.g.has("place_from", low)):
        return []
    group = next((n for n in resolver.nominals(item) if hit.last < n.first <= hit.last + 4 and n.kind == "group"), None)
    return resolver.holders(item, group) if group is not None else []  # "announcements from members"


def name_of(id_: str) -> str:
    entity = entities().get(id_)
    return entity.name if entity else id_


def topic_of(resolver: Resolver) -> str | None:
    """The state that a document is about: the one named most, if it is named at least three times or leads clearly."""
    ranked = [(n, c) for c, n in resolver.reading.counts.items() if c.startswith("country:") and c != "country:RU"]
    if not ranked:
        return None
    best = max(ranked)
    return best[1] if best[0] >= 2 and best[1] == "country:UA" else None
