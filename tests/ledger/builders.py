"""Small builders of documents and claims: a test says only what it is about."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from pledgebook.model.claim import Claim, Slot
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block, Document, Published, Source
from pledgebook.model.span import Evidence

UA, GB, FR, DE, PL, IT, BE, ES, NO, TR = (
    f"country:{code}" for code in ("UA", "GB", "FR", "DE", "PL", "IT", "BE", "ES", "NO", "TR")
)
COALITION = "coalition:coalition-of-the-willing"


def days(first: str | None, last: str | None = None) -> Interval:
    """days("2025-07-10") is one day; days("2025-07-01", "2025-07-31") a month."""
    start = date.fromisoformat(first) if first else None
    return Interval(start, date.fromisoformat(last) if last else start)


def when(first: str, last: str | None = None) -> dict[str, Any]:
    """The same as a slot's value."""
    return days(first, last).as_json()


def entity(identity: Any) -> Any:
    """An entity by its id; what is no id is left as it is."""
    if not isinstance(identity, str) or ":" not in identity:
        return identity
    kind, _, name = identity.partition(":")
    return {"id": identity, "kind": kind, "name": name}


def group(value: int | None = None, of: str = "country", bound: str = "exactly") -> dict[str, Any]:
    """A counted group."""
    return {"kind": "group", "of": of, "value": value, "bound": bound}


def document(
    text: str, published: str | None = "2025-07-10", *, outlet: str | None = None, language: str = "en"
) -> Document:
    """A document all of whose text is body."""
    source = Source("doc-" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16], text, "a.txt")
    found = Published(days(published), "header") if published else Published()
    return Document(source, language, (Block("body", 0, len(text)),), found, outlet and "outlet:" + outlet)


_LISTS = frozenset(
    {"actor", "holder", "beneficiary", "target", "place", "leads", "participants", "via", "members", "chairs"}
)


def claim(
    kind: str, told: Document, *, said: Interval | None = None, polarity: str = "positive", **slots: Any
) -> Claim:
    """A claim whose evidence is the beginning of its document; voices=[...] are its attribution."""
    voices = tuple(entity(v) for v in slots.pop("voices", ()))
    filled = {}
    for name, value in slots.items():
        if name in _LISTS:
            value = [entity(v) for v in (value if isinstance(value, list) else [value])]
        filled[name] = Slot(value)
    evidence = (Evidence.of(told.text, 0, min(len(told.text), 40)),)
    return Claim(kind, told.id, evidence, filled, voices, said or Interval(), polarity, 0.8)


def pledge(told: Document, actor: Any, action: str, firmness: str, **slots: Any) -> Claim:
    """A commitment."""
    return claim("commitment", told, actor=actor, action=action, firmness=firmness, **slots)


def figure(told: Document, measure: str, value: Any, bound: str = "exactly", **slots: Any) -> Claim:
    """A figure, of countries unless said otherwise."""
    slots.setdefault("unit", "countries")
    return claim("figure", told, measure=measure, value=value, bound=bound, **slots)


def money(value: float, currency: str = "EUR", bound: str = "exactly") -> dict[str, Any]:
    """An amount."""
    return {"value": value, "currency": currency, "bound": bound, "text": f"{value} {currency}"}
