"""Where, when and by whom something is held: the places, times and names around a meeting or a body."""

from __future__ import annotations

from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.names import Mention
from pledgebook.analyse.reading import Layered
from pledgebook.extract.roles import preposition_of
from pledgebook.packs.lexicon import Hit

NEAR = 10  # tokens between a meeting and a state that it is held in
FORMATS = ("summit", "conference", "call", "session", "visit", "talks", "meeting")


def place_of(item: Layered, hit: Hit, clause: Clause, resolver: Resolver) -> Mention | None:
    """The place that a preposition of place stands before, the nearest to the meeting."""
    found = []
    for m in item.mentions_in(clause.first, clause.last):
        if m.kind == "place" and m.role == "adjective":
            continue
        if not (m.kind == "place" or (m.role == "seat" and m.place)) or m.id in (
            "place:europe",
            "place:west",
        ):
            continue
        low = preposition_of(item, m.first)
        if not resolver.g.articles and _is_anothers(item, hit, m.first):
            continue
        if (
            resolver.g.has("place_in", low)
            or (m.last == hit.first and resolver.g.articles)
            or resolver.g.has("place_to", low)
        ):
            found.append(m)
    return min(found, key=lambda m: abs(m.first - hit.first), default=None) or _state_place(item, hit, clause, resolver)


def _state_place(item: Layered, hit: Hit, clause: Clause, resolver: Resolver) -> Mention | None:
    """A state that something close by is held in."""
    return next((
        m for m in item.mentions_in(clause.first, clause.last)
        if m.kind == "country" and m.role == "name" and abs(m.first - hit.first) <= NEAR
        and resolver.g.has("place_in", low := preposition_of(item, m.first)) and not (resolver.g.articles and resolver.g.has("against", low)) and (not m.cases or "loc" in m.cases)
    ), None)  # fmt: skip


def place_reference(m: Mention, text: str) -> dict[str, Any]:
    """A place as a reference: a seat as the place it is, a state as itself."""
    id_ = m.id if m.kind == "place" or not m.place else m.place
    return {"id": id_, "kind": id_.split(":")[0], "text": text[m.start : m.end]}


def _is_anothers(item: Layered, hit: Hit, at: int) -> bool:
    """Whether another meeting stands between a meeting and a place or date behind it: it is that one's."""
    return any(
        hit.last <= h.first < at and h.entry.key in FORMATS and h.entry.part != "verbs"
        for h in item.hits.get("events", ())
    )


def time_of(item: Layered, hit: Hit, clause: Clause) -> tuple[int, int, Any] | None:
    """The nearest date of the clause, else of the sentence before a comma."""
    inside = [
        x
        for x in item.times
        if clause.first <= x[0] < clause.last
        and x[2].kind in ("point",)
        and x[2].unit in ("day", "week", "month")
        and (item.grammar_articles or not _is_anothers(item, hit, x[0]))
    ]
    if not inside:
        number = item.clause_at[hit.first]
        inside = [
            x
            for x in item.times
            if x[2].kind == "point"
            and x[2].unit == "day"
            and item.clause_at[x[0]] == number - 1
            and item.clauses[number - 1].verb is None
        ]
    return min(inside, key=lambda x: abs(x[0] - hit.first), default=None)


def participants_of(item: Layered, hit: Hit, clause: Clause) -> list[Mention]:
    helped = {h.last for h in item.found("acts", clause.first, clause.last)}
    return [
        m for m in item.mentions_in(clause.first, clause.last)
        if m.kind in ("country", "org", "coalition", "person") and not (m.first in helped and m.kind == "country")
        and not (m.role == "seat" and m.place and m.first and _after_place_word(item, m))
        and not (item.grammar_articles and is_topic(item, m))
    ]  # fmt: skip


def is_topic(item: Layered, m: Mention) -> bool:
    """Whether a name only tells what a meeting is about, for whom, or where: 'on Ukraine', 'against Russia', 'in Lugano, Switzerland'."""
    served = "gen" in m.cases and any(
        h.last == m.first and h.entry.part in ("deeds", "nouns")
        for g in ("acts", "stances")
        for h in item.hits.get(g, ())
    )
    if m.kind != "country" or served:
        return served
    low = preposition_of(item, m.first)
    if not item.grammar_articles and item.grammar.has("to_whom", low) and not item.grammar.has("place_to", low):
        return True
    beside = low == "," and any(x.kind == "place" and x.last == m.first - 1 for x in item.mentions)
    g = item.grammar
    served = g.articles and g.has("to_whom", low) and not g.has("between", low) and not g.has("place_to", low)
    return beside or served or g.has("against", low)


def _after_place_word(item: Layered, m: Mention) -> bool:
    return "prep" in item.tokens[m.first - 1].word.parts or item.tokens[m.first - 1].low == "the"


def missing_from(item: Layered, clause: Clause, resolver: Resolver) -> int:
    """The token before which those stand who are said not to take part; 0 where nobody is."""
    verb = clause.verb
    return verb.first if not resolver.g.articles and verb is not None and verb.negated else 0


def attending(people: list[Mention], text: str, missing: int) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for m in people:
        found.setdefault(m.id, {**m.reference(text), "attendance": "absent" if m.last <= missing else "unspecified"})
    return list(found.values())
