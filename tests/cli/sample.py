"""A small book of four documents in three languages, of claims made by hand and not by the reader."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pledgebook.model.claim import Claim, Reason, Slot
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block, Document, Published, Source
from pledgebook.model.span import Evidence
from pledgebook.store import open_book

NORDIC = """Menu
Fjordland ministers gather
Norway is ready to send 200 instructors to Ukraine if a ceasefire holds.
Spain ruled out sending troops to Ukraine. The club has 31 countries.
Read also
Herring prices fall
"""
BALTIC = """Норвегія надішле 200 інструкторів до України після припинення вогню.
Клуб налічує понад 30 країн. Загинули 14 людей.
"""
DANUBE = """Норвегия подписала соглашение о 200 инструкторах.
Погибли 12 человек. Встреча пройдёт в Осло.
"""
HOSTILE = (
    "Spain \x1b[31mwill\x07 send [bold]troops[/bold] to Ukraine \u202eabc\u202c. The fund holds 40 billion euros.\n"
)


def day(text: str) -> Interval:
    """One day."""
    return Interval.day(date.fromisoformat(text))


def document(text: str, file: str, language: str, published: str, aside: Sequence[str] = ()) -> Document:
    """A document whose lines are body, but for those that were set aside."""
    source = Source("doc-" + hashlib.sha256(text.encode()).hexdigest()[:16], text, file)
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        kind = "navigation" if line.strip() in aside else "title" if not blocks and "." not in line else "body"
        blocks.append(Block(kind, at, at + len(line.rstrip("\n"))))
        at += len(line)
    title = next((text[b.start : b.end] for b in blocks if b.kind == "title"), None)
    return Document(source, language, tuple(blocks), Published(day(published), "header"), "outlet:reuters", title)


def who(identity: str) -> list[dict[str, Any]]:
    """One entity."""
    kind, _, name = identity.partition(":")
    return [{"id": identity, "kind": kind, "name": name, "text": name}]


def claim(kind: str, told: Document, words: str, **slots: Any) -> Claim:
    """A claim whose evidence is these words."""
    start = told.text.index(words)
    filled = {name: Slot(value) for name, value in slots.items()}
    evidence = (Evidence.of(told.text, start, start + len(words)),)
    voice = ({"id": "outlet:reuters", "kind": "outlet", "name": "Reuters"},)
    reasons = (Reason(f"en/test/{kind}", start, start + len(words)),)
    return Claim(kind, told.id, evidence, filled, voice, told.published.when, "positive", 0.8, "test", reasons)


def pledge(told: Document, words: str, actor: str, firmness: str, **slots: Any) -> Claim:
    """A commitment to Ukraine."""
    slots.setdefault("beneficiary", who("country:UA"))
    return claim("commitment", told, words, actor=who(actor), firmness=firmness, **slots)


def instructors(told: Document, words: str, firmness: str, *conditions: str) -> Claim:
    """The Norwegian instructors, told once more."""
    quantity = {"value": 200, "unit": "troops", "bound": "exactly", "text": "200"}
    rest = {"conditions": [{"code": c, "text": c} for c in conditions]} if conditions else {}
    return pledge(told, words, "country:NO", firmness, action="training", quantity=quantity, **rest)


def figure(told: Document, words: str, measure: str, value: Any, bound: str, unit: str) -> Claim:
    """A reported number."""
    return claim("figure", told, words, measure=measure, value=value, bound=bound, unit=unit, of=unit)


def documents() -> list[tuple[Document, list[Claim]]]:
    """The four, with their claims."""
    nordic = document(NORDIC, "nordic.txt", "en", "2027-02-01", ("Menu", "Read also", "Herring prices fall"))
    baltic = document(BALTIC, "baltic.txt", "uk", "2027-03-10")
    danube = document(DANUBE, "danube.txt", "ru", "2027-03-12")
    hostile = document(HOSTILE, "hostile\x1b.txt", "en", "2027-02-01")
    euros = {"value": 40e9, "currency": "EUR", "bound": "at_least", "text": "40 billion euros"}
    return [
        (nordic, [
            instructors(nordic, "Norway is ready to send 200 instructors", "ready", "ceasefire"),
            pledge(nordic, "Spain ruled out sending troops", "country:ES", "refused", action="troops"),
            figure(nordic, "31 countries", "members", 31, "exactly", "countries"),
        ]),
        (baltic, [
            instructors(baltic, "Норвегія надішле 200 інструкторів", "pledged", "ceasefire"),
            figure(baltic, "понад 30 країн", "members", 30, "more_than", "countries"),
            figure(baltic, "14 людей", "killed", 14, "exactly", "people"),
        ]),
        (danube, [
            instructors(danube, "Норвегия подписала соглашение", "binding"),
            figure(danube, "12 человек", "killed", 12, "exactly", "people"),
            claim("meeting", danube, "Встреча пройдёт в Осло", format="meeting", status="planned",
                  place=who("place:oslo"), date={"earliest": "2027-04-01", "latest": "2027-04-30"}),
            claim("body", danube, "соглашение", type="coordination_centre", status="planned",
                  place=who("place:oslo"), leads=who("country:NO"),
                  next_place={"place": who("place:kyiv"), "when": None, "text": ""},
                  head={"rank": "general", "nationality": "country:NO", "person": None}),
            claim("position", danube, "Норвегия", holder=who("country:NO"), stance="demand",
                  about="соглашение"),
        ]),
        (hostile, [
            pledge(hostile, "Spain \x1b[31mwill\x07 send [bold]troops[/bold]", "country:ES", "pledged",
                   action="troops"),
            pledge(hostile, "The fund holds 40 billion euros", "org:eu", "agreed", action="funding",
                   amount=euros, items=["\x1b]0;owned\x07 =cmd"]),
        ]),
    ]  # fmt: skip


def make_book(path: Path) -> Path:
    """A book of the four at the path."""
    with open_book(path, create=True, clock=lambda: datetime(2027, 4, 1, tzinfo=UTC)) as book:
        for told, claims in documents():
            book.add(told, claims)
        book.refresh()
    return path
