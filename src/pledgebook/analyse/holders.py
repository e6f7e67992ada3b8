"""Who acts or speaks in a clause: its subject, as holders."""

from __future__ import annotations

from pledgebook.analyse.clauses import Clause
from pledgebook.analyse.memory import Holder
from pledgebook.analyse.nominals import Nominal, is_aside
from pledgebook.analyse.reading import Layered
from pledgebook.analyse.references import References
from pledgebook.analyse.verb import Verb

NEXT = 3  # tokens from a number to the noun it counts


class Resolver(References):
    """Finds the subjects of clauses, and remembers them."""

    def subject(self, item: Layered, clause: Clause, verb: Verb | None) -> list[Holder]:
        """Who the subject of a clause is; empty where there is none to be found in it."""
        stop = verb.first if verb else clause.last
        start = clause.first + clause.opener
        sources = self._sources(item)
        zone = [
            n for n in self.nominals(item)
            if start <= n.first and n.last <= clause.last and not is_aside(item, n)
            and not any(a <= n.first < b for a, b in sources)
        ]  # fmt: skip
        before = [n for n in zone if n.last <= stop]
        heads = self._heads(item, before, start)
        inverted = (
            verb is not None
            and self.g.articles
            and any(h.entry.key == "say" and h.first <= verb.head < h.last for h in item.hits.get("voices", ()))
        )
        ahead = [] if heads or self.g.articles else self._counted(item, start, stop)
        if not heads and not ahead and verb is not None and (inverted or not self.g.articles):
            after = [n for n in zone if n.first >= verb.last]
            heads = self._heads(item, after, verb.last, first_only=True)
            if verb.number == "pl" and len(heads) == 1 and heads[0].mention is not None and not self.g.articles:
                one = heads[0].mention  # "they handed the service over": one is not many
                single = (one.kind == "org" and one.number != "pl") or (one.kind == "country" and one.number == "sg")
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
        listed = self._listed(item, heads)
        if listed:
            return listed
        if counted:  # "three states of the EU" are not the EU
            heads = [
                n
                for n in heads
                if n.kind not in ("group", "pronoun", "country") or not 0 <= n.first - counted[0].first <= NEXT
            ]
        found = [h for n in heads for h in self.holders(item, n)]
        known = {h.key for h in found}
        return found + [h for h in counted if h.key not in known]

    def _listed(self, item: Layered, heads: list[Nominal]) -> list[Holder]:
        """The states that an aside lists for a group: 'three Nordic countries – Norway, Sweden and Denmark – decided'."""
        if len(heads) != 1 or heads[0].kind not in ("group", "country", "mention"):
            return []
        head = heads[0]
        if head.mention is not None and head.mention.kind != "place":
            return []
        aside = next(((a, b) for a, b in item.asides if 0 <= a - head.last <= 1), None)
        if aside is None:
            return []
        states = [m for m in item.mentions_in(*aside) if m.kind == "country" and m.role == "name"]
        said = any(
            "verb" in t.word.parts and t.word.is_finite and "noun" not in t.word.parts
            for t in item.tokens[slice(*aside)]
        )
        inside = item.tokens[aside[0] + 1].low
        if len(states) < 2 or said or states[0].first - aside[0] > 1 or self.g.has("enumerators", inside):
            return []
        text = self.reading.text
        return [Holder(m.reference(text), m.start, m.end, m.first) for m in states]

    def _may_be_many(self, item: Layered, n: Nominal) -> bool:
        """Whether a noun may be a nominative plural that no preposition governs."""
        readings = [r for r in item.tokens[n.last - 1].word.readings if r.pos == "noun"]
        if not any(r.case == "nom" and r.number == "pl" for r in readings) or (
            n.first and "prep" in item.tokens[n.first - 1].word.parts
        ):
            return False
        return all(r.number == "sg" for r in readings if r.case == "gen")

    def _sources(self, item: Layered) -> list[tuple[int, int]]:
        """Where a source is named between commas, or up to the first one: 'the US, in the words of the minister, will'."""
        out = []
        for h in item.hits.get("voices", ()):
            if h.entry.key != "according" or (h.first and item.tokens[h.first - 1].low not in (",", "\u2013")):
                continue
            stop = next((n for n in range(h.last, len(item.tokens)) if item.tokens[n].low in (",", "\u2013")), 0)
            if stop:
                out.append((h.first, stop))
        return out

    def _at_home(self, item: Layered, verb: Verb | None, before: list[Nominal]) -> list[Holder]:
        """Who speaks or acts where a plural verb has only a place: 'in Athens they say', 'in the ministry they denied'."""
        if (
            self.g.articles
            or verb is None
            or verb.number != "pl"
            or verb.passive
            or (verb.reflexive and not any(h.first <= verb.head < h.last for h in item.hits.get("predicates", ())))
            or verb.person in ("1", "2")
        ):
            return []
        for n in before:
            k = n.first - 1
            while (
                k >= 0
                and n.first - k < NEXT
                and item.tokens[k].word.readings[0].pos == "noun"
                and "loc" in item.tokens[k].word.cases()
            ):
                k -= 1  # "in the press office of the ministry they said"
            if (n.cases and "loc" not in n.cases and k == n.first - 1) or k < 0:
                continue
            if self.g.has("place_in", item.tokens[k].low):
                return [h for h in self.holders(item, n) if h.ref.get("kind") in ("country", "org", "body")]
        return []

    def _of_people(self, item: Layered, start: int, stop: int) -> list[Holder]:
        """The state in the adjective of a subject that is no holder itself: 'Turkish ships will'."""
        for m in item.mentions_in(start, stop):
            if m.role != "adjective" or m.kind not in ("country", "org") or m.last >= stop:
                continue
            noun = next((t for t in item.tokens[m.last : min(m.last + 3, stop)] if "noun" in t.word.parts), None)
            governed = "prep" in self._word_before(item, m.first, start)
            if noun is None or governed or (not self.g.articles and not self._is_nominative(noun, m)):
                continue
            start_, end = item.span(m.first, m.last)
            return [Holder(m.reference(self.reading.text), start_, end, m.first, None, "whose subject it is")]
        return []

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
        person = next(
            (m for m in reversed(item.mentions) if m.kind == "person" and any(h.person == m.id for h in subjects)), None
        )
        if person is not None:
            self.memory.person = person
