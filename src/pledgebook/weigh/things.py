"""Possible meetings, bodies and figures: a word or a number, with what would be read there if it were one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.reading import Layered
from pledgebook.extract.bodies import DOINGS, REACH, body_at, words_for_bodies
from pledgebook.extract.draft import Draft
from pledgebook.extract.figures import figure_at
from pledgebook.extract.links import links_of
from pledgebook.extract.meetings import is_wished, meeting_at, parts_of, words_for_meetings
from pledgebook.model.dates import Interval
from pledgebook.model.mention import Quantity
from pledgebook.packs.lexicon import Hit
from pledgebook.weigh.spots import Spot

NEAR = 8  # tokens between a number and a word that tells what it measures
BEHIND = 2  # tokens between a number and the noun that it counts
MONEY, PERCENT = ("budget", "price"), ("share",)
COUNTS = {
    "countries": ("members", "attendees", "invited"), "delegations": ("attendees", "invited"),
    "leaders": ("attendees", "invited"), "participants": ("attendees", "members", "invited"),
    "people": ("killed", "injured", "other"), "troops": ("troops", "killed", "injured"),
    "attacks": ("attacks",), "time": (),
}  # fmt: skip


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


def _told(told: Sequence[Draft], start: int, end: int, code: str, value: str) -> Draft | None:
    """What rules read of that code at a place."""
    return next(
        (d for d in told if d.slots[code].value == value and any(a < end and start < b for a, b in d.spans)), None
    )


def possible_meetings(item: Layered, resolver: Resolver, anchor: Interval, told: Sequence[Draft]) -> Iterator[Thing]:
    """Each word that may tell a meeting."""
    for hit in words_for_meetings(item):
        parts = parts_of(item, hit, resolver)
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
        doing = [h for h in item.found("bodies", clause.first, clause.last) if h.entry.key in DOINGS]
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


def possible_figures(item: Layered, resolver: Resolver, used: set[int], told: Sequence[Draft]) -> Iterator[Thing]:
    """Each number with each measure that it may be of."""
    hits = item.hits.get("figures", ())
    for first, last, quantity in item.quantities:
        if quantity.kind in ("ordinal", "multiple"):
            continue
        noun = next((h for h in hits if last <= h.first <= last + BEHIND and h.entry.data.get("unit")), None)
        cues = _cues(hits, first)
        for measure in _measures(quantity, noun, cues):
            cue = cues.get(measure)
            unit = noun.entry.data["unit"] if noun else quantity.currency
            draft = figure_at(item, first, quantity, (measure, unit, cue, noun), resolver)
            spot = _spot(item, measure, quantity.kind, first, max(last, noun.last if noun else last), [])
            traits = [f"{measure} of {unit or 'nothing'}", f"{measure} as {quantity.kind}"]
            traits += [f"{measure} cue {h.entry.key}" for h in cues.values()] or [f"{measure} without a cue"]
            traits += [f"{measure} of a commitment"] if quantity.start in used else []
            traits += [f"{measure} {draft.slots['bound'].value}"]
            yield Thing(spot, draft, _told(told, quantity.start, quantity.end, "measure", measure), traits)


def _cues(hits: Sequence[Hit], at: int) -> dict[str, Hit]:
    """The nearest word for each measure."""
    found: dict[str, Hit] = {}
    for h in sorted(hits, key=lambda h: abs(h.first - at)):
        context = h.entry.data.get("context")
        if context and abs(h.first - at) <= NEAR:
            found.setdefault(context, h)
    return found


def _measures(quantity: Quantity, noun: Hit | None, cues: dict[str, Hit]) -> Sequence[str]:
    if quantity.kind == "money":
        return MONEY
    if quantity.kind == "percent":
        return PERCENT
    if noun is not None:
        return COUNTS.get(str(noun.entry.data["unit"]), ()) or ("other",)
    return tuple(cues) or ("other",)
