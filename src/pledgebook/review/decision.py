"""A decision of a reviewer, and the chain that shows whether one was changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

KINDS = ("accept", "reject", "correct", "merge", "split", "note", "declare", "undo")
_packed = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode  # in ASCII, so that any text can be hashed


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what, when and why. body names what it is about by its words; previous is the hash before it."""

    kind: str  # one of KINDS
    at: str  # an instant, in ISO form
    by: str
    why: str
    body: dict[str, Any]
    previous: str = ""

    @property
    def hash(self) -> str:
        """Of all it says and of the hash before it (SHA-256, hexadecimal)."""
        return hashlib.sha256(_packed(self._content()).encode()).hexdigest()

    def _content(self) -> dict[str, Any]:
        return {
            "kind": self.kind, "at": self.at, "by": self.by, "why": self.why, "body": self.body,
            "previous": self.previous,
        }  # fmt: skip

    @property
    def bindings(self) -> list[dict[str, Any]]:
        """The claims that it is about, as review.binding describes them."""
        groups = (self.body.get(name, []) for name in ("about", "first", "second", "apart", "rest"))
        return [one for group in groups for one in group]

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents that it is about."""
        named = [b["document"] for b in self.bindings]
        declared = self.body.get("claim", {}).get("document")
        return tuple(sorted({*named, *([declared] if declared else [])}))

    def as_json(self) -> dict[str, Any]:
        """With its hash."""
        return {**self._content(), "hash": self.hash}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Decision:
        """The reverse of as_json; raises KeyError or TypeError for what is no decision."""
        return cls(value["kind"], value["at"], value["by"], value["why"], value["body"], value["previous"])


def breaks(chain: Iterable[tuple[Decision | None, str]]) -> Iterator[tuple[int, str]]:
    """(number from 1, what is wrong) of each decision whose recorded hash, or the hash before it, is not what it was.

    None stands for a record that is no longer one of a decision.
    """
    previous = ""
    for number, (decision, recorded) in enumerate(chain, 1):
        if decision is None or decision.hash != recorded:
            yield number, "the decision is not the one that was recorded"
        if decision is not None and decision.previous != previous:
            yield number, "a decision before it was taken out, put in or changed"
        previous = recorded


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Those that no later one has undone; undoing is undone like all else."""
    every = list(decisions)
    undone: set[str] = set()
    for one in reversed(every):
        if one.kind == "undo" and one.hash not in undone:
            undone.add(str(one.body.get("of")))
    return [d for d in every if d.hash not in undone and d.kind != "undo"]
