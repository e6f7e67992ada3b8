"""Meetings: who met or will meet, where and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.holders import Resolver
from pledgebook.analyse.names import Mention
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.verb import Verb
from pledgebook.extract.draft import Draft, evidence_of
from pledgebook.extract.roles import preposition_of
from pledgebook.extract.surroundings import (
    FORMATS,
    attending,
    is_topic,
    missing_from,
    participants_of,
    place_of,
    place_reference,
    time_of,
)
from pledgebook.model.claim import Reason, Slot
from pledgebook.model.dates import Interval
from pledgebook.packs.lexicon import Hit

RECENT = 3  # days within which a text must be known to be published to date what it tells as news
AHEAD = ("announce", "plan", "pledge", "intend", "due", "expect")  # predicates of what is to come
WISHING = ("ready", "refuse", "halt")


def meetings(item: Layered, resolver: Resolver, anchor: Interval) -> Iterator[Draft]:
    """The meetings that a sentence tells of, at most one a clause."""
    done: set[int] = set()
    for hit in words_for_meetings(item):
        number = item.clause_at[hit.first]
        if number in done:
            continue
        draft = _meeting(item, parts_of(item, hit, resolver), resolver, anchor)
        if draft is not None:
            done.add(number)
            yield draft


@dataclass(slots=True)
class Parts:
    """What is said around a word for a meeting: whether it is held, where, when, by whom."""

    hit: Hit
    clause: Clause  # with a relative clause that hangs on it
    verb: Verb | None  # the word itself, if it is a verb
    held: list[Hit]
    place: Mention | None
    time: tuple[int, int, Any] | None
    people: list[Mention]

    @property
    def states(self) -> list[Mention]:
        """Who meets, of those who may."""
        return [m for m in self.people if m.kind in ("country", "person", "org", "coalition")]

    @property
    def is_named(self) -> bool:
        """Whether a coalition, a place or a time tells which one it is."""
        return any(m.kind == "coalition" for m in self.people) or bool(self.place) or self.time is not None


def parts_of(item: Layered, hit: Hit, resolver: Resolver) -> Parts:
    """What is said around a word for a meeting."""
    clause = _reach(item, hit, item.clause_at[hit.first])
    verb = next((v for v in item.verbs if hit.first <= v.head < hit.last or v.first <= hit.first < v.last), None)
    held = [
        h
        for h in item.found("events", clause.first, clause.last)
        if h.entry.key in ("held", "meet", "cancelled")
        and (h.entry.part != "verbs" or any(h.first <= v.head < h.last for v in item.verbs))
    ]
    place = place_of(item, hit, clause, resolver)
    people = [
        m
        for m in participants_of(item, hit, clause)
        if resolver.g.articles or (m is not place and not is_topic(item, m))
    ]
    return Parts(hit, clause, verb, held, place, time_of(item, hit, clause), people)


def is_other_word(item: Layered, parts: Parts) -> bool:
    """Whether the word tells no meeting here: a participle, "is going to send", a noun that is a verb."""
    hit, verb, part = parts.hit, parts.verb, parts.hit.entry.part
    if part == "nouns":
        return verb is not None and verb.head == hit.first and verb.is_finite
    if part != "verbs":
        return False
    if verb is None or verb.form == "part":
        return True
    followed = any(v.form == "inf" and 0 <= v.first - hit.last <= 1 for v in item.verbs)
    return followed and (verb.aspect == "impf" or not item.grammar_articles)


def _is_told(item: Layered, parts: Parts, resolver: Resolver) -> bool:
    """Whether the words around make it a meeting that is or will be."""
    hit, place, time, states = parts.hit, parts.place, parts.time, parts.states
    by_verb = hit.entry.part == "verbs"
    happening = bool(parts.held) or by_verb or hit.entry.key in ("call", "visit") or _is_sited(hit, place)
    many = len(states) >= 2 and (happening or (hit.entry.key in ("talks", "call") and states[-1].first >= hit.last))
    if not (many or (parts.is_named and (happening or (place and time) or states))):
        return False
    if by_verb and hit.entry.key == "meet" and not states:
        return parts.is_named and _has_people(item, parts.clause)
    return True


def is_wished(item: Layered, parts: Parts, resolver: Resolver) -> bool:
    """Whether it is only wanted."""
    verb = parts.verb if parts.hit.entry.part == "verbs" else None
    return _is_wished(item, parts.clause, verb, parts.held, resolver) or (
        parts.place is None and _is_wanted(item, parts.hit, parts.clause)
    )


def words_for_meetings(item: Layered) -> list[Hit]:
    """The words of a sentence that may tell a meeting: nouns by format first, then verbs of meeting."""
    hits = sorted(item.hits.get("events", ()), key=lambda h: (-(h.last - h.first), h.first))
    blocked = {n for h in hits if h.entry.key == "not_meeting" for n in range(h.first, h.last)}
    return sorted(
        (h for h in hits if h.entry.key in (*FORMATS, "meet") and h.first not in blocked),
        key=lambda h: (h.entry.key == "meet", h.first),
    )


def _meeting(item: Layered, parts: Parts, resolver: Resolver, anchor: Interval) -> Draft | None:
    if is_other_word(item, parts) or not _is_told(item, parts, resolver):
        return None
    if is_wished(item, parts, resolver) and parts.time is None:
        return None
    return meeting_at(item, parts, resolver, anchor)


def meeting_at(item: Layered, parts: Parts, resolver: Resolver, anchor: Interval) -> Draft:
    """The meeting that a word and what is said around it tell."""
    hit, clause, held, place, time, people = (
        parts.hit, parts.clause, parts.held, parts.place, parts.time, parts.people,
    )  # fmt: skip
    text, finite = resolver.reading.text, clause.verb
    wished = is_wished(item, parts, resolver)
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
            attending(people, text, missing_from(item, clause, resolver)),
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
