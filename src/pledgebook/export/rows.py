"""What an export holds, one flat row a thing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.model.entry import Entry

WHAT = ("entries", "claims", "documents")
_SLOTS = (
    "actor", "action", "beneficiary", "target", "items", "amount", "quantity", "domains", "conditions", "via",
    "place", "next_place", "period", "name", "format", "date", "participants", "topics", "status", "type",
    "leads", "members", "head", "parent", "measure", "of", "value", "bound", "unit", "holder", "stance",
    "about",
)  # fmt: skip
Sentence = Callable[[Claim | Entry], str]


def rows(things: Iterable[Entry | Claim | Document], sentence: Sentence) -> Iterator[dict[str, str]]:
    """A row of texts for each thing; the keys are the same for all of a kind."""
    for thing in things:
        if isinstance(thing, Entry):
            yield _entry(thing, sentence)
        elif isinstance(thing, Claim):
            yield _claim(thing, sentence)
        else:
            yield _document(thing)


def _entry(entry: Entry, sentence: Sentence) -> dict[str, str]:
    first = entry.evidence[0] if entry.evidence else None
    return {
        "id": entry.id, "kind": entry.kind, "sentence": sentence(entry), "firmness": entry.firmness or "",
        "polarity": entry.polarity, "dormant": _yes(entry.dormant), "has_fall": _yes(entry.has_fall),
        "conflicts": " ".join(a.slot for a in entry.conflicts), **_slots(entry.slots),
        "time_earliest": _text(entry.time.earliest), "time_latest": _text(entry.time.latest),
        "known_earliest": _text(entry.first_known.earliest), "known_latest": _text(entry.first_known.latest),
        "documents": " ".join(entry.documents), "outlets": " ".join(entry.outlets),
        "independent_sources": str(entry.independent_sources), "confidence": f"{entry.confidence:g}",
        "quote": first.quote if first else "", "quote_document": first.document if first else "",
        "quote_start": str(first.start) if first else "", "quote_end": str(first.end) if first else "",
    }  # fmt: skip


def _claim(claim: Claim, sentence: Sentence) -> dict[str, str]:
    first = claim.evidence[0]
    slots = {name: slot.value for name, slot in claim.slots.items()}
    return {
        "id": claim.id, "document": claim.document, "kind": claim.kind, "sentence": sentence(claim),
        "firmness": _text(slots.pop("firmness", None)), "polarity": claim.polarity, **_slots(slots),
        "attribution": " < ".join(str(v.get("id") or v.get("text") or "") for v in claim.attribution),
        "time_earliest": _text(claim.time.earliest), "time_latest": _text(claim.time.latest),
        "confidence": f"{claim.confidence:g}", "quote": first.quote, "quote_start": str(first.start),
        "quote_end": str(first.end),
    }  # fmt: skip


def _document(document: Document) -> dict[str, str]:
    when = document.published.when
    return {
        "id": document.id, "file": document.source.file, "uri": document.source.uri or "",
        "outlet": document.outlet or "", "language": document.language, "title": document.title or "",
        "published_earliest": _text(when.earliest), "published_latest": _text(when.latest),
        "published_basis": document.published.basis, "characters": str(len(document.text)),
    }  # fmt: skip


def _slots(slots: dict[str, Any]) -> dict[str, str]:
    return {name: _text(slots.get(name)) for name in _SLOTS}


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _text(value: Any) -> str:
    """A value as text: ids where there are some, JSON for what has parts."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_text(v) for v in value)
    if isinstance(value, dict):
        known = value.get("id") or value.get("code")
        return str(known) if known else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return str(value)
