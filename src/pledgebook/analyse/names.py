"""Names of states, organisations, coalitions, persons, places: the listed ones, and persons nobody listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from pledgebook.analyse.gazetteer import Candidate, gazetteer
from pledgebook.analyse.morphology import Word
from pledgebook.analyse.romanise import romanise
from pledgebook.analyse.tokens import Sentence, Token
from pledgebook.packs.load import rows, table

ANY_CASE = ("adjective", "inhabitant")


@dataclass(frozen=True, slots=True)
class Entity:
    """A row of entities.tsv."""

    id: str
    kind: str
    name: str
    attributes: dict[str, str] = field(compare=False, hash=False, default_factory=dict)


@dataclass(slots=True)
class Mention:
    """An entity at tokens first to last (last excluded) of a sentence. state and place are other readings of a seat."""

    first: int
    last: int
    start: int
    end: int
    id: str
    kind: str
    role: str
    name: str
    place: str | None = None
    cases: frozenset[str] = frozenset()
    number: str = ""
    gender: str = ""
    known: bool = True

    def reference(self, text: str) -> dict[str, Any]:
        """The form of claims.md."""
        return {"id": self.id, "kind": self.kind, "name": self.name, "text": text[self.start : self.end]}


@cache
def entities() -> dict[str, Entity]:
    """All listed entities by id."""
    found = {}
    for row in rows("shared", "entities"):
        pairs = (x.split("=", 1) for x in (row.get("attributes") or "").split(";") if "=" in x)
        found[row["id"]] = Entity(row["id"], row["kind"], row["name"], dict(pairs))
    return found


_PRIORITY = {"name": 0, "surname": 1, "abbreviation": 1, "seat": 2, "inhabitant": 3, "adjective": 4}


def find_mentions(sentence: Sentence, language: str) -> list[Mention]:
    """All mentions of a sentence, in order, not overlapping."""
    tokens = sentence.tokens
    found = [_mention(tokens, a, b, candidates) for a, b, candidates in gazetteer(language).find(tokens)]
    taken = {n for m in found for n in range(m.first, m.last)}
    if not _is_capitalised(tokens):
        people = {m.first for m in found if m.kind == "person"}
        found += _unlisted(tokens, taken, people, language)
    found.sort(key=lambda m: m.first)
    return found


def _is_capitalised(tokens: list[Token]) -> bool:
    """Whether nearly all words begin with a capital, as in some headlines: then capitals tell no names."""
    words = [t for t in tokens if t.low[0].isalpha() and t.end - t.start > 3]
    return len(words) > 4 and sum(t.capital for t in words) >= len(words) - len(words) // 8


def _mention(tokens: list[Token], first: int, last: int, candidates: list[Candidate]) -> Mention:
    who = _identify(tuple([t.word for t in tokens[first:last]]), tuple(candidates))
    return Mention(
        first, last, tokens[first].start, tokens[last - 1].end, who.id, who.kind, who.role, who.name, who.place,
        who.cases, who.number, who.gender,
    )  # fmt: skip


@lru_cache(maxsize=1 << 12)
def _identify(words: tuple[Word, ...], candidates: tuple[Candidate, ...]) -> Mention:
    """Which of the candidates these words are, as a mention without a place."""
    ranked = sorted(dict.fromkeys(candidates), key=lambda c: (_rank(words, c), c[0] not in _officeholders(), c[0]))
    seat = next((c for c in ranked if c[1] == "seat"), None)
    place = next((c[0] for c in ranked if c[0].startswith("place:") and c[1] in ("name", "place")), None)
    id_, role, form = seat if seat and ranked[0][0].startswith("place:") else ranked[0]
    entity = entities().get(id_)
    gender = entity.attributes.get("gender", "") if entity else ""
    cases, number = _agreement(words, form, gender if id_.startswith("person:") else "")
    if cases and role in ("name", "surname") and form.lower() == " ".join(w.form for w in words):
        cases |= {"nom"}  # as it is listed
    kind, _, plain = id_.partition(":")
    return Mention(
        0, 0, 0, 0, id_, kind, role, entity.name if entity else plain, place,
        cases=cases, number=number, gender=gender,
    )  # fmt: skip


def _rank(words: tuple[Word, ...], candidate: Candidate) -> float:
    """Lower is better: a name as written before an inflected one, nouns before adjectives."""
    id_, role, form = candidate
    rank = float(_PRIORITY.get(role, 5))
    head = words[-1]
    if role == "adjective" and "noun" not in head.parts:
        rank -= 4
    gender = entities()[id_].attributes.get("gender") if id_ in entities() else None
    seen = {r.gender for r in head.readings if r.gender and r.pos in ("noun", "adj")}
    if gender and seen and gender not in seen:
        rank += 2
    if form.lower() == " ".join(w.form for w in words):
        rank -= 0.5
    return rank


@cache
def _officeholders() -> frozenset[str]:
    return frozenset(row["person"] for row in rows("shared", "offices"))


def _agreement(words: Sequence[Word], form: str = "", gender: str = "") -> tuple[frozenset[str], str]:
    """Cases and number that all the words of a name may share; of a listed name, by the readings that are of its form."""
    cases: set[str] | None = None
    number = ""
    pieces = form.lower().split()
    for n, word in enumerate(words):
        readings = word.readings
        if len(pieces) == len(words):
            readings = tuple(r for r in readings if r.lemma == pieces[n]) or readings
        if gender in ("m", "f"):
            readings = tuple(r for r in readings if r.gender in (gender, "")) or readings
        own = {r.case for r in readings if r.case}
        if own:
            if cases is None:
                cases = own
            elif cases & own:
                cases = cases & own
            if not number:
                number = next((r.number for r in readings if r.number), "")
    if cases and gender and form.lower() == " ".join(w.form for w in words):
        cases.add("nom")  # as it is listed, whatever else its words may be
    return frozenset(cases or ()), number


@cache
def _titles(language: str) -> frozenset[str]:
    return frozenset(table(language, "groups").get("office", {}).get("nouns", ()))


def _unlisted(tokens: list[Token], taken: set[int], people: set[int], language: str) -> list[Mention]:
    """Persons nobody listed: two or three capitalised words in a row, or one after a title."""
    found = []
    titles = _titles(language)
    count = len(tokens)
    i = 0
    while i < count:
        token = tokens[i]
        if not token.capital or i in taken or not is_name_like(token):
            i += 1
            continue
        j = i
        while j < count and j not in taken and is_name_like(tokens[j]) and j - i < 4:
            j += 1
        i = _behind_titles(tokens, i, j, titles)
        before = tokens[i - 1] if i else None
        if before is not None and before.low == '"' and j < count and tokens[j].low == '"':
            i = j  # a title, a firm, a club
            continue
        if j - i == 1 and j in people:
            i = j  # the given name of a listed person, in a form the lists do not know
            continue
        titled = before is not None and any(x in titles for x in before.word.lemmas) and not _is_attribute(tokens, i, j)
        wide = j - i
        starts = i == 0 or (before is not None and before.low in ('"', ".", ":", "-", "\u2013"))
        usual = starts and _is_usual_word(token)
        if (wide in (2, 3) and not usual and not _has_listed_noun(tokens, i, j, language)) or (
            wide == 1 and titled and not _has_listed_noun(tokens, i, j, language)
        ):
            if not _is_foreign(tokens, i, j, language):
                found.append(_person(tokens, i, j, language))
            elif not titled and before is not None and before.word.has_verb:
                found.append(replace(_person(tokens, i, j, language), id="outlet:" + _key(tokens, i, j), kind="outlet"))
        i = max(j, i + 1)
    return found


def _behind_titles(tokens: list[Token], i: int, j: int, titles: frozenset[str]) -> int:
    """Where the name begins in a run of capitalised words: behind an office, 'Opposition Leader Peter Dutton'."""
    if j - i < 3:
        return i
    offices = [n for n in range(i, j - 1) if any(x in titles for x in tokens[n].word.lemmas)]
    return offices[-1] + 1 if offices else i


def _is_foreign(tokens: list[Token], first: int, last: int, language: str) -> bool:
    """Whether words are in the letters of English in a language that writes persons in its own: rather an outlet or a firm."""
    return not table(language, "grammar").get("articles") and all(t.low.isascii() for t in tokens[first:last])


def _key(tokens: list[Token], first: int, last: int) -> str:
    return re.sub(r"[^a-z0-9]+", "-", " ".join(t.low for t in tokens[first:last])).strip("-")


def _is_attribute(tokens: list[Token], i: int, j: int) -> bool:
    """Whether a capitalised word is the adjective of a common noun: 'of the Air Force'."""
    following = tokens[j] if j < len(tokens) else None
    return (
        following is not None and j - i == 1 and not following.capital and tokens[i].word.readings[0].pos == "adj"
        and following.word.readings[0].pos == "noun"
    )  # fmt: skip


_COMPOUND_ENDS = frozenset(
    "made led based backed brokered mediated funded built style wide format sponsored supplied owned".split()
)
_FUNCTION_WORDS = frozenset(("prep", "conj", "det", "pron", "part"))


def is_name_like(token: Token) -> bool:
    """Whether a word is written as a name: one capital letter, and no function word."""
    if "-" in token.low and token.low.rsplit("-", 1)[1] in _COMPOUND_ENDS:
        return False  # "US-made", "Paris-based"
    return (
        token.capital and not token.upper and token.end - token.start > 1 and token.low[0].isalpha()
        and token.word.parts.isdisjoint(_FUNCTION_WORDS)
    )  # fmt: skip


def _is_usual_word(token: Token) -> bool:
    parts = token.word.parts
    return bool(parts & {"verb", "adv"}) or token.low.endswith("ing")


def _has_listed_noun(tokens: list[Token], first: int, last: int, language: str) -> bool:
    stop = _not_names(language)
    titles = _titles(language)
    return any(x in stop or x in titles for t in tokens[first:last] for x in (*t.word.lemmas, t.low))


@cache
def _not_names(language: str) -> frozenset[str]:
    return frozenset(x for part in table(language, "names_stop").values() for x in part)


def _person(tokens: list[Token], first: int, last: int, language: str) -> Mention:
    names = [_nominative(t) for t in tokens[first:last]]
    latin = romanise(" ".join(names), language)
    key = re.sub(r"[^a-z0-9]+", "-", latin.lower()).strip("-")
    cases, number = _agreement([t.word for t in tokens[first:last]])
    return Mention(
        first=first, last=last, start=tokens[first].start, end=tokens[last - 1].end, id="person:" + key,
        kind="person", role="name", name=latin.title(), cases=cases, number=number or "sg", known=False,
    )  # fmt: skip


def _nominative(token: Token) -> str:
    for reading in token.word.readings:
        if reading.pos == "noun" and reading.case == "nom" and reading.number == "sg":
            return token.low
    for reading in token.word.readings:
        if reading.pos in ("noun", "adj"):
            return reading.lemma
    return token.low
