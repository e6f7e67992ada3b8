"""A document as it came in, and what was found out about it as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from pledgebook.model.dates import Interval
from pledgebook.model.span import Evidence

TEXT_KINDS = frozenset({"title", "lead", "body", "quote"})
BLOCK_KINDS = TEXT_KINDS | {"caption", "byline", "navigation", "related", "tags", "other"}


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text, one or more whole lines, of one kind (BLOCK_KINDS)."""

    kind: str
    start: int
    end: int

    @property
    def is_text(self) -> bool:
        """Whether claims are read from it."""
        return self.kind in TEXT_KINDS

    def as_json(self) -> dict[str, Any]:
        """The form of claims.md."""
        return {"kind": self.kind, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Published:
    """When a document was published: an interval, how that is known, and by which words."""

    when: Interval = Interval()
    basis: str = "unknown"  # header, metadata, url, dateline, weekday, inferred, unknown
    evidence: tuple[Evidence, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The form of claims.md."""
        return {
            **self.when.as_json(),
            "basis": self.basis,
            "evidence": [e.as_json() for e in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Source:
    """One document as it came in, before anything is known of it. The text is never changed."""

    id: str  # "doc-" and the first 16 hex digits of the SHA-256 of the text in UTF-8
    text: str
    file: str = ""  # name of the file it came from, for people
    uri: str | None = None
    encoding: str = "utf-8"
    metadata: dict[str, Any] = field(default_factory=dict)  # what a .jsonl row said: published, outlet, title, language


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its language, blocks, outlet, title, byline and date of publication."""

    source: Source
    language: str
    blocks: tuple[Block, ...] = ()
    published: Published = Published()
    outlet: str | None = None  # an outlet: id
    title: str | None = None
    byline: str | None = None

    @property
    def id(self) -> str:
        """The id of its source."""
        return self.source.id

    @property
    def text(self) -> str:
        """The original text."""
        return self.source.text

    def with_published(self, published: Published) -> Document:
        """The same document, with this date."""
        return replace(self, published=published)

    def as_json(self) -> dict[str, Any]:
        """The form of claims.md, without the text."""
        return {
            "id": self.id,
            "uri": self.source.uri,
            "file": self.source.file,
            "outlet": self.outlet,
            "language": self.language,
            "title": self.title,
            "byline": self.byline,
            "encoding": self.source.encoding,
            "published": self.published.as_json(),
            "blocks": [b.as_json() for b in self.blocks],
        }
