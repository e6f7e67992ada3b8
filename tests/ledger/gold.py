"""Claims and documents out of gold files, for tests of merging."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from pledgebook.model.claim import Claim, Slot
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block, Document, Published, Source
from pledgebook.model.span import Evidence


def entity(value: dict[str, Any]) -> dict[str, Any]:
    """A gold entity as a reader would give it."""
    out = {k: v for k, v in value.items() if k != "optional"}
    if "id" in out:
        out.setdefault("kind", out["id"].partition(":")[0])
        out.setdefault("name", out["id"].partition(":")[2])
    return out


def slot_value(name: str, value: Any) -> Any:
    """Without what only the scorer needs."""
    if isinstance(value, list):
        return [
            entity(v) if isinstance(v, dict) else v for v in value if not (isinstance(v, dict) and v.get("optional"))
        ]
    return value


def claim_of(gold: dict[str, Any], document: str) -> Claim:
    """The claim of a gold claim."""
    slots = {
        name: Slot(slot_value(name, value))
        for name, value in gold["slots"].items()
        if not name.endswith("_any") and value not in (None, [], {})
    }
    return Claim(
        kind=gold["kind"],
        document=document,
        evidence=tuple(Evidence.from_json(e) for e in gold["evidence"]),
        slots={n: s for n, s in slots.items() if s.value not in (None, [])},
        attribution=tuple(entity(a) for a in gold["attribution"]),
        time=Interval.from_json(gold.get("time") or {}),
        polarity=gold.get("polarity", "positive"),
        confidence=0.9,
        extractor="gold",
    )


def document_of(gold: dict[str, Any], text: str) -> Document:
    """The document of a gold file."""
    found = gold["document"]
    source = Source("doc-" + hashlib.sha256(text.encode()).hexdigest()[:16], text, found["file"])
    main = found["main_text"]
    published = Published(Interval.from_json(found["published"]), found["published"]["basis"])
    blocks = tuple(Block("body", start, end) for start, end in main)
    return Document(source, found["language"], blocks, published, found["outlet"])


def load(folder: Path, texts: Path) -> tuple[list[tuple[Document, list[Claim]]], dict[str, str]]:
    """Documents with their required claims, and the claim id of each gold id."""
    out, names = [], {}
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        document = document_of(gold, (texts / gold["document"]["file"]).read_text("utf-8"))
        claims = []
        for one in gold["claims"]:
            if one["required"]:
                claims.append(claim_of(one, document.id))
                names[claims[-1].id] = one["id"]
        out.append((document, claims))
    return out, names
