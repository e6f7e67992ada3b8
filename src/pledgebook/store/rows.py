"""Values to rows and back."""

from __future__ import annotations

import hashlib
import json
from array import array
from typing import Any

from pledgebook.ledger.statement import Told
from pledgebook.model.claim import Claim
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block, Document, Published, Source
from pledgebook.model.span import Evidence

_shortest = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_in_ascii = json.JSONEncoder(separators=(",", ":")).encode


def packed(value: Any) -> str:
    """JSON in its shortest form, the same for the same value."""
    text = _shortest(value)
    return text if text.isascii() or _is_storable(text) else _in_ascii(value)


def _is_storable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def stored_text(text: str) -> str | bytes:
    """The text as it is; as bytes where it holds what UTF-8 cannot (a lone surrogate)."""
    return text if _is_storable(text) else text.encode("utf-8", "surrogatepass")


def restored_text(value: str | bytes) -> str:
    """The reverse of stored_text."""
    return value if isinstance(value, str) else value.decode("utf-8", "surrogatepass")


def sha256(text: str) -> str:
    """Of the text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_json(document: Document) -> str:
    """All of a document but its text."""
    return packed({**document.as_json(), "metadata": document.source.metadata})


def document_of(packed_json: str, text: str | bytes) -> Document:
    """The document of a row."""
    value = json.loads(packed_json)
    published = value["published"]
    source = Source(
        id=value["id"],
        text=restored_text(text),
        file=value["file"],
        uri=value["uri"],
        encoding=value["encoding"],
        metadata=value["metadata"],
    )
    evidence = tuple(Evidence.from_json(e) for e in published["evidence"])
    return Document(
        source=source,
        language=value["language"],
        blocks=tuple(Block(b["kind"], b["start"], b["end"]) for b in value["blocks"]),
        published=Published(Interval.from_json(published), published["basis"], evidence),
        outlet=value["outlet"],
        title=value["title"],
        byline=value["byline"],
    )


def packed_sketch(sketch: frozenset[int]) -> bytes:
    """Four bytes a hash, in order."""
    return array("I", sorted(sketch)).tobytes()


def unpacked_sketch(blob: bytes) -> frozenset[int]:
    """The reverse of packed_sketch."""
    found = array("I")
    found.frombytes(blob)
    return frozenset(found)


def told_of(row: tuple[Any, ...], *, with_sketch: bool = True) -> Told:
    """What the ledger needs of a document, from (id, language, outlet, first_on, last_on, sketch)."""
    identity, language, outlet, first_on, last_on, blob = row
    published = Interval.from_json({"earliest": first_on, "latest": last_on})
    return Told(identity, language, outlet, published, unpacked_sketch(blob) if with_sketch else frozenset())


def claim_of(packed_json: str) -> Claim:
    """The claim of a row."""
    return Claim.from_json(json.loads(packed_json))


def iso(value: Any) -> str | None:
    """An ISO date, None for an open end."""
    return value.isoformat() if value else None
