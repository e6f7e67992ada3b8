"""Nouns that may stand for somebody: names, offices, groups, pronouns."""

from __future__ import annotations

from dataclasses import dataclass

from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.morphology import Word
from pledgebook.analyse.names import Mention
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.tokens import Token

REGIONS = ("place:europe", "place:west", "place:nordic-countries", "place:baltic-states")  # their states act
_GROUP_KINDS = {
    "office": "office", "coalition_members": "group", "countries": "group", "officials": "group",
    "the_coalition": "coalition", "the_alliance": "alliance", "the_bloc": "alliance", "the_country": "country",
}  # fmt: skip


def head_at(tokens: list[Token], first: int, last: int, g: Grammar) -> int:
    """The head of a listed phrase: its last word, or its first where that is a noun with genitives behind it."""
    parts = tokens[first].word.parts
    return first if not g.articles and last - first > 1 and "noun" in parts and "adj" not in parts else last - 1


@dataclass(slots=True)
class Nominal:
    """A noun that may be the head of a phrase: an entity, an office, a group word or a pronoun."""

    first: int
    last: int
    kind: str  # mention office group coalition alliance country pronoun anonymous document
    mention: Mention | None = None
    key: str = ""
    cases: frozenset[str] = frozenset()
    number: str = ""


def nominals(item: Layered, g: Grammar) -> list[Nominal]:
    """All nouns of a sentence that may stand for somebody, left to right."""
    found: dict[int, Nominal] = {}
    covered: set[int] = set()
    for m in item.mentions:
        if m.role == "adjective" and not stands_alone(item.tokens, m):
            continue
        if m.kind in ("place", "outlet") and m.kind != "outlet" and m.id not in REGIONS:
            continue
        found[m.first] = Nominal(m.first, m.last, "mention", m, m.id, m.cases, m.number)
        covered.update(range(m.first, m.last))
    order = ("office", "coalition_members", "officials", "the_coalition", "the_alliance", "the_country", "countries")
    hits = sorted(
        item.hits.get("groups", ()),
        key=lambda h: (-(h.last - h.first), order.index(h.entry.key) if h.entry.key in order else 9),
    )
    for h in hits:
        kind = _GROUP_KINDS.get(h.entry.key)
        if kind is None or h.first in covered or h.last - 1 in covered:
            continue
        at = head_at(item.tokens, h.first, h.last, g)
        word = item.tokens[at].word
        if any(v.head == h.last - 1 for v in item.verbs) and "noun" not in word.parts:
            continue
        number = next((r.number for r in word.readings if r.pos == "noun" and r.number), "")
        if h.last > 1 and is_plural(item.tokens[h.last - 2], word):
            number = "pl"
        elif h.first == 0:  # nothing governs the first word
            number = next((r.number for r in word.readings if r.pos == "noun" and r.case == "nom" and r.number), number)
        cases = frozenset(r.case for r in word.readings if r.pos == "noun" and r.case)
        if at < h.last - 1 and kind == "group" and number == "sg":
            kind = "office"  # "the head of state"
        members = any(x.entry.key == "coalition_members" and x.first == h.first and x.last == h.last for x in hits)
        if kind == "office" and number == "pl" and members:
            found[h.first] = Nominal(h.first, h.last, "group", None, "coalition_members", cases, number)
            covered.update(range(h.first, h.last))
            continue
        found[h.first] = Nominal(h.first, h.last, kind, None, h.entry.key, cases, number)
        covered.update(range(h.first, h.last))
    for h in item.hits.get("voices", ()):
        if h.entry.key == "anonymous" and h.first not in covered:
            word = item.tokens[h.last - 1].word
            cases = frozenset(r.case for r in word.readings if r.pos == "noun" and r.case)
            found[h.first] = Nominal(h.first, h.last, "anonymous", None, "anonymous", cases)
            covered.update(range(h.first, h.last))
    for n, token in enumerate(item.tokens):
        if "pron" not in token.word.parts or n in covered:
            continue
        form = token.low if token.low in g.pronouns else next((x for x in token.word.lemmas if x in g.pronouns), None)
        if form and g.pronouns[form].kind != "relative":
            cases = frozenset(r.case for r in token.word.readings if r.pos == "pron" and r.case)
            found[n] = Nominal(n, n + 1, "pronoun", None, form, cases, g.pronouns[form].number)
    return [found[k] for k in sorted(found)]


def is_plural(before: Token, word: Word) -> bool:
    """Whether an adjective that can only be plural makes the noun behind it plural: 'European countries'."""
    numbers = {r.number for r in before.word.readings if r.pos == "adj"}
    return numbers == {"pl"} and any(r.pos == "noun" and r.number == "pl" for r in word.readings)


def stands_alone(tokens: list[Token], m: Mention) -> bool:
    """An adjective or inhabitant that is a noun here (the British; two Germans)."""
    if m.role == "inhabitant":
        return True
    return False


def is_aside(item: Layered, n: Nominal) -> bool:
    return any(a <= n.first < b for a, b in item.asides)
