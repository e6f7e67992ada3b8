"""Gold texts with what they ought to give, and what the reader makes of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pledgebook.errors import PledgebookError
from pledgebook.quality.values import Json

SETS = ("tuned", "unseen", "shared")
SEALED = frozenset(("unseen",))  # only its numbers are ever shown


@dataclass(frozen=True, slots=True)
class Expected:
    """A text with the document and the claims that it ought to give."""

    file: str
    text: str
    document: Json
    claims: list[Json]


@dataclass(frozen=True, slots=True)
class Found:
    """The document and the claims that it gave."""

    document: Json
    claims: list[Json]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Gold that is measured together."""

    name: str
    texts: tuple[Expected, ...]
    digest: str


def gold_sets(gold: Path) -> list[GoldSet]:
    """The sets of a gold folder; those that lie beside the checkout too, where they are."""
    beside = gold.resolve().parent.parent / "shared"
    places = {
        "tuned": (gold / "tuned",) * 2,
        "unseen": (gold / "unseen",) * 2,
        "shared": (beside / "gold", beside / "documents"),
    }
    found = [load(name, *places[name]) for name in SETS if any(places[name][0].glob("*.json"))]
    if not found:
        raise PledgebookError(
            f"found no gold texts in {gold}; expected folders tuned and unseen: give theirs with --gold"
        )
    return found


def load(name: str, folder: Path, texts: Path) -> GoldSet:
    """The gold of a folder; each JSON file names its text, which lies in another folder or the same."""
    found, digest = [], hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        packed = path.read_bytes()
        gold = json.loads(packed)
        words = (texts / Path(gold["document"]["file"]).name).read_bytes()
        found.append(Expected(Path(gold["document"]["file"]).name, words.decode(), gold["document"], gold["claims"]))
        for piece in (path.name.encode(), packed, words):
            digest.update(b"%d:" % len(piece) + piece)
    return GoldSet(name, tuple(found), digest.hexdigest()[:16])


def read_all(texts: Iterable[Expected]) -> dict[str, Found]:
    """What the reader makes of each text, by file name."""
    return {one.file: read_text(one.text, one.file) for one in texts}


def read_text(text: str, file: str) -> Found:
    """What the reader makes of a text."""
    from pledgebook.ingest.document import build_document
    from pledgebook.ingest.files import source_id
    from pledgebook.model.document import Source
    from pledgebook.reader import read

    document = build_document(Source(id=source_id(text), text=text, file=file), findings=[])
    return Found(document.as_json(), [claim.as_json() for claim in read(document)])
