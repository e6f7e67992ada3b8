"""Names of states, organisations, coalitions, persons, places: the listed ones, and persons nobody listed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from pledgebook.analyse.morphology import Word, morphology
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


class _Node:
    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.ends: list[tuple[str, str, str]] = []  # id, role, form


Candidate = tuple[str, str, str]  # id, role, form
BEGINNING = 3  # letters
_FIRST_WORD = re.compile(r"[\w'\-]+")


@lru_cache(maxsize=1 << 15)
def _beginning(form: str) -> str:
    first = _FIRST_WORD.match(form.lstrip("=").lower())
    return first.group()[:BEGINNING] if first else ""


class Gazetteer:
    """Listed names of a language, matched by lemma (or as written), with regard to letter case.

    Names are analysed when a word that begins like them is first met, so that a start costs nothing.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._words = morphology(language)
        self._root = _Node()
        grammar = table(language, "grammar")
        self._inflected = not grammar.get("articles")
        self._stems = tuple(grammar.get("name_stems", ""))
        self._endings: list[str] = grammar.get("name_endings", [])
        self._waiting: dict[str, list[tuple[str, str, str]]] = {}
        for row in rows(language, "names"):
            self._waiting.setdefault(_beginning(row["form"]), []).append((row["id"], row["role"], row["form"]))
        for row in rows("shared", "outlets"):
            for name in filter(None, (row.get(language) or row.get("en") or "").split("|")):
                self._waiting.setdefault(_beginning(name), []).append(("outlet:" + row["id"], "name", name))

    def _add(self, id_: str, role: str, form: str) -> None:
        pieces = _pieces(form)
        nodes = [self._root]
        for piece in pieces:
            keys = self._keys(piece, role)
            nodes = [node.next.setdefault(key, _Node()) for node in nodes for key in keys]
        for node in nodes:
            node.ends.append((id_, role, form))

    def _keys(self, piece: str, role: str) -> tuple[str, ...]:
        low = piece.lower()
        if role == "abbreviation" or not self._inflected or not low[0].isalpha():
            return ("=" + low,)
        cases = (f"={low}{x}" for x in self._endings if role == "surname" and low.endswith(self._stems))
        return (*_own_lemmas(self._words.word(low)), "=" + low, *cases)

    def find(self, tokens: list[Token]) -> list[tuple[int, int, list[Candidate]]]:
        """(first, last, candidates) of the longest names, left to right, not overlapping."""
        found = []
        own, i, count = -id(self), 0, len(tokens)
        while i < count:
            word = tokens[i].word
            start = word.nodes.get(own)
            if start is None:
                start = word.nodes[own] = self._start(word)
            nodes, beginnings = start
            best: tuple[int, list[Candidate]] | None = None
            j = i
            while nodes:
                ends = [e for node in nodes for e in node.ends if self._fits(tokens, i, j + 1, e, beginnings)]
                if ends:
                    best = (j + 1, ends)
                j += 1
                if j >= count:
                    break
                keys = tokens[j].word.keys
                nodes = [node.next[k] for node in nodes for k in keys if k in node.next]
            if best:
                found.append((i, best[0], best[1]))
                i = best[0]
            else:
                i += 1
        return found

    def _start(self, word: Word) -> tuple[list[_Node], frozenset[str]]:
        """Where names that begin with a word go on, and how its keys begin."""
        beginnings = frozenset(_beginning(key) for key in word.keys)
        for beginning in beginnings:
            for name in self._waiting.pop(beginning, ()):
                self._add(*name)
        following = self._root.next
        return [following[k] for k in word.keys if k in following], beginnings

    @staticmethod
    def _fits(tokens: list[Token], first: int, last: int, entry: Candidate, beginnings: frozenset[str]) -> bool:
        _, role, form = entry
        if _beginning(form) not in beginnings:
            return False  # else what was read before would decide
        head = tokens[first]
        if role == "abbreviation":
            dotted = form[1:2] == "."  # "U.S.": its first letter is a token of its own
            return head.upper or (head.capital and (dotted or form[:2] != form[:2].upper())) or not form[0].isupper()
        if not form[0].isupper():
            return True
        if not head.capital:
            return False
        return last - first > 1 or not _is_first_word(tokens, first) or not _is_another_word(head, form, role)


def _is_first_word(tokens: list[Token], n: int) -> bool:
    return n == 0 or tokens[n - 1].low in ('"', ".", ":", "-", "\u2013", "\u2022")


def _is_another_word(token: Token, form: str, role: str) -> bool:
    """Whether a word at the start of a sentence is rather a common word than an inflected name."""
    if form.lower() == token.low:
        named = any(r.pos == "noun" and r.case == "nom" for r in token.word.readings)
        return bool(token.word.parts & {"adv", "verb"}) and role != "seat" and not named
    return any(r.lemma == token.low and r.pos == "noun" for r in token.word.readings)


def _own_lemmas(word: Word) -> tuple[str, ...]:
    """The lemmas of a listed form, which stands in the nominative: itself, or those of its nominative readings."""
    nominal = [r for r in word.readings if r.pos not in ("prep", "conj")]
    own = [r.lemma for r in nominal if r.lemma == word.form]
    return tuple(dict.fromkeys(own or [r.lemma for r in nominal if r.case == "nom"] or [r.lemma for r in nominal]))


@cache
def gazetteer(language: str) -> Gazetteer:
    """The gazetteer of a language."""
    return Gazetteer(language)


_PIECE = re.compile(r"'s\b|[^\W\d_]+(?:['\-](?!s\b)[^\W\d_]+)*|\d+|[^\w\s]")


def _pieces(form: str) -> list[str]:
    return _PIECE.findall(form)


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
