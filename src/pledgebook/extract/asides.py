"""What a predicate only speaks about: other nouns and meetings that stand between it and an act."""

from __future__ import annotations

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.reading import Layered
from pledgebook.extract.acts import Link
from pledgebook.packs.lexicon import Hit

MEETINGS = frozenset(("summit", "meeting", "talks", "call", "conference", "session", "visit"))


def is_of_another(item: Layered, g: Grammar, clause: Clause, chain: list[Link], hit: Hit) -> bool:
    """Whether what is announced or expressed is something else, said of the act: 'progress regarding the deployment'."""
    link = chain[-1] if chain else None
    if link is not None and link.verb is not None and _is_of_meeting(item, g, clause, link.hit.last, hit.first):
        return True
    asides = link.data.get("asides", ()) if link is not None and link.verb is not None else ()
    if link is None or not asides:
        return False
    between = item.tokens[link.hit.last : hit.first]
    if link.hit.entry.text in link.data.get("utters", ()) and _has_other_noun(item, link.hit.last, hit.first):
        return True
    return any(t.low in asides for t in between[1:])


def _is_of_meeting(item: Layered, g: Grammar, clause: Clause, first: int, last: int) -> bool:
    """Whether a meeting is what is agreed or announced: 'agreed on a meeting of planners about the guarantees'."""
    tokens = item.tokens
    met = [h for h in item.found("events", first, last) if h.entry.key in MEETINGS and h.entry.part != "verbs"]
    if not met or any(v.form == "inf" and met[0].last <= v.head < last for v in clause.verbs):
        return False
    between = tokens[first : met[0].first]
    placed = any(g.has("place_in", t.low) for t in between[:1])
    about = any(g.has("against", t.low) or g.has("to_whom", t.low) for t in tokens[met[0].last : last])
    return not placed and len(between) <= 3 and about


def _has_other_noun(item: Layered, first: int, last: int) -> bool:
    """Whether what is expressed is a noun of no list: 'his disagreement with'."""
    listed = {n for g in ("predicates", "acts") for h in item.found(g, first, last) for n in range(h.first, h.last)}
    named = {n for m in item.mentions_in(first, last) for n in range(m.first, m.last)}
    return any(
        item.tokens[n].word.readings[0].pos == "noun" and n not in listed and n not in named for n in range(first, last)
    )
