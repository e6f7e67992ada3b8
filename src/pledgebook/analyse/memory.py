"""Who was talked of before: what short forms go back to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pledgebook.analyse.names import Mention


@dataclass(slots=True)
class Holder:
    """A reference in the form of claims.md, where its words stand, and the person that speaks for it, if one is named."""

    ref: dict[str, Any]
    start: int
    end: int
    first: int = -1
    person: str | None = None
    basis: str | None = None

    @property
    def key(self) -> str:
        """What makes two holders the same."""
        return self.ref.get("id") or f"group:{self.ref.get('of')}:{self.ref.get('value')}"


@dataclass(slots=True)
class Memory:
    """What was talked of before, for short forms: the coalition in hand, the last subjects and persons."""

    coalition: str | None = None
    coalition_acted: bool = False  # whether it was a subject yet
    subjects: list[Holder] = field(default_factory=list)
    subjects_at: int = -9  # the sentence that had them
    person: Mention | None = None
    state: Holder | None = None
    trail: list[tuple[int, int, list[Holder]]] = field(default_factory=list)  # subjects with their sentence and token
    speaker: Holder | None = None  # for whom "we" stands
    heard: Holder | None = None  # who is named as saying this very sentence
    collective: list[Holder] = field(default_factory=list)
    collective_at: int = -9  # the sentence that had it
    action: tuple[str, int] | None = None  # what was undertaken last, and in which sentence
