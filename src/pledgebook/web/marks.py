"""The text of a document in pieces: which claims each piece belongs to, and whether it was set aside."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pledgebook.model.claim import Claim
from pledgebook.model.document import Document


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text between two marks.

    start is its offset where words of a claim or of a slot begin here, else None; opens and closes are the claims whose
    words begin and end with it.
    """

    text: str
    kinds: tuple[str, ...]
    claims: tuple[str, ...]
    start: int | None
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    is_aside: bool


def pieces(document: Document, claims: Sequence[Claim]) -> list[Piece]:
    """The whole text, in order, nothing left out."""
    spans = [(e.start, e.end, c) for c in claims for e in c.evidence[:1]]
    begins = {e.start for c in claims for e in c.evidence}
    begins |= {e.start for c in claims for slot in c.slots.values() for e in slot.evidence}
    text = document.text
    cuts = {0, len(text)} | begins | {p for a, b, _ in spans for p in (a, b)}
    cuts |= {p for b in document.blocks for p in (b.start, b.end)}
    out = []
    for start, end in itertools.pairwise(sorted(p for p in cuts if 0 <= p <= len(text))):
        inside = [c for a, b, c in spans if a <= start and end <= b]
        told = any(b.is_text and b.start <= start and end <= b.end for b in document.blocks)
        out.append(Piece(
            text[start:end], tuple(dict.fromkeys(c.kind for c in inside)), tuple(c.id for c in inside),
            start if start in begins else None, tuple(c.id for a, _, c in spans if a == start),
            tuple(c.id for _, b, c in spans if b == end), not told,
        ))  # fmt: skip
    return out
