"""Conditions of an undertaking: a connector ('after', 'in case of') with a topic ('a truce') behind it."""

from __future__ import annotations

from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.reading import Layered
from pledgebook.model.span import Evidence

REACH = 9  # tokens from a connector to its topic


def conditions_of(item: Layered, clause: Clause, act: int, text: str) -> list[tuple[dict[str, Any], Evidence]]:
    """The conditions on an act: ({code, text}, words) for each, from its clause and conditional ones."""
    found: dict[str, tuple[dict[str, Any], Evidence]] = {}
    index = item.clauses.index(clause)
    ranges = [(clause.first, clause.last)]
    for n, other in enumerate(item.clauses):
        if other.kind in ("cond", "sub", "purpose") and _depends(item, n, index):
            ranges.append((other.first, other.last))
    for first, last in ranges:
        hits = item.found("conditions", first, last)
        topics = [h for h in hits if h.entry.key != "connector"]
        for connector in (h for h in hits if h.entry.key == "connector"):
            topic = next((t for t in topics if 0 <= t.first - connector.last <= REACH), None)
            if topic is None:
                continue
            start, end = item.tokens[connector.first].start, item.tokens[topic.last - 1].end
            words = Evidence.of(text, start, end)
            found.setdefault(topic.entry.key, ({"code": topic.entry.key, "text": words.quote}, words))
    for n, other in enumerate(item.clauses):
        if other.kind == "cond" and _depends(item, n, index) and other.verb is not None:
            inside = any(
                other.first <= h.first < other.last and h.entry.key != "connector"
                for h in item.hits.get("conditions", ())
            )
            if not inside and other.last - other.first > 2:
                words = Evidence.of(text, *item.span(other.first, other.last))
                found.setdefault("other", ({"code": "other", "text": words.quote}, words))
    return list(found.values())


def _depends(item: Layered, n: int, index: int) -> bool:
    """Whether clause n conditions clause index: it hangs on it or one above it, or stands beside them."""
    above = {index}
    at = item.clauses[index].parent
    while at is not None and at not in above:
        above.add(at)
        at = item.clauses[at].parent
    up, seen = item.clauses[n].parent, set()
    while up is not None and up not in seen:
        if up in above:
            return True
        seen.add(up)
        up = item.clauses[up].parent
    step = 1 if n < index else -1
    while 0 <= n < len(item.clauses) and n not in above and item.clauses[n].kind in ("cond", "sub"):
        n += step
    return n in above
