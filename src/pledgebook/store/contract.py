"""What a store of the book must do, whichever engine keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.model.entry import Entry
from pledgebook.model.finding import Finding
from pledgebook.review.decision import Decision
from pledgebook.review.fold import Folded


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a document: "added", "unchanged" (it was there) or "replaced" (claims read anew)."""

    status: str
    document: str
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found by a search: kind is "entry" or "document"; the best have the highest score."""

    kind: str
    id: str
    score: float


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries to give; what is None does not matter. Words of text must all occur, in any order."""

    kind: str | None = None
    actor: str | None = None  # an entity id, of an actor, holder, lead or participant
    action: str | None = None
    firmness: str | None = None
    beneficiary: str | None = None
    place: str | None = None
    measure: str | None = None
    document: str | None = None
    outlet: str | None = None
    text: str | None = None
    since: date | None = None  # the time of the entry reaches into this day or a later one
    until: date | None = None
    has_conflict: bool | None = None
    is_dormant: bool | None = None


class Store(Protocol):
    """A book, as everything after it sees it."""

    def add(self, document: Document, claims: Iterable[Claim]) -> Added:
        """Keeps a document and its claims, all or nothing; one that is there already changes nothing."""

    def reread(self, document: Document, claims: Iterable[Claim]) -> Added:
        """Puts these claims in the place of those that a document had."""

    def version(self) -> str:
        """Another text whenever something was added, read anew or decided."""

    def has(self, document: str) -> bool:
        """Whether the book holds a document of this id."""

    def documents(self) -> Iterator[Document]:
        """All documents, in order of id."""

    def document(self, identity: str) -> Document:
        """One document, by its id or the beginning of it."""

    def claims(self, document: str | None = None) -> Iterator[Claim]:
        """The claims of one document or of all."""

    def claim(self, identity: str) -> Claim:
        """One claim, by its id or the beginning of it."""

    def count_entries(self) -> int:
        """How many entries there are now."""

    def entries(
        self,
        wanted: EntryFilter = ...,
        *,
        as_of: date | None = None,
        recorded_before: datetime | None = None,
    ) -> list[Entry]:
        """The entries in order of id: now, as a reader of a day knew them, or as the book once stood."""

    def entry(self, identity: str) -> Entry:
        """One entry with its links, by its id or the beginning of it."""

    def entry_of(self, claim: str) -> list[str]:
        """The ids of the entries that a claim is part of."""

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Entries and documents in which the words occur, in any of the languages; the best first."""

    def decide(self, kind: str, by: str, why: str, body: dict[str, Any]) -> Decision:
        """Records a decision of a reviewer and brings the claims that it is about in line with it."""

    def decisions(self, document: str | None = None) -> list[Decision]:
        """All decisions in order, or those that are about a document."""

    def judged(self, document: str) -> Folded:
        """The claims of a document as decided of."""

    def accepted(self) -> frozenset[str]:
        """The ids of the claims that a reviewer accepted."""

    def verify(self) -> list[Finding]:
        """What is wrong with the book: nothing, if all is well."""

    def close(self) -> None:
        """Lets go of the book."""
