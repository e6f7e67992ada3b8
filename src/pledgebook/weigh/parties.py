"""Who may be meant at a spot: subjects of its clause and of others, names of the sentence, the state told of before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.reading import Layered
from pledgebook.extract.actors import may_act
from pledgebook.extract.roles import agent_of, joined_after, owner_of
from pledgebook.weigh.spots import Spot


@dataclass(slots=True)
class Party:
    """Holders that act together, and how each was come by, the nearest relation first."""

    holders: list[Holder]
    sources: list[str]

    @property
    def nearest(self) -> tuple[str]:
        """The trait of its nearest relation."""
        return (f"by {self.sources[0]}",)

    @property
    def keys(self) -> frozenset[str]:
        """What makes two parties the same."""
        return frozenset(h.key for h in self.holders)


@dataclass(slots=True)
class Company:
    """Who is named in a sentence and before it: what the parties of all its spots are chosen from."""

    item: Layered
    resolver: Resolver
    subjects: dict[int, list[Holder]]
    sources: list[tuple[str, list[Holder]]]  # the same for all spots: who is named, and the state spoken of before


def company_of(item: Layered, resolver: Resolver, subjects: dict[int, list[Holder]]) -> Company:
    """All who are named in a sentence, those joined taken together, and the state that was spoken of before it."""
    found, passed = [], -1
    for nominal in resolver.nominals(item):
        if nominal.first < passed:
            continue
        joined = joined_after(item, nominal, resolver)
        passed = joined[-1].last if len(joined) > 1 else passed
        found.append(("named", [h for n in joined for h in resolver.holders(item, n)]))
    if resolver.memory.state is not None:
        found.append(("state", [resolver.memory.state]))
    return Company(item, resolver, subjects, [(source, kept) for source, holders in found if (kept := _fit(holders))])


def parties_at(spot: Spot, company: Company) -> list[Party]:
    """Who may be meant at a spot, each set of holders once."""
    found: dict[frozenset[str], Party] = {}
    for source, kept in _sources(spot, company):
        key = frozenset([h.key for h in kept])
        if key in found:
            found[key].sources.append(source)
        else:
            found[key] = Party(kept, [source])
    return list(found.values())


def _sources(spot: Spot, company: Company) -> Iterable[tuple[str, list[Holder]]]:
    for source, holders in _of_spot(spot, company):
        kept = _fit(holders)
        if kept:
            yield source, kept
    yield from company.sources


def _of_spot(spot: Spot, company: Company) -> Iterable[tuple[str, list[Holder]]]:
    item, resolver = company.item, company.resolver
    yield "own", company.subjects.get(spot.number, [])
    for number, holders in company.subjects.items():
        if number != spot.number:
            yield _relation(spot, number), holders
    if spot.hit is not None:
        yield "owner", owner_of(item, spot.hit, resolver)
    for link in spot.links:
        if link.hit.entry.part == "nouns":
            yield "owner of predicate", owner_of(item, link.hit, resolver)
    verb = spot.clause.verb
    if verb is not None and verb.passive:
        yield "agent", agent_of(item, verb, spot.clause, resolver)


def _relation(spot: Spot, number: int) -> str:
    if spot.clause.parent == number:
        return "subject above"
    return "subject before" if number < spot.number else "subject behind"


def _fit(holders: list[Holder]) -> list[Holder]:
    """Those that may undertake something, each once."""
    found: dict[str, Holder] = {}
    for h in holders:
        if may_act(h) and h.ref.get("kind") != "place":
            found.setdefault(h.key, h)
    return list(found.values())


def key_of(ref: dict[str, Any]) -> str:
    """What makes a reference of a draft the same as a holder."""
    return str(ref.get("id") or f"group:{ref.get('of')}:{ref.get('value')}")
