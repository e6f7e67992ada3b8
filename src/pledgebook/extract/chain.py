"""Undertakings in a clause: predicates, the acts they govern, and how firm the two make it.

The composition is that of docs/architecture.md: a predicate that gives firmness, an act that gives the action, and a
holder, whatever form each has. A chain is the predicates over an act, the outermost first.
"""

from __future__ import annotations

from collections.abc import Iterator

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.reading import Layered
from pledgebook.extract.acts import Act, Link
from pledgebook.extract.links import links_of, own_nouns
from pledgebook.extract.scan import Scan


def acts_of(item: Layered, g: Grammar, inherited: dict[int, list[Link]]) -> Iterator[Act]:
    """All acts of a sentence with their chains. inherited gains, for each clause, the chain it hands to its complements."""
    given: dict[int, list[Link]] = {}
    for number, clause in enumerate(item.clauses):
        above: list[Link] = []
        if clause.parent is not None and clause.kind in ("comp", "coord", "purpose") and clause.parent in inherited:
            above = inherited[clause.parent] if clause.kind == "comp" or _is_pointed_at(item, clause, g) else []
        if clause.kind == "infs" and clause.parent in inherited:
            above = inherited[clause.parent]
        if (
            clause.kind == "coord"
            and clause.parent in given
            and not g.articles
            and item.clauses[clause.parent].kind == "comp"
        ):
            above = given[clause.parent]  # "expects that they keep to it and adopt"
        given[number] = above
        links = links_of(item, clause)
        acts = list(Scan(item, g, clause, above, links).run())
        yield from acts or _echo(item, number, clause, links)
        inherited[number] = [*above, *(k for k in links if not k.data.get("recipient"))]
        aside = _last_gerund(item, clause)
        if aside is not None:  # "refused to pay, stressing that": what is stressed is not refused
            inherited[number] = [k for k in links if k.hit.last > aside and not k.data.get("recipient")]


def _is_pointed_at(item: Layered, clause: Clause, g: Grammar) -> bool:
    """Whether a pronoun before its comma makes a purpose clause an object: 'are thinking of this, to send'."""
    at = clause.first - 1
    if g.articles or clause.kind != "purpose" or at < 1 or item.tokens[at].low != ",":
        return False
    return g.has("pointing", item.tokens[at - 1].low)


def _last_gerund(item: Layered, clause: Clause) -> int | None:
    """Where a gerund stands behind a comma, if it is the last verb of a clause."""
    last = clause.verbs[-1] if clause.verbs else None
    if last is None or last.form != "ger" or last.first <= clause.first:
        return None
    return (
        last.first if any(t.low == "," for t in item.tokens[max(clause.first, last.first - 2) : last.first]) else None
    )


def _echo(item: Layered, number: int, clause: Clause, links: list[Link]) -> Iterator[Act]:
    """A predicate left without its act ('Slovakia refused', 'Denmark agreed to that'), if nothing else completes it."""
    link = next((k for k in links if k.hit.entry.text in k.data.get("echoes", ())), None)
    if link is None or any(v.form == "inf" and v.first >= link.hit.last for v in clause.verbs):
        return
    following = item.clauses[number + 1 : number + 2]
    if any(c.kind in ("comp", "purpose") for c in following) or len(own_nouns(item, clause, link)) > 0:
        return
    over = link.verb if link.verb is not None and link.verb.is_finite else None
    yield Act(link.hit.first, link.hit.last, [link], [], clause, None, None, over=over, is_echo=True)
