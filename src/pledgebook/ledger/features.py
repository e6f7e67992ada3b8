"""What each kind of claim is compared by: plain values, free of language where the slot allows it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from pledgebook.ledger.values import (
    as_list,
    entity_key,
    entity_keys,
    extent,
    interval,
    stem_set,
    text_of,
    unit,
)
from pledgebook.model.claim import Claim
from pledgebook.model.dates import Interval

MEETING_BLOCK = "meeting"
AID = frozenset({"weapons", "air_defence", "support", "funding"})
FORCES = frozenset({"troops", "monitoring", "air_security", "maritime_security"})
EVENT_MEASURES = frozenset({"attendees", "invited", "killed", "injured", "attacks", "votes"})
_GATHERINGS = frozenset({"summit", "session", "conference"})
_TALKS = frozenset({"talks", "visit"})
_BACK, _AHEAD = timedelta(days=7), timedelta(days=30)

Features = dict[str, Any]


def family(action: Any) -> str:
    """The group of actions that outlets take for one another."""
    name = str(action or "other")
    if name in AID:
        return "aid"
    return "forces" if name in FORCES else name


def is_refusing(claim: Claim) -> bool:
    """Whether the claim is that something will not be done."""
    return claim.value("firmness") in ("refused", "withdrawn") or claim.polarity == "negative"


def days(found: Interval | None) -> list[int | None] | None:
    """An interval as two day numbers, for comparing."""
    if found is None:
        return None
    first, last = found.earliest, found.latest
    return [first.toordinal() if first else None, last.toordinal() if last else None]


def _numbers(value: Any, measured_in: str) -> list[Any] | None:
    if not isinstance(value, dict):
        return None
    found = extent(value.get("value"), value.get("bound"))
    return None if found is None else [found.low, found.high, unit(value.get(measured_in))]


def _conditions(claim: Claim) -> frozenset[str]:
    return frozenset(str(c.get("code")) for c in as_list(claim.value("conditions")) if isinstance(c, dict))


def of_commitment(claim: Claim, published: Interval, language: str) -> Features:
    """Actor and action family are in the block already."""
    items = stem_set(claim.value("items"))
    found = _filled(
        action=claim.value("action"),
        beneficiary=entity_keys(claim.value("beneficiary")),
        target=entity_keys(claim.value("target")),
        amount=_numbers(claim.value("amount"), "currency"),
        quantity=_numbers(claim.value("quantity"), "unit"),
        group=_group(claim.value("actor")),
        domains=frozenset(as_list(claim.value("domains"))),
        conditions=_conditions(claim),
        place=entity_keys(claim.value("place")),
        period=days(interval(claim.value("period"))),
        items=items,
        language=language if items else None,
    )
    is_bare = len(found) == 1  # no more than an action: the time must do to tell it from others
    return found | _filled(
        refusing=is_refusing(claim),
        vague=claim.document if _is_vague(claim.value("actor")) else None,
        month=_month(published) if is_bare else None,
    )


def _month(published: Interval) -> int | None:
    known = published.earliest or published.latest
    return known.year * 12 + known.month if known else None


def _group(actors: Any) -> list[Any] | None:
    found = as_list(actors)
    if len(found) != 1 or not isinstance(found[0], dict) or found[0].get("kind") != "group":
        return None
    return _numbers(found[0], "of")


def _is_vague(actors: Any) -> bool:
    """Whether the only actor is a group whose number is not known: another time, it may be others."""
    found = as_list(actors)
    if not found:
        return True
    is_group = len(found) == 1 and isinstance(found[0], dict) and found[0].get("kind") in ("group", "anonymous")
    return is_group and _group(found) is None


def of_meeting(claim: Claim, published: Interval, language: str) -> Features:
    """A meeting without a date is held to have been near the publication, as far as its status tells."""
    date = interval(claim.value("date"))
    present = [p for p in as_list(claim.value("participants")) if _is_named(p)]
    words = stem_set(claim.value("name"))
    return _filled(
        date=days(date) if date else None,
        window=None if date else days(_window(claim, published)),
        format=claim.value("format"),
        place=entity_keys(claim.value("place")),
        participants=frozenset(entity_key(p) for p in present),
        ordinal=claim.value("ordinal"),
        name=words,
        topics=stem_set(claim.value("topics")),
        language=language,
    )


def _is_named(participant: Any) -> bool:
    if not isinstance(participant, dict) or participant.get("kind") in ("group", "anonymous"):
        return False
    return participant.get("attendance") != "absent"


def _window(claim: Claim, published: Interval) -> Interval | None:
    if claim.time.earliest or claim.time.latest:
        return claim.time
    if published.earliest is None or published.latest is None:
        return None
    status = claim.value("status")
    if status == "planned":
        return Interval(published.earliest, published.latest + _AHEAD)
    return Interval(published.earliest - _BACK, published.latest)


def format_class(name: Any) -> str:
    """Summits and sessions are one class, talks another, calls a third; a "meeting" may be any but a call."""
    if name in _GATHERINGS:
        return "gathering"
    if name in _TALKS:
        return "talks"
    return "call" if name == "call" else ""


def of_body(claim: Claim, published: Interval, language: str) -> Features:
    """The type is in the block already."""
    following = claim.value("next_place")
    return _filled(
        place=entity_keys(claim.value("place")),
        next_place=entity_keys(following.get("place")) if isinstance(following, dict) else None,
        leads=entity_keys(claim.value("leads")),
        parent=entity_keys(claim.value("parent")),
        name=stem_set(claim.value("name")),
        language=language,
    )


def of_figure(claim: Claim, published: Interval, language: str) -> Features:
    """Measure and unit are in the block already."""
    what = as_list(claim.value("of"))
    entities = frozenset(str(w["id"]) for w in what if isinstance(w, dict) and w.get("id"))
    words = frozenset() if entities else stem_set([text_of(w) for w in what])
    value = extent(claim.value("value"), claim.value("bound"))
    is_event = claim.value("measure") in EVENT_MEASURES
    when = published if claim.time.earliest is None and claim.time.latest is None else claim.time
    return _filled(
        measure=claim.value("measure"),
        value=[value.low, value.high] if value else None,
        entities=entities,
        words=words,
        period=days(interval(claim.value("period"))),
        window=days(when) if is_event else None,
        language=language if words else None,
    )


def of_position(claim: Claim, published: Interval, language: str) -> Features:
    """Holder and stance are in the block already."""
    about = as_list(claim.value("about"))
    entities = {e for a in about if isinstance(a, dict) for e in _about_entities(a)}
    return _filled(entities=frozenset(entities), words=stem_set(about), language=language)


def _about_entities(about: dict[str, Any]) -> list[str]:
    if about.get("id"):
        return [entity_key(about)]
    return [entity_key(e) for e in as_list(about.get("entities"))]


def _filled(**features: Any) -> Features:
    """The features that say something."""
    return {k: v for k, v in features.items() if v is not None and v != frozenset() and v != ""}


FEATURES: dict[str, Callable[[Claim, Interval, str], Features]] = {
    "commitment": of_commitment,
    "meeting": of_meeting,
    "body": of_body,
    "figure": of_figure,
    "position": of_position,
}
