"""Possible meetings and bodies: a word, with what would be read there if it were one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.reading import Layered
from pledgebook.extract.bodies import DOINGS, REACH, body_at, may_be_done, words_for_bodies
from pledgebook.extract.draft import Draft
from pledgebook.extract.links import links_of
from pledgebook.extract.meetings import is_other_word, is_wished, meeting_at, parts_of, words_for_meetings
from pledgebook.model.dates import Interval
from pledgebook.packs.lexicon import Hit
from pledgebook.weigh.spots import Spot


@dataclass(slots=True)
class Thing:
    """What would be read at a spot if it is believed, what rules read there, and more that can be said of it."""

    spot: Spot
    draft: Draft
    told: Draft | None
    traits: list[str]


def _spot(item: Layered, code: str, form: str, first: int, last: int, hits: list[Hit]) -> Spot:
    number = item.clause_at[first]
    clause = item.clauses[number]
    return Spot(code, form, first, last, clause, number, hits, links_of(item, clause))


def possible_meetings(item: Layered, resolver: Resolver, anchor: Interval, told: Sequence[Draft]) -> Iterator[Thing]:
    """Each word that may tell a meeting."""
    for hit in words_for_meetings(item):
        parts = parts_of(item, hit, resolver)
        if is_other_word(item, parts):
            continue
        draft = meeting_at(item, parts, resolver, anchor)
        spot = _spot(item, hit.entry.key, hit.entry.part, hit.first, hit.last, [hit])
        traits = [f"with {min(len(parts.states), 3)}", f"status {draft.slots['status'].value}"]
        traits += [f"has {name}" for name in ("place", "date", "ordinal") if name in draft.slots]
        traits += [f"members {m.kind}" for m in parts.states]
        traits += ["held"] if parts.held else []
        traits += ["wished"] if is_wished(item, parts, resolver) else []
        start, end = item.span(hit.first, hit.last)
        yield Thing(spot, draft, next((d for d in told if _tells(d, start, end)), None), traits)


def _tells(draft: Draft, start: int, end: int) -> bool:
    return any(e.start == start and e.end == end for e in draft.slots["name"].evidence)


def possible_bodies(item: Layered, resolver: Resolver, told: Sequence[Draft]) -> Iterator[Thing]:
    """Each word that may name a body."""
    for hit in words_for_bodies(item):
        clause = item.clause_of(hit.first)
        doing = [
            h for h in item.found("bodies", clause.first, clause.last)
            if h.entry.key in DOINGS and may_be_done(hit, h)
        ]  # fmt: skip
        if hit.entry.key == "coalition" and not doing:
            continue
        nearest = min(doing, key=lambda h: abs(h.first - hit.first), default=None)
        if nearest is not None and abs(nearest.first - hit.first) > REACH:
            nearest = None
        draft = body_at(item, hit, clause, doing if nearest else [], nearest, resolver)
        spot = _spot(item, hit.entry.key, hit.entry.part, hit.first, hit.last, [hit])
        traits = [f"done {h.entry.key}" for h in doing] or ["nothing done"]
        traits += [f"nearest {nearest.entry.key} {nearest.entry.part}"] if nearest else []
        traits += [f"has {name}" for name in ("place", "next_place", "leads", "head") if name in draft.slots]
        start, end = item.span(hit.first, hit.last)
        yield Thing(spot, draft, next((d for d in told if _tells(d, start, end)), None), traits)
