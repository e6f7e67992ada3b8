"""Persons whom no list knows, linked within a document: every case and the bare surname are one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pledgebook.analyse.names import Mention, is_name_like
from pledgebook.analyse.tokens import Token

SHORTEST = 4  # letters of a surname that may stand alone


class HasMentions(Protocol):
    """A sentence with its names."""

    mentions: list[Mention]

    @property
    def tokens(self) -> list[Token]:
        """Its tokens."""


@dataclass(slots=True)
class _Person:
    """One person: the surname as first met, and all places where a full name stands."""

    surname: str
    given: str
    mentions: list[Mention] = field(default_factory=list)


def link_persons(sentences: Sequence[HasMentions], case_marks: bool) -> None:
    """Gives all mentions of an unlisted person one id, and finds their bare surnames. Changes the mentions in place."""
    people: list[_Person] = []
    tails: dict[tuple[str, ...], Mention] = {}
    for item in sentences:
        for m in item.mentions:
            if m.kind != "person" or m.last - m.first < 2:
                continue
            words = tuple(t.low for t in item.tokens[m.first : m.last])
            longer = tails.get(words)
            if longer is not None and not m.known:
                m.id, m.name, m.role = longer.id, longer.name, "surname"  # "Bart De Wever", then "De Wever"
                continue
            tails.setdefault(words[1:], m)
            if not m.known:
                given, surname = item.tokens[m.first].low, item.tokens[m.last - 1].low
                home = next((p for p in people if _alike(p.surname, surname) and _alike(p.given, given)), None)
                if home is None:
                    home = _Person(surname, given)
                    people.append(home)
                home.mentions.append(m)
    for person in people:
        best = _plainest(person.mentions, case_marks)
        for m in person.mentions:
            m.id, m.name = best.id, best.name
    if people:
        for item in sentences:
            _add_surnames(item, people)


def _plainest(mentions: list[Mention], case_marks: bool) -> Mention:
    """The mention in the nominative, or the first."""
    if not case_marks:
        return mentions[0]
    plain = [m for m in mentions if "nom" in m.cases]
    return min(plain or mentions, key=lambda m: (len(m.id), m.id))


def _add_surnames(item: HasMentions, people: list[_Person]) -> None:
    taken = {n for m in item.mentions for n in range(m.first, m.last)}
    for n, token in enumerate(item.tokens):
        if n in taken or not is_name_like(token) or token.end - token.start < SHORTEST:
            continue
        person = next((p for p in people if _alike(p.surname, token.low)), None)
        if person is None:
            continue
        m = person.mentions[0]
        item.mentions.append(
            Mention(
                n,
                n + 1,
                token.start,
                token.end,
                m.id,
                "person",
                "surname",
                m.name,
                cases=frozenset(token.word.cases()),
                number="sg",
                gender=m.gender,
                known=False,
            )  # fmt: skip
        )
    item.mentions.sort(key=lambda m: m.first)


def _alike(a: str, b: str) -> bool:
    """Whether two forms may be cases of one name: they differ at most in their endings."""
    shorter = min(len(a), len(b))
    if abs(len(a) - len(b)) > 3:
        return False
    common = next((n for n in range(shorter) if a[n] != b[n]), shorter)
    return common >= max(3, shorter - 2)
