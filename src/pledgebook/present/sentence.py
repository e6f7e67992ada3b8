"""A claim or an entry as a sentence in the reader's language, which says no more than its slots do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pledgebook.model.claim import Claim
from pledgebook.model.entry import Entry
from pledgebook.present.dates import interval_of
from pledgebook.present.messages import Words
from pledgebook.present.names import entity_name, entity_names
from pledgebook.present.numbers import counted, money, quantity
from pledgebook.present.safe import shorten

_LONGEST = 90
_MOST = 6
_QUOTED = 4


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence is made of; disputed names the slots whose value here is only the last one told."""

    kind: str
    slots: Mapping[str, Any]
    firmness: str | None = None
    polarity: str = "positive"
    disputed: tuple[str, ...] = ()


def of_claim(claim: Claim) -> Told:
    """What a claim tells."""
    slots = {name: slot.value for name, slot in claim.slots.items()}
    return Told(claim.kind, slots, slots.get("firmness"), claim.polarity)


def of_entry(entry: Entry) -> Told:
    """What an entry tells; a slot in dispute with the value told last."""
    slots = dict(entry.slots)
    disputed = []
    for found in entry.conflicts:
        disputed.append(found.slot)
        if slots.get(found.slot) is None and found.sides:
            slots[found.slot] = found.sides[-1].value
    return Told(entry.kind, slots, entry.firmness, entry.polarity, tuple(disputed))


def sentence(words: Words, told: Told) -> str:
    """The sentence."""
    made = _MAKERS[told.kind](words, told)
    if told.disputed:
        names = words.list_of([words.code("slots", slot) for slot in told.disputed])
        made += f" [{words('slot.disputed', x=names)}]"
    return made


def firmness(words: Words, code: str | None, polarity: str = "positive") -> str:
    """How firm, as words."""
    return words.code("not_firm" if polarity == "negative" else "firmness", code or "unknown")


def conditions(words: Words, value: Any) -> str | None:
    """All conditions."""
    codes = [c.get("code") if isinstance(c, dict) else c for c in _list(value)]
    if not codes:
        return None
    shown = [_condition(words, c, code) for c, code in zip(_list(value), codes, strict=True)]
    return words("condition_join.or").join(dict.fromkeys(shown))


def _condition(words: Words, value: Any, code: Any) -> str:
    text = value.get("text") if isinstance(value, dict) else None
    if code == "other" and text:
        return words.quoted(shorten(str(text), _LONGEST))
    return words.code("condition", code)


def slot_value(words: Words, slot: str, value: Any) -> str:
    """The value of any slot as words, for lists of slots and of disputed sides."""
    if isinstance(value, dict) and value.get("polarity") == "negative":
        return firmness(words, value.get("value"), "negative")
    shown = _SHOWN.get(slot, _plain)(words, value)
    return shown if shown else "—"


def _commitment(words: Words, told: Told) -> str:
    actors = _list(told.slots.get("actor"))
    names = (
        "items",
        "amount",
        "quantity",
        "beneficiary",
        "target",
        "via",
        "place",
        "domains",
        "period",
        "conditions",
    )
    what = [words.code("action", told.slots.get("action") or "other"), *_parts(words, told, names)]
    return words(
        "sentence.commitment",
        actor=entity_names(words, actors) if actors else words("sentence.nobody"),
        firmness=firmness(words, told.firmness, told.polarity),
        what=words("sentence.part").join(what),
    )


def _meeting(words: Words, told: Told) -> str:
    names = ("ordinal", "name", "place", "date", "status", "mode", "chairs")
    what = [*_parts(words, told, names), *_participants(words, told), *_parts(words, told, ("topics",))]
    shown = words.code("format", told.slots.get("format") or "meeting")
    return _denied(words, told, words("sentence.meeting", format=shown, what=_joined(words, what)))


def _body(words: Words, told: Told) -> str:
    names = ("name", "status", "place", "next_place", "leads", "head", "level", "members", "parent", "staff")
    shown = words.code("type", told.slots.get("type") or "other")
    return _denied(words, told, words("sentence.body", type=shown, what=_joined(words, _parts(words, told, names))))


def _figure(words: Words, told: Told) -> str:
    measure = words.code("measure", told.slots.get("measure") or "other")
    value = _figure_value(words, told.slots) or "—"
    is_said = told.slots.get("of") in (None, told.slots.get("unit"))
    rest = _parts(words, told, ("period",) if is_said else ("of", "period"))
    made = words("sentence.figure", measure=measure, value=words("sentence.part").join([value, *rest]))
    return _denied(words, told, made)


def _position(words: Words, told: Told) -> str:
    holders = _list(told.slots.get("holder"))
    made = words(
        "sentence.position",
        holder=entity_names(words, holders) if holders else words("sentence.nobody"),
        stance=words.code("stance", told.slots.get("stance")),
        what=_joined(words, _parts(words, told, ("about",))),
    )
    return _denied(words, told, made)


_MAKERS: dict[str, Callable[[Words, Told], str]] = {
    "commitment": _commitment,
    "meeting": _meeting,
    "body": _body,
    "figure": _figure,
    "position": _position,
}


def _denied(words: Words, told: Told, made: str) -> str:
    return words("sentence.denied", x=made) if told.polarity == "negative" else made


def _joined(words: Words, parts: list[str]) -> str:
    return words("sentence.part").join(parts) or words("sentence.nothing")


def _parts(words: Words, told: Told, names: tuple[str, ...]) -> list[str]:
    """What the slots of these names say, each in its own little phrase."""
    shown = ((name, _SHOWN.get(name, _plain)(words, told.slots.get(name))) for name in names)
    return [words(f"slot.{name}", x=value) for name, value in shown if value]


def _participants(words: Words, told: Told) -> list[str]:
    by_attendance: dict[str, list[str]] = {}
    for one in _list(told.slots.get("participants")):
        how = one.get("attendance") if isinstance(one, dict) else None
        group = how if how in ("absent", "invited") else "participants"
        entity = one.get("entity") or one.get("group") if isinstance(one, dict) else None
        by_attendance.setdefault(group, []).append(entity_name(words, entity or one))
    order = ("participants", "invited", "absent")
    return [words(f"slot.{g}", x=_capped(words, by_attendance[g])) for g in order if g in by_attendance]


def _capped(words: Words, names: list[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) <= _MOST:
        return words.list_of(names)
    return words("language.list").join(names[:_MOST]) + " " + words("label.or_more", n=len(names) - _MOST)


def _plain(words: Words, value: Any) -> str | None:
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, list):
        return words("language.list").join(v for v in (_plain(words, item) for item in value) if v)
    if isinstance(value, dict):
        return _plain(words, value.get("name") or value.get("text") or value.get("value"))
    return str(value)


def _quoted(words: Words, value: Any) -> str | None:
    texts = [words.quoted(shorten(t, _LONGEST)) for v in _list(value) if (t := _plain(words, v))]
    rest = f" {words('label.or_more', n=len(texts) - _QUOTED)}" if len(texts) > _QUOTED else ""
    return words("language.list").join(texts[:_QUOTED]) + rest or None


def _entities(words: Words, value: Any) -> str | None:
    values = _list(value)
    return _capped(words, [entity_name(words, v) for v in values]) if values else None


def _codes(group: str) -> Callable[[Words, Any], str | None]:
    def shown(words: Words, value: Any) -> str | None:
        return words.list_of([words.code(group, v) for v in _list(value)]) or None

    return shown


def _money(words: Words, value: Any) -> str | None:
    return money(words, value) if isinstance(value, dict) else _plain(words, value)


def _quantity(words: Words, value: Any) -> str | None:
    return quantity(words, value) if isinstance(value, dict) else _plain(words, value)


def _of(words: Words, value: Any) -> str | None:
    values = _list(value)
    if values and all(isinstance(v, dict) and (v.get("id") or v.get("kind")) for v in values):
        return _entities(words, value)
    return _quoted(words, value)


def _about(words: Words, value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("text") or value.get("span") or value.get("entities")
    return _of(words, value)


def _next_place(words: Words, value: Any) -> str | None:
    if not isinstance(value, dict):
        return _entities(words, value)
    where = _entities(words, value.get("place")) or value.get("text")
    when = interval_of(words, value.get("when"))
    return f"{where} ({when})" if where and when else where


def _head(words: Words, value: Any) -> str | None:
    if not isinstance(value, dict):
        return _plain(words, value)
    person, nation, rank = value.get("person"), value.get("nationality"), value.get("rank")
    parts = [entity_name(words, person) if person else "", words.quoted(str(rank)) if rank else ""]
    parts.append(f"({entity_name(words, nation)})" if nation else "")
    return " ".join(p for p in parts if p) or None


def _figure_value(words: Words, slots: Mapping[str, Any]) -> str | None:
    value, bound, unit = slots.get("value"), slots.get("bound"), slots.get("unit")
    if isinstance(value, dict) and "value" in value:
        value, bound, unit = value["value"], value.get("bound") or bound, value.get("unit") or unit
    return counted(words, value, unit if isinstance(unit, str) else None, bound)


def figure_value(words: Words, value: Any, bound: str | None, unit: str | None) -> str:
    """A reported value with its bound and unit."""
    return _figure_value(words, {"value": value, "bound": bound, "unit": unit}) or "—"


def _value_side(words: Words, value: Any) -> str | None:
    return _figure_value(words, {"value": value})


def _list(value: Any) -> list[Any]:
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


_SHOWN: dict[str, Callable[[Words, Any], str | None]] = {
    "actor": _entities, "holder": _entities, "beneficiary": _entities, "target": _entities, "via": _entities,
    "place": _entities, "leads": _entities, "members": _entities, "parent": _entities, "chairs": _entities,
    "participants": _entities, "next_place": _next_place, "head": _head, "items": _quoted, "topics": _quoted,
    "name": _quoted, "of": _of, "about": _about, "amount": _money, "quantity": _quantity, "staff": _quantity,
    "value": _value_side, "period": interval_of, "date": interval_of, "conditions": conditions,
    "domains": _codes("domain"), "status": _codes("status"), "mode": _codes("mode"), "type": _codes("type"),
    "format": _codes("format"), "measure": _codes("measure"), "stance": _codes("stance"),
    "action": _codes("action"), "firmness": _codes("firmness"),
}  # fmt: skip
