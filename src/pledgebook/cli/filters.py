"""Which entries a command is about: the same filters for all of them, names in any of the languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import click

from pledgebook.analyse.fold import fold, lower
from pledgebook.cli.options import Day, F
from pledgebook.model.claim import ACTIONS, CONDITIONS, DOMAINS, FIRMNESS, KINDS, STANCES
from pledgebook.model.dates import Interval
from pledgebook.model.entry import Entry

_WHO = ("actor", "holder", "leads", "participants", "chairs", "members", "parent")


Option = Callable[[Any], Any]


def _many(name: str, codes: Sequence[str], text: str) -> Option:
    kind = click.Choice(list(codes))
    return click.option(f"--{name}", multiple=True, type=kind, metavar=name.upper(), help=text)


def _listed_codes(name: str, codes: Sequence[str]) -> Option:
    return _many(name, codes, f"One of: {', '.join(codes)}. Several may be given.")


def _named(name: str, text: str, *, option: str = "", multiple: bool = False) -> Option:
    return click.option(f"--{option or name}", name, multiple=multiple, metavar="NAME", help=text)


def _words(name: str, metavar: str, text: str, *, multiple: bool = True) -> Option:
    return click.option(f"--{name}", multiple=multiple, metavar=metavar, help=text)


_OPTIONS: dict[str, Option] = {
    "kind": _listed_codes("kind", KINDS),
    "actor": _named("actor", "Who: a name in any language, or an id; given twice, both.", multiple=True),
    "action": _many("action", ACTIONS, "What is undertaken: troops, weapons, funding, ... Several may be given."),
    "firmness": _listed_codes("firmness", FIRMNESS),
    "condition": _many("condition", [*CONDITIONS, "any"], "With this condition (ceasefire, ...), or any."),
    "place": _named("place", "Where: a name in any language, or an id."),
    "beneficiary": _named("beneficiary", "For whom.", option="for"),
    "target": _named("target", "Against whom.", option="against"),
    "measure": _words("measure", "MEASURE", "What a figure counts: members, troops, killed, ..."),
    "domain": _many("domain", [*DOMAINS, "any"], f"One of: {', '.join(DOMAINS)}, or any."),
    "stance": _listed_codes("stance", STANCES),
    "status": _words("status", "STATUS", "Of a meeting or body: held, planned, ..."),
    "type": _words("type", "TYPE", "Of a body: headquarters, coordination_group, ..."),
    "document": _words("document", "ID|FILE", "Told by this document.", multiple=False),
    "outlet": _named("outlet", "Told by this outlet."),
    "since": click.option("--since", type=Day(), metavar="DATE", help="Of this day or later."),
    "until": click.option("--until", type=Day(), metavar="DATE", help="Of this day or earlier."),
    "text": _words("text", "WORDS", "All these words occur in its slots or its evidence.", multiple=False),
    "conflicts": click.option("--conflicts", is_flag=True, help="Only entries with contradictions."),
}


def filters(*names: str) -> Callable[[F], F]:
    """The filter options of these names."""

    def add(function: F) -> F:
        for name in reversed(names):
            function = _OPTIONS[name](function)
        return function

    return add


@dataclass(frozen=True, slots=True)
class Who:
    """Someone or some place asked for: the ids a name stands for, or else a part of names."""

    ids: frozenset[str]
    words: str

    @classmethod
    def named(cls, name: str, *, is_place: bool = False) -> Who:
        """Who is meant by a name or an id."""
        from pledgebook.present.names import ids_of

        return cls(ids_of(name, is_place=is_place), " ".join(lower(fold(name)).split()))

    def is_in(self, entry: Entry, slots: Iterable[str]) -> bool:
        """Whether one of the slots names it, those in dispute too."""
        return any(self.meets(v) for slot in slots for v in told(entry, slot))

    def meets(self, value: Any) -> bool:
        """Whether a value of a slot names it."""
        inner = value.get("entity") or value.get("group") if isinstance(value, dict) else None
        if inner:
            return self.meets(inner)
        if not isinstance(value, dict):
            return bool(self.words) and self.words in lower(fold(str(value)))
        if self.ids:
            return value.get("id") in self.ids
        names = (
            value.get("name"),
            value.get("text"),
            str(value.get("id") or "").partition(":")[2].replace("-", " "),
        )
        return any(self.words in lower(fold(str(n))) for n in names if n)


def told(entry: Entry, slot: str) -> list[Any]:
    """All values of a slot, one by one, those in dispute too."""
    values = [entry.slots.get(slot)]
    values += [side.value for a in entry.agreement if a.slot == slot for side in a.sides]
    return [v for value in values if value is not None for v in (value if isinstance(value, list) else [value])]


def _codes(entry: Entry, slot: str, key: str = "code") -> set[str]:
    return {str(v.get(key) if isinstance(v, dict) else v) for v in told(entry, slot)}


def chosen(entries: Iterable[Entry], wanted: dict[str, Any]) -> list[Entry]:
    """The entries that all filters let through; a filter that is not given does not matter."""
    tests = [_TESTS[name](value) for name, value in wanted.items() if value not in (None, (), False) and name in _TESTS]
    return [e for e in entries if all(test(e) for test in tests)]


Test = Callable[[Entry], bool]


def _actors(names: tuple[str, ...]) -> Test:
    who = [Who.named(n) for n in names]
    return lambda e: all(w.is_in(e, _WHO) for w in who)


def _entity(*slots: str, is_place: bool = False) -> Callable[[str], Test]:
    def test(name: str) -> Test:
        who = Who.named(name, is_place=is_place)
        return lambda e: who.is_in(e, slots)

    return test


def _place(name: str) -> Test:
    who = Who.named(name, is_place=True)

    def test(entry: Entry) -> bool:
        later = [p for v in told(entry, "next_place") if isinstance(v, dict) for p in _listed(v.get("place"))]
        return who.is_in(entry, ("place",)) or any(who.meets(p) for p in later)

    return test


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _code(slot: str) -> Callable[[tuple[str, ...]], Test]:
    def test(codes: tuple[str, ...]) -> Test:
        return lambda e: bool(_codes(e, slot) & set(codes)) or ("any" in codes and bool(_codes(e, slot)))

    return test


def _documents(name: str) -> Test:
    return lambda e: any(d == name or d.removeprefix("doc-").startswith(name.removeprefix("doc-")) for d in e.documents)


def _outlet(name: str) -> Test:
    from pledgebook.present.names import ids_of

    ids = ids_of(name) | {"outlet:" + name}
    return lambda e: bool(ids & set(e.outlets))


def _has_words(text: str) -> Test:
    from pledgebook.store import EntryFilter
    from pledgebook.store.select import matches

    return lambda e: matches(e, EntryFilter(text=text))


_TESTS: dict[str, Callable[[Any], Test]] = {
    "kind": lambda kinds: lambda e: e.kind in kinds,
    "actor": _actors,
    "action": _code("action"),
    "firmness": lambda codes: lambda e: e.firmness in codes,
    "condition": _code("conditions"),
    "place": _place,
    "beneficiary": _entity("beneficiary"),
    "target": _entity("target"),
    "measure": _code("measure"),
    "domain": _code("domains"),
    "stance": _code("stance"),
    "status": _code("status"),
    "type": _code("type"),
    "document": _documents,
    "outlet": _outlet,
    "since": lambda day: lambda e: e.time.latest is None or e.time.latest >= day,
    "until": lambda day: lambda e: Interval(None, day).overlaps(e.time),
    "text": _has_words,
    "conflicts": lambda _: lambda e: bool(e.conflicts),
}


def actor_values(entries: Iterable[Entry]) -> dict[str, Any]:
    """The actors as told, by the keys that the matrix has."""
    from pledgebook.ledger.values import as_list, entity_key

    found: dict[str, Any] = {}
    for entry in entries:
        for actor in as_list(entry.slots.get("actor")):
            found.setdefault(entity_key(actor), actor)
    return found


def actors_meant(values: dict[str, Any], names: Sequence[str]) -> set[str]:
    """The keys of the actors that go by one of the names."""
    whos = [Who.named(n) for n in names]
    return {key for key, value in values.items() if any(w.meets(value) for w in whos)}
