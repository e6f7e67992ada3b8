"""Places in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Words of a document: half-open offsets in code points into its original text, and the words themselves."""

    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Evidence:
        """The evidence for text[start:end], trimmed of white space at both ends."""
        piece = text[start:end]
        quote = piece.strip()
        if len(quote) != len(piece):
            start += len(piece) - len(piece.lstrip())
        return cls(start, start + len(quote), quote)

    def as_json(self) -> dict[str, Any]:
        """The form of claims.md."""
        return {"start": self.start, "end": self.end, "quote": self.quote}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Evidence:
        """The reverse of as_json."""
        return cls(int(value["start"]), int(value["end"]), str(value["quote"]))
