"""Grouping the statements of a block into facts, as a function of the set of them: order never matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from pledgebook.ledger.compare import Comparison, are_near, compare
from pledgebook.ledger.statement import Statement


@dataclass(slots=True)
class Node:
    """All statements that say the same, and the days on which they were told."""

    signature: str
    features: dict[str, Any]
    statements: list[Statement] = field(default_factory=list)
    days: frozenset[int] = frozenset()


def clusters(kind: str, type_: str, members: Iterable[Statement]) -> list[list[Statement]]:
    """The statements, grouped: each group is one fact.

    Statements that fit two groups which exclude each other (more than 30, beside 31 and 39) go to the one for
    which more speaks; where both are as likely, they stand apart, for the ledger does not choose.
    """
    nodes = _nodes(members)
    graph = _Graph(kind, type_, nodes)
    unsure = graph.ambiguous(range(len(nodes)))
    groups = graph.grouped([n for n in range(len(nodes)) if n not in unsure])
    left = graph.placed(sorted(unsure), groups)
    groups += graph.grouped(left)
    return [[s for n in sorted(group) for s in nodes[n].statements] for group in groups]


def _nodes(members: Iterable[Statement]) -> list[Node]:
    found: dict[str, Node] = {}
    for one in members:
        found.setdefault(one.signature, Node(one.signature, one.features)).statements.append(one)
    for node in found.values():
        node.statements.sort(key=lambda s: s.claim_id)
        node.days = frozenset(_day(s) for s in node.statements) - {0}
    return [found[s] for s in sorted(found)]


def _day(statement: Statement) -> int:
    when = statement.told.published
    known = when.earliest or when.latest
    return known.toordinal() if known else 0


class _Graph:
    """Which nodes are told apart, and which are held to be the same; compared once a pair."""

    def __init__(self, kind: str, type_: str, nodes: list[Node]) -> None:
        self.same: list[dict[int, float]] = [{} for _ in nodes]
        self.apart: list[set[int]] = [set() for _ in nodes]
        for a, b in _pairs(kind, nodes):
            near = are_near(nodes[a].days, nodes[b].days)
            self._note(a, b, compare(kind, nodes[a].features, nodes[b].features, type_=type_, are_near=near))

    def _note(self, a: int, b: int, found: Comparison) -> None:
        if found.is_apart:
            self.apart[a].add(b)
            self.apart[b].add(a)
        elif found.is_same:
            self.same[a][b] = self.same[b][a] = found.score

    def ambiguous(self, among: Iterable[int]) -> set[int]:
        """The nodes with two neighbours that exclude each other."""
        return {n for n in among if any(not self.apart[k].isdisjoint(self.same[n]) for k in self.same[n])}

    def grouped(self, among: list[int]) -> list[set[int]]:
        """Groups joined from the best pair on; none holds two that are told apart."""
        allowed = set(among)
        group = {n: {n} for n in among}
        edges = ((a, b) for a in among for b in self.same[a] if a < b and b in allowed)
        for a, b in sorted(edges, key=lambda e: (-self.same[e[0]][e[1]], e)):
            one, other = group[a], group[b]
            if one is other or any(not self.apart[n].isdisjoint(other) for n in one):
                continue
            one |= other
            for n in other:
                group[n] = one
        return [g for n, g in sorted(group.items()) if n == min(g)]

    def placed(self, unsure: list[int], groups: list[set[int]]) -> list[int]:
        """Puts each unsure node into the one group that fits best; gives those for which there is none."""
        settled = [frozenset(g) for g in groups]
        left = []
        for n in unsure:
            scores = [(self._fit(n, group), k) for k, group in enumerate(settled)]
            best = sorted((s for s in scores if s[0] > 0), reverse=True)[:2]
            is_clear = bool(best) and (len(best) == 1 or best[0][0] > best[1][0])
            if is_clear and self.apart[n].isdisjoint(groups[best[0][1]]):
                groups[best[0][1]].add(n)
            else:
                left.append(n)
        return left

    def _fit(self, n: int, group: frozenset[int]) -> float:
        if not self.apart[n].isdisjoint(group):
            return 0
        return max((self.same[n][k] for k in group if k in self.same[n]), default=0)


def _pairs(kind: str, nodes: list[Node]) -> Iterable[tuple[int, int]]:
    """The pairs worth comparing; for meetings those that overlap in time, by a sweep."""
    if kind != "meeting":
        return combinations(range(len(nodes)), 2)
    return _sweep(nodes)


def _sweep(nodes: list[Node]) -> Iterable[tuple[int, int]]:
    spans = []
    for n, node in enumerate(nodes):
        first, last = node.features.get("date") or node.features.get("window") or (None, None)
        spans.append((first or 0, last or 9_999_999, n))
    spans.sort()
    open_: list[tuple[int, int]] = []
    for first, last, n in spans:
        open_ = [o for o in open_ if o[0] >= first]
        for _, other in open_:
            yield (n, other) if n < other else (other, n)
        open_.append((last, n))
