"""The examples of a pack, read as one-sentence documents: what must match, and what must not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pledgebook.model.claim import Claim
from pledgebook.model.document import Block, Document, Source
from pledgebook.packs.load import table
from pledgebook.packs.schema import LISTS
from pledgebook.reader import read

KINDS = ("match", "avoid")
_MARK = re.compile(r"\{(\w+)\|([^{}]*)\}")
_ITS = {"item": "items"}  # marks named for one thing of a slot that holds several
_GIVEN = ("action", "items", "amount", "quantity")  # slots whose words are part of the act


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of an example and what it is: a slot, the cue of its rule, or the act."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a table that its rule must match, or must not."""

    rule: str  # as in a claim's reasons, e.g. "en/predicates/ready"
    kind: str  # "match" or "avoid"
    drawn: str  # as it stands in the pack, with its marks
    text: str
    marks: tuple[Mark, ...]

    @property
    def language(self) -> str:
        """The language of its pack."""
        return self.rule.partition("/")[0]


def examples(language: str) -> Iterator[Example]:
    """All examples of a language's pack, in the order of its files."""
    for group in LISTS:
        for key, data in table(language, group).items():
            for kind in KINDS if isinstance(data, dict) else ():
                for drawn in data.get(kind, ()):
                    yield draw(f"{language}/{group}/{key}", kind, drawn)


def draw(rule: str, kind: str, drawn: str) -> Example:
    """An example from its text with marks: '{actor|Norway} is {cue|ready} ...'."""
    pieces: list[str] = []
    marks = []
    done = size = 0
    for found in _MARK.finditer(drawn):
        before = drawn[done : found.start()]
        size += len(before)
        marks.append(Mark(found[1], size, size + len(found[2])))
        pieces += [before, found[2]]
        size += len(found[2])
        done = found.end()
    return Example(rule, kind, drawn, "".join([*pieces, drawn[done:]]), tuple(marks))


def problem(example: Example) -> str | None:
    """What is wrong with how the program reads an example; None if it reads it as it should."""
    claims = [c for c in read(_document(example)) if any(r.rule == example.rule for r in c.reasons)]
    if example.kind == "avoid":
        return f"read as {_told(claims[0])}" if claims else None
    if not claims:
        return "no claim rests on this rule"
    missing = min(([m for m in example.marks if not _meets(c, example, m)] for c in claims), key=len)
    if not missing:
        return None
    words = ", ".join(f"{m.name} ({example.text[m.start : m.end]})" for m in missing)
    return f"read as {_told(claims[0])}, without {words}"


def _meets(claim: Claim, example: Example, mark: Mark) -> bool:
    places = _places(claim, example.rule, mark.name)
    if not places and mark.name in claim.slots:  # derived: who speaks, who was told of before
        values = claim.value(mark.name)
        words = example.text[mark.start : mark.end]
        return isinstance(values, list) and any(v.get("text") == words for v in values)
    return any(start < mark.end and mark.start < end for start, end in places)


def _places(claim: Claim, rule: str, name: str) -> list[tuple[int, int]]:
    """Where a claim has what a mark names."""
    if name == "cue":
        return [(r.start, r.end) for r in claim.reasons if r.rule == rule]
    slots = _GIVEN if name == "act" else (_ITS.get(name, name),)
    found = [(e.start, e.end) for s in slots if s in claim.slots for e in claim.slots[s].evidence]
    if name == "act":
        found += [(r.start, r.end) for r in claim.reasons if r.rule.split("/")[1:2] == ["acts"]]
    return found


def _told(claim: Claim) -> str:
    """A claim in a few words, for a finding."""
    who = [str(r.get("id") or r.get("of")) for r in claim.value("actor") or claim.value("holder") or ()]
    what = [claim.value(s) for s in ("action", "firmness", "stance", "type", "format", "measure")]
    return " ".join([claim.kind, *who, *[str(x) for x in what if x]])


def _document(example: Example) -> Document:
    identity = "doc-" + hashlib.sha256(example.text.encode()).hexdigest()[:16]
    block = Block("body", 0, len(example.text))
    return Document(Source(identity, example.text), example.language, (block,))
