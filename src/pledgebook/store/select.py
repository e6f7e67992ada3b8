"""Which entries a filter lets through."""

from __future__ import annotations

import re
from typing import Any

from pledgebook.ledger.values import entity_keys
from pledgebook.model.dates import Interval
from pledgebook.model.entry import Entry
from pledgebook.store.contract import EntryFilter
from pledgebook.store.rows import packed
from pledgebook.store.words import entry_text, plain

_WORD = re.compile(r"\w+")
_WHO = ("actor", "holder", "leads", "participants", "chairs", "members")


def matches(entry: Entry, wanted: EntryFilter) -> bool:
    """Whether the entry is one of those wanted."""
    return (
        _is_kind(entry, wanted)
        and _has_entities(entry, wanted)
        and (wanted.document is None or wanted.document in entry.documents)
        and (wanted.outlet is None or wanted.outlet in entry.outlets)
        and (wanted.has_conflict is None or wanted.has_conflict == bool(entry.conflicts))
        and (wanted.is_dormant is None or wanted.is_dormant == entry.dormant)
        and (
            (wanted.since is None and wanted.until is None) or Interval(wanted.since, wanted.until).overlaps(entry.time)
        )
        and (wanted.text is None or _has_words(entry, wanted.text))
    )


def needles(wanted: EntryFilter) -> list[str]:
    """What the JSON of every entry wanted must hold."""
    ids = (wanted.actor, wanted.beneficiary, wanted.place, wanted.document, wanted.outlet)
    codes = {"action": wanted.action, "firmness": wanted.firmness, "measure": wanted.measure}
    named = [f'"{key}":{packed(value)}' for key, value in codes.items() if value is not None]
    derived = ("group", "text:", "anonymous")  # keys that stand in no JSON
    return [packed(v)[1:-1] for v in ids if v is not None and not v.startswith(derived)] + named


def _is_kind(entry: Entry, wanted: EntryFilter) -> bool:
    return (
        wanted.kind in (None, entry.kind)
        and wanted.firmness in (None, entry.firmness)
        and wanted.action in (None, entry.slots.get("action"))
        and wanted.measure in (None, entry.slots.get("measure"))
    )


def _has_entities(entry: Entry, wanted: EntryFilter) -> bool:
    return (
        (wanted.actor is None or any(wanted.actor in told(entry, slot) for slot in _WHO))
        and (wanted.beneficiary is None or wanted.beneficiary in told(entry, "beneficiary"))
        and (wanted.place is None or wanted.place in told(entry, "place"))
    )


def told(entry: Entry, slot: str) -> set[str]:
    """The entities of a slot, those in dispute too."""
    values: list[Any] = [entry.slots.get(slot)]
    values += [side.value for a in entry.agreement if a.slot == slot for side in a.sides]
    return {key for value in values for key in entity_keys(value)}


def _has_words(entry: Entry, text: str) -> bool:
    words = set(_WORD.findall(plain(entry_text(entry))))
    return all(any(w.startswith(q) for w in words) for q in _WORD.findall(plain(text)))
