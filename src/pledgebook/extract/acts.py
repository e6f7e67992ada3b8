"""What a scan of a clause finds: predicates in a chain, and the acts under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.verb import Verb
from pledgebook.packs.lexicon import Hit

GENERIC = ("transfer", "aid", "move", "join", "host", "guard")


@dataclass(slots=True)
class Link:
    """A predicate of a chain: its class and what the pack says of it, and its verb where it is one."""

    key: str
    data: dict[str, Any]
    hit: Hit
    verb: Verb | None = None
    negated: bool = False

    @property
    def weak(self) -> bool:
        """Whether it makes whatever stands under it merely considered."""
        return bool(self.data.get("weak"))


@dataclass(slots=True)
class Act:
    """An act at tokens first to last (last excluded), with the chain over it and the verb it is, if it is one."""

    first: int
    last: int
    chain: list[Link]
    hits: list[Hit]
    clause: Clause
    verb: Verb | None = None
    anchor: Hit | None = None
    pending: bool = False  # stands before its verb, as a subject
    over: Verb | None = None  # the finite verb whose subject undertakes it
    loose: bool = False  # its verb is in no list: what is given and to whom must tell
    is_echo: bool = False  # takes its action from what was told before: 'Slovakia refused'
