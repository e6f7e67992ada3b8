"""Meetings: who met or will meet, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.names import Mention
from pledgebook.analyse.reading import Layered
from pledgebook.extract.draft import Draft, evidence_of
from pledgebook.extract.roles import preposition_of
from pledgebook.model.claim import Reason, Slot
from pledgebook.model.dates import Interval
from pledgebook.packs.lexicon import Hit

RECENT = 3  # days within which a text must be known to be published to date what it tells as news
AHEAD = ("announce", "plan", "pledge", "intend", "due", "expect")  # predicates of what is to come
NEAR = 10  # tokens between a meeting and a state that it is held in
WISHING = ("ready", "refuse", "halt")
FORMATS = ("summit", "conference", "call", "session", "visit", "talks", "meeting")


def meetings(item: Layered, resolver: Resolver, anchor: Interval) -> Iterator[Draft]:
    """The meetings that a sentence tells of, at most one a clause."""
    hits = sorted(item.hits.get("events", ()), key=lambda h: (-(h.last - h.first), h.first))
    blocked = {n for h in hits if h.entry.key == "not_meeting" for n in range(h.first, h.last)}
    done: set[int] = set()
    order = sorted(
        (h for h in hits if h.entry.key in (*FORMATS, "meet") and h.first not in blocked),
        key=lambda h: (h.entry.key == "meet", h.first),
    )
    for hit in order:
        number = item.clause_at[hit.first]
        if number in done:
            continue
        draft = _meeting(item, hit, _reach(item, hit, number), resolver, anchor)
        if draft is not None:
            done.add(number)
            yield draft


def _meeting(item: Layered, hit: Hit, clause: Clause, resolver: Resolver, anchor: Interval) -> Draft | None:
    part = hit.entry.part
    verb = next((v for v in item.verbs if hit.first <= v.head < hit.last or v.first <= hit.first < v.last), None)
    if part == "verbs" and (verb is None or verb.form == "part"):
        return None
    if (
        part == "verbs"
        and verb is not None
        and verb.aspect == "impf"
        and any(v.form == "inf" and 0 <= v.first - hit.last <= 1 for v in item.verbs)
    ):
        return None  # "is going to send"
    if part == "nouns" and verb is not None and verb.head == hit.first and verb.is_finite:
        return None
    if (
        part == "verbs"
        and not item.grammar_articles
        and any(v.form == "inf" and 0 <= v.first - hit.last <= 1 for v in item.verbs)
    ):
        return None  # "are going to guarantee", which may also be "gather"
    text = resolver.reading.text
    held = [
        h
        for h in item.found("events", clause.first, clause.last)
        if h.entry.key in ("held", "meet", "cancelled")
        and (h.entry.part != "verbs" or any(h.first <= v.head < h.last for v in item.verbs))
    ]
    place = _place(item, hit, clause, resolver)
    time = _time(item, hit, clause)
    people = [
        m
        for m in _participants(item, hit, clause)
        if resolver.g.articles or (m is not place and not _is_topic(item, m))
    ]
    named = any(m.kind == "coalition" for m in people) or bool(place) or time is not None
    states = [m for m in people if m.kind in ("country", "person", "org", "coalition")]
    happening = bool(held) or part == "verbs" or hit.entry.key in ("call", "visit") or _is_sited(hit, place)
    if not (
        (named and (happening or (place and time) or states))
        or (len(states) >= 2 and (happening or (hit.entry.key in ("talks", "call") and states[-1].first >= hit.last)))
    ):
        return None
    if part == "verbs" and hit.entry.key == "meet" and not states and not (named and _has_people(item, clause)):
        return None
    finite = clause.verb
    wished = _is_wished(item, clause, verb if part == "verbs" else None, held, resolver) or (
        place is None and _is_wanted(item, hit, clause)
    )
    if wished and time is None:
        return None
    spans = [hit, *held]
    first = min(
        [h.first for h in spans]
        + [m.first for m in people]
        + ([place.first] if place else [])
        + ([time[0]] if time else [])
    )
    last = max(
        [h.last for h in spans]
        + [m.last for m in people]
        + ([place.last] if place else [])
        + ([time[1]] if time else [])
    )
    first, last = max(first, clause.first), min(last, clause.last)
    start, end = item.span(first, last)
    slots: dict[str, Slot] = {
        "name": Slot(
            text[item.tokens[hit.first].start : item.tokens[hit.last - 1].end],
            (evidence_of(text, *item.span(hit.first, hit.last)),),
        ),
        "format": Slot(_format(hit), (evidence_of(text, *item.span(hit.first, hit.last)),)),
    }
    if place is not None:
        slots["place"] = Slot([place_reference(place, text)], (evidence_of(text, place.start, place.end),))
    if time is not None:
        mention = time[2]
        when = mention.resolve(anchor)
        if finite is not None and finite.tense == "fut" and not resolver.g.articles:
            when = _ahead(when, anchor)
        if when.earliest or when.latest:
            slots["date"] = Slot(when.as_json(), (evidence_of(text, mention.start, mention.end),))
    if (
        "date" not in slots
        and ((finite is not None and _is_recent(finite, held, clause)) or _is_news(item, people))
        and anchor.days is not None
        and anchor.days <= RECENT
    ):
        slots["date"] = Slot(Interval(anchor.shift(-2).earliest, anchor.latest).as_json(), (), "told when published")
    ordinal = next((q for a, b, q in item.quantities if q.kind == "ordinal" and 0 <= hit.first - b <= 2), None)
    if ordinal is not None:
        slots["ordinal"] = Slot(ordinal.json_value, (evidence_of(text, ordinal.start, ordinal.end),))
    if people:
        slots["participants"] = Slot(
            _attending(people, text, _missing(item, clause, resolver)),
            tuple(evidence_of(text, m.start, m.end) for m in people),
        )
    slots["status"] = Slot(
        _told_status(item, hit, clause, _status(finite, held), wished, slots.get("date"), anchor, resolver),
        tuple(evidence_of(text, *item.span(h.first, h.last)) for h in held[:1]),
        None if held else "tense",
    )
    return Draft(
        "meeting", item, [(start, end)], slots, "positive",
        [Reason(h.entry.rule, *item.span(h.first, h.last)) for h in spans[:3]], item.clause_of(hit.first),
        {"has_place": float(place is not None), "has_date": float("date" in slots),
         "held": float(bool(held))},
    )  # fmt: skip


WEEK = 7


def _ahead(when: Interval, anchor: Interval) -> Interval:
    """A day of what is to come: a weekday just past is meant of the week to come."""
    if when.days != 1 or when.latest is None or anchor.earliest is None or anchor.days is None or anchor.days > RECENT:
        return when
    gap = (anchor.earliest - when.latest).days
    return when.shift(WEEK) if 0 < gap < WEEK else when


def _is_wished(item: Layered, clause: Clause, verb: Any, held: list[Hit], resolver: Resolver) -> bool:
    """Whether a meeting is only offered, wanted or asked for: 'is ready to meet', 'advised him to call'."""
    if resolver.g.articles:
        return False
    doing = [v for h in held for v in item.verbs if v.head in range(h.first, h.last)] or (
        [verb] if verb is not None else []
    )
    if not doing or any(v.form != "inf" for v in doing):
        return False
    over = list(item.found("predicates", clause.first, doing[0].first))
    return any(h.entry.data.get("demand") or h.entry.data.get("weak") or h.entry.key in WISHING for h in over)


def _told_status(
    item: Layered,
    hit: Hit,
    clause: Clause,
    status: str,
    wished: bool,
    date: Slot | None,
    anchor: Interval,
    resolver: Resolver,
) -> str:
    """The status by the words around, corrected by what stands before the meeting and by its date."""
    if status == "cancelled":
        return status
    low = preposition_of(item, hit.first)
    if resolver.g.has("afterwards", low):
        return "held"
    ahead = (
        date is not None
        and anchor.latest is not None
        and str(date.value.get("earliest") or "") > anchor.latest.isoformat()
    )
    past = (
        date is not None
        and anchor.earliest is not None
        and "" < str(date.value.get("latest") or "") < anchor.earliest.isoformat()
    )
    told = [
        h for h in item.found("predicates", clause.first, hit.first) if h.entry.key in AHEAD and h.entry.part == "verbs"
    ]
    told = [] if resolver.g.has("place_in", low) else told
    if wished or ahead or (told and not resolver.g.articles and not past):
        return "planned"
    return "held" if past and status in ("ongoing", "planned") else status


def _is_wanted(item: Layered, hit: Hit, clause: Clause) -> bool:
    """Whether talks are only called for: 'demanding direct negotiations with', 'should enter into talks with'."""
    if not item.grammar_articles or hit.entry.key not in ("talks", "meeting", "summit"):
        return False
    asked = any(h.entry.data.get("demand") for h in item.found("predicates", clause.first, hit.first))
    return asked or (clause.verb is not None and clause.verb.modal == "must" and clause.verb.last <= hit.first)


def _is_sited(hit: Hit, place: Mention | None) -> bool:
    """Whether a summit is named by its place: 'before the summit in Ankara'."""
    return hit.entry.key in ("summit", "conference") and place is not None and 0 <= place.first - hit.last <= 4


def _is_recent(verb: Any, held: list[Hit], clause: Clause) -> bool:
    """Whether it is told as news: what a main clause says was just held."""
    return bool(held) and verb.tense == "past" and clause.kind == "main" and verb.aspect == "perf"


def _reach(item: Layered, hit: Hit, number: int) -> Clause:
    """The clause of a meeting, with a relative or participial one on it: 'the talks, held in Oslo'."""
    clause = item.clauses[number]
    if number + 1 < len(item.clauses):
        following = item.clauses[number + 1]
        if following.kind == "rel" and following.first - hit.last <= 4:
            return replace(clause, last=following.last, verbs=[*clause.verbs, *following.verbs])
    return clause


def _has_people(item: Layered, clause: Clause) -> bool:
    """Whether leaders, ministers or other people that meet are named by their office."""
    keys = ("office", "coalition_members", "officials", "countries")
    return any(h.entry.key in keys for h in item.found("groups", clause.first, clause.last))


def _is_news(item: Layered, people: list[Mention]) -> bool:
    """Whether a meeting of a coalition is told of without any date: then it is what the news is about."""
    return any(m.kind == "coalition" for m in people) and not item.times


def _format(hit: Hit) -> str:
    return hit.entry.key if hit.entry.key in FORMATS else "meeting"


def _status(verb: Any, held: list[Hit]) -> str:
    if any(h.entry.key == "cancelled" for h in held):
        return "cancelled"
    if verb is None:
        return "held"
    if verb.tense == "fut" or verb.modal in ("may", "would", "cond"):
        return "planned"
    if verb.tense == "pres":
        return "ongoing" if verb.going_on or verb.aspect == "impf" else "planned"
    return "held"


def _place(item: Layered, hit: Hit, clause: Clause, resolver: Resolver) -> Mention | None:
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


def _time(item: Layered, hit: Hit, clause: Clause) -> tuple[int, int, Any] | None:
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


def _participants(item: Layered, hit: Hit, clause: Clause) -> list[Mention]:
    helped = {h.last for h in item.found("acts", clause.first, clause.last)}
    return [
        m for m in item.mentions_in(clause.first, clause.last)
        if m.kind in ("country", "org", "coalition", "person") and not (m.first in helped and m.kind == "country")
        and not (m.role == "seat" and m.place and m.first and _after_place_word(item, m))
        and not (item.grammar_articles and _is_topic(item, m))
    ]  # fmt: skip


def _is_topic(item: Layered, m: Mention) -> bool:
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


def _missing(item: Layered, clause: Clause, resolver: Resolver) -> int:
    """The token before which those stand who are said not to take part; 0 where nobody is."""
    verb = clause.verb
    return verb.first if not resolver.g.articles and verb is not None and verb.negated else 0


def _attending(people: list[Mention], text: str, missing: int) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for m in people:
        found.setdefault(m.id, {**m.reference(text), "attendance": "absent" if m.last <= missing else "unspecified"})
    return list(found.values())
