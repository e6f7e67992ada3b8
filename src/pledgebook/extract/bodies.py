"""Bodies: standing structures that are set up, led, sited, moved or staffed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.reading import Layered
from pledgebook.extract.draft import Draft, evidence_of, reference
from pledgebook.extract.roles import agent_of
from pledgebook.extract.surroundings import place_of, place_reference
from pledgebook.model.claim import Reason, Slot
from pledgebook.model.dates import Interval
from pledgebook.packs.lexicon import Entry, Hit

TYPES = (
    "headquarters", "command", "coordination_group", "coordination_centre", "contact_group", "mission", "force",
    "fund", "coalition", "tribunal", "other",
)  # fmt: skip
REACH = 12  # tokens between a body and what is done to it
DOINGS = ("establish", "working", "moved", "led", "dissolved", "staffed")


def bodies(item: Layered, resolver: Resolver, anchor: Interval, subjects: dict[int, Any]) -> Iterator[Draft]:
    """The bodies that a sentence says something of."""
    if item.is_question:
        return
    for hit in words_for_bodies(item):
        draft = _body(item, hit, resolver, subjects)
        if draft is not None:
            yield draft


def words_for_bodies(item: Layered) -> Iterator[Hit]:
    """The words of a sentence that may name a body, the longest at each place."""
    hits = sorted([*item.hits.get("bodies", ()), *_named(item)], key=lambda h: (-(h.last - h.first), h.first))
    taken: set[int] = set()
    for hit in hits:
        if hit.entry.key not in TYPES or any(n in taken for n in range(hit.first, hit.last)):
            continue
        if any(v.head == hit.first for v in item.verbs if v.is_finite):
            continue
        taken.update(range(hit.first, hit.last))
        if any(h.entry.key == "led" and h.first < hit.first < h.last for h in item.hits.get("bodies", ())):
            continue  # "under the command of"
        if any(
            0 <= hit.first - h.last <= 3
            for h in item.hits.get("events", ())
            if h.entry.part == "nouns" or h.last - h.first > 1
        ):
            continue  # "the meeting of the coalition"
        yield hit


def _body(item: Layered, hit: Hit, resolver: Resolver, subjects: dict[int, Any]) -> Draft | None:
    number = item.clause_at[hit.first]
    clause = item.clauses[number]
    doing = [
        h
        for h in item.found("bodies", clause.first, clause.last)
        if h.entry.key in DOINGS
        and may_be_done(hit, h)
        and _is_doing(item, h)
        and _is_done_to(item, hit, h)
        and not _is_of_meeting(item, hit, h)
    ]
    nearest = min(doing, key=lambda h: abs(h.first - hit.first), default=None)
    if nearest is None or abs(nearest.first - hit.first) > REACH:
        return None
    return body_at(item, hit, clause, doing, nearest, resolver)


def may_be_done(hit: Hit, doing: Hit) -> bool:
    """Whether it tells something of a body of this type: that a coalition works is no news."""
    return hit.entry.key != "coalition" or doing.entry.key not in ("working", "staffed")


def body_at(
    item: Layered, hit: Hit, clause: Clause, doing: list[Hit], nearest: Hit | None, resolver: Resolver
) -> Draft:
    """The body that a word names, with what is done to it, if that is told."""
    text = resolver.reading.text
    place = place_of(item, hit, clause, resolver)
    verb = next((v for v in item.verbs if nearest and v.head in range(nearest.first, nearest.last)), None)
    slots: dict[str, Slot] = {
        "type": Slot(hit.entry.key, (evidence_of(text, *item.span(hit.first, hit.last)),)),
        "name": Slot(
            text[item.tokens[hit.first].start : item.tokens[hit.last - 1].end],
            (evidence_of(text, *item.span(hit.first, hit.last)),),
        ),
    }
    if nearest is not None:
        words = evidence_of(text, *item.span(nearest.first, nearest.last))
        slots["status"] = Slot(_status(verb, nearest), (words,))
    if place is not None:
        target = "next_place" if nearest is not None and nearest.entry.key == "moved" else "place"
        value: Any = [place_reference(place, text)]
        slots[target] = Slot(
            {"place": value} if target == "next_place" else value,
            (evidence_of(text, place.start, place.end),),
        )
    leads = _leads(item, doing, clause, resolver)
    if leads:
        slots["leads"] = Slot([reference(h) for h in leads], tuple(evidence_of(text, h.start, h.end) for h in leads))
    rank = next((h for h in item.found("bodies", clause.first, clause.last) if h.entry.key == "rank"), None)
    if rank is not None:
        slots["head"] = Slot(
            {"rank": text[slice(*item.span(rank.first, rank.last))]},
            (evidence_of(text, *item.span(rank.first, rank.last)),),
        )
    first = min([hit.first, *(h.first for h in doing)])
    last = max([hit.last, *(h.last for h in doing), *([place.last] if place else [])])
    start, end = item.span(first, last)
    return Draft(
        "body", item, [(start, end)], slots, "positive",
        [Reason(h.entry.rule, *item.span(h.first, h.last)) for h in (hit, nearest) if h is not None],
        clause, {"has_place": float(place is not None), "led": float(bool(leads))},
    )  # fmt: skip


def _named(item: Layered) -> Iterator[Hit]:
    """Coalitions by their names, where something is done to them: 'the coalition was founded'."""
    if item.grammar_articles:
        return
    for m in item.mentions:
        if m.kind == "coalition" and "acc" in m.cases and "nom" not in m.cases:
            yield Hit(m.first, m.last, Entry("bodies", "coalition", "nouns", m.name, "names/coalition", {}))


def _is_done_to(item: Layered, hit: Hit, doing: Hit) -> bool:
    """Whether a body is what is made, moved, led or closed: behind an active verb, before a passive one."""
    if doing.entry.part == "nouns" and doing.entry.key == "establish":
        return item.grammar_articles or 0 <= hit.first - doing.last <= 3
    verb = next((v for v in item.verbs if v.head in range(doing.first, doing.last)), None)
    if doing.entry.part != "verbs" or verb is None:
        return True
    undergoes = verb.passive or verb.reflexive
    if item.grammar_articles:
        moves = doing.entry.key == "moved"  # "the headquarters will move"
        return hit.last <= verb.first if undergoes else moves or hit.first >= verb.last
    cases = item.tokens[hit.first].word.cases()
    if "prep" in item.tokens[hit.first - 1].word.parts and hit.first > 0 and doing.entry.key != "led":
        return False
    if undergoes and any(r.form == "impersonal" for r in item.tokens[verb.head].word.readings):
        return not cases or "acc" in cases
    if undergoes or doing.entry.key == "moved":
        return not cases or "nom" in cases
    return not cases or bool(cases & {"acc", "ins", "gen"})


def _is_of_meeting(item: Layered, hit: Hit, doing: Hit) -> bool:
    """Whether a meeting stands between a body and those who lead: it is the meeting that they chair."""
    return doing.entry.key == "led" and any(
        hit.last <= h.first and h.last <= doing.first
        for h in item.hits.get("events", ())
        if h.entry.part in ("nouns", "phrases")
    )


def _is_doing(item: Layered, hit: Hit) -> bool:
    if hit.entry.part != "verbs":
        return True
    return any(v.head == hit.first for v in item.verbs)


def _status(verb: Any, doing: Hit) -> str:
    if doing.entry.key == "dissolved":
        return "dissolved"
    if verb is None:
        return "planned" if doing.entry.key == "establish" else "working"
    if verb.tense == "fut" or verb.form == "inf" or verb.modal:
        return "planned"
    if doing.entry.key == "establish":
        return "established" if verb.tense in ("past", "perfect") else "planned"
    return "working"


def _leads(item: Layered, doing: list[Hit], clause: Any, resolver: Resolver) -> list[Any]:
    led = next((h for h in doing if h.entry.key == "led"), None)
    if led is None:
        return []
    verb = next((v for v in item.verbs if v.head in range(led.first, led.last)), None)
    if verb is not None and verb.passive:
        return agent_of(item, verb, clause, resolver)
    if verb is not None and verb.is_finite:
        return resolver.subject(item, clause, verb)
    after = [n for n in resolver.nominals(item) if led.last <= n.first < clause.last and n.first - led.last <= 4]
    out: list[Any] = []
    for n in after[:1]:
        out += resolver.holders(item, n)
        for k in resolver.nominals(item):
            if k.first > n.first and resolver._is_joined(item, n, k):
                out += resolver.holders(item, k)
    return [h for h in out if h.ref.get("kind") in ("country", "org", "person")]
