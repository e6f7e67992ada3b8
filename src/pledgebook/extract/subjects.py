"""The subject of each clause of a sentence."""

from __future__ import annotations

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.reading import Layered

HEAD_REACH = 8  # tokens back from a relative clause to the noun it hangs on


def subjects_of(item: Layered, resolver: Resolver) -> dict[int, list[Holder]]:
    """The subject of each clause of a sentence, by its number; empty where there is none."""
    subjects: dict[int, list[Holder]] = {}
    for number, clause in enumerate(item.clauses):
        subjects[number] = _clause_subject(item, clause, number, resolver, subjects)
    return subjects


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
    if clause.kind in ("coord", "infs") and clause.parent is not None:
        return subjects.get(clause.parent, [])
    return []


def _relative_head(item: Layered, clause: Clause, resolver: Resolver) -> list[Holder]:
    """The noun that a relative clause hangs on: the last one before it."""
    before = [n for n in resolver.nominals(item) if n.last <= clause.first and clause.first - n.last <= 3]
    return resolver.holders(item, before[-1]) if before else []
