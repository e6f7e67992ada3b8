"""Who acts or speaks in a clause: noun phrases turned into states, organisations, coalitions, persons and groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.grammar import Grammar
from pledgebook.analyse.morphology import Word
from pledgebook.analyse.names import Mention, entities
from pledgebook.analyse.reading import Layered, Reading
from pledgebook.analyse.tokens import Token
from pledgebook.analyse.verbs import Verb
from pledgebook.model.mention import Quantity
from pledgebook.packs.load import rows, table

NEXT = 3  # tokens from a number to the noun it counts
OFFICE_REACH = 8  # sentences back to who holds the office that is named alone
REGIONS = ("place:europe", "place:west")
SPEAKING_KINDS = ("country", "org", "coalition", "person", "body")
OWN_VOICE = frozenset(("opposition_leader", "other", "chief_of_staff_military", "parliament_speaker"))


@dataclass(slots=True)
class Holder:
    """A reference in the form of claims.md, where its words stand, and the person that speaks for it, if one is named."""

    ref: dict[str, Any]
    start: int
    end: int
    first: int = -1
    person: str | None = None
    basis: str | None = None

    @property
    def key(self) -> str:
        """What makes two holders the same."""
        return self.ref.get("id") or f"group:{self.ref.get('of')}:{self.ref.get('value')}"


@dataclass(slots=True)
class Memory:
    """What was talked of before, for short forms: the coalition in hand, the last subjects and persons."""

    coalition: str | None = None
    coalition_acted: bool = False  # whether it was a subject yet
    subjects: list[Holder] = field(default_factory=list)
    subjects_at: int = -9  # the sentence that had them
    person: Mention | None = None
    state: Holder | None = None
    trail: list[tuple[int, int, list[Holder]]] = field(default_factory=list)  # subjects with their sentence and token
    speaker: Holder | None = None  # for whom "we" stands
    heard: Holder | None = None  # who is named as saying this very sentence
    collective: list[Holder] = field(default_factory=list)
    collective_at: int = -9  # the sentence that had it
    action: tuple[str, int] | None = None  # what was undertaken last, and in which sentence


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


_GROUP_KINDS = {
    "office": "office", "coalition_members": "group", "countries": "group", "officials": "group",
    "the_coalition": "coalition", "the_alliance": "alliance", "the_bloc": "alliance", "the_country": "country",
}  # fmt: skip


def nominals(item: Layered, g: Grammar) -> list[Nominal]:
    """All nouns of a sentence that may stand for somebody, left to right."""
    found: dict[int, Nominal] = {}
    covered: set[int] = set()
    for m in item.mentions:
        if m.role == "adjective" and not _stands_alone(item.tokens, m):
            continue
        if m.kind in ("place", "outlet") and m.kind != "outlet" and m.id not in ("place:europe", "place:west"):
            continue
        found[m.first] = Nominal(m.first, m.last, "mention", m, m.id, m.cases, m.number)
        covered.update(range(m.first, m.last))
    order = ("office", "coalition_members", "officials", "the_coalition", "the_alliance", "the_country", "countries")
    hits = sorted(item.hits.get("groups", ()), key=lambda h: (-(h.last - h.first), order.index(h.entry.key) if h.entry.key in order else 9))
    for h in hits:
        kind = _GROUP_KINDS.get(h.entry.key)
        if kind is None or h.first in covered or h.last - 1 in covered:
            continue
        at = _head_at(item.tokens, h.first, h.last, g)
        word = item.tokens[at].word
        if any(v.head == h.last - 1 for v in item.verbs) and "noun" not in word.parts:
            continue
        number = next((r.number for r in word.readings if r.pos == "noun" and r.number), "")
        if h.last > 1 and _is_plural(item.tokens[h.last - 2], word):
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


def _head_at(tokens: list[Token], first: int, last: int, g: Grammar) -> int:
    """The head of a listed phrase: its last word, or its first where that is a noun with genitives behind it."""
    parts = tokens[first].word.parts
    return first if not g.articles and last - first > 1 and "noun" in parts and "adj" not in parts else last - 1


def _is_plural(before: Token, word: Word) -> bool:
    """Whether an adjective that can only be plural makes the noun behind it plural: 'European countries'."""
    numbers = {r.number for r in before.word.readings if r.pos == "adj"}
    return numbers == {"pl"} and any(r.pos == "noun" and r.number == "pl" for r in word.readings)


def _stands_alone(tokens: list[Token], m: Mention) -> bool:
    """An adjective or inhabitant that is a noun here (the British; two Germans)."""
    if m.role == "inhabitant":
        return True
    return False


class Resolver:
    """Finds holders in the sentences of one reading, with the memory of what went before."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.g = reading.grammar
        self.memory = Memory()
        ranked = [(n, c) for c, n in reading.counts.items() if c.startswith("coalition:")]
        self.memory.coalition = max(ranked)[1] if ranked else None
        self._nominals: dict[int, list[Nominal]] = {}
        self._speaks_for: dict[str, str] = {}  # persons nobody listed, by the office they were named with

    def nominals(self, item: Layered) -> list[Nominal]:
        """The nominals of a sentence, found once."""
        if item.number not in self._nominals:
            self._nominals[item.number] = nominals(item, self.g)
        return self._nominals[item.number]

    # ------------------------------------------------------------ subjects
    def subject(self, item: Layered, clause: Clause, verb: Verb | None) -> list[Holder]:
        """Who the subject of a clause is; empty where there is none to be found in it."""
        stop = verb.first if verb else clause.last
        start = clause.first + clause.opener
        sources = self._sources(item)
        zone = [
            n for n in self.nominals(item)
            if start <= n.first and n.last <= clause.last and not _is_aside(item, n)
            and not any(a <= n.first < b for a, b in sources)
        ]  # fmt: skip
        before = [n for n in zone if n.last <= stop]
        heads = self._heads(item, before, start)
        inverted = verb is not None and self.g.articles and any(
            h.entry.key == "say" and h.first <= verb.head < h.last for h in item.hits.get("voices", ())
        )
        if not heads and verb is not None and (inverted or not self.g.articles):
            after = [n for n in zone if n.first >= verb.last]
            heads = self._heads(item, after, verb.last, first_only=True)
            if verb.number == "pl" and len(heads) == 1 and heads[0].mention is not None and not self.g.articles:
                one = heads[0].mention  # "they handed the service over": one is not many
                single = one.kind == "org" and one.number != "pl" or one.kind == "country" and one.number == "sg"
                joined = one.last < len(item.tokens) and self.g.has("coordinators", item.tokens[one.last].low)
                heads = [] if single and not joined else heads
        if not heads and verb is not None and verb.number == "pl" and not self.g.articles:
            heads = [n for n in before if n.kind == "group" and self._may_be_many(item, n)][-1:]
        if not heads:
            found = self._counted(item, start, stop) or self._of_people(item, start, stop)
            oblique = all(n.cases and "nom" not in n.cases for n in before)
            if not found and verb is not None and not self.g.articles and oblique:
                found = self._counted(item, verb.last, clause.last)
                if found and any("noun" in t.word.parts for t in item.tokens[verb.last : found[0].first]):
                    found = []
            return found or self._at_home(item, verb, before)
        counted = self._counted(item, start, stop)
        if counted:  # "three states of the EU" are not the EU
            heads = [n for n in heads if n.kind not in ("group", "pronoun") or not 0 <= n.first - counted[0].first <= NEXT]
        found = [h for n in heads for h in self.holders(item, n)]
        known = {h.key for h in found}
        return found + [h for h in counted if h.key not in known]

    def _may_be_many(self, item: Layered, n: Nominal) -> bool:
        """Whether a noun may be a nominative plural that no preposition governs."""
        readings = [r for r in item.tokens[n.last - 1].word.readings if r.pos == "noun"]
        if not any(r.case == "nom" and r.number == "pl" for r in readings) or n.first and "prep" in item.tokens[n.first - 1].word.parts:
            return False
        return all(r.number == "sg" for r in readings if r.case == "gen")

    def _sources(self, item: Layered) -> list[tuple[int, int]]:
        """Where a source is named between commas, or up to the first one: 'the US, in the words of the minister, will'."""
        if self.g.articles:
            return []
        out = []
        for h in item.hits.get("voices", ()):
            if h.entry.key != "according" or h.first and item.tokens[h.first - 1].low not in (",", "\u2013"):
                continue
            stop = next((n for n in range(h.last, len(item.tokens)) if item.tokens[n].low in (",", "\u2013")), 0)
            if stop:
                out.append((h.first, stop))
        return out

    def _at_home(self, item: Layered, verb: Verb | None, before: list[Nominal]) -> list[Holder]:
        """Who speaks or acts where a plural verb has only a place: 'in Athens they say', 'in the ministry they denied'."""
        if self.g.articles or verb is None or verb.number != "pl" or verb.passive or verb.reflexive or verb.person in ("1", "2"):
            return []
        for n in before:
            k = n.first - 1
            while k >= 0 and n.first - k < NEXT and item.tokens[k].word.readings[0].pos == "noun" and "loc" in item.tokens[k].word.cases():
                k -= 1  # "in the press office of the ministry they said"
            if n.cases and "loc" not in n.cases and k == n.first - 1 or k < 0:
                continue
            if self.g.has("place_in", item.tokens[k].low):
                return [h for h in self.holders(item, n) if h.ref.get("kind") in ("country", "org", "body")]
        return []

    def _of_people(self, item: Layered, start: int, stop: int) -> list[Holder]:
        """The state in the adjective of a subject that is no holder itself: 'Turkish ships will', «немецкий бюджет»."""
        for m in item.mentions_in(start, stop):
            if m.role != "adjective" or m.kind not in ("country", "org") or m.last >= stop:
                continue
            noun = next((t for t in item.tokens[m.last : min(m.last + 3, stop)] if "noun" in t.word.parts), None)
            governed = "prep" in self._word_before(item, m.first, start)
            if noun is None or governed or not self.g.articles and not self._is_nominative(noun, m):
                continue
            start_, end = item.span(m.first, m.last)
            return [Holder(m.reference(self.reading.text), start_, end, m.first, None, "whose subject it is")]
        return []

    def _is_nominative(self, noun: Token, m: Mention) -> bool:
        return "nom" in noun.word.cases() and (not m.cases or "nom" in m.cases)

    def _word_before(self, item: Layered, n: int, start: int) -> frozenset[str]:
        k = n - 1
        while k >= start and item.tokens[k].word.parts <= {"det", "adj", "num"}:
            k -= 1
        return item.tokens[k].word.parts if k >= start else frozenset()

    def _heads(self, item: Layered, zone: list[Nominal], start: int, first_only: bool = False) -> list[Nominal]:
        """The nominals that head the subject phrase: not governed by a preposition or another noun, coordinated ones all."""
        heads: list[Nominal] = []
        status: dict[int, bool] = {}
        previous: Nominal | None = None
        for n in zone:
            joined = previous is not None and self._is_joined(item, previous, n)
            if joined and previous is not None and previous.first in status and not self._starts_anew(item, previous, n, zone, status):
                fine = status[previous.first]
            else:
                fine = self._is_free(item, n, start, previous)
            status[n.first] = fine
            if fine:
                if heads and not joined and not self._is_apposed(item, heads[-1], n):
                    if first_only:
                        break
                    heads = [] if self._breaks(item, heads[-1], n) else heads
                heads.append(n)
            previous = n
        return self._merge_appositions(item, heads)

    def _starts_anew(self, item: Layered, left: Nominal, n: Nominal, zone: list[Nominal], status: dict[int, bool]) -> bool:
        """Whether only a comma joins a nominal to one that is no subject: 'in the words of Starmer, London will ...'."""
        if status[left.first] or self.g.articles or "nom" not in n.cases:
            return False
        if any(self.g.has("coordinators", t.low) for t in item.tokens[left.last : n.first]):
            return False
        following = next((x for x in zone if x.first >= n.last), None)
        return following is None or not self._is_joined(item, n, following)

    def _breaks(self, item: Layered, left: Nominal, right: Nominal) -> bool:
        """Whether a comma or a verb parts two nominals, so that the later one is the subject."""
        if right.kind == "pronoun" and self.g.articles:
            return True
        return any(t.low in (",", "\u2013", "(", ")") for t in item.tokens[left.last : right.first])

    def _is_joined(self, item: Layered, left: Nominal, right: Nominal) -> bool:
        between = item.tokens[left.last : right.first]
        if not between or len(between) > 4:
            return False
        joint = [t for t in between if t.low == "," or self.g.has("coordinators", t.low)]
        loose = [t for t in between if t not in joint and not t.word.parts & {"det", "adj", "adv", "part"} and t.low != "the"]
        return bool(joint) and not loose

    def _is_apposed(self, item: Layered, left: Nominal, right: Nominal) -> bool:
        between = item.tokens[left.last : right.first]
        if right.kind == "pronoun":
            return False
        return not between or all(t.low in (",",) or t.word.parts & {"adj", "det", "noun"} for t in between)

    def _merge_appositions(self, item: Layered, heads: list[Nominal]) -> list[Nominal]:
        """An office beside a name is one holder: the name stays."""
        kept: list[Nominal] = []
        for n in heads:
            if kept:
                last = kept[-1]
                between = item.tokens[last.last : n.first]
                beside = not any(t.low == "," or self.g.has("coordinators", t.low) for t in between)
                if beside and last.kind == "mention" and n.kind == "group" and self._is_relative(item, n) and self.g.articles:
                    kept[-1] = n  # "Kyiv's partners"
                    continue
                if beside and last.kind in ("office", "group", "country", "anonymous") and n.kind == "mention" and n.mention and n.mention.kind == "person":
                    kept[-1] = n
                    continue
                if beside and last.kind == "mention" and n.kind in ("office", "group", "country", "anonymous"):
                    # "UK Defence Secretary": the state modifies the office
                    kept[-1] = n
                    continue
                if beside and last.kind == "mention" and n.kind == "mention" and n.mention and n.mention.kind == "person":
                    kept[-1] = n
                    continue
                if beside and last.kind == "country" and n.kind == "office" and self.g.articles:
                    kept[-1] = n  # "Foreign Ministry spokeswoman"
                    continue
                if beside and last.kind == "office" and n.kind in ("office", "country"):
                    kept[-1] = last
                    continue
            kept.append(n)
        return kept

    def _is_free(self, item: Layered, n: Nominal, start: int, previous: Nominal | None) -> bool:
        tokens = item.tokens
        g = self.g
        if not g.articles:
            if n.cases and "nom" not in n.cases:
                return False
            k = n.first - 1
            while k >= start and tokens[k].word.parts & {"adj", "det", "num"} and not tokens[k].word.parts & {"prep", "verb"}:
                k -= 1
            if k >= start and "prep" in tokens[k].word.parts and tokens[k].word.readings[0].pos == "prep":
                return False
            if n.kind in ("mention", "coalition", "country", "group") and k >= start and k == n.first - 1:
                left = tokens[k].word
                genitive = not n.cases or "gen" in n.cases
                if genitive and left.readings and left.readings[0].pos == "noun" and (previous is None or previous.last != n.first or previous.kind in ("office", "group", "country", "coalition")):
                    nominal_left = previous is not None and previous.last == n.first
                    if nominal_left and previous is not None and previous.kind == "office" and n.mention and n.mention.kind == "person":
                        return "nom" in n.cases or not n.cases
                    beside = n.mention is not None and n.mention.kind == "person" and "nom" in n.cases
                    return beside and "nom" in left.cases()
            return True
        k = n.first - 1
        if n.kind == "pronoun":
            return k < start or "prep" not in tokens[k].word.parts
        dated = {x for a, b, _ in item.times for x in range(a, b)}
        while k >= start:
            token = tokens[k]
            if k in dated:
                return True  # "in 2024 Ottawa spent"
            if g.has("of", token.low) and self._is_quantified(tokens, k, start):
                k -= 1
                continue
            if "prep" in token.word.parts or token.low == "to" or g.has("exceptions", token.low):
                return False
            if self._is_excepted(tokens, k, start):
                return False
            if any(v.head == k and not v.is_finite for v in item.verbs):
                return False
            m = next((x for x in item.mentions if x.first <= k < x.last and x.role != "adjective"), None)
            if m is not None and tokens[m.last].low == "'s":
                k = m.first - 1  # "at the meeting of Ukraine's allies"
                continue
            if m is not None:
                return True
            if token.low in (",", "\u2013", '"', "(", ")") or g.has("coordinators", token.low):
                return True
            if token.word.parts & {"det", "adj", "noun", "num", "adv", "pron"} or token.low == "'s" or token.low[0].isdigit():
                if token.word.parts & {"det"} and token.low not in ("all",):
                    k -= 1
                    if self._is_excepted(tokens, k, start):
                        return False
                    if k >= start and ("prep" in tokens[k].word.parts or tokens[k].low == "to"):
                        return False
                    return True
                k -= 1
                continue
            return True
        return True

    def _is_excepted(self, tokens: list[Token], k: int, start: int) -> bool:
        """Whether a phrase of exception ends at a token: 'other than France'."""
        phrases = self.g.phrases.get("exceptions", ())
        return any(
            k - len(x) + 1 >= start and tuple(t.low for t in tokens[k - len(x) + 1 : k + 1]) == x for x in phrases
        )

    def _is_quantified(self, tokens: list[Token], k: int, start: int) -> bool:
        """Whether 'of' stands behind a word of quantity: 'a number of countries', 'most of the allies'."""
        n = k - 1
        while n >= start and tokens[n].low == '"':
            n -= 1
        return n >= start and any(self.g.has("quantifiers", x) for x in (tokens[n].low, *tokens[n].word.lemmas))

    # ------------------------------------------------------------ who a nominal stands for
    def holders(self, item: Layered, n: Nominal) -> list[Holder]:
        """The holders that a nominal stands for."""
        if n.kind == "mention" and n.mention is not None:
            return self._of_mention(item, n)
        if n.kind == "pronoun":
            return self._of_pronoun(item, n)
        if n.kind == "alliance":
            return self._made(item, n, "org:nato" if n.key == "the_alliance" else self._bloc())
        states = self._modifiers(item, n)
        if n.kind == "group" and self._is_relative(item, n) and all(h.ref.get("kind") == "country" for h in states):
            states = []  # Ukraine's allies are not Ukraine
        if n.kind == "coalition":
            if states:
                return states
            return self._made(item, n, self.memory.coalition) if self.memory.coalition else []
        if states:
            return states
        if n.kind == "group" and n.number == "pl" and any(self.g.has("parties", x) for x in item.tokens[n.last - 1].word.lemmas):
            met = self._met(item, n)
            if met:
                return met
        if n.first and self.g.has("both", item.tokens[n.first - 1].low):
            return self._both(item, n)
        if n.kind in ("office", "country"):
            if n.number == "pl":
                return self._group(item, n, "person" if n.kind == "office" else "country")
            officer = self._officer(item, n) if n.kind == "office" else None
            if officer is not None:
                return self._state_of(item, officer, n.first, n.last)
            if self.memory.state is not None:
                back = self.memory.state
                start, end = item.span(n.first, n.last)
                return [Holder(back.ref, start, end, n.first, back.person, "goes back to " + back.key)]
            return []
        if n.kind == "anonymous":
            return []
        return self._group(item, n, "person" if n.key == "officials" else "country")

    def _is_relative(self, item: Layered, n: Nominal) -> bool:
        """Whether a group is named by what it is to a state: 'Ukraine's partners'."""
        return any(
            h.entry.key == "relative" and h.last == n.last and h.entry.part == "nouns" for h in item.hits.get("groups", ())
        )

    def _bloc(self) -> str:
        """Which union of states 'the bloc' is: the one that the document names more."""
        counts = self.reading.counts
        return "org:nato" if counts["org:nato"] > counts["org:eu"] else "org:eu"

    def _officer(self, item: Layered, n: Nominal) -> Mention | None:
        """Who is meant by an office alone ('the premier said'): the last one named who holds such an office."""
        wanted = _office_kinds(self.g.language, item.tokens[_head_at(item.tokens, n.first, n.last, self.g)].word.lemmas)
        person = self.memory.person
        if wanted and not self.g.articles and person is not None and _latest_office(person.id) in wanted:
            return person
        if wanted:
            for number in range(item.number, max(item.number - OFFICE_REACH, -1), -1):
                for m in reversed(self.reading.sentences[number].mentions):
                    if m.kind == "person" and (number < item.number or m.last <= n.first) and wanted & _offices_of(m.id):
                        return m
        return self.memory.person

    def _met(self, item: Layered, n: Nominal) -> list[Holder]:
        """The two states named last in one sentence: 'the parties' to what it tells of."""
        start, end = item.span(n.first, n.last)
        for number in range(item.number - 1, max(item.number - 4, -1), -1):
            found: dict[str, Holder] = {}
            for m in self.reading.sentences[number].mentions:
                id_ = (office_state(m.id) or "") if m.kind == "person" else m.id
                if id_.startswith("country:") and (m.kind == "person" or m.role != "adjective"):
                    entity = entities().get(id_)
                    ref = {"id": id_, "kind": "country", "name": entity.name if entity else id_, "text": self.reading.text[start:end]}
                    found.setdefault(id_, Holder(ref, start, end, n.first, None, "goes back to " + id_))
            if len(found) == 2:
                return list(found.values())
        return []

    def _both(self, item: Layered, n: Nominal) -> list[Holder]:
        """The two states that were subjects last: 'both countries'."""
        start, end = item.span(n.first, n.last)
        found: dict[str, Holder] = {}
        for _, _, subjects in reversed(self.memory.trail):
            for h in subjects:
                if h.ref.get("kind") == "country" and len(found) < 2:
                    found.setdefault(h.key, Holder(h.ref, start, end, n.first, None, "goes back to " + h.key))
        return list(found.values()) if len(found) == 2 else []

    def _made(self, item: Layered, n: Nominal, id_: str | None) -> list[Holder]:
        if not id_:
            return []
        entity = entities().get(id_)
        start, end = item.span(n.first, n.last)
        ref = {"id": id_, "kind": id_.split(":")[0], "name": entity.name if entity else id_, "text": self.reading.text[start:end]}
        return [Holder(ref, start, end, n.first)]

    def _of_mention(self, item: Layered, n: Nominal) -> list[Holder]:
        m = n.mention
        assert m is not None
        if m.kind == "person":
            return self._state_of(item, m, n.first, n.last)
        if m.kind in ("outlet", "place"):
            if m.kind == "place" and m.id in ("place:europe", "place:west"):
                start, end = item.span(n.first, n.last)
                return [Holder({"kind": "group", "of": "country", "value": None, "bound": None, "region": m.id, "text": self.reading.text[start:end]}, start, end, n.first)]
            return []
        entity = entities().get(m.id)
        state = entity.attributes.get("state") if entity and entity.attributes.get("organ") else None
        if state:
            own = entities().get(state)
            ref = {"id": state, "kind": "country", "name": own.name if own else state, "text": self.reading.text[m.start : m.end]}
            return [Holder(ref, m.start, m.end, n.first, None, f"an organ of the state: {m.name}")]
        return [Holder(m.reference(self.reading.text), m.start, m.end, n.first)]

    def _state_of(self, item: Layered, person: Mention, first: int, last: int) -> list[Holder]:
        start, end = item.span(first, last)
        own = Holder(
            {"id": person.id, "kind": "person", "name": person.name, "text": self.reading.text[start:end]}, start, end, first, person.id
        )
        state = office_state(person.id)
        if state is None and (person.id in _own_voices() or self._is_private(item, first)):
            return [own]
        above = entities().get(state) if state else None
        if above is not None and above.attributes.get("state"):
            state = above.attributes["state"]  # a ministry's spokesperson speaks for the state
        if state is None and item is not None:
            state = self._apposed_state(item, first)
            state = state_behind(state) if state else None
        if state is None:
            return [own]
        entity = entities().get(state)
        ref = {"id": state, "kind": state.split(":")[0], "name": entity.name if entity else state, "text": self.reading.text[start:end]}
        return [Holder(ref, start, end, first, person.id, f"speaks for it: {person.name}")]

    def _is_private(self, item: Layered, first: int) -> bool:
        """Whether the words before a name tell that it speaks for itself: 'opposition leader', 'former president'."""
        return any(h.entry.key == "own_voice" and 0 <= first - h.last <= 1 for h in item.hits.get("groups", ()))

    def _apposed_state(self, item: Layered, first: int) -> str | None:
        """The state in an office just before a name: 'the foreign minister of Latvia X', «британський міністр X»."""
        k = first - 1
        has_office = False
        while k >= 0 and first - k < 9:
            token = item.tokens[k]
            if token.low in (",", ";", '"', "\u2013") or token.word.is_finite and not token.word.parts & {"noun"}:
                break
            office = any(h.first <= k < h.last and h.entry.key == "office" for h in item.hits.get("groups", ()))
            has_office = has_office or office
            m = next((x for x in item.mentions if x.first <= k < x.last), None)
            if m is not None and m.kind in ("country", "org") and (has_office or m.role in ("adjective", "name", "abbreviation")):
                rest = any(
                    h.entry.key == "office" and m.first - 6 <= h.first <= first for h in item.hits.get("groups", ())
                )
                return m.id if rest else None
            if m is not None and m.kind == "person":
                return None
            k -= 1
        return None

    def _of_pronoun(self, item: Layered, n: Nominal) -> list[Holder]:
        pronoun = self.g.pronouns[n.key]
        start, end = item.span(n.first, n.last)

        def back(holder: Holder) -> Holder:
            ref = {**holder.ref, "text": self.reading.text[start:end]}
            return Holder(ref, start, end, n.first, holder.person, "goes back to " + holder.key)

        if pronoun.kind == "speaker":
            if self.memory.speaker is not None:
                return [back(self.memory.speaker)]
            return []
        if pronoun.number == "pl":
            many = [h for h in self.memory.subjects if h.ref.get("kind") in ("coalition", "group") or len(self.memory.subjects) > 1]
            if many:
                return [back(h) for h in many]
            if self.memory.coalition and (self.memory.coalition_acted or not self.memory.subjects):
                return self._made(item, n, self.memory.coalition)
            return [back(h) for h in self.memory.subjects]
        for h in self.memory.subjects:
            if pronoun.kind == "person" and h.person is None:
                continue
            if pronoun.kind == "any" and h.person is None and (h.ref.get("kind") == "group" or self._is_rather_a_person(pronoun.gender)):
                continue
            if pronoun.kind == "thing" and h.person is not None and self.g.articles and item.start <= h.start < item.end:
                continue  # "Rutte welcomed the decision, saying it would help"
            return [back(h)]
        if pronoun.kind in ("person", "any") and self.memory.person is not None:
            return [Holder(h.ref, start, end, n.first, h.person, "goes back to " + h.key) for h in self._state_of(item, self.memory.person, n.first, n.last)]
        return []

    def _is_rather_a_person(self, gender: str) -> bool:
        """Whether a pronoun of a gender may mean the person named last, whom it means sooner than a state."""
        person = self.memory.person
        return not self.g.articles and person is not None and gender in ("m", "f") and person.gender == gender

    def _modifiers(self, item: Layered, n: Nominal) -> list[Holder]:
        """States in the adjectives, possessives and genitives of a noun."""
        tokens, text = item.tokens, self.reading.text
        found: list[Mention] = []
        k = n.first - 1
        while k >= 0 and n.first - k < 7:
            m = next((x for x in item.mentions if x.first <= k < x.last), None)
            token = tokens[k]
            if m is not None:
                usable = m.role == "adjective" or (self.g.articles and (m.last == n.first or tokens[m.last].low == "'s" or m.role in ("abbreviation", "name", "inhabitant") and m.kind in ("country", "org", "coalition")))
                if usable and m.kind in ("country", "org", "coalition", "person"):
                    found.insert(0, m)
                    k = m.first - 1
                    continue
                break
            if self.g.has("possessives", token.low) and not found:
                return self._possessor(item, k)
            if token.low == "'s" or self.g.has("coordinators", token.low) and found or token.word.parts & {"adj", "noun"} and not token.word.is_finite:
                k -= 1
                continue
            break
        j = n.last
        if self.g.articles:
            while j < len(tokens) and tokens[j].word.parts & {"noun"} and not tokens[j].word.has_verb and not tokens[j].capital:
                j += 1
            if j < len(tokens) and (self.g.has("of", tokens[j].low) or n.kind in ("office", "group") and self.g.has("place_from", tokens[j].low)):
                found += self._run_of_mentions(item, j + 1)
        else:
            while j < len(tokens) and j - n.last < 6 and not any(x.first == j for x in item.mentions) and (
                "gen" in tokens[j].word.cases() or tokens[j].low[0].isdigit() or tokens[j].low == '"' and tokens[j - 1].low != '"'
            ):
                j += 1
            if any(x.first == j and x.role != "adjective" for x in item.mentions):
                found += [m for m in self._run_of_mentions(item, j) if not m.cases or "gen" in m.cases]
        out = []
        for m in found:
            if m.id in REGIONS and n.kind == "group":
                start, end = item.span(n.first, m.last)
                ref = {"kind": "group", "of": "country", "value": None, "bound": None, "region": m.id, "text": text[start:end]}
                out.append(Holder(ref, start, end, n.first))
            elif m.kind in ("country", "org", "coalition"):
                out.append(Holder({**m.reference(text)}, m.start, m.end, m.first))
            elif m.kind == "person":
                out += self._state_of(item, m, m.first, m.last)
        if not out:
            return []
        unique: dict[str, Holder] = {}
        for h in out:
            unique.setdefault(h.key + str(h.ref.get("region", "")), h)
        return list(unique.values())

    def _possessor(self, item: Layered, at: int) -> list[Holder]:
        """Whose 'their soldiers' are: the subject last named before."""
        if self.g.pronouns.get(item.tokens[at].low) is not None and self.g.pronouns[item.tokens[at].low].kind == "speaker":
            return [self.memory.speaker] if self.memory.speaker is not None else []
        for number, first, holders in reversed(self.memory.trail):
            if number < item.number or number == item.number and first < at:
                return holders if number >= item.number - 1 else []
        return []

    def _run_of_mentions(self, item: Layered, j: int) -> list[Mention]:
        """Coordinated mentions from token j on: of A, B and C."""
        tokens = item.tokens
        found: list[Mention] = []
        while j < len(tokens):
            if tokens[j].low in ("the",):
                j += 1
                continue
            m = next((x for x in item.mentions if x.first == j and x.role != "adjective"), None)
            if m is None:
                break
            found.append(m)
            j = m.last
            if j < len(tokens) and (tokens[j].low == "," or self.g.has("coordinators", tokens[j].low)):
                j += 1
                if j < len(tokens) and self.g.has("coordinators", tokens[j].low):
                    j += 1
                continue
            break
        return found

    def _group(self, item: Layered, n: Nominal, of: str) -> list[Holder]:
        """A group without a name: the coalition in hand if its members are meant, else a group, counted if it is."""
        start, end = item.span(n.first, n.last)
        counted = next((q for a, b, q in item.quantities if q.kind == "count" and b <= n.first and n.first - b <= 2), None)
        counted = self._part(item, counted) if counted is not None else None
        if counted is not None:
            ref = {"kind": "group", "of": of, "value": counted.json_value, "bound": counted.bound, "text": self.reading.text[counted.start : end]}
            return [Holder(ref, counted.start, end, n.first)]
        vague = any(h.entry.key == "few" and h.last <= n.first and n.first - h.last <= 2 for h in item.hits.get("groups", ()))
        if n.number == "sg" and n.kind == "group":
            return []
        if self.memory.coalition and not vague and n.key in ("coalition_members",):
            return self._made(item, n, self.memory.coalition)
        ref = {"kind": "group", "of": of, "value": None, "bound": None, "text": self.reading.text[start:end]}
        return [Holder(ref, start, end, n.first)]

    def _part(self, item: Layered, whole: Quantity) -> Quantity:
        """'six of the 30 members': the number that is meant."""
        at = next(a for a, _, q in item.quantities if q is whole)
        for _, b, q in item.quantities:
            if q.kind == "count" and 1 <= at - b <= 2 and self.g.has("of", item.tokens[b].low):
                return q
        return whole

    def _counted(self, item: Layered, start: int, stop: int) -> list[Holder]:
        """'26 countries', 'many of them', 'several' as a subject of their own."""
        for a, b, q in item.quantities:
            if q.kind == "count" and start <= a and b <= stop:
                nominal = next((h for h in item.hits.get("figures", ()) if b <= h.first <= b + 2 and h.entry.data.get("unit") in ("countries", "leaders", "delegations", "participants") and h.last <= stop), None)
                prep = a > start and "prep" in item.tokens[a - 1].word.parts and item.tokens[a - 1].end < q.start
                if nominal is not None and not prep:
                    q = self._part(item, q)
                    states = nominal.entry.data["unit"] in ("countries", "delegations") or nominal.entry.data["unit"] == "participants" and any(
                        h.entry.key == "coalition_members" and h.first <= nominal.first < h.last for h in item.hits.get("groups", ())
                    )
                    of = "country" if states else "person"
                    end = item.tokens[nominal.last - 1].end
                    ref = {"kind": "group", "of": of, "value": q.json_value, "bound": q.bound, "text": self.reading.text[q.start : end]}
                    return [Holder(ref, q.start, end, a)]
        for h in item.hits.get("groups", ()):
            if h.entry.key == "few" and start <= h.first and h.last <= stop:
                word = item.tokens[h.first].word
                nominative = self.g.articles or "nom" in word.cases() or not word.cases()
                before = item.tokens[h.first - 1] if h.first > start else None
                if nominative and not (before is not None and "prep" in before.word.parts) and self._of_states(item, h.last):
                    s, e = item.span(h.first, h.last)
                    return [Holder({"kind": "group", "of": "country", "value": None, "bound": None, "text": self.reading.text[s:e]}, s, e, h.first)]
        return []

    def _of_states(self, item: Layered, at: int) -> bool:
        """Whether 'some' stands alone or means states: 'some of the allies', not 'some of the instructors'."""
        keys = ("coalition_members", "countries", "officials")
        if at < len(item.tokens) and not self.g.articles:
            noun = next((n for n in range(at, min(at + 3, len(item.tokens))) if "adj" not in item.tokens[n].word.parts), at)
            if item.tokens[noun].word.readings[0].pos == "noun":  # "several days" are no states
                return any(h.entry.key in keys and h.first <= noun < h.last for h in item.hits.get("groups", ()))
        if at >= len(item.tokens) or not self.g.has("of", item.tokens[at].low):
            return True
        return any(h.entry.key in keys and at < h.first <= at + 4 for h in item.hits.get("groups", ())) or any(
            t.low in self.g.pronouns for t in item.tokens[at + 1 : at + 2]
        )

    # ------------------------------------------------------------ memory
    def remember(self, item: Layered, subjects: list[Holder]) -> None:
        """Keeps the subjects of a clause for later short forms."""
        if subjects:
            self.memory.subjects = subjects
            self.memory.trail.append((item.number, max((h.first for h in subjects), default=-1), subjects))
            del self.memory.trail[:-8]
            self.memory.subjects_at = item.number
            for h in subjects:
                if h.ref.get("kind") == "country" or h.ref.get("id") == "org:eu":
                    self.memory.state = h
            if any(h.ref.get("kind") in ("coalition", "org") or len(subjects) > 1 for h in subjects):
                self.memory.collective = subjects
                self.memory.collective_at = item.number
            if any(h.key == self.memory.coalition for h in subjects):
                self.memory.coalition_acted = True
        person = next((m for m in reversed(item.mentions) if m.kind == "person" and any(h.person == m.id for h in subjects)), None)
        if person is not None:
            self.memory.person = person


@cache
def _office_kinds(language: str, lemmas: tuple[str, ...]) -> frozenset[str]:
    """Which offices a noun may stand for."""
    listed = table(language, "offices")
    return frozenset(kind for kind, nouns in listed.items() if any(x in nouns for x in lemmas))


@cache
def _offices_of(person: str) -> frozenset[str]:
    """The kinds of office that a listed person holds or held."""
    return frozenset(row["office"] for row in rows("shared", "offices") if row["person"] == person)


def _is_aside(item: Layered, n: Nominal) -> bool:
    return any(a <= n.first < b for a, b in item.asides)


@cache
def _latest_office(person: str) -> str:
    """The kind of office that a listed person came to last, "" for others."""
    held = [(row.get("from") or "", row["office"]) for row in rows("shared", "offices") if row["person"] == person]
    return max(held)[1] if held else ""


@cache
def _offices() -> dict[str, str]:
    """{person: the state or organisation they speak for}, by the latest office."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("shared", "offices"):
        if row["office"] in OWN_VOICE:
            continue
        since = row.get("from") or ""
        if row["person"] not in found or since >= found[row["person"]][0]:
            found[row["person"]] = (since, row["state_or_org"])
    return {person: state for person, (_, state) in found.items()}


@cache
def _own_voices() -> frozenset[str]:
    """Listed persons that speak for themselves."""
    return frozenset(row["person"] for row in rows("shared", "offices") if row["office"] in OWN_VOICE)


def office_state(person: str) -> str | None:
    """The state or organisation that a listed person speaks for, None for others."""
    found = _offices().get(person)
    return state_behind(found) if found else None


def state_behind(id_: str) -> str:
    """The state that an organ of it acts for; others act for themselves."""
    entity = entities().get(id_)
    return entity.attributes.get("state", id_) if entity and entity.attributes.get("organ") else id_


def state_of_organ(id_: str) -> str:
    """The state whose organ an organisation is (a ministry, a presidency), else the organisation itself."""
    entity = entities().get(id_)
    if entity is None or not entity.attributes.get("organ"):
        return id_
    return entity.attributes.get("state", id_)
