"""Who has undertaken what, and how firmly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from pledgebook.ledger.history import BACK, RANK
from pledgebook.ledger.values import as_list, entity_key
from pledgebook.model.claim import ACTIONS
from pledgebook.model.entry import Entry


@dataclass(frozen=True, slots=True)
class Cell:
    """What one actor has undertaken of one kind: the firmest that still stands, and all entries behind it."""

    actor: str
    action: str
    firmness: str | None
    polarity: str
    is_dormant: bool
    has_conflict: bool
    entries: tuple[str, ...]  # the one that gives the firmness first

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        return {
            "actor": self.actor,
            "action": self.action,
            "firmness": self.firmness,
            "polarity": self.polarity,
            "dormant": self.is_dormant,
            "conflict": self.has_conflict,
            "entries": list(self.entries),
        }


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by actions; the actors with most cells first. names gives each actor as told."""

    actors: tuple[str, ...]
    actions: tuple[str, ...]
    cells: dict[tuple[str, str], Cell]
    names: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """For --json output."""
        cells = [self.cells[a, b].as_json() for a in self.actors for b in self.actions if (a, b) in self.cells]
        return {"actors": [{"id": a, "name": self.names[a]} for a in self.actors], "cells": cells}


def matrix(entries: Iterable[Entry]) -> Matrix:
    """The matrix of the commitments among the entries; a joint act counts for each of its actors."""
    found: dict[tuple[str, str], list[Entry]] = {}
    names: dict[str, str] = {}
    for entry in entries:
        if entry.kind != "commitment":
            continue
        for actor in as_list(entry.slots.get("actor")):
            key = entity_key(actor)
            names.setdefault(key, _name(actor))
            found.setdefault((key, str(entry.slots.get("action") or "other")), []).append(entry)
    cells = {key: _cell(*key, members) for key, members in found.items()}
    counts: dict[str, int] = {}
    for actor, _ in cells:
        counts[actor] = counts.get(actor, 0) + 1
    actors = tuple(sorted(counts, key=lambda a: (-counts[a], a)))
    actions = tuple(a for a in ACTIONS if any(action == a for _, action in cells))
    return Matrix(actors, actions, dict(sorted(cells.items())), names)


def _name(actor: Any) -> str:
    if not isinstance(actor, dict):
        return str(actor)
    return str(actor.get("name") or actor.get("text") or entity_key(actor))


def _cell(actor: str, action: str, members: list[Entry]) -> Cell:
    ordered = sorted(members, key=_weight)
    best = ordered[0]
    stances = {m.firmness in BACK for m in members if m.firmness and m.polarity == "positive"}
    has_conflict = any(m.relation("firmness") == "conflicts" for m in members)
    return Cell(
        actor, action, best.firmness, best.polarity, best.dormant,
        has_conflict or len(stances) > 1, tuple(e.id for e in ordered),
    )  # fmt: skip


def _weight(entry: Entry) -> tuple[bool, bool, int, int, str]:
    """Told before denied, standing before refused, firm before weak, late before early."""
    last = entry.last_known.latest or date.min
    is_back = entry.firmness in BACK
    rank = RANK.get(entry.firmness or "", -1)
    return entry.polarity == "negative", is_back, -rank, -last.toordinal(), entry.id
