"""Grouping the statements of a block into facts, as a function of the set of them: order never matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from pledgebook.ledger.candidates import pairs
from pledgebook.ledger.compare import Comparison, Setting, compare, gap
from pledgebook.ledger.statement import Statement
from pledgebook.model.dates import Interval


@dataclass(slots=True)
class Node:
    """All statements that say the same, and the days on which they were told."""

    signature: str
    features: dict[str, Any]
    statements: list[Statement] = field(default_factory=list)
    days: tuple[int, ...] = ()
    tellings: frozenset[tuple[str, Interval]] = frozenset()


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
        node.days = tuple(sorted({_day(s) for s in node.statements} - {0}))
        node.tellings = frozenset((s.told.document, s.when) for s in node.statements)
    return [found[s] for s in sorted(found)]


def _day(statement: Statement) -> int:
    when = statement.told.published
    known = when.earliest or when.latest
    return known.toordinal() if known else 0


class _Graph:
    """Which nodes are held to be the same, and which are told apart; compared as far as it matters."""

    def __init__(self, kind: str, type_: str, nodes: list[Node]) -> None:
        self._kind, self._type, self._nodes = kind, type_, nodes
        self._known: dict[tuple[int, int], bool] = {}
        self.same: list[dict[int, float]] = [{} for _ in nodes]
        for a, b in pairs(kind, [(n.features, n.days) for n in nodes]):
            found = self._compare(a, b)
            if found.is_same:
                self.same[a][b] = self.same[b][a] = found.score

    def _compare(self, a: int, b: int) -> Comparison:
        one, other = self._nodes[a], self._nodes[b]
        at_once = not one.tellings.isdisjoint(other.tellings)
        return compare(
            self._kind, one.features, other.features, Setting(gap(one.days, other.days), at_once, self._type)
        )

    def are_apart(self, a: int, b: int) -> bool:
        """Whether something tells the two apart."""
        if a == b or b in self.same[a]:
            return False
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            self._known[pair] = self._compare(*pair).is_apart
        return self._known[pair]

    def ambiguous(self, among: Iterable[int]) -> set[int]:
        """The nodes with two neighbours that exclude each other."""
        return {n for n in among if any(self.are_apart(a, b) for a, b in combinations(sorted(self.same[n]), 2))}

    def grouped(self, among: list[int]) -> list[set[int]]:
        """Groups joined from the best pair on; none holds two that are told apart."""
        allowed = set(among)
        group = {n: {n} for n in among}
        edges = ((a, b) for a in among for b in self.same[a] if a < b and b in allowed)
        for a, b in sorted(edges, key=lambda e: (-self.same[e[0]][e[1]], e)):
            one, other = group[a], group[b]
            if one is other or any(self.are_apart(n, m) for n in one for m in other):
                continue
            one |= other
            for n in other:
                group[n] = one
        return [g for n, g in sorted(group.items()) if n == min(g)]

    def placed(self, unsure: list[int], groups: list[set[int]]) -> list[int]:
        """Puts each unsure node into the one group that fits best; gives those for which there is none."""
        home = {n: k for k, group in enumerate(groups) for n in group}
        settled = [frozenset(g) for g in groups]
        left = []
        for n in unsure:
            near = {home[m] for m in self.same[n] if m in home}
            scores = sorted(((self._fit(n, settled[k]), k) for k in near), reverse=True)
            best = [s for s in scores if s[0] > 0][:2]
            is_clear = bool(best) and (len(best) == 1 or best[0][0] > best[1][0])
            if is_clear and not any(self.are_apart(n, m) for m in groups[best[0][1]]):
                groups[best[0][1]].add(n)
            else:
                left.append(n)
        return left

    def _fit(self, n: int, group: frozenset[int]) -> float:
        score = max((self.same[n][k] for k in group if k in self.same[n]), default=0.0)
        return 0.0 if any(self.are_apart(n, m) for m in group) else score
